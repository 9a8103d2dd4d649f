//! Markdown, nearly always made from PDF by a program.
//!
//! It is read line by line, with a small scanner of its own, and not by a CommonMark parser. What
//! such a parser throws away is what the resolution parser needs: whether a line of the source
//! ended, which number an item was printed with (`- 2.`, `- (a)`), that an item lost its number.
//! And what it makes of white space is wrong here: an indented clause is not program code, and a
//! clause after a list is not a lazy continuation of the last item. Blocks are therefore lines,
//! headings, rows and notes; only what stands inside a line is mark-up.

mod inline;
mod lines;
mod pieces;
mod signs;

use self::inline::render;
use self::lines::{LineKind, Marked, classify};
use super::lines::{Assembly, Line, indent_columns, line_block, lines as physical_lines};
use super::words::Words;
use super::{FormatReader, LIKELY, Reading, SURE, Score, front_matter};
use crate::corpus::{Format, MarkupError};
use crate::text::{Block, BlockKind, Origin, Span};

/// The reader of Markdown.
#[derive(Debug)]
pub(super) struct Markdown;

impl FormatReader for Markdown {
    fn format(&self) -> Format {
        Format::Markdown
    }

    fn score(&self, sample: &str, extension: &str) -> Score {
        if signs::is_present(sample) {
            SURE
        } else if matches!(extension, "md" | "markdown" | "mdown" | "mkd") {
            LIKELY
        } else {
            0
        }
    }

    fn read(&self, text: &str) -> Result<Reading, MarkupError> {
        let mut body = Body::default();
        let front = front_matter::read(text);
        for line in physical_lines(text).skip_while(|line| line.start < front.length_bytes) {
            for piece in body.assembly.pieces(line) {
                body.add(piece);
            }
            if line.is_page_end {
                body.flush();
                body.assembly.push_page_break(&line);
            }
        }
        body.flush();
        let Assembly { blocks, faults, .. } = body.assembly;
        let (facts, language) = (front.facts, front.language);
        Ok(Reading { blocks, faults, facts, language, ..Reading::default() })
    }
}

/// The blocks so far, and the paragraph whose end has not come yet.
#[derive(Debug, Default)]
struct Body<'text> {
    assembly: Assembly,
    paragraph: Vec<Pending<'text>>,
}

/// A line of the open paragraph.
#[derive(Debug)]
struct Pending<'text> {
    marked: Marked<'text>,
    origin: Origin,
    indent_columns: u32,
}

impl<'text> Body<'text> {
    fn add(&mut self, line: Line<'text>) {
        let words = line.text.trim();
        if words.is_empty() {
            self.flush();
            if !line.is_page_end {
                self.assembly.skip_line();
            }
            return;
        }
        match classify(words) {
            LineKind::Words(marked) => {
                if marked.is_start {
                    self.flush();
                }
                let is_whole = matches!(marked.kind, BlockKind::Heading { .. } | BlockKind::Row);
                self.paragraph.push(pending(&line, words, marked));
                if is_whole {
                    self.flush();
                }
            }
            LineKind::Underline if self.is_lone_line() => {
                self.paragraph[0].marked.kind = BlockKind::Heading { level: 1 };
                self.flush();
            }
            LineKind::Rule | LineKind::Underline => {
                self.flush();
                self.assembly.push(line_block(&line));
            }
            LineKind::Silent => self.flush(),
        }
    }

    /// Tells whether the paragraph is one plain line, which a line of `=` makes a title.
    fn is_lone_line(&self) -> bool {
        matches!(self.paragraph.as_slice(), [only] if only.marked.kind == BlockKind::Line
            && only.marked.number.is_none())
    }

    /// Ends the open paragraph: pairs its emphasis and adds its lines.
    fn flush(&mut self) {
        let mut places = Vec::with_capacity(self.paragraph.len());
        let mut pieces = Vec::with_capacity(self.paragraph.len());
        for pending in self.paragraph.drain(..) {
            let Marked { kind, number, depth, pieces: inside, is_start: _ } = pending.marked;
            let mut block = Block::new(kind, "", pending.origin);
            block.number = number;
            block.depth = depth;
            block.indent_columns = pending.indent_columns;
            places.push(block);
            pieces.push(inside);
        }
        for (place, parts) in places.into_iter().zip(render(&pieces)) {
            self.push_parts(&place, parts);
        }
    }

    /// Adds a line; its parts are more than one where `<br>` cuts it.
    fn push_parts(&mut self, place: &Block, parts: Vec<Words>) {
        let mut is_empty = true;
        for part in parts {
            let is_kept = is_empty
                && (place.number.is_some() || matches!(place.kind, BlockKind::Note { .. }));
            if part.is_empty() && !is_kept {
                continue;
            }
            let mut block = place.clone();
            if !is_empty {
                block.number = None;
            }
            is_empty = false;
            part.fill(&mut block);
            self.assembly.push(block);
        }
        if is_empty {
            self.assembly.skip_line();
        }
    }
}

fn pending<'text>(line: &Line<'text>, words: &'text str, marked: Marked<'text>) -> Pending<'text> {
    let start = line.start + (line.text.len() - line.text.trim_start().len());
    let span = Span::new(start, start + words.len());
    let origin = Origin { line: line.number, span };
    Pending { marked, origin, indent_columns: indent_columns(line.text) }
}
