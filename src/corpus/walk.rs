//! From the paths a user names to the files worth reading.
//!
//! What a user names is always tried. Inside folders the rules are those of other search tools:
//! hidden files and what `.gitignore` and `.ignore` list are left out in silence; whatever else
//! cannot be read (a broken link, a pipe, a picture) is left out with a reason. The user's own
//! git configuration is not asked, so that the same folder gives the same list everywhere.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use ignore::{DirEntry, Error as WalkError, WalkBuilder};

use super::{ReadError, kind};

/// What a walk takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WalkOptions {
    /// Takes hidden and ignored files too.
    pub is_unfiltered: bool,
    /// Folders that are not entered, such as that of the index itself.
    pub closed: Vec<PathBuf>,
}

/// A file that is worth reading, with what the disk says about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WalkedFile {
    /// The path as the user gave it, or below the folder as the user gave it.
    pub path: PathBuf,
    /// Its length.
    pub length_bytes: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where the system does not tell.
    pub modified_ns: i64,
    /// The number the file system gives the file (the inode), which stays when it is renamed;
    /// 0 where the system has none.
    pub file_number: u64,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files, each once, in the order of the bytes of their paths.
    pub files: Vec<WalkedFile>,
    /// What was left out and why, in the order of the bytes of the paths.
    pub skipped: Vec<ReadError>,
}

/// Returns the files that `paths` name or that lie below them.
///
/// The list is the same for the same tree, however the paths are ordered and whatever order the
/// disk has. A file is asked for its length and time once. Never fails: what cannot be read is in
/// the list of what was skipped.
#[must_use]
pub fn walk(paths: &[PathBuf], options: &WalkOptions) -> Walked {
    let mut walked = Walked::default();
    let closed: BTreeSet<PathBuf> =
        options.closed.iter().filter_map(|folder| fs::canonicalize(folder).ok()).collect();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk_folder(path, options, &closed, &mut walked),
            Ok(metadata) => walked.add(path, &metadata),
            Err(source) => walked.skipped.push(ReadError::Io { path: path.clone(), source }),
        }
    }
    walked.files.sort_by(|left, right| by_bytes(&left.path, &right.path));
    walked.files.dedup_by(|left, right| left.path == right.path);
    walked.skipped.sort_by(|left, right| by_bytes(left.path(), right.path()));
    walked
}

fn by_bytes(left: &Path, right: &Path) -> std::cmp::Ordering {
    left.as_os_str().as_encoded_bytes().cmp(right.as_os_str().as_encoded_bytes())
}

fn walk_folder(
    root: &Path,
    options: &WalkOptions,
    closed: &BTreeSet<PathBuf>,
    walked: &mut Walked,
) {
    if fs::canonicalize(root).is_ok_and(|root| closed.contains(&root)) {
        return;
    }
    let closed = closed.clone();
    let entries = WalkBuilder::new(root)
        .standard_filters(!options.is_unfiltered)
        .git_global(false)
        .require_git(false)
        .follow_links(true)
        .filter_entry(move |entry| !is_closed(entry, &closed))
        .build();
    for entry in entries {
        match entry {
            Ok(entry) => walked.add_entry(&entry),
            Err(error) => walked.skipped.push(skipped(error, root)),
        }
    }
}

/// Asks the disk for the true name of folders only.
fn is_closed(entry: &DirEntry, closed: &BTreeSet<PathBuf>) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    !closed.is_empty()
        && is_folder
        && fs::canonicalize(entry.path()).is_ok_and(|path| closed.contains(&path))
}

impl Walked {
    fn add_entry(&mut self, entry: &DirEntry) {
        // An ignore file with a rule that cannot be understood still has its other rules.
        if let Some(error) = entry.error() {
            self.skipped.push(skipped(error.clone(), entry.path()));
        }
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            return;
        }
        if let Some(kind) = kind::of_path(entry.path()) {
            let path = entry.path().to_path_buf();
            let (kind, advice) = (kind.name, kind.advice);
            return self.skipped.push(ReadError::Unsupported { path, kind, advice });
        }
        match entry.metadata() {
            Ok(metadata) => self.add(entry.path(), &metadata),
            Err(error) => self.skipped.push(skipped(error, entry.path())),
        }
    }

    fn add(&mut self, path: &Path, metadata: &Metadata) {
        let path = path.to_path_buf();
        if !metadata.is_file() {
            let kind = "a pipe or device";
            return self.skipped.push(ReadError::NotAFile { path, kind });
        }
        let length_bytes = metadata.len();
        self.files.push(WalkedFile {
            path,
            length_bytes,
            modified_ns: modified_ns(metadata),
            file_number: file_number(metadata),
        });
    }
}

#[cfg(unix)]
fn file_number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn file_number(_: &Metadata) -> u64 {
    0
}

fn modified_ns(metadata: &Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or_default()
}

/// Returns the reason in `error`, which concerns the path it names, or else `path`.
fn skipped(error: WalkError, path: &Path) -> ReadError {
    match error {
        WalkError::WithPath { path, err } => skipped(*err, &path),
        WalkError::WithDepth { err, .. } => skipped(*err, path),
        WalkError::Loop { ancestor, child } => ReadError::LinkLoop { path: child, ancestor },
        WalkError::Io(source) => ReadError::Io { path: path.to_path_buf(), source },
        rule => ReadError::IgnoreRule { path: path.to_path_buf(), source: rule },
    }
}
