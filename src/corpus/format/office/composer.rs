//! [`Composer`]: from the runs and paragraphs of an office document to blocks.
//!
//! The readers say what is set how and where a paragraph ends; words, emphasis, marks, notes and
//! the rows of tables are put together here, in the same way for every format.

use crate::corpus::ReadFault;
use crate::corpus::format::Reading;
use crate::corpus::format::notes;
use crate::corpus::format::page::Page;
use crate::corpus::format::words::{Words, Writer, append};
use crate::text::{Block, BlockKind, Origin, Role, Span, Style};

/// A soft hyphen is printed only where a line ends.
const SOFT_HYPHEN: char = '\u{ad}';
/// A longer paragraph is no heading, whatever its style is called.
const HEADING_CHARS_MAX: usize = 300;

/// How some text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::corpus::format) struct Face {
    pub(in crate::corpus::format) is_italic: bool,
    pub(in crate::corpus::format) is_bold: bool,
    pub(in crate::corpus::format) is_underlined: bool,
    pub(in crate::corpus::format) is_raised: bool,
}

/// What is known of a paragraph.
#[derive(Clone, Debug, Default)]
pub(in crate::corpus::format) struct Paragraph {
    /// The level of the heading it is set as, from 1.
    pub(in crate::corpus::format) heading: Option<u8>,
    /// The number that the program prints before it.
    pub(in crate::corpus::format) number: Option<String>,
    /// How deep its list lies in others, from 1; 0 outside lists.
    pub(in crate::corpus::format) depth: u8,
    /// What it is for, if the file says so.
    pub(in crate::corpus::format) role: Option<Role>,
}

/// What ended some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Line,
    Paragraph,
}

/// The blocks so far. Origins count in the text that the document shows; the line of a block is
/// the number of its paragraph, from 1, empty ones not counted.
#[derive(Debug, Default)]
pub(in crate::corpus::format) struct Composer {
    page: Page,
    writer: Writer,
    face: Face,
    /// Raised text that has not ended yet.
    raised: String,
    /// Notes whose marks stand in the paragraph that is being written.
    notes: Vec<(String, Words)>,
    /// Whether a line end came after the words before, so that these go on the same paragraph.
    is_continued: bool,
    gap_lines: u32,
    /// The number of a paragraph belongs to the first of its lines that has words, so each is kept
    /// until the paragraph ends.
    lines: Vec<(Words, u32)>,
    /// What stands in text boxes that hang on the paragraph.
    boxed: Vec<Block>,
    offset: usize,
    paragraphs: usize,
}

impl Composer {
    /// Writes text set in `face`. Line ends in it are spaces, soft hyphens nothing.
    pub(in crate::corpus::format) fn text(&mut self, text: &str, face: Face) {
        if face.is_raised {
            self.raised.push_str(text);
            return;
        }
        if text.is_empty() {
            return;
        }
        self.settle_raised();
        if !text.trim().is_empty() {
            self.turn(face);
        }
        if text.contains(SOFT_HYPHEN) {
            self.writer.flow(&text.replace(SOFT_HYPHEN, ""), false);
        } else {
            self.writer.flow(text, false);
        }
    }

    /// Begins a link.
    pub(in crate::corpus::format) fn open_link(&mut self, target: &str) {
        self.settle_raised();
        self.writer.open(Style::Link(target.to_owned()));
    }

    /// Ends the link that was begun last.
    pub(in crate::corpus::format) fn close_link(&mut self) {
        self.settle_raised();
        self.writer.close(|style| matches!(style, Style::Link(_)));
    }

    /// Writes the mark of a note whose words are `words`.
    pub(in crate::corpus::format) fn note(&mut self, marker: String, mut words: Words) {
        self.settle_raised();
        self.writer.marks(std::slice::from_ref(&marker));
        notes::drop_printed_marker(&mut words, &marker);
        self.notes.push((marker, words));
    }

    /// Ends a printed line inside a paragraph.
    pub(in crate::corpus::format) fn line_end(&mut self) {
        self.end(Ended::Line);
    }

    /// Ends a paragraph.
    pub(in crate::corpus::format) fn paragraph_end(&mut self, paragraph: &Paragraph) {
        self.end(Ended::Paragraph);
        let lines = std::mem::take(&mut self.lines);
        let is_whole = lines.len() == 1;
        let mut number = paragraph.number.clone();
        for (place, (words, gap_lines)) in lines.into_iter().enumerate() {
            let is_first = place == 0;
            let kind = if is_whole { kind(paragraph, &words) } else { BlockKind::Line };
            let mut block = self.block(kind, words, is_first);
            block.role = paragraph.role;
            block.depth = paragraph.depth;
            block.number = number.take();
            if block.kind == BlockKind::Line {
                block.gap_lines = if is_first { 1 } else { gap_lines };
            }
            self.page.push(block, true);
        }
        for (marker, words) in std::mem::take(&mut self.notes) {
            let block = self.block(BlockKind::Note { marker }, words, false);
            self.page.push_note(block);
        }
        for block in std::mem::take(&mut self.boxed) {
            let words = Words { text: block.text, styles: block.styles, marks: block.marks };
            let is_note = matches!(block.kind, BlockKind::Note { .. });
            let moved = self.block(block.kind, words, !is_note);
            let (number, gap_lines) = (block.number, block.gap_lines);
            self.page.push(Block { number, gap_lines, role: block.role, ..moved }, true);
        }
    }

    /// Takes the raised text that was written last back, if there is any.
    pub(in crate::corpus::format) fn take_raised(&mut self) -> Option<String> {
        let raised = std::mem::take(&mut self.raised);
        Some(raised.trim().to_owned()).filter(|raised| !raised.is_empty())
    }

    /// Adds the blocks of a text box, which stand after the paragraph it hangs on.
    pub(in crate::corpus::format) fn insert(&mut self, boxed: Reading) {
        self.boxed.extend(boxed.blocks);
    }

    /// Begins a row of a table.
    pub(in crate::corpus::format) fn open_row(&mut self) {
        self.page.open_row();
    }

    /// Begins a cell of a row.
    pub(in crate::corpus::format) fn open_cell(&mut self) {
        self.page.open_cell();
    }

    /// Ends a row.
    pub(in crate::corpus::format) fn close_row(&mut self) {
        self.page.close_row();
    }

    /// Returns the blocks.
    pub(in crate::corpus::format) fn finish(mut self) -> Reading {
        self.paragraph_end(&Paragraph::default());
        let (blocks, faults): (Vec<Block>, Vec<ReadFault>) = self.page.finish();
        Reading { blocks, faults, ..Reading::default() }
    }

    /// Returns all that was written as the words of one note.
    pub(in crate::corpus::format) fn into_words(self) -> Words {
        let mut blocks = self.finish().blocks.into_iter();
        let Some(mut whole) = blocks.next() else { return Words::default() };
        for block in blocks {
            append(&mut whole, " ", block);
        }
        Words { text: whole.text, styles: whole.styles, marks: whole.marks }
    }

    fn end(&mut self, ended: Ended) {
        self.settle_raised();
        let words = self.writer.take();
        if words.is_empty() {
            self.gap_lines += u32::from(ended == Ended::Line && self.is_continued);
        } else {
            let gap_lines = std::mem::take(&mut self.gap_lines);
            self.lines.push((words, gap_lines));
        }
        self.is_continued = ended == Ended::Line;
        if ended == Ended::Paragraph {
            self.gap_lines = 0;
        }
    }

    /// Raised text that is a note's marker becomes a mark.
    fn settle_raised(&mut self) {
        if self.raised.is_empty() {
            return;
        }
        let raised = std::mem::take(&mut self.raised);
        match notes::markers(&raised, self.writer.so_far()) {
            Some(markers) => self.writer.marks(&markers),
            None => self.writer.flow(&raised, false),
        }
    }

    /// Ends and begins the styles in which two faces differ.
    fn turn(&mut self, to: Face) {
        let from = std::mem::replace(&mut self.face, to);
        self.writer.turn([
            (Style::Italic, from.is_italic, to.is_italic),
            (Style::Bold, from.is_bold, to.is_bold),
            (Style::Underline, from.is_underlined, to.is_underlined),
        ]);
    }

    fn block(&mut self, kind: BlockKind, words: Words, begins: bool) -> Block {
        self.paragraphs += usize::from(begins);
        let span = Span::new(self.offset, self.offset + words.text.len());
        self.offset = span.end() + 1;
        let mut block = Block::new(kind, "", Origin { line: self.paragraphs, span });
        words.fill(&mut block);
        block
    }
}

/// Returns what a paragraph is. Clauses are set in the style of a heading for the sake of its
/// numbers: what ends like a clause, or is as long as one, is none.
fn kind(paragraph: &Paragraph, words: &Words) -> BlockKind {
    const CLAUSE_ENDS: &[char] = &[',', ';', '.', ':', '،', '؛', '，', '；', '。', '：'];
    let is_title = !words.text.trim_end().ends_with(CLAUSE_ENDS)
        && words.text.chars().take(HEADING_CHARS_MAX + 1).count() <= HEADING_CHARS_MAX;
    match paragraph.heading.filter(|_| is_title) {
        Some(level) => BlockKind::Heading { level },
        None if paragraph.number.is_some() => BlockKind::Item,
        None => BlockKind::Paragraph,
    }
}
