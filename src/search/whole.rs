//! How good a resolution is as a whole: BM25 over all its clauses as one text.
//!
//! A subject is what a resolution speaks of again and again; its best clause tells that worse than
//! all of them together. The title counts like several clauses, and words that are asked for
//! together count more where they share clauses. Resolutions of one subject also share words that
//! nobody typed: those that mark the best resolutions ([`related`]) lift the others that hold them.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentOrdinal, TERMINATED, Term};

use super::error::SearchError;
use super::plan::{Leaf, LeafKind};
use super::present::Presenter;
use super::rank::{Context, Weights};
use super::related::{self, Related};
use crate::schema::Fields;

/// How soon repetition stops to count.
const REPETITION: f32 = 2.0;
/// What a word in the title counts, in words of the text.
const TITLE_WORDS: f32 = 6.0;
/// What clauses with all the words add, as a share of the weight of the words.
const TOGETHER_WEIGHT: f32 = 2.0;
/// How many such clauses count half.
const TOGETHER_HALF: f32 = 3.0;
/// Below this share of the usual length shorter is no better.
const LENGTH_LEAST: f32 = 0.15;
/// What related words count at most, as a share of the best score.
const RELATED_WEIGHT: f32 = 0.5;

/// How often words stand in each resolution, by its key; titles weighed.
type Counts = BTreeMap<u64, f32>;

/// Returns the scores of the resolutions in `contexts`.
pub(super) fn scores(
    leaves: &[&Leaf],
    weights: &Weights,
    contexts: &BTreeMap<u64, Context>,
    fields: Fields,
    presenter: &mut Presenter<'_>,
) -> Result<BTreeMap<u64, f32>, SearchError> {
    let searcher = presenter.searcher();
    let lengths = Lengths::new(searcher, fields)?;
    let mut scores: BTreeMap<u64, f32> = contexts.keys().map(|key| (*key, 0.0)).collect();
    let mut idf_sum = 0.0;
    let mut asked: Vec<&str> = Vec::new();
    for leaf in leaves {
        let LeafKind::Token { stems, .. } = &leaf.kind else { continue };
        asked.extend(stems.iter().map(String::as_str));
        let counts = counts(searcher, fields, stems)?;
        let idf = lengths.idf(counts.len());
        idf_sum += idf;
        for (key, score) in &mut scores {
            *score += idf * lengths.saturated(*key, &counts);
        }
    }
    if weights.idf.len() > 1 {
        for (key, score) in &mut scores {
            let together = contexts.get(key).map_or(0.0, |context| f32::from(context.together));
            let half = TOGETHER_HALF * lengths.norm(*key);
            *score += TOGETHER_WEIGHT * idf_sum * together / (together + half);
        }
    }
    let related = related::words(&scores, &asked, &lengths, fields, presenter)?;
    add_related(&mut scores, &related, &lengths, |stem| counts(searcher, fields, &[stem]))?;
    Ok(scores)
}

/// Adds what the resolutions hold of the related words; the best of them gains
/// [`RELATED_WEIGHT`] of the best score.
fn add_related(
    scores: &mut BTreeMap<u64, f32>,
    related: &[Related],
    lengths: &Lengths,
    counts: impl Fn(String) -> tantivy::Result<Counts>,
) -> tantivy::Result<()> {
    let mut gains: BTreeMap<u64, f32> = BTreeMap::new();
    for word in related {
        let counts = counts(word.stem.clone())?;
        let weight = word.weight * lengths.idf(counts.len());
        for key in scores.keys() {
            *gains.entry(*key).or_default() += weight * lengths.saturated(*key, &counts);
        }
    }
    let best = |values: &BTreeMap<u64, f32>| values.values().copied().fold(0.0, f32::max);
    let (best_score, best_gain) = (best(scores), best(&gains));
    if best_gain > 0.0 {
        for (key, gain) in gains {
            *scores.entry(key).or_default() += RELATED_WEIGHT * best_score * gain / best_gain;
        }
    }
    Ok(())
}

/// How many words the resolutions of an index have, and where their clauses stand.
pub(super) struct Lengths {
    extents: HashMap<u64, Extent>,
    average: f32,
}

/// The clauses of one resolution.
#[derive(Debug, Default)]
struct Extent {
    words: u64,
    /// The segments they stand in, and the documents there. They are added one behind the other;
    /// only where a segment was full they stand in two.
    runs: Vec<(SegmentOrdinal, RangeInclusive<DocId>)>,
}

#[expect(clippy::cast_precision_loss, reason = "a score needs no more than six digits")]
impl Lengths {
    fn new(searcher: &Searcher, fields: Fields) -> tantivy::Result<Self> {
        let mut extents: HashMap<u64, Extent> = HashMap::new();
        let mut total = 0;
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            let keys = reader.fast_fields().u64(searcher.schema().get_field_name(fields.key))?;
            let lengths = reader.get_fieldnorms_reader(fields.stems)?;
            let mut run: Option<(u64, u64, RangeInclusive<DocId>)> = None;
            let mut close = |run: Option<(u64, u64, RangeInclusive<DocId>)>| {
                if let Some((key, words, docs)) = run {
                    total += words;
                    let extent = extents.entry(key).or_default();
                    extent.words += words;
                    extent.runs.push((segment, docs));
                }
            };
            for doc in reader.doc_ids_alive() {
                let key = keys.first(doc).unwrap_or_default();
                let words = u64::from(lengths.fieldnorm(doc));
                match &mut run {
                    Some((own, sum, docs)) if *own == key => {
                        *sum += words;
                        *docs = *docs.start()..=doc;
                    }
                    _ => close(run.replace((key, words, doc..=doc))),
                }
            }
            close(run);
        }
        let average = (total as f32 / extents.len().max(1) as f32).max(1.0);
        Ok(Self { extents, average })
    }

    /// The addresses of the first `most` clauses of a resolution.
    pub(super) fn clauses(&self, key: u64, most: usize) -> impl Iterator<Item = DocAddress> {
        let runs = self.extents.get(&key).map_or(&[][..], |extent| extent.runs.as_slice());
        let docs = runs
            .iter()
            .flat_map(|(segment, docs)| docs.clone().map(|doc| DocAddress::new(*segment, doc)));
        docs.take(most)
    }

    /// The inverse document frequency of words that stand in so many resolutions.
    fn idf(&self, count: usize) -> f32 {
        let (count, total) = (count as f32, self.extents.len().max(1) as f32);
        (1.0 + (total - count + 0.5).max(0.0) / (count + 0.5)).ln()
    }

    /// How long a resolution is, as a share of the average.
    fn norm(&self, key: u64) -> f32 {
        let length = self.extents.get(&key).map_or(0, |extent| extent.words) as f32;
        (length / self.average).max(LENGTH_LEAST)
    }

    /// What words count that stand in a resolution as often as `counts` says.
    fn saturated(&self, key: u64, counts: &Counts) -> f32 {
        let count = counts.get(&key).copied().unwrap_or_default();
        count * (REPETITION + 1.0) / (count + REPETITION * self.norm(key))
    }
}

/// Counts words, told by their stems, in titles and clauses.
#[expect(clippy::cast_precision_loss, reason = "a score needs no more than six digits")]
fn counts(searcher: &Searcher, fields: Fields, stems: &[String]) -> tantivy::Result<Counts> {
    let mut counts = Counts::new();
    for reader in searcher.segment_readers() {
        let keys = reader.fast_fields().u64(searcher.schema().get_field_name(fields.key))?;
        for (field, stem) in terms(stems, fields) {
            let index = reader.inverted_index(field)?;
            let term = Term::from_field_text(field, stem);
            let found = index.read_postings(&term, IndexRecordOption::WithFreqs)?;
            let Some(mut postings) = found else { continue };
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
    Ok(counts)
}

/// The terms of words, those of the title first.
fn terms(stems: &[String], fields: Fields) -> impl Iterator<Item = (Field, &str)> {
    let of = move |field: Field| stems.iter().map(move |stem| (field, stem.as_str()));
    of(fields.title_stems).chain(of(fields.stems))
}
