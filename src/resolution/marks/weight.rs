//! What in a text may be the mark of a note, and how likely each place is.

use super::super::dates;
use crate::text::{find_byte, is_unspaced};

/// Weaker places are left alone: they are figures of the text.
const WEIGHT_MIN: u32 = 4;

/// Returns the figures in `text` that are marks rather than counts: they stand right behind a sign
/// or, where raised figures came down, with a blank between.
pub(in crate::resolution) fn called_numbers(text: &str) -> Vec<u32> {
    const CALLED: u32 = 6;
    numbers_of(text, CALLED)
}

/// Returns the figures in `text` that may be marks of notes that are known to be there.
pub(in crate::resolution) fn calling_numbers(text: &str) -> Vec<u32> {
    numbers_of(text, WEIGHT_MIN)
}

fn numbers_of(text: &str, weight_min: u32) -> Vec<u32> {
    let found = candidates(text).into_iter();
    found
        .filter(|(.., weight)| *weight >= weight_min)
        .filter_map(|(marker, ..)| marker.parse().ok())
        .collect()
}

/// Returns the value of a superscript digit.
pub(in crate::resolution) fn superscript_digit(character: char) -> Option<char> {
    const SIGNS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if character.is_ascii() {
        return None;
    }
    let value = SIGNS.iter().position(|sign| *sign == character)?;
    char::from_digit(u32::try_from(value).ok()?, 10)
}

/// Marker, first byte, end byte, weight of everything in `text` that may be a mark.
pub(super) fn candidates(text: &str) -> Vec<(String, usize, usize, u32)> {
    let mut found = Vec::new();
    let mut at = 0;
    // Raised figures begin with one of the last two.
    let may_begin =
        |byte: u8| byte.is_ascii_digit() | (byte == b'*') | (byte == 0xC2) | (byte == 0xE2);
    while let Some(offset) = find_byte(&text.as_bytes()[at..], may_begin) {
        let start = at + offset;
        let first = text[start..].chars().next().unwrap_or(' ');
        let is_raised = superscript_digit(first).is_some();
        if !first.is_ascii() && !is_raised {
            at = start + first.len_utf8();
            continue;
        }
        let end = text[start..]
            .find(|one: char| {
                if is_raised {
                    superscript_digit(one).is_none()
                } else if first == '*' {
                    one != '*'
                } else {
                    !one.is_ascii_digit()
                }
            })
            .map_or(text.len(), |length| start + length);
        at = end;
        if is_raised {
            let marker = text[start..end].chars().filter_map(superscript_digit).collect();
            found.push((marker, start, end, 16));
        } else if first == '*' {
            if start > 0 {
                found.push((text[start..end].to_owned(), start, end, 6));
            }
        } else {
            found.extend(figure(text, start, end));
        }
    }
    found
}

/// Weighs a figure of the text.
fn figure(text: &str, start: usize, end: usize) -> Option<(String, usize, usize, u32)> {
    let digits = &text[start..end];
    let before = text[..start].chars().next_back()?;
    let after = text[end..].chars().next();
    let marker = digits.to_owned();
    if before == '[' && after == Some(']') {
        return Some((marker, start - 1, end + 1, 16));
    }
    if digits.len() > 3 {
        return year_and_mark(text, start, end);
    }
    if digits.starts_with('0') {
        return None;
    }
    if before == '(' && after == Some(')') {
        // `1993(1)` is a mark; ` (1) ` a number of a list.
        let is_glued =
            text[..start - 1].chars().next_back().is_some_and(|one| !one.is_whitespace());
        return is_glued.then_some((marker, start - 1, end + 1, 5));
    }
    if after == Some('/') {
        let follows = text[end + 1..].chars().next();
        let is_slashed = follows.is_none_or(|one| one.is_whitespace() || ",;.:".contains(one))
            && (before.is_whitespace() || before.is_alphabetic() || ",;.:)\"”".contains(before));
        return is_slashed.then_some((marker, start, end + 1, 9));
    }
    if after.is_some_and(is_bound_to_figure) || is_decimal(text, end) {
        return None;
    }
    let weight = weight_behind(text, start, end, before)?;
    (weight >= WEIGHT_MIN).then_some((marker, start, end, weight))
}

/// A figure goes on into these: `20%`, `5-year`, `3rd`.
fn is_bound_to_figure(after: char) -> bool {
    after.is_ascii_digit()
        || after.is_alphabetic() && !is_unspaced(after)
        || "%‰°/-–‑".contains(after)
        || "年月日号条届次个項项章段节名卷页岁时点分国天周世".contains(after)
}

/// `2.5`, `1,000`
fn is_decimal(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    rest.next().is_some_and(|sign| ".,".contains(sign))
        && rest.next().is_some_and(|next| next.is_ascii_digit())
}

/// Weighs a figure by what stands before it.
fn weight_behind(text: &str, start: usize, end: usize, before: char) -> Option<u32> {
    const CLOSING: &str = "”’\"»,;.:،؛。，；、》」』）)!?";
    if is_unspaced(before) && !CLOSING.contains(before) {
        // `决议3`: figures are written so in Chinese as well.
        return (before != '第').then_some(5);
    }
    if before.is_alphabetic() {
        let word = text[..start].chars().rev().take_while(|one| one.is_alphabetic());
        let (length, small) = word.fold((0, 0), |(length, small), one| {
            (length + 1, small + usize::from(one.is_lowercase() || !one.is_uppercase()))
        });
        // `Child4` against `CO2` and `H1`.
        return Some(if length > 2 && small > 1 { 10 } else { 4 });
    }
    if CLOSING.contains(before) {
        let inside = text[..start - before.len_utf8()].chars().next_back();
        let is_amount = ",.".contains(before) && inside.is_some_and(|one| one.is_ascii_digit());
        // `1995,1 in` may be a mark behind a year; `no.1` and `L.17` are not.
        let is_short_form = before == '.' && !is_behind_word(text, start - 1);
        return Some(if is_amount {
            4
        } else if is_short_form {
            3
        } else {
            9
        });
    }
    if before.is_whitespace() {
        return weight_behind_blank(text, start, end);
    }
    None
}

/// A full stop ends a sentence when a word of some length stands before it.
fn is_behind_word(text: &str, stop: usize) -> bool {
    let word: Vec<char> =
        text[..stop].chars().rev().take_while(|one| one.is_alphanumeric()).take(4).collect();
    word.len() == 4 || text[..stop].ends_with([')', '”', '»'])
}

/// `Rights, 1  the` is a mark, `Geneva, 12 December 1999` is not.
fn weight_behind_blank(text: &str, start: usize, end: usize) -> Option<u32> {
    let left = text[..start].trim_end();
    let blanks_before = text[..start].chars().count() - left.chars().count();
    let last = left.chars().next_back()?;
    let right = &text[end..];
    let blanks_after = right.chars().take_while(|one| one.is_whitespace()).count();
    let is_followed_well = right.is_empty()
        || blanks_after > 0
        || right.starts_with([',', ';', '.', ':', '，', '。', '；', '、']);
    if !is_followed_well || is_date(right) {
        return None;
    }
    if ",;.:”’\"»)،؛，。；》".contains(last) {
        return Some(if blanks_after > 1 { 8 } else { 6 });
    }
    // Behind a word only where the spacing of a raised figure is left.
    let is_raised = blanks_after > 1
        || blanks_before > 1
        || right.trim_start().starts_with([',', ';']) && blanks_after > 0;
    if is_raised && last.is_alphabetic() {
        return Some(5);
    }
    let is_between = blanks_before == 1 && blanks_after == 1 && leads_over(left, right);
    is_between.then_some(WEIGHT_MIN)
}

/// Words that stand behind no count, in the languages whose words stand apart.
const SMALL: &str = "and or of to on in for from by with that which who between dated adopted submitted \
     concerning at as et ou de du des en pour par que qui y o del para por con entre и \
     или от";

/// Words that have a number behind them, by their beginnings.
const NUMBERED: &str = "paragraph para párrafo article artículo chap section sección rule règle regla item \
     point punto tema part annex anex append apénd page resol résol decision protocol \
     goal objecti objeti target cible meta priorit pillar component programme \
     subprogramme table cuadro figure box list group categor class level phase stage \
     step option volume round пункт стать приложен цел раздел";

/// Tells whether a figure between two words can be no count: `the report 23 of the Commission`,
/// `27 October 1964 22 and`. What is counted stands behind a count, and a small word does not; but
/// some words have a number: `paragraph 2 of`.
fn leads_over(left: &str, right: &str) -> bool {
    let next = right.split_whitespace().next().unwrap_or_default();
    let last = left.rsplit(char::is_whitespace).next().unwrap_or_default();
    if !SMALL.split(' ').any(|word| word == next) || last.chars().count() < 3 {
        return false;
    }
    let is_year = last.len() == 4
        && (last.starts_with("19") || last.starts_with("20"))
        && last.bytes().all(|one| one.is_ascii_digit());
    let lower = last.to_lowercase();
    let is_word = last.chars().all(|one| one.is_alphabetic() || "-’'".contains(one))
        && !NUMBERED.split(' ').any(|word| lower.starts_with(word))
        && !dates::is_month(&lower);
    is_year || is_word
}

/// Tells whether a month and a year follow, in whatever language: a word or two and four figures.
fn is_date(right: &str) -> bool {
    let mut words = right.split_whitespace().map(|word| word.trim_matches([',', '.', ';']));
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|one| one.is_ascii_digit());
    words.next().is_some_and(|word| word.chars().next().is_some_and(char::is_alphabetic))
        && words.take(3).any(is_year)
}

/// `20203`: a year with the mark of the third note behind it.
fn year_and_mark(text: &str, start: usize, end: usize) -> Option<(String, usize, usize, u32)> {
    let digits = &text[start..end];
    if !(5..=7).contains(&digits.len()) || text[end..].starts_with(is_bound_to_figure) {
        return None;
    }
    let before = text[..start].chars().next_back();
    let year: u32 = digits[..4].parse().ok()?;
    let is_year = (1900..2100).contains(&year)
        && before
            .is_none_or(|one| one.is_whitespace() || one == '/' || is_unspaced(one) || one == '(');
    (is_year && !digits[4..].starts_with('0')).then(|| (digits[4..].to_owned(), start + 4, end, 5))
}
