//! The keys, explained over the middle of the screen.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use super::palette::Palette;
use crate::render::Label;
use crate::text::width_columns;

/// A key and what it does, the most needed first: a low window cuts the end off.
const KEYS: &[(&str, &str)] = &[
    ("Tab", "to the next part: query, clauses, facets, text"),
    ("↑ ↓", "the clause, value or line above or below"),
    ("PgUp PgDn", "ten of them; Home End: the first, the last"),
    ("Enter", "to the clauses, to the text; choose a value"),
    ("Esc", "back to the query, then out"),
    ("y or ^Y", "copy the clause with its citation"),
    ("o or ^O", "open the file in $EDITOR at the clause"),
    ("Space", "choose a value of the facets"),
    ("^U ^W", "take out the query, its last word"),
    ("^C or q", "out at once"),
    ("", ""),
    ("resq help query", "explains what can be typed"),
];

/// The columns of the keys.
const KEY_COLUMNS: usize = 17;

pub(super) fn draw(palette: Palette, area: Rect, frame: &mut Frame<'_>) {
    let line = |(key, what): &(&'static str, &'static str)| {
        let padding = " ".repeat(KEY_COLUMNS.saturating_sub(width_columns(key)));
        Line::from(vec![
            Span::styled(*key, palette.of(Label::Clause)),
            Span::raw(padding),
            Span::raw(*what),
        ])
    };
    let lines: Vec<Line<'_>> = KEYS.iter().map(line).collect();
    let widest = lines.iter().map(Line::width).max().unwrap_or_default();
    let columns = u16::try_from(widest).unwrap_or(u16::MAX).saturating_add(4);
    let rows = u16::try_from(KEYS.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = area.centered(Constraint::Length(columns), Constraint::Length(rows));
    let block = Block::bordered().title(" Keys ");
    frame.render_widget(Clear, area);
    frame.render_widget(Paragraph::new(lines).block(block), area);
}
