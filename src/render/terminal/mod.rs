//! Output for people: readable at any width, with colour or without.

mod page;
mod parse;
mod pieces;
mod resolution;
mod search;
mod wrap;

use std::io;

use super::layout::Layout;
use super::{Parsed, Renderer};
use crate::search::SearchReport;
use page::Page;

/// Output for people, see the module.
#[derive(Clone, Debug)]
pub struct Terminal {
    layout: Layout,
}

impl Terminal {
    /// Returns the renderer for a place that is like `layout`.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self { layout }
    }
}

impl Renderer for Terminal {
    fn search(&self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        search::write(report, &mut Page::new(&self.layout, out))
    }

    fn parsed(&self, parsed: &Parsed<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        parse::write(parsed, &mut Page::new(&self.layout, out))
    }
}
