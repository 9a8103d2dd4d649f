//! [`Progress`]: what a build tells while it works, and how it is stopped.

use super::summary::PlanCounts;

/// Takes the news of a build.
pub trait Progress {
    /// Takes where the build stands; called often, and from one thread only.
    fn report(&mut self, phase: Phase);

    /// Takes the path of the file that is in hand longest; called many times in a second. A file that
    /// is read in less may never be named.
    fn file_in_hand(&mut self, source: &str) {
        let _ = source;
    }

    /// Tells whether the user wants the build to stop; asked many times in a second.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Where a build stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// What is to be done is known.
    Planned(PlanCounts),
    /// Files are being read and indexed.
    Reading {
        /// Files done.
        files_done: usize,
        /// Files to do.
        files_total: usize,
        /// Bytes of the files done.
        bytes_done: u64,
        /// Bytes of all files to do.
        bytes_total: u64,
        /// Clauses indexed.
        clauses: usize,
    },
    /// Everything is read; the index is being put in place, and has just got so far.
    Committing(CommitStep),
    /// The new index is in place.
    Done,
}

/// A step of putting an index in place, once it is done. Whoever is killed between two of them
/// leaves the old index before [`CommitStep::Committed`] or [`CommitStep::Replaced`], the new one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitStep {
    /// The segments of the new files are on the disk, and nothing names them.
    Written,
    /// The manifest is on the disk, and nothing names it.
    Listed,
    /// The engine has taken the segments in and marked the clauses that go.
    Prepared,
    /// `meta.json` names the new segments and the new manifest.
    Committed,
    /// Segments that were too many or too hollow are merged.
    Merged,
    /// A file of an index built anew stands in the folder of the old one.
    Moved,
    /// The index built anew is the index.
    Replaced,
    /// A file that no index needs any more is removed.
    Swept,
}

/// Hears nothing and never stops.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn report(&mut self, phase: Phase) {
        let _ = phase;
    }
}
