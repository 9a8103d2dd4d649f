//! Abbreviations that a text explains: "information and communications technologies (ICTs)".
//!
//! The letters of the abbreviation are looked for in the words before the bracket, from right to
//! left; the first must begin a word. That is how writers of every alphabet make them, whatever
//! small words they skip. Scripts without capitals have no abbreviations of this kind.

use crate::text::fold;

/// What an abbreviation and its words are joined by in a term of the index.
pub const MEANING: char = '\u{1f}';

/// Shorter ones are letters of lists, longer ones words in capitals.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=10;
/// How many capitals tell an abbreviation from a word: `Sofa`, `ODA`.
const CAPITALS_MIN: usize = 2;
/// How many words more than letters an abbreviation stands for at most.
const SKIPPED_WORDS_MAX: usize = 5;
/// How many abbreviations of one text are told.
const EXPLAINED_MAX: usize = 16;

/// An abbreviation and what it stands for, both folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Explained {
    /// Without the `s` of a plural.
    pub short: String,
    /// The words, with one space between two.
    pub long: String,
}

impl Explained {
    /// Returns the term of the index.
    #[must_use]
    pub fn term(&self) -> String {
        format!("{}{MEANING}{}", self.short, self.long)
    }
}

/// Returns the abbreviations that `text` explains, each once, 16 at most.
///
/// ```
/// use resq::analysis::explained;
///
/// let found = explained("Welcomes official development assistance (ODA) from donors;");
/// assert_eq!(found[0].short, "oda");
/// assert_eq!(found[0].long, "official development assistance");
/// ```
#[must_use]
pub fn explained(text: &str) -> Vec<Explained> {
    let mut found: Vec<Explained> = Vec::new();
    for (open, _) in text.match_indices('(') {
        let inside = &text[open + 1..];
        let mut signs = inside.char_indices().take(LETTERS.end() + 1);
        let Some((end, _)) = signs.find(|(_, sign)| *sign == ')') else { continue };
        let Some(short) = abbreviation(&inside[..end]) else { continue };
        let Some(long) = meaning(&short, &text[..open]) else { continue };
        let one = Explained { short, long };
        if found.len() < EXPLAINED_MAX && !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

/// Returns `word` folded and in the singular, if it is written as an abbreviation.
#[must_use]
pub fn abbreviation(word: &str) -> Option<String> {
    let is_part = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '/' | '&');
    let letters = word.chars().count();
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    if !LETTERS.contains(&letters) || capitals < CAPITALS_MIN || !word.chars().all(is_part) {
        return None;
    }
    let stem = word.strip_suffix('s').filter(|rest| !rest.ends_with(char::is_lowercase));
    Some(fold(stem.unwrap_or(word)))
}

/// Returns the last words of `before` that `short` abbreviates.
fn meaning(short: &str, before: &str) -> Option<String> {
    let letters: Vec<char> = short.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let words_max = (letters.len() + SKIPPED_WORDS_MAX).min(2 * letters.len());
    let is_end = |sign: char| matches!(sign, ',' | ';' | ':' | '(' | ')' | '"' | '“' | '”' | '«');
    let phrase = before.rsplit(is_end).next()?;
    let start = phrase
        .split_whitespace()
        .rev()
        .take(words_max)
        .last()
        .and_then(|word| word.as_ptr().addr().checked_sub(phrase.as_ptr().addr()))?;
    let folded = fold(phrase[start..].trim_end());
    let mut place = folded.len();
    for (number, letter) in letters.iter().enumerate().rev() {
        place = folded[..place].char_indices().rev().find_map(|(at, other)| {
            let begins =
                folded[..at].chars().next_back().is_none_or(|sign| !sign.is_alphanumeric());
            (other == *letter && (number > 0 || begins)).then_some(at)
        })?;
    }
    let start = folded[..place].rfind(' ').map_or(0, |space| space + 1);
    let words: Vec<&str> = folded[start..].split_whitespace().collect();
    (words.len() > 1).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::explained;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = explained(text);
        let found: Vec<(&str, &str)> =
            found.iter().map(|one| (one.short.as_str(), one.long.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn abbreviations_are_explained_in_brackets() {
        check(
            "access to information and communications technologies (ICTs) for all",
            &[("ict", "information and communications technologies")],
        );
        check(
            "the United Nations Mission of Observers in Prevlaka (UNMOP),",
            &[("unmop", "united nations mission of observers in prevlaka")],
        );
        check(
            "предотвращение; реформы сектора безопасности (РСБ);",
            &[("рсб", "реформы сектора безопасности")],
        );
        check(
            "du Tribunal pénal international pour le Rwanda (TPIR)",
            &[("tpir", "tribunal penal international pour le rwanda")],
        );
    }

    #[test]
    fn other_brackets_explain_nothing() {
        check("resolution 1325 (2000) and part (II), see (S/2002/713)", &[]);
        check("in Africa (Europe), the (ABC) of it, Committee (C)", &[]);
        check("no closing bracket here (ODA", &[]);
        check("Office of Development, Aid (ODA)", &[]);
    }

    #[test]
    fn a_text_explains_no_more_than_its_limit() {
        let one = |number: usize| {
            let letter = char::from(b'a' + u8::try_from(number).unwrap());
            format!("{letter}rms trade ({upper}T) ", upper = letter.to_ascii_uppercase())
        };
        let text: String = (0..17).map(one).collect();
        assert_eq!(explained(&text).len(), 16);
        let text: String = (0..16).map(one).collect();
        assert_eq!(explained(&text).len(), 16);
    }
}
