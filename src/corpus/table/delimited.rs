//! Tables of rows and cells: comma, semicolon, tab or bar between the cells, quotes around them.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Read};

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::super::document::{Fact, FactKind};
use super::super::error::MarkupError;
use super::super::format::{is_day, text_blocks};
use super::bounded::{Bounded, ROW_BYTES_MAX};
use super::columns::{ColumnKind, Columns, Mapping};
use super::gather::{Gather, Row, set_place};
use crate::text::Language;

/// What stands between cells.
const DELIMITERS: &[u8] = b",;\t|";

/// Returns the delimiter of a table that begins with `sample`, if its head names what it holds:
/// the text and the symbol, or where the file says that it is a table, the one or the other.
pub(super) fn delimiter(sample: &str, is_named_table: bool, mapping: &Mapping) -> Option<u8> {
    let found = |delimiter: &u8| {
        let head = head(sample, *delimiter)?;
        let names: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
        if names.len() < 2 {
            return None;
        }
        let columns = Columns::find(&names, mapping);
        let has = |kind| usize::from(columns.place(kind).is_some());
        let known = has(ColumnKind::Text) + has(ColumnKind::Symbol);
        (known > usize::from(!is_named_table)).then_some((known, names.len()))
    };
    let best =
        DELIMITERS.iter().filter_map(|sign| Some((found(sign)?, *sign))).max_by_key(|one| one.0);
    // A file that is called a table is one, whatever its columns are called.
    let most = || {
        let line = sample.lines().next().unwrap_or_default();
        DELIMITERS.iter().rev().copied().max_by_key(|sign| line.matches(char::from(*sign)).count())
    };
    best.map(|(_, sign)| sign).or_else(|| most().filter(|_| is_named_table))
}

/// Returns the cells of the first row.
///
/// Where no cell of the first line opens with a quote, they are what stands between its delimiters:
/// nearly every file that is no table is told by that, and the reader of rows takes long to make.
fn head(sample: &str, delimiter: u8) -> Option<Vec<Cow<'_, str>>> {
    const BREAKS: [char; 2] = ['\r', '\n'];
    let rows = sample.strip_prefix('\u{feff}').unwrap_or(sample).trim_start_matches(BREAKS);
    let line = rows.split(BREAKS).next().filter(|line| !line.is_empty())?;
    let is_quoted = |pair: &[u8]| pair == [delimiter, b'"'];
    if line.starts_with('"') || line.as_bytes().windows(2).any(is_quoted) {
        return Some(
            read_head(sample, delimiter)?.iter().map(|cell| cell.to_owned().into()).collect(),
        );
    }
    Some(line.split(char::from(delimiter)).map(Cow::Borrowed).collect())
}

fn read_head(sample: &str, delimiter: u8) -> Option<StringRecord> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(sample.as_bytes());
    let mut head = StringRecord::new();
    reader.read_record(&mut head).ok()?.then_some(head)
}

/// Gives `gather` the rows of the table in `reader`.
pub(super) fn read(
    reader: impl Read,
    delimiter: u8,
    mapping: &Mapping,
    gather: &mut Gather<'_, '_>,
) -> Result<(), MarkupError> {
    let row_bytes = Cell::new(0);
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(Bounded::new(reader, &row_bytes));
    let head = rows.headers().map_err(MarkupError::Table)?.clone();
    let names: Vec<&str> = head.iter().collect();
    let columns = Columns::find(&names, mapping);
    if columns.place(ColumnKind::Text).is_none() {
        return Err(MarkupError::NoTextColumn { names: columns.listing() });
    }
    gather.fault(columns.note(), None);
    let mut cells = StringRecord::new();
    loop {
        row_bytes.set(0);
        let line = usize::try_from(rows.position().line()).unwrap_or_default();
        match rows.read_record(&mut cells) {
            Ok(false) => break,
            Ok(true) => {
                let start = cells
                    .position()
                    .map_or(line, |place| usize::try_from(place.line()).unwrap_or_default());
                match row(&cells, &columns, start) {
                    Ok(row) => {
                        if gather.row(row).is_break() {
                            return Ok(());
                        }
                    }
                    Err(message) => gather.fault(message, Some(start)),
                }
            }
            Err(error) => {
                gather.fault(broken(&error), Some(line));
                if error.is_io_error() {
                    break;
                }
            }
        }
    }
    let _ = gather.end();
    Ok(())
}

fn broken(error: &csv::Error) -> String {
    match error.kind() {
        ErrorKind::Io(cause) if cause.kind() == io::ErrorKind::FileTooLarge => format!(
            "a row has more than {ROW_BYTES_MAX} bytes: a quotation mark is not closed; the rest \
             is not read"
        ),
        ErrorKind::Io(cause) => format!("the table breaks off: {cause}"),
        _other => format!("the row cannot be read: {error}"),
    }
}

fn row(cells: &StringRecord, columns: &Columns, line: usize) -> Result<Row, String> {
    let cell = |kind| {
        let cell = columns.place(kind).and_then(|place| cells.get(place));
        cell.map(str::trim).filter(|cell| !cell.is_empty())
    };
    let (found, expected) = (cells.len(), columns.count());
    if found > expected {
        return Err(format!(
            "the row has {found} cells and the table {expected} columns; it is left out"
        ));
    }
    let Some(text) = cell(ColumnKind::Text) else {
        return Err(format!("the row has {found} of {expected} cells and no text"));
    };
    let mut row =
        Row { line, language: cell(ColumnKind::Language).and_then(language), ..Row::default() };
    (row.blocks, row.faults) = text_blocks(text, line);
    set_place(&mut row.blocks, cell(ColumnKind::Part), cell(ColumnKind::Number));
    let facts = [
        (FactKind::Symbol, ColumnKind::Symbol),
        (FactKind::Title, ColumnKind::Title),
        (FactKind::Organ, ColumnKind::Organ),
        (FactKind::Session, ColumnKind::Session),
        (FactKind::AdoptedOn, ColumnKind::Date),
    ];
    let fact = |(kind, column)| {
        let value = cell(column)?.split_whitespace().collect::<Vec<_>>().join(" ");
        (kind != FactKind::AdoptedOn || is_day(&value)).then_some(Fact { kind, value })
    };
    row.facts = facts.into_iter().filter_map(fact).collect();
    Ok(row)
}

/// Returns the language that a cell names by its code or its English name.
pub(super) fn language(cell: &str) -> Option<Language> {
    let cell = cell.to_lowercase();
    let is_named = |language: &Language| language.name().to_lowercase() == cell;
    Language::from_code(&cell).or_else(|| Language::ALL.into_iter().find(is_named))
}

#[cfg(test)]
mod tests {
    use super::{DELIMITERS, head, read_head};

    #[test]
    fn the_first_line_tells_the_head_as_the_reader_of_rows_does() {
        for sample in [
            "",
            "\n",
            "\r\n\r\na,b\r\n1,2",
            "\u{feff}symbol;text\nA;b",
            "\u{feff}\u{feff}symbol,text",
            "\n\u{feff}symbol,text",
            "a\rb,c",
            " a , b \n",
            "\t\t\n",
            ",\n",
            " \na,b",
            "symbol,\"a text,\nof two lines\",c\nd",
            "symbol,a \"quoted\" text\n",
            "\"",
            "\"a\"\n",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"c,d\"/>",
            "a,b \"c,\nd\",e \"\",f",
            "a \"b\"\n\"c\",d",
            "\u{feff}\"a,\nb\",c",
            "\u{feff}\u{feff}\"a,\nb\",c",
            "\r\n\"a,\nb\",c",
            "a\"\"b;\"c\"\"d\ne\"",
            "a|b\u{2028}c|d",
            "The General Assembly,\n\n1. Decides;",
        ] {
            for delimiter in DELIMITERS {
                let slow = read_head(sample, *delimiter);
                let slow: Option<Vec<&str>> = slow.as_ref().map(|row| row.iter().collect());
                let fast = head(sample, *delimiter);
                let fast: Option<Vec<&str>> =
                    fast.as_ref().map(|row| row.iter().map(AsRef::as_ref).collect());
                assert_eq!(fast, slow, "{sample:?} {delimiter}");
            }
        }
    }
}
