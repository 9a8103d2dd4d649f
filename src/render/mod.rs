//! From values to bytes: the terminal and JSON Lines. Knows no engine and no terminal.
//!
//! Every output is a [`Renderer`]: it is given a value and a place to write to, and decides the
//! form. What depends on the place, such as the width, comes in a [`Layout`].

mod escape;
mod json;
mod layout;
mod terminal;

pub use escape::visible;
pub use json::{JsonLines, Unit};
pub use layout::{Emphasis, Layout, Place, Signs, WIDTH_COLUMNS_DEFAULT, WIDTH_COLUMNS_MIN};
pub use terminal::Terminal;

use std::io;

use crate::corpus::ReadFault;
use crate::index::{Checked, Plan, PlanCounts, Summary};
use crate::resolution::{Diagnostic, Resolution};
use crate::search::{Group, SearchReport, VerbReport};

/// One form of output for everything the program prints to standard output.
pub trait Renderer {
    /// Writes the answer to a query.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    fn search(&self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()>;

    /// Writes a whole resolution, its clauses in reading order, one of them marked.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    fn resolution(&self, shown: &Shown<'_>, out: &mut dyn io::Write) -> io::Result<()>;

    /// Writes how often clause verbs head clauses.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    fn verbs(&self, report: &VerbReport, out: &mut dyn io::Write) -> io::Result<()>;

    /// Writes what an index holds.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    fn status(&self, status: &Status<'_>, out: &mut dyn io::Write) -> io::Result<()>;

    /// Writes what a check of an index found.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    fn checked(&self, checked: &Checked, out: &mut dyn io::Write) -> io::Result<()>;

    /// Writes what a build would do.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    fn plan(&self, plan: &Plan, out: &mut dyn io::Write) -> io::Result<()>;

    /// Writes one resolution as the parser read it.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    fn parsed(&self, parsed: &Parsed<'_>, out: &mut dyn io::Write) -> io::Result<()>;
}

/// An index and what has changed since it was built.
#[derive(Clone, Copy, Debug)]
pub struct Status<'a> {
    /// The folder of the index.
    pub dir: &'a str,
    /// What it holds.
    pub summary: &'a Summary,
    /// How many files it was made of.
    pub files: usize,
    /// The paths that were indexed.
    pub roots: &'a [String],
    /// What a build would do now.
    pub changes: PlanCounts,
}

/// A resolution out of the index.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Its header and all its clauses, in reading order.
    pub resolution: &'a Group,
    /// The label of the clause to mark.
    pub marked: Option<&'a str>,
}

/// A resolution as the parser read it.
#[derive(Clone, Copy, Debug)]
pub struct Parsed<'a> {
    /// The path as given.
    pub source: &'a str,
    /// What the file holds.
    pub resolution: &'a Resolution,
    /// What was noticed on the way.
    pub diagnostics: &'a [Diagnostic],
    /// What was wrong with the file; said once per file, with its first resolution.
    pub faults: &'a [ReadFault],
}
