//! Tables of resolutions: one resolution or one clause per row.
//!
//! Columns are found by their names in six languages, or named by the user; the first document
//! says which were found. Rows that follow each other under one symbol and in one language are one
//! resolution. A table of any length is read as a stream, with one resolution in memory at a time.

mod bounded;
mod columns;
mod delimited;
mod gather;
mod records;

use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

pub use bounded::ROW_BYTES_MAX;
pub use columns::{ColumnKind, Mapping, MappingError};

use super::document::{Document, Format, ReadFault};
use super::error::MarkupError;
use gather::Gather;

/// How the fault begins that says which columns were found.
pub const COLUMNS_NOTE: &str = "columns: ";

/// Takes documents one by one, and says whether it wants more.
pub type Take<'a> = dyn FnMut(Document) -> ControlFlow<()> + 'a;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Rows of cells with this byte between them.
    Delimited(u8),
    /// A JSON object in every line.
    Lines,
    /// A JSON list of objects.
    List,
}

/// Tells whether a text that begins with `sample`, from a file with `extension`, is a table.
pub(super) fn form(sample: &str, extension: &str, mapping: &Mapping) -> Option<Form> {
    let text = sample.trim_start();
    if text.starts_with("[") && text[1..].trim_start().starts_with('{') {
        return Some(Form::List);
    }
    if text.starts_with('{') {
        return records::is_lines(text, extension).then_some(Form::Lines);
    }
    let is_named = matches!(extension, "csv" | "tsv" | "tab");
    delimited::delimiter(sample, is_named, mapping).map(Form::Delimited)
}

/// Gives `take` the resolutions of a table, `faults` being those of its decoding.
///
/// # Errors
///
/// When there is no column with a text, or the table is no table.
pub(super) fn read(
    source: &Path,
    (form, faults): (Form, Vec<ReadFault>),
    reader: impl Read,
    mapping: &Mapping,
    take: &mut Take<'_>,
) -> Result<(), MarkupError> {
    let format = match form {
        Form::Delimited(_) => Format::Csv,
        Form::Lines | Form::List => Format::Json,
    };
    let mut gather = Gather::new(source, format, take);
    for fault in faults {
        gather.fault(fault.message, fault.line);
    }
    match form {
        Form::Delimited(delimiter) => delimited::read(reader, delimiter, mapping, &mut gather),
        Form::Lines => records::read_lines(reader, mapping, &mut gather),
        Form::List => records::read_list(reader, mapping, &mut gather),
    }
}
