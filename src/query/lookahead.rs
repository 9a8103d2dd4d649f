//! Symbols and citations that stand unquoted in a query, over as many words as they take.

use super::lexer::{balanced, is_operator, is_separator, is_stray, trails};
use crate::citation::Symbol;

/// How many chunks between white space a citation can have: "United Nations Human Rights Council
/// resolution 26/20" has seven.
const CHUNKS_MAX: usize = 8;

/// Signs of the query language that no symbol holds; one ends where they begin.
const BOUNDS: &[char] = &['"', '“', '”', '„', '＂', '«', '»', '「', '」', '《', '》'];

/// Signs that leave no trace when a query is printed, so that a symbol goes on behind them.
fn is_gap(sign: char) -> bool {
    is_separator(sign) || matches!(sign, ':' | '：' | '~' | '～')
}

/// Returns the end and the text of the longest symbol or citation that begins at `start`.
pub(super) fn symbol(query: &str, start: usize) -> Option<(usize, String)> {
    let rest = &query[start..];
    if !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut candidates: Vec<(usize, String)> = Vec::new();
    let mut text = String::new();
    let mut place = 0;
    let mut count = 0;
    for chunk in rest.split_inclusive(is_gap) {
        let whole = chunk.trim_end_matches(is_gap);
        let bare = whole.trim_start_matches(is_stray);
        let bounded = bare.split(|sign| BOUNDS.contains(&sign)).next().unwrap_or_default();
        let closed = balanced(bounded.trim_end_matches(trails));
        let is_last = balanced(bounded).len() < bare.len();
        if count == CHUNKS_MAX || is_operator(closed) || closed.contains('*') {
            break;
        }
        if !closed.is_empty() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(closed);
            count += 1;
            if text.contains(char::is_numeric) {
                let stray = whole.len() - bare.len();
                candidates.push((start + place + stray + closed.len(), text.clone()));
            }
        }
        if is_last || closed.is_empty() && !whole.is_empty() {
            break;
        }
        place += chunk.len();
    }
    candidates.into_iter().rev().find(|(_, text)| Symbol::parse(text).is_some())
}
