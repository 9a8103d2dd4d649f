//! How good a clause is: from what it holds of the query, before its text is read.
//!
//! BM25 over the stems of the clause is the base. Words that stand in the lead-in, in the title or
//! in another clause of the resolution count for a part of their weight, since people remember a
//! resolution and not the wording of one clause. The sum is scaled by the share of the query that
//! is there at all (by weight), so that a clause with all words stands above one that repeats some.

use std::collections::BTreeMap;

use super::scan::{Candidate, Leaves};

/// What a word in the lead-in counts.
const LEAD_WEIGHT: f32 = 0.6;
/// What a word counts that stands only in the title or elsewhere in the resolution.
const ELSEWHERE_WEIGHT: f32 = 0.3;
/// What a clause keeps that holds next to nothing of the query.
const COVERAGE_FLOOR: f32 = 0.2;
/// What the head verb counts, as a share of the weight of all words, if the query opens with it.
const OPENER_WEIGHT: f32 = 0.5;
/// The leaves of a query, weighed.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    /// The inverse document frequency of every ranked leaf.
    pub(super) idf: Vec<f32>,
    /// The leaves the verb takes that the query opens with.
    pub(super) opener: Leaves,
}

/// A clause with its score.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored {
    pub(super) candidate: Candidate,
    pub(super) score: f32,
    /// Whether it holds all of the query.
    pub(super) is_full: bool,
}

/// What a resolution holds of the query.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// Leaves in any of its clauses or its title.
    pub(super) leaves: Leaves,
    /// How many clauses hold every leaf.
    pub(super) together: u16,
}

impl Weights {
    /// Returns the weights of leaves that stand in `frequencies` of `total` clauses.
    pub(super) fn new(frequencies: &[u64], total: u64, opener: Leaves) -> Self {
        let idf = frequencies.iter().map(|count| idf(*count, total)).collect();
        Self { idf, opener }
    }

    fn sum(&self, leaves: Leaves) -> f32 {
        let weigh =
            |(number, idf): (usize, &f32)| if leaves >> number & 1 == 1 { *idf } else { 0.0 };
        self.idf.iter().enumerate().map(weigh).sum()
    }

    /// Every ranked leaf.
    pub(super) fn all(&self) -> Leaves {
        if self.idf.len() >= 64 { Leaves::MAX } else { (1 << self.idf.len()) - 1 }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a weight needs no more than six digits")]
fn idf(count: u64, total: u64) -> f32 {
    let (count, total) = (count as f32, total as f32);
    (1.0 + (total - count + 0.5).max(0.0) / (count + 0.5)).ln()
}

/// Returns what the resolutions of `candidates` hold.
pub(super) fn contexts(candidates: &[Candidate], weights: &Weights) -> BTreeMap<u64, Context> {
    let mut contexts: BTreeMap<u64, Context> = BTreeMap::new();
    for candidate in candidates {
        let context = contexts.entry(candidate.key).or_default();
        context.leaves |= candidate.own | candidate.lead | candidate.title;
        let is_full = candidate.own & weights.all() == weights.all();
        context.together = context.together.saturating_add(u16::from(is_full));
    }
    contexts
}

/// Returns the score of a clause.
pub(super) fn score(candidate: &Candidate, context: Leaves, weights: &Weights) -> Scored {
    let mut here = candidate.own | candidate.lead;
    let mut base = candidate.own_score + LEAD_WEIGHT * candidate.lead_score;
    let total = weights.sum(weights.all()).max(f32::MIN_POSITIVE);
    if weights.opener != 0 && candidate.has_opener {
        here |= weights.opener;
        base += OPENER_WEIGHT * total;
    }
    let elsewhere = context & !here;
    let gained = ELSEWHERE_WEIGHT * weights.sum(elsewhere);
    let coverage = (weights.sum(here) + gained) / total;
    let scale = COVERAGE_FLOOR + (1.0 - COVERAGE_FLOOR) * coverage;
    let is_full = here & weights.all() == weights.all();
    Scored { candidate: *candidate, score: (base + gained) * scale, is_full }
}
