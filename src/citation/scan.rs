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
use crate::text::Folded;

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
            citations.push(Citation { span: folded.original(span), symbol });
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

/// A cheap look at the bytes: a citation has a figure next to a stroke, a letter, a bracket.
fn may_cite(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut place = 0;
    while let Some(offset) = bytes[place..].iter().position(|byte| is_figure_or_foreign(*byte)) {
        let start = place + offset;
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 {
            // Figures of other scripts, full-width ones among them.
            if matches!(bytes[start..], [0xef, 0xbc, ..] | [0xd9 | 0xdb, ..]) {
                return true;
            }
            place = start + 1;
            continue;
        }
        let end = start + length;
        let before = start.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let after = bytes.get(end).copied().unwrap_or(b' ');
        let next = bytes.get(end + 1).copied().unwrap_or(b' ');
        let is_plain_after_word = before == b' ' && {
            let word = &bytes[..start.saturating_sub(1)];
            ["ution", "utions", "ución", "uciones", "SCR"]
                .iter()
                .any(|ending| word.ends_with(ending.as_bytes()))
        };
        let is_next_to_sign = !matches!(before, b' ' | b',' | b'$' | b'(' | b'"')
            || !matches!(after, b' ' | b',' | b';' | b'.' | b':' | b')' | b'"' | b'%')
            || after == b' ' && (next == b'(' || next.is_ascii_uppercase() || !next.is_ascii());
        if is_plain_after_word || is_next_to_sign {
            return true;
        }
        place = end;
    }
    false
}

fn is_figure_or_foreign(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == 0xef || matches!(byte, 0xd9 | 0xdb)
}
