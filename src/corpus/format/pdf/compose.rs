//! From paragraphs and notes to blocks: words, emphasis, marks of notes.

use super::super::lines::Assembly;
use super::super::notes;
use super::super::words::{Words, Writer};
use super::footnotes::NoteLines;
use super::glyph::{Face, Glyph};
use super::line::Line;
use super::paragraph::{Paragraph, is_bold};
use crate::text::{Block, BlockKind, Hyphens, Origin, Span, Style, joins_closely};

/// A heading is no longer, in lines.
const HEADING_LINES_MAX: usize = 4;
/// A soft hyphen stands only where a word is broken.
const SOFT_HYPHEN: char = '\u{ad}';

/// Writes the blocks of a file; origins count in the text that the file shows, and the line of a
/// block is the number of its page.
pub(super) struct Composer {
    hyphens: Hyphens,
    pub(super) assembly: Assembly,
    offset: usize,
}

impl Composer {
    pub(super) fn new(hyphens: Hyphens) -> Self {
        Self { hyphens, assembly: Assembly::default(), offset: 0 }
    }

    /// Adds a paragraph or a heading.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph) {
        let words = self.words(&paragraph.lines);
        let is_heading = paragraph.lines.len() <= HEADING_LINES_MAX
            && paragraph.lines.iter().all(is_bold)
            && !words.text.ends_with([',', ';', '.', ':', '،', '؛', '，', '；', '。', '：']);
        let kind = if is_heading { BlockKind::Heading { level: 2 } } else { BlockKind::Paragraph };
        self.push(kind, words, &paragraph.lines);
    }

    /// Adds a note.
    pub(super) fn note(&mut self, note: &NoteLines) {
        let words = self.words(&note.lines);
        self.push(BlockKind::Note { marker: note.marker.clone() }, words, &note.lines);
    }

    fn push(&mut self, kind: BlockKind, words: Words, lines: &[Line]) {
        if words.text.is_empty() {
            return;
        }
        let span = Span::new(self.offset, self.offset + words.text.len());
        self.offset = span.end() + 1;
        let line = lines.first().map_or(0, |line| line.page + 1);
        let mut block = Block::new(kind, words.text, Origin { line, span });
        block.styles = words.styles;
        block.marks = words.marks;
        self.assembly.push(block);
    }

    fn words(&self, lines: &[Line]) -> Words {
        let mut writer = Writer::default();
        for line in lines {
            self.join(&mut writer, line);
            write(&mut writer, line);
        }
        writer.take()
    }

    /// Writes what stands between a line and the one before it.
    fn join(&self, writer: &mut Writer, line: &Line) {
        let before = writer.so_far().trim_end();
        let next = line.text();
        if let Some(broken) = before.strip_suffix(SOFT_HYPHEN) {
            let length = broken.len();
            writer.cut(length);
        } else if self.hyphens.is_printers(before, &next) {
            let length = before.len() - 1;
            writer.cut(length);
        } else if !joins_closely(before, next.trim_start()) {
            writer.text(" ");
        }
    }
}

/// Writes a line; what is raised is a mark or part of a word.
fn write(writer: &mut Writer, line: &Line) {
    let mut face = Face::default();
    let mut place = 0;
    while let Some(glyph) = line.glyphs.get(place) {
        if line.is_raised(glyph) && !glyph.is_blank() {
            let count = raised_count(line, place);
            let raised: String =
                line.glyphs[place..place + count].iter().map(|one| one.character).collect();
            match notes::markers(&raised, writer.so_far()) {
                Some(markers) => writer.marks(&markers),
                None => writer.text(&raised),
            }
            place += count;
            continue;
        }
        if !glyph.is_blank() && glyph.face != face {
            turn(writer, face, glyph.face);
            face = glyph.face;
        }
        let mut buffer = [0; 4];
        writer.text(glyph.character.encode_utf8(&mut buffer));
        place += 1;
    }
    turn(writer, face, Face::default());
}

/// Counts the glyphs from `place` on that are raised, with the blanks between them.
fn raised_count(line: &Line, place: usize) -> usize {
    let rest = &line.glyphs[place..];
    let is_raised = |glyph: &Glyph| line.is_raised(glyph);
    let end = rest.iter().position(|glyph| !glyph.is_blank() && !is_raised(glyph));
    let end = end.unwrap_or(rest.len());
    rest[..end].iter().rposition(|glyph| !glyph.is_blank()).map_or(1, |last| last + 1)
}

/// Ends and begins the styles in which two faces differ.
fn turn(writer: &mut Writer, from: Face, to: Face) {
    writer.turn([
        (Style::Italic, from.is_italic, to.is_italic),
        (Style::Bold, from.is_bold, to.is_bold),
        (Style::Underline, from.is_underlined, to.is_underlined),
    ]);
}
