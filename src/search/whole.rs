//! How good a resolution is as a whole: BM25 over all its clauses as one text.
//!
//! A subject is what a resolution speaks of again and again; its best clause tells that worse than
//! all of them together. The title counts like several clauses, and words that are asked for
//! together count more where they share clauses. Resolutions of one subject also share words that
//! nobody typed: those that mark the best resolutions ([`related`]) lift the others that hold them.

use super::contexts::Contexts;
use super::error::SearchError;
use super::extent::Extents;
use super::plan::{Leaf, LeafKind};
use super::present::Presenter;
use super::rank::Weights;
use super::related::{self, Related};
use crate::schema::Fields;

/// What clauses with all the words add, as a share of the weight of the words.
const TOGETHER_WEIGHT: f32 = 2.0;
/// How many such clauses count half.
const TOGETHER_HALF: f32 = 3.0;
/// What related words count at most, as a share of the best score.
const RELATED_WEIGHT: f32 = 0.5;

/// Returns the scores of the resolutions in `contexts`, by their numbers there.
pub(super) fn scores(
    (leaves, weights): (&[&Leaf], &Weights),
    contexts: &Contexts,
    fields: Fields,
    presenter: &mut Presenter<'_>,
) -> Result<Vec<f32>, SearchError> {
    let extents = Extents::of(contexts, presenter.searcher(), fields)?;
    let mut scores = vec![0.0; extents.count()];
    let mut idf_sum = 0.0;
    let mut asked: Vec<&str> = Vec::new();
    for (leaf, idf) in leaves.iter().zip(&weights.idf) {
        let LeafKind::Token { stems, .. } = &leaf.kind else { continue };
        let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
        idf_sum += idf;
        for (score, count) in scores.iter_mut().zip(extents.saturated(&stems)?) {
            *score += idf * count;
        }
        asked.extend(stems);
    }
    if weights.idf.len() > 1 {
        for (number, score) in scores.iter_mut().enumerate() {
            let together = f32::from(contexts.together(number));
            let half = TOGETHER_HALF * extents.norm(number);
            *score += TOGETHER_WEIGHT * idf_sum * together / (together + half);
        }
    }
    let related = related::words(&scores, &asked, &extents, fields, presenter)?;
    add_related(&mut scores, &related, &extents)?;
    Ok(scores)
}

/// Adds what the resolutions hold of the related words; the best of them gains
/// [`RELATED_WEIGHT`] of the best score.
fn add_related(
    scores: &mut [f32],
    related: &[Related],
    extents: &Extents<'_>,
) -> tantivy::Result<()> {
    let mut gains = vec![0.0; scores.len()];
    for word in related {
        let weight = word.weight * word.rarity;
        for (gain, count) in gains.iter_mut().zip(extents.saturated(&[&word.stem])?) {
            *gain += weight * count;
        }
    }
    let best = |values: &[f32]| values.iter().copied().fold(0.0, f32::max);
    let (best_score, best_gain) = (best(scores), best(&gains));
    if best_gain > 0.0 {
        for (score, gain) in scores.iter_mut().zip(gains) {
            *score += RELATED_WEIGHT * best_score * gain / best_gain;
        }
    }
    Ok(())
}
