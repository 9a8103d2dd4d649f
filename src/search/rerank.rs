//! The best few dozen clauses, ranked again by what only their text tells: whether the words
//! stand together, in the order typed, in the form typed.

use std::collections::{BTreeMap, BTreeSet};

use super::error::SearchError;
use super::matcher::occurrences;
use super::order::by_score;
use super::plan::{Leaf, LeafKind};
use super::present::{BEST_CLAUSE_WEIGHT, Presenter};
use super::rank::{Scored, Weights};
use super::request::{Grouping, Request, Sort};
use super::scan::Leaves;
use super::view::TextView;

/// How many clauses are read.
const CLAUSES_MAX: usize = 50;
/// What words that stand side by side as they were typed add at most.
const PAIRS_WEIGHT: f32 = 0.4;
/// What words in the very form typed add at most.
const EXACT_WEIGHT: f32 = 0.1;

/// Returns the clauses with the best of them scored again, the best first as they were before.
///
/// Clauses that cannot get among those that `request` shows are not read. `totals` are the scores of
/// the resolutions as a whole, where these are what is shown.
pub(super) fn rerank(
    mut scored: Vec<Scored>,
    (leaves, weights): (&[&Leaf], &Weights),
    totals: Option<&BTreeMap<u64, f32>>,
    request: &Request,
    presenter: &mut Presenter<'_>,
) -> Result<Vec<Scored>, SearchError> {
    if leaves.len() < 2 {
        return Ok(scored);
    }
    scored.sort_unstable_by(by_score);
    let wordings = totals.and_then(|totals| wordings_shown(&scored, totals, request));
    let mut shown = Shown::of(request);
    // Many clauses are copies of each other, which are read once.
    let mut known: BTreeMap<(u64, Leaves), f32> = BTreeMap::new();
    for one in scored.iter_mut().take(CLAUSES_MAX) {
        if shown.is_beyond(one.score * CLOSENESS_MAX) {
            break;
        }
        if shown.is_beyond(one.score * closeness_max(one.candidate.own, weights)) {
            continue;
        }
        if wordings.as_ref().is_some_and(|them| !them.contains(&one.candidate.wording)) {
            continue;
        }
        let wording = (one.candidate.wording, one.candidate.own);
        one.closeness = match known.get(&wording) {
            Some(closeness) => *closeness,
            None => {
                let stored = presenter.stored(one.candidate.address)?;
                let view = presenter.view(&stored.text, stored.language);
                *known.entry(wording).or_insert(closeness(leaves, weights, &view))
            }
        };
        one.score *= one.closeness;
        shown.add(one);
    }
    Ok(scored)
}

/// Leaves out the clauses that cannot be shown, whatever their words: others are better, and enough
/// of them.
pub(super) fn shortlist(mut scored: Vec<Scored>, request: &Request) -> Vec<Scored> {
    let shown = Shown::of(request).most.filter(|_| !request.collapses);
    let Some(most) = shown.map(|most| most.max(CLAUSES_MAX)) else { return scored };
    if scored.len() <= most {
        return scored;
    }
    let mut scores: Vec<f32> = scored.iter().map(|one| one.score).collect();
    let (_, last, _) = scores.select_nth_unstable_by(most - 1, |left, right| right.total_cmp(left));
    // Of equal ones the date decides, which nobody has looked at.
    let last = *last;
    scored.retain(|one| one.score >= last);
    scored
}

/// Returns the wordings of those of the best clauses whose resolutions can get among those that are
/// shown, whatever their words; `None` where that is not known.
///
/// Copies count for nothing here: which of them is shown depends on the scores of all of them.
fn wordings_shown(
    scored: &[Scored],
    totals: &BTreeMap<u64, f32>,
    request: &Request,
) -> Option<BTreeSet<u64>> {
    if request.sort != Sort::Score || request.limit == 0 {
        return None;
    }
    let best = &scored[..scored.len().min(CLAUSES_MAX)];
    let mut counts: BTreeMap<u64, usize> =
        best.iter().map(|one| (one.candidate.wording, 0)).collect();
    if request.collapses {
        for one in scored {
            if let Some(count) = counts.get_mut(&one.candidate.wording) {
                *count += 1;
            }
        }
    }
    let total = |one: &Scored, factor: f32| {
        let whole = totals.get(&one.candidate.key).copied().unwrap_or_default();
        whole + BEST_CLAUSE_WEIGHT * (one.score * factor)
    };
    // A resolution is shown for certain with a clause of its own that holds all of the query.
    let is_shown = |one: &&Scored| {
        let is_alone = counts[&one.candidate.wording] < 2;
        is_alone && (one.is_full || !request.collapses)
    };
    // What a resolution comes to at least: the best clause comes first.
    let mut least: BTreeMap<u64, f32> = BTreeMap::new();
    for one in best.iter().filter(is_shown) {
        least.entry(one.candidate.key).or_insert(total(one, 1.0));
    }
    let mut least: Vec<f32> = least.into_values().collect();
    least.sort_by(|left, right| right.total_cmp(left));
    let last = *least.get(request.limit - 1)?;
    // Never below the product that is worked out in another order.
    let is_possible = |one: &&Scored| total(one, CLOSENESS_MAX + 1e-4) >= last;
    let possible: BTreeSet<u64> =
        best.iter().filter(is_possible).map(|one| one.candidate.key).collect();
    let own = best.iter().filter(|one| possible.contains(&one.candidate.key));
    Some(own.map(|one| one.candidate.wording).collect())
}

/// What words that stand together as they were typed make of a score at most.
const CLOSENESS_MAX: f32 = 1.0 + PAIRS_WEIGHT + EXACT_WEIGHT;

/// What they make of it at most in a clause that holds `own` of the leaves: two that are not both
/// there do not stand side by side.
fn closeness_max(own: Leaves, weights: &Weights) -> f32 {
    let pairs = weights.idf.windows(2).map(|pair| pair[0].min(pair[1]));
    let all: f32 = pairs.clone().sum();
    let there = pairs.enumerate().filter(|(number, _)| own >> number & 0b11 == 0b11);
    let there: f32 = there.map(|(_, weight)| weight).sum();
    // Never below the product that is worked out in another order.
    1.0 + PAIRS_WEIGHT * (there / all.max(f32::MIN_POSITIVE)).min(1.0) + EXACT_WEIGHT + 1e-5
}

/// The best scores so far, as many as hits will be shown.
struct Shown {
    /// The best first; one of every wording where they are collapsed.
    scores: Vec<(f32, u64)>,
    /// `None` where the order of all clauses matters.
    most: Option<usize>,
    collapses: bool,
}

impl Shown {
    fn of(request: &Request) -> Self {
        let is_by_score = request.sort == Sort::Score && request.grouping == Grouping::Clause;
        let most = Some(request.limit).filter(|limit| is_by_score && *limit > 0);
        Self { scores: Vec::new(), most, collapses: request.collapses }
    }

    fn add(&mut self, one: &Scored) {
        if self.most.is_none() {
            return;
        }
        let wording = one.candidate.wording;
        let is_copy = |known: &(f32, u64)| known.1 == wording;
        if self.collapses
            && let Some(known) = self.scores.iter_mut().find(|known| is_copy(known))
        {
            known.0 = known.0.max(one.score);
        } else {
            self.scores.push((one.score, wording));
        }
        self.scores.sort_by(|left, right| right.0.total_cmp(&left.0));
    }

    /// Tells whether a clause with at most `score` comes after all that are shown.
    fn is_beyond(&self, score: f32) -> bool {
        let last = self.most.and_then(|most| self.scores.get(most - 1));
        last.is_some_and(|last| score < last.0)
    }
}

fn closeness(leaves: &[&Leaf], weights: &Weights, view: &TextView<'_>) -> f32 {
    let places: Vec<Vec<_>> = leaves.iter().map(|leaf| occurrences(leaf, view)).collect();
    let mut pairs = 0.0;
    let mut pairs_all = 0.0;
    for (number, pair) in places.windows(2).enumerate() {
        let weight = weights.idf[number].min(weights.idf[number + 1]);
        pairs_all += weight;
        let is_side_by_side = pair[0].iter().any(|one| {
            pair[1].iter().any(|other| {
                other.first > one.last && other.first - one.last <= 2
                    || one.first > other.last && one.first - other.last <= 1
            })
        });
        if is_side_by_side {
            pairs += weight;
        }
    }
    let mut exact = 0.0;
    let mut exact_all = 0.0;
    for (number, leaf) in leaves.iter().enumerate() {
        let LeafKind::Token { words, .. } = &leaf.kind else { continue };
        exact_all += weights.idf[number];
        if words.iter().all(|word| view.has_word(word)) {
            exact += weights.idf[number];
        }
    }
    let share = |part: f32, all: f32| if all > 0.0 { part / all } else { 0.0 };
    1.0 + PAIRS_WEIGHT * share(pairs, pairs_all) + EXACT_WEIGHT * share(exact, exact_all)
}
