//! Words with `*` and `?`, and words of which letters may differ.

use std::ops::Bound;

use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, FuzzyTermQuery, InvertedIndexRangeQuery,
    Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use crate::query::edit_distance;

/// Tells whether a folded word fits a folded pattern, in which `*` stands for any letters and `?` for
/// one.
pub(super) fn fits(pattern: &str, word: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = after(pieces.next().unwrap_or_default(), word) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let mut starts = rest.char_indices().map(|(start, _)| &rest[start..]);
        let found = starts.find_map(|start| after(piece, start));
        let Some(found) = found.or_else(|| after(piece, "")) else { return false };
        rest = found;
    }
    let letters = last.chars().count();
    let Some(skipped) = rest.chars().count().checked_sub(letters) else { return false };
    let start = rest.char_indices().nth(skipped).map_or(rest.len(), |(start, _)| start);
    after(last, &rest[start..]).is_some()
}

/// Returns what follows the letters of `piece` at the beginning of `word`.
fn after<'word>(piece: &str, word: &'word str) -> Option<&'word str> {
    let mut letters = word.chars();
    piece
        .chars()
        .all(|wanted| letters.next().is_some_and(|it| wanted == '?' || wanted == it))
        .then_some(letters.as_str())
}

/// Tells whether two folded words differ in so many letters at most.
pub(super) fn is_near(word: &str, other: &str, edits: u8) -> bool {
    edit_distance(word, other, usize::from(edits)).is_some()
}

/// Returns the clauses with a word that fits `pattern`.
pub(super) fn pattern_query(pattern: &str, field: Field) -> Box<dyn Query> {
    match pattern.strip_suffix('*').filter(|start| !start.contains(SIGNS)) {
        Some(start) => beginning_query(start, field),
        None => Box::new(PatternQuery { pattern: pattern.to_owned(), field }),
    }
}

/// What stands for any letters or for one.
const SIGNS: [char; 2] = ['*', '?'];

/// The clauses with a word that [`fits`] a pattern; all count the same.
///
/// The words of the dictionary are looked at that begin as the pattern does before its first sign. For
/// a pattern or two that takes less than to turn them into a machine that reads the dictionary.
#[derive(Clone, Debug)]
struct PatternQuery {
    pattern: String,
    field: Field,
}

impl Query for PatternQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for PatternQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let start = self.pattern.split(SIGNS).next().unwrap_or_default();
        let end = format!("{start}{}", char::MAX);
        let mut words = index.terms().range().ge(start).lt(end).into_stream()?;
        let mut clauses = BitSet::with_max_value(reader.max_doc());
        while words.advance() {
            if !std::str::from_utf8(words.key()).is_ok_and(|word| fits(&self.pattern, word)) {
                continue;
            }
            let option = IndexRecordOption::Basic;
            let mut postings = index.read_postings_from_terminfo(words.value(), option)?;
            while postings.doc() != TERMINATED {
                clauses.insert(postings.doc());
                postings.advance();
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(clauses), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("patterns do not explain themselves".to_owned()))
    }
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

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn signs_stand_for_letters() {
        let fit = [
            ("organi?ation", "organisation"),
            ("organi?ation", "organization"),
            ("xenophob*", "xenophobic"),
            ("xenophob*", "xenophob"),
            ("colo*r", "color"),
            ("colo*r", "colour"),
            ("wom?n*", "womens"),
            ("a*a*a", "aaba"),
            ("a*b?a", "aabbca"),
            ("\u{43c}?\u{440}", "\u{43c}\u{438}\u{440}"),
        ];
        for (pattern, word) in fit {
            assert!(fits(pattern, word), "{pattern} {word}");
        }
        let differ = [
            ("organi?ation", "organiation"),
            ("organi?ation", "organizations"),
            ("colo*r", "colors"),
            ("a*a*a", "aab"),
            ("ab*", "a"),
            ("a?", "a"),
            ("a", "ab"),
        ];
        for (pattern, word) in differ {
            assert!(!fits(pattern, word), "{pattern} {word}");
        }
    }
}
