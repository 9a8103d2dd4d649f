//! Index-build measurements: a synthetic corpus that is the same everywhere, builds and queries
//! with a watch in the hand, and comparisons that know noise.
//!
//! Measurements need texts that anybody can have again. [`Synthetic`] makes resolutions whose
//! lengths, words and shapes follow those of real ones, from a number and nothing else.
//! [`measure_builds`] builds an index several times in several ways and gives a [`BuildReport`],
//! [`compare`] divides one report by another, [`measure_queries`] asks an index.

mod akoma_ntoso;
mod compare;
mod foreign;
mod markdown;
mod measure;
mod meter;
mod page;
mod queries;
mod random;
mod report;
mod shape;
mod spread;
mod synthetic;
mod table;
mod tongue;
mod vocabulary;
mod written;

pub use compare::{CompareError, Comparison, Verdict, compare};
pub use measure::{BuildPlan, MeasureError, measure_builds};
pub use meter::{Cost, Meter};
pub use queries::{QueryReport, measure_queries};
pub use report::{BuildReport, Case, CaseReport, Corpus, Part, REPORT_VERSION, Run};
pub use spread::Spread;
pub use synthetic::Synthetic;
pub use table::{build_table, compare_table, query_table};
pub use written::{CorpusFormat, FILES_PER_FOLDER, write_corpus, write_corpus_in};
