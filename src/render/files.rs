//! [`Files`]: the paths of the files that hold what was found, each once.

use std::collections::BTreeSet;
use std::io;

use super::escape::visible;
use super::{Renderer, Shown, Terminator};
use crate::search::{Group, SearchReport};

/// Paths, the best first, for `xargs` and the like.
///
/// With line ends, what a terminal obeys is escaped; with NUL, paths are as the system has them.
#[derive(Clone, Copy, Debug)]
pub struct Files {
    terminator: Terminator,
}

impl Files {
    /// Returns the renderer whose paths end with `terminator`.
    #[must_use]
    pub fn new(terminator: Terminator) -> Self {
        Self { terminator }
    }

    fn write_all<'a>(
        self,
        groups: impl Iterator<Item = &'a Group>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut seen = BTreeSet::new();
        let paths = groups.map(|group| group.header.source.as_str());
        let mut new = paths.filter(|path| seen.insert(*path));
        new.try_for_each(|path| self.write(path, out))
    }

    fn write(self, path: &str, out: &mut dyn io::Write) -> io::Result<()> {
        match self.terminator {
            Terminator::Line => out.write_all(visible(path).as_bytes())?,
            Terminator::Nul => out.write_all(path.as_bytes())?,
        }
        out.write_all(self.terminator.bytes())
    }
}

impl Renderer for Files {
    fn search(&self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        self.write_all(report.groups.iter(), out)
    }

    fn resolutions(&self, shown: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        self.write_all(shown.iter().map(|one| one.resolution), out)
    }
}
