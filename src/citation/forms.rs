//! Symbols of bodies that write theirs in ways of their own, by the table `citation/forms.tsv`.
//!
//! The first cell of a row says how a symbol is printed, folded:
//!
//! - `0` is a figure, `@` a figure whose zeros count, `%` a Roman numeral;
//! - a space says that white space may stand there; a space within a bracket belongs to what the
//!   bracket holds;
//! - `~` is whatever a bracket holds; `[…]` may be left out; what stands before `|` leads to the
//!   symbol and is no part of it.
//!
//! The second is the canonical spelling, with the same signs for what was read, in order; it is read
//! by one of the rows itself. The third names the body.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::roman;
use super::vocabulary::{FORMS, rows};
use crate::text::Span;

/// The longest content of a bracket, as of [`Sign::Any`].
const ANY_BYTES_MAX: usize = 24;
/// More white space than that parts a symbol.
const SPACES_MAX: usize = 2;
const FIGURES_MAX: usize = 6;

/// The rows of the table, by the last byte before their first figure: most figures of a text have
/// another one before them.
#[derive(Debug)]
struct Forms {
    rows: BTreeMap<u8, Vec<Form>>,
    /// Those that begin with a figure, by the first byte behind it that is no space.
    bare: BTreeMap<u8, Vec<Form>>,
}

#[derive(Debug)]
struct Form {
    /// What stands before the first figure, from there backwards.
    head: Vec<Sign>,
    /// What goes on from the first figure.
    tail: Vec<Sign>,
    canonical: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Sign {
    Byte(u8),
    Space,
    /// Whether its zeros count.
    Figure {
        is_kept: bool,
    },
    Roman,
    Any,
    Optional(Vec<Sign>),
    /// The symbol begins behind it.
    Begin,
}

/// Returns where the symbol stands in a folded text whose first figure is at `place`, and its
/// canonical spelling.
pub(super) fn at(text: &str, place: usize) -> Option<(Span, String)> {
    let forms = embedded();
    let before = text.as_bytes()[..place].iter().rev();
    let last = before.copied().take(SPACES_MAX + 1).find(|byte| *byte != b' ');
    let headed = last.and_then(|last| forms.rows.get(&last));
    let behind = text.as_bytes()[place..].iter().copied();
    let next = behind.skip_while(u8::is_ascii_digit).find(|byte| *byte != b' ');
    let bare = next.and_then(|next| forms.bare.get(&next));
    let rows = headed.into_iter().chain(bare).flatten();
    rows.filter_map(|form| form.read(text, place)).max_by_key(|(span, _)| span.length_bytes())
}

/// Returns the canonical spelling of a folded text that is a symbol of the table and nothing else.
pub(super) fn whole(folded: &str) -> Option<String> {
    let figure = folded.bytes().position(|byte| byte.is_ascii_digit())?;
    let (span, canonical) = at(folded, figure)?;
    (span.length_bytes() == folded.len()).then_some(canonical)
}

/// Tells whether a canonical symbol is one of the table.
pub(super) fn has(symbol: &str) -> bool {
    whole(&symbol.to_ascii_lowercase()).is_some_and(|canonical| canonical == symbol)
}

fn embedded() -> &'static Forms {
    static EMBEDDED: OnceLock<Forms> = OnceLock::new();
    EMBEDDED.get_or_init(|| {
        let mut forms = Forms { rows: BTreeMap::new(), bare: BTreeMap::new() };
        for [printed, canonical, _] in rows(FORMS) {
            let mut signs = signs(&mut printed.bytes());
            let first = signs.iter().position(|sign| matches!(sign, Sign::Figure { .. }));
            let tail = signs.split_off(first.unwrap_or(signs.len()));
            signs.reverse();
            let (last, next) = (first_byte(&signs), first_byte(&tail));
            let form = Form { head: signs, tail, canonical };
            match (last, next) {
                (Some(last), _) => forms.rows.entry(last).or_default().push(form),
                (None, Some(next)) => forms.bare.entry(next).or_default().push(form),
                (None, None) => {}
            }
        }
        forms
    })
}

fn first_byte(signs: &[Sign]) -> Option<u8> {
    signs.iter().find_map(|sign| match sign {
        Sign::Byte(byte) => Some(*byte),
        _ => None,
    })
}

/// Reads the first cell of a row, up to a closing bracket.
fn signs(printed: &mut impl Iterator<Item = u8>) -> Vec<Sign> {
    let mut found = Vec::new();
    while let Some(byte) = printed.next() {
        found.push(match byte {
            b' ' => Sign::Space,
            b'0' => Sign::Figure { is_kept: false },
            b'@' => Sign::Figure { is_kept: true },
            b'%' => Sign::Roman,
            b'~' => Sign::Any,
            b'|' => Sign::Begin,
            b'[' => Sign::Optional(signs(printed)),
            b']' => break,
            other => Sign::Byte(other),
        });
    }
    found
}

impl Form {
    fn read(&self, text: &str, place: usize) -> Option<(Span, String)> {
        let mut values = Vec::new();
        let (mut at, mut start) = (place, None);
        for sign in &self.head {
            at = before(text, at, sign, &mut values)?;
            if *sign == Sign::Begin {
                start = Some(at);
            }
        }
        let is_bound = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-._".contains(byte);
        if text.as_bytes()[..at].last().is_some_and(is_bound) {
            return None;
        }
        values.reverse();
        let end = behind(text, place, &self.tail, &mut values)?;
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric();
        if text.as_bytes().get(end).is_some_and(is_word) {
            return None;
        }
        Some((Span::new(start.unwrap_or(at), end), self.print(&values)))
    }

    fn print(&self, values: &[Cow<'_, str>]) -> String {
        let mut values = values.iter();
        let mut printed = String::new();
        for sign in self.canonical.chars() {
            match sign {
                '0' | '@' | '%' => printed.extend(values.next().map(Cow::as_ref)),
                other => printed.push(other),
            }
        }
        printed
    }
}

/// Returns where `sign` begins that ends at `at`.
fn before(text: &str, at: usize, sign: &Sign, values: &mut Vec<Cow<'_, str>>) -> Option<usize> {
    // In bytes: between two rows a character may be read in part, `n°`.
    let head = &text.as_bytes()[..at];
    match sign {
        Sign::Byte(byte) => (head.last() == Some(byte)).then(|| at - 1),
        Sign::Space => {
            let spaces = head.iter().rev().take_while(|byte| **byte == b' ').count();
            Some(at - spaces.min(SPACES_MAX))
        }
        Sign::Roman => {
            let letters = head.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let numeral = text[at - letters..at].to_ascii_uppercase();
            roman::value(&numeral)?;
            values.push(numeral.into());
            Some(at - letters)
        }
        Sign::Begin => Some(at),
        // Figures begin the tail, and what may be left out or is any stands behind them.
        Sign::Figure { .. } | Sign::Any | Sign::Optional(_) => None,
    }
}

/// Returns where `signs` end that begin at `place`.
fn behind<'t>(
    text: &'t str,
    place: usize,
    signs: &[Sign],
    values: &mut Vec<Cow<'t, str>>,
) -> Option<usize> {
    let mut at = place;
    for sign in signs {
        let rest = &text[at..];
        at += match sign {
            Sign::Byte(byte) => (rest.as_bytes().first() == Some(byte)).then_some(1)?,
            Sign::Space => (rest.len() - rest.trim_start_matches(' ').len()).min(SPACES_MAX),
            Sign::Figure { is_kept } => {
                let length = rest.bytes().take_while(u8::is_ascii_digit).count();
                (1..=FIGURES_MAX).contains(&length).then_some(())?;
                let zeros = rest[..length - 1].bytes().take_while(|byte| *byte == b'0').count();
                values.push(rest[if *is_kept { 0 } else { zeros }..length].into());
                length
            }
            Sign::Any => {
                let length = rest.bytes().take(ANY_BYTES_MAX + 1).position(|byte| byte == b')')?;
                (length > 0).then_some(length)?
            }
            Sign::Optional(inner) => {
                let known = values.len();
                let end = behind(text, at, inner, values);
                values.truncate(known);
                end.map_or(0, |end| end - at)
            }
            Sign::Roman | Sign::Begin => return None,
        };
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::rows;
    use super::{FORMS, at, has};

    #[test]
    fn every_canonical_spelling_is_one() {
        let mut count = 0;
        for [_, canonical, _] in rows(FORMS) {
            let symbol = canonical.replace('0', "12").replace('@', "0345").replace('%', "XIV");
            assert!(has(&symbol), "{symbol}");
            count += 1;
        }
        assert!(count > 20, "{count} rows");
    }

    #[test]
    fn a_number_in_a_bracket_is_no_symbol() {
        for text in ["para. 12", "art. 5 (2)", "71/19", "in gc 12", "the mirage.12 (3)"] {
            let place = text.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or_default();
            assert_eq!(at(text, place), None, "{text}");
        }
    }
}
