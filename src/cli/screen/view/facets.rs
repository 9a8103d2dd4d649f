//! What the answer is made of, with what is chosen of it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::frame::titled;
use super::palette::Palette;
use super::room::fitted;
use crate::cli::screen::model::{FacetEntry, Focus, Model};
use crate::query::Field;
use crate::render::{Label, visible};
use crate::text::width_columns;

pub(super) fn draw(model: &Model, palette: Palette, area: Rect, frame: &mut Frame<'_>) {
    let has_keys = model.focus == Focus::Facets;
    let inside = titled("Narrow down", has_keys, area, frame);
    let mut lines = Vec::new();
    let mut selected_line = 0;
    let mut field = None;
    for (number, entry) in model.facet_entries().iter().enumerate() {
        if field != Some(entry.choice.field) {
            field = Some(entry.choice.field);
            lines.push(Line::styled(heading(entry.choice.field), palette.of(Label::Title)));
        }
        let is_selected = has_keys && number == model.facet_selected;
        if is_selected {
            selected_line = lines.len();
        }
        lines.push(line(entry, is_selected, inside.width, palette));
    }
    let height = usize::from(inside.height).max(1);
    let first = selected_line / height * height;
    let shown: Vec<Line<'_>> = lines.into_iter().skip(first).collect();
    frame.render_widget(Paragraph::new(shown), inside);
}

fn heading(field: Field) -> &'static str {
    match field {
        Field::Lang => "language",
        other => other.name(),
    }
}

fn line(entry: &FacetEntry, is_selected: bool, width: u16, palette: Palette) -> Line<'static> {
    let mark = if entry.is_chosen { "[x] " } else { "[ ] " };
    let count = entry.clauses.to_string();
    let room = usize::from(width).saturating_sub(width_columns(mark) + count.len() + 1);
    let value = fitted(&visible(&entry.choice.value), room);
    let padding = " ".repeat(room.saturating_sub(width_columns(&value)) + 1);
    let line = Line::from(vec![
        Span::raw(mark),
        Span::raw(value),
        Span::raw(padding),
        Span::styled(count, palette.of(Label::Note)),
    ]);
    if is_selected { line.style(palette.selected()) } else { line }
}
