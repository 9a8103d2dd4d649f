//! [`FormTable`]: rows found word by word.

use std::collections::HashMap;
use std::ops::Range;

/// Stands in a form for the words between its two parts: `对…表示遗憾`.
pub(super) const ANY_WORDS: &str = "\u{2026}";

/// Rows sorted by the words of their form, so that those which begin with given words are
/// neighbours.
#[derive(Debug)]
pub(super) struct FormTable<R> {
    rows: Vec<(Vec<Box<str>>, R)>,
    /// The rows that begin with a word.
    firsts: HashMap<Box<str>, Range<usize>>,
    /// A bit for every one of these words, many for one: nearly every word of a text is told by it to
    /// begin none.
    first_bits: [u64; FIRSTS_BITS / 64],
}

/// How many bits tell the words that begin forms; a table has a few hundred such words.
const FIRSTS_BITS: usize = 8192;

/// Returns the place and the bit of a word in `first_bits`.
fn first_bit(word: &str) -> (usize, u64) {
    let bytes = word.as_bytes();
    let byte = |place: usize| bytes.get(place).map_or(0, |byte| usize::from(*byte));
    // The second byte of a letter tells little outside ASCII, the last of the word much.
    let mixed = byte(0) * 31
        + byte(1) * 97
        + byte(3) * 389
        + byte(bytes.len() - 1) * 1543
        + bytes.len() * 6151;
    let bit = mixed % FIRSTS_BITS;
    (bit / 64, 1 << (bit % 64))
}

/// The rows that begin with the words read so far.
#[derive(Clone, Debug)]
pub(super) struct Candidates {
    rows: Range<usize>,
    words_read: usize,
}

impl Candidates {
    /// Returns how many words have been read.
    pub(super) fn words_read(&self) -> usize {
        self.words_read
    }
}

impl<R> FormTable<R> {
    /// Returns the table of `rows`; of rows with the same words the first stays.
    pub(super) fn new(mut rows: Vec<(Vec<Box<str>>, R)>) -> Self {
        rows.sort_by(|left, right| left.0.cmp(&right.0));
        rows.dedup_by(|later, earlier| later.0 == earlier.0);
        let mut firsts: HashMap<Box<str>, Range<usize>> = HashMap::new();
        let mut first_bits = [0; FIRSTS_BITS / 64];
        for (row, (words, _)) in rows.iter().enumerate() {
            let Some(word) = words.first().filter(|word| !word.is_empty()) else { continue };
            firsts.entry(word.clone()).or_insert(row..row).end = row + 1;
            let (place, bit) = first_bit(word);
            first_bits[place] |= bit;
        }
        Self { rows, firsts, first_bits }
    }

    /// Tells whether a form may begin with `word`; `false` is certain.
    pub(super) fn may_begin(&self, word: &str) -> bool {
        let (place, bit) = if word.is_empty() { return false } else { first_bit(word) };
        self.first_bits[place] & bit != 0
    }

    /// Returns all rows as candidates of which no word has been read.
    pub(super) fn all(&self) -> Candidates {
        Candidates { rows: 0..self.rows.len(), words_read: 0 }
    }

    /// Returns the candidates that go on with `word`.
    pub(super) fn narrow(&self, candidates: &Candidates, word: &str) -> Option<Candidates> {
        let place = candidates.words_read;
        if place == 0 {
            let rows = self.may_begin(word).then(|| self.firsts.get(word)).flatten()?;
            return Some(Candidates { rows: rows.clone(), words_read: 1 });
        }
        let rows = &self.rows[candidates.rows.clone()];
        let start = rows.partition_point(|row| word_at(&row.0, place) < word);
        let rows = &rows[start..];
        if rows.first().is_none_or(|row| word_at(&row.0, place) != word) {
            return None;
        }
        let length = rows.partition_point(|row| word_at(&row.0, place) == word);
        let start = candidates.rows.start + start;
        Some(Candidates { rows: start..start + length, words_read: place + 1 })
    }

    /// Returns the row whose words have all been read.
    pub(super) fn complete(&self, candidates: &Candidates) -> Option<&R> {
        let (words, row) = self.rows.get(candidates.rows.start)?;
        (words.len() == candidates.words_read && !words.is_empty()).then_some(row)
    }

    /// Returns the longest row that stands in `words` at `place`, and how many words it has;
    /// `is_taken` chooses among the rows.
    pub(super) fn longest(
        &self,
        words: impl Iterator<Item = impl AsRef<str>>,
        is_taken: impl Fn(&R) -> bool,
    ) -> Option<(usize, &R)> {
        let mut candidates = self.all();
        let mut longest = None;
        for word in words {
            let Some(narrower) = self.narrow(&candidates, word.as_ref()) else { break };
            candidates = narrower;
            if let Some(row) = self.complete(&candidates).filter(|row| is_taken(row)) {
                longest = Some((candidates.words_read, row));
            }
        }
        longest
    }

    /// Returns every row with its words, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[Box<str>], &R)> {
        self.rows.iter().map(|(words, row)| (words.as_slice(), row))
    }
}

fn word_at(words: &[Box<str>], place: usize) -> &str {
    words.get(place).map_or("", |word| word)
}

#[cfg(test)]
mod tests {
    use super::FormTable;

    #[test]
    fn every_first_word_may_begin_a_form() {
        let words =
            ["notes", "nota", "prie", "\u{43f}\u{440}", "\u{628}", "a", "recalling-with-long"];
        let table = FormTable::new(words.iter().map(|word| (vec![Box::from(*word)], ())).collect());
        assert!(words.iter().all(|word| table.narrow(&table.all(), word).is_some()));
        let others = ["", "note", "x", "\u{5b89}", "recalling-with-lon", "zzzz"];
        assert!(others.iter().all(|word| table.narrow(&table.all(), word).is_none()));
        let begun = (0..10_000).filter(|number| table.may_begin(&format!("w{number}"))).count();
        assert!(begun < 500, "{begun} of ten thousand are looked for in vain");
    }
}
