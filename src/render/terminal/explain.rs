//! `resq parse --explain` for people: each line with what it became and why.

use std::io;

use super::page::{Indent, Page};
use crate::render::Explained;
use crate::render::escape::visible;
use crate::render::layout::Label;
use crate::render::pieces::Piece;
use crate::resolution::LineReading;

/// The number of the line stands before its words.
const NUMBER_COLUMNS: usize = 8;

pub(super) fn write(explained: &Explained<'_>, page: &mut Page<'_>) -> io::Result<()> {
    page.source(0, explained.source, 0)?;
    page.gap()?;
    explained.lines.iter().try_for_each(|line| write_line(line, page))?;
    page.gap()
}

fn write_line(line: &LineReading, page: &mut Page<'_>) -> io::Result<()> {
    let number = if line.line == 0 { "-".to_owned() } else { line.line.to_string() };
    let head = Some((number.as_str(), Label::Source));
    let indent = Indent { columns: NUMBER_COLUMNS, head, head_columns: 2 };
    page.paragraph(indent, &[Piece::new(visible(line.text.trim()), Label::Text)])?;
    let text = format!("{}, because {}", line.kind, line.rule.reason());
    let indent = Indent { columns: NUMBER_COLUMNS, ..Indent::default() };
    page.paragraph(indent, &[Piece::new(visible(&text), Label::Note)])
}
