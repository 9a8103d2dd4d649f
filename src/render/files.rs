//! [`Files`]: the paths of the files that hold what was found, each once.

use std::collections::BTreeSet;
use std::io;

use super::escape::visible;
use super::{Renderer, Shown, Terminator};
use crate::search::{Group, SearchReport};

/// Paths, the best first, for `xargs` and the like.
///
/// With line ends, what a terminal obeys is escaped; with NUL, paths are as the system has them.
#[derive(Clone, Debug)]
pub struct Files {
    terminator: Terminator,
    /// Those on the pages before.
    seen: BTreeSet<String>,
}

impl Files {
    /// Returns the renderer whose paths end with `terminator`.
    #[must_use]
    pub fn new(terminator: Terminator) -> Self {
        Self { terminator, seen: BTreeSet::new() }
    }

    fn write(&self, path: &str, out: &mut dyn io::Write) -> io::Result<()> {
        match self.terminator {
            Terminator::Line => out.write_all(visible(path).as_bytes())?,
            Terminator::Nul => out.write_all(path.as_bytes())?,
        }
        out.write_all(self.terminator.bytes())
    }
}

impl Renderer for Files {
    fn search(&mut self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        for Group { header, .. } in &report.groups {
            if !self.seen.contains(&header.source) {
                self.seen.insert(header.source.clone());
                self.write(&header.source, out)?;
            }
        }
        if report.page.is_last {
            self.seen.clear();
        }
        Ok(())
    }

    fn resolutions(&self, shown: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        let mut seen = BTreeSet::new();
        let paths = shown.iter().map(|one| one.resolution.header.source.as_str());
        let mut new = paths.filter(|path| seen.insert(*path));
        new.try_for_each(|path| self.write(path, out))
    }
}
