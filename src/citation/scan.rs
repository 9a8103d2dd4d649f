//! Citations in running text: which numbers are resolutions, and whose.
//!
//! A number is a citation after a word for "resolution" or "decision", or in a list that goes on
//! from one. Whose it is comes from the nearest name: after it ("resolution 46/182 of the General
//! Assembly"), between word and number (Arabic), before the word, or from "its", which is the body
//! that speaks unless a name stands before it ("the Council, in its resolution"). The kind of
//! number has the last word: `1325 (2000)` is of the Security Council, whoever is named.

use super::candidate::{Source, candidates};
use super::owner::Owner;
use super::reading::Reading;
use super::series::Series;
use super::{Citation, Context, Symbol};
use crate::text::{Folded, find_byte};

/// Returns the citations in `text`, in order, without overlaps.
///
/// Each element of a list is a citation of its own: "resolutions 48/13 C and 49/44 A and B" holds
/// three. The time is linear in the length of the text.
///
/// ```
/// use resq::citation::{Context, scan};
///
/// let text = "Recalling resolutions 660 (1990) and 661 (1990) of the Council and its resolution 71/19,";
/// let found: Vec<String> =
///     scan(text, Context::default()).iter().map(|citation| citation.symbol.to_string()).collect();
/// assert_eq!(found, ["S/RES/660", "S/RES/661", "A/RES/71/19"]);
/// ```
#[must_use]
pub fn scan(text: &str, context: Context) -> Vec<Citation> {
    if !may_cite(text) {
        return Vec::new();
    }
    let folded = Folded::new(text);
    let source = Source { original: text, folded: &folded };
    let numbers = candidates(source);
    if numbers.is_empty() {
        return Vec::new();
    }
    let reading = Reading::new(folded.as_str(), context.speaker.map(Series::of_organ));
    let mut citations = Vec::new();
    for (candidate, owner) in numbers.iter().zip(reading.owners(&numbers)) {
        for (symbol, span) in owner.map(|owner| owner.symbols(candidate)).unwrap_or_default() {
            let is_second = candidate.is_second && !citations.is_empty();
            citations.push(Citation { span: folded.original(span), symbol, is_second });
        }
    }
    citations
}

/// Returns the one symbol that `text` is, words that say whose it is included.
pub(super) fn whole(text: &str) -> Option<Symbol> {
    let folded = Folded::new(text);
    let source = Source { original: text, folded: &folded };
    let numbers = candidates(source);
    let [candidate] = numbers.as_slice() else { return None };
    let reading = Reading::new(folded.as_str(), None);
    let has_only_small_words = reading.is_made_of_known_words(0, candidate.span.start())
        && reading.is_made_of_known_words(candidate.end(), folded.as_str().len());
    if !has_only_small_words {
        return None;
    }
    let owner = reading.owners(&numbers).into_iter().next().flatten();
    let owner = owner.or_else(|| Owner::unnamed(candidate).filter(|_| reading.has_no_marks()));
    let mut symbols = owner?.symbols(candidate);
    if symbols.len() == 1 { symbols.pop().map(|(symbol, _)| symbol) } else { None }
}

/// A cheap look at the bytes: a citation has a figure next to a stroke, a letter or a bracket.
fn may_cite(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut place = 0;
    while let Some(offset) = find_byte(&bytes[place..], may_begin_figure) {
        let start = place + offset;
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length > 0 && (leads_to_number(&bytes[..start]) || goes_on(&bytes[start + length..])) {
            return true;
        }
        // Arabic-Indic and full-width figures.
        let is_foreign = matches!(
            bytes[start..],
            [0xd9, 0xa0..=0xa9, ..] | [0xdb, 0xb0..=0xb9, ..] | [0xef, 0xbc, 0x90..=0x99, ..]
        );
        if is_foreign {
            return true;
        }
        place = start + length.max(1);
    }
    false
}

fn may_begin_figure(byte: u8) -> bool {
    byte.is_ascii_digit() | (byte == 0xd9) | (byte == 0xdb) | (byte == 0xef)
}

/// Tells whether what stands before a figure may be part of a symbol, or names a resolution.
fn leads_to_number(before: &[u8]) -> bool {
    const WORDS: [&str; 6] = ["ution ", "utions ", "ución ", "uciones ", "SCR ", "第"];
    match before {
        [.., last] if last.is_ascii_alphabetic() || b"/-._".contains(last) => true,
        // `CM/Res(2019)1`.
        [.., letter, b'('] if letter.is_ascii_alphabetic() => true,
        [.., 0xe2, 0x80, _] | [.., 0xef, 0xbc, 0x8f] => true,
        _ => WORDS.iter().any(|word| before.ends_with(word.as_bytes())),
    }
}

/// Tells whether what stands after a figure may make it the number of a resolution.
fn goes_on(after: &[u8]) -> bool {
    let spaces: &[&[u8]] = &[b" ", b"\xc2\xa0", b"\xe2\x80\xaf"];
    let bare = spaces.iter().find_map(|space| after.strip_prefix(*space)).unwrap_or(after);
    match bare {
        [b'/' | b'(', ..] | [0xef, 0xbc, 0x88 | 0x8f, ..] | [0xe2, 0x81 | 0x88, ..] => true,
        // "2200 A (XXI)".
        [letter, next, ..] if letter.is_ascii_uppercase() => !next.is_ascii_lowercase(),
        _ => after.starts_with(b"-") || after.starts_with("号".as_bytes()),
    }
}
