//! Words with `*`, and words of which letters may differ.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{FuzzyTermQuery, InvertedIndexRangeQuery, Query, RegexQuery};
use tantivy::schema::Field;

use crate::query::edit_distance;

/// Tells whether a folded word fits a folded pattern, in which `*` stands for any letters.
pub(super) fn fits(pattern: &str, word: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = word.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let Some(place) = rest.find(piece) else { return false };
        rest = &rest[place + piece.len()..];
    }
    rest.len() >= last.len() && rest.ends_with(last)
}

/// Tells whether two folded words differ in so many letters at most.
pub(super) fn is_near(word: &str, other: &str, edits: u8) -> bool {
    edit_distance(word, other, usize::from(edits)).is_some()
}

/// Returns the clauses with a word that fits `pattern`.
pub(super) fn pattern_query(pattern: &str, field: Field) -> tantivy::Result<Box<dyn Query>> {
    if let Some(start) = pattern.strip_suffix('*').filter(|start| !start.contains('*')) {
        return Ok(beginning_query(start, field));
    }
    let mut regex = String::new();
    for character in pattern.chars() {
        match character {
            '*' => regex.push_str(".*"),
            sign if sign.is_ascii_punctuation() => {
                regex.push('\\');
                regex.push(sign);
            }
            letter => regex.push(letter),
        }
    }
    Ok(Box::new(RegexQuery::from_pattern(&regex, field)?))
}

/// Returns the clauses with a word that begins with `start`. Such words stand one after the other in
/// the dictionary, so that nothing has to be compared.
fn beginning_query(start: &str, field: Field) -> Box<dyn Query> {
    let from = Term::from_field_text(field, start);
    let to = Term::from_field_text(field, &format!("{start}{}", char::MAX));
    Box::new(InvertedIndexRangeQuery::new(Bound::Included(from), Bound::Excluded(to)))
}

/// Returns the clauses with a word like `word`.
pub(super) fn fuzzy_query(word: &str, edits: u8, field: Field) -> Box<dyn Query> {
    Box::new(FuzzyTermQuery::new(Term::from_field_text(field, word), edits, true))
}
