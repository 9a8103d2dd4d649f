//! Symbols and citations that stand unquoted in a query, over as many words as they take.

use super::paragraph_words::{begins_passage, names_paragraph};
use super::signs::{
    is_close, is_open, is_operator, is_quote, is_separator, is_stray, is_tilde, negates,
    opens_doubled, opens_field, trails,
};
use crate::citation::Symbol;
use crate::text::Span;

/// How many pieces a citation can have: "United Nations Human Rights Council resolution 26/20" has
/// seven, a year in parentheses is one more.
const PIECES_MAX: usize = 9;

/// Returns the end and the text of the longest symbol or citation that begins at `start`.
///
/// What leaves no trace when a query is printed, such as commas and colons, is taken for a blank,
/// so that a printed query reads as the one typed; the text has a blank before parentheses.
pub(super) fn symbol(query: &str, start: usize) -> Option<(usize, String)> {
    let rest = &query[start..];
    if !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut found = None;
    let mut text = String::new();
    let mut place = 0;
    for _ in 0..PIECES_MAX {
        let Some(Piece { span: piece, printed, next }) = next_piece(rest, place) else { break };
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&printed);
        if text.contains(char::is_numeric) && is_symbol(&text) {
            // "S/RES/1325 para": the word leads to a number of its own.
            if begins_passage(first_word(&text)) || found.is_some() && names_paragraph(&printed) {
                break;
            }
            found = Some((start + piece.end(), text.clone()));
        }
        place = next;
    }
    found
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// A part of a symbol or citation.
struct Piece {
    span: Span,
    /// What it is read as.
    printed: String,
    /// Where the next one is looked for: after the signs that trail it, which no word keeps.
    next: usize,
}

/// Returns the next run without blanks and parentheses, or a year or session in parentheses.
fn next_piece(rest: &str, place: usize) -> Option<Piece> {
    let is_gap = |sign: char| {
        is_separator(sign) || is_stray(sign) || is_tilde(sign) || matches!(sign, ':' | '：')
    };
    let gap = rest[place..].len() - rest[place..].trim_start_matches(is_gap).len();
    let start = place + gap;
    let inside = &rest[start..];
    let first = inside.chars().next()?;
    if has_operator(rest, place, start) {
        return None;
    }
    if is_open(first) {
        let close = inside.find(is_close)?;
        let length = close + inside[close..].chars().next()?.len_utf8();
        let number = inside[first.len_utf8()..close].trim_matches(is_gap);
        let is_number = !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let span = Span::new(start, start + length);
        let printed = format!("({number})");
        return is_number.then(|| Piece { span, printed, next: span.end() });
    }
    let ends = |sign: char| {
        is_separator(sign)
            || is_open(sign)
            || is_close(sign)
            || is_quote(sign)
            || is_tilde(sign)
            || matches!(sign, ':' | '：')
    };
    let run = &inside[..inside.find(ends).unwrap_or(inside.len())];
    let word = run.trim_end_matches(trails);
    let is_other = word.is_empty()
        || is_operator(word)
        || word.contains('*')
        || opens_field(inside)
        || inside[run.len()..].starts_with(is_tilde);
    let span = Span::new(start, start + word.len());
    (!is_other).then(|| Piece { span, printed: word.to_owned(), next: start + run.len() })
}

/// Tells whether an operator stands in the gap from `place` to `start`: `||`, or a sign that excludes
/// what stands behind it.
fn has_operator(text: &str, place: usize, start: usize) -> bool {
    let mut before = text[..place].chars().next_back();
    text[place..start].char_indices().any(|(offset, sign)| {
        let rest = &text[place + offset..];
        let after = rest.chars().nth(1);
        let is_operator =
            negates(before, sign, after) || before != Some(sign) && opens_doubled(rest);
        before = Some(sign);
        is_operator
    })
}

/// Tells whether `text` is one symbol, and not a word of the query before one.
fn is_symbol(text: &str) -> bool {
    let Some(symbol) = Symbol::typed(text) else { return false };
    let Some((first, rest)) = text.split_once(' ') else { return true };
    let is_kept = symbol.as_str().starts_with(&first.to_uppercase());
    !(is_kept && Symbol::parse(rest).is_some())
}
