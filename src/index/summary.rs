//! [`Summary`]: what a build did and what the index now holds.

use std::collections::BTreeMap;
use std::error::Error;

use super::copies::{self, Copied, Differing};
use super::error::engine_message;
use super::manifest::Manifest;
use super::stages::StageTimes;
use crate::citation::Organ;
use crate::corpus::ReadError;
use crate::text::Language;

/// How many files a plan or a build keeps, adds, replaces and removes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanCounts {
    /// As they are in the index.
    pub kept: usize,
    /// New ones.
    pub added: usize,
    /// Changed ones; in a plan those that may have changed.
    pub replaced: usize,
    /// Gone ones.
    pub removed: usize,
}

/// The outcome of a build.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// How many files were kept, added, replaced, removed.
    pub changes: PlanCounts,
    /// Resolutions and clauses in the index.
    pub total: Tally,
    /// The same by the code of the language; `None` where it is unknown.
    pub by_language: BTreeMap<Option<String>, Tally>,
    /// The same by the id of the organ; `None` where it is unknown.
    pub by_organ: BTreeMap<Option<String>, Tally>,
    /// The resolutions that stand in several formats and are indexed from one; only after a run that
    /// wrote the index, see [`Summary::with_copies`].
    pub copied: Vec<Copied>,
    /// The documents that are indexed from several formats, because their wording differs; likewise.
    pub differing: Vec<Differing>,
    /// How many resolutions of unchanged files stepped in for a copy in this run.
    pub stepped_in: usize,
    /// The files that could not be read, sorted by path.
    pub skipped: Vec<SkippedFile>,
    /// The files that were read though something was wrong with them, sorted by path.
    pub faulty: Vec<FaultyFile>,
    /// The tables and how their columns were read, sorted by path.
    pub tables: Vec<TableColumns>,
    /// Bytes of the files that were read in this run.
    pub read_bytes: u64,
    /// Bytes of the index on disk.
    pub index_bytes: u64,
    /// How long it took.
    pub seconds: f64,
    /// The time in each stage, of all threads together.
    pub stages: StageTimes,
}

/// A number of resolutions and of their clauses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Resolutions.
    pub resolutions: usize,
    /// Clauses.
    pub clauses: usize,
}

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedFile {
    /// The path.
    pub path: String,
    /// Why, one sentence.
    pub reason: String,
}

/// A file that was read, with something wrong in it: a page without text, a row too short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultyFile {
    /// The path.
    pub path: String,
    /// The first thing that is wrong, one sentence.
    pub fault: String,
    /// How many things are wrong with it.
    pub count: usize,
}

/// A table that is in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumns {
    /// The path.
    pub path: String,
    /// Which columns were read as what, and which were not.
    pub columns: String,
}

/// Returns a table with ids for what they name.
fn named<Kind>(
    tallies: BTreeMap<Option<Kind>, Tally>,
    id: impl Fn(Kind) -> &'static str,
) -> BTreeMap<Option<String>, Tally> {
    tallies.into_iter().map(|(kind, tally)| (kind.map(|kind| id(kind).to_owned()), tally)).collect()
}

impl SkippedFile {
    /// Returns what a walk left out.
    pub(super) fn of(error: &ReadError) -> Self {
        Self { path: error.path().to_string_lossy().into_owned(), reason: with_causes(error) }
    }
}

/// Returns the message of an error and of what it comes from, in one line.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message.push_str(": ");
        if let Some(engine) = error.downcast_ref() {
            message.push_str(&engine_message(engine));
            break;
        }
        message.push_str(&error.to_string());
        cause = error.source();
    }
    message
}

impl Summary {
    /// Returns the counts of `manifest`, the changes and costs still to be filled in.
    #[must_use]
    pub fn of(manifest: &Manifest) -> Self {
        let mut summary = Self::default();
        let mut by_organ: BTreeMap<Option<Organ>, Tally> = BTreeMap::new();
        let mut by_language: BTreeMap<Option<Language>, Tally> = BTreeMap::new();
        for (_, resolution) in manifest.files.iter().flat_map(super::FileEntry::indexed) {
            let of_language = by_language.entry(resolution.language).or_default();
            let of_organ = by_organ.entry(resolution.organ).or_default();
            for tally in [&mut summary.total, of_language, of_organ] {
                tally.resolutions += 1;
                tally.clauses += resolution.clauses;
            }
        }
        summary.by_language = named(by_language, Language::code);
        summary.by_organ = named(by_organ, Organ::id);
        let own = |entry: &super::SkippedEntry| SkippedFile {
            path: entry.path.clone(),
            reason: entry.reason.clone(),
        };
        let table = |file: &super::FileEntry| {
            Some(TableColumns { path: file.path.clone(), columns: file.columns.clone()? })
        };
        let faulty = |file: &super::FileEntry| {
            let fault = file.fault.clone()?;
            Some(FaultyFile { path: file.path.clone(), fault, count: file.fault_count })
        };
        summary.tables = manifest.files.iter().filter_map(table).collect();
        summary.faulty = manifest.files.iter().filter_map(faulty).collect();
        summary.skipped = manifest.skipped.iter().map(own).collect();
        summary
    }

    /// Returns the summary with the copies in `manifest`; this takes time that grows with it.
    #[must_use]
    pub fn with_copies(self, manifest: &Manifest) -> Self {
        let (copied, differing) = (copies::copied(manifest), copies::differing(manifest));
        Self { copied, differing, ..self }
    }

    /// Returns the summary with what a walk left out besides.
    pub(super) fn with_skipped(mut self, left_out: &[SkippedFile]) -> Self {
        self.skipped.extend_from_slice(left_out);
        self.skipped.sort_by(|left, right| left.path.cmp(&right.path));
        self
    }

    /// Tells whether the index is the one that was there before.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.changes.added + self.changes.replaced + self.changes.removed + self.stepped_in == 0
    }

    /// Returns the megabytes of source read per second, 0 if nothing was read.
    #[must_use]
    pub fn megabytes_per_second(&self) -> f64 {
        if self.read_bytes == 0 || self.seconds <= 0.0 {
            return 0.0;
        }
        self.read_bytes as f64 / 1e6 / self.seconds
    }
}
