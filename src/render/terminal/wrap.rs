//! Breaking labelled text into lines: by columns, between the characters a reader sees.

use crate::render::layout::Label;
use crate::render::pieces::Piece;
use crate::text::{clusters, width_columns};

/// Returns `pieces` as lines of at most `columns_max` columns.
///
/// Lines end at a space, or beside a Chinese character where its typography allows it; a word
/// that is longer than a line is cut. White space at the ends of lines is left out.
#[must_use]
pub fn wrap(pieces: &[Piece], columns_max: usize) -> Vec<Vec<Piece>> {
    let atoms = atoms(pieces);
    let mut lines = Vec::new();
    let mut start = 0;
    while let Some(next) = atoms[start..].iter().position(|atom| !atom.is_space) {
        start += next;
        let end = line_end(&atoms[start..], columns_max) + start;
        lines.push(line(&atoms[start..end]));
        start = end;
    }
    lines
}

/// One character as a reader sees it.
struct Atom<'a> {
    text: &'a str,
    label: Label,
    columns: usize,
    is_space: bool,
}

fn atoms(pieces: &[Piece]) -> Vec<Atom<'_>> {
    pieces
        .iter()
        .flat_map(|piece| {
            let label = piece.label;
            clusters(&piece.text).map(move |(_, text)| Atom {
                text,
                label,
                columns: width_columns(text),
                // A hard space holds its neighbours together.
                is_space: text == " " || text == "\u{3000}",
            })
        })
        .collect()
}

/// Returns how many of `atoms`, of which the first is no space, go on one line; never 0.
fn line_end(atoms: &[Atom<'_>], columns_max: usize) -> usize {
    let mut columns = 0;
    let mut last_break = None;
    for (place, atom) in atoms.iter().enumerate() {
        if place > 0 && may_break(&atoms[place - 1], atom) {
            last_break = Some(place);
        }
        columns += atom.columns;
        if columns > columns_max && !atom.is_space {
            return last_break.unwrap_or(place.max(1));
        }
    }
    atoms.len()
}

fn may_break(left: &Atom<'_>, right: &Atom<'_>) -> bool {
    if right.is_space || left.is_space {
        return left.is_space;
    }
    let is_wide = left.columns == 2 || right.columns == 2;
    is_wide && !opens(left.text) && !closes(right.text)
}

/// Signs that do not end a line, the marks of emphasis among them.
fn opens(text: &str) -> bool {
    "（〔［｛〈《「『【“‘(*_[".contains(text)
}

/// Signs that do not begin a line, the marks of emphasis among them.
fn closes(text: &str) -> bool {
    "，。、；：！？）〕］｝〉》」』】”’…·,.;:!?)*_]".contains(text)
}

fn line(atoms: &[Atom<'_>]) -> Vec<Piece> {
    let length = atoms.iter().rposition(|atom| !atom.is_space).map_or(0, |last| last + 1);
    let mut pieces: Vec<Piece> = Vec::new();
    for atom in &atoms[..length] {
        match pieces.last_mut() {
            Some(piece) if piece.label == atom.label => piece.text.push_str(atom.text),
            Some(_) | None => pieces.push(Piece::new(atom.text, atom.label)),
        }
    }
    pieces
}
