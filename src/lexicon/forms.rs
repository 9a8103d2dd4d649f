//! [`FormTable`]: rows found word by word.

use std::ops::Range;

/// Stands in a form for the words between its two parts: `对…表示遗憾`.
pub(super) const ANY_WORDS: &str = "\u{2026}";

/// Rows sorted by the words of their form, so that those which begin with given words are
/// neighbours.
#[derive(Debug)]
pub(super) struct FormTable<R> {
    rows: Vec<(Vec<Box<str>>, R)>,
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
        Self { rows }
    }

    /// Returns all rows as candidates of which no word has been read.
    pub(super) fn all(&self) -> Candidates {
        Candidates { rows: 0..self.rows.len(), words_read: 0 }
    }

    /// Returns the candidates that go on with `word`.
    pub(super) fn narrow(&self, candidates: &Candidates, word: &str) -> Option<Candidates> {
        let place = candidates.words_read;
        let rows = &self.rows[candidates.rows.clone()];
        let start = rows.partition_point(|row| word_at(&row.0, place) < word);
        let length = rows[start..].partition_point(|row| word_at(&row.0, place) == word);
        let start = candidates.rows.start + start;
        (length > 0).then_some(Candidates { rows: start..start + length, words_read: place + 1 })
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
