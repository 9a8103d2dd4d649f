//! `resq show` for people: a whole resolution, read from top to bottom.

use std::io;

use super::page::{Indent, Page};
use super::resolution::{self, Columns};
use crate::render::Shown;
use crate::render::escape::visible;
use crate::render::layout::{Label, Sign};
use crate::render::pieces::{Piece, emphasised};
use crate::search::Hit;

/// Columns by which an item stands further in than the clause it belongs to.
const ITEM_COLUMNS: usize = 4;

/// Items nested deeper than this do not move further in.
const ITEM_DEPTH_MAX: usize = 4;

pub(super) fn write(shown: &Shown<'_>, page: &mut Page<'_>) -> io::Result<()> {
    let group = shown.resolution;
    resolution::write_header(&group.header, page)?;
    if let Some(record) = &group.header.record {
        resolution::write_record(record, shown.names_max, page)?;
    }
    if !shown.alternatives.is_empty() {
        let paths: Vec<&str> =
            shown.alternatives.iter().map(|path| page.path_from_here(path)).collect();
        let text = format!("also in {}", paths.join(", "));
        page.plain(&[Piece::new(visible(&text), Label::Note)])?;
    }
    let columns = Columns::new(group.hits.iter().map(|hit| hit.label.as_str()), page.layout);
    let mut part = None;
    let mut above: &[String] = &[];
    for hit in &group.hits {
        page.gap()?;
        if part.is_some_and(|part: &str| part != hit.part) {
            page.gap()?;
        }
        part = Some(&hit.part);
        resolution::write_headings(&hit.headings, above, columns, page)?;
        above = &hit.headings;
        write_clause(hit, columns, shown.marked == Some(&hit.label), page)?;
    }
    page.gap()?;
    page.source(0, &group.header.source, 0)
}

fn write_clause(
    hit: &Hit,
    columns: Columns,
    is_marked: bool,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let depth = hit.label.matches('(').count().min(ITEM_DEPTH_MAX);
    let indent = columns.indent(&hit.label);
    let columns = indent.columns + depth * ITEM_COLUMNS;
    let pieces = emphasised(&hit.text, hit.verb_span, &hit.highlights, Label::Text);
    if is_marked {
        // The pointer takes the two columns before the label.
        let head = format!("{} {}", page.layout.sign(Sign::Pointer), visible(&hit.label));
        let head_columns = indent.head_columns.saturating_sub(2);
        return page.paragraph(
            Indent { columns, head: Some((&head, Label::Match)), head_columns },
            &pieces,
        );
    }
    page.paragraph(Indent { columns, ..indent }, &pieces)
}
