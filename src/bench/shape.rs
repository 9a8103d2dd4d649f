//! What synthetic resolutions of every language have in common: how many clauses and words, and what a
//! clause is made of.

use std::sync::Arc;

use super::tongue::Opener;
use crate::citation::Symbol;
use crate::lexicon::{ConceptId, Lexicon};
use crate::resolution::{Clause, Part};
use crate::text::{Origin, Span};

/// Clauses of a resolution between least and most, on the average 26.
pub(super) const PREAMBULAR_CLAUSES: (usize, usize) = (4, 16);
pub(super) const OPERATIVE_CLAUSES: (usize, usize) = (6, 26);
/// Words of a clause after its verb, on the average 40.
pub(super) const WORDS: (usize, usize) = (8, 72);
/// In hundred clauses: those that cite, and those that have items below.
pub(super) const CITING: usize = 25;
pub(super) const LISTING: usize = 6;

/// Returns an operative clause without items.
pub(super) fn operative(
    (verb_text, concept): Opener,
    label: String,
    text: String,
    citations: Vec<Symbol>,
) -> Clause {
    let concept = Lexicon::embedded().concept(concept);
    let verbs: Vec<ConceptId> = concept.map(|concept| concept.id.clone()).into_iter().collect();
    Clause {
        label,
        part: Part::Operative,
        has_head: !verbs.is_empty(),
        verbs,
        verb_text: Some(verb_text.to_string()),
        qualifiers: Vec::new(),
        text,
        lead_in: Vec::new(),
        headings: Arc::default(),
        citations,
        joint_symbols: Vec::new(),
        addressee: None,
        deadline: None,
        origin: Origin { line: 1, span: Span::default() },
    }
}
