//! Hyphens at the ends of lines: the printer's, or the word's own.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::piece::Piece;

pub(super) const TABLE: &str = include_str!("../../index-schema/clause/divided.tsv");

/// Returns the words that line ends of `pieces` break and that are one: the document writes them
/// so elsewhere, or the table of words that printers divide has them.
pub(super) fn whole_words(pieces: &[Piece]) -> BTreeSet<String> {
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for pair in pieces.windows(2) {
        if let Some((whole, _)) = broken_word(&pair[0].text, &pair[1].text) {
            asked.insert(whole);
        }
    }
    if asked.is_empty() {
        return asked;
    }
    let mut known: BTreeSet<String> =
        asked.iter().filter(|whole| table().contains(whole.as_str())).cloned().collect();
    for piece in pieces {
        for word in piece.text.split(|one: char| !one.is_alphanumeric() && one != '-') {
            let word = word.to_lowercase();
            // A word that the document writes with the hyphen keeps it.
            if asked.contains(&word) || word.contains('-') {
                known.insert(word);
            }
        }
    }
    known
}

/// The hyphen at a line end is the printer's when the word is known without it and the document
/// nowhere has it with one; `Non-` before `Proliferation` keeps its own.
pub(super) fn is_broken(before: &str, next: &str, words: &BTreeSet<String>) -> bool {
    broken_word(before, next)
        .is_some_and(|(whole, hyphenated)| words.contains(&whole) && !words.contains(&hyphenated))
}

/// The word that a line end breaks: without the hyphen, and with it.
fn broken_word(before: &str, next: &str) -> Option<(String, String)> {
    let head = before.trim_end().strip_suffix('-')?;
    let head = head.rsplit(|one: char| !one.is_alphanumeric()).next()?;
    let tail = next.trim_start().split(|one: char| !one.is_alphanumeric()).next()?;
    let is_word = !head.is_empty() && tail.chars().next().is_some_and(char::is_lowercase);
    is_word.then(|| {
        let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
        (format!("{head}{tail}"), format!("{head}-{tail}"))
    })
}

fn table() -> &'static BTreeSet<&'static str> {
    static WORDS: OnceLock<BTreeSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split('\t').next()).collect()
    })
}
