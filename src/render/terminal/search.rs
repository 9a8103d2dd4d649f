//! `resq search` for people: hits grouped by resolution.

use std::io;

use super::numbers::counted;
use super::page::{Indent, Page};
use super::pieces::{Clause, cut_down};
use super::resolution::{self, Columns};
use super::wrap::Piece;
use crate::render::layout::{Label, Sign};
use crate::search::{Group, Hit, SearchReport};
use crate::text::Span;

pub(super) fn write(report: &SearchReport, page: &mut Page<'_>) -> io::Result<()> {
    for group in &report.groups {
        write_group(group, page)?;
        page.gap()?;
    }
    page.plain(&[Piece::new(totals(report, page.layout.sign(Sign::Dot)), Label::Note)])
}

fn write_group(group: &Group, page: &mut Page<'_>) -> io::Result<()> {
    resolution::write_header(&group.header, page)?;
    let labels = group.hits.iter().map(|hit| hit.label.as_str());
    let columns = Columns::new(labels, page.layout);
    for hit in &group.hits {
        page.gap()?;
        write_hit(hit, columns, page)?;
        page.source(columns.text, &group.header.source, hit.line)?;
    }
    if group.more > 0 {
        let text = format!("+{} more in this resolution", group.more);
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

/// A lead-in takes at most about this many lines.
const LEAD_IN_LINES_MAX: usize = 2;

fn write_hit(hit: &Hit, columns: Columns, page: &mut Page<'_>) -> io::Result<()> {
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
    if hit.copies > 0 {
        let dot = page.layout.sign(Sign::Dot);
        let copies = match hit.copies {
            1 => format!(" {dot} 1 copy elsewhere"),
            copies => format!(" {dot} {copies} copies elsewhere"),
        };
        pieces.push(Piece::new(copies, Label::Note));
    }
    page.paragraph(columns.indent(&hit.label), &pieces)
}

/// Returns where the verb of a sub-item stands in its lead-in.
fn inherited_verb(hit: &Hit) -> Option<Span> {
    let verb = hit.verb_text.as_deref()?;
    hit.lead_in.starts_with(verb).then(|| Span::new(0, verb.len()))
}

fn totals(report: &SearchReport, dot: &str) -> String {
    let shown: usize = report.groups.iter().map(|group| group.hits.len()).sum();
    let clauses = counted(report.total_clauses, "clause", "clauses");
    let resolutions = counted(report.total_resolutions, "resolution", "resolutions");
    if shown < report.total_clauses {
        format!("{clauses} in {resolutions} {dot} {shown} shown, --limit 0 for all")
    } else {
        format!("{clauses} in {resolutions}")
    }
}
