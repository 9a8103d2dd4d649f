//! The files below the roots, with what the disk says about them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::error::IndexError;
use super::plan::FoundFile;

/// Returns the files below `roots` but those of the index in `index_dir` itself.
pub(super) fn files(roots: &[PathBuf], index_dir: &Path) -> Result<Vec<FoundFile>, IndexError> {
    let own = fs::canonicalize(index_dir).ok();
    let mut found = Vec::new();
    let mut pending: Vec<PathBuf> = roots.to_vec();
    while let Some(path) = pending.pop() {
        let metadata = fs::metadata(&path).map_err(|source| IndexError::io(&path, source))?;
        if metadata.is_dir() {
            if own.is_some() && fs::canonicalize(&path).ok() == own {
                continue;
            }
            for entry in fs::read_dir(&path).map_err(|source| IndexError::io(&path, source))? {
                let entry = entry.map_err(|source| IndexError::io(&path, source))?;
                pending.push(entry.path());
            }
        } else if metadata.is_file() {
            found.push(FoundFile {
                length_bytes: metadata.len(),
                modified_ns: modified_ns(&metadata),
                path,
            });
        }
    }
    Ok(found)
}

/// Nanoseconds since 1970; 0 where the system does not tell, so that the hash decides.
fn modified_ns(metadata: &fs::Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or_default()
}
