//! [`Plan`]: what an update has to do, told by comparing the files with the manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::manifest::{ArchiveEntry, Manifest};
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
    /// The archives that were not found again, sorted.
    pub removed_archives: Vec<String>,
    /// The sources of which a copy in another format steps in, because the one that was indexed is
    /// gone or another format is preferred now, sorted; known before anything is read.
    pub stepping_in: Vec<String>,
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
    /// How many sources the index knows in it: several in an archive.
    pub sources: usize,
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
    /// It is an archive and one of them differs; members are replaced if their bytes differ.
    CheckMembers {
        /// The hashes in the manifest, by the paths of the members.
        hashes: BTreeMap<String, String>,
    },
    /// It could not be read the last time, and has changed since or was kept from being read by
    /// what is no part of it: its rights, the memory.
    Retry,
}

impl Plan {
    /// Compares what was found below `roots` with `old`.
    pub(super) fn new(walked: Walked, roots: &[PathBuf], old: &Manifest) -> Self {
        let known = Known::all(old);
        let plan = |file: WalkedFile| {
            let source = file.path.to_string_lossy().into_owned();
            let known = known.get(source.as_str());
            let change = Known::change(known, &file);
            let sources = known.map_or(1, Known::sources);
            let WalkedFile { path, length_bytes, modified_ns, file_number } = file;
            PlannedFile { path, source, length_bytes, modified_ns, file_number, change, sources }
        };
        let mut files: Vec<PlannedFile> = walked.files.into_iter().map(plan).collect();
        files.sort_by(|left, right| left.source.cmp(&right.source));
        files.dedup_by(|next, kept| next.source == kept.source);
        let is_found =
            |source: &str| files.binary_search_by(|file| file.source.as_str().cmp(source)).is_ok();
        // What lies in a folder that cannot be read just now is not gone.
        let closed: Vec<&Path> = walked.skipped.iter().map(ReadError::path).collect();
        let is_gone = |source: &str| {
            let is_below = |root: &Path| Path::new(source).starts_with(root);
            roots.iter().any(|root| is_below(root)) && !closed.iter().any(|path| is_below(path))
        };
        let mut planned = Self::default();
        for (source, known) in known.iter().filter(|(source, _)| !is_found(source)) {
            match (is_gone(source), known) {
                (false, _) => planned.untouched += known.sources(),
                (true, Known::File { .. }) => planned.removed.push((*source).to_owned()),
                (true, Known::Archive { members, .. }) => {
                    planned.removed.extend(members.keys().map(|member| (*member).to_owned()));
                    planned.removed_archives.push((*source).to_owned());
                }
            }
        }
        planned.removed.sort();
        let skipped = walked.skipped.iter().map(SkippedFile::of).collect();
        Self { files, skipped, ..planned }
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
                Change::Keep => counts.kept += file.sources,
                Change::Add | Change::Retry => counts.added += 1,
                Change::Check { .. } | Change::CheckMembers { .. } => counts.replaced += 1,
            }
        }
        counts
    }

    /// Tells whether there is nothing to do: every file is as the manifest has it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.is_anew
            && self.removed.is_empty()
            && self.removed_archives.is_empty()
            && self.stepping_in.is_empty()
            && self.files.iter().all(|file| file.change == Change::Keep)
    }

    /// Another version of the program may be able to read what the last one could not.
    pub(super) fn retry_skipped(&mut self, old: &Manifest) {
        let skipped: BTreeSet<&str> = old
            .skipped
            .iter()
            .map(|entry| entry.archive.as_deref().unwrap_or(&entry.path))
            .collect();
        let known = Known::all(old);
        for file in &mut self.files {
            if skipped.contains(file.source.as_str()) && file.change == Change::Keep {
                file.change = match known.get(file.source.as_str()) {
                    Some(known @ Known::Archive { .. }) => known.again(),
                    Some(Known::File { .. }) | None => Change::Retry,
                };
            }
        }
    }

    /// Tables have to be read again when their columns are read in another way.
    pub(super) fn retry_tables(&mut self, old: &Manifest) {
        let tables: BTreeSet<&str> = old
            .files
            .iter()
            .filter(|file| file.columns.is_some())
            .map(|file| file.archive.as_deref().unwrap_or(&file.path))
            .collect();
        let known = Known::all(old);
        for file in &mut self.files {
            if tables.contains(file.source.as_str()) && file.change == Change::Keep {
                file.change = known.get(file.source.as_str()).map_or(Change::Add, Known::again);
            }
        }
    }

    /// Returns the files that have to be read.
    pub(super) fn to_read(&self) -> Vec<&PlannedFile> {
        self.files.iter().filter(|file| file.change != Change::Keep).collect()
    }
}

/// Length, time of change and number of a file. Two files written in one tick of the clock with one
/// length differ in the last alone, and one may be renamed to the other.
type Stamp = (u64, i64, u64);

/// What the manifest knows of a file.
enum Known<'a> {
    File {
        stamp: Stamp,
        /// `None` if it could not be read.
        hash: Option<&'a str>,
        /// It could not be read for a reason that may have passed.
        is_passing: bool,
    },
    Archive {
        stamp: Stamp,
        /// The same of one of its members.
        is_passing: bool,
        /// The hashes of its members, `None` for those that could not be read.
        members: BTreeMap<&'a str, Option<&'a str>>,
    },
}

impl<'a> Known<'a> {
    /// Returns everything that `old` knows, by the paths on the disk.
    fn all(old: &'a Manifest) -> BTreeMap<&'a str, Self> {
        let mut known: BTreeMap<&str, Self> = BTreeMap::new();
        for archive in &old.archives {
            let ArchiveEntry { path, length_bytes, modified_ns, file_number } = archive;
            let stamp = (*length_bytes, *modified_ns, *file_number);
            known
                .insert(path, Self::Archive { stamp, is_passing: false, members: BTreeMap::new() });
        }
        for file in &old.files {
            let stamp = (file.length_bytes, file.modified_ns, file.file_number);
            Self::add(&mut known, file.archive.as_deref(), &file.path, stamp, Some(&file.hash));
        }
        for file in &old.skipped {
            let stamp = (file.length_bytes, file.modified_ns, file.file_number);
            Self::add(&mut known, file.archive.as_deref(), &file.path, stamp, None);
            if let Some(one) = known.get_mut(file.archive.as_deref().unwrap_or(&file.path)) {
                one.note_passing(file.is_passing);
            }
        }
        known
    }

    fn add(
        known: &mut BTreeMap<&'a str, Self>,
        archive: Option<&str>,
        path: &'a str,
        stamp: Stamp,
        hash: Option<&'a str>,
    ) {
        match archive.and_then(|archive| known.get_mut(archive)) {
            Some(Self::Archive { members, .. }) => {
                members.insert(path, hash);
            }
            Some(Self::File { .. }) | None => {
                known.insert(path, Self::File { stamp, hash, is_passing: false });
            }
        }
    }

    fn note_passing(&mut self, is_new: bool) {
        match self {
            Self::File { is_passing, .. } | Self::Archive { is_passing, .. } => {
                *is_passing |= is_new;
            }
        }
    }

    fn is_passing(&self) -> bool {
        match self {
            Self::File { is_passing, .. } | Self::Archive { is_passing, .. } => *is_passing,
        }
    }

    fn stamp(&self) -> Stamp {
        match self {
            Self::File { stamp, .. } | Self::Archive { stamp, .. } => *stamp,
        }
    }

    fn sources(&self) -> usize {
        match self {
            Self::File { .. } => 1,
            Self::Archive { members, .. } => members.len(),
        }
    }

    fn change(known: Option<&Self>, file: &WalkedFile) -> Change {
        let Some(known) = known else { return Change::Add };
        let stamp = (file.length_bytes, file.modified_ns, file.file_number);
        if known.stamp() == stamp && !known.is_passing() {
            return Change::Keep;
        }
        known.again()
    }

    fn again(&self) -> Change {
        match self {
            Self::File { hash: Some(hash), .. } => Change::Check { hash: (*hash).to_owned() },
            Self::File { hash: None, .. } => Change::Retry,
            Self::Archive { members, .. } => Change::CheckMembers {
                hashes: members
                    .iter()
                    .filter_map(|(path, hash)| Some(((*path).to_owned(), (*hash)?.to_owned())))
                    .collect(),
            },
        }
    }
}

/// Returns a path without `.` members, so that `./a` and `a/` are the root `a`.
pub(super) fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf =
        path.components().filter(|component| *component != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain }
}
