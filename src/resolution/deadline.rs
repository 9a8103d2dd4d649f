//! Until when an operative clause wants something done, as printed.
//!
//! "by 2030", "at its seventy-third session", "within 90 days": words that set a term, and a date,
//! a session or a number of days right after them.

use std::sync::OnceLock;

use super::dates;
use super::header::tables::words_of;
use super::header::{session_end, value};
use crate::text::{Folded, Span, fold};

pub(super) const TABLE: &str = include_str!("../../index-schema/clause/deadlines.tsv");

/// What sets the term stands within so many bytes after the words for it.
const TERM_BYTES_MAX: usize = 96;

/// Years that are terms.
const YEARS: std::ops::RangeInclusive<u32> = 1946..=2150;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Day,
    Session,
    Stretch,
    Unit,
}

fn table() -> &'static [(String, Kind)] {
    static ROWS: OnceLock<Vec<(String, Kind)>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        let mut rows: Vec<(String, Kind)> = rows
            .filter_map(|line| {
                let (words, rest) = line.split_once('\t')?;
                let kind = match rest.split('\t').next()? {
                    "day" => Kind::Day,
                    "session" => Kind::Session,
                    "stretch" => Kind::Stretch,
                    "unit" => Kind::Unit,
                    _ => return None,
                };
                Some((fold(words), kind))
            })
            .collect();
        // The longest words first: "no later than its" before "no later than".
        rows.sort_by(|left, right| right.0.len().cmp(&left.0.len()).then(left.0.cmp(&right.0)));
        rows
    })
}

/// Returns the first term of a clause.
pub(super) fn read(text: &str) -> Option<String> {
    let folded = Folded::new(text);
    let span = term(folded.as_str())?;
    let printed = folded.original(span).of(text).trim();
    (!printed.is_empty()).then(|| printed.to_owned())
}

fn term(folded: &str) -> Option<Span> {
    let mut bounds: Vec<usize> = words_of(folded).iter().map(|(_, span)| span.start()).collect();
    bounds.dedup();
    bounds.into_iter().find_map(|start| {
        let rest = &folded[start..];
        table().iter().filter(|(words, kind)| *kind != Kind::Unit && opens(rest, words)).find_map(
            |(words, kind)| {
                let end = term_end(following(&rest[words.len()..]), *kind)?;
                Some(Span::new(start, start + words.len() + end))
            },
        )
    })
}

/// Tells whether `rest` begins with `words` as whole words.
fn opens(rest: &str, words: &str) -> bool {
    let is_han = |character: char| matches!(character, '\u{3400}'..='\u{9fff}');
    rest.strip_prefix(words).is_some_and(|after| {
        words.chars().next_back().is_some_and(is_han)
            || words.ends_with('\'')
            || !after.chars().next().is_some_and(char::is_alphanumeric)
    })
}

/// The text after the words, up to the next stop.
fn following(rest: &str) -> &str {
    let mut end = rest.len().min(TERM_BYTES_MAX);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let stop = rest[..end].find([';', ':', '(']).unwrap_or(end);
    &rest[..stop]
}

fn term_end(rest: &str, kind: Kind) -> Option<usize> {
    match kind {
        Kind::Day => day_end(rest),
        Kind::Session => session_end(rest),
        Kind::Stretch => stretch_end(rest),
        Kind::Unit => None,
    }
}

/// A date or a year that follows at once, articles and "the year" aside.
fn day_end(rest: &str) -> Option<usize> {
    /// "the end of the year": so many words may stand before the day.
    const WORDS_MAX: usize = 3;
    let all = words_of(rest);
    let is_near = |span: Span| {
        all.iter().filter(|(_, word)| word.end() <= span.start()).count() <= WORDS_MAX
            && !rest[..span.start()].contains([',', '.'])
    };
    if let Some(dated) = dates::find(rest).first().filter(|dated| is_near(dated.span)) {
        return Some(year_word_end(rest, dated.span.end()));
    }
    let (_, span) = all.iter().find(|(word, _)| {
        word.len() == 4 && word.parse::<u32>().is_ok_and(|year| YEARS.contains(&year))
    })?;
    let after = &rest[span.end()..];
    // "by 2030 delegates" is a number, but nobody writes it; "2017 (2000)" is a resolution.
    let is_year = is_near(*span) && !after.trim_start().starts_with(['/', '(', '-']);
    is_year.then(|| year_word_end(rest, span.end()))
}

/// Takes the word for "year" after a year in: `2030 года`, `2030年`.
fn year_word_end(rest: &str, end: usize) -> usize {
    let after = &rest[end..];
    for word in [" года", " году", "年底", "年"] {
        if after.starts_with(word) {
            return end + word.len();
        }
    }
    end
}

/// A number and a unit: "90 days", "three months", 90天内.
fn stretch_end(rest: &str) -> Option<usize> {
    let all = words_of(rest);
    let (first, span) = all.iter().take(3).find(|(word, _)| value(word).is_some())?;
    let _ = first;
    let after = &rest[span.end()..];
    let trimmed = after.trim_start();
    let unit = table()
        .iter()
        .filter(|(_, kind)| *kind == Kind::Unit)
        .find(|(words, _)| opens(trimmed, words))?;
    Some(span.end() + (after.len() - trimmed.len()) + unit.0.len())
}
