//! Legal phrases: fixed wordings that people look for as a whole.

use super::fault::Fault;
use super::table::Table;

/// Reports what is wrong with `phrases/<language>.tsv`.
pub(super) fn check_phrases(file: &str, text: &str, faults: &mut Vec<Fault>) {
    Table::read(file, text, &["form"], &["id", "count", "source"], faults);
}
