//! `resq check`, and what `resq index --dry-run` would do, for people.

use std::io;

use super::numbers::{counted, megabytes};
use super::page::{Indent, Page};
use super::status::{SKIPPED_LINES_MAX, changes, freshness, note, write_skipped};
use crate::index::{Change, Checked, Plan};
use crate::render::escape::visible;
use crate::render::layout::Label;
use crate::render::pieces::Piece;

/// Writes what is wrong with an index, what is only noteworthy, and what was looked at.
pub(super) fn write(checked: &Checked, page: &mut Page<'_>) -> io::Result<()> {
    let verdict = match checked.damages.len() {
        0 => "the index is sound".to_owned(),
        count => format!("the index is damaged in {}:", counted(count, "place", "places")),
    };
    page.plain(&[Piece::new(verdict, Label::Title)])?;
    let damages: Vec<String> = checked.damages.iter().map(with_cause).collect();
    list(&damages, page)?;
    let files = counted(checked.index_files, "file", "files");
    let sources = counted(checked.sources, "source file", "source files");
    let size = megabytes(checked.index_bytes);
    note(&format!("{files} of {size} read, {sources} compared"), page)?;
    note(&freshness(checked.changes, page.layout), page)?;
    let (anew, next) = (page.layout.command("index --anew"), page.layout.command("index"));
    let disguised = format!("changed behind the same time and length; {anew} reads");
    let leftovers = format!("left over by a killed run; the next {next} removes");
    let notes = [
        (&checked.disguised, disguised.as_str()),
        (&checked.absent, "not there just now, and kept in the index:"),
        (&checked.leftovers, leftovers.as_str()),
    ];
    for (names, what) in notes {
        if !names.is_empty() {
            page.gap()?;
            note(&format!("{} {what}", counted(names.len(), "file", "files")), page)?;
            list(names, page)?;
        }
    }
    Ok(())
}

/// Writes what a build would do, file by file, and how much that is.
pub(super) fn write_plan(plan: &Plan, page: &mut Page<'_>) -> io::Result<()> {
    if plan.is_anew {
        note("the index is built anew: every file is read", page)?;
    }
    for file in &plan.files {
        match &file.change {
            Change::Keep => {}
            Change::Add => row("new", &file.source, page)?,
            Change::Check { .. } | Change::CheckMembers { .. } => {
                row("changed", &file.source, page)?;
            }
            Change::Retry => row("again", &file.source, page)?,
        }
    }
    for source in &plan.removed {
        row("gone", source, page)?;
    }
    for source in &plan.stepping_in {
        row("steps in", source, page)?;
    }
    write_skipped(&plan.skipped, SKIPPED_LINES_MAX, page)?;
    note(&changes(plan.counts()), page)
}

fn row(what: &str, source: &str, page: &mut Page<'_>) -> io::Result<()> {
    let source = visible(&page.shortened(source)).into_owned();
    page.row(&[Piece::new(format!("{what:<9}"), Label::Note), Piece::new(source, Label::Text)])
}

fn list(lines: &[String], page: &mut Page<'_>) -> io::Result<()> {
    for line in lines {
        let piece = Piece::new(visible(&page.shortened(line)), Label::Text);
        page.paragraph(Indent { columns: 2, ..Indent::default() }, &[piece])?;
    }
    Ok(())
}

fn with_cause(error: &crate::index::Damage) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
