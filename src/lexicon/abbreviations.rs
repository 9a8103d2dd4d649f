//! Abbreviations in common use, and what they stand for.

use super::fault::{Fault, FaultKind};
use super::table::Table;
use crate::text::{Language, fold};

/// An abbreviation and one of its meanings in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Abbreviation {
    pub(super) language: Language,
    /// Folded.
    pub(super) short: String,
    /// As printed.
    pub(super) long: String,
}

/// Reads `phrases/abbreviations.tsv`.
pub(super) fn read_abbreviations(
    file: &str,
    text: &str,
    faults: &mut Vec<Fault>,
) -> Vec<Abbreviation> {
    let key = ["language", "short", "long"];
    let table = Table::read(file, text, &key, &["source"], faults);
    let mut found = Vec::new();
    for row in table.rows() {
        let (code, short) = (row.cell("language"), row.cell("short"));
        let unknown = |column, found: &str| {
            table.fault(row, FaultKind::UnknownValue { column, found: found.to_owned() })
        };
        let Some(language) = Language::from_code(code) else {
            faults.push(unknown("language", code));
            continue;
        };
        if fold(short) != short {
            faults.push(unknown("short", short));
            continue;
        }
        found.push(Abbreviation {
            language,
            short: short.to_owned(),
            long: row.cell("long").to_owned(),
        });
    }
    found
}
