//! Clauses that are counted with a bracket, `1) Notes` or `(1) Notes`, where nothing is counted by `1.`.

use super::numbering::Style;
use super::page::{self, Page};
use super::piece::Piece;
use super::restore::opens_operative;

/// One number before a verb may be an item; two that count on are a list.
const VERBS_MIN: usize = 2;

/// Sets a stop in place of the brackets of numbers that count all clauses.
///
/// They rise by one from 1 to the end, so that no list inside a clause is counted by them, and the first
/// two stand before an operative verb.
pub(super) fn open(pieces: &mut [Piece], page: &Page<'_>) {
    let mut style = None;
    let mut counted = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        let (Some(number), start) = page::numbered(piece) else { continue };
        match number.style {
            Style::Figure | Style::Article => return,
            Style::FigureHalf | Style::FigureInBrackets => {
                let is_next = usize::try_from(number.value) == Ok(counted.len() + 1);
                let is_alike = *style.get_or_insert(number.style) == number.style;
                let is_clause =
                    counted.len() >= VERBS_MIN || opens_operative(&piece.text[start..], page);
                if !is_next || !is_alike || !is_clause || piece.number.is_some() {
                    return;
                }
                counted.push((place, start));
            }
            Style::FigureDotted(_)
            | Style::Letter
            | Style::Roman
            | Style::LetterCapital
            | Style::RomanCapital
            | Style::Bullet
            | Style::Unnumbered => {}
        }
    }
    if counted.len() < VERBS_MIN {
        return;
    }
    for (value, (place, start)) in (1..).zip(counted) {
        pieces[place].replace_head(start, &format!("{value}. "));
    }
}
