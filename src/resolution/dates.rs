//! Dates and stretches of dates in six languages.
//!
//! Days first (`7 December 2020`, `1er mai 2001`, `7 de diciembre de 2020`, `7 декабря 2020 года`,
//! `7 كانون الأول/ديسمبر 2020`), months first (`December 7, 2020`), years first (`2020年12月7日`,
//! `二〇二〇年十二月七日`, `2020-12-07`), the month as a numeral (`7/XII/20`); and, where a text was signed,
//! in words (`the seventh day of December two thousand and twenty`).

use super::header::tables::{Tables, words_of};
use super::header::value;
use super::model::Date;
use crate::citation;
use crate::text::{Span, fold};

/// A date in a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) date: Date,
    pub(super) span: Span,
}

/// Words between the parts of a date, folded.
const FILLERS: [&str; 8] = ["de", "del", "of", "the", "du", "day", "le", "el"];

/// Words between two dates of a stretch, folded.
const RANGES: [&str; 9] = ["to", "au", "al", "a", "по", "الي", "and", "through", "until"];

/// Years of a resolution.
const YEARS: std::ops::RangeInclusive<u32> = 1850..=2150;

/// Returns the dates of `text` in order; the text need not be folded, the spans are of the fold.
pub(super) fn find(text: &str) -> Vec<Dated> {
    let folded = fold(text);
    let mut dates = chinese(&folded);
    dates.extend(Tokens::new(&folded).dates());
    dates.sort_by_key(|dated| dated.span);
    dates
}

/// Returns the first stretch of days in `text`: `from 5 to 8 November 2012`, `28 November – 1
/// December 2023`, `2012年11月5日至8日`.
pub(super) fn range(text: &str) -> Option<(Date, Date)> {
    let folded = fold(text);
    chinese_range(&folded).or_else(|| Tokens::new(&folded).range())
}

/// Tells whether a word is the name of a month.
pub(super) fn is_month(word: &str) -> bool {
    citation::month(&fold(word)).is_some()
}

/// A word of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Number(u32),
    Month(u8),
    Filler,
    Range,
    Other,
}

struct Tokens<'text> {
    text: &'text str,
    parts: Vec<(Part, Span)>,
}

impl<'text> Tokens<'text> {
    fn new(text: &'text str) -> Self {
        let words = words_of(text);
        let mut parts: Vec<(Part, Span)> = Vec::with_capacity(words.len());
        let mut index = 0;
        while let Some((word, span)) = words.get(index) {
            let pair = words.get(index + 1).and_then(|(_, next)| {
                let both = span.cover(*next);
                Some((citation::month(both.of(text))?, both))
            });
            if let Some((month, both)) = pair {
                parts.push((Part::Month(month), both));
                index += 2;
                continue;
            }
            parts.push((part(word), *span));
            index += 1;
        }
        Self { text, parts }
    }

    fn part(&self, index: usize) -> Part {
        self.parts.get(index).map_or(Part::Other, |(part, _)| *part)
    }

    /// The index of the next part from `index` on that is no filler.
    fn skip(&self, mut index: usize) -> usize {
        while self.part(index) == Part::Filler {
            index += 1;
        }
        index
    }

    /// The index of the next part before `index` that is no filler.
    fn skip_back(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|before| self.part(*before) != Part::Filler)
    }

    fn dates(&self) -> Vec<Dated> {
        let mut dates = Vec::new();
        for index in 0..self.parts.len() {
            if let Part::Month(month) = self.part(index) {
                dates.extend(self.date_around(index, month).map(|(dated, _)| dated));
            }
        }
        dates.extend(self.iso());
        dates.extend(self.with_numerals());
        dates
    }

    /// `8/XII/98`, `17/XII/1991`: the month as a numeral, the year perhaps without its century.
    fn with_numerals(&self) -> Vec<Dated> {
        let mut dates = Vec::new();
        for three in self.parts.windows(3) {
            let [(Part::Number(day), first), (Part::Other, month), (Part::Number(year), last)] =
                three
            else {
                continue;
            };
            let span = first.cover(*last);
            let month = month.of(self.text).to_ascii_uppercase();
            let joint = |from: Span, to: Span| &self.text[from.end()..to.start()] == "/";
            let is_joined = joint(*first, three[1].1) && joint(three[1].1, *last);
            let (before, after) = (&self.text[..span.start()], &self.text[span.end()..]);
            let is_whole = !before.ends_with('/') && !after.starts_with('/');
            if !is_joined || !is_whole {
                continue;
            }
            let year = if last.length_bytes() == 2 { with_century(*year) } else { *year };
            let month = month_of_numeral(&month);
            if let Some(date) = month.and_then(|month| date(year, month, *day)) {
                dates.push(Dated { date, span });
            }
        }
        dates
    }

    /// The words of the parts at `indices` that are one number: passed over are the words that lead to it,
    /// and [`JOINTS`] within it.
    fn number_in_words(&self, indices: impl Iterator<Item = usize>) -> Vec<u32> {
        let mut values = Vec::new();
        for index in indices {
            let Some((_, span)) = self.parts.get(index) else { break };
            let word = span.of(self.text);
            match (value(word), values.is_empty()) {
                (Some(value), _) => values.push(value),
                (None, true) if LEADING.contains(&word) => {}
                (None, false) if JOINTS.contains(&word) => {}
                (None, _) => break,
            }
        }
        values
    }

    /// The date whose month stands at `index`, and the index of its first part.
    fn date_around(&self, index: usize, month: u8) -> Option<(Dated, usize)> {
        let mut after = self.skip(index + 1);
        // Arabic: the second name of the same month.
        if self.part(after) == Part::Month(month) {
            after = self.skip(after + 1);
        }
        let (first, day, year_at) = match self.skip_back(index).map(|at| (at, self.part(at))) {
            Some((at, Part::Number(day))) if (1..=31).contains(&day) => (at, day, after),
            _ => match self.part(after) {
                Part::Number(day) if (1..=31).contains(&day) => (index, day, self.skip(after + 1)),
                Part::Number(_) | Part::Month(_) | Part::Filler | Part::Range | Part::Other => {
                    return None;
                }
            },
        };
        let Part::Number(year) = self.part(year_at) else { return None };
        let date = date(year, u32::from(month), day)?;
        let span = self.parts[first].1.cover(self.parts[year_at].1);
        Some((Dated { date, span }, first))
    }

    fn range(&self) -> Option<(Date, Date)> {
        for index in 0..self.parts.len() {
            let Part::Month(month) = self.part(index) else { continue };
            let Some((last, first_part)) = self.date_around(index, month) else { continue };
            let day_at = first_part;
            if let Some(first) = self.range_start(day_at, last.date) {
                return Some((first, last.date));
            }
        }
        None
    }

    /// The first day of a stretch that ends with the date whose first part is at `day_at`.
    fn range_start(&self, day_at: usize, last: Date) -> Option<Date> {
        let mut at = day_at.checked_sub(1)?;
        let mut is_range = false;
        while matches!(self.part(at), Part::Range | Part::Filler) {
            is_range |= self.part(at) == Part::Range;
            at = at.checked_sub(1)?;
        }
        let between = Span::new(self.parts[at].1.end(), self.parts[day_at].1.start());
        if !is_range && !between.of(self.text).contains('-') {
            return None;
        }
        let year = u32::from(last.year());
        match self.part(at) {
            Part::Number(day) if (1..=31).contains(&day) => {
                date(year, u32::from(last.month()), day).filter(|first| *first <= last)
            }
            Part::Month(month) => {
                let day_at = self.skip_back_over_month(at, month)?;
                let Part::Number(day) = self.part(day_at) else { return None };
                let first = date(year, u32::from(month), day)?;
                if first <= last { Some(first) } else { date(year - 1, u32::from(month), day) }
            }
            Part::Number(own_year) if YEARS.contains(&own_year) => {
                let month_at = self.skip_back(at)?;
                let Part::Month(month) = self.part(month_at) else { return None };
                self.date_around(month_at, month).map(|(dated, _)| dated.date)
            }
            Part::Number(_) | Part::Filler | Part::Range | Part::Other => None,
        }
    }

    fn skip_back_over_month(&self, at: usize, month: u8) -> Option<usize> {
        let before = self.skip_back(at)?;
        if self.part(before) == Part::Month(month) { self.skip_back(before) } else { Some(before) }
    }

    /// `2020-12-07`.
    fn iso(&self) -> Vec<Dated> {
        let mut dates = Vec::new();
        for three in self.parts.windows(3) {
            let [(Part::Number(year), first), (Part::Number(month), _), (Part::Number(day), last)] =
                three
            else {
                continue;
            };
            let span = first.cover(*last);
            let is_joined = span.of(self.text).bytes().filter(|byte| *byte == b'-').count() == 2
                && span.length_bytes() <= "2020-12-07".len();
            if is_joined && let Some(date) = date(*year, *month, *day) {
                dates.push(Dated { date, span });
            }
        }
        dates
    }
}

/// Words that stand between the parts of a date in words, folded.
const LEADING: [&str; 21] = [
    "an", "ano", "day", "de", "del", "dia", "dias", "du", "el", "in", "jour", "jours", "l", "le",
    "les", "los", "mes", "mois", "of", "the", "year",
];
/// Words within a number, folded.
const JOINTS: [&str; 3] = ["and", "et", "y"];

/// Returns the day on which a text was signed, in words: `a los tres días del mes de mayo de dos mil uno`.
pub(super) fn in_words(text: &str) -> Option<Date> {
    let folded = fold(text);
    let tokens = Tokens::new(&folded);
    (0..tokens.parts.len()).rev().find_map(|index| {
        let Part::Month(month) = tokens.part(index) else { return None };
        let mut day = tokens.number_in_words((0..index).rev());
        day.reverse();
        let year = tokens.number_in_words(index + 1..tokens.parts.len());
        date(compound(&year)?, u32::from(month), compound(&day)?)
    })
}

/// Puts the words of one number together: `mil novecientos noventa`, `nineteen hundred and ninety`, `deux
/// mille vingt`.
fn compound(values: &[u32]) -> Option<u32> {
    values.iter().copied().reduce(|sum, value| match (value, sum % 1000) {
        (1000, 1..=9) => sum * 1000,
        (100, below @ 1..=99) => sum - below + below * 100,
        (20, below) if below % 100 == 4 => sum + 76,
        _other => sum.saturating_add(value),
    })
}

/// The month of a numeral: `XII`.
fn month_of_numeral(numeral: &str) -> Option<u32> {
    super::numbering::roman_value(numeral).filter(|month| (1..=12).contains(month))
}

/// The year of its last two figures: no organisation dates its acts so before the second half of the last
/// century.
fn with_century(year: u32) -> u32 {
    const FIRST: u32 = 45;
    if year < FIRST { 2000 + year } else { 1900 + year }
}

fn part(word: &str) -> Part {
    let figures = word.bytes().take_while(u8::is_ascii_digit).count();
    if figures > 0 {
        const ENDINGS: [&str; 10] = ["", "st", "nd", "rd", "th", "er", "e", "o", "eme", "г"];
        let is_number = figures <= 4 && ENDINGS.contains(&&word[figures..]);
        return word[..figures]
            .parse()
            .ok()
            .filter(|_| is_number)
            .map_or(Part::Other, Part::Number);
    }
    if let Some(month) = citation::month(word) {
        Part::Month(month)
    } else if FILLERS.contains(&word) {
        Part::Filler
    } else if RANGES.contains(&word) {
        Part::Range
    } else {
        Part::Other
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// A number before one of the signs 年, 月, 日, in figures or Chinese numerals.
fn signed(text: &str, sign: char) -> Option<(u32, &str)> {
    let (number, rest) = text.split_once(sign)?;
    let number = number.trim();
    let value = number.parse().ok().or_else(|| chinese_number(number))?;
    Some((value, rest))
}

/// Returns the value of a Chinese numeral: `二十七`, `二〇二〇`.
pub(super) fn chinese_number(numeral: &str) -> Option<u32> {
    const NUMERALS_MAX: usize = 6;
    let tables = Tables::embedded();
    if numeral.is_empty() || numeral.chars().count() > NUMERALS_MAX {
        return None;
    }
    let mut buffer = [0; 4];
    let mut digits = Vec::new();
    for character in numeral.chars() {
        digits.push(tables.number(character.encode_utf8(&mut buffer))?);
    }
    if !digits.iter().any(|digit| *digit >= 10) {
        return Some(digits.iter().fold(0, |value, digit| value * 10 + digit));
    }
    let mut value = 0;
    let mut pending = 0;
    for digit in digits {
        if digit >= 10 {
            value += pending.max(1) * digit;
            pending = 0;
        } else {
            pending = digit;
        }
    }
    Some(value + pending)
}

/// Dates written year first with 年月日.
fn chinese(folded: &str) -> Vec<Dated> {
    let mut dates = Vec::new();
    for (sign, _) in folded.match_indices('年') {
        let start = numeral_start(&folded[..sign]);
        if let Some((date, rest)) = chinese_date(&folded[start..]) {
            dates.push(Dated { date, span: Span::new(start, folded.len() - rest.len()) });
        }
    }
    dates
}

/// Where the number before a sign begins.
fn numeral_start(before: &str) -> usize {
    let tables = Tables::embedded();
    before
        .char_indices()
        .rev()
        .take_while(|(_, character)| {
            character.is_ascii_digit()
                || tables.number(character.encode_utf8(&mut [0; 4])).is_some()
        })
        .last()
        .map_or(before.len(), |(place, _)| place)
}

fn chinese_date(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = signed(text, '年')?;
    let (month, rest) = signed(rest, '月')?;
    let (day, rest) = signed(rest, '日')?;
    Some((date(year, month, day)?, rest))
}

fn chinese_range(folded: &str) -> Option<(Date, Date)> {
    let first = *chinese(folded).first()?;
    let rest = &folded[first.span.end()..];
    let rest = rest.trim_start().strip_prefix(['至', '-', '到'])?;
    let year = u32::from(first.date.year());
    if let Some((last, _)) = chinese_date(rest) {
        return Some((first.date, last));
    }
    let (month, days) = signed(rest, '月').unwrap_or((u32::from(first.date.month()), rest));
    let (day, _) = signed(days, '日')?;
    Some((first.date, date(year, month, day)?))
}
