//! [`judgements`]: reading the table of grades.

use std::collections::BTreeMap;

/// The grades of every query, by its id and by the id of the hit.
pub type Judgements = BTreeMap<String, BTreeMap<String, i32>>;

/// A line of a table that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableFault {
    /// The heading is not what it must be.
    #[error("the heading is not `qid`, `id` and `grade`")]
    Heading,
    /// A row has not three cells.
    #[error("line {line} has {cells} cells and not 3")]
    Cells {
        /// From 1.
        line: usize,
        /// How many there are.
        cells: usize,
    },
    /// A grade is no whole number.
    #[error("line {line}: the grade `{grade}` is no whole number")]
    Grade {
        /// From 1.
        line: usize,
        /// As written.
        grade: String,
    },
}

/// Returns the grades in the text of a `qrels.tsv`.
///
/// # Errors
///
/// Every line that cannot be read.
pub fn judgements(text: &str) -> Result<Judgements, Vec<TableFault>> {
    let mut lines = text.lines().enumerate();
    if lines.next().is_none_or(|(_, heading)| heading != "qid\tid\tgrade") {
        return Err(vec![TableFault::Heading]);
    }
    let mut judgements = Judgements::new();
    let mut faults = Vec::new();
    for (index, row) in lines.filter(|(_, row)| !row.is_empty()) {
        let line = index + 1;
        let cells: Vec<&str> = row.split('\t').collect();
        let [query, id, grade] = cells.as_slice() else {
            faults.push(TableFault::Cells { line, cells: cells.len() });
            continue;
        };
        match grade.parse() {
            Ok(grade) => {
                judgements.entry((*query).to_owned()).or_default().insert((*id).to_owned(), grade);
            }
            Err(_) => faults.push(TableFault::Grade { line, grade: (*grade).to_owned() }),
        }
    }
    if faults.is_empty() { Ok(judgements) } else { Err(faults) }
}
