//! How good a clause is: from what it holds of the query, before its text is read.
//!
//! The base is BM25 over the stems of the clause ([`Candidate::own_score`]). Words it does not hold
//! itself count for a part of their weight where its lead-in, the title or other clauses of its
//! resolution hold them ([`Surroundings`]), since people remember a resolution and not the wording
//! of one clause. The sum is scaled by the share of the query that is there at all
//! ([`coverage`]), so that a clause with all words stands above one that repeats some.

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

    /// The weight of all leaves.
    pub(super) fn total(&self) -> f32 {
        self.sum(self.all()).max(f32::MIN_POSITIVE)
    }

    /// Returns what clauses that hold `held` have in common.
    pub(super) fn common(&self, held: Held) -> Common {
        let (mut own, mut opener) = (held.own, 0.0);
        if self.opener != 0 && held.has_opener {
            own |= self.opener;
            opener = OPENER_WEIGHT * self.total();
        }
        let lead = self.sum(held.lead & !own);
        let here = own | held.lead;
        Common {
            opener,
            lead: LEAD_WEIGHT * lead,
            covered: self.sum(own) + LEAD_COVERAGE * lead,
            missing: self.all() & !here,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a weight needs no more than six digits")]
fn idf(count: u64, total: u64) -> f32 {
    let (count, total) = (count as f32, total as f32);
    (1.0 + (total - count + 0.5).max(0.0) / (count + 0.5)).ln()
}

/// What clauses hold of the query; most hold the same as many others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Held {
    /// Leaves in their own text.
    pub(super) own: Leaves,
    /// Leaves in their lead-in that are not in their own text.
    pub(super) lead: Leaves,
    /// Whether the verb that the query opens with heads them.
    pub(super) has_opener: bool,
}

impl Held {
    /// Returns what a clause holds.
    pub(super) fn by(candidate: &Candidate) -> Self {
        Self { own: candidate.own, lead: candidate.lead, has_opener: candidate.has_opener }
    }
}

/// What the clauses that hold the same have in common of their scores, worked out once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Common {
    /// What the head verb adds.
    opener: f32,
    /// What the lead-in adds.
    lead: f32,
    /// What of the query is covered.
    covered: f32,
    /// Leaves that are neither in the clause nor in its lead-in.
    missing: Leaves,
}

impl Common {
    /// Whether it is all of the query.
    pub(super) fn is_full(&self) -> bool {
        self.missing == 0
    }

    /// Returns what the leaves that are missing count for standing elsewhere in the resolution: the
    /// more of its clauses hold a word, the more it is the matter of all of them, and the less it tells
    /// one from another.
    pub(super) fn elsewhere(&self, around: Surroundings<'_>, weights: &Weights) -> f32 {
        let siblings = f32::from(u16::try_from(around.siblings).unwrap_or(u16::MAX)).max(1.0);
        let weigh = |leaf: usize| {
            let clauses = around.clauses[leaf];
            let share = if around.title >> leaf & 1 == 1 {
                ELSEWHERE_MOST
            } else if clauses == 0 {
                0.0
            } else {
                let share = (f32::from(clauses) / siblings).min(1.0);
                ELSEWHERE_LEAST + (ELSEWHERE_MOST - ELSEWHERE_LEAST) * share
            };
            share * weights.idf[leaf]
        };
        members(self.missing).map(weigh).sum()
    }
}

/// What the resolution of a clause holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings<'a> {
    /// How many clauses it has.
    pub(super) siblings: u32,
    /// Leaves in its title, as far as a clause of it lacks them.
    pub(super) title: Leaves,
    /// How many of its clauses hold each leaf, themselves or in their lead-in.
    pub(super) clauses: &'a [u16],
}

/// Returns the score of a clause; `elsewhere` is what its [missing leaves](Common::elsewhere) count, 0
/// where none are, and `total` the [weight](Weights::total) of the query.
pub(super) fn score(own_score: f32, common: &Common, elsewhere: f32, total: f32) -> f32 {
    let covered = common.covered + elsewhere;
    let sum = own_score + common.opener + common.lead + ELSEWHERE_WEIGHT * elsewhere;
    sum * coverage(covered / total) * if common.is_full() { FULL_WEIGHT } else { 1.0 }
}

/// The numbers of the leaves in a set. Every hit is asked several times, and most sets have next to
/// none of what they could have.
pub(super) fn members(mut leaves: Leaves) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (leaves != 0).then(|| leaves.trailing_zeros() as usize);
        leaves &= leaves.wrapping_sub(1);
        bit
    })
}

/// Returns the factor for the share of the query that is there.
fn coverage(share: f32) -> f32 {
    COVERAGE_FLOOR + (1.0 - COVERAGE_FLOOR) * share * share
}
