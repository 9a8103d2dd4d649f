//! The best few dozen clauses, ranked again by what only their text tells: whether the words
//! stand together, in the order typed, in the form typed.

use std::collections::BTreeMap;

use super::error::SearchError;
use super::matcher::occurrences;
use super::order::by_score;
use super::plan::{Leaf, LeafKind};
use super::present::Presenter;
use super::rank::{Scored, Weights};
use super::scan::Leaves;
use super::view::TextView;

/// How many clauses are read.
const CLAUSES_MAX: usize = 50;
/// What words that stand side by side as they were typed add at most.
const PAIRS_WEIGHT: f32 = 0.4;
/// What words in the very form typed add at most.
const EXACT_WEIGHT: f32 = 0.1;

/// Returns the clauses with the best of them scored again.
pub(super) fn rerank(
    mut scored: Vec<Scored>,
    leaves: &[&Leaf],
    weights: &Weights,
    presenter: &mut Presenter<'_>,
) -> Result<Vec<Scored>, SearchError> {
    if leaves.len() < 2 {
        return Ok(scored);
    }
    scored.sort_by(by_score);
    // Many clauses are copies of each other, which are read once.
    let mut known: BTreeMap<(u64, Leaves), f32> = BTreeMap::new();
    for one in scored.iter_mut().take(CLAUSES_MAX) {
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
    }
    Ok(scored)
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
