//! [`TermPlaces`] and [`TermTokenizer`]: lists of terms that are already cut, for the index and its engine.

use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name of the chain in the engine's registry.
pub const TERM_CHAIN: &str = "resq_terms";

/// Ends every term of a term list but the last; no term holds it.
pub const SEPARATOR: char = '\n';
/// [`SEPARATOR`] as it stands in a list.
const MARK: u8 = b'\n';

/// Cuts a list of terms at [`SEPARATOR`]; the n-th term stands at position n.
///
/// An empty list gives no term, and so does an empty place in a list, which keeps its position.
#[derive(Clone, Debug, Default)]
pub struct TermTokenizer {
    token: Token,
}

/// The stream of a [`TermTokenizer`].
#[derive(Debug)]
pub struct TermStream<'a> {
    list: &'a str,
    places: TermPlaces<'a>,
    position: usize,
    token: &'a mut Token,
}

/// Where the terms of a list stand in it, one after the other, empty places too.
#[derive(Debug)]
pub(crate) struct TermPlaces<'a> {
    list: &'a [u8],
    place: usize,
}

impl<'a> TermPlaces<'a> {
    pub(crate) fn new(list: &'a str) -> Self {
        Self { list: list.as_bytes(), place: 0 }
    }
}

impl Iterator for TermPlaces<'_> {
    type Item = Range<usize>;

    #[inline]
    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.place;
        if start >= self.list.len() {
            return None;
        }
        let end = start + length_to_mark(&self.list[start..]);
        self.place = end + 1;
        Some(start..end)
    }
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, list: &'a str) -> TermStream<'a> {
        self.token.reset();
        TermStream { list, places: TermPlaces::new(list), position: 0, token: &mut self.token }
    }
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        for place in self.places.by_ref() {
            self.position += 1;
            if !place.is_empty() {
                self.token.offset_from = place.start;
                self.token.offset_to = place.end;
                self.token.position = self.position - 1;
                self.token.text.clear();
                self.token.text.push_str(&self.list[place]);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Returns how many bytes stand before the first mark, or all of them where there is none.
///
/// Terms are a few bytes long, for which a call of a search made for long texts costs more than it
/// finds: eight bytes at a time are looked at in place.
#[inline]
fn length_to_mark(list: &[u8]) -> usize {
    const LOW: u64 = u64::MAX / 0xff;
    const HIGH: u64 = LOW << 7;
    let mut place = 0;
    while let Some(eight) = list[place..].first_chunk() {
        // A byte that is the mark becomes zero, and borrows from its own highest bit.
        let differences = u64::from_le_bytes(*eight) ^ (LOW * (MARK as u64));
        let marks = differences.wrapping_sub(LOW) & !differences & HIGH;
        if marks != 0 {
            return place + (marks.trailing_zeros() / u8::BITS) as usize;
        }
        place += eight.len();
    }
    list[place..].iter().position(|byte| *byte == MARK).map_or(list.len(), |more| place + more)
}

#[cfg(test)]
mod tests {
    use super::{MARK, length_to_mark};

    #[test]
    fn a_mark_is_found_where_a_plain_search_finds_it() {
        for length in 0..40 {
            for first in 0..=length {
                for other in [0_u8, b'\t', b'\n' + 1, b'z', 0x80, 0x8a, 0xff] {
                    let mut list = vec![other; length];
                    if let Some(place) = list.get_mut(first) {
                        *place = MARK;
                    }
                    let last = list.len().saturating_sub(1);
                    if first + 2 < length {
                        list[last] = MARK;
                    }
                    let slow = list.iter().position(|byte| *byte == MARK).unwrap_or(length);
                    assert_eq!(length_to_mark(&list), slow, "{list:?}");
                }
            }
        }
    }
}
