//! The lines around the middle: the query, how it was read, the keys.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::palette::Palette;
use super::room::fitted;
use crate::cli::screen::model::{Focus, HITS_MAX, Model};
use crate::render::{Label, absent, counted, near, visible};
use crate::search::SearchReport;
use crate::text::width_columns;

const SIGN: &str = "› ";

pub(super) fn draw_query(model: &Model, palette: Palette, area: Rect, frame: &mut Frame<'_>) {
    let sign_columns = 2;
    let before = column(width_columns(model.input.before_cursor()));
    let room = area.width.saturating_sub(sign_columns + 1);
    // A long line moves to the left so that the cursor stays in sight.
    let hidden = before.saturating_sub(room);
    let sign = Rect { width: sign_columns.min(area.width), ..area };
    let line = Rect { x: area.x + sign.width, width: area.width - sign.width, ..area };
    frame.render_widget(Span::styled(SIGN, palette.of(Label::Clause)), sign);
    let text = model.input.text();
    let shown = if text.is_empty() {
        Span::styled("type words, \"a phrase\", verb:urges, A/RES/71/19", palette.of(Label::Note))
    } else {
        Span::raw(visible(text).into_owned())
    };
    frame.render_widget(Paragraph::new(Line::from(shown)).scroll((0, hidden)), line);
    if model.focus == Focus::Query {
        frame.set_cursor_position(Position::new(line.x + before - hidden, line.y));
    }
}

fn column(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}

pub(super) fn draw_status(model: &Model, palette: Palette, area: Rect, frame: &mut Frame<'_>) {
    let report = &model.answer.report;
    let (text, style) = if let Some(fault) = &model.fault {
        (fault.clone(), palette.fault())
    } else if model.answered == 0 {
        ("searching".to_owned(), palette.of(Label::Note))
    } else if report.groups.is_empty() {
        (with_absent("nothing found", report), palette.of(Label::Note))
    } else {
        let more = if model.hits().count() >= HITS_MAX { ", the best first" } else { "" };
        let counts = match report.total_clauses {
            0 => with_absent("no clause has all of this; these are the closest", report),
            clauses => format!(
                "{} in {}{}{more}",
                counted(clauses, "clause", "clauses"),
                counted(report.total_resolutions, "resolution", "resolutions"),
                near(report)
            ),
        };
        let reading = if report.is_obvious || report.reading.is_empty() {
            String::new()
        } else {
            format!(", read as {}", report.reading)
        };
        (format!("{counts}{reading}"), palette.of(Label::Note))
    };
    let text = fitted(&visible(&text), usize::from(area.width));
    frame.render_widget(Paragraph::new(Line::styled(text, style)), area);
}

/// Returns `text` and what is known of what the index does not have.
fn with_absent(text: &str, report: &SearchReport) -> String {
    std::iter::once(text.to_owned()).chain(absent(report)).collect::<Vec<_>>().join(": ")
}

pub(super) fn draw_keys(model: &Model, palette: Palette, area: Rect, frame: &mut Frame<'_>) {
    let text = match (&model.note, model.focus) {
        (Some(note), _) => visible(note).into_owned(),
        (None, Focus::Query) => {
            "↑↓ clause  Tab part  Enter results  ^Y copy  ^O open  F1 keys  Esc end".to_owned()
        }
        (None, Focus::Results) => {
            "↑↓ clause  Enter read  y copy  o open  Tab part  ? keys  Esc back".to_owned()
        }
        (None, Focus::Facets) => "↑↓ value  Space choose  Tab part  ? keys  Esc back".to_owned(),
        (None, Focus::Preview) => {
            "↑↓ read on  y copy  o open  Tab part  ? keys  Esc back".to_owned()
        }
    };
    let text = fitted(&text, usize::from(area.width));
    frame.render_widget(Paragraph::new(Line::styled(text, palette.of(Label::Note))), area);
}
