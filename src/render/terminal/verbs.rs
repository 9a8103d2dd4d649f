//! `resq verbs` for people: counts with bars, part by part.

use std::io;

use super::page::Page;
use crate::render::escape::visible;
use crate::render::layout::{Label, Signs};
use crate::render::pieces::Piece;
use crate::render::terminal::numbers::{counted, grouped};
use crate::search::{VerbReport, VerbRow};
use crate::text::width_columns;

/// Columns of the longest bar, where there is room.
const BAR_COLUMNS_MAX: usize = 40;

pub(super) fn write(report: &VerbReport, page: &mut Page<'_>) -> io::Result<()> {
    let verb_columns = widest(report, |row| row.verb.clone());
    let count_columns = widest(report, |row| grouped(row.clauses));
    let used = 2 + verb_columns + 2 + count_columns + 2;
    let bar_columns = page.layout.columns().saturating_sub(used).min(BAR_COLUMNS_MAX);
    let most = report.rows.iter().map(|row| row.clauses).max().unwrap_or(1).max(1);
    let mut part = None;
    for row in &report.rows {
        if part != Some(&row.part) {
            if part.is_some() {
                page.gap()?;
            }
            page.plain(&[Piece::new(visible(&row.part), Label::Title)])?;
            part = Some(&row.part);
        }
        let verb = pad_right(&name(&row.verb), verb_columns);
        let count = grouped(row.clauses);
        let count = format!("{}{count}", " ".repeat(count_columns - count.len()));
        let bar = bar(row.clauses, most, bar_columns, page.layout.signs);
        page.row(&[
            Piece::new("  ", Label::Text),
            Piece::new(verb, Label::Clause),
            Piece::new(format!("  {count}  "), Label::Text),
            Piece::new(bar, Label::Bar),
        ])?;
    }
    page.gap()?;
    let without = counted(report.clauses_without_verb, "has", "have");
    let totals =
        format!("{}; {without} no clause verb", counted(report.total_clauses, "clause", "clauses"));
    page.plain(&[Piece::new(totals, Label::Note)])
}

/// Returns the concept as it is typed in a query: `calls upon`.
fn name(verb: &str) -> String {
    visible(verb).replace('_', " ")
}

fn widest(report: &VerbReport, text: impl Fn(&VerbRow) -> String) -> usize {
    report.rows.iter().map(|row| width_columns(&text(row))).max().unwrap_or_default()
}

fn pad_right(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width_columns(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Returns a bar in eighths of a column; what was counted at all has at least one of them.
fn bar(count: usize, most: usize, columns_max: usize, signs: Signs) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (count * columns_max * 8).div_ceil(most);
    match signs {
        Signs::Unicode => format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8]),
        Signs::Ascii => "#".repeat(eighths.div_ceil(8)),
    }
}
