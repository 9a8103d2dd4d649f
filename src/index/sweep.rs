//! What a killed run left in the folder of an index: told by what the last commit names.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::Index;

use super::error::IndexError;
use super::manifest;
use super::store::{ANEW, is_segment_file};

/// How half-written files are named, the engine's and those of the manifest.
pub(super) const HALF_WRITTEN: &str = ".tmp";

/// Returns the names of the files and folders in `dir` that no commit needs, sorted; `manifest` is
/// the one of the last commit of `index`.
pub(super) fn leftovers(
    dir: &Path,
    index: &Index,
    manifest: &str,
) -> Result<Vec<String>, IndexError> {
    let metas = index.load_metas().map_err(|source| IndexError::engine(dir, source))?;
    let needed: HashSet<PathBuf> = metas.list_segment_files();
    let is_leftover = |name: &String| {
        let is_unneeded = is_segment_file(name) && !needed.contains(Path::new(name));
        let is_old = manifest::is_manifest(name) && name != manifest;
        is_unneeded || is_old || name.starts_with(HALF_WRITTEN) || name == ANEW
    };
    let fail = |source| IndexError::io(dir, source);
    let mut names = Vec::new();
    for entry in fs::read_dir(dir).map_err(fail)? {
        names.push(entry.map_err(fail)?.file_name().to_string_lossy().into_owned());
    }
    names.retain(is_leftover);
    names.sort();
    Ok(names)
}

/// Removes what [`leftovers`] names, as far as it can be removed: what stays does no harm but taking
/// room, and the next run tries again.
///
/// The holder of the lock may do so: no commit comes between, and who reads the index has open what
/// the last one names.
pub(super) fn sweep(dir: &Path, index: &Index, manifest: &str) {
    for name in leftovers(dir, index, manifest).unwrap_or_default() {
        let path = dir.join(name);
        let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    }
}
