//! Tables: a heading, then rows of cells between tabs; lines that begin with `#` are remarks.

use super::fault::{Fault, FaultKind};

/// More rows than any table has that people keep by hand.
pub(super) const ROWS_MAX: usize = 100_000;

/// The rows of a table, each with its line.
#[derive(Debug)]
pub(super) struct Table<'text> {
    file: &'text str,
    columns: Vec<&'text str>,
    rows: Vec<(usize, Vec<&'text str>)>,
}

/// A row, whose cells are asked for by the name of their column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'table> {
    pub(super) line: usize,
    columns: &'table [&'table str],
    cells: &'table [&'table str],
}

impl<'text> Table<'text> {
    /// Reads `text`, which `file` names; rows with faults are left out and reported.
    ///
    /// `key` are the columns by which the rows are sorted and unique.
    pub(super) fn read(
        file: &'text str,
        text: &'text str,
        key: &[&'static str],
        needed: &[&'static str],
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let mut report = |line, kind| faults.push(Fault { file: file.to_owned(), line, kind });
        let (heading_line, heading) = lines.next().unwrap_or((1, ""));
        let columns: Vec<_> = heading.split('\t').collect();
        for column in needed.iter().chain(key) {
            if !columns.contains(column) {
                report(heading_line, FaultKind::MissingColumn(column));
                return Self { file, columns, rows: Vec::new() };
            }
        }
        let mut table = Self { file, columns, rows: Vec::new() };
        for (line, text) in lines {
            if table.rows.len() == ROWS_MAX {
                report(line, FaultKind::TooLong(ROWS_MAX));
                break;
            }
            let cells: Vec<_> = text.split('\t').collect();
            if let Err(kind) = table.check(&cells, needed) {
                report(line, kind);
                continue;
            }
            // Such a row stays, or all those below one that stands too high would be called wrong.
            if let Err(kind) = table.check_order(&cells, key) {
                report(line, kind);
            }
            table.rows.push((line, cells));
        }
        table
    }

    /// Tells what is wrong with a row, wherever it stands.
    fn check(&self, cells: &[&str], needed: &[&'static str]) -> Result<(), FaultKind> {
        if cells.len() != self.columns.len() {
            let expected = self.columns.len();
            return Err(FaultKind::CellCount { expected, found: cells.len() });
        }
        if cells.iter().any(|cell| cell.trim() != *cell || cell.chars().any(char::is_control)) {
            return Err(FaultKind::Unclean);
        }
        let row = Row { line: 0, columns: &self.columns, cells };
        if let Some(column) = needed.iter().find(|column| row.cell(column).is_empty()) {
            return Err(FaultKind::EmptyCell(column));
        }
        Ok(())
    }

    /// Tells whether a row sorts behind the last one so far.
    fn check_order(&self, cells: &[&str], key: &[&'static str]) -> Result<(), FaultKind> {
        let row = Row { line: 0, columns: &self.columns, cells };
        let Some((_, above)) = self.rows.last() else { return Ok(()) };
        let above = Row { line: 0, columns: &self.columns, cells: above };
        match above.key(key).cmp(&row.key(key)) {
            std::cmp::Ordering::Less => Ok(()),
            std::cmp::Ordering::Equal => Err(FaultKind::Repeated(row.key(key).join(" "))),
            std::cmp::Ordering::Greater => Err(FaultKind::Unsorted(row.key(key).join(" "))),
        }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { line: *line, columns: &self.columns, cells })
    }

    /// Returns the fault of `kind` in `row`.
    pub(super) fn fault(&self, row: Row<'_>, kind: FaultKind) -> Fault {
        Fault { file: self.file.to_owned(), line: row.line, kind }
    }
}

impl<'table> Row<'table> {
    fn key(&self, columns: &[&str]) -> Vec<&'table str> {
        columns.iter().map(|column| self.cell(column)).collect()
    }

    /// Returns the cell of `column`; the empty string where the table has no such column.
    pub(super) fn cell(&self, column: &str) -> &'table str {
        let place = self.columns.iter().position(|name| *name == column);
        place.and_then(|place| self.cells.get(place)).copied().unwrap_or_default()
    }
}
