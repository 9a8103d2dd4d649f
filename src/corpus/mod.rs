//! From paths to blocks: walking, decoding, language, and one reader per format.
//!
//! The only module that reads source files.

mod document;

pub use document::{Document, Fact, FactKind, Format, ReadFault};
