//! [`Piece`]: the one kind of value that travels through the stages.
//!
//! A block is a line with uncertain bounds or a paragraph with sure ones. Stages take pieces and
//! give pieces: fewer, longer, with notes and debris gone.

use std::ops::Range;

use super::levels::is_item;
use super::numbering;
use crate::corpus::Format;
use crate::text::{
    Block, BlockKind, NoteMark, Origin, Role, Style, fold, foreign_chars, is_alphanumeric,
};

/// A line or paragraph of the document.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The words, on one line; marks of notes are out of it as far as they are known.
    pub(super) text: String,
    pub(super) shape: Shape,
    pub(super) role: Option<Role>,
    /// The printed number where the format keeps it apart.
    pub(super) number: Option<String>,
    /// The bytes of `text` up to the end of the emphasis it opens with; 0 without one.
    pub(super) emphasis_end: usize,
    pub(super) marks: Vec<NoteMark>,
    pub(super) origin: Origin,
    pub(super) gap_lines: u32,
    /// White space before its first printed character.
    pub(super) indent_columns: u32,
    /// It is nothing but the verb, and whom it addresses, of the paragraphs below it.
    pub(super) is_lead_in: bool,
    /// It is a note whose mark was printed on the line above, and whose lines stand indented.
    pub(super) is_hanging_note: bool,
    /// Something was taken out before it: page debris, notes or a page break. What stands before
    /// and after may be one paragraph.
    pub(super) is_after_seam: bool,
    /// Length in characters of the last printed line of it.
    pub(super) last_line_chars: usize,
}

/// What is known of the bounds of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One printed line.
    Line,
    /// A whole paragraph or list item.
    Whole,
    /// A heading, with its level from 1, the highest.
    Heading(u8),
    /// A row of a table.
    Row,
}

/// A note with the place of its text among the pieces.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) marker: String,
    pub(super) text: String,
    /// The pieces before its text.
    pub(super) pieces_before: usize,
    pub(super) line: usize,
}

/// Turns blocks into pieces; notes that the format keeps apart come separately.
///
/// In a format of lines a list item is a line like others: its bullet goes back before its words,
/// and the lines after it may belong to it.
pub(super) fn from_blocks(blocks: &[Block], format: Format) -> (Vec<Piece>, Vec<Note>) {
    let is_lined = match format {
        Format::Text | Format::Markdown | Format::Json | Format::Csv => true,
        Format::Html
        | Format::AkomaNtoso
        | Format::Pdf
        | Format::Docx
        | Format::Odt
        | Format::Rtf => false,
    };
    let mut pieces = Vec::with_capacity(blocks.len());
    let mut notes = Vec::new();
    let mut is_after_seam = false;
    for block in blocks {
        let shape = match &block.kind {
            BlockKind::Line => Shape::Line,
            BlockKind::Item if is_lined => Shape::Line,
            BlockKind::Paragraph | BlockKind::Item => Shape::Whole,
            BlockKind::Heading { level } => Shape::Heading(*level),
            BlockKind::Row => Shape::Row,
            BlockKind::Note { marker } => {
                notes.push(Note {
                    marker: marker.clone(),
                    text: block.text.clone(),
                    pieces_before: pieces.len(),
                    line: block.origin.line,
                });
                continue;
            }
            BlockKind::PageBreak => {
                is_after_seam = true;
                continue;
            }
        };
        let mut piece = from_block(block, shape, is_after_seam);
        if shape == Shape::Line {
            if let Some(number) = piece.number.take() {
                piece.insert(0, &format!("{number} "));
            }
            lift_number(&mut pieces, &mut piece);
        } else if piece.number.is_none() {
            lift_heading(&mut pieces, &mut piece);
        }
        pieces.push(piece);
        is_after_seam = false;
    }
    (pieces, notes)
}

/// A number on a line of its own belongs to the line after it.
fn lift_number(pieces: &mut Vec<Piece>, piece: &mut Piece) {
    let is_number =
        |before: &mut Piece| before.shape == Shape::Line && numbering::is_alone(&before.text);
    if let Some(number) = pieces.pop_if(is_number) {
        piece.insert(0, &format!("{} ", number.text.trim()));
        piece.gap_lines = number.gap_lines;
        piece.is_after_seam |= number.is_after_seam;
        piece.origin.line = number.origin.line;
        piece.origin.span = number.origin.span.cover(piece.origin.span);
    }
}

/// An item's number that mark-up calls a heading belongs to the paragraph after it.
fn lift_heading(pieces: &mut Vec<Piece>, piece: &mut Piece) {
    let is_number = |before: &mut Piece| {
        matches!(before.shape, Shape::Heading(_))
            && numbering::is_alone(&before.text)
            && numbering::apart(&before.text).is_some_and(|number| is_item(number.style))
    };
    if let Some(number) = pieces.pop_if(is_number) {
        piece.number = Some(number.text.trim().to_owned());
        piece.origin.line = number.origin.line;
        piece.origin.span = number.origin.span.cover(piece.origin.span);
    }
}

impl Piece {
    /// Tells whether nothing but its words shows what it is.
    pub(super) fn is_bare(&self) -> bool {
        self.role.is_none() && self.number.is_none() && self.shape != Shape::Row
    }

    /// Takes out what is not seen, and moves marks and emphasis along.
    fn drop_invisible(&mut self) {
        if !foreign_chars(&self.text).any(|(_, character)| is_invisible(character)) {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut marks = self.marks.iter_mut().peekable();
        let mut emphasis_end = 0;
        // At the end of a line a soft hyphen is printed.
        let printed = self.text.trim_end().len();
        for (at, character) in self.text.char_indices() {
            while let Some(mark) = marks.next_if(|mark| mark.at <= at) {
                mark.at = text.len();
            }
            let is_hyphen = character == SOFT_HYPHEN && at + character.len_utf8() == printed;
            if !is_invisible(character) || is_hyphen {
                text.push(character);
            }
            if at < self.emphasis_end {
                emphasis_end = text.len();
            }
        }
        for mark in marks {
            mark.at = text.len();
        }
        self.emphasis_end = emphasis_end;
        self.text = text;
    }

    /// Puts `sign` at byte `at`.
    pub(super) fn insert(&mut self, at: usize, sign: &str) {
        self.text.insert_str(at, sign);
        for mark in self.marks.iter_mut().filter(|mark| mark.at >= at) {
            mark.at += sign.len();
        }
        if self.emphasis_end >= at && self.emphasis_end > 0 {
            self.emphasis_end += sign.len();
        }
    }

    /// Puts `head` in the place of the first `bytes`.
    pub(super) fn replace_head(&mut self, bytes: usize, head: &str) {
        *self = self.slice(bytes..self.text.len());
        self.insert(0, head);
    }

    /// Takes the words from byte `at` on out, as a piece of their own.
    pub(super) fn split_off(&mut self, at: usize) -> Self {
        let rest = self.slice(at..self.text.len());
        *self = self.slice(0..at);
        rest
    }

    /// Returns the words of a range of bytes, as a piece of their own.
    pub(super) fn slice(&self, bytes: Range<usize>) -> Self {
        let place_of = |at: usize| self.marks.partition_point(|mark| mark.at < at);
        // A mark behind the last character belongs to the words before it.
        let last =
            if bytes.end == self.text.len() { self.marks.len() } else { place_of(bytes.end) };
        let marks = self.marks[place_of(bytes.start)..last].iter();
        let text = self.text[bytes.clone()].to_owned();
        Self {
            number: self.number.clone(),
            marks: marks
                .map(|mark| NoteMark { at: mark.at - bytes.start, marker: mark.marker.clone() })
                .collect(),
            emphasis_end: self.emphasis_end.saturating_sub(bytes.start).min(text.len()),
            last_line_chars: text.trim().chars().count(),
            text,
            ..*self
        }
    }
}

fn from_block(block: &Block, shape: Shape, is_after_seam: bool) -> Piece {
    let emphasis_end = block
        .styles
        .iter()
        .filter(|styled| {
            let before = &block.text[..styled.span.start()];
            let number = numbering::leading(&block.text).map_or(0, |number| number.rest);
            before.trim().is_empty() || styled.span.start() == number
        })
        .filter(|styled| match styled.style {
            Style::Italic | Style::Bold | Style::Underline => true,
            Style::Link(_) => false,
        })
        .map(|styled| styled.span.end())
        .max()
        .unwrap_or(0);
    let mut piece = Piece {
        text: block.text.clone(),
        shape,
        role: block.role,
        number: block.number.clone(),
        emphasis_end,
        marks: block.marks.clone(),
        origin: block.origin,
        gap_lines: block.gap_lines,
        indent_columns: block.indent_columns,
        is_lead_in: false,
        is_hanging_note: false,
        is_after_seam,
        last_line_chars: block.text.trim().chars().count(),
    };
    piece.drop_invisible();
    piece
}

/// Where a printer may break a word.
const SOFT_HYPHEN: char = '\u{ad}';

/// Marks of writing direction, of joining and of where words may be broken: they are no part of the
/// words, and stand between a number and its stroke.
fn is_invisible(character: char) -> bool {
    matches!(character, SOFT_HYPHEN | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// How a line or paragraph ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// `;` or `,`: the end of a clause or of a phrase.
    Comma,
    /// `;`
    Semicolon,
    /// `.`
    Stop,
    /// `:`
    Colon,
    /// A word, a hyphen: something follows.
    Open,
}

/// Tells how `text` ends, looking past marks of notes and closing quotes.
pub(super) fn ending(text: &str) -> Ending {
    let text = text.trim_end();
    let sign = text.chars().next_back().and_then(sign_ending);
    sign.unwrap_or_else(|| inner_ending(text))
}

fn inner_ending(text: &str) -> Ending {
    // `; and` before the last item of a list.
    let text = without_conjunction(text);
    if text.ends_with(char::is_alphabetic) { Ending::Open } else { marked_ending(text) }
}

fn marked_ending(text: &str) -> Ending {
    let bare = without_trailing_mark(text.trim_end());
    let last = bare
        .trim_end_matches(|last: char| last.is_whitespace() || "”“’\"»」』）)]*_".contains(last))
        .chars()
        .next_back();
    // A closing bracket is looked through only for the stop inside it: `(see below)` is open.
    let has_bracket = bare.trim_end().ends_with([')', '）', ']']);
    match last.and_then(sign_ending) {
        Some(Ending::Semicolon) => Ending::Semicolon,
        Some(ending) if !has_bracket => ending,
        _ => Ending::Open,
    }
}

/// Returns how a text ends whose last character is `sign`, if that tells.
fn sign_ending(sign: char) -> Option<Ending> {
    match sign {
        ';' | '؛' | '；' => Some(Ending::Semicolon),
        ',' | '،' | '，' | '、' => Some(Ending::Comma),
        '.' | '。' | '!' | '?' | '؟' | '．' => Some(Ending::Stop),
        ':' | '：' => Some(Ending::Colon),
        _ => None,
    }
}

/// Takes off a conjunction that stands behind the sign at the end of an item.
fn without_conjunction(text: &str) -> &str {
    const WORDS: &[&str] = &["and", "or", "et", "ou", "y", "e", "o", "u", "и", "или", "و", "أو"];
    let Some((before, word)) = text.rsplit_once(char::is_whitespace) else { return text };
    let is_behind_sign = before.trim_end().ends_with([';', ',', '؛', '،']);
    let is_word = || WORDS.contains(&word.to_lowercase().as_str());
    if is_behind_sign && is_word() { before.trim_end() } else { text }
}

/// `…session;3`, `…session;[3]` and `…session; ³` end in `;`: the mark of a note stands behind.
fn without_trailing_mark(text: &str) -> &str {
    let inside = text.strip_suffix([')', ']', '/', '*']).unwrap_or(text);
    let bare = inside.trim_end_matches(|sign: char| {
        sign.is_ascii_digit() || super::marks::superscript_digit(sign).is_some()
    });
    let digits = inside[bare.len()..].chars().count();
    // Notes have one to three figures; `1,000` has a figure before its comma, as `1995,1` has.
    if digits == 0 && !text.ends_with('*') || digits > 3 {
        return text;
    }
    let bare = bare.strip_suffix(['(', '[']).unwrap_or(bare).trim_end();
    let ends_in_sign =
        bare.ends_with([';', '.', ':', ',', '؛', '،', '；', '，', '。', '：', '”', '»', '"']);
    if ends_in_sign && digits < 3 && !counts_documents(bare) { bare } else { text }
}

/// Tells whether a text ends in a word by which documents are counted: `Add.`, with its number behind it,
/// ends no sentence.
fn counts_documents(text: &str) -> bool {
    const WORDS: [&str; 9] =
        ["Add.", "Amend.", "Conf.", "Corr.", "Dec.", "Doc.", "No.", "Res.", "Rev."];
    WORDS.iter().any(|word| text.ends_with(word))
}

/// Tells whether the first letter is a small one, in a script that has two sizes.
pub(super) fn starts_small(text: &str) -> bool {
    text.chars().find(|first| is_alphanumeric(*first)).is_some_and(char::is_lowercase)
}

/// Tells whether the first letter is a capital.
pub(super) fn starts_large(text: &str) -> bool {
    text.chars().find(|first| is_alphanumeric(*first)).is_some_and(char::is_uppercase)
}

/// Returns the folded letters and digits only: what is left of a line when spacing, emphasis,
/// punctuation and accents differ.
pub(super) fn letters(text: &str) -> String {
    if text.is_ascii() {
        let mut letters = String::with_capacity(text.len());
        let known = text.bytes().filter(u8::is_ascii_alphanumeric);
        letters.extend(known.map(|byte| char::from(byte.to_ascii_lowercase())));
        return letters;
    }
    let mut letters = fold(text);
    letters.retain(is_alphanumeric);
    letters
}

#[cfg(test)]
mod tests {
    use super::{ending, inner_ending, letters, marked_ending, sign_ending, without_conjunction};

    #[test]
    fn a_sign_at_the_end_tells_how_a_text_ends() {
        let words =
            ["", "lamps", "lamps and", "(lamps)", "the [1]", "of 1995", "灯", "lamps*", "“lamps”"];
        let signs = ["", ";", ",", ".", ":", "!", "؛", "，", "。", "：", "、", "3"];
        let mut count = 0;
        for text in words.iter().flat_map(|words| signs.map(|sign| format!("{words}{sign}"))) {
            for sign in signs {
                let text = format!("{text}{sign}");
                assert_eq!(ending(&text), inner_ending(&text), "{text}");
                let slow = marked_ending(without_conjunction(&text));
                assert_eq!(inner_ending(&text), slow, "{text}");
                count += usize::from(text.chars().next_back().and_then(sign_ending).is_some());
            }
        }
        assert!(count > 100, "{count}");
    }

    #[test]
    fn letters_of_ascii_are_those_of_any_text() {
        let ascii: String = (0..=127).map(char::from).collect();
        assert_eq!(format!("{}e", letters(&ascii)), letters(&format!("{ascii}É")));
    }
}
