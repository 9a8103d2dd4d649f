//! Marks of notes where the notation is explicit: a raised `1`, `a`, `*`.
//!
//! Not every raised character is one. Ordinals (`68<sup>th</sup>`, French `1<sup>er</sup>`, Spanish
//! `n.<sup>o</sup>`) and powers (`km<sup>2</sup>`) are words.

use super::words::Words;
use super::{entity, prefix};

/// The longest list of markers in one place (`1, 2, 3`), in bytes.
pub(super) const MARKER_BYTES_MAX: usize = 32;

/// The longest single marker: three figures or letters, or asterisks.
const MARKER_CHARS_MAX: usize = 3;

/// What is left of a doubled tag when a converter takes the ampersand of the inner one, escaped,
/// for raised text of its own.
const BROKEN_OPENING: &str = "<sup>&</sup>lt;sup>";

/// Units of length after which a raised 2 or 3 is a power.
const UNITS: &[&str] = &["m", "km", "cm", "mm", "dm", "м", "км", "см", "мм"];

/// Returns the markers in the superscript element at the beginning of `text` and the bytes it
/// takes; `before` is what stands left of it. Besides `<sup>1</sup>` this reads what converters
/// make of it: `&lt;sup&gt;1&lt;/sup&gt;`, `<sup>&lt;sup>1</sup>` and [`BROKEN_OPENING`].
pub(super) fn superscript(text: &str, before: &str) -> Option<(Vec<String>, usize)> {
    let mut inside_at = match text.strip_prefix(BROKEN_OPENING) {
        Some(_inside) => BROKEN_OPENING.len(),
        None => opening(text)?,
    };
    inside_at += opening(&text[inside_at..]).unwrap_or_default();
    let inside = &text[inside_at..];
    let (end, closing_bytes) = closing(inside)?;
    let mut length = inside_at + end + closing_bytes;
    // A doubled opening may have a doubled end.
    if let Some((0, closing_bytes)) = closing(&text[length..]) {
        length += closing_bytes;
    }
    Some((markers(&inside[..end], before)?, length))
}

/// Returns the length of an opening superscript tag at the beginning of `text`.
fn opening(text: &str) -> Option<usize> {
    let at = escaped(text, '<')?;
    let name = text.get(at..at + 3).filter(|name| name.eq_ignore_ascii_case("sup"))?;
    Some(at + name.len() + escaped(&text[at + name.len()..], '>')?)
}

/// Returns where in `text`, within reach, the first closing superscript tag begins and its length.
fn closing(text: &str) -> Option<(usize, usize)> {
    let window = prefix(text, MARKER_BYTES_MAX + 16);
    window.match_indices(['<', '&']).find_map(|(place, _)| {
        let rest = &text[place..];
        let at = escaped(rest, '<')?;
        let name = rest.get(at..at + 4).filter(|name| name.eq_ignore_ascii_case("/sup"))?;
        let end = escaped(&rest[at + name.len()..], '>')?;
        Some((place, at + name.len() + end))
    })
}

/// Returns the length of `character` at the beginning of `text`, bare or as an entity.
fn escaped(text: &str, character: char) -> Option<usize> {
    if text.starts_with(character) {
        return Some(character.len_utf8());
    }
    let (decoded, length) = entity::decode(text)?;
    decoded.chars().eq([character]).then_some(length)
}

/// Returns the markers that `raised`, the content of a raised place after `before`, consists of;
/// `None` where it is a word or a part of one.
pub(super) fn markers(raised: &str, before: &str) -> Option<Vec<String>> {
    let is_wrapping = |character: char| {
        character.is_whitespace() || matches!(character, '*' | '_' | '[' | ']' | '(' | ')')
    };
    let asterisks = raised.trim();
    if is_symbol(asterisks) {
        return Some(vec![asterisks.to_owned()]);
    }
    let bare = raised.trim_matches(is_wrapping);
    let markers: Vec<String> = bare
        .split([',', ';', ' ', '،'])
        .filter(|marker| !marker.is_empty())
        .map(str::to_owned)
        .collect();
    let is_bracketed = raised.contains(['(', '[']);
    let is_note = !markers.is_empty()
        && markers.iter().all(|marker| is_marker(marker))
        && (is_bracketed || !is_ordinal(bare, before))
        && !is_power(bare, before);
    is_note.then_some(markers)
}

/// Asterisks and daggers, alone or repeated.
fn is_symbol(text: &str) -> bool {
    let count = text.chars().count();
    (1..=MARKER_CHARS_MAX).contains(&count)
        && text.chars().all(|character| matches!(character, '*' | '†' | '‡' | '§'))
}

/// Figures of any script, one letter, or symbols.
fn is_marker(text: &str) -> bool {
    let count = text.chars().count();
    let is_figure = count <= MARKER_CHARS_MAX && text.chars().all(char::is_numeric);
    let is_letter = count == 1 && text.chars().all(char::is_alphabetic);
    is_figure || is_letter || is_symbol(text)
}

/// A raised letter after a figure (`2<sup>e</sup>`) or an abbreviation's first letters
/// (`n<sup>o</sup>`, `N.<sup>o</sup>`) is an ordinal or the end of a word.
fn is_ordinal(raised: &str, before: &str) -> bool {
    let is_letter = raised.chars().all(char::is_alphabetic);
    let before = before.trim_end_matches('.');
    let word = before.rsplit(|side: char| !side.is_alphanumeric()).next().unwrap_or_default();
    let is_number_sign = word.eq_ignore_ascii_case("n") || word.eq_ignore_ascii_case("no");
    is_letter && (word.ends_with(|last: char| last.is_ascii_digit()) || is_number_sign)
}

/// A raised 2 or 3 after a unit of length.
fn is_power(raised: &str, before: &str) -> bool {
    let word = before.rsplit(|side: char| !side.is_alphabetic()).next().unwrap_or_default();
    matches!(raised, "2" | "3") && UNITS.contains(&word)
}

/// Takes the marker off the beginning of a note's words, where the format keeps it apart but the
/// printed one stands there too: `(1) words`, `1 words`, or empty brackets whose figure was lost.
pub(super) fn drop_printed_marker(words: &mut Words, marker: &str) {
    let text = words.text.as_str();
    let end = [('(', ')'), ('[', ']')].into_iter().find(|(start, _)| text.starts_with(*start));
    let bare = end.map_or(text, |(start, _)| &text[start.len_utf8()..]);
    let after = match (bare.strip_prefix(marker), end) {
        (Some(after), None) => Some(after),
        (Some(after), Some((_, end))) => after.strip_prefix(end),
        (None, Some((_, end))) => bare.strip_prefix(end),
        (None, None) => None,
    };
    if let Some(after) = after.filter(|after| after.starts_with(char::is_whitespace)) {
        let bytes = text.len() - after.trim_start().len();
        words.drop_front(bytes);
    }
}

/// Takes a marker in brackets, `(a)`, off the beginning of `words` and returns it.
pub(super) fn take_printed_marker(words: &mut Words) -> Option<String> {
    let (marker, after) = words.text.strip_prefix('(')?.split_once(')')?;
    let marker = Some(marker.to_owned()).filter(|marker| is_marker(marker))?;
    let bytes = words.text.len() - after.trim_start().len();
    words.drop_front(bytes);
    Some(marker)
}
