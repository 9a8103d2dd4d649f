//! The physical lines of a text and the blocks made of them, for the readers of line formats.
//!
//! Line ends are those of the Unicode newline guidelines (UAX #14, class BK, CR, LF, NL): LF, CR,
//! CR LF, NEL, U+2028, U+2029, vertical tab (what word processors write for a break inside a
//! paragraph), and the form feed, which ends a page as well. Line *numbers* count only LF, CR and
//! CR LF, as editors do.

use super::super::ReadFault;
use super::prefix;
use crate::text::{Block, BlockKind, Origin, Span, find_byte};

/// The longest line kept in one piece, in bytes; a longer one is cut at a space.
pub const LINE_BYTES_MAX: usize = 1024 * 1024;
/// The most blocks one document may have; what follows is left out and reported.
pub const BLOCKS_MAX: usize = 500_000;
/// A tab moves to the next multiple of this many columns, as on a typewriter and a terminal.
const TAB_COLUMNS: u32 = 8;

/// One line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'text> {
    pub(super) text: &'text str,
    /// Its first byte in the source.
    pub(super) start: usize,
    /// From 1.
    pub(super) number: usize,
    /// Whether a form feed ended it.
    pub(super) is_page_end: bool,
}

/// Iterates over the lines of a text.
#[derive(Debug)]
pub(super) struct Lines<'text> {
    text: &'text str,
    start: usize,
    number: usize,
}

/// Returns the lines of `text`; text after the last line end is a line if it is not empty.
pub(super) fn lines(text: &str) -> Lines<'_> {
    Lines { text, start: 0, number: 1 }
}

impl<'text> Iterator for Lines<'text> {
    type Item = Line<'text>;

    fn next(&mut self) -> Option<Line<'text>> {
        if self.start >= self.text.len() {
            return None;
        }
        let rest = &self.text.as_bytes()[self.start..];
        let (length, end_bytes) = line_end(rest).unwrap_or((rest.len(), 0));
        let line = Line {
            text: &self.text[self.start..self.start + length],
            start: self.start,
            number: self.number,
            is_page_end: end_bytes == 1 && rest[length] == b'\x0C',
        };
        if end_bytes > 0 && matches!(rest[length], b'\n' | b'\r') {
            self.number += 1;
        }
        self.start += length + end_bytes;
        Some(line)
    }
}

/// Returns where the first line of `bytes` ends and how many bytes its end takes.
fn line_end(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        // The first bytes of every line end: controls, and the leads of U+0085 and U+2028/2029.
        let is_lead = |byte| matches!(byte, b'\n'..=b'\r' | 0xC2 | 0xE2);
        let place = from + find_byte(&bytes[from..], is_lead)?;
        let end_bytes = match &bytes[place..] {
            [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => 2,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            [0xC2 | 0xE2, ..] => 0,
            _control => 1,
        };
        if end_bytes > 0 {
            return Some((place, end_bytes));
        }
        from = place + 1;
    }
}

/// Returns the white space before the first character, in columns.
pub(super) fn indent_columns(text: &str) -> u32 {
    let mut columns = 0;
    for character in text.chars().take_while(|character| character.is_whitespace()) {
        columns = match character {
            '\t' => (columns / TAB_COLUMNS + 1) * TAB_COLUMNS,
            '\u{3000}' => columns + 2,
            _narrow => columns + 1,
        };
    }
    columns
}

/// Collects blocks, with the empty lines between them, up to [`BLOCKS_MAX`].
#[derive(Debug, Default)]
pub(super) struct Assembly {
    pub(super) blocks: Vec<Block>,
    pub(super) faults: Vec<ReadFault>,
    gap_lines: u32,
    is_cut: bool,
}

impl Assembly {
    /// Notes an empty line.
    pub(super) fn skip_line(&mut self) {
        self.gap_lines = self.gap_lines.saturating_add(1);
    }

    /// Adds `block` with the empty lines noted since the one before.
    pub(super) fn push(&mut self, mut block: Block) {
        block.gap_lines = std::mem::take(&mut self.gap_lines);
        self.push_spaced(block);
    }

    /// Adds `block`, which knows itself how many empty lines stand before it.
    pub(super) fn push_spaced(&mut self, block: Block) {
        if self.blocks.len() < BLOCKS_MAX {
            self.blocks.push(block);
        } else if !self.is_cut {
            self.is_cut = true;
            let message = format!("more than {BLOCKS_MAX} lines; the rest was left out");
            self.faults.push(ReadFault { message, line: Some(block.origin.line) });
        }
    }

    /// Adds the end of a page.
    pub(super) fn push_page_break(&mut self, line: &Line<'_>) {
        let at = line.start + line.text.len();
        let origin = Origin { line: line.number, span: Span::new(at, at + 1) };
        self.push(Block::new(BlockKind::PageBreak, "", origin));
    }

    /// Cuts `line` into pieces of at most [`LINE_BYTES_MAX`], nearly always one.
    pub(super) fn pieces<'text>(&mut self, line: Line<'text>) -> Vec<Line<'text>> {
        let mut pieces = Vec::with_capacity(1);
        let mut rest = line;
        while rest.text.len() > LINE_BYTES_MAX {
            let window = prefix(rest.text, LINE_BYTES_MAX);
            let cut = window.rfind(char::is_whitespace).filter(|cut| *cut > 0);
            let cut = cut.unwrap_or(window.len());
            pieces.push(Line { text: &rest.text[..cut], is_page_end: false, ..rest });
            rest = Line { text: &rest.text[cut..], start: rest.start + cut, ..rest };
        }
        if !pieces.is_empty() {
            let message = format!("a line of more than {LINE_BYTES_MAX} bytes was cut");
            self.faults.push(ReadFault { message, line: Some(line.number) });
        }
        pieces.push(rest);
        pieces
    }
}

/// Returns the block of a printed line: the words between the white space at its ends.
pub(super) fn line_block(line: &Line<'_>) -> Block {
    let text = line.text.trim();
    let start = line.start + (line.text.len() - line.text.trim_start().len());
    let span = Span::new(start, start + text.len());
    let mut block = Block::new(BlockKind::Line, text, Origin { line: line.number, span });
    block.indent_columns = indent_columns(line.text);
    block
}
