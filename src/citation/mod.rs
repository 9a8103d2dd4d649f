//! Document symbols and references to them: parse, print, scan, aliases.
//!
//! One parser serves the document parser, the token chains and the query language, so that
//! `resolution 1373 (2001)` in a text and in a query are the same thing.

mod candidate;
mod forms;
mod naming;
mod notation;
mod organ;
mod owner;
mod parse;
mod reading;
mod roman;
mod scan;
mod series;
mod symbol;
mod typed;
mod vocabulary;

pub use organ::Organ;
pub use scan::scan;
pub use symbol::Symbol;
pub use vocabulary::{EMBEDDED, month};

use crate::text::Span;

/// A reference to a document inside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Where it stands; in a list, the one element.
    pub span: Span,
    /// The document it names.
    pub symbol: Symbol,
    /// Whether it is another symbol of the document named just before: `S/26560` in
    /// `A/48/486-S/26560`, one document of two bodies.
    pub is_second: bool,
}

/// What is known about a text before its citations are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The body that speaks: "its resolution 51/1" is this body's.
    pub speaker: Option<Organ>,
}
