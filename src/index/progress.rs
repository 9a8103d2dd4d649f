//! [`Progress`]: what a build tells while it works, and how it is stopped.

use super::summary::PlanCounts;

/// Takes the news of a build.
pub trait Progress {
    /// Takes where the build stands; called often, and from one thread only.
    fn report(&mut self, phase: Phase);

    /// Takes the path of the file that was just done, before the report that counts it.
    fn file_done(&mut self, source: &str) {
        let _ = source;
    }

    /// Tells whether the user wants the build to stop; asked at least once per file.
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
    /// Everything is read; the index is being put in place.
    Committing,
    /// The new index is in place.
    Done,
}

/// Hears nothing and never stops.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn report(&mut self, phase: Phase) {
        let _ = phase;
    }
}
