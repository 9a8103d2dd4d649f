//! [`Figures`]: how good one ranked list is.

use std::collections::BTreeMap;

/// How far down a list people look.
pub const CUT: usize = 10;

/// How good a list is; every figure lies between 0 and 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// Whether the first entry is relevant.
    pub success_at_1: f64,
    /// Whether one of the first ten is.
    pub success_at_10: f64,
    /// One divided by the place of the first relevant entry among the first ten.
    pub reciprocal_rank: f64,
    /// Discounted cumulative gain of the first ten over the best one possible.
    pub ndcg: f64,
    /// The share of the list that is relevant.
    pub precision: f64,
    /// The share of what is relevant that is in the list.
    pub recall: f64,
    /// The harmonic mean of precision and recall.
    pub f1: f64,
}

/// Returns the figures of a ranked list of ids against graded judgements.
///
/// Entries of a negative grade and repetitions are left out before anything is counted; entries
/// without a grade are not relevant.
#[must_use]
pub fn figures(ranked: &[String], grades: &BTreeMap<String, i32>) -> Figures {
    let mut seen = std::collections::BTreeSet::new();
    let gains: Vec<i32> = ranked
        .iter()
        .filter(|id| seen.insert(id.as_str()))
        .map(|id| grades.get(id.as_str()).copied().unwrap_or(0))
        .filter(|grade| *grade >= 0)
        .collect();
    let relevant = grades.values().filter(|grade| **grade > 0).count();
    let first = gains.iter().take(CUT).position(|grade| *grade > 0);
    let found = gains.iter().filter(|grade| **grade > 0).count();
    let precision = share(found, gains.len());
    let recall = share(found, relevant);
    let sum = precision + recall;
    let mut ideal: Vec<i32> = grades.values().copied().filter(|grade| *grade > 0).collect();
    ideal.sort_unstable_by(|left, right| right.cmp(left));
    let best = gain(&ideal);
    Figures {
        success_at_1: if first == Some(0) { 1.0 } else { 0.0 },
        success_at_10: if first.is_some() { 1.0 } else { 0.0 },
        reciprocal_rank: first.map_or(0.0, |place| share(1, place + 1)),
        ndcg: if best > 0.0 { gain(&gains) / best } else { 0.0 },
        precision,
        recall,
        f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 },
    }
}

/// Returns the mean of several figures; all zero for none.
#[must_use]
pub fn mean(all: &[Figures]) -> Figures {
    let of = |one: fn(&Figures) -> f64| {
        let total: f64 = all.iter().map(one).sum();
        if all.is_empty() { 0.0 } else { total * share(1, all.len()) }
    };
    Figures {
        success_at_1: of(|one| one.success_at_1),
        success_at_10: of(|one| one.success_at_10),
        reciprocal_rank: of(|one| one.reciprocal_rank),
        ndcg: of(|one| one.ndcg),
        precision: of(|one| one.precision),
        recall: of(|one| one.recall),
        f1: of(|one| one.f1),
    }
}

/// Discounted cumulative gain of the first ten: each grade counts 2^grade - 1, less further down.
fn gain(grades: &[i32]) -> f64 {
    let mut discount = 1.0_f64;
    let mut sum = 0.0;
    for grade in grades.iter().take(CUT) {
        discount += 1.0;
        sum += (f64::from(*grade).exp2() - 1.0) / discount.log2();
    }
    sum
}

#[expect(clippy::cast_precision_loss, reason = "a figure needs no more than fifteen digits")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
