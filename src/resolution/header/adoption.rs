//! The word and the day of the adoption.

use super::Line;
use super::tables::{Phrase, Tables};
use crate::resolution::dates;
use crate::resolution::model::{Adoption, Date};
use crate::text::{Language, fold};

/// A sentence of adoption is broken over at most so many lines.
const LINES_MAX: usize = 3;

/// A paragraph of the conclusion that is longer says something else.
const CONCLUSION_CHARS_MAX: usize = 300;

/// When and with what word a resolution was adopted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Adopted {
    pub(super) word: Option<Adoption>,
    pub(super) on: Option<Date>,
}

/// Reads the word and the day: "Resolution adopted by the General Assembly on 7 December 2020",
/// or the last day named after the last clause.
pub(super) fn read(
    before: &[Line<'_>],
    after: &[Line<'_>],
    notes: &[&str],
    language: Option<Language>,
) -> Adopted {
    let header = before.iter().enumerate().find_map(|(index, line)| {
        word(&line.folded, language)?;
        let lines = &before[index..before.len().min(index + LINES_MAX)];
        date_after_word(lines).map(|on| (word(&line.folded, language), on))
    });
    let closing = after
        .iter()
        .filter(|line| line.text.chars().count() <= CONCLUSION_CHARS_MAX)
        .filter_map(|line| {
            let dated = dates::find(line.text).last().map(|dated| dated.date);
            dated.or_else(|| dates::in_words(line.text))
        })
        .next_back();
    let closing_word = after.iter().rev().find_map(|line| closing_word(line, language));
    let header_word = before.iter().find_map(|line| {
        Tables::embedded().opens_with(&line.folded, Phrase::Resolution)?;
        word(&line.folded, language)
    });
    Adopted {
        word: closing_word.or(header.and_then(|(word, _)| word)).or(header_word),
        on: header
            .map(|(_, on)| on)
            .or_else(|| own_date(before))
            .or(closing)
            .or_else(|| notes.iter().find_map(|note| date_of_text(note)))
            .or_else(|| date_beside_name(before)),
    }
}

/// The day in the name of a resolution, which the volumes of several bodies print as its heading:
/// `Resolution 437 (1978) of 10 October 1978`, `42 (1948). Resolution of 5 March 1948`; the day may
/// stand on the next line.
fn own_date(before: &[Line<'_>]) -> Option<Date> {
    let (place, name) =
        before.iter().enumerate().find_map(|(place, line)| Some((place, behind_name(line)?)))?;
    if is_number(name) {
        return date_of(&before.get(place + 1)?.folded);
    }
    date_of(name)
}

/// Tells whether a line is the name of the resolution with its day, and nothing else.
pub(super) fn is_dated_name(line: &Line<'_>) -> bool {
    behind_name(line).and_then(date_of).is_some()
}

/// What stands behind the word for "resolution", where nothing but a number does before it.
fn behind_name<'a>(line: &'a Line<'_>) -> Option<&'a str> {
    let name = Tables::embedded().find(&line.folded, Phrase::Resolution)?;
    is_number(&line.folded[..name.start()]).then(|| &line.folded[name.end()..])
}

/// Reads `437 (1978) of 10 October 1978` and nothing else.
fn date_of(folded: &str) -> Option<Date> {
    const OF: [&str; 6] = ["of", "dated", "du", "de", "от", "المورخ"];
    let words: Vec<&str> = folded.split_whitespace().collect();
    let place = words.iter().position(|word| OF.contains(word))?;
    let date = words[place + 1..].join(" ");
    let dated = dates::find(&date).into_iter().next()?;
    let is_alone = dated.span.start() == 0 && is_number(&date[dated.span.end()..]);
    (is_number(&words[..place].join(" ")) && is_alone).then_some(dated.date)
}

/// Tells whether nothing but the number of a resolution, or the mark of a note, stands there: `437
/// (1978)`, `1514 (XV).`
fn is_number(folded: &str) -> bool {
    folded.split_whitespace().all(|word| {
        word.starts_with('(')
            || word.bytes().any(|byte| byte.is_ascii_digit())
            || !word.contains(char::is_alphanumeric)
    })
}

/// The day in the note in which an assembly of parliaments tells what became of a draft: `Debate on 3 May 2031
/// (4th Sitting). Text adopted by the Assembly on 5 May 2031`.
fn date_of_text(note: &str) -> Option<Date> {
    const SENTENCES: [&str; 2] = ["Text adopted by ", "Texte adopté par "];
    let at = SENTENCES.iter().find_map(|sentence| note.find(sentence))?;
    dates::find(note.get(at..)?).first().map(|dated| dated.date)
}

/// The day on a line of its own in the header of an act: `(Port Royal, 3 October 2031)`, `23 ноября 2031 г.
/// № 38-12`.
fn date_beside_name(before: &[Line<'_>]) -> Option<Date> {
    let beside = |line: &&Line<'_>| is_place_and_day(line.text) || is_day_and_number(line.text);
    let line = before.iter().find(beside)?;
    dates::find(line.text).first().map(|dated| dated.date)
}

/// `23 ноября 2031 г. № 38-12`: the day and the number, and nothing else.
pub(super) fn is_day_and_number(text: &str) -> bool {
    let Some((day, number)) = text.split_once('№') else { return false };
    let folded = fold(day);
    number.trim().bytes().all(|byte| byte.is_ascii_digit() || b"-/".contains(&byte))
        && before_day(&folded).is_some_and(str::is_empty)
}

/// What stands before the day with which a folded text ends, the Russian word for a year aside; `None`
/// where it ends with none.
fn before_day(folded: &str) -> Option<&str> {
    let day = dates::find(folded).first()?.span;
    let rest = folded[day.end()..].trim_matches([' ', '.']);
    matches!(rest, "" | "г" | "года").then(|| &folded[..day.start()])
}

/// The day in a sentence of adoption, which may go on over the next lines.
fn date_after_word(lines: &[Line<'_>]) -> Option<Date> {
    let mut text = String::new();
    for line in lines {
        if text.is_empty() || !line.text.starts_with(['[', '(']) || is_place_and_day(line.text) {
            text.push_str(line.text);
            text.push(' ');
        }
        if let Some(dated) = dates::find(&text).first() {
            return Some(dated.date);
        }
    }
    None
}

/// `(Port Royal, 3 October 2031)`: where and when, and nothing else.
pub(super) fn is_place_and_day(text: &str) -> bool {
    const PLACE_WORDS_MAX: usize = 5;
    let inside = text.strip_prefix('(').and_then(|open| open.trim_end().strip_suffix(')'));
    let folded = inside.map(fold).unwrap_or_default();
    before_day(&folded).is_some_and(|place| {
        place.split_whitespace().count() <= PLACE_WORDS_MAX
            && !place.bytes().any(|byte| byte.is_ascii_digit())
    })
}

/// The day on which a document was distributed, on the line of that word or the next.
pub(super) fn distributed(before: &[Line<'_>]) -> Option<Date> {
    let tables = Tables::embedded();
    let place = before.iter().position(|line| tables.has(&line.folded, Phrase::Distribution))?;
    let lines = before[place..].iter().take(2);
    lines.into_iter().find_map(|line| dates::find(line.text).first().map(|dated| dated.date))
}

/// The word at the head of a line after the last clause.
fn closing_word(line: &Line<'_>, language: Option<Language>) -> Option<Adoption> {
    let bare = line.folded.trim_start_matches(['[', '(', '*', ' ']);
    let tables = Tables::embedded();
    let opens =
        tables.opens_with(bare, Phrase::Adopted).or(tables.opens_with(bare, Phrase::Approved));
    opens.and_then(|end| word(&bare[..end], language))
}

/// The word for the adoption in a folded text; Spanish has one for both.
fn word(folded: &str, language: Option<Language>) -> Option<Adoption> {
    let tables = Tables::embedded();
    let is_english = language.is_none_or(|language| language == Language::English);
    if tables.has(folded, Phrase::Adopted) {
        Some(Adoption::Adopted)
    } else if tables.has(folded, Phrase::Approved) || is_english && folded.starts_with("approved") {
        Some(Adoption::Approved)
    } else {
        None
    }
}

/// Tells whether a text is about an adoption, as the note with the vote is.
pub(super) fn is_adoption(text: &str) -> bool {
    let folded = fold(text);
    Tables::embedded().has(&folded, Phrase::Adopted)
}
