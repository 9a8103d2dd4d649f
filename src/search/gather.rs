//! Which of the clauses that match are kept while they are scanned, and how many there are.
//!
//! An answer of a few clauses needs no more of the others than that they are counted: the memory for
//! it does not grow with the index, but for a bit of each clause where copies are counted.

use std::collections::HashSet;

use tantivy::{DocId, Searcher};

use super::column::{Run, Wordings};
use super::contexts::{Contexts, Scored, Turn};
use super::rank::{Held, Weights, members, score};
use super::request::{Grouping, Request, Sort};
use super::rerank::{CLAUSES_MAX, is_ranked_again};
use super::scan::Candidate;
use crate::schema::Fields;

/// What a scan found.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) contexts: Contexts,
    /// In the order of the index, or the best alone, the best first.
    pub(super) scored: Vec<Scored>,
    pub(super) found: Found,
    /// How many clauses hold all of the query.
    pub(super) total_clauses: usize,
    /// How many resolutions have such a clause.
    pub(super) total_resolutions: usize,
}

/// Takes the clauses that match, and keeps those that an answer may need.
pub(super) struct Gatherer<'a> {
    keep: Keep<'a>,
    marks: bool,
    weights: &'a Weights,
    /// Their total.
    total: f32,
    /// Whether every clause that matches counts as one that holds all of the query.
    is_exact: bool,
    /// Whether those that do not hold all of the query are left out.
    drops_partial: bool,
    gathered: Gathered,
}

/// Which clauses are kept.
enum Keep<'a> {
    Nothing,
    All,
    Best(Box<Best<'a>>),
}

/// The best clauses so far.
struct Best<'a> {
    /// How many will be shown.
    shown: usize,
    /// How many are ranked again once they are found; none where a query has one leaf.
    ranked_again: usize,
    /// Of what is shown, each has a wording of its own.
    wordings: Option<Wordings<'a>>,
    /// What does not come before this one is not kept.
    last: Option<(f32, Turn)>,
}

impl<'a> Keep<'a> {
    fn of(request: &Request, leaves: usize, searcher: &'a Searcher, fields: Fields) -> Self {
        let is_by_score = request.sort == Sort::Score && request.grouping == Grouping::Clause;
        if request.counts_only {
            Self::Nothing
        } else if is_by_score && request.limit > 0 {
            let wordings = request.collapses.then(|| Wordings::new(searcher, fields));
            let ranked_again = if is_ranked_again(leaves) { CLAUSES_MAX } else { 0 };
            Self::Best(Box::new(Best { shown: request.limit, ranked_again, wordings, last: None }))
        } else {
            Self::All
        }
    }
}

impl<'a> Gatherer<'a> {
    /// Returns one for the answer to `request`.
    pub(super) fn new(
        request: &Request,
        (weights, is_exact): (&'a Weights, bool),
        searcher: &'a Searcher,
        fields: Fields,
    ) -> Self {
        Self {
            keep: Keep::of(request, weights.idf.len(), searcher, fields),
            marks: request.collapses && !request.counts_only,
            weights,
            total: weights.total(),
            is_exact,
            drops_partial: !is_exact && weights.idf.len() == 1,
            gathered: Gathered {
                contexts: Contexts::new(weights.idf.len()),
                scored: Vec::new(),
                found: Found::default(),
                total_clauses: 0,
                total_resolutions: 0,
            },
        }
    }

    /// Takes the clauses of a resolution that match.
    pub(super) fn take(&mut self, run: Run, candidates: &[Candidate]) -> tantivy::Result<()> {
        let Gathered { contexts, scored, found, total_clauses, total_resolutions } =
            &mut self.gathered;
        let weights = self.weights;
        // Of most resolutions no clause is among the best, and what they hold is not asked.
        let mut added = None;
        let (mut has_full, mut is_needed) = (false, false);
        for candidate in candidates {
            let held = contexts.hold(Held::by(candidate), weights, self.is_exact);
            let is_full = contexts.holds_all(held);
            if self.drops_partial && !is_full {
                continue;
            }
            *total_clauses += usize::from(is_full);
            has_full |= is_full;
            if self.marks {
                found.mark(run.first.segment_ord, candidate.doc);
            }
            if matches!(self.keep, Keep::Nothing) {
                continue;
            }
            let common = *contexts.common(held);
            let mut elsewhere = 0.0;
            if !common.is_full() {
                let context = *added.get_or_insert_with(|| contexts.add(run, candidates, weights));
                elsewhere = common.elsewhere(contexts.surroundings(context), weights);
            }
            let score = score(candidate.own_score, &common, elsewhere, self.total);
            let ordinal = candidate.doc.saturating_sub(run.first.doc_id);
            if !self.keep.wants(score, (run.by_date(), ordinal)) {
                continue;
            }
            let context = *added.get_or_insert_with(|| contexts.add(run, candidates, weights));
            scored.push(Scored { context, ordinal, held, score, closeness: 1.0 });
            is_needed = true;
        }
        *total_resolutions += usize::from(has_full);
        if added.is_some() && !is_needed {
            contexts.forget_last();
        }
        if let Keep::Best(best) = &mut self.keep
            && scored.len() >= best.held_max()
        {
            best.prune(scored, contexts)?;
        }
        Ok(())
    }

    /// Returns what was found.
    pub(super) fn finish(mut self) -> tantivy::Result<Gathered> {
        if let Keep::Best(best) = &mut self.keep {
            best.prune(&mut self.gathered.scored, &self.gathered.contexts)?;
        }
        Ok(self.gathered)
    }
}

impl Keep<'_> {
    fn wants(&self, score: f32, turn: Turn) -> bool {
        match self {
            Self::Nothing => false,
            Self::All => true,
            Self::Best(best) => best.last.is_none_or(|(last_score, last_turn)| {
                score.total_cmp(&last_score).then_with(|| last_turn.cmp(&turn)).is_gt()
            }),
        }
    }
}

impl Best<'_> {
    /// How many are held before the others are left out.
    ///
    /// More than pruning ever keeps, the best and one of each wording.
    fn held_max(&self) -> usize {
        self.shown.max(self.ranked_again).saturating_mul(3)
    }

    /// Leaves out clauses that are not shown whatever else is found: so many others are better, also
    /// once the best are ranked again, which makes none of them worse.
    fn prune(&mut self, scored: &mut Vec<Scored>, contexts: &Contexts) -> tantivy::Result<()> {
        scored.sort_unstable_by(|left, right| contexts.by_score(left, right));
        let mut seen = HashSet::new();
        let (mut kept, mut place) = (0, 0);
        while place < scored.len() && (seen.len() < self.shown || place < self.ranked_again) {
            let one = scored[place];
            let wording = match &mut self.wordings {
                Some(wordings) => wordings.of(contexts.address(&one))?,
                None => place as u64,
            };
            let is_new = seen.len() < self.shown && seen.insert(wording);
            if is_new || place < self.ranked_again {
                scored[kept] = one;
                kept += 1;
            }
            place += 1;
        }
        if seen.len() >= self.shown && place >= self.ranked_again {
            self.last = scored[..kept].last().map(|one| (one.score, contexts.turn(one)));
        }
        scored.truncate(kept);
        Ok(())
    }
}

/// The clauses that were found, a bit each.
#[derive(Debug, Default)]
pub(super) struct Found {
    segments: Vec<Vec<u64>>,
}

impl Found {
    fn mark(&mut self, segment: u32, doc: DocId) {
        let (segment, place) = (segment as usize, (doc / u64::BITS) as usize);
        if self.segments.len() <= segment {
            self.segments.resize(segment + 1, Vec::new());
        }
        let bits = &mut self.segments[segment];
        if bits.len() <= place {
            bits.resize(place + 1, 0);
        }
        bits[place] |= 1 << (doc % u64::BITS);
    }

    /// The segments in which any were found.
    pub(super) fn segments(&self) -> impl Iterator<Item = (u32, impl Iterator<Item = DocId>)> {
        (0..).zip(&self.segments).map(|(segment, bits)| (segment, docs_of(bits)))
    }
}

/// The places of the bits that are set, in order.
fn docs_of(bits: &[u64]) -> impl Iterator<Item = DocId> {
    (0..).step_by(64).zip(bits).flat_map(|(start, bits): (DocId, &u64)| {
        members(*bits).map(move |bit| start + DocId::try_from(bit).unwrap_or_default())
    })
}
