//! [`StageTimes`]: where the time of a build goes.

use std::time::{Duration, Instant};

/// A stage of a build, in the order in which a file passes through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Finding the files and comparing them with the manifest.
    Walk,
    /// Reading the bytes of files and hashing them.
    Read,
    /// From bytes to blocks: character sets, formats, the language.
    Decode,
    /// From blocks to clauses, with their verbs and citations.
    Parse,
    /// From clauses to the terms of the fields.
    Tokenize,
    /// Into the engine: recording the terms, packing what is stored, writing segments.
    Index,
    /// Putting the new index in the place of the old one.
    Commit,
    /// Joining small segments afterwards.
    Merge,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 8] = [
        Self::Walk,
        Self::Read,
        Self::Decode,
        Self::Parse,
        Self::Tokenize,
        Self::Index,
        Self::Commit,
        Self::Merge,
    ];

    /// Returns its name, one word in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Read => "read",
            Self::Decode => "decode",
            Self::Parse => "parse",
            Self::Tokenize => "tokenize",
            Self::Index => "index",
            Self::Commit => "commit",
            Self::Merge => "merge",
        }
    }
}

/// The time spent in each stage, of all threads together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageTimes([Duration; Stage::ALL.len()]);

impl StageTimes {
    /// Returns the time spent in `stage`.
    #[must_use]
    pub fn of(&self, stage: Stage) -> Duration {
        self.0[stage as usize]
    }

    /// Adds the times of another thread.
    pub(super) fn add(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own += other;
        }
    }
}

/// A stop-watch that gives every moment to a stage.
#[derive(Debug)]
pub(super) struct StageClock {
    last: Instant,
    pub(super) times: StageTimes,
}

impl StageClock {
    pub(super) fn start() -> Self {
        Self { last: Instant::now(), times: StageTimes::default() }
    }

    /// Gives the time since the last lap to `stage`.
    pub(super) fn lap(&mut self, stage: Stage) {
        let now = Instant::now();
        self.times.0[stage as usize] += now - self.last;
        self.last = now;
    }

    /// Gives the time since the last lap to no stage.
    pub(super) fn skip(&mut self) {
        self.last = Instant::now();
    }
}
