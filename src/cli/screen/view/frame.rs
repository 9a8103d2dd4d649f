//! The frame of a part of the screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, Borders};

/// Draws a line with a title above a part and returns the room below it; the part that has the
/// keys is marked with a pointer and bold.
pub(super) fn titled(title: &str, has_keys: bool, area: Rect, frame: &mut Frame<'_>) -> Rect {
    let title = if has_keys { format!(" ▶ {title} ") } else { format!(" {title} ") };
    let weight = if has_keys { Modifier::BOLD } else { Modifier::DIM };
    let style = Style::new().add_modifier(weight);
    let block = Block::new().borders(Borders::TOP).title(title).style(style);
    frame.render_widget(block, area);
    inside(area)
}

/// Returns the room below the title of a part.
pub(super) fn inside(area: Rect) -> Rect {
    let mut inside = Block::new().borders(Borders::TOP).inner(area);
    // A column of air between the parts.
    inside.width = inside.width.saturating_sub(1);
    inside
}
