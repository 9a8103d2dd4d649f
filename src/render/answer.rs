//! What every output for people says of an answer as a whole, in words.

use super::terminal::counted;
use crate::search::{AbsentDocument, AbsentWord, Group, SearchReport};

/// Returns what an answer lacks, a sentence each: what the index does not have, then that nothing was
/// found or nothing whole; empty where clauses have all of the query.
pub(crate) fn shortfalls(report: &SearchReport) -> Vec<String> {
    let mut sentences = absent(report);
    if report.groups.is_empty() && report.page.is_first() {
        sentences.push("nothing found".to_owned());
    } else if report.total_clauses == 0 {
        sentences.push("no clause has all of this; these are the closest".to_owned());
    }
    sentences
}

/// Returns what is said behind the count of clauses where others are shown too; empty where none is.
pub(crate) fn near(report: &SearchReport) -> &'static str {
    if report.page.has_near_before || report.groups.iter().any(Group::has_near) {
        "; the others shown lack words"
    } else {
        ""
    }
}

/// Returns a sentence for each word and each document of the query that the index does not have.
pub(crate) fn absent(report: &SearchReport) -> Vec<String> {
    let documents = report.absent_documents.iter().map(absent_document);
    report.absent.iter().map(absent_word).chain(documents).collect()
}

fn absent_document(absent: &AbsentDocument) -> String {
    let AbsentDocument { symbol, clauses } = absent;
    match clauses {
        0 => format!("`{symbol}` is not in the index"),
        _ => {
            let clauses = counted(*clauses, "clause", "clauses");
            format!("none of the {clauses} of `{symbol}` has this label")
        }
    }
}

/// Returns one sentence about a word that no clause has, with what was probably meant.
fn absent_word(absent: &AbsentWord) -> String {
    let nearest: Vec<String> = absent.nearest.iter().map(|word| format!("`{word}`")).collect();
    let guess = match nearest.as_slice() {
        [] => String::new(),
        words => format!("; did you mean {}?", words.join(" or ")),
    };
    format!("no clause has `{}`{guess}", absent.word)
}
