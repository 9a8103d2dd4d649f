//! Words that nobody typed and that mark what was asked for: the words that the best resolutions
//! share and others lack.
//!
//! Cataloguers and lawyers name a subject by one word of many (treaty, convention, instrument), and
//! resolutions on it speak of the same bodies, acts and places. Which words go together is learnt
//! from the resolutions of the index themselves, in whatever language they are written, so no list
//! of synonyms has to be kept. The words only order resolutions that hold what was typed: they make
//! nothing match and nothing is highlighted for them.

use std::collections::HashMap;

use tantivy::{DocAddress, Term};

use super::error::SearchError;
use super::extent::Extents;
use super::present::Presenter;
use crate::analysis::Sink;
use crate::schema::Fields;
use crate::text::Span;

/// From how many of the best resolutions words are taken.
const RESOLUTIONS_MAX: usize = 30;
/// How often a word of the title counts. The title says the matter in few words, and the clause that
/// opens a resolution what it is seen in the light of; what follows speaks of ever more other things,
/// and takes long to read (nDCG@10 of 350 subjects .316 for these two, .308 for the first 25 clauses).
const TITLE_TIMES: usize = 3;
/// How many words are taken.
const WORDS_MAX: usize = 20;
/// From so many resolutions on, a word that only one of them has is none that they share.
const SHARING_MIN: usize = 4;

/// A word of the best resolutions.
#[derive(Clone, Debug)]
pub(super) struct Related {
    pub(super) stem: String,
    /// Its share among the related words.
    pub(super) weight: f32,
    /// How rare it is among the clauses.
    pub(super) rarity: f32,
}

/// Returns the words that mark the best of the resolutions, whose numbers in `extents` have
/// `scores`; those in `asked` are left out.
pub(super) fn words(
    scores: &[f32],
    asked: &[&str],
    extents: &Extents<'_>,
    fields: Fields,
    presenter: &mut Presenter<'_>,
) -> Result<Vec<Related>, SearchError> {
    let numbers = 0..scores.len();
    let mut best: Vec<usize> = numbers.filter(|number| scores[*number] > 0.0).collect();
    best.sort_by(|left, right| {
        let by_key = || extents.key(*left).cmp(&extents.key(*right));
        scores[*right].total_cmp(&scores[*left]).then_with(by_key)
    });
    best.truncate(RESOLUTIONS_MAX);
    if best.len() < 2 {
        return Ok(Vec::new());
    }
    let holders_min = if best.len() < SHARING_MIN { 1 } else { 2 };
    let mut tally = Tally::default();
    for number in best {
        tally.read(extents.opening(number), presenter)?;
        tally.weigh(scores[number], fields, presenter)?;
    }
    Ok(heaviest(tally.shared(holders_min), asked))
}

/// The words of resolutions, one resolution after the other.
#[derive(Default)]
struct Tally {
    numbers: HashMap<String, usize>,
    /// By their numbers; the weights add up.
    words: Vec<Related>,
    /// How many resolutions have them, by their numbers.
    holders: Vec<usize>,
    /// How often they stand in the resolution at hand, by their numbers.
    counts: Vec<f32>,
    /// Those of the resolution at hand.
    here: Vec<usize>,
}

impl Tally {
    /// Counts the words of the title of a resolution and of the clause that opens it.
    fn read(
        &mut self,
        opening: DocAddress,
        presenter: &mut Presenter<'_>,
    ) -> Result<(), SearchError> {
        let stored = presenter.stored(opening)?;
        let header = stored.header.as_ref();
        let title = header.and_then(|header| header.title.as_deref()).unwrap_or_default();
        for text in std::iter::repeat_n(title, TITLE_TIMES).chain([stored.text.as_str()]) {
            presenter.analyzer().scan(text, stored.language, self);
        }
        Ok(())
    }

    /// Adds what the words that were read say of a resolution with `score`, and forgets them.
    fn weigh(
        &mut self,
        score: f32,
        fields: Fields,
        presenter: &Presenter<'_>,
    ) -> tantivy::Result<()> {
        let mut squares = 0.0;
        for number in &self.here {
            let word = &mut self.words[*number];
            if word.rarity < 0.0 {
                word.rarity = rarity(&word.stem, fields, presenter)?;
            }
            let count = &mut self.counts[*number];
            *count = (1.0 + count.ln()) * word.rarity;
            squares += *count * *count;
        }
        let length = squares.sqrt().max(f32::MIN_POSITIVE);
        for number in self.here.drain(..) {
            self.words[number].weight += score * self.counts[number] / length;
            self.counts[number] = 0.0;
            self.holders[number] += 1;
        }
        Ok(())
    }

    /// Returns the words that so many resolutions have at least.
    fn shared(self, holders_min: usize) -> Vec<Related> {
        let words = self.words.into_iter().zip(self.holders);
        let shared = words.filter(|(_, holders)| *holders >= holders_min);
        shared.map(|(word, _)| word).collect()
    }
}

/// Stands for a rarity that was not looked up.
const RARITY_UNKNOWN: f32 = -1.0;

impl Sink for Tally {
    fn word(&mut self, _: Span, _: &str) {}

    fn stem(&mut self, _: Span, stem: &str) {
        let number = match self.numbers.get(stem) {
            Some(number) => *number,
            None => {
                let number = self.words.len();
                self.numbers.insert(stem.to_owned(), number);
                let (stem, rarity) = (stem.to_owned(), RARITY_UNKNOWN);
                self.words.push(Related { stem, weight: 0.0, rarity });
                self.holders.push(0);
                self.counts.push(0.0);
                number
            }
        };
        if self.counts[number] == 0.0 {
            self.here.push(number);
        }
        self.counts[number] += 1.0;
    }
}

/// How rare a stem is among the clauses; a stem of one clause tells nothing of others.
#[expect(clippy::cast_precision_loss, reason = "a score needs no more than six digits")]
fn rarity(stem: &str, fields: Fields, presenter: &Presenter<'_>) -> tantivy::Result<f32> {
    let searcher = presenter.searcher();
    let count = searcher.doc_freq(&Term::from_field_text(fields.stems, stem))?;
    if count < 2 {
        return Ok(0.0);
    }
    let (count, total) = (count as f32, searcher.num_docs() as f32);
    Ok((1.0 + (total - count + 0.5).max(0.0) / (count + 0.5)).ln())
}

/// The [`WORDS_MAX`] stems of most weight, their weights as shares.
fn heaviest(mut words: Vec<Related>, asked: &[&str]) -> Vec<Related> {
    words.retain(|word| word.weight > 0.0 && !asked.contains(&word.stem.as_str()));
    words.sort_by(|left, right| {
        right.weight.total_cmp(&left.weight).then_with(|| left.stem.cmp(&right.stem))
    });
    words.truncate(WORDS_MAX);
    let sum: f32 = words.iter().map(|word| word.weight).sum();
    for word in &mut words {
        word.weight /= sum.max(f32::MIN_POSITIVE);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Related, WORDS_MAX, heaviest};

    #[test]
    fn the_heaviest_words_share_the_weight() {
        let word = |number: u8| Related {
            stem: format!("word{number:02}"),
            weight: f32::from(number),
            rarity: 1.0,
        };
        let words = heaviest((0..50).map(word).collect(), &["word49"]);
        assert_eq!(words.len(), WORDS_MAX);
        assert_eq!(words[0].stem, "word48");
        let sum: f32 = words.iter().map(|word| word.weight).sum();
        assert!((sum - 1.0).abs() < 1e-4);
    }
}
