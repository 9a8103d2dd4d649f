//! Parts what is printed as one paragraph: a symbol, an enacting line, and the clauses behind it.
//!
//! Web pages and character recognition run the lines of a resolution together, one or all of them.

use std::cell::OnceCell;

use super::enacting;
use super::numbering;
use super::page::{Page, opens_clause};
use super::piece::{Piece, Shape, starts_large};
use super::restore::opens_operative;
use crate::citation::Symbol;

/// The name of a body in front of the first clause is not longer.
const NAME_BYTES_MAX: usize = 120;
/// A header in front of the name is not longer.
const HEADER_BYTES_MAX: usize = 1_500;
/// A paragraph that holds all of a resolution, or a page of it, is not shorter.
const WHOLE_BYTES_MIN: usize = 400;
/// A paragraph with clauses behind its first is not shorter.
const CLAUSES_BYTES_MIN: usize = 120;

/// Parts a symbol from the enacting line behind it: `HA7.R2    The Harbour Assembly,`.
pub(super) fn symbols(pieces: &mut Vec<Piece>) {
    let mut place = 0;
    while place < pieces.len() {
        if let Some(at) = behind_symbol(&pieces[place]) {
            let enacting = pieces[place].split_off(at);
            pieces.insert(place + 1, enacting);
            place += 1;
        }
        place += 1;
    }
}

fn behind_symbol(piece: &Piece) -> Option<usize> {
    let is_other = piece.role.is_some() || piece.number.is_some() || piece.shape == Shape::Row;
    if is_other || !piece.text.starts_with(|first: char| first.is_ascii_uppercase()) {
        return None;
    }
    let (first, rest) = piece.text.split_once(char::is_whitespace)?;
    let may_be = first.contains(['.', '/']) && first.bytes().any(|one| one.is_ascii_digit());
    let rest = rest.trim_start();
    (may_be && enacting::is_enacting(rest) && Symbol::parse(first).is_some())
        .then(|| piece.text.len() - rest.len())
}

/// Tells whether a paragraph opens with an enacting line and goes on with a capital behind its comma:
/// `The Bureau of the Council, Adopts`.
pub(super) fn opens_with_enacting(text: &str) -> bool {
    enacting::may_be_enacting(text)
        && text.find(", ").is_some_and(|comma| {
            is_name(&text[..comma]) && starts_large(text[comma + 1..].trim_start())
        })
}

/// Parts an enacting line from the first clause where the two are printed as one paragraph: `The
/// Conference 1) Notes`, `The General Assembly, Recalling`; and what stands behind, where that is all
/// of the resolution.
pub(super) fn enacting(pieces: &mut Vec<Piece>, page: &Page<'_>) {
    // Where the line stands by itself, no paragraph holds it.
    let is_apart = OnceCell::new();
    let mut place = 0;
    while place < pieces.len() {
        let at = fused_at(&pieces[place], page);
        let inner = || {
            let piece = Some(&pieces[place]).filter(|piece| is_whole(piece))?;
            let is_apart = is_apart.get_or_init(|| pieces.iter().any(enacting::enacts));
            if *is_apart { None } else { inner_enacting(piece, page) }
        };
        let found = at.map(|at| (0, at)).or_else(inner);
        if let Some((start, at)) = found {
            let clauses = pieces[place].split_off(at);
            if start > 0 {
                let enacting = pieces[place].split_off(start);
                pieces.insert(place + 1, enacting);
                place += 1;
            }
            pieces.insert(place + 1, clauses);
            place += part_clauses(pieces, place + 1, page);
        }
        place += 1;
    }
}

/// Parts the clauses of a paragraph without an enacting line, of a page from the middle of a resolution:
/// several, each with its number.
pub(super) fn pages(pieces: &mut Vec<Piece>, page: &Page<'_>) {
    const COUNTED_MIN: usize = 3;
    let has_body = |piece: &Piece| {
        piece.role.is_some()
            || enacting::is_enacting(&piece.text)
            || opens_clause(&piece.text[super::page::numbered(piece).1..], page)
    };
    if !pieces.iter().any(is_whole) || pieces.iter().any(has_body) {
        return;
    }
    let mut place = 0;
    while place < pieces.len() {
        if is_whole(&pieces[place]) {
            let text = &pieces[place].text;
            let mut bounds = clause_bounds(text, page);
            bounds.retain(|at| text[*at..].starts_with(|one: char| one.is_ascii_digit()));
            if bounds.len() >= COUNTED_MIN {
                place += part(pieces, place, &bounds) - 1;
            }
        }
        place += 1;
    }
}

/// Parts the clauses of the paragraph at `place`, and returns how many there are.
fn part_clauses(pieces: &mut Vec<Piece>, place: usize, page: &Page<'_>) -> usize {
    let bounds = clause_bounds(&pieces[place].text, page);
    part(pieces, place, &bounds)
}

/// Parts the paragraph at `place`, and returns in how many.
fn part(pieces: &mut Vec<Piece>, place: usize, bounds: &[usize]) -> usize {
    for at in bounds.iter().rev() {
        let behind = pieces[place].split_off(*at);
        pieces.insert(place + 1, Piece { shape: Shape::Whole, ..behind });
    }
    if !bounds.is_empty() {
        pieces[place].shape = Shape::Whole;
    }
    bounds.len() + 1
}

/// Where clauses begin in a paragraph that opens with one: behind a comma or a semicolon a verb with a
/// capital, or wherever a number stands before it. Inside a clause a verb has a small letter, or a
/// conjunction before it.
fn clause_bounds(text: &str, page: &Page<'_>) -> Vec<usize> {
    let mut bounds = Vec::new();
    if text.len() < CLAUSES_BYTES_MIN {
        return bounds;
    }
    for (sign, mark) in text.match_indices([',', ';', '.', ')']) {
        let rest = &text[sign + 1..];
        let words = rest.trim_start();
        let is_counting = matches!(mark, "." | ")");
        let number = number_before(&text[..sign]).filter(|start| is_counting && *start > 0);
        let is_apart = words.len() < rest.len() && (number.is_some() || !is_counting);
        if is_apart && starts_with_capital(words) && opens_clause(words, page) {
            bounds.push(number.unwrap_or(text.len() - words.len()));
        }
    }
    bounds
}

/// Tells whether `text` opens with a capital and a small letter: in capitals all through a verb
/// inside a clause is printed as well.
fn starts_with_capital(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Where the figures begin that `text` ends with, behind a space or a sign.
fn number_before(text: &str) -> Option<usize> {
    const FIGURES_MAX: usize = 2;
    let before = text.trim_end_matches(|one: char| one.is_ascii_digit());
    let is_number = (1..=FIGURES_MAX).contains(&(text.len() - before.len()));
    (is_number && before.ends_with([' ', ',', ';', '.', '(']))
        .then(|| before.trim_end_matches('(').len())
}

fn is_name(name: &str) -> bool {
    let name = name.trim().trim_end_matches([',', ':']);
    name.len() <= NAME_BYTES_MAX && enacting::is_enacting(&format!("{name},"))
}

/// The byte where the first clause begins behind an enacting line.
fn fused_at(piece: &Piece, page: &Page<'_>) -> Option<usize> {
    const FIRST: [&str; 5] = [" 1) ", " 1. ", " 1° ", ",1. ", ":1. "];
    if !may_be_fused(piece) || !enacting::may_be_enacting(&piece.text) {
        return None;
    }
    let first = FIRST.iter().find_map(|first| piece.text.find(first));
    let numbered = first.filter(|at| {
        let rest = &piece.text[at + 1..];
        let number = numbering::leading(rest).filter(|_| is_name(&piece.text[..*at]));
        number.is_some_and(|number| opens_numbered(&rest[number.rest..], page))
    });
    numbered.map(|at| at + 1).or_else(|| {
        let at = piece.text.find(", ")? + 1;
        let rest = &piece.text[at..];
        // `THE CONGRESS, MEETING IN PORT ROYAL,`: in capitals all of it is the name.
        let is_all_capital = || !piece.text.contains(char::is_lowercase);
        if is_all_capital() && enacting::opens_with_meeting(rest) {
            return None;
        }
        // A capital behind the comma: in small letters the body is the subject of a sentence.
        (is_name(&piece.text[..at]) && starts_large(rest) && opens_clause(rest, page)).then_some(at)
    })
}

/// Tells whether the first of several numbered paragraphs opens with a verb: some count their preambles.
fn opens_numbered(text: &str, page: &Page<'_>) -> bool {
    opens_operative(text, page) || starts_large(text) && opens_clause(text, page)
}

fn may_be_fused(piece: &Piece) -> bool {
    piece.role.is_none() && piece.number.is_none() && piece.shape != Shape::Row
}

/// Tells whether a paragraph is long enough for all of a resolution, or a page of it.
fn is_whole(piece: &Piece) -> bool {
    piece.text.len() >= WHOLE_BYTES_MIN && may_be_fused(piece)
}

/// Where the enacting line begins and ends in a paragraph that holds all of a resolution, its header
/// first.
fn inner_enacting(piece: &Piece, page: &Page<'_>) -> Option<(usize, usize)> {
    const ARTICLES: [&str; 5] = [" The ", " THE ", " La ", " Le ", " El "];
    let text = &piece.text;
    let head = text.floor_char_boundary(HEADER_BYTES_MAX);
    text[..head].match_indices(", ").find_map(|(comma, _)| {
        let rest = &text[comma + 2..];
        if !starts_large(rest) || !opens_clause(rest, page) {
            return None;
        }
        let from = text.floor_char_boundary(comma.saturating_sub(NAME_BYTES_MAX));
        let starts = ARTICLES.iter().filter_map(|article| text[from..comma].rfind(article));
        let start = from + starts.max()? + 1;
        // The header and the first clause alone are a paragraph that mentions a body.
        let is_whole = || !clause_bounds(rest, page).is_empty();
        (is_name(&text[start..comma]) && is_whole()).then_some((start, comma + 1))
    })
}
