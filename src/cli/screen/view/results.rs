//! The list of clauses.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::frame::titled;
use super::palette::Palette;
use super::room::fitted;
use crate::cli::screen::model::{Focus, Model};
use crate::render::{Clause, Label, Piece, copies, cut_down, visible, without, wrap};
use crate::search::{Group, Hit};
use crate::text::{clusters, width_columns};

/// Columns before the words of a clause.
const INDENT: &str = "  ";

/// Where there are more rows than this, a clause gets two lines of text instead of one.
const ROWS_FOR_TWO: u16 = 16;

pub(super) fn draw(model: &Model, palette: Palette, area: Rect, frame: &mut Frame<'_>) {
    let inside = titled("Clauses", model.focus == Focus::Results, area, frame);
    let text_lines = if inside.height > ROWS_FOR_TWO { 2 } else { 1 };
    let per_page = (usize::from(inside.height) / (text_lines + 1)).max(1);
    // Whole pages: the list does not move under the eye while the pointer does.
    let first = model.selected / per_page * per_page;
    let mut lines = Vec::new();
    for (number, (group, hit)) in model.hits().enumerate().skip(first).take(per_page) {
        let is_selected = number == model.selected;
        lines.extend(entry(group, hit, is_selected, (text_lines, inside.width), palette));
    }
    frame.render_widget(Paragraph::new(lines), inside);
}

fn entry(
    group: &Group,
    hit: &Hit,
    is_selected: bool,
    (text_lines, width): (usize, u16),
    palette: Palette,
) -> Vec<Line<'static>> {
    let header = &group.header;
    let name = header.symbol.as_deref().unwrap_or_else(|| {
        // A document without a symbol goes by the name of its file.
        header.source.rsplit('/').next().unwrap_or_default()
    });
    let facts: Vec<String> = [&header.date, &header.language]
        .into_iter()
        .flatten()
        .cloned()
        .chain(without(hit))
        .chain(header.title.clone())
        .chain(copies(hit))
        .collect();
    let (name, label) = (visible(name), visible(&hit.label));
    let taken = INDENT.len() + width_columns(&name) + 1 + width_columns(&label) + 2;
    let facts = fitted(&visible(&facts.join(" · ")), usize::from(width).saturating_sub(taken));
    let mut head = Line::from(vec![
        Span::raw(if is_selected { "▶ " } else { INDENT }),
        Span::styled(name.into_owned(), palette.of(Label::Symbol)),
        Span::raw(" "),
        Span::styled(label.into_owned(), palette.of(Label::Clause)),
        Span::raw("  "),
        Span::styled(facts, palette.of(Label::Header)),
    ]);
    if is_selected {
        head = head.style(palette.selected());
    }
    let columns = usize::from(width).saturating_sub(INDENT.len()).max(1);
    let clause = Clause {
        text: &hit.text,
        verb: hit.verb_span,
        matches: &hit.highlights,
        ground: Label::Text,
    };
    let pieces = cut_down(&clause, chars_in(text_lines * columns, &hit.text), "…");
    let mut words = wrap(&pieces, columns);
    words.resize(text_lines, Vec::new());
    let indented = |line: &Vec<Piece>| {
        let indent = [Piece::new(INDENT, Label::Text)];
        palette.line(&[&indent, line.as_slice()].concat())
    };
    std::iter::once(head).chain(words.iter().map(indented)).collect()
}

/// How many characters of a text have room in so many columns: Chinese ones take two each.
fn chars_in(columns: usize, text: &str) -> usize {
    let width = width_columns(text).max(1);
    (columns * clusters(text).count() / width).max(1)
}
