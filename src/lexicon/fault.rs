//! [`Fault`]: what is wrong in a table, and where.

use thiserror::Error;

/// A fault of one line of a table.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{file}`, line {line}: {kind}")]
pub struct Fault {
    /// The table, as the caller named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What can be wrong with a line of a table.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FaultKind {
    /// The program reads no table of this name.
    #[error("no table has this name")]
    UnknownTable,
    /// The heading lacks a column.
    #[error("the heading has no column `{0}`")]
    MissingColumn(&'static str),
    /// A row has more or fewer cells than the heading.
    #[error("the row has {found} cells, the heading {expected}")]
    CellCount {
        /// Cells of the heading.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// A cell that must not be empty is.
    #[error("the cell `{0}` is empty")]
    EmptyCell(&'static str),
    /// A cell holds none of the words it may hold.
    #[error("`{found}` is not a value of `{column}`")]
    UnknownValue {
        /// The column.
        column: &'static str,
        /// The cell.
        found: String,
    },
    /// A concept that `concepts.tsv` does not have.
    #[error("the concept `{0}` is not in `lexicon/concepts.tsv`")]
    UnknownConcept(String),
    /// A qualifier that no row of `qualifiers.tsv` has.
    #[error("the qualifier `{0}` is not in `lexicon/qualifiers.tsv`")]
    UnknownQualifier(String),
    /// The same form twice.
    #[error("`{0}` stands in the table twice")]
    Repeated(String),
    /// A row that sorts before the one above.
    #[error("`{0}` sorts before the row above")]
    Unsorted(String),
    /// A control character, or white space at the end of a cell.
    #[error("the row holds a control character or white space at the end of a cell")]
    Unclean,
    /// A table is larger than any that people write.
    #[error("the table has more than {0} rows")]
    TooLong(usize),
}
