//! Comma-separated values (RFC 4180): a row of names, then one row per clause.

use std::io;

use super::column::Column;
use super::escape::visible;
use super::{Renderer, Shown};
use crate::search::{Group, Hit, SearchReport};

/// Rows for spreadsheets and data frames.
///
/// The columns are named and ordered like the members of the JSON Lines; an absent value is an
/// empty cell. What catalogues tell of a resolution is there only where its columns are named. A text that a spreadsheet would run as a formula, because it begins with `=`, `+`,
/// `-` or `@`, has an apostrophe before it.
#[derive(Clone, Debug)]
pub struct Csv {
    columns: Vec<Column>,
}

impl Csv {
    /// Returns the renderer of rows of `columns`; none means all that are of no record.
    #[must_use]
    pub fn new(columns: &[Column]) -> Self {
        if columns.is_empty() {
            let usual = Column::ALL.into_iter().filter(|column| !column.is_of_record());
            return Self { columns: usual.collect() };
        }
        Self { columns: columns.to_vec() }
    }

    fn write<'a>(
        &self,
        clauses: impl Iterator<Item = (&'a Group, &'a Hit)>,
        is_headed: bool,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut rows = csv::Writer::from_writer(out);
        if is_headed {
            write_row(&mut rows, self.columns.iter().map(|column| column.name()))?;
        }
        for (group, hit) in clauses {
            write_row(&mut rows, self.columns.iter().map(|column| cell(*column, group, hit)))?;
        }
        rows.flush()
    }
}

impl Renderer for Csv {
    fn search(&mut self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        let clauses =
            report.groups.iter().flat_map(|group| group.hits.iter().map(move |hit| (group, hit)));
        self.write(clauses, report.page.is_first(), out)
    }

    fn resolutions(&self, shown: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        let clauses = shown.iter().flat_map(|one| one.wanted().map(|hit| (one.resolution, hit)));
        self.write(clauses, true, out)
    }

    fn wants_records(&self) -> bool {
        self.columns.iter().any(|column| column.is_of_record())
    }
}

/// Writes a row; what the place it is written to says is passed on as it is.
fn write_row<C: AsRef<[u8]>>(
    rows: &mut csv::Writer<impl io::Write>,
    cells: impl Iterator<Item = C>,
) -> io::Result<()> {
    rows.write_record(cells).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}

fn cell(column: Column, group: &Group, hit: &Hit) -> String {
    let text = column.text(group, hit);
    let is_formula = !column.is_number() && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = visible(&text);
    if is_formula { format!("'{safe}") } else { safe.into_owned() }
}
