//! Which words and documents of a query the index does not have, and what was probably meant.

use tantivy::query::FuzzyTermQuery;
use tantivy::schema;
use tantivy::{Searcher, Term};

use super::compile::{Compiler, intersection, union};
use super::plan::{Leaf, LeafKind, Plan, Role};
use super::report::{AbsentDocument, AbsentWord};
use crate::query::{Condition, Field, Scope, clause_label, edit_distance, nearest_forms};
use crate::schema::Fields;

/// How many spellings are told for a word.
const NEAREST_MAX: usize = 3;
/// Words of fewer letters are like too many others.
const LETTERS_MIN: usize = 4;

/// Returns the words of `leaves` that no clause has.
pub(super) fn words(
    searcher: &Searcher,
    fields: Fields,
    leaves: &[Leaf],
) -> tantivy::Result<Vec<AbsentWord>> {
    let mut absent = Vec::new();
    for leaf in leaves.iter().filter(|leaf| leaf.role == Role::Wanted) {
        let LeafKind::Token { stems, words, meanings, .. } = &leaf.kind else { continue };
        // An abbreviation that is known is no slip of the pen.
        let is_known = !meanings.is_empty() || has_any(searcher, fields.stems, stems)?;
        if leaf.scope != Scope::Clause || is_known {
            continue;
        }
        let [word] = words.as_slice() else { continue };
        if has_any(searcher, fields.words, words)? {
            continue;
        }
        let nearest = match label(&leaf.typed) {
            Some(label) => vec![format!("{}:{label}", Field::Clause.name())],
            None => nearest(searcher, fields.words, word)?,
        };
        absent.push(AbsentWord { word: leaf.typed.clone(), nearest });
    }
    Ok(absent)
}

/// Returns the label that a word is, `OP4`, which no text of a clause has.
fn label(word: &str) -> Option<String> {
    clause_label(word).filter(|label| label.starts_with("OP") || label.starts_with("PP"))
}

/// Returns the verbs in quotes that head no clause as they are printed, and that no table has.
pub(super) fn verbs(compiler: &Compiler<'_>, plan: &Plan) -> tantivy::Result<Vec<AbsentWord>> {
    let lexicon = compiler.lexicon;
    let mut absent = Vec::new();
    for verb in plan.verbs().into_iter().filter(|verb| verb.is_quoted()) {
        let is_known = !lexicon.printed_form(&verb.typed).concepts().is_empty();
        if is_known || compiler.headed(verb)?.count(compiler.searcher())? > 0 {
            continue;
        }
        let nearest = nearest_forms(&verb.typed, lexicon);
        absent.push(AbsentWord { word: verb.typed.clone(), nearest });
    }
    Ok(absent)
}

/// Returns the documents asked for that the index does not have, or not with the clauses asked for.
pub(super) fn documents(
    compiler: &Compiler<'_>,
    plan: &Plan,
) -> tantivy::Result<Vec<AbsentDocument>> {
    let mut absent = Vec::new();
    for (symbol, labels) in plan.documents() {
        let document = || compiler.condition(&Condition::Symbol(symbol.clone()));
        let mut asked = vec![document()];
        if !labels.is_empty() {
            asked.push(union(labels.iter().map(|label| compiler.condition(label)).collect()));
        }
        if intersection(asked).count(compiler.searcher())? == 0 {
            let clauses = document().count(compiler.searcher())?;
            absent.push(AbsentDocument { symbol: symbol.to_string(), clauses });
        }
    }
    Ok(absent)
}

fn has_any(searcher: &Searcher, field: schema::Field, terms: &[String]) -> tantivy::Result<bool> {
    for term in terms {
        if searcher.doc_freq(&Term::from_field_text(field, term))? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The words of the index with one letter changed, else two; the most frequent first.
fn nearest(searcher: &Searcher, field: schema::Field, word: &str) -> tantivy::Result<Vec<String>> {
    if word.chars().count() < LETTERS_MIN {
        return Ok(Vec::new());
    }
    for edits in 1..=2 {
        let query = FuzzyTermQuery::new(Term::from_field_text(field, word), edits, true);
        let mut found: Vec<(usize, u64, String)> = Vec::new();
        for reader in searcher.segment_readers() {
            let index = reader.inverted_index(field)?;
            let mut stream = index.terms().search(query.automaton()?).into_stream()?;
            while stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
                let Some(distance) = edit_distance(word, term, usize::from(edits)) else {
                    continue;
                };
                if !found.iter().any(|(_, _, known)| known == term) {
                    let count = searcher.doc_freq(&Term::from_field_text(field, term))?;
                    found.push((distance, u64::MAX - count, term.to_owned()));
                }
            }
        }
        if !found.is_empty() {
            found.sort_unstable();
            return Ok(found.into_iter().take(NEAREST_MAX).map(|(_, _, term)| term).collect());
        }
    }
    Ok(Vec::new())
}
