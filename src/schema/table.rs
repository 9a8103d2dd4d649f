//! The reader of `schema.toml`: from its text to checked field definitions.

use std::borrow::Cow;

use serde::Deserialize;

use crate::analysis::ChainFault;
use crate::lexicon::Fault;

/// The file's name in `index-schema/`.
pub(super) const FILE: &str = "schema.toml";

/// Something wrong with a file of `index-schema/`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{file}` line {line}: {message}")]
pub struct SchemaFault {
    /// The file, relative to `index-schema/`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl From<ChainFault> for SchemaFault {
    fn from(fault: ChainFault) -> Self {
        Self { file: fault.file, line: fault.line, message: fault.message }
    }
}

impl From<Fault> for SchemaFault {
    fn from(fault: Fault) -> Self {
        Self { file: fault.file, line: fault.line, message: fault.kind.to_string() }
    }
}

/// `schema.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) store: Store,
    pub(super) field: Vec<toml::Spanned<FieldRow>>,
}

/// How stored clauses are packed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Store {
    pub(super) zstd_level: toml::Spanned<i32>,
    pub(super) block_bytes: toml::Spanned<usize>,
}

/// One field as written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "the columns of a table that people edit")]
pub(super) struct FieldRow {
    pub(super) name: Cow<'static, str>,
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) indexed: bool,
    #[serde(default)]
    pub(super) fast: bool,
    #[serde(default)]
    pub(super) positions: bool,
    #[serde(default)]
    pub(super) frequencies: bool,
    #[serde(default)]
    pub(super) lengths: bool,
    pub(super) about: Cow<'static, str>,
}

/// The embedded table.
pub(super) struct Embedded {
    pub(super) zstd_level: i32,
    pub(super) block_bytes: usize,
    pub(super) fields: &'static [FieldRow],
}

/// Made of the file when the program is built, because opening an index needs all of it.
pub(super) static EMBEDDED: Embedded = include!(concat!(env!("OUT_DIR"), "/fields.rs"));

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// Unsigned numbers.
    Number,
    /// Whole values.
    Term,
    /// Words or stems.
    Text,
    /// What is printed.
    Stored,
}

/// The compression levels that are not slower than the rest of a build.
const ZSTD_LEVELS: std::ops::RangeInclusive<i32> = 1..=19;
/// From one clause to what is still read in no time.
const BLOCK_BYTES: std::ops::RangeInclusive<usize> = 1024..=1 << 20;

/// Reads `schema.toml` and checks each row by itself and against `expected` names and kinds.
pub(super) fn read(text: &str, expected: &[(&str, Kind)]) -> Result<Table, Vec<SchemaFault>> {
    let table: Table = toml::from_str(text).map_err(|error| {
        let place = error.span().map_or(0, |span| span.start);
        vec![fault_at(text, place, error.message())]
    })?;
    let mut faults = Vec::new();
    check_store(&table.store, text, &mut faults);
    let mut seen: Vec<&str> = Vec::new();
    for row in &table.field {
        let place = row.span().start;
        let row = row.get_ref();
        for message in row_faults(row, expected, &seen) {
            faults.push(fault_at(text, place, message));
        }
        seen.push(&row.name);
    }
    for (name, _) in expected {
        if !seen.contains(name) {
            faults.push(fault_at(text, text.len(), format!("no field `{name}`")));
        }
    }
    if faults.is_empty() { Ok(table) } else { Err(faults) }
}

fn check_store(store: &Store, text: &str, faults: &mut Vec<SchemaFault>) {
    if !ZSTD_LEVELS.contains(store.zstd_level.get_ref()) {
        let (least, most) = (ZSTD_LEVELS.start(), ZSTD_LEVELS.end());
        let message = format!("`zstd_level` is not between {least} and {most}");
        faults.push(fault_at(text, store.zstd_level.span().start, message));
    }
    if !BLOCK_BYTES.contains(store.block_bytes.get_ref()) {
        let (least, most) = (BLOCK_BYTES.start(), BLOCK_BYTES.end());
        let message = format!("`block_bytes` is not between {least} and {most}");
        faults.push(fault_at(text, store.block_bytes.span().start, message));
    }
}

fn row_faults(row: &FieldRow, expected: &[(&str, Kind)], seen: &[&str]) -> Vec<String> {
    let name = &row.name;
    let mut faults = Vec::new();
    match expected.iter().find(|(known, _)| known == name) {
        None => faults.push(format!("the program knows no field `{name}`")),
        Some((_, kind)) if *kind != row.kind => {
            faults.push(format!("the field `{name}` is of another kind in the program"));
        }
        Some(_) => {}
    }
    if seen.contains(&name.as_ref()) {
        faults.push(format!("the field `{name}` is there twice"));
    }
    if row.about.is_empty() {
        faults.push(format!("the field `{name}` says nothing about itself"));
    }
    let is_number = row.kind == Kind::Number;
    if is_number != (row.indexed || row.fast) {
        faults.push(format!("`indexed` or `fast` is for numbers and a must there: `{name}`"));
    }
    if row.kind != Kind::Text && (row.positions || row.frequencies || row.lengths) {
        let keys = "`positions`, `frequencies` and `lengths` are for texts only";
        faults.push(format!("{keys}: `{name}`"));
    }
    if row.positions && !row.frequencies {
        faults.push(format!("`positions` need `frequencies`: `{name}`"));
    }
    faults
}

/// Returns a fault of `schema.toml` at byte `place`.
fn fault_at(text: &str, place: usize, message: impl Into<String>) -> SchemaFault {
    let line = text.bytes().take(place).filter(|&byte| byte == b'\n').count() + 1;
    SchemaFault { file: FILE.to_string(), line, message: message.into() }
}

#[cfg(test)]
mod tests {
    use super::super::fields::EXPECTED;
    use super::{EMBEDDED, FILE, read};
    use crate::schema::SchemaFiles;

    #[test]
    fn the_table_in_the_program_is_the_file() {
        let files = SchemaFiles::embedded();
        let table = read(files.get(FILE).unwrap(), EXPECTED).unwrap();
        let rows: Vec<_> = table.field.iter().map(|row| row.get_ref().clone()).collect();
        assert_eq!(rows, EMBEDDED.fields);
        assert_eq!(*table.store.zstd_level.get_ref(), EMBEDDED.zstd_level);
        assert_eq!(*table.store.block_bytes.get_ref(), EMBEDDED.block_bytes);
    }
}
