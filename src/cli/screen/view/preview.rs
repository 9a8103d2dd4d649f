//! The whole resolution of the selected clause.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::frame::{inside, titled};
use super::palette::Palette;
use crate::cli::screen::model::{Focus, Model};
use crate::render::{Label, Piece, emphasised, visible, wrap};
use crate::resolution::headings_begun;
use crate::search::{Group, Hit};

/// Columns by which an item stands further in.
const ITEM_COLUMNS: usize = 2;

/// Items nested deeper than this do not move further in.
const ITEM_DEPTH_MAX: usize = 4;

/// Lines of the text before the clause that stay in sight.
const LINES_BEFORE: usize = 2;

pub(super) fn draw(model: &Model, palette: Palette, area: Rect, frame: &mut Frame<'_>) {
    let resolution = model.preview.as_ref().map(|(_, resolution)| resolution);
    let title = resolution.map_or("Resolution", |resolution| {
        let header = &resolution.header;
        header.symbol.as_deref().unwrap_or(&header.source)
    });
    let inside = titled(&visible(title), model.focus == Focus::Preview, area, frame);
    let Some(resolution) = resolution else { return };
    let marked = model.selection().map(|(_, hit)| hit.label.as_str());
    let (lines, marked_line) = lines(resolution, marked, usize::from(inside.width), palette);
    let last = lines.len().saturating_sub(usize::from(inside.height));
    let first = marked_line.saturating_sub(LINES_BEFORE).saturating_add_signed(model.scroll);
    let shown: Vec<Line<'_>> = lines.into_iter().skip(first.min(last)).collect();
    frame.render_widget(Paragraph::new(shown), inside);
}

/// Returns how far the resolution is scrolled at most as it is, in `area`.
pub(super) fn settled(model: &Model, area: Rect) -> isize {
    let Some((_, resolution)) = &model.preview else { return 0 };
    let inside = inside(area);
    let marked = model.selection().map(|(_, hit)| hit.label.as_str());
    // The look of the lines makes no difference to their number.
    let (lines, marked_line) = lines(resolution, marked, usize::from(inside.width), Palette::Plain);
    let last = lines.len().saturating_sub(usize::from(inside.height));
    let unscrolled = marked_line.saturating_sub(LINES_BEFORE).cast_signed();
    model.scroll.clamp(-unscrolled, (last.cast_signed() - unscrolled).max(-unscrolled))
}

/// The lines of a resolution and the number of the one where the marked clause begins.
fn lines(
    resolution: &Group,
    marked: Option<&str>,
    columns: usize,
    palette: Palette,
) -> (Vec<Line<'static>>, usize) {
    let mut lines = Vec::new();
    if let Some(title) = &resolution.header.title {
        let title = [Piece::new(visible(title), Label::Title)];
        lines.extend(wrap(&title, columns.max(1)).iter().map(|line| palette.line(line)));
        lines.push(Line::default());
    }
    let mut marked_line = 0;
    let mut above: &[String] = &[];
    for hit in &resolution.hits {
        let begun = headings_begun(&hit.headings, above);
        if !begun.is_empty() {
            lines.extend(headings(begun, columns, palette));
            lines.push(Line::default());
        }
        above = &hit.headings;
        let is_marked = marked == Some(hit.label.as_str());
        if is_marked {
            marked_line = lines.len();
        }
        lines.extend(clause(hit, is_marked, columns, palette));
        lines.push(Line::default());
    }
    (lines, marked_line)
}

fn headings(begun: &[String], columns: usize, palette: Palette) -> Vec<Line<'static>> {
    const INDENT: &str = "  ";
    let pieces = [Piece::new(visible(&begun.join(" · ")), Label::Header)];
    let indented = |line: &Vec<Piece>| {
        palette.line(&[&[Piece::new(INDENT, Label::Text)], line.as_slice()].concat())
    };
    wrap(&pieces, columns.saturating_sub(INDENT.len()).max(1)).iter().map(indented).collect()
}

fn clause(hit: &Hit, is_marked: bool, columns: usize, palette: Palette) -> Vec<Line<'static>> {
    let depth = hit.label.matches('(').count().min(ITEM_DEPTH_MAX);
    let indent = 2 + depth * ITEM_COLUMNS;
    let mut pieces =
        vec![Piece::new(visible(&hit.label), Label::Clause), Piece::new("  ", Label::Text)];
    pieces.extend(emphasised(&hit.text, hit.verb_span, &hit.highlights, Label::Text));
    let sign = if is_marked { "▌" } else { " " };
    let indented = |line: &Vec<Piece>| {
        let before = format!("{sign}{}", " ".repeat(indent - 1));
        palette.line(&[&[Piece::new(before, Label::Bar)], line.as_slice()].concat())
    };
    wrap(&pieces, columns.saturating_sub(indent).max(1)).iter().map(indented).collect()
}
