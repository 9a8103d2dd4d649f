//! Parts what is printed as one paragraph: a symbol, an enacting line, and the first clause behind it.
//!
//! Web pages and character recognition run the lines of a resolution together, one or all of them; the
//! second is the matter of [`run_in`].

use super::enacting;
use super::numbering;
use super::page::{Page, opens_clause};
use super::piece::{Piece, starts_large};
use super::restore::opens_operative;
use super::run_in;
use crate::citation::Symbol;

/// The name of a body in front of the first clause is not longer.
const NAME_BYTES_MAX: usize = 120;
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
    if !piece.is_bare() || !piece.text.starts_with(|first: char| first.is_ascii_uppercase()) {
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
    enacting::may_be_enacting(text) && behind_name(text).is_some()
}

/// The byte behind the name of a body and its comma, if a capital follows: in small letters the body is
/// the subject of a sentence.
fn behind_name(text: &str) -> Option<usize> {
    let at = text.find(", ")? + 1;
    (is_name(&text[..at]) && starts_large(&text[at..])).then_some(at)
}

/// Parts an enacting line from the first clause where the two are printed as one paragraph: `The
/// Conference 1) Notes`, `The General Assembly, Recalling`; and the clauses that are run in behind it.
pub(super) fn enacting(pieces: &mut Vec<Piece>, page: &Page<'_>) {
    let mut place = 0;
    while place < pieces.len() {
        if let Some(at) = fused_at(&pieces[place], page) {
            let clauses = pieces[place].split_off(at);
            pieces.insert(place + 1, clauses);
            place += 1;
            if pieces[place].text.len() >= CLAUSES_BYTES_MIN {
                place += run_in::part_at(pieces, place, page, 1);
            }
        }
        place += 1;
    }
}

fn is_name(name: &str) -> bool {
    let name = name.trim().trim_end_matches([',', ':']);
    name.len() <= NAME_BYTES_MAX && enacting::is_enacting(&format!("{name},"))
}

/// The byte where the first clause begins behind an enacting line.
fn fused_at(piece: &Piece, page: &Page<'_>) -> Option<usize> {
    const FIRST: [&str; 5] = [" 1) ", " 1. ", " 1° ", ",1. ", ":1. "];
    if !piece.is_bare() || !enacting::may_be_enacting(&piece.text) {
        return None;
    }
    let first = FIRST.iter().find_map(|first| piece.text.find(first));
    let numbered = first.filter(|at| {
        let rest = &piece.text[at + 1..];
        let number = numbering::leading(rest).filter(|_| is_name(&piece.text[..*at]));
        number.is_some_and(|number| opens_numbered(&rest[number.rest..], page))
    });
    numbered.map(|at| at + 1).or_else(|| {
        let at = behind_name(&piece.text)?;
        let rest = &piece.text[at..];
        // `THE CONGRESS, MEETING IN PORT ROYAL,`: in capitals all of it is the name.
        let is_all_name =
            !piece.text.contains(char::is_lowercase) && enacting::opens_with_meeting(rest);
        (!is_all_name && opens_clause(rest, page)).then_some(at)
    })
}

/// Tells whether the first of several numbered paragraphs opens with a verb: some count their preambles.
fn opens_numbered(text: &str, page: &Page<'_>) -> bool {
    opens_operative(text, page) || starts_large(text) && opens_clause(text, page)
}
