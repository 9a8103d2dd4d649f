//! How good a clause is: from what it holds of the query, before its text is read.
//!
//! The base is BM25 over the stems of the clause ([`own_score`](Candidate::own_score)). Words it
//! does not hold itself count for a part of their weight where its lead-in, the title or other
//! clauses of its resolution hold them ([`elsewhere`]), since people remember a resolution and not
//! the wording of one clause. The sum is scaled by the share of the query that is there at all
//! ([`coverage`]), so that a clause with all words stands above one that repeats some.

use std::collections::BTreeMap;

use super::scan::{Candidate, Leaves};

/// What a word counts that stands in the lead-in, as a share of its weight.
const LEAD_WEIGHT: f32 = 0.6;
/// How much of a word in the lead-in counts as being there.
const LEAD_COVERAGE: f32 = 0.7;
/// What a word counts that stands in one other clause of the resolution at least.
const ELSEWHERE_LEAST: f32 = 0.3;
/// What a word counts that stands in every other clause of the resolution, or in the title, which
/// speaks for every clause.
const ELSEWHERE_MOST: f32 = 1.0;
/// What a word that stands elsewhere counts in the sum, beside its share in the coverage.
const ELSEWHERE_WEIGHT: f32 = 1.2;
/// What a clause keeps that holds next to nothing of the query.
const COVERAGE_FLOOR: f32 = 0.2;
/// What a clause gains that holds all of the query, lead-in included.
const FULL_WEIGHT: f32 = 1.1;
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
    /// The factor for words that stand together, 1 where the text was not read.
    pub(super) closeness: f32,
}

/// What a resolution holds of the query.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// Leaves in its title.
    pub(super) title: Leaves,
    /// How many of its clauses hold each leaf, themselves or in their lead-in.
    pub(super) clauses: Vec<u16>,
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
        context.title |= candidate.title;
        context.clauses.resize(weights.idf.len(), 0);
        for leaf in members(candidate.own | candidate.lead) {
            context.clauses[leaf] = context.clauses[leaf].saturating_add(1);
        }
        let is_full = candidate.own & weights.all() == weights.all();
        context.together = context.together.saturating_add(u16::from(is_full));
    }
    contexts
}

/// The numbers of the leaves in a set.
fn members(leaves: Leaves) -> impl Iterator<Item = usize> {
    (0..Leaves::BITS).filter(move |bit| leaves >> bit & 1 == 1).map(|bit| bit as usize)
}

/// Returns the score of a clause.
pub(super) fn score(candidate: &Candidate, context: &Context, weights: &Weights) -> Scored {
    let total = weights.sum(weights.all()).max(f32::MIN_POSITIVE);
    let mut own = candidate.own;
    let mut base = candidate.own_score;
    if weights.opener != 0 && candidate.has_opener {
        own |= weights.opener;
        base += OPENER_WEIGHT * total;
    }
    let lead = weights.sum(candidate.lead & !own);
    let here = own | candidate.lead;
    let elsewhere = elsewhere(candidate, context, weights, weights.all() & !here);
    let covered = weights.sum(own) + LEAD_COVERAGE * lead + elsewhere;
    let is_full = here & weights.all() == weights.all();
    let sum = base + LEAD_WEIGHT * lead + ELSEWHERE_WEIGHT * elsewhere;
    let score = sum * coverage(covered / total) * if is_full { FULL_WEIGHT } else { 1.0 };
    Scored { candidate: *candidate, score, is_full, closeness: 1.0 }
}

/// Returns what `missing` leaves count for standing elsewhere in the resolution: the more of its
/// clauses hold a word, the more it is the matter of all of them, and the less it tells one from
/// another.
fn elsewhere(candidate: &Candidate, context: &Context, weights: &Weights, missing: Leaves) -> f32 {
    let siblings = f32::from(u16::try_from(candidate.siblings).unwrap_or(u16::MAX)).max(1.0);
    let weigh = |leaf: usize| {
        let clauses = context.clauses.get(leaf).copied().unwrap_or_default();
        let share = if context.title >> leaf & 1 == 1 {
            ELSEWHERE_MOST
        } else if clauses == 0 {
            0.0
        } else {
            let share = (f32::from(clauses) / siblings).min(1.0);
            ELSEWHERE_LEAST + (ELSEWHERE_MOST - ELSEWHERE_LEAST) * share
        };
        share * weights.idf[leaf]
    };
    members(missing).map(weigh).sum()
}

/// Returns the factor for the share of the query that is there.
fn coverage(share: f32) -> f32 {
    COVERAGE_FLOOR + (1.0 - COVERAGE_FLOOR) * share * share
}
