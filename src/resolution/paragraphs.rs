//! Joins printed lines to paragraphs.
//!
//! A line begins a paragraph when it is numbered, when it opens like a clause behind a line that
//! ends one, or when a blank line stands before it; but a page break or a block of notes may have
//! cut a paragraph anywhere, and then the sense decides: an open end goes on.

use std::collections::BTreeSet;

use super::enacting;
use super::hyphens;
use super::numbering::{self, Number, Style};
use super::piece::{Ending, Note, Piece, Shape, ending, is_unspaced, starts_large, starts_small};
use crate::lexicon::Lexicon;
use crate::text::{Language, NoteMark};

/// A line as long as this share of the usual width had no room for another word.
const FULL_LINE_PERCENT: usize = 82;
/// Where paragraphs stand apart, an empty line comes with one line of twelve at least.
const APART_PERCENT_MIN: usize = 8;
/// Where lines are broken to a measure, most end in the middle of a sentence.
const OPEN_PERCENT_MIN: usize = 25;
/// The words that open a clause, qualifiers and some context included, are not longer.
const OPENER_CHARS_MAX: usize = 200;
/// One printed line in any script.
const HEADING_BYTES_MAX: usize = 400;
/// `XVIII` is the longest name of a part.
const SECTION_NAME_BYTES_MAX: usize = 5;

/// What the joining needs to know of the document.
pub(super) struct Page<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) language: Option<Language>,
    /// The usual length of a full line, in characters.
    pub(super) width_chars: usize,
    /// Lines are broken to a measure and paragraphs stand apart: then a line without an empty one
    /// before it goes on, unless the line before had room.
    pub(super) is_set_apart: bool,
}

impl<'a> Page<'a> {
    /// Measures how the lines of `pieces` are set.
    pub(super) fn measure(
        lexicon: &'a Lexicon,
        language: Option<Language>,
        pieces: &[Piece],
    ) -> Self {
        let lines = || pieces.iter().filter(|piece| piece.shape == Shape::Line);
        let apart = lines().filter(|piece| piece.gap_lines > 0).count();
        let open = lines()
            .zip(lines().skip(1))
            .filter(|(before, piece)| piece.gap_lines == 0 && ending(&before.text) == Ending::Open)
            .count();
        let count = lines().count();
        let width_chars = width_chars(pieces);
        let is_set_apart =
            apart * 100 >= count * APART_PERCENT_MIN && open * 100 >= count * OPEN_PERCENT_MIN;
        Self { lexicon, language, width_chars, is_set_apart }
    }
}

/// Joins the lines of `pieces` from `body_start` on; before it every line stays what it is.
///
/// The second value tells for every piece which paragraph it went into.
pub(super) fn join(
    pieces: Vec<Piece>,
    body_start: usize,
    page: &Page<'_>,
) -> (Vec<Piece>, Vec<usize>) {
    let mut owners = Vec::with_capacity(pieces.len());
    let words = hyphens::whole_words(&pieces);
    let openers = openers_at_seams(&pieces, page);
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut last_figure = 0;
    for (place, piece) in pieces.into_iter().enumerate() {
        let number = number_of(&piece);
        let begins = place <= body_start
            || openers.contains(&place)
            || joined.last().is_none_or(|before| begins(before, &piece, number, last_figure, page));
        if begins {
            if let Some(number) = number.filter(|number| number.style == Style::Figure) {
                last_figure = number.value;
            }
            joined.push(piece);
        } else if let Some(before) = joined.last_mut() {
            attach(before, piece, &words);
        }
        owners.push(joined.len().saturating_sub(1));
    }
    (joined, owners)
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

/// Returns the usual length of a full line: nine lines of ten are not longer.
fn width_chars(pieces: &[Piece]) -> usize {
    let mut lengths: Vec<usize> = pieces
        .iter()
        .filter(|piece| piece.shape == Shape::Line)
        .map(|piece| piece.last_line_chars)
        .collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

fn number_of(piece: &Piece) -> Option<Number> {
    match &piece.number {
        Some(printed) => numbering::apart(printed),
        None => numbering::leading(&piece.text),
    }
}

fn begins(
    before: &Piece,
    piece: &Piece,
    number: Option<Number>,
    last_figure: u32,
    page: &Page<'_>,
) -> bool {
    if piece.shape != Shape::Line || before.shape != Shape::Line || piece.number.is_some() {
        return true;
    }
    let end = ending(&before.text);
    let is_apart = piece.gap_lines > 0 || piece.is_after_seam;
    if enacting::is_enacting(&before.text) && opens_clause(&piece.text, page) {
        return true;
    }
    if page.is_set_apart && !is_apart && !had_room(before, piece, page) {
        return false;
    }
    let is_after_blank = piece.gap_lines > 0 && !piece.is_after_seam;
    if let Some(number) = number
        && (is_after_blank && number.style != Style::Bullet && number.value < numbering::YEAR_MIN
            || begins_item(number, end, is_apart, last_figure)
            || number.value == 1 && had_room(before, piece, page)
            || is_heading_before(before, piece, number, page))
    {
        return true;
    }
    if divides_body(&before.text) || divides_body(&piece.text) && (is_apart || end != Ending::Open)
    {
        return true;
    }
    if enacting::is_enacting(&before.text) || enacting::is_enacting(&piece.text) {
        return true;
    }
    if enacting::is_annex_heading(&before.text) {
        return true;
    }
    let divides = enacting::is_annex_heading(&piece.text) || enacting::is_conclusion(&piece.text);
    if divides && (is_apart || end != Ending::Open || had_room(before, piece, page)) {
        return true;
    }
    if end == Ending::Open {
        // Where something was taken out, an open end goes on, and so does a clause that a blank
        // line cuts; behind other lines a heading may stand.
        let is_cut = piece.is_after_seam || is_clause(before, page) && is_rest(piece, page);
        return piece.gap_lines > 0 && !starts_small(&piece.text) && !is_cut;
    }
    // Where no capital tells a clause from a mention, the line before has to end early.
    let is_evident = is_apart || starts_large(&piece.text) || had_room(before, piece, page);
    if is_evident && opens_clause(&piece.text, page) {
        return true;
    }
    if is_apart {
        // A small letter goes on, except in Russian, whose clauses open with one. Where a script
        // has no sizes, a comma at a cut goes on when no clause opens behind it.
        let is_small = page.language != Some(Language::Russian) && starts_small(&piece.text);
        let is_cut = piece.is_after_seam && end == Ending::Comma && !starts_large(&piece.text);
        return !(is_small && end != Ending::Stop || is_cut);
    }
    had_room(before, piece, page) && !starts_small(&piece.text)
}

/// `A`, `II`, `* * *`: what stands between the parts of a body.
fn divides_body(text: &str) -> bool {
    let text = text.trim();
    let is_name = text.len() <= SECTION_NAME_BYTES_MAX
        && (text.len() == 1 && text.bytes().all(|one| one.is_ascii_uppercase())
            || numbering::roman_value(text).is_some()
                && text.bytes().all(|one| one.is_ascii_uppercase()));
    is_name || is_separator(text)
}

/// `* * *` between parts.
pub(super) fn is_separator(text: &str) -> bool {
    const SEPARATOR_BYTES_MAX: usize = 40;
    text.len() <= SEPARATOR_BYTES_MAX
        && text.contains('*')
        && text.chars().all(|one| one == '*' || one.is_whitespace())
}

/// A short line with a capital and an open end before an item is a heading.
fn is_heading_before(before: &Piece, piece: &Piece, number: Number, page: &Page<'_>) -> bool {
    let is_item = !matches!(number.style, Style::Bullet | Style::LetterCapital);
    is_item
        && starts_large(&before.text)
        && ending(&before.text) == Ending::Open
        && number_of(before).is_none()
        && before.text.len() <= HEADING_BYTES_MAX
        && before.text.chars().count() == before.last_line_chars
        && had_room(before, piece, page)
}

/// Tells whether a paragraph begins like a clause or an item.
fn is_clause(piece: &Piece, page: &Page<'_>) -> bool {
    number_of(piece).is_some() || opens_clause(&piece.text, page)
}

/// Tells whether a line is long enough for the rest of a sentence, and opens no clause.
fn is_rest(piece: &Piece, page: &Page<'_>) -> bool {
    const REST_CHARS_MIN: usize = 40;
    (piece.last_line_chars >= REST_CHARS_MIN || ending(&piece.text) != Ending::Open)
        && !opens_clause(&piece.text, page)
}

/// A number opens a paragraph unless it is a figure of a sentence that fell to the line's head.
fn begins_item(number: Number, end: Ending, is_apart: bool, last_figure: u32) -> bool {
    match number.style {
        Style::Figure => {
            number.value < numbering::YEAR_MIN
                && (is_apart && end != Ending::Open
                    || number.has_bullet
                    || number.value == last_figure + 1
                    || number.value == 1 && end != Ending::Open
                    || end != Ending::Open && number.value > last_figure)
        }
        Style::Letter | Style::Roman | Style::FigureInBrackets | Style::FigureHalf => {
            end != Ending::Open || is_apart && number.value == 1 || number.has_bullet
        }
        Style::LetterCapital | Style::RomanCapital | Style::FigureDotted => {
            is_apart && end != Ending::Open
        }
        Style::Bullet | Style::Unnumbered => end != Ending::Open,
    }
}

/// Tells whether `text` opens like a clause: in a script with two sizes with a capital, because
/// `recalling` in the middle of a sentence is a mention.
pub(super) fn opens_clause(text: &str, page: &Page<'_>) -> bool {
    let is_small = page.language != Some(Language::Russian) && starts_small(text);
    let text = text.trim_start();
    // An opener is a few words; a paragraph that grows line by line is not read again and again.
    let end = text.char_indices().nth(OPENER_CHARS_MAX).map_or(text.len(), |(end, _)| end);
    !is_small && page.lexicon.opener(&text[..end], page.language).is_some()
}

/// A printer breaks a line where the next word does not fit; a line that had room for it ends a
/// paragraph.
fn had_room(before: &Piece, piece: &Piece, page: &Page<'_>) -> bool {
    let first = piece.text.split_whitespace().next().unwrap_or_default();
    let is_solid = first.chars().next().is_some_and(is_unspaced);
    let word = if is_solid { 1 } else { first.chars().count() };
    (before.last_line_chars + 1 + word) * 100 < page.width_chars * FULL_LINE_PERCENT
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
pub(super) fn follow(notes: &mut [Note], owners: &[usize]) {
    for note in notes {
        note.pieces_before = match note.pieces_before.checked_sub(1) {
            Some(last) => owners.get(last).or(owners.last()).copied().unwrap_or(0),
            None => 0,
        };
    }
}
