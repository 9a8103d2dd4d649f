//! [`Plan`]: what an update has to do, told by comparing the files with the manifest.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::manifest::{FileEntry, Manifest, SkippedEntry};
use super::summary::{PlanCounts, SkippedFile};
use crate::corpus::{ReadError, Walked, WalkedFile};

/// What is to be done, file by file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The index is built anew, so that every file is read.
    pub is_anew: bool,
    /// The files that were found, sorted by path.
    pub files: Vec<PlannedFile>,
    /// The sources that are in the index and were not found again, sorted.
    pub removed: Vec<String>,
    /// How many sources were not looked for, or cannot be reached just now, and stay.
    pub untouched: usize,
    /// What was left out of the walk, and why.
    pub skipped: Vec<SkippedFile>,
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
    /// The number the file system gives it, 0 where there is none.
    pub file_number: u64,
    /// What it needs.
    pub change: Change,
}

/// What a file needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing: length, time of change and file number are those of the manifest.
    Keep,
    /// It is new.
    Add,
    /// One of them differs; it is replaced if its bytes differ from this hash too.
    Check {
        /// The hash in the manifest.
        hash: String,
    },
    /// It could not be read the last time and has changed since.
    Retry,
}

impl Plan {
    /// Compares what was found below `roots` with `old`.
    pub(super) fn new(walked: Walked, roots: &[PathBuf], old: &Manifest) -> Self {
        let known: BTreeMap<&str, Known<'_>> = old
            .files
            .iter()
            .map(|file| (file.path.as_str(), Known::of(file)))
            .chain(old.skipped.iter().map(|file| (file.path.as_str(), Known::skipped(file))))
            .collect();
        let plan = |file: WalkedFile| {
            let source = file.path.to_string_lossy().into_owned();
            let change = Known::change(known.get(source.as_str()), &file);
            let WalkedFile { path, length_bytes, modified_ns, file_number } = file;
            PlannedFile { path, source, length_bytes, modified_ns, file_number, change }
        };
        let mut files: Vec<PlannedFile> = walked.files.into_iter().map(plan).collect();
        files.sort_by(|left, right| left.source.cmp(&right.source));
        files.dedup_by(|next, kept| next.source == kept.source);
        let is_found =
            |source: &str| files.binary_search_by(|file| file.source.as_str().cmp(source)).is_ok();
        // What lies in a folder that cannot be read just now is not gone.
        let closed: Vec<&Path> = walked.skipped.iter().map(ReadError::path).collect();
        let is_gone = |source: &&str| {
            let is_below = |root: &Path| Path::new(source).starts_with(root);
            roots.iter().any(|root| is_below(root)) && !closed.iter().any(|path| is_below(path))
        };
        let missing = known.keys().copied().filter(|source| !is_found(source));
        let (removed, untouched): (Vec<&str>, Vec<&str>) = missing.partition(is_gone);
        let removed = removed.into_iter().map(str::to_string).collect();
        let skipped = walked.skipped.iter().map(SkippedFile::of).collect();
        Self { is_anew: false, removed, untouched: untouched.len(), files, skipped }
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

    /// Tells whether there is nothing to do: every file is as the manifest has it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.is_anew
            && self.removed.is_empty()
            && self.files.iter().all(|file| file.change == Change::Keep)
    }

    /// Returns the files that have to be read.
    pub(super) fn to_read(&self) -> Vec<&PlannedFile> {
        self.files.iter().filter(|file| file.change != Change::Keep).collect()
    }
}

/// What the manifest knows of a file.
struct Known<'a> {
    /// Length, time of change and number of the file. Two files written in one tick of the
    /// clock with one length differ in the last alone, and one may be renamed to the other.
    stamp: (u64, i64, u64),
    /// `None` if it could not be read.
    hash: Option<&'a str>,
}

impl<'a> Known<'a> {
    fn of(file: &'a FileEntry) -> Self {
        let stamp = (file.length_bytes, file.modified_ns, file.file_number);
        Self { stamp, hash: Some(&file.hash) }
    }

    fn skipped(file: &SkippedEntry) -> Self {
        Self { stamp: (file.length_bytes, file.modified_ns, file.file_number), hash: None }
    }

    fn change(known: Option<&Self>, file: &WalkedFile) -> Change {
        let Some(known) = known else { return Change::Add };
        if known.stamp == (file.length_bytes, file.modified_ns, file.file_number) {
            return Change::Keep;
        }
        known.hash.map_or(Change::Retry, |hash| Change::Check { hash: hash.to_string() })
    }
}

/// Returns a path without `.` members, so that `./a` and `a/` are the root `a`.
pub(super) fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf =
        path.components().filter(|component| *component != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain }
}
