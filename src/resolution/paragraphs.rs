//! Joins printed lines to paragraphs.
//!
//! A line begins a paragraph when it is numbered, when it opens like a clause behind a line that
//! ends one, or when a blank line stands before it; but a page break or a block of notes may have
//! cut a paragraph anywhere, and then the sense decides: an open end goes on.

use std::collections::BTreeSet;

use super::bounds::{self, Rule};
use super::numbering::Style;
use super::page::{OPENER_CHARS_MAX, Page, number_of, opens_clause};
use super::piece::{Ending, Note, Piece, Shape, ending};
use crate::text::{Hyphens, NoteMark, Origin, append_line, is_unspaced};

/// A line and the paragraph it went into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joined {
    pub(super) origin: Origin,
    pub(super) owner: usize,
    /// Why it began the paragraph or went on with it.
    pub(super) rule: Rule,
}

/// Joins the lines of `pieces` from `body_start` on; before it every line stays what it is.
///
/// The second value tells for every piece which paragraph it went into, and why.
pub(super) fn join(
    pieces: Vec<Piece>,
    body_start: usize,
    page: &Page<'_>,
) -> (Vec<Piece>, Vec<Joined>) {
    let mut lines = Vec::with_capacity(pieces.len());
    let hyphens = Hyphens::of(pieces.iter().map(|piece| piece.text.as_str()));
    let openers = openers_at_seams(&pieces, page);
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut last_figure = 0;
    for (place, piece) in pieces.into_iter().enumerate() {
        let number = number_of(&piece);
        let origin = piece.origin;
        let (begins, rule) = match joined.last() {
            _ if place < body_start => (true, Rule::BeforeBody),
            Some(before) if place > body_start && !openers.contains(&place) => {
                bounds::judge(before, &piece, number, last_figure, page)
            }
            _ => (true, if place == body_start { Rule::BodyStart } else { Rule::Opener }),
        };
        if begins {
            if let Some(number) = number.filter(|number| number.style == Style::Figure) {
                last_figure = number.value;
            }
            joined.push(piece);
        } else if let Some(before) = joined.last_mut() {
            attach(before, piece, &hyphens);
        }
        lines.push(Joined { origin, owner: joined.len().saturating_sub(1), rule });
    }
    (joined, lines)
}

/// The lines behind a seam that open a clause over several lines, behind one that may end one: the
/// two parts of `对…表示遗憾` stand far apart.
fn openers_at_seams(pieces: &[Piece], page: &Page<'_>) -> BTreeSet<usize> {
    let may_open = |place: &usize| {
        let (before, piece) = (&pieces[place - 1], &pieces[*place]);
        piece.is_after_seam
            && piece.shape == Shape::Line
            && piece.text.trim_start().starts_with(is_unspaced)
            && ending(&before.text) != Ending::Open
            && !opens_clause(&piece.text, page)
    };
    let opens = |place: &usize| {
        let mut text = pieces[*place].text.trim().to_owned();
        let below = pieces[place + 1..].iter();
        for line in below.take_while(|line| line.gap_lines == 0 && !line.is_after_seam) {
            if text.len() > OPENER_CHARS_MAX {
                break;
            }
            append_line(&mut text, line.text.trim());
        }
        opens_clause(&text, page)
    };
    (1..pieces.len()).filter(may_open).filter(opens).collect()
}

fn attach(before: &mut Piece, piece: Piece, hyphens: &Hyphens) {
    let leading = piece.text.len() - piece.text.trim_start().len();
    let text = piece.text.trim();
    if hyphens.is_printers(&before.text, text) {
        before.text.truncate(before.text.trim_end().len());
        before.text.pop();
        before.text.push_str(text);
    } else {
        append_line(&mut before.text, text);
    }
    let shift = before.text.len() - text.len();
    before.marks.extend(
        piece.marks.into_iter().map(|mark| NoteMark {
            at: mark.at.saturating_sub(leading) + shift,
            marker: mark.marker,
        }),
    );
    before.origin.span = before.origin.span.cover(piece.origin.span);
    before.last_line_chars = piece.last_line_chars;
}

/// Lets `notes` count in paragraphs what they counted in lines: a mark stands in or before the
/// paragraph that the note's text interrupts or follows.
pub(super) fn follow(notes: &mut [Note], lines: &[Joined]) {
    for note in notes {
        note.pieces_before = match note.pieces_before.checked_sub(1) {
            Some(last) => lines.get(last).or(lines.last()).map_or(0, |line| line.owner),
            None => 0,
        };
    }
}
