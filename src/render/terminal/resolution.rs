//! The head of a resolution and the columns its clauses stand in.

use std::io;

use super::page::{Indent, Page};
use crate::render::escape::visible;
use crate::render::facts::facts;
use crate::render::layout::{Label, Layout, Sign};
use crate::render::pieces::Piece;
use crate::render::record;
use crate::resolution::headings_begun;
use crate::schema::Record;
use crate::search::Header;
use crate::text::width_columns;

/// Writes symbol, title, organ, date, language and adoption: two lines, more where they are narrow.
pub(super) fn write_header(header: &Header, page: &mut Page<'_>) -> io::Result<()> {
    // A document without a symbol goes by the name of its file.
    let name = header.symbol.as_deref().unwrap_or_else(|| page.path_from_here(&header.source));
    let mut heading = vec![Piece::new(visible(name), Label::Symbol)];
    if let Some(title) = &header.title {
        heading.push(Piece::new("  ", Label::Text));
        heading.push(Piece::new(visible(title), Label::Title));
    }
    page.plain(&heading)?;
    let facts = facts(header).join(&format!(" {} ", page.layout.sign(Sign::Dot)));
    page.plain(&[Piece::new(visible(&facts), Label::Header)])
}

/// Writes subjects, draft, sponsors and who voted how; of a list `names_max` names at most.
pub(super) fn write_record(
    record: &Record,
    names_max: usize,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let lines = record::lines(record, names_max);
    lines.iter().try_for_each(|line| page.plain(&[Piece::new(visible(line), Label::Note)]))
}

/// Writes the headings that begin with a clause, and an empty line; `above` are those of the clause
/// before.
pub(super) fn write_headings(
    headings: &[String],
    above: &[String],
    columns: Columns,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let begun = headings_begun(headings, above);
    if begun.is_empty() {
        return Ok(());
    }
    let text = begun.join(&format!(" {} ", page.layout.sign(Sign::Dot)));
    page.paragraph(
        Indent { columns: columns.text, ..Indent::default() },
        &[Piece::new(visible(&text), Label::Header)],
    )?;
    page.gap()
}

/// Where the labels and the text of clauses stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    label: usize,
    pub(super) text: usize,
}

/// Lines narrower than this have the labels on lines of their own.
const COLUMNS_FOR_LABELS_MIN: usize = 60;

/// Labels longer than this do not widen the column of all.
const LABEL_COLUMNS_MAX: usize = 10;

impl Columns {
    pub(super) fn new<'a>(labels: impl Iterator<Item = &'a str>, layout: &Layout) -> Self {
        if layout.columns() < COLUMNS_FOR_LABELS_MIN {
            return Self { label: 0, text: 2 };
        }
        let widths = labels.map(width_columns).filter(|columns| *columns <= LABEL_COLUMNS_MAX);
        Self { label: 2, text: 2 + widths.max().unwrap_or(LABEL_COLUMNS_MAX) + 2 }
    }

    /// Returns how many characters of `text` fit on a line, more or less: half as many where they
    /// are wide.
    pub(super) fn line_chars(self, text: &str, layout: &Layout) -> usize {
        let columns = layout.columns().saturating_sub(self.text).max(1);
        let is_wide = width_columns(text) > text.chars().count() * 3 / 2;
        if is_wide { columns.div_ceil(2) } else { columns }
    }

    pub(super) fn indent(self, label: &str) -> Indent<'_> {
        Indent { columns: self.text, head: Some((label, Label::Clause)), head_columns: self.label }
    }
}
