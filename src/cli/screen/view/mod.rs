//! Drawing: from the model to cells, at any size.
//!
//! Wide and high: facets, results and the resolution side by side. Middle: the resolution below
//! the results. Where there is no room, the part that has the keys gets all of it.

mod facets;
mod frame;
mod help;
mod palette;
mod preview;
mod prompt;
mod results;
mod room;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Paragraph;

use super::model::{Focus, Model};

pub use palette::Palette;

/// The least that shows a query and a clause.
const COLUMNS_MIN: u16 = 20;
const ROWS_MIN: u16 = 6;

/// From here on the facets stand beside the results.
const COLUMNS_FOR_FACETS: u16 = 64;

/// From here on the resolution stands beside the results, else below them.
const COLUMNS_FOR_THREE: u16 = 120;

/// From here on there is room for the resolution below the results.
const ROWS_FOR_PREVIEW: u16 = 16;

/// The columns of the facets.
const FACET_COLUMNS: u16 = 26;

/// Draws the screen.
pub fn draw(model: &Model, palette: Palette, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.width < COLUMNS_MIN || area.height < ROWS_MIN {
        frame.render_widget(Paragraph::new("make the window larger"), area);
        return;
    }
    let [query, status, middle, keys] = rows(area);
    prompt::draw_query(model, palette, query, frame);
    prompt::draw_status(model, palette, status, frame);
    let parts = parts(model.focus, middle);
    if let Some(area) = parts.facets {
        facets::draw(model, palette, area, frame);
    }
    if let Some(area) = parts.results {
        results::draw(model, palette, area, frame);
    }
    if let Some(area) = parts.preview {
        preview::draw(model, palette, area, frame);
    }
    prompt::draw_keys(model, palette, keys, frame);
    if model.has_help {
        help::draw(palette, middle, frame);
    }
}

/// Scrolls the resolution back to the end that it was scrolled beyond, on a screen of `area`; what is
/// drawn stays the same.
pub fn settle(model: &mut Model, area: Rect) {
    let [_, _, middle, _] = rows(area);
    if let (Some(area), true) = (parts(model.focus, middle).preview, model.scroll != 0) {
        model.scroll = preview::settled(model, area);
    }
}

/// The rows of the query, of its reading, of the middle, of the keys.
fn rows(area: Rect) -> [Rect; 4] {
    let rows =
        [Constraint::Length(1), Constraint::Length(1), Constraint::Min(1), Constraint::Length(1)];
    Layout::vertical(rows).areas(area)
}

/// Where the parts of the middle stand; `None` for those without room.
#[derive(Default)]
struct Parts {
    facets: Option<Rect>,
    results: Option<Rect>,
    preview: Option<Rect>,
}

fn parts(focus: Focus, area: Rect) -> Parts {
    let has_facets = area.width >= COLUMNS_FOR_FACETS;
    let is_high = area.height >= ROWS_FOR_PREVIEW;
    let is_wide = area.width >= COLUMNS_FOR_THREE;
    match focus {
        Focus::Facets if !has_facets => return Parts { facets: Some(area), ..Parts::default() },
        Focus::Preview if !is_high && !is_wide => {
            return Parts { preview: Some(area), ..Parts::default() };
        }
        Focus::Query | Focus::Results | Focus::Facets | Focus::Preview => {}
    }
    let facet_columns = if has_facets { FACET_COLUMNS } else { 0 };
    let [facets, rest] =
        Layout::horizontal([Constraint::Length(facet_columns), Constraint::Min(1)]).areas(area);
    let facets = has_facets.then_some(facets);
    let halves = [Constraint::Percentage(50), Constraint::Percentage(50)];
    if is_wide {
        let [results, preview] = Layout::horizontal(halves).areas(rest);
        return Parts { facets, results: Some(results), preview: Some(preview) };
    }
    if is_high {
        let [results, preview] = Layout::vertical(halves).areas(rest);
        return Parts { facets, results: Some(results), preview: Some(preview) };
    }
    Parts { facets, results: Some(rest), preview: None }
}
