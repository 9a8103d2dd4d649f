//! From values to bytes: for people, for programs, for papers. Knows no engine and no terminal.
//!
//! Every output of clauses is a [`Renderer`], and the two that also print what is no clause are a
//! [`Reporter`]: it is given a value and a place to write to, and decides the form. What depends
//! on the place, such as the width, comes in a [`Layout`].

mod answer;
mod bibtex;
mod column;
mod escape;
mod facts;
mod files;
mod headings;
mod html;
mod json;
mod layout;
mod markdown;
mod pieces;
mod record;
mod spreadsheet;
mod template;
mod terminal;

pub(crate) use answer::{absent, near, shortfalls};
pub use bibtex::Bibtex;
pub use column::Column;
pub use escape::visible;
pub(crate) use facts::{copies, without};
pub use files::Files;
pub use html::Html;
pub use json::{JsonLines, Unit};
pub use layout::{
    Emphasis, LINK_DEFAULT, Label, Layout, Place, Signs, WIDTH_COLUMNS_DEFAULT, WIDTH_COLUMNS_MIN,
};
pub use markdown::Markdown;
pub use pieces::{Clause, Piece, cut_down, emphasised};
pub use spreadsheet::Csv;
pub use template::{Template, TemplateFault, column};
pub(crate) use terminal::counted;
pub use terminal::{Concordance, ContextOrder, Terminal, wrap};

use std::io;

use crate::corpus::ReadFault;
use crate::index::{Checked, Plan, PlanCounts, Summary};
use crate::resolution::{Diagnostic, LineReading, Resolution};
use crate::search::{Group, Hit, SearchReport, VerbReport};

/// One form of output for clauses.
pub trait Renderer {
    /// Writes the answer to a query, or the next page of it.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    fn search(&mut self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()>;

    /// Writes whole resolutions, their clauses in reading order, one of them marked.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    fn resolutions(&self, shown: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()>;

    /// Tells whether the answer to a query is to tell what catalogues do of resolutions; by default it
    /// is not.
    fn wants_records(&self) -> bool {
        false
    }
}

/// One form of output for everything else the program prints to standard output.
pub trait Reporter {
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

    /// Writes line by line how a file was read, and by which rules.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    fn explained(&self, explained: &Explained<'_>, out: &mut dyn io::Write) -> io::Result<()>;
}

/// How the lines of a file were read.
#[derive(Clone, Copy, Debug)]
pub struct Explained<'a> {
    /// The path as given.
    pub source: &'a str,
    /// Its lines that are not empty, in order.
    pub lines: &'a [LineReading],
}

/// What stands after each record of an output that is made of records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Terminator {
    /// A line end.
    #[default]
    Line,
    /// A NUL byte, which stands in no path and no text.
    Nul,
}

impl Terminator {
    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Line => b"\n",
            Self::Nul => b"\0",
        }
    }
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
    /// The paths of its copies in other formats, which are not in the index.
    pub alternatives: &'a [String],
    /// How many names its head gives at most of a list, for people.
    pub names_max: usize,
}

impl<'a> Shown<'a> {
    /// Returns the clause that is marked, or all of them where none is: what an output of records
    /// is made of.
    fn wanted(&self) -> impl Iterator<Item = &'a Hit> {
        let marked = self.marked;
        let hits = self.resolution.hits.iter();
        hits.filter(move |hit| marked.is_none_or(|marked| marked == hit.label))
    }
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
