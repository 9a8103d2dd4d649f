//! `resq status`, and what `resq index` says at its end, for people.

use std::collections::BTreeMap;
use std::io;

use super::copies;
use super::numbers::{counted, grouped, megabytes};
use super::page::{Indent, Page};
use crate::citation::Organ;
use crate::index::{FaultyFile, PlanCounts, SkippedFile, Summary, TableColumns, Tally};
use crate::render::Status;
use crate::render::escape::visible;
use crate::render::layout::{Label, Layout};
use crate::render::pieces::Piece;
use crate::text::{Language, width_columns};

/// How many skipped files the end of a build names one by one; `resq status` names them all.
pub(super) const SKIPPED_LINES_MAX: usize = 10;

pub(super) fn write(status: &Status<'_>, page: &mut Page<'_>) -> io::Result<()> {
    write_holdings(status.summary, page)?;
    copies::write(status.summary, usize::MAX, page)?;
    write_tables(&status.summary.tables, usize::MAX, page)?;
    write_faulty(&status.summary.faulty, usize::MAX, page)?;
    write_skipped(&status.summary.skipped, usize::MAX, page)?;
    page.gap()?;
    let size = megabytes(status.summary.index_bytes);
    let files = counted(status.files, "file", "files");
    note(&format!("{files} of {}; the index takes {size}", status.roots.join(", ")), page)?;
    note(status.dir, page)?;
    note(&freshness(status.changes, page.layout), page)
}

/// Writes the end of a build: what was done, what the index holds, what it cost.
pub(super) fn write_summary(summary: &Summary, page: &mut Page<'_>) -> io::Result<()> {
    if summary.is_unchanged() {
        let files = counted(summary.changes.kept, "file", "files");
        let what = match summary.changes.kept {
            0 => "no file with a resolution was found".to_owned(),
            _ => format!("nothing has changed in {files}"),
        };
        note(&format!("{what}: {}; {:.2} s", total(summary), summary.seconds), page)?;
        return write_skipped(&summary.skipped, SKIPPED_LINES_MAX, page);
    }
    write_holdings(summary, page)?;
    copies::write(summary, SKIPPED_LINES_MAX, page)?;
    write_tables(&summary.tables, SKIPPED_LINES_MAX, page)?;
    write_faulty(&summary.faulty, SKIPPED_LINES_MAX, page)?;
    write_skipped(&summary.skipped, SKIPPED_LINES_MAX, page)?;
    page.gap()?;
    let speed = summary.megabytes_per_second();
    let size = megabytes(summary.index_bytes);
    let stepped_in = match summary.stepped_in {
        0 => String::new(),
        some => format!("; {} now from another copy", counted(some, "resolution", "resolutions")),
    };
    note(&format!("{}{stepped_in}", changes(summary.changes)), page)?;
    note(&format!("{:.2} s, {speed:.1} MB/s; the index takes {size}", summary.seconds), page)
}

fn write_holdings(summary: &Summary, page: &mut Page<'_>) -> io::Result<()> {
    page.plain(&[Piece::new(total(summary), Label::Title)])?;
    let languages = named(&summary.by_language, |code| {
        Language::from_code(code).map_or_else(|| code.to_owned(), |known| known.name().to_owned())
    });
    let organs = named(&summary.by_organ, |id| {
        Organ::from_id(id).map_or_else(|| id.to_owned(), |known| known.name().to_owned())
    });
    let rows = || languages.iter().chain(&organs);
    let columns = Columns {
        name: rows().map(|(name, _)| width_columns(name)).max().unwrap_or_default(),
        resolutions: widest(rows().map(|(_, tally)| tally.resolutions)),
        clauses: widest(rows().map(|(_, tally)| tally.clauses)),
    };
    for table in [&languages, &organs] {
        if !table.is_empty() {
            page.gap()?;
        }
        for (name, tally) in table {
            page.row(&columns.row(name, *tally))?;
        }
    }
    Ok(())
}

fn total(summary: &Summary) -> String {
    let Tally { resolutions, clauses } = summary.total;
    format!(
        "{}, {}",
        counted(resolutions, "resolution", "resolutions"),
        counted(clauses, "clause", "clauses")
    )
}

/// Returns a table with names for ids, the largest first.
fn named(
    by_id: &BTreeMap<Option<String>, Tally>,
    name: impl Fn(&str) -> String,
) -> Vec<(String, Tally)> {
    let mut rows: Vec<(String, Tally)> = by_id
        .iter()
        .map(|(id, tally)| (id.as_deref().map_or_else(|| "unknown".to_owned(), &name), *tally))
        .collect();
    rows.sort_by(|left, right| {
        right.1.clauses.cmp(&left.1.clauses).then_with(|| left.0.cmp(&right.0))
    });
    rows
}

struct Columns {
    name: usize,
    resolutions: usize,
    clauses: usize,
}

impl Columns {
    fn row(&self, name: &str, tally: Tally) -> [Piece; 3] {
        let padding = " ".repeat(self.name.saturating_sub(width_columns(name)));
        let (resolutions, clauses) = (grouped(tally.resolutions), grouped(tally.clauses));
        let plural = if tally.resolutions == 1 { " " } else { "s" };
        let numbers = format!(
            "{padding}  {resolutions:>0$} resolution{plural}  {clauses:>1$} clause{2}",
            self.resolutions,
            self.clauses,
            if tally.clauses == 1 { "" } else { "s" }
        );
        [
            Piece::new("  ", Label::Text),
            Piece::new(visible(name), Label::Clause),
            Piece::new(numbers, Label::Text),
        ]
    }
}

fn widest(numbers: impl Iterator<Item = usize>) -> usize {
    numbers.map(|number| grouped(number).len()).max().unwrap_or_default()
}

/// Writes how the columns of tables were read: who sees it knows what to say with `--map`.
fn write_tables(tables: &[TableColumns], lines_max: usize, page: &mut Page<'_>) -> io::Result<()> {
    if tables.is_empty() {
        return Ok(());
    }
    page.gap()?;
    for table in tables.iter().take(lines_max) {
        let text = page.shortened(&format!("`{}`: {}", table.path, table.columns));
        let piece = Piece::new(visible(&text), Label::Note);
        page.paragraph(Indent { columns: 2, ..Indent::default() }, &[piece])?;
    }
    match tables.len().saturating_sub(lines_max) {
        0 => Ok(()),
        more => note(&format!("and {} more tables", grouped(more)), page),
    }
}

/// Writes which files were read in spite of something, and what that was.
fn write_faulty(faulty: &[FaultyFile], lines_max: usize, page: &mut Page<'_>) -> io::Result<()> {
    let heading =
        counted(faulty.len(), "file was read with a fault", "files were read with faults");
    let text = |file: &FaultyFile| match file.count {
        0 | 1 => format!("`{}`: {}", file.path, file.fault),
        count => format!("`{}`: {}, and {} more", file.path, file.fault, grouped(count - 1)),
    };
    write_files(&heading, faulty, text, lines_max, page)
}

pub(super) fn write_skipped(
    skipped: &[SkippedFile],
    lines_max: usize,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let heading = counted(skipped.len(), "file was skipped", "files were skipped");
    // Most reasons name the file themselves.
    let text = |file: &SkippedFile| match file.reason.contains(&file.path) {
        true => file.reason.clone(),
        false => format!("`{}`: {}", file.path, file.reason),
    };
    write_files(&heading, skipped, text, lines_max, page)
}

/// Writes a heading and a line for each of some files.
pub(super) fn write_files<File>(
    heading: &str,
    files: &[File],
    text: impl Fn(&File) -> String,
    lines_max: usize,
    page: &mut Page<'_>,
) -> io::Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    page.gap()?;
    page.plain(&[Piece::new(format!("{heading}:"), Label::Text)])?;
    for file in files.iter().take(lines_max) {
        let piece = Piece::new(visible(&page.shortened(&text(file))), Label::Note);
        page.paragraph(Indent { columns: 2, ..Indent::default() }, &[piece])?;
    }
    match files.len().saturating_sub(lines_max) {
        0 => Ok(()),
        more => {
            let status = page.layout.command("status");
            note(&format!("and {} more; {status} names them all", grouped(more)), page)
        }
    }
}

pub(super) fn changes(changes: PlanCounts) -> String {
    let PlanCounts { kept, added, replaced, removed } = changes;
    format!(
        "{}, {replaced} changed, {removed} gone, {kept} as before",
        counted(added, "new file", "new files")
    )
}

pub(super) fn freshness(changes: PlanCounts, layout: &Layout) -> String {
    let PlanCounts { kept: _, added, replaced, removed } = changes;
    if added + replaced + removed == 0 {
        return "no file has changed since".to_owned();
    }
    let index = layout.command("index");
    format!("{added} new, {replaced} changed, {removed} gone files since; {index} updates")
}

pub(super) fn note(text: &str, page: &mut Page<'_>) -> io::Result<()> {
    page.plain(&[Piece::new(visible(text), Label::Note)])
}
