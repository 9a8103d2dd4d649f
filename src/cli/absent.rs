//! What is said of words that no clause has.

use crate::search::AbsentWord;

/// Returns one sentence about a word, with what was probably meant.
pub(crate) fn sentence(absent: &AbsentWord) -> String {
    let nearest: Vec<String> = absent.nearest.iter().map(|word| format!("`{word}`")).collect();
    let guess = match nearest.as_slice() {
        [] => String::new(),
        words => format!("; did you mean {}?", words.join(" or ")),
    };
    format!("no clause has `{}`{guess}", absent.word)
}
