//! [`Plan`]: what an update has to do, told by comparing the files with the manifest.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::manifest::Manifest;

/// What is to be done, file by file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The files that were found, sorted by path.
    pub files: Vec<PlannedFile>,
    /// The sources that are in the index and were not found again, sorted.
    pub removed: Vec<String>,
    /// How many sources of other roots stay as they are.
    pub untouched: usize,
}

/// One file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// Where it is.
    pub path: PathBuf,
    /// The same as text, as the index names it.
    pub source: String,
    /// Its length in bytes.
    pub length_bytes: u64,
    /// When it was changed, in nanoseconds since 1970.
    pub modified_ns: i64,
    /// What it needs.
    pub change: Change,
}

/// What a file needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing: length and time of change are those of the manifest.
    Keep,
    /// It is new.
    Add,
    /// Length or time of change differ; it is replaced if its bytes differ from this hash too.
    Check {
        /// The hash in the manifest.
        hash: String,
    },
    /// It could not be read the last time and has changed since.
    Retry,
}

/// How many files a plan or a build keeps, adds, replaces and removes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanCounts {
    /// As they are in the index.
    pub kept: usize,
    /// New ones.
    pub added: usize,
    /// Changed ones; in a plan those that may have changed.
    pub replaced: usize,
    /// Gone ones.
    pub removed: usize,
}

/// A file on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundFile {
    pub(super) path: PathBuf,
    pub(super) length_bytes: u64,
    pub(super) modified_ns: i64,
}

impl Plan {
    /// Compares what was found below `roots` with `old`.
    pub(super) fn new(found: Vec<FoundFile>, roots: &[PathBuf], old: &Manifest) -> Self {
        let known: BTreeMap<&str, (u64, i64, Option<&str>)> = old
            .files
            .iter()
            .map(|file| {
                (
                    file.path.as_str(),
                    (file.length_bytes, file.modified_ns, Some(file.hash.as_str())),
                )
            })
            .chain(
                old.skipped
                    .iter()
                    .map(|file| (file.path.as_str(), (file.length_bytes, file.modified_ns, None))),
            )
            .collect();
        let mut files: Vec<PlannedFile> = found
            .into_iter()
            .map(|file| {
                let source = file.path.to_string_lossy().into_owned();
                let change = match known.get(source.as_str()) {
                    None => Change::Add,
                    Some((length, time, _))
                        if (*length, *time) == (file.length_bytes, file.modified_ns) =>
                    {
                        Change::Keep
                    }
                    Some((_, _, Some(hash))) => Change::Check { hash: (*hash).to_string() },
                    Some((_, _, None)) => Change::Retry,
                };
                let FoundFile { path, length_bytes, modified_ns } = file;
                PlannedFile { path, source, length_bytes, modified_ns, change }
            })
            .collect();
        files.sort_by(|left, right| left.source.cmp(&right.source));
        files.dedup_by(|next, kept| next.source == kept.source);
        let is_found =
            |source: &str| files.binary_search_by(|file| file.source.as_str().cmp(source)).is_ok();
        let gone: Vec<&str> = known.keys().copied().filter(|source| !is_found(source)).collect();
        let (removed, untouched): (Vec<&str>, Vec<&str>) = gone
            .into_iter()
            .partition(|source| roots.iter().any(|root| Path::new(source).starts_with(root)));
        let removed = removed.into_iter().map(str::to_string).collect();
        Self { removed, untouched: untouched.len(), files }
    }

    /// Returns how many files are to be kept, added, perhaps replaced, removed.
    #[must_use]
    pub fn counts(&self) -> PlanCounts {
        let mut counts = PlanCounts {
            kept: self.untouched,
            removed: self.removed.len(),
            ..PlanCounts::default()
        };
        for file in &self.files {
            match file.change {
                Change::Keep => counts.kept += 1,
                Change::Add | Change::Retry => counts.added += 1,
                Change::Check { .. } => counts.replaced += 1,
            }
        }
        counts
    }

    /// Tells whether every file is as the manifest has it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.files.iter().all(|file| file.change == Change::Keep)
    }

    /// Returns the files that have to be read.
    pub(super) fn to_read(&self) -> Vec<&PlannedFile> {
        self.files.iter().filter(|file| file.change != Change::Keep).collect()
    }
}

/// Returns a path without `.` members, so that `./a` and `a/` are the root `a`.
pub(super) fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf =
        path.components().filter(|component| *component != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain }
}
