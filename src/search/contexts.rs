//! What was found: the resolutions, what each of them holds of the query, and their clauses in a
//! few bytes each.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use tantivy::DocAddress;

use super::column::Run;
use super::rank::{Common, Held, Surroundings, Weights, members};
use super::scan::{Candidate, Leaves};

/// A clause with its score. There may be millions of them, so that what many share stands elsewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored {
    /// The number of its resolution among the [`Contexts`].
    pub(super) context: u32,
    /// How many clauses of the resolution stand before it.
    pub(super) ordinal: u32,
    /// The number of what it holds among the [`Contexts`].
    pub(super) held: u32,
    pub(super) score: f32,
    /// The factor for words that stand together, 1 where the text was not read.
    pub(super) closeness: f32,
}

/// What orders clauses of equal scores: the newest first, those of one resolution as they stand in it.
pub(super) type Turn = ((Reverse<u32>, u64), u32);

/// What the resolutions hold of the query, in the order of the index, each under a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Contexts {
    contexts: Vec<Context>,
    /// How many clauses hold each leaf, themselves or in their lead-in: a row for each context.
    clauses: Vec<u16>,
    leaves: usize,
    held: Vec<Holding>,
    numbers: HashMap<Held, u32, BuildHasherDefault<NumberHasher>>,
    /// The one asked for last: neighbours mostly hold the same.
    last: Option<(Held, u32)>,
}

/// What clauses hold, each once.
#[derive(Clone, Copy, Debug)]
struct Holding {
    held: Held,
    common: Common,
    is_full: bool,
}

/// What one resolution holds.
#[derive(Clone, Copy, Debug)]
struct Context {
    run: Run,
    title: Leaves,
    together: u16,
}

impl Contexts {
    /// Returns none, for a query of so many ranked leaves.
    pub(super) fn new(leaves: usize) -> Self {
        Self { leaves, ..Self::default() }
    }

    /// Adds the resolution of `candidates`, all that match of it, and returns its number.
    pub(super) fn add(&mut self, run: Run, candidates: &[Candidate], weights: &Weights) -> u32 {
        let all = weights.all();
        let mut context = Context { run, title: 0, together: 0 };
        let start = self.clauses.len();
        self.clauses.resize(start + self.leaves, 0);
        for candidate in candidates {
            context.title |= candidate.title;
            let is_full = candidate.own & all == all;
            context.together = context.together.saturating_add(u16::from(is_full));
            for leaf in members(candidate.own | candidate.lead) {
                let count = &mut self.clauses[start + leaf];
                *count = count.saturating_add(1);
            }
        }
        self.contexts.push(context);
        u32::try_from(self.contexts.len() - 1).unwrap_or(u32::MAX)
    }

    /// Forgets the resolution that was added last.
    pub(super) fn forget_last(&mut self) {
        self.contexts.pop();
        self.clauses.truncate(self.contexts.len() * self.leaves);
    }

    /// Returns the number of what a clause holds.
    pub(super) fn hold(&mut self, held: Held, weights: &Weights, is_exact: bool) -> u32 {
        if let Some((_, number)) = self.last.filter(|(last, _)| *last == held) {
            return number;
        }
        let next = u32::try_from(self.held.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(held).or_insert(next);
        if number == next {
            let common = weights.common(held);
            self.held.push(Holding { held, common, is_full: is_exact || common.is_full() });
        }
        self.last = Some((held, number));
        number
    }

    /// What the clauses have in common that hold what has this number.
    pub(super) fn common(&self, held: u32) -> &Common {
        &self.held[held as usize].common
    }

    /// What a resolution holds.
    pub(super) fn surroundings(&self, number: u32) -> Surroundings<'_> {
        let Context { run, title, .. } = self.contexts[number as usize];
        let start = number as usize * self.leaves;
        let clauses = &self.clauses[start..start + self.leaves];
        Surroundings { siblings: run.clauses, title, clauses }
    }

    /// How many resolutions there are.
    pub(super) fn len(&self) -> usize {
        self.contexts.len()
    }

    /// Where the clauses of a resolution stand.
    pub(super) fn run(&self, number: usize) -> &Run {
        &self.contexts[number].run
    }

    /// Where the clauses of each resolution stand, in the order of their numbers.
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.contexts.iter().map(|context| &context.run)
    }

    /// How many of its clauses hold every leaf.
    pub(super) fn together(&self, number: usize) -> u16 {
        self.contexts[number].together
    }

    /// The resolution of a clause.
    pub(super) fn key(&self, one: &Scored) -> u64 {
        self.run(one.context as usize).key
    }

    /// Where a clause stands.
    pub(super) fn address(&self, one: &Scored) -> DocAddress {
        let DocAddress { segment_ord, doc_id } = self.run(one.context as usize).first;
        DocAddress::new(segment_ord, doc_id.saturating_add(one.ordinal))
    }

    /// What a clause holds.
    pub(super) fn held(&self, one: &Scored) -> Held {
        self.held[one.held as usize].held
    }

    /// Whether a clause holds all of the query.
    pub(super) fn is_full(&self, one: &Scored) -> bool {
        self.holds_all(one.held)
    }

    /// Whether what has this number is all of the query.
    pub(super) fn holds_all(&self, held: u32) -> bool {
        self.held[held as usize].is_full
    }

    /// What orders a clause among those of equal scores.
    pub(super) fn turn(&self, one: &Scored) -> Turn {
        (self.run(one.context as usize).by_date(), one.ordinal)
    }

    /// Compares two clauses so that the better one comes first.
    pub(super) fn by_score(&self, left: &Scored, right: &Scored) -> Ordering {
        let by_score = right.score.total_cmp(&left.score);
        by_score.then_with(|| self.turn(left).cmp(&self.turn(right)))
    }
}

/// Hashes numbers that are hashes themselves, or few.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        // The table looks at the highest bits, where a number may have none.
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
