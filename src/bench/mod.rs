//! Index-build measurements: a synthetic corpus that is the same everywhere, and comparisons.
//!
//! Measurements need texts that anybody can have again. [`Synthetic`] makes resolutions whose
//! lengths, words and shapes follow those of real ones, from a number and nothing else.

mod akoma_ntoso;
mod markdown;
mod page;
mod random;
mod synthetic;
mod vocabulary;
mod written;

pub use synthetic::Synthetic;
pub use written::{CorpusFormat, FILES_PER_FOLDER, write_corpus};
