//! Search-quality figures from judgement files: what a change of the ranking is measured by.
//!
//! Two tables of cells between tabs, each with a heading line:
//!
//! ```text
//! queries.tsv    qid   query   flags           flags: the program's own, as on the command line
//! qrels.tsv      qid   id      grade           id: SYMBOL#LABEL; grade: 0, 1, 2 ..., -1 for
//!                                              "do not care", which is left out of a list
//! ```
//!
//! [`judgements`] reads the second; [`figures`] compares a ranked list with it.

mod figures;
mod table;

pub use figures::{CUT, Figures, figures, mean};
pub use table::{Judgements, TableFault, judgements};
