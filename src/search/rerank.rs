//! The best few dozen clauses, ranked again by what only their text tells: whether the words
//! stand together, in the order typed, in the form typed.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocAddress;

use super::contexts::Scored;
use super::error::SearchError;
use super::matcher::occurrences;
use super::plan::{Leaf, LeafKind};
use super::present::{BEST_CLAUSE_WEIGHT, Presenter};
use super::rank::Weights;
use super::request::{Grouping, Request, Sort};
use super::scan::Leaves;
use super::standing::{Forms, Told};

/// How many clauses are read.
pub(super) const CLAUSES_MAX: usize = 50;
/// What words that stand side by side as they were typed add at most.
const PAIRS_WEIGHT: f32 = 0.4;
/// What words in the very form typed add at most.
const EXACT_WEIGHT: f32 = 0.1;

/// Tells whether clauses found by so many leaves are ranked again: one leaf stands beside no other.
pub(super) fn is_ranked_again(leaves: usize) -> bool {
    leaves > 1
}

/// Scores the best clauses again.
///
/// Clauses that cannot get among those that `request` shows are not read. `totals` are the scores of
/// the resolutions as a whole, where these are what is shown.
pub(super) fn rerank(
    scored: &mut [Scored],
    (leaves, weights): (&[&Leaf], &Weights),
    totals: Option<&[f32]>,
    request: &Request,
    presenter: &mut Presenter<'_>,
) -> Result<(), SearchError> {
    if !is_ranked_again(leaves.len()) {
        return Ok(());
    }
    let best = best(scored, presenter);
    let told = told_by_index(leaves, scored, &best, presenter)?;
    let wordings = match totals {
        Some(totals) => wordings_shown(scored, &best, totals, request, presenter)?,
        None => None,
    };
    let mut shown = Shown::of(request);
    // Many clauses are copies of each other, which are read once.
    let mut known: BTreeMap<(u64, Leaves), f32> = BTreeMap::new();
    for (number, told) in best.into_iter().zip(told) {
        let one = &mut scored[number];
        if shown.is_beyond(one.score * CLOSENESS_MAX) {
            break;
        }
        let own = presenter.contexts().held(one).own;
        if shown.is_beyond(one.score * closeness_max(own, weights)) {
            continue;
        }
        let wording = presenter.wording(one)?;
        if wordings.as_ref().is_some_and(|them| !them.contains(&wording)) {
            continue;
        }
        one.closeness = match known.get(&(wording, own)) {
            Some(closeness) => *closeness,
            None => {
                let told = match told {
                    Some(told) => told,
                    None => told_by_text(leaves, presenter.contexts().address(one), presenter)?,
                };
                *known.entry((wording, own)).or_insert(closeness(leaves, weights, &told))
            }
        };
        one.score *= one.closeness;
        shown.add(one.score, wording);
    }
    Ok(())
}

/// Returns where the best clauses stand in `scored`, the best first.
fn best(scored: &[Scored], presenter: &Presenter<'_>) -> Vec<usize> {
    let contexts = presenter.contexts();
    let by_score = |left: &usize, right: &usize| contexts.by_score(&scored[*left], &scored[*right]);
    let mut best: Vec<usize> = Vec::with_capacity(2 * CLAUSES_MAX);
    let mut last: Option<usize> = None;
    for number in 0..scored.len() {
        if last.is_some_and(|last| by_score(&number, &last).is_gt()) {
            continue;
        }
        best.push(number);
        if best.len() == 2 * CLAUSES_MAX {
            best.sort_unstable_by(by_score);
            best.truncate(CLAUSES_MAX);
            last = best.last().copied();
        }
    }
    best.sort_unstable_by(by_score);
    best.truncate(CLAUSES_MAX);
    best
}

/// Returns the wordings of those of the best clauses whose resolutions can get among those that are
/// shown, whatever their words; `None` where that is not known.
///
/// Copies count for nothing here: which of them is shown depends on the scores of all of them.
fn wordings_shown(
    scored: &[Scored],
    best: &[usize],
    totals: &[f32],
    request: &Request,
    presenter: &mut Presenter<'_>,
) -> Result<Option<BTreeSet<u64>>, SearchError> {
    if request.sort != Sort::Score || request.limit == 0 {
        return Ok(None);
    }
    let best: Vec<Scored> = best.iter().map(|number| scored[*number]).collect();
    let mut wordings = Vec::with_capacity(best.len());
    for one in &best {
        wordings.push(presenter.wording(one)?);
    }
    let is_alone = if request.collapses {
        presenter.are_alone(&best, &wordings)?
    } else {
        vec![true; best.len()]
    };
    let total = |one: &Scored, factor: f32| {
        totals[one.context as usize] + BEST_CLAUSE_WEIGHT * (one.score * factor)
    };
    // What a resolution comes to at least: the best clause comes first. It is shown for certain with
    // a clause of its own that holds all of the query.
    let mut least: BTreeMap<u32, f32> = BTreeMap::new();
    for (one, is_alone) in best.iter().zip(is_alone) {
        if is_alone && (presenter.contexts().is_full(one) || !request.collapses) {
            least.entry(one.context).or_insert(total(one, 1.0));
        }
    }
    let mut least: Vec<f32> = least.into_values().collect();
    least.sort_by(|left, right| right.total_cmp(left));
    let Some(last) = least.get(request.limit - 1) else { return Ok(None) };
    // Never below the product that is worked out in another order.
    let is_possible = |one: &&Scored| total(one, CLOSENESS_MAX + 1e-4) >= *last;
    let possible: BTreeSet<u32> = best.iter().filter(is_possible).map(|one| one.context).collect();
    let own = best.iter().zip(wordings).filter(|(one, _)| possible.contains(&one.context));
    Ok(Some(own.map(|(_, wording)| wording).collect()))
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

    fn add(&mut self, score: f32, wording: u64) {
        if self.most.is_none() {
            return;
        }
        let is_copy = |known: &(f32, u64)| known.1 == wording;
        if self.collapses
            && let Some(known) = self.scores.iter_mut().find(|known| is_copy(known))
        {
            known.0 = known.0.max(score);
        } else {
            self.scores.push((score, wording));
        }
        self.scores.sort_by(|left, right| right.0.total_cmp(&left.0));
    }

    /// Tells whether a clause with at most `score` comes after all that are shown.
    fn is_beyond(&self, score: f32) -> bool {
        let last = self.most.and_then(|most| self.scores.get(most - 1));
        last.is_some_and(|last| score < last.0)
    }
}

/// How many leaves are looked up in the dictionary of the index; for more, texts are read sooner.
const LEAVES_LOOKED_UP_MAX: usize = 8;

/// Returns what the index tells of the leaves in the best clauses; `None` for those to be read.
fn told_by_index(
    leaves: &[&Leaf],
    scored: &[Scored],
    best: &[usize],
    presenter: &mut Presenter<'_>,
) -> tantivy::Result<Vec<Option<Vec<Told>>>> {
    let index = (presenter.searcher(), presenter.fields());
    let forms = if leaves.len() <= LEAVES_LOOKED_UP_MAX {
        Forms::of_leaves(leaves, index, presenter.analyzer())?
    } else {
        None
    };
    let Some(forms) = forms else { return Ok(vec![None; best.len()]) };
    let address = |number: &usize| presenter.contexts().address(&scored[*number]);
    let clauses: Vec<DocAddress> = best.iter().map(address).collect();
    forms.told(presenter.searcher(), &clauses)
}

/// Returns what the text of a clause tells of the leaves.
fn told_by_text(
    leaves: &[&Leaf],
    clause: DocAddress,
    presenter: &mut Presenter<'_>,
) -> Result<Vec<Told>, SearchError> {
    let stored = presenter.stored(clause)?;
    let view = presenter.view(&stored.text, stored.language);
    let told = |leaf: &&Leaf| {
        let is_as_typed =
            typed_words(leaf).is_some_and(|words| words.iter().all(|word| view.has_word(word)));
        Told { places: occurrences(leaf, &view), is_as_typed }
    };
    Ok(leaves.iter().map(told).collect())
}

/// The exact words of a word as it was typed.
fn typed_words(leaf: &Leaf) -> Option<&[String]> {
    let LeafKind::Token { words, .. } = &leaf.kind else { return None };
    Some(words)
}

fn closeness(leaves: &[&Leaf], weights: &Weights, told: &[Told]) -> f32 {
    let mut pairs = 0.0;
    let mut pairs_all = 0.0;
    for (number, pair) in told.windows(2).enumerate() {
        let weight = weights.idf[number].min(weights.idf[number + 1]);
        pairs_all += weight;
        let is_side_by_side = pair[0].places.iter().any(|one| {
            pair[1].places.iter().any(|other| {
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
        if typed_words(leaf).is_none() {
            continue;
        }
        exact_all += weights.idf[number];
        if told[number].is_as_typed {
            exact += weights.idf[number];
        }
    }
    let share = |part: f32, all: f32| if all > 0.0 { part / all } else { 0.0 };
    1.0 + PAIRS_WEIGHT * share(pairs, pairs_all) + EXACT_WEIGHT * share(exact, exact_all)
}
