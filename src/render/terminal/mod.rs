//! Output for people: readable at any width, with colour or without.

mod check;
mod copies;
mod explain;
mod kwic;
mod numbers;
mod page;
mod parse;
mod resolution;
mod search;
mod show;
mod status;
mod verbs;
mod wrap;

use std::io;

use super::layout::Layout;
use super::{Explained, Parsed, Renderer, Reporter, Shown, Status};
use crate::index::{Checked, Plan, Summary};
use crate::search::{SearchReport, VerbReport};
pub use kwic::{Concordance, ContextOrder};
pub(crate) use numbers::counted;
use page::Page;
pub use wrap::wrap;

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

    /// Writes what a build did and what the index holds now.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn summary(&self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        status::write_summary(summary, &mut Page::new(&self.layout, out))
    }
}

impl Renderer for Terminal {
    fn search(&mut self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        search::write(report, &mut Page::new(&self.layout, out))
    }

    fn resolutions(&self, shown: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        let mut page = Page::new(&self.layout, out);
        for (number, one) in shown.iter().enumerate() {
            if number > 0 {
                page.gap()?;
            }
            show::write(one, &mut page)?;
        }
        Ok(())
    }
}

impl Reporter for Terminal {
    fn verbs(&self, report: &VerbReport, out: &mut dyn io::Write) -> io::Result<()> {
        verbs::write(report, &mut Page::new(&self.layout, out))
    }

    fn status(&self, status: &Status<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        status::write(status, &mut Page::new(&self.layout, out))
    }

    fn checked(&self, checked: &Checked, out: &mut dyn io::Write) -> io::Result<()> {
        check::write(checked, &mut Page::new(&self.layout, out))
    }

    fn plan(&self, plan: &Plan, out: &mut dyn io::Write) -> io::Result<()> {
        check::write_plan(plan, &mut Page::new(&self.layout, out))
    }

    fn parsed(&self, parsed: &Parsed<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        parse::write(parsed, &mut Page::new(&self.layout, out))
    }

    fn explained(&self, explained: &Explained<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        explain::write(explained, &mut Page::new(&self.layout, out))
    }
}
