//! How good a clause is: from what it holds of the query, before its text is read.
//!
//! The base is BM25 over the stems of the clause ([`own_score`](Candidate::own_score)). Words it
//! does not hold itself count for a part of their weight where its lead-in, the title or other
//! clauses of its resolution hold them ([`elsewhere`]), since people remember a resolution and not
//! the wording of one clause. The sum is scaled by the share of the query that is there at all
//! ([`coverage`]), so that a clause with all words stands above one that repeats some.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

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

/// What the resolutions hold of the query, each under a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Contexts {
    numbers: HashMap<u64, usize, BuildHasherDefault<KeyHasher>>,
    contexts: Vec<Context>,
    /// How many clauses hold each leaf, themselves or in their lead-in: a row for each context.
    clauses: Vec<u16>,
    leaves: usize,
}

/// What one resolution holds.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    title: Leaves,
    together: u16,
}

impl Contexts {
    /// Returns what the resolutions of `candidates` hold, and tells each candidate its own.
    pub(super) fn of(candidates: &mut [Candidate], weights: &Weights) -> Self {
        let mut contexts = Self { leaves: weights.idf.len(), ..Self::default() };
        let all = weights.all();
        let mut last = None;
        for candidate in candidates {
            // The clauses of a resolution mostly come one after the other.
            let number = match last {
                Some((key, number)) if key == candidate.key => number,
                _ => contexts.add(candidate.key),
            };
            last = Some((candidate.key, number));
            candidate.context = number;
            let context = &mut contexts.contexts[number];
            context.title |= candidate.title;
            let is_full = candidate.own & all == all;
            context.together = context.together.saturating_add(u16::from(is_full));
            for leaf in members(candidate.own | candidate.lead) {
                let count = &mut contexts.clauses[number * contexts.leaves + leaf];
                *count = count.saturating_add(1);
            }
        }
        contexts
    }

    fn add(&mut self, key: u64) -> usize {
        let next = self.contexts.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.contexts.push(Context::default());
            self.clauses.resize(self.clauses.len() + self.leaves, 0);
        }
        number
    }

    /// How many resolutions there are.
    pub(super) fn len(&self) -> usize {
        self.contexts.len()
    }

    /// The number of the resolution with a key.
    pub(super) fn number(&self, key: u64) -> Option<usize> {
        self.numbers.get(&key).copied()
    }

    /// Leaves in its title, as far as a clause of it lacks them.
    pub(super) fn title(&self, number: usize) -> Leaves {
        self.contexts[number].title
    }

    /// How many of its clauses hold a leaf, themselves or in their lead-in.
    pub(super) fn clauses(&self, number: usize, leaf: usize) -> u16 {
        self.clauses[number * self.leaves + leaf]
    }

    /// How many of its clauses hold every leaf.
    pub(super) fn together(&self, number: usize) -> u16 {
        self.contexts[number].together
    }
}

/// Hashes the keys of resolutions, which are hashes themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        // The table looks at the highest bits, where a key of 48 has none.
        self.0 = (self.0 ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
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

/// The numbers of the leaves in a set. Every hit is asked several times, and most sets have next to
/// none of what they could have.
fn members(mut leaves: Leaves) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (leaves != 0).then(|| leaves.trailing_zeros() as usize);
        leaves &= leaves.wrapping_sub(1);
        bit
    })
}

/// Returns the score of a clause.
pub(super) fn score(candidate: &Candidate, contexts: &Contexts, weights: &Weights) -> Scored {
    let total = weights.sum(weights.all()).max(f32::MIN_POSITIVE);
    let mut own = candidate.own;
    let mut base = candidate.own_score;
    if weights.opener != 0 && candidate.has_opener {
        own |= weights.opener;
        base += OPENER_WEIGHT * total;
    }
    let lead = weights.sum(candidate.lead & !own);
    let here = own | candidate.lead;
    let elsewhere = elsewhere(candidate, contexts, weights, weights.all() & !here);
    let covered = weights.sum(own) + LEAD_COVERAGE * lead + elsewhere;
    let is_full = here & weights.all() == weights.all();
    let sum = base + LEAD_WEIGHT * lead + ELSEWHERE_WEIGHT * elsewhere;
    let score = sum * coverage(covered / total) * if is_full { FULL_WEIGHT } else { 1.0 };
    Scored { candidate: *candidate, score, is_full, closeness: 1.0 }
}

/// Returns what `missing` leaves count for standing elsewhere in the resolution: the more of its
/// clauses hold a word, the more it is the matter of all of them, and the less it tells one from
/// another.
fn elsewhere(
    candidate: &Candidate,
    contexts: &Contexts,
    weights: &Weights,
    missing: Leaves,
) -> f32 {
    let siblings = f32::from(u16::try_from(candidate.siblings).unwrap_or(u16::MAX)).max(1.0);
    let weigh = |leaf: usize| {
        let clauses = contexts.clauses(candidate.context, leaf);
        let share = if contexts.title(candidate.context) >> leaf & 1 == 1 {
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
