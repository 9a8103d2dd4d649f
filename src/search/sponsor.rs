//! Which resolutions those sponsored whose name fits a leaf.

use std::collections::BTreeSet;

use tantivy::Term;
use tantivy::query::TermSetQuery;

use super::compile::Compiler;
use super::matcher::occurrences;
use super::plan::{Leaf, LeafKind, Slot};
use super::view::{TextView, initials};
use crate::analysis::Analyzer;

/// Returns the first clauses of the resolutions with a sponsor whose name fits `leaf`.
///
/// Sponsors are few, as States are, so that every name of the index is looked at.
pub(super) fn sponsors(leaf: &Leaf, compiler: &Compiler<'_>) -> tantivy::Result<TermSetQuery> {
    let field = compiler.fields.sponsor;
    let leaf = Leaf { kind: exact(&leaf.kind), ..leaf.clone() };
    let mut analyzer = Analyzer::new(compiler.chains.clone());
    let initials = initials(std::slice::from_ref(&leaf));
    let mut names: BTreeSet<Term> = BTreeSet::new();
    for reader in compiler.searcher().segment_readers() {
        let index = reader.inverted_index(field)?;
        let mut stream = index.terms().stream()?;
        while stream.advance() {
            let Ok(name) = std::str::from_utf8(stream.key()) else { continue };
            let view = TextView::new(name, None, &initials, &mut analyzer);
            if !occurrences(&leaf, &view).is_empty() {
                names.insert(Term::from_field_text(field, name));
            }
        }
    }
    Ok(TermSetQuery::new(names))
}

/// Names are not inflected: a word is meant as it is typed.
fn exact(kind: &LeafKind) -> LeafKind {
    match kind {
        LeafKind::Token { words, .. } | LeafKind::Citation { words, .. } => {
            LeafKind::Phrase(words.iter().cloned().map(Slot::Word).collect())
        }
        LeafKind::Phrase(_)
        | LeafKind::Apart { .. }
        | LeafKind::Pattern(_)
        | LeafKind::Fuzzy { .. } => kind.clone(),
    }
}
