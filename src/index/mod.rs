//! Building and updating an index: plan, read, write, commit; opening one.
//!
//! An index is a folder. It holds the engine's segments and `meta.json`, a `manifest-*.json` that
//! says which files it was made of, and `resq.lock`, which one writer at a time holds.
//!
//! # The old one or the new one
//!
//! Everything new is written under new names first: segments, then the manifest. The commit
//! replaces `meta.json`, which names both, in one step. A run that is killed before it leaves the
//! old index as it was; what is left over is removed by the next run. An index made by other rules
//! is built anew beside the old one and takes its place in the same way.
//!
//! Writers keep each other out with a lock that dies with its holder. Readers take none: each has
//! one commit open, and begins again if a later one has removed a file before it was open.
//!
//! # The same every time
//!
//! Files are taken in the order of their paths and dealt out to the threads like cards. A thread
//! does everything for its files, from the bytes to a segment of its own, so that nothing waits in
//! queues and no order depends on who is fast; segments are named after what is in them. The same
//! files give the same bytes, whatever was killed before.
//!
//! # Copies
//!
//! Of a resolution that stands in several formats the index holds one; the others are only in the
//! manifest, which tells the wording of each by a hash. Which one it is follows from the files and
//! the order of the formats alone. It is known when all files are read: what was written too much
//! is taken out of the new segments again, and what steps in for a file that is gone is read in a
//! second round.
//!
//! # Memory
//!
//! Of the memory it is given a build takes off what the program and its lists of files take; half of
//! the rest is for segments while they are filled, three eighths are for the files in hand. When the
//! segments are written, merges get the half that these had: so many segments are merged at a time as
//! there is room for, and what is read of them is let go of at once. The script `tests/memory.sh`
//! measures that the process keeps to it.

mod build;
mod check;
mod commit;
mod copies;
mod difference;
mod error;
mod filling;
mod folder;
mod follow;
mod hashes;
mod lock;
mod manifest;
mod merged;
mod merging;
mod open;
mod plan;
mod postings;
mod progress;
mod read;
mod room;
mod schema_dir;
mod segment;
mod share;
mod sisters;
mod snapshot;
mod space;
mod squeeze;
mod stages;
mod store;
mod summary;
mod swap;
mod sweep;
mod term_log;
mod update;
mod wording;
mod work;

pub use build::{MEMORY_BYTES_DEFAULT, MEMORY_BYTES_MIN, Options, build, plan};
pub use check::{Checked, Damage, check};
pub use copies::{Copied, Differing, Source};
pub use difference::{COMPARED_MAX, Difference, Parting};
pub use error::IndexError;
pub use follow::{Watch, follow};
pub use lock::Holder;
pub use manifest::{ArchiveEntry, FileEntry, Manifest, ResolutionEntry, SkippedEntry};
pub use merging::{DELETED_PERCENT_MAX, REWRITTEN_CLAUSES_MAX, is_hollow};
pub use open::{OpenError, OpenIndex, open, status};
pub use plan::{Change, Plan, PlannedFile};
pub use progress::{CommitStep, Phase, Progress, Silent};
pub use schema_dir::{SchemaError, load_schema};
pub use segment::SegmentBuilder;
pub use sisters::clauses_of;
pub use space::PartSpace;
pub use stages::{Stage, StageTimes};
pub(crate) use summary::with_causes;
pub use summary::{FaultyFile, PlanCounts, SkippedFile, Summary, TableColumns, Tally};
pub use wording::Wording;
