//! Words that nobody typed and that mark what was asked for: the words that the best resolutions
//! share and others lack.
//!
//! Cataloguers and lawyers name a subject by one word of many (treaty, convention, instrument), and
//! resolutions on it speak of the same bodies, acts and places. Which words go together is learnt
//! from the resolutions of the index themselves, in whatever language they are written, so no list
//! of synonyms has to be kept. The words only order resolutions that hold what was typed: they make
//! nothing match and nothing is highlighted for them.

use std::collections::BTreeMap;

use tantivy::{DocAddress, Term};

use super::error::SearchError;
use super::present::Presenter;
use super::whole::Lengths;
use crate::analysis::{SEPARATOR, Terms};
use crate::schema::Fields;

/// From how many of the best resolutions words are taken.
const RESOLUTIONS_MAX: usize = 30;
/// How many clauses of each are read: its preamble and what it decides first say its matter. Twice
/// as many rank no better (nDCG@10 of 40 subjects .437 for 50, .447 for 25, .432 for 12).
const CLAUSES_MAX: usize = 25;
/// How many words are taken.
const WORDS_MAX: usize = 20;

/// A word of the best resolutions.
#[derive(Clone, Debug)]
pub(super) struct Related {
    pub(super) stem: String,
    /// Its share among the related words.
    pub(super) weight: f32,
}

/// Returns the words that mark the best of the resolutions in `scores`, those in `asked` left out.
pub(super) fn words(
    scores: &BTreeMap<u64, f32>,
    asked: &[&str],
    lengths: &Lengths,
    fields: Fields,
    presenter: &mut Presenter<'_>,
) -> Result<Vec<Related>, SearchError> {
    let mut best: Vec<(u64, f32)> = scores
        .iter()
        .map(|(key, score)| (*key, *score))
        .filter(|(_, score)| *score > 0.0)
        .collect();
    best.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    best.truncate(RESOLUTIONS_MAX);
    if best.len() < 2 {
        return Ok(Vec::new());
    }
    let mut idf: BTreeMap<String, f32> = BTreeMap::new();
    let mut weights: BTreeMap<String, f32> = BTreeMap::new();
    for (key, score) in best {
        let counts = counts(lengths.clauses(key, CLAUSES_MAX), presenter)?;
        let mut vector: Vec<(String, f32)> = Vec::with_capacity(counts.len());
        for (stem, count) in counts {
            let rarity = match idf.get(&stem) {
                Some(rarity) => *rarity,
                None => *idf.entry(stem.clone()).or_insert(rarity(&stem, fields, presenter)?),
            };
            vector.push((stem, (1.0 + count.ln()) * rarity));
        }
        let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        for (stem, weight) in vector {
            *weights.entry(stem).or_default() += score * weight / length.max(f32::MIN_POSITIVE);
        }
    }
    Ok(heaviest(weights, asked))
}

/// How often each stem stands in clauses.
fn counts(
    addresses: impl Iterator<Item = DocAddress>,
    presenter: &mut Presenter<'_>,
) -> Result<BTreeMap<String, f32>, SearchError> {
    let mut terms = Terms::default();
    let mut counts: BTreeMap<String, f32> = BTreeMap::new();
    for address in addresses {
        let stored = presenter.stored(address)?;
        presenter.analyzer().terms(&stored.text, stored.language, &mut terms);
        for stem in terms.stems.split(SEPARATOR).filter(|stem| !stem.is_empty()) {
            match counts.get_mut(stem) {
                Some(count) => *count += 1.0,
                None => {
                    counts.insert(stem.to_owned(), 1.0);
                }
            }
        }
    }
    Ok(counts)
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
fn heaviest(weights: BTreeMap<String, f32>, asked: &[&str]) -> Vec<Related> {
    let mut words: Vec<Related> = weights
        .into_iter()
        .filter(|(stem, weight)| *weight > 0.0 && !asked.contains(&stem.as_str()))
        .map(|(stem, weight)| Related { stem, weight })
        .collect();
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
    use super::{WORDS_MAX, heaviest};

    #[test]
    fn the_heaviest_words_share_the_weight() {
        let weights = (0..50_u8).map(|number| (format!("word{number:02}"), f32::from(number)));
        let words = heaviest(weights.collect(), &["word49"]);
        assert_eq!(words.len(), WORDS_MAX);
        assert_eq!(words[0].stem, "word48");
        let sum: f32 = words.iter().map(|word| word.weight).sum();
        assert!((sum - 1.0).abs() < 1e-4);
    }
}
