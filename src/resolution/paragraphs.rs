//! Joins printed lines to paragraphs.
//!
//! A line begins a paragraph when it is numbered, when it opens like a clause behind a line that
//! ends one, or when a blank line stands before it; but a page break or a block of notes may have
//! cut a paragraph anywhere, and then the sense decides: an open end goes on.

use std::collections::BTreeSet;

use super::bounds::{self, Rule};
use super::hyphens;
use super::numbering::Style;
use super::page::{OPENER_CHARS_MAX, Page, number_of, opens_clause};
use super::piece::{Ending, Note, Piece, Shape, ending, is_unspaced};
use crate::text::{NoteMark, Origin};

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
    let words = hyphens::whole_words(&pieces);
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
            attach(before, piece, &words);
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
            append(&mut text, line.text.trim());
        }
        opens_clause(&text, page)
    };
    (1..pieces.len()).filter(may_open).filter(opens).collect()
}

fn attach(before: &mut Piece, piece: Piece, words: &BTreeSet<String>) {
    let leading = piece.text.len() - piece.text.trim_start().len();
    let text = piece.text.trim();
    let is_hyphenated = hyphens::is_broken(&before.text, text, words);
    if is_hyphenated {
        before.text.truncate(before.text.trim_end().len());
        before.text.pop();
        before.text.push_str(text);
    } else {
        append(&mut before.text, text);
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

/// Puts `line` behind `text`: with a blank, or without one in a script that has none, and behind
/// a hyphen at the line's end.
pub(super) fn append(text: &mut String, line: &str) {
    text.truncate(text.trim_end().len());
    let last = text.chars().next_back();
    let first = line.chars().next();
    let is_close = match (last, first) {
        (Some(last), Some(first)) => {
            let is_hyphen = (last == '-' || last == '‐' || last == '‑') && {
                let inside = text[..text.len() - last.len_utf8()].chars().next_back();
                inside.is_some_and(char::is_alphanumeric) && first.is_alphanumeric()
            };
            let are_words = last.is_ascii_alphabetic() && first.is_ascii_alphabetic();
            let is_unspaced = ends_unspaced(text) && begins_unspaced(line) && !are_words;
            is_hyphen || last == '/' || is_unspaced
        }
        _ => true,
    };
    if !is_close {
        text.push(' ');
    }
    text.push_str(line);
}

/// Tells whether a line ends in a script without blanks, figures and brackets behind it included:
/// such lines break anywhere, also inside `第1325(2000)号`.
fn ends_unspaced(line: &str) -> bool {
    line.chars().rev().find(|one| !one.is_ascii_graphic()).is_some_and(is_unspaced)
}

fn begins_unspaced(line: &str) -> bool {
    line.chars().find(|one| !one.is_ascii_graphic() && *one != ' ').is_some_and(is_unspaced)
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
