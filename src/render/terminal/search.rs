//! `resq search` for people: hits grouped by resolution.

use std::io;

use super::numbers::{counted, grouped};
use super::page::{Indent, Page};
use super::resolution::{self, Columns};
use crate::render::answer::near;
use crate::render::escape::visible;
use crate::render::facts::notes;
use crate::render::headings::telling_heading;
use crate::render::layout::{Label, Sign};
use crate::render::pieces::{Clause, Piece, cut_down};
use crate::search::{Group, Hit, SearchReport};
use crate::text::Span;

pub(super) fn write(report: &SearchReport, page: &mut Page<'_>) -> io::Result<()> {
    // A single resolution may fill the screen.
    let groups = report.page.groups_before + report.groups.len();
    let hits_max = if groups > 1 { HITS_MAX } else { usize::MAX };
    for group in &report.groups {
        write_group(group, hits_max, page)?;
        page.gap()?;
    }
    match totals(report, page.layout.sign(Sign::Dot)) {
        Some(totals) if report.page.is_last => page.plain(&[Piece::new(totals, Label::Note)]),
        Some(_) | None => Ok(()),
    }
}

/// How many clauses of a resolution are shown beside other resolutions.
const HITS_MAX: usize = 3;

fn write_group(group: &Group, hits_max: usize, page: &mut Page<'_>) -> io::Result<()> {
    resolution::write_header(&group.header, page)?;
    let hits = &group.hits[..group.hits.len().min(hits_max)];
    let more = group.more + group.hits.len() - hits.len();
    let labels = hits.iter().map(|hit| hit.label.as_str());
    let columns = Columns::new(labels, page.layout);
    let mut above: &[String] = &[];
    for hit in hits {
        page.gap()?;
        write_hit(hit, above, columns, page)?;
        above = &hit.headings;
        write_reasons(hit, columns, page)?;
        page.source(columns.text, &group.header.source, hit.line)?;
    }
    if more > 0 {
        let text = format!("+{} more in this resolution", grouped(more));
        page.gap()?;
        page.paragraph(
            Indent { columns: columns.text, ..Indent::default() },
            &[Piece::new(text, Label::Note)],
        )?;
    }
    Ok(())
}

/// A clause takes at most about this many lines; `resq show` has all of it.
const CLAUSE_LINES_MAX: usize = 5;

/// A heading takes at most about half a line.
const HEADING_CHARS_MAX: usize = 40;

/// A lead-in takes at most about this many lines.
const LEAD_IN_LINES_MAX: usize = 2;

/// Writes a clause; `above` are the headings of the one before in its resolution.
fn write_hit(hit: &Hit, above: &[String], columns: Columns, page: &mut Page<'_>) -> io::Result<()> {
    let line_chars = columns.line_chars(&hit.text, page.layout);
    let ellipsis = page.layout.sign(Sign::Ellipsis);
    let mut pieces = Vec::new();
    if !hit.lead_in.is_empty() {
        let lead_in = Clause {
            text: &hit.lead_in,
            verb: inherited_verb(hit),
            matches: &hit.lead_in_highlights,
            ground: Label::LeadIn,
        };
        pieces.extend(cut_down(&lead_in, LEAD_IN_LINES_MAX * line_chars, ellipsis));
        pieces.push(Piece::new(" ", Label::Text));
    }
    let clause = Clause {
        text: &hit.text,
        verb: hit.verb_span,
        matches: &hit.highlights,
        ground: Label::Text,
    };
    pieces.extend(cut_down(&clause, CLAUSE_LINES_MAX * line_chars, ellipsis));
    let dot = page.layout.sign(Sign::Dot);
    if let Some(heading) = telling_heading(hit).filter(|_| hit.headings != above) {
        let heading = Clause { text: heading, verb: None, matches: &[], ground: Label::Note };
        pieces.push(Piece::new(format!(" {dot} under "), Label::Note));
        pieces.extend(cut_down(&heading, HEADING_CHARS_MAX, ellipsis));
    }
    for note in notes(hit) {
        pieces.push(Piece::new(format!(" {dot} {}", visible(&note)), Label::Note));
    }
    page.paragraph(columns.indent(&hit.label), &pieces)
}

/// Why the clause ranks where it does, a line for each reason.
fn write_reasons(hit: &Hit, columns: Columns, page: &mut Page<'_>) -> io::Result<()> {
    for reason in &hit.reasons {
        let text = visible(&reason.to_string()).into_owned();
        page.paragraph(
            Indent { columns: columns.text, ..Indent::default() },
            &[Piece::new(text, Label::Note)],
        )?;
    }
    Ok(())
}

/// Returns where the verb of a sub-item stands in its lead-in.
fn inherited_verb(hit: &Hit) -> Option<Span> {
    let verb = hit.verb_text.as_deref()?;
    hit.lead_in.starts_with(verb).then(|| Span::new(0, verb.len()))
}

/// Returns how much was found and how much of it is shown; nothing where no clause has all of the
/// query and what is shown is only near.
fn totals(report: &SearchReport, dot: &str) -> Option<String> {
    if report.total_clauses == 0 {
        return None;
    }
    let clauses = counted(report.total_clauses, "clause", "clauses");
    let resolutions = counted(report.total_resolutions, "resolution", "resolutions");
    let clauses_here: usize = report.groups.iter().map(Group::clauses).sum();
    let all = if report.page.clauses_before + clauses_here < report.total_clauses {
        format!(" {dot} --limit 0 shows all")
    } else {
        String::new()
    };
    Some(format!("{clauses} in {resolutions}{}{all}", near(report)))
}
