//! [`IndexError`]: what stops a build.

use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError, OpenWriteError};

use super::lock::Holder;

/// What stops a build or an update; a bad source file does not.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// A path to index is not there.
    #[error("no file or folder `{path}`")]
    NoSuchPath {
        /// As given.
        path: PathBuf,
    },
    /// The index is to be a folder, and a file stands there.
    #[error("`{dir}` is not a folder")]
    NotADirectory {
        /// The place of the index.
        dir: PathBuf,
    },
    /// The folder holds something else.
    #[error("`{dir}` holds other files and is not an index")]
    NotAnIndex {
        /// The place of the index.
        dir: PathBuf,
    },
    /// The index was written by a later program.
    #[error("`{dir}` is an index of a newer version of the program")]
    Newer {
        /// The place of the index.
        dir: PathBuf,
    },
    /// Another run is writing.
    #[error("`{dir}` is being written by {}", named(.holder.as_ref()))]
    Locked {
        /// The place of the index.
        dir: PathBuf,
        /// Who writes it, where that could be read.
        holder: Option<Holder>,
    },
    /// Less memory is allowed than a build needs.
    #[error("`{given}` bytes of memory are too few to build an index, which takes `{least}`")]
    MemoryTooSmall {
        /// As asked.
        given: usize,
        /// [`MEMORY_BYTES_MIN`](super::MEMORY_BYTES_MIN).
        least: usize,
    },
    /// Nothing may be written there.
    #[error("`{path}` may not be written")]
    ReadOnly {
        /// What was to be written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The disk is full; the old index is as it was.
    #[error("no room left on the disk of `{path}`")]
    DiskFull {
        /// What was to be written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Reading or writing the index fails.
    #[error("cannot read or write `{path}`")]
    Io {
        /// What was read or written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The manifest of the index cannot be read.
    #[error("the manifest `{path}` is damaged")]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The engine fails.
    #[error("the index `{dir}` cannot be written")]
    Engine {
        /// The place of the index.
        dir: PathBuf,
        /// What the engine says.
        source: TantivyError,
    },
    /// A reading thread ended before its time.
    #[error("a reading thread ended early; the index is as it was")]
    ReaderLost,
    /// The user stopped the run; the old index is as it was.
    #[error("stopped; the index is as it was")]
    Cancelled,
}

fn named(holder: Option<&Holder>) -> String {
    holder.map_or_else(|| "another run".to_string(), ToString::to_string)
}

impl IndexError {
    /// Returns the error for a failed access to `path`.
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path, source }
            }
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull { path, source },
            _ => Self::Io { path, source },
        }
    }

    /// Returns the error for a failure of the engine on the index in `dir`.
    pub(super) fn engine(dir: &Path, source: TantivyError) -> Self {
        match system_fault(&source) {
            Some(fault) => match Self::io(dir, fault) {
                plain @ (Self::ReadOnly { .. } | Self::DiskFull { .. }) => plain,
                _ => Self::Engine { dir: dir.to_path_buf(), source },
            },
            None => Self::Engine { dir: dir.to_path_buf(), source },
        }
    }
}

/// Returns what the system said, if that is what the engine's error is about.
pub(super) fn system_fault(error: &TantivyError) -> Option<io::Error> {
    let fault = match error {
        TantivyError::IoError(fault)
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: fault, .. })
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: fault, .. })
        | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
            io_error: fault, ..
        }) => Some(fault),
        _ => None,
    };
    // The writers of the engine wrap the fault so that only its text tells which one it was.
    let text = fault.map_or_else(|| error.to_string(), ToString::to_string);
    let number = text.rsplit_once("(os error ").and_then(|(_, end)| end.split_once(')'));
    match number.and_then(|(number, _)| number.parse().ok()) {
        Some(number) => Some(io::Error::from_raw_os_error(number)),
        None => fault.map(|fault| io::Error::new(fault.kind(), text)),
    }
}

/// What is said of a file of an index whose content is wrong, where nobody knows which one it is.
const DAMAGE: &str = "a file is not as it was written";

/// Returns what the engine says. Of damaged files it is only which one, for the engine goes on with
/// advice to those who program with it.
pub(super) fn engine_message(error: &TantivyError) -> String {
    let is_damage = |fault: &io::Error| {
        matches!(fault.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
    };
    match error {
        TantivyError::DataCorruption(_) => DAMAGE.to_owned(),
        TantivyError::IoError(fault) if is_damage(fault) => DAMAGE.to_owned(),
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if is_damage(io_error) =>
        {
            format!("`{}` is not as it was written", filepath.display())
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;

    #[test]
    fn damage_is_told_without_advice_to_programmers() {
        let fault = || io::Error::new(io::ErrorKind::InvalidData, "re-generate the FST");
        let file = OpenReadError::IoError { io_error: fault().into(), filepath: "a.term".into() };
        assert_eq!(engine_message(&file.into()), "`a.term` is not as it was written");
        assert_eq!(engine_message(&fault().into()), DAMAGE);
        let other = TantivyError::InternalError("lost".to_owned());
        assert_eq!(engine_message(&other), other.to_string());
    }

    #[test]
    fn a_full_disk_is_told_however_the_engine_says_it() {
        let full = || io::Error::from_raw_os_error(28);
        let faults = [
            TantivyError::from(full()),
            TantivyError::from(io::Error::other(full().to_string())),
            TantivyError::InternalError(format!("'{}'", full())),
        ];
        for fault in faults {
            let error = IndexError::engine(Path::new("idx"), fault);
            assert!(matches!(error, IndexError::DiskFull { .. }), "{error}");
            assert_eq!(error.source().map(ToString::to_string), Some(full().to_string()));
        }
        let other = TantivyError::InternalError("lost (os error of another day)".to_owned());
        let error = IndexError::engine(Path::new("idx"), other);
        assert!(matches!(error, IndexError::Engine { .. }), "{error}");
    }
}
