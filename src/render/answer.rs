//! What every output for people says of an answer as a whole, in words.

use crate::search::{AbsentWord, Hit, SearchReport};

/// Returns what an answer lacks, a sentence each: the words that no clause has, then that nothing was
/// found or nothing whole; empty where clauses have all of the query.
pub(crate) fn shortfalls(report: &SearchReport) -> Vec<String> {
    let mut sentences: Vec<String> = report.absent.iter().map(absent_word).collect();
    if report.groups.is_empty() {
        sentences.push("nothing found".to_owned());
    } else if report.total_clauses == 0 {
        sentences.push("no clause has all of this; these are the closest".to_owned());
    }
    sentences
}

/// Returns what is said behind the count of clauses where others are shown too; empty where none is.
pub(crate) fn near(report: &SearchReport) -> &'static str {
    let is_near = |hit: &Hit| !hit.missing.is_empty();
    let mut hits = report.groups.iter().flat_map(|group| &group.hits);
    if hits.any(is_near) { "; the others shown lack words" } else { "" }
}

/// Returns one sentence about a word that no clause has, with what was probably meant.
pub(crate) fn absent_word(absent: &AbsentWord) -> String {
    let nearest: Vec<String> = absent.nearest.iter().map(|word| format!("`{word}`")).collect();
    let guess = match nearest.as_slice() {
        [] => String::new(),
        words => format!("; did you mean {}?", words.join(" or ")),
    };
    format!("no clause has `{}`{guess}", absent.word)
}
