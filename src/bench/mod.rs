//! Index-build measurements: a synthetic corpus that is the same everywhere, and comparisons.
//!
//! Measurements need texts that anybody can have again. [`Synthetic`] makes resolutions whose
//! lengths, words and shapes follow those of real ones, from a number and nothing else.

mod random;
mod synthetic;
mod vocabulary;

pub use synthetic::Synthetic;
