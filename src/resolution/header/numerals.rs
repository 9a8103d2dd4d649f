//! Numbers of sessions: in words, in figures, in six languages.

use super::tables::{Phrase, Tables, words_of};
use crate::resolution::dates::chinese_number;

/// No body has had more sessions.
const SESSION_MAX: u32 = 399;

/// Returns the number of the session that a folded text names: `71`, `S-30`, `ES-10`.
pub(super) fn session(folded: &str) -> Option<String> {
    let tables = Tables::embedded();
    let place = tables.find(folded, Phrase::Session)?;
    // A plenary session is a sitting of one.
    if folded[..place.start()].trim_end().ends_with("plenary") {
        return None;
    }
    let kind = if tables.has(folded, Phrase::Emergency) {
        "ES-"
    } else if tables.has(folded, Phrase::Special) {
        "S-"
    } else {
        ""
    };
    let number = chinese_session(&folded[..place.start()])
        .or_else(|| last_number(&folded[..place.start()]))
        .or_else(|| first_number(&folded[place.end()..]))?;
    (1..=SESSION_MAX).contains(&number).then(|| format!("{kind}{number}"))
}

/// Returns where the words for a session end in a folded text that begins with its number:
/// `seventy-third session`, `الثالثة والسبعين`; `None` where no session follows at once.
pub(in crate::resolution) fn session_end(rest: &str) -> Option<usize> {
    /// A number such as "seventy-third" and an adjective.
    const WORDS_BEFORE_MAX: usize = 4;
    let tables = Tables::embedded();
    let words = words_of(rest);
    let numbered = words.iter().take(WORDS_BEFORE_MAX).any(|(word, _)| value(word).is_some());
    if !numbered {
        return None;
    }
    if let Some(place) = tables.find(rest, Phrase::Session) {
        let before = words.iter().filter(|(_, span)| span.end() <= place.start()).count();
        let is_near =
            before <= WORDS_BEFORE_MAX || !rest.is_ascii() && before <= 2 * WORDS_BEFORE_MAX;
        return (is_near && !rest[..place.start()].contains(',')).then_some(place.end());
    }
    // Arabic: the word stood before, the number follows.
    let (first, span) = words.first()?;
    let is_arabic = first.chars().next().is_some_and(|c| matches!(c, '\u{620}'..='\u{6ff}'));
    if !is_arabic || value(first).is_none() {
        return None;
    }
    let second = words.get(1).filter(|(word, _)| value(word).is_some());
    Some(second.map_or(span.end(), |(_, second)| second.end()))
}

/// Tells whether a word for "session" may stand in a folded ASCII text; `false` is certain.
pub(in crate::resolution) fn may_name_session(folded: &str) -> bool {
    let phrases = Tables::embedded().phrases(Phrase::Session);
    phrases.iter().any(|phrase| phrase.is_ascii() && folded.contains(phrase.as_str()))
}

/// Returns the session of a statement in metadata: a number, or words.
pub(super) fn session_of_fact(value: &str) -> Option<String> {
    let folded = crate::text::fold(value);
    let number = folded.trim_start_matches("es-").trim_start_matches("s-");
    let is_plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain { Some(folded.to_ascii_uppercase()) } else { session(&folded) }
}

/// 第七十五 or 第75 at the end of `before`.
fn chinese_session(before: &str) -> Option<u32> {
    let (_, number) = before.rsplit_once('第')?;
    let number = number.trim();
    number.parse().ok().or_else(|| chinese_number(number))
}

/// The number whose words end nearest to the end of a text: `eighty-first`, `at its 81st`.
fn last_number(before: &str) -> Option<u32> {
    /// Between the number and the word for "session": "emergency special", "ordinary".
    const WORDS_BETWEEN_MAX: usize = 3;
    let words = words_of(before);
    let values: Vec<Option<u32>> = words.iter().map(|(word, _)| value(word)).collect();
    let last = values.iter().rposition(Option::is_some)?;
    if values.len() - 1 - last > WORDS_BETWEEN_MAX {
        return None;
    }
    let first = values[..last].iter().rposition(Option::is_none).map_or(0, |place| place + 1);
    compound(&values[first..=last])
}

/// The number a text begins with: Arabic sets it after the word.
fn first_number(after: &str) -> Option<u32> {
    /// Between the word for "session" and the number: "special", "emergency".
    const WORDS_BETWEEN_MAX: usize = 2;
    let words = words_of(after);
    let values: Vec<Option<u32>> = words.iter().map(|(word, _)| value(word)).collect();
    let first = values.iter().position(Option::is_some).filter(|at| *at <= WORDS_BETWEEN_MAX)?;
    let length = values[first..].iter().position(Option::is_none);
    compound(length.map_or(&values[first..], |length| &values[first..first + length]))
}

/// The value of one word: `81st`, `81e`, `seventy`, `first`; a French one may hold hyphens.
pub(in crate::resolution) fn value(word: &str) -> Option<u32> {
    let figures = word.bytes().take_while(u8::is_ascii_digit).count();
    if figures > 0 {
        const ENDING_BYTES_MAX: usize = 4;
        let is_number = figures <= 4 && word.len() - figures <= ENDING_BYTES_MAX;
        return word[..figures].parse().ok().filter(|_| is_number);
    }
    Tables::embedded().number(word)
}

/// Puts the words of one number together: tens and units are added, `quatre-vingts` and hundreds
/// multiplied.
fn compound(values: &[Option<u32>]) -> Option<u32> {
    let mut sum: u32 = 0;
    let mut seen = false;
    for value in values.iter().copied().flatten() {
        seen = true;
        sum = match (sum, value) {
            (1..=9, 100) => sum * value,
            (4, 20) => 80,
            _ => sum.saturating_add(value),
        };
    }
    seen.then_some(sum)
}
