//! Until when an operative clause wants something done, as printed.
//!
//! "by 2030", "at its seventy-third session", "within 90 days": words that set a term, and a date,
//! a session or a number of days right after them.

use std::cell::OnceCell;
use std::sync::OnceLock;

use super::dates;
use super::header::tables::words_of;
use super::header::{may_name_session, session_end, value};
use crate::text::{Folded, Span, alphanumeric_run, fold, words};

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

/// The rows of the table, the longest words first.
struct Rows {
    /// What sets a term, by its first byte: of the words of a clause few begin like one of them.
    terms: Vec<Vec<(String, Kind)>>,
    /// Whether a term in ASCII begins so, by [`start_key`].
    starts: Vec<bool>,
    units: Vec<String>,
}

/// Returns a number under three letters for how an ASCII text in small letters begins: of its first
/// three bytes each letter tells, and other signs are one.
fn start_key(text: &[u8]) -> usize {
    let part = |place: usize| text.get(place).map_or(0, |byte| START_SIGN[usize::from(*byte)]);
    let signs = usize::from(START_SIGNS);
    (usize::from(part(0)) * signs + usize::from(part(1))) * signs + usize::from(part(2))
}

/// A number for each ASCII letter and figure, 0 for all other bytes.
const START_SIGN: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        if byte.is_ascii_alphanumeric() {
            signs[byte as usize] = byte % START_SIGNS;
        }
        byte += 1;
    }
    signs
};

/// More than there are letters; figures count as letters.
const START_SIGNS: u8 = 32;

impl Rows {
    fn of(rows: Vec<(String, Kind)>) -> Self {
        let mut terms = vec![Vec::new(); usize::from(u8::MAX) + 1];
        let mut units = Vec::new();
        let mut starts = vec![false; usize::from(START_SIGNS).pow(3)];
        for (words, kind) in rows {
            match (kind, words.bytes().next()) {
                (Kind::Unit, _) => units.push(words),
                (Kind::Day | Kind::Session | Kind::Stretch, Some(first)) => {
                    starts[start_key(words.as_bytes())] = true;
                    terms[usize::from(first)].push((words, kind));
                }
                (Kind::Day | Kind::Session | Kind::Stretch, None) => {}
            }
        }
        Self { terms, starts, units }
    }

    /// Returns the words that set a term and stand at the beginning of `rest`, the longest first.
    fn terms_at<'a>(&'a self, rest: &'a str) -> impl Iterator<Item = &'a (String, Kind)> {
        let bytes = rest.as_bytes();
        let rows = bytes.first().map_or(&[][..], |first| &self.terms[usize::from(*first)][..]);
        // Most of them differ in the second byte already.
        let is_like = |words: &str| words.as_bytes().get(1) == bytes.get(1) || words.len() == 1;
        rows.iter().filter(move |(words, _)| is_like(words) && opens(rest, words))
    }
}

fn table() -> &'static Rows {
    static ROWS: OnceLock<Rows> = OnceLock::new();
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
        Rows::of(rows)
    })
}

/// Returns the first term of a clause.
pub(super) fn read(text: &str) -> Option<String> {
    let folded = Folded::new(text);
    if folded.as_str().is_ascii() && !may_have_term(folded.as_str()) {
        return None;
    }
    let span = term(folded.as_str())?;
    let printed = folded.original(span).of(text).trim();
    (!printed.is_empty()).then(|| printed.to_owned())
}

fn term(folded: &str) -> Option<Span> {
    let rows = table();
    words(folded).map(Span::start).find_map(|start| {
        let rest = &folded[start..];
        rows.terms_at(rest).find_map(|(words, kind)| {
            let end = term_end(following(&rest[words.len()..]), *kind)?;
            Some(Span::new(start, start + words.len() + end))
        })
    })
}

/// A look at the folded text of a clause in ASCII without finding the bounds of its words: they are
/// where no letter or figure stands before one, or at fewer places.
fn may_have_term(folded: &str) -> bool {
    let rows = table();
    let bytes = folded.as_bytes();
    let names_session = OnceCell::new();
    let is_part_of_word = |byte: &u8| START_SIGN[usize::from(*byte)] != 0;
    let mut place = 0;
    while let Some(gap) = bytes[place..].iter().position(is_part_of_word) {
        place += gap;
        // Nearly every word is passed over.
        if rows.starts[start_key(&bytes[place..])] {
            let rest = &folded[place..];
            let has_term = rows.terms_at(rest).any(|(words, kind)| {
                let may_end = match kind {
                    Kind::Session => *names_session.get_or_init(|| may_name_session(folded)),
                    Kind::Day | Kind::Stretch | Kind::Unit => true,
                };
                may_end && term_end(following(&rest[words.len()..]), *kind).is_some()
            });
            if has_term {
                return true;
            }
        }
        place += alphanumeric_run(&bytes[place..]);
    }
    false
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
    let is_stop = |byte: &u8| matches!(byte, b';' | b':' | b'(');
    let stop = rest.as_bytes()[..end].iter().position(is_stop).unwrap_or(end);
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
    // A year is written in figures, outside ASCII also in others.
    if rest.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_digit()) {
        return None;
    }
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
    let span = words(rest).take(3).find(|span| value(span.of(rest)).is_some())?;
    let after = &rest[span.end()..];
    let trimmed = after.trim_start();
    let unit = table().units.iter().find(|words| opens(trimmed, words))?;
    Some(span.end() + (after.len() - trimmed.len()) + unit.len())
}

#[cfg(test)]
mod tests {
    use super::super::header::value;
    use super::{Kind, TABLE, YEARS, may_have_term, opens, start_key, table, term};
    use crate::text::fold;

    #[test]
    fn the_rows_by_first_byte_are_those_of_the_table() {
        let cells = TABLE.lines().filter(|line| !line.starts_with('#'));
        let all: Vec<String> =
            cells.filter_map(|line| line.split_once('\t')).map(|(words, _)| fold(words)).collect();
        let rows = table();
        for words in &all {
            let rest = format!("{words} 2030, words");
            let mut slow: Vec<&String> = all.iter().filter(|words| opens(&rest, words)).collect();
            assert!(
                rows.starts[start_key(rest.as_bytes())] || rows.units.contains(words),
                "{rest}"
            );
            let terms = rows.terms_at(&rest).filter(|(_, kind)| *kind != Kind::Unit);
            let mut fast: Vec<&String> = terms.map(|(words, _)| words).collect();
            fast.extend(rows.units.iter().filter(|words| opens(&rest, words)));
            slow.sort();
            fast.sort();
            assert_eq!(fast, slow, "{rest}");
        }
    }

    #[test]
    fn what_has_a_term_may_have_one() {
        let tails = ["2030", "90 days", "its seventy-third session", "the end of 2025", "_2030"];
        let fronts = ["to act ", "To_", "1,", "don't ", "a.", "(", "report;"];
        let mut count = 0;
        for line in TABLE.lines().filter(|line| line.is_ascii() && !line.starts_with('#')) {
            let words = line.split('\t').next().unwrap_or_default();
            for tail in tails {
                for front in fronts {
                    let text = format!("{front}{words} {tail}, and others").to_ascii_lowercase();
                    let slow = term(&text);
                    assert!(may_have_term(&text) || slow.is_none(), "{text}");
                    count += usize::from(slow.is_some());
                }
            }
        }
        assert!(count > 100, "{count}");
    }

    #[test]
    fn no_word_without_figures_is_a_year() {
        let words = include_str!("../../index-schema/header/numbers.tsv").lines();
        let words = words.filter_map(|line| line.split('\t').next());
        for word in words.filter(|word| word.is_ascii()) {
            assert!(value(word).is_none_or(|number| !YEARS.contains(&number)), "{word}");
        }
    }
}
