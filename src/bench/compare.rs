//! [`compare`]: two reports of one corpus, figure by figure, and which differences are noise.
//!
//! Run by run the second report is divided by the first, and the ratios are drawn again and again
//! at random, always the same: the interval holds nineteen of twenty means. A difference whose
//! interval holds 1 is noise.

use super::random::Random;
use super::report::{BuildReport, Case, CaseReport, Corpus, Run};
use crate::index::Stage;

/// How often the ratios are drawn.
const DRAWS: usize = 2_000;
/// Fewer pairs say nothing about noise.
const PAIRS_MIN: usize = 3;
/// Of thousand means so many are left out on each side.
const LEFT_OUT: usize = 25;

/// One figure of two reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The way of building.
    pub case: Case,
    /// The name of the figure.
    pub figure: String,
    /// The second divided by the first: the geometric mean of the pairs.
    pub ratio: f64,
    /// Where nineteen of twenty such means lie; `None` for fewer than three pairs, and for what
    /// is the same in every run.
    pub interval: Option<(f64, f64)>,
    /// What that means.
    pub verdict: Verdict,
}

/// What the difference of two figures means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The second is less.
    Less,
    /// The second is more.
    More,
    /// There is none.
    Same,
    /// Chance explains it.
    Noise,
    /// There are too few runs to tell.
    TooFewRuns,
}

/// Why two reports cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// They measured different things.
    #[error(
        "the reports are of different corpora: {first_clauses} clauses in {first_bytes} bytes and \
         {second_clauses} in {second_bytes}"
    )]
    Corpora {
        /// Clauses of the first.
        first_clauses: usize,
        /// Bytes of the first.
        first_bytes: u64,
        /// Clauses of the second.
        second_clauses: usize,
        /// Bytes of the second.
        second_bytes: u64,
    },
    /// They measured in different ways.
    #[error("the reports have no way of building in common")]
    Cases,
}

/// Compares `second` with `first`, for each way of building that both have.
///
/// # Errors
///
/// When the reports are of different corpora, or have no way of building in common.
pub fn compare(first: &BuildReport, second: &BuildReport) -> Result<Vec<Comparison>, CompareError> {
    let size = |corpus: &Corpus| (corpus.clauses, corpus.bytes);
    if size(&first.corpus) != size(&second.corpus) {
        return Err(CompareError::Corpora {
            first_clauses: first.corpus.clauses,
            first_bytes: first.corpus.bytes,
            second_clauses: second.corpus.clauses,
            second_bytes: second.corpus.bytes,
        });
    }
    let mut compared = Vec::new();
    for one in &first.cases {
        if let Some(other) = second.cases.iter().find(|other| other.case == one.case) {
            compare_case(one, other, &mut compared);
        }
    }
    if compared.is_empty() { Err(CompareError::Cases) } else { Ok(compared) }
}

fn compare_case(one: &CaseReport, other: &CaseReport, compared: &mut Vec<Comparison>) {
    let mut add = |figure: &str, of: &dyn Fn(&Run) -> Option<f64>| {
        let pairs = one.runs.iter().zip(&other.runs);
        let ratios: Vec<f64> = pairs
            .filter_map(|(one, other)| Some((of(one)?, of(other)?)))
            .filter(|(one, other)| *one > 0.0 && *other > 0.0)
            .map(|(one, other)| other / one)
            .collect();
        if !ratios.is_empty() {
            compared.push(of_ratios(one.case, figure, &ratios));
        }
    };
    add("wall", &|run| Some(run.wall_seconds));
    add("cpu", &|run| run.cpu_seconds);
    add("peak memory", &|run| run.peak_bytes.map(in_full));
    for stage in Stage::ALL {
        add(stage.name(), &|run| run.stages.get(stage.name()).copied());
    }
    let bytes = in_full(other.index_bytes) / in_full(one.index_bytes.max(1));
    compared.push(Comparison {
        case: one.case,
        figure: "index bytes".to_string(),
        ratio: bytes,
        interval: None,
        verdict: if bytes < 1.0 {
            Verdict::Less
        } else if bytes > 1.0 {
            Verdict::More
        } else {
            Verdict::Same
        },
    });
}

fn of_ratios(case: Case, figure: &str, ratios: &[f64]) -> Comparison {
    let interval = (ratios.len() >= PAIRS_MIN).then(|| interval(ratios));
    let verdict = match interval {
        None => Verdict::TooFewRuns,
        Some((_, high)) if high < 1.0 => Verdict::Less,
        Some((low, _)) if low > 1.0 => Verdict::More,
        Some(_) => Verdict::Noise,
    };
    let ratio = mean(ratios.iter().copied());
    Comparison { case, figure: figure.to_string(), ratio, interval, verdict }
}

/// Returns where the means of ratios lie that are drawn from `ratios`, with repetition.
fn interval(ratios: &[f64]) -> (f64, f64) {
    let mut random = Random::new(0, 0);
    let mut means: Vec<f64> =
        (0..DRAWS).map(|_| mean(ratios.iter().map(|_| *random.pick(ratios)))).collect();
    means.sort_by(f64::total_cmp);
    let left_out = DRAWS * LEFT_OUT / 1_000;
    (means[left_out], means[DRAWS - 1 - left_out])
}

/// The geometric mean: of a ratio and its inverse it is 1.
fn mean(ratios: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) =
        ratios.fold((0.0, 0.0), |(sum, count), ratio| (sum + ratio.ln(), count + 1.0));
    if count > 0.0 { f64::exp(sum / count) } else { 1.0 }
}

#[expect(clippy::cast_precision_loss, reason = "a ratio needs no more than fifteen digits")]
fn in_full(bytes: u64) -> f64 {
    bytes as f64
}
