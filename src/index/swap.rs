//! [`take_place`]: an index that was built anew takes the place of the old one.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::error::IndexError;
use super::manifest::is_manifest;
use super::progress::{CommitStep, Phase, Progress};
use super::store::{ANEW, MANAGED, META, file_names, is_segment_file};
use super::sweep::HALF_WRITTEN;

/// Moves the finished index in `dir/.resq-anew` into `dir`, over the one that is there.
///
/// Its segments and its manifest have names that no file of the old one has, so that moving them
/// changes nothing for readers; then `meta.json` is replaced, which is the change; then the old
/// files go.
pub(super) fn take_place(dir: &Path, progress: &mut dyn Progress) -> Result<(), IndexError> {
    let new_dir = dir.join(ANEW);
    let old = file_names(dir)?;
    let new = file_names(&new_dir)?;
    let fail = |source| IndexError::io(dir, source);
    let is_data = |name: &&String| is_segment_file(name) || is_manifest(name);
    for name in new.iter().filter(is_data) {
        fs::rename(new_dir.join(name), dir.join(name)).map_err(fail)?;
        progress.report(Phase::Committing(CommitStep::Moved));
    }
    // The engine's list comes first: it may name too much, but never too little.
    fs::rename(new_dir.join(MANAGED), dir.join(MANAGED)).map_err(fail)?;
    progress.report(Phase::Committing(CommitStep::Moved));
    // What `meta.json` names has to be on the disk before it is.
    sync(dir).map_err(fail)?;
    fs::rename(new_dir.join(META), dir.join(META)).map_err(fail)?;
    sync(dir).map_err(fail)?;
    progress.report(Phase::Committing(CommitStep::Replaced));
    let is_unneeded = |name: &&String| is_data(name) || name.starts_with(HALF_WRITTEN);
    for name in old.iter().filter(is_unneeded).filter(|name| !new.contains(*name)) {
        // A reader of the old index keeps its files open; what cannot go now is only a leftover.
        let _ = fs::remove_file(dir.join(name));
        progress.report(Phase::Committing(CommitStep::Swept));
    }
    fs::remove_dir_all(&new_dir).map_err(fail)
}

/// Brings the names in a folder to the disk, where the system can do that.
fn sync(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}
