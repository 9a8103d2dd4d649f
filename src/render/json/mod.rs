//! JSON Lines: UTF-8, one object per line, an absent value is `null`.
//!
//! This is an interface to other programs, version 1: members are added, never renamed or
//! removed. Characters that a terminal obeys are written as `\u` escapes, which mean the same.

mod check;
mod parse;
mod search;
mod status;
mod verbs;

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

use super::escape::is_unsafe;
use super::{Parsed, Renderer, Shown, Status};
use crate::index::{Checked, Plan};
use crate::search::{SearchReport, VerbReport};

/// Output for other programs, see the module.
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonLines {
    unit: Unit,
}

/// What one line of a search stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// A clause.
    #[default]
    Clause,
    /// A resolution: the members are those of its best clause.
    Resolution,
}

impl JsonLines {
    /// Returns the renderer whose searches give one line per `unit`.
    #[must_use]
    pub fn new(unit: Unit) -> Self {
        Self { unit }
    }
}

impl Renderer for JsonLines {
    fn search(&self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        report.groups.iter().try_for_each(|group| match self.unit {
            Unit::Clause => group
                .hits
                .iter()
                .try_for_each(|hit| write_line(&search::Row::of_clause(group, hit), out)),
            Unit::Resolution => group
                .hits
                .iter()
                .take(1)
                .try_for_each(|hit| write_line(&search::Row::of_resolution(group, hit), out)),
        })
    }

    fn resolution(&self, shown: &Shown<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let group = shown.resolution;
        let is_wanted = |label: &str| shown.marked.is_none_or(|marked| marked == label);
        let mut hits = group.hits.iter().filter(|hit| is_wanted(&hit.label));
        hits.try_for_each(|hit| write_line(&search::Row::of_clause(group, hit), out))
    }

    fn verbs(&self, report: &VerbReport, out: &mut dyn io::Write) -> io::Result<()> {
        report.rows.iter().try_for_each(|row| write_line(&verbs::Row::new(row), out))
    }

    fn status(&self, status: &Status<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write_line(&status::Row::new(status), out)
    }

    fn checked(&self, checked: &Checked, out: &mut dyn io::Write) -> io::Result<()> {
        write_line(&check::Row::new(checked), out)
    }

    fn plan(&self, plan: &Plan, out: &mut dyn io::Write) -> io::Result<()> {
        check::PlanRow::all(plan).iter().try_for_each(|row| write_line(row, out))
    }

    fn parsed(&self, parsed: &Parsed<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write_line(&parse::Row::new(parsed), out)
    }
}

fn write_line(row: &impl Serialize, mut out: &mut dyn io::Write) -> io::Result<()> {
    row.serialize(&mut serde_json::Serializer::with_formatter(&mut out, HarmlessFormatter))?;
    out.write_all(b"\n")
}

/// The compact form of JSON with the characters of [`is_unsafe`] escaped as well.
struct HarmlessFormatter;

impl Formatter for HarmlessFormatter {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut written = 0;
        for (start, text) in fragment.match_indices(is_unsafe) {
            writer.write_all(&fragment.as_bytes()[written..start])?;
            for unit in text.encode_utf16() {
                write!(writer, "\\u{unit:04x}")?;
            }
            written = start + text.len();
        }
        writer.write_all(&fragment.as_bytes()[written..])
    }
}
