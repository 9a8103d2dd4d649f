//! [`follow`]: an index that keeps up with its files.
//!
//! The files are looked at again and again, as a build looks at them. That works on every file
//! system, shared ones too, and nothing that happened between two looks is missed.

use std::path::PathBuf;

use super::build::{Options, build, plan};
use super::error::IndexError;
use super::progress::Progress;
use super::summary::Summary;

/// Takes what happens while an index follows its files, and says when to look again.
pub trait Watch: Progress {
    /// Waits before the next look; `false` ends the watch.
    fn wait(&mut self) -> bool;

    /// Takes the outcome of an update.
    fn updated(&mut self, summary: &Summary);

    /// Takes that another run writes the index, so that the update comes later.
    fn delayed(&mut self, error: &IndexError);
}

/// Builds the index of `paths`, then updates it whenever files have changed, until
/// [`Watch::wait`] says to end.
///
/// Changes are taken up when two looks in a row find the same: a file that is just being written,
/// or a folder that is being copied, is left to settle.
///
/// # Errors
///
/// Those of [`build`], but not that another run writes the index.
pub fn follow(
    paths: &[PathBuf],
    options: &Options,
    watch: &mut dyn Watch,
) -> Result<(), IndexError> {
    let mut options = options.clone();
    update(paths, &options, watch)?;
    // What had to be built anew has been.
    options.is_anew = false;
    let mut before = None;
    // What is left to do after an update is what it tried in vain: files that may not be read.
    let mut tried = None;
    while watch.wait() {
        let now = plan(paths, &options)?;
        if now.is_empty() || tried.as_ref() == Some(&now) {
            before = None;
        } else if before.as_ref() == Some(&now) {
            tried = update(paths, &options, watch)?.then_some(now);
            before = None;
        } else {
            before = Some(now);
        }
    }
    Ok(())
}

/// Tells whether the index could be written.
fn update(paths: &[PathBuf], options: &Options, watch: &mut dyn Watch) -> Result<bool, IndexError> {
    match build(paths, options, watch) {
        Ok(summary) => {
            watch.updated(&summary);
            Ok(true)
        }
        Err(error @ IndexError::Locked { .. }) => {
            watch.delayed(&error);
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
