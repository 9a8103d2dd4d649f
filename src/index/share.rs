//! Lets those read the heads of an index who may read the rest of it.
//!
//! Half-written files are made so that their owner alone may read them, and keep that when they take
//! their place; segments are made as every other file is, by the user's own rule.

use std::path::Path;

/// Gives the heads of the index in `dir` the rights that its segments have, as far as that can be
/// done.
#[cfg(unix)]
pub(super) fn share(dir: &Path) {
    use std::fs;

    use super::manifest::is_manifest;
    use super::store::{MANAGED, META, is_segment_file};

    let Ok(entries) = fs::read_dir(dir) else { return };
    let mut names: Vec<String> =
        entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let segment = names.iter().find(|name| is_segment_file(name));
    let rights = segment.and_then(|name| fs::metadata(dir.join(name)).ok());
    let Some(rights) = rights.map(|segment| segment.permissions()) else { return };
    let is_head = |name: &&String| *name == META || *name == MANAGED || is_manifest(name);
    for name in names.iter().filter(is_head) {
        // Who may not set them has not made the file: its rights are those its owner gave it.
        let _ = fs::set_permissions(dir.join(name), rights.clone());
    }
}

/// Files have no such rights.
#[cfg(not(unix))]
pub(super) fn share(_: &Path) {}
