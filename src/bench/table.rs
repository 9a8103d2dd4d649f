//! Reports as text for a terminal: tables and bars.

use std::fmt::Write;

use super::compare::{Comparison, Verdict};
use super::queries::QueryReport;
use super::report::{BuildReport, Case, CaseReport};
use super::spread::Spread;
use crate::index::Stage;

/// The characters of the longest bar.
const BAR_CHARS: f64 = 40.0;
/// Parts of the index below this share of it are summed up.
const SHARE_SHOWN_MIN: f64 = 0.01;

/// Returns a report of builds as lines of text; bars are made of `brick`.
#[must_use]
pub fn build_table(report: &BuildReport, brick: char) -> String {
    let mut out = String::new();
    let corpus = &report.corpus;
    let _ = writeln!(
        out,
        "{}: {} files, {:.1} MB, {} resolutions, {} clauses; {} cores",
        corpus.name,
        corpus.files,
        megabytes(corpus.bytes),
        corpus.resolutions,
        corpus.clauses,
        report.cores
    );
    for case in &report.cases {
        let _ = write!(out, "\n{}\n", case_name(case.case));
        push_figures(report, case, &mut out);
        push_stages(case, brick, &mut out);
        push_parts(report, case, brick, &mut out);
    }
    out
}

/// Returns comparisons as lines of text.
#[must_use]
pub fn compare_table(compared: &[Comparison]) -> String {
    let mut out = String::new();
    let mut last = None;
    for one in compared {
        if last != Some(one.case) {
            let _ = writeln!(out, "{}", case_name(one.case));
            last = Some(one.case);
        }
        let interval = match one.interval {
            Some((low, high)) => format!("{low:.3} to {high:.3}"),
            None => String::new(),
        };
        let verdict = match one.verdict {
            Verdict::Less => "less",
            Verdict::More => "more",
            Verdict::Same => "the same",
            Verdict::Noise => "noise",
            Verdict::TooFewRuns => "too few runs to tell",
        };
        let _ = writeln!(out, "  {:<12} {:>6.3}  {interval:<16} {verdict}", one.figure, one.ratio);
    }
    out
}

/// Returns the measurements of queries as lines of text.
#[must_use]
pub fn query_table(reports: &[QueryReport]) -> String {
    let mut out = String::from("   median      least       most    clauses  query\n");
    for report in reports {
        let Spread { median, least, most } = report.spread();
        let _ = writeln!(
            out,
            "{:>6.0} µs  {:>6.0} µs  {:>6.0} µs {:>10}  {}",
            median * 1e6,
            least * 1e6,
            most * 1e6,
            report.clauses,
            report.query
        );
    }
    out
}

fn case_name(case: Case) -> String {
    let threads = if case.jobs == 1 { "thread" } else { "threads" };
    let mut name = format!("{} {threads}, {} MB of memory", case.jobs, case.memory_bytes >> 20);
    if !case.is_stored {
        name.push_str(", nothing stored");
    }
    if let Some(language) = case.language {
        let _ = write!(name, ", {}", language.name());
    }
    name
}

fn push_figures(report: &BuildReport, case: &CaseReport, out: &mut String) {
    let mut line = |name: &str, spread: Option<Spread>, unit: &str| {
        let _ = match spread {
            Some(Spread { median, least, most }) => {
                writeln!(out, "  {name:<14} {median:>10.3} {unit:<9} {least:.3} to {most:.3}")
            }
            None => writeln!(out, "  {name:<14} {:>10}", "unknown"),
        };
    };
    let corpus = report.corpus_of(case);
    let clauses = u32::try_from(corpus.clauses).map_or(0.0, f64::from);
    line("wall", case.spread(|run| Some(run.wall_seconds)), "s");
    line("cpu", case.spread(|run| run.cpu_seconds), "s");
    line("source", case.spread(|run| Some(megabytes(corpus.bytes) / run.wall_seconds)), "MB/s");
    line("clauses", case.spread(|run| Some(clauses / run.wall_seconds)), "a second");
    line("peak memory", case.spread(|run| run.peak_bytes.map(megabytes)), "MB");
    let _ = writeln!(
        out,
        "  {:<14} {:>10.3} MB in {} {}",
        "index",
        megabytes(case.index_bytes),
        case.segments,
        if case.segments == 1 { "segment" } else { "segments" }
    );
}

fn push_stages(case: &CaseReport, brick: char, out: &mut String) {
    let medians: Vec<(&str, f64)> = Stage::ALL
        .iter()
        .filter_map(|stage| {
            let name = stage.name();
            Some((name, case.spread(|run| run.stages.get(name).copied())?.median))
        })
        .collect();
    let total: f64 = medians.iter().map(|(_, seconds)| seconds).sum();
    let _ = writeln!(out, "  stages, of all threads together");
    for (name, seconds) in medians {
        push_bar(name, share(seconds, total), &format!("{seconds:.3} s"), brick, out);
    }
}

fn push_parts(report: &BuildReport, case: &CaseReport, brick: char, out: &mut String) {
    let clauses =
        u32::try_from(report.corpus_of(case).clauses).map_or(1.0, |count| f64::from(count.max(1)));
    let _ = writeln!(out, "  bytes of a clause in the index");
    let mut parts: Vec<(String, f64)> = case
        .parts
        .iter()
        .map(|part| {
            let name = match &part.field {
                Some(field) => format!("{field} {}", part.part),
                None => part.part.clone(),
            };
            (name, megabytes(part.bytes) * 1e6)
        })
        .collect();
    parts.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let total: f64 = parts.iter().map(|(_, bytes)| bytes).sum();
    let is_shown = |bytes: f64| share(bytes, total) >= SHARE_SHOWN_MIN;
    let rest: f64 = parts.iter().map(|(_, bytes)| *bytes).filter(|bytes| !is_shown(*bytes)).sum();
    for (name, bytes) in parts.iter().filter(|(_, bytes)| is_shown(*bytes)) {
        push_bar(name, share(*bytes, total), &format!("{:.1}", bytes / clauses), brick, out);
    }
    push_bar("all others", share(rest, total), &format!("{:.1}", rest / clauses), brick, out);
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a length of some ten characters"
)]
fn push_bar(name: &str, share: f64, figure: &str, brick: char, out: &mut String) {
    let bricks = (share.clamp(0.0, 1.0) * BAR_CHARS).round() as usize;
    let bar: String = std::iter::repeat_n(brick, bricks).collect();
    let _ = writeln!(out, "    {name:<24} {figure:>10} {:>4.0} % {bar}", share * 100.0);
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "a figure needs no more than fifteen digits")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
