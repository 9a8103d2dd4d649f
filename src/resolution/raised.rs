//! Figures that were printed raised, which the setting of the page put on a line of their own.
//!
//! `pdftotext` and the like keep the height of what they find: the mark of a note stands above the
//! line that carries it, behind its end, and the number of a note above its indented text.

use super::piece::{Piece, Shape};
use crate::text::NoteMark;

/// The number of a note stands so many columns before its text at least.
const HANGING_COLUMNS_MIN: u32 = 2;
/// Notes of a page have no more figures in their number.
const FIGURES_MAX: usize = 3;

/// Gives raised figures back to the lines they belong to.
pub(super) fn lower(pieces: &mut Vec<Piece>) {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    for mut piece in pieces.drain(..) {
        let raised = kept.pop_if(|before| is_figure(before) && belongs(before, &piece));
        if let Some(figure) = raised {
            take(&mut piece, &figure);
        }
        kept.push(piece);
    }
    *pieces = kept;
}

fn is_figure(piece: &Piece) -> bool {
    let text = piece.text.trim();
    piece.shape == Shape::Line
        && piece.role.is_none()
        && (1..=FIGURES_MAX).contains(&text.len())
        && text.bytes().all(|one| one.is_ascii_digit())
}

fn belongs(figure: &Piece, line: &Piece) -> bool {
    let is_next = line.shape == Shape::Line
        && line.role.is_none()
        && line.gap_lines == 0
        && !line.is_after_seam
        && line.text.trim().chars().any(char::is_alphabetic);
    is_next && (stands_above_note(figure, line) || stands_behind(figure, line))
}

fn stands_above_note(figure: &Piece, line: &Piece) -> bool {
    line.indent_columns >= figure.indent_columns + HANGING_COLUMNS_MIN
}

/// Tells whether the figure stands where the line below it has come to its end.
fn stands_behind(figure: &Piece, line: &Piece) -> bool {
    let column = usize::try_from(figure.indent_columns).unwrap_or(usize::MAX);
    let start = usize::try_from(line.indent_columns).unwrap_or(usize::MAX);
    column > 0 && column >= start.saturating_add(line.text.trim().chars().count())
}

fn take(line: &mut Piece, figure: &Piece) {
    let marker = figure.text.trim().to_owned();
    if stands_above_note(figure, line) {
        line.is_hanging_note = true;
        line.marks.insert(0, NoteMark { at: 0, marker });
    } else {
        line.marks.push(NoteMark { at: line.text.trim_end().len(), marker });
    }
    line.gap_lines = figure.gap_lines;
    line.is_after_seam |= figure.is_after_seam;
    line.origin.line = figure.origin.line;
    line.origin.span = figure.origin.span.cover(line.origin.span);
}
