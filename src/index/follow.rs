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
    while watch.wait() {
        let now = plan(paths, &options)?;
        if now.is_empty() {
            before = None;
        } else if before.as_ref() == Some(&now) {
            update(paths, &options, watch)?;
            before = None;
        } else {
            before = Some(now);
        }
    }
    Ok(())
}

fn update(paths: &[PathBuf], options: &Options, watch: &mut dyn Watch) -> Result<(), IndexError> {
    match build(paths, options, watch) {
        Ok(summary) => watch.updated(&summary),
        Err(error @ IndexError::Locked { .. }) => watch.delayed(&error),
        Err(error) => return Err(error),
    }
    Ok(())
}
