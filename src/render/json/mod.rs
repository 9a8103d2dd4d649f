//! JSON Lines: UTF-8, one object per line, an absent value is `null`.
//!
//! This is an interface to other programs, version 1: members are added, never renamed or
//! removed. Characters that a terminal obeys are written as `\u` escapes, which mean the same.

mod check;
mod explain;
mod parse;
mod record;
mod search;
mod status;
mod verbs;

use std::collections::BTreeMap;
use std::io;

use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;
use serde_json::value::RawValue;

use super::column::Column;
use super::escape::is_unsafe;
use super::{Explained, Parsed, Renderer, Reporter, Shown, Status};
use crate::index::{Checked, Plan};
use crate::search::{SearchReport, VerbReport};

/// Output for other programs, see the module.
#[derive(Clone, Debug, Default)]
pub struct JsonLines {
    unit: Unit,
    columns: Vec<Column>,
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
        Self { unit, columns: Vec::new() }
    }

    /// Returns the renderer that gives of each clause only `columns`, in this order; none means
    /// all.
    #[must_use]
    pub fn with_columns(self, columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), ..self }
    }

    /// Tells whether members are chosen that are those of a resolution's record.
    fn names_records(&self) -> bool {
        self.columns.iter().any(|column| column.is_of_record())
    }

    fn write(&self, row: &search::Row<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        if self.columns.is_empty() {
            return write_line(row, out);
        }
        let mut all = Vec::new();
        write_line(row, &mut all)?;
        let members = serde_json::from_slice(&all)?;
        write_line(&Chosen { members, columns: &self.columns }, out)
    }
}

/// Some members of an object in an order of their own.
struct Chosen<'a> {
    /// As written.
    members: BTreeMap<&'a str, &'a RawValue>,
    columns: &'a [Column],
}

impl Serialize for Chosen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = |column: &Column| (column.name(), self.members.get(column.name()));
        serializer.collect_map(self.columns.iter().map(value))
    }
}

impl Renderer for JsonLines {
    fn search(&mut self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        report.groups.iter().try_for_each(|group| match self.unit {
            Unit::Clause => group.hits.iter().try_for_each(|hit| {
                let row = search::Row::of_clause(group, hit);
                self.write(&row.with_record(group, self.names_records()), out)
            }),
            Unit::Resolution => group
                .hits
                .iter()
                .take(1)
                .try_for_each(|hit| self.write(&search::Row::of_resolution(group, hit), out)),
        })
    }

    fn resolutions(&self, shown: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        for one in shown {
            for (number, hit) in one.wanted().enumerate() {
                let is_told = number == 0 || self.names_records();
                let row = search::Row::of_whole(one, hit).with_record(one.resolution, is_told);
                self.write(&row, out)?;
            }
        }
        Ok(())
    }

    fn wants_records(&self) -> bool {
        let has_all = self.columns.is_empty() && self.unit == Unit::Resolution;
        has_all || self.names_records()
    }
}

impl Reporter for JsonLines {
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

    fn explained(&self, explained: &Explained<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut rows = explained.lines.iter().map(|line| explain::Row::new(explained.source, line));
        rows.try_for_each(|row| write_line(&row, out))
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
