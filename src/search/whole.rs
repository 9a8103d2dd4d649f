//! How good a resolution is as a whole: BM25 over all its clauses as one text.
//!
//! A subject is what a resolution speaks of again and again; its best clause tells that worse than
//! all of them together. The title counts like several clauses, and words that are asked for
//! together count more where they share clauses.

use std::collections::BTreeMap;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use super::plan::{Leaf, LeafKind};
use super::rank::{Context, Weights};
use crate::schema::Fields;

/// How soon repetition stops to count.
const REPETITION: f32 = 2.0;
/// How much of its length a resolution is measured by.
const LENGTH_SHARE: f32 = 1.0;
/// What a word in the title counts, in words of the text.
const TITLE_WORDS: f32 = 6.0;
/// What clauses with all the words add, as a share of the weight of the words.
const TOGETHER_WEIGHT: f32 = 2.0;
/// How many such clauses count half.
const TOGETHER_HALF: f32 = 3.0;
/// Below this share of the usual length shorter is no better.
const LENGTH_LEAST: f32 = 0.15;

/// What the resolutions of an index hold of the words.
struct Tally {
    /// Words in all clauses, by resolution.
    lengths: BTreeMap<u64, u64>,
    /// How often each leaf stands in a resolution, titles weighed.
    counts: Vec<BTreeMap<u64, f32>>,
}

/// Returns the scores of the resolutions in `contexts`.
#[expect(clippy::cast_precision_loss, reason = "a score needs no more than six digits")]
pub(super) fn scores(
    searcher: &Searcher,
    fields: Fields,
    leaves: &[&Leaf],
    weights: &Weights,
    contexts: &BTreeMap<u64, Context>,
) -> tantivy::Result<BTreeMap<u64, f32>> {
    let tally = tally(searcher, fields, leaves)?;
    let total = tally.lengths.len().max(1) as f32;
    let average = (tally.lengths.values().sum::<u64>() as f32 / total).max(1.0);
    let idf: Vec<f32> = tally
        .counts
        .iter()
        .map(|counts| {
            let count = counts.len() as f32;
            (1.0 + (total - count + 0.5).max(0.0) / (count + 0.5)).ln()
        })
        .collect();
    let idf_sum: f32 = idf.iter().sum();
    let mut scores = BTreeMap::new();
    for (key, context) in contexts {
        let length = tally.lengths.get(key).copied().unwrap_or_default() as f32;
        let norm = (1.0 - LENGTH_SHARE + LENGTH_SHARE * length / average).max(LENGTH_LEAST);
        let mut score = 0.0;
        for (counts, idf) in tally.counts.iter().zip(&idf) {
            let count = counts.get(key).copied().unwrap_or_default();
            score += idf * count * (REPETITION + 1.0) / (count + REPETITION * norm);
        }
        if weights.idf.len() > 1 {
            let together = f32::from(context.together);
            score += TOGETHER_WEIGHT * idf_sum * together / (together + TOGETHER_HALF * norm);
        }
        scores.insert(*key, score);
    }
    Ok(scores)
}

fn tally(searcher: &Searcher, fields: Fields, leaves: &[&Leaf]) -> tantivy::Result<Tally> {
    let mut tally = Tally { lengths: BTreeMap::new(), counts: vec![BTreeMap::new(); leaves.len()] };
    for reader in searcher.segment_readers() {
        let keys = reader.fast_fields().u64(searcher.schema().get_field_name(fields.key))?;
        let lengths = reader.get_fieldnorms_reader(fields.stems)?;
        for doc in reader.doc_ids_alive() {
            let key = keys.first(doc).unwrap_or_default();
            *tally.lengths.entry(key).or_default() += u64::from(lengths.fieldnorm(doc));
        }
        for (leaf, counts) in leaves.iter().zip(&mut tally.counts) {
            for (field, stem) in terms(leaf, fields) {
                let index = reader.inverted_index(field)?;
                let term = Term::from_field_text(field, stem);
                let Some(mut postings) =
                    index.read_postings(&term, IndexRecordOption::WithFreqs)?
                else {
                    continue;
                };
                let is_title = field == fields.title_stems;
                while postings.doc() != TERMINATED {
                    let key = keys.first(postings.doc()).unwrap_or_default();
                    let count: &mut f32 = counts.entry(key).or_default();
                    if is_title {
                        // The title is repeated in every clause; it counts once.
                        *count = count.max(TITLE_WORDS);
                    } else {
                        *count += postings.term_freq() as f32;
                    }
                    postings.advance();
                }
            }
        }
    }
    Ok(tally)
}

/// The terms of a leaf, the title first.
fn terms(leaf: &Leaf, fields: Fields) -> Vec<(Field, &str)> {
    let LeafKind::Token { stems, .. } = &leaf.kind else { return Vec::new() };
    let of = |field: Field| stems.iter().map(move |stem| (field, stem.as_str()));
    of(fields.title_stems).chain(of(fields.stems)).collect()
}
