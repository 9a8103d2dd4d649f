//! One reader per format, behind [`FormatReader`], and the choice between them.
//!
//! The content decides and the extension only breaks a doubt: files made from PDF carry any
//! extension, and a `.txt` file is often Markdown.

mod akoma_ntoso;
mod docx;
mod duty;
mod entity;
mod frbr;
mod front_matter;
mod html;
mod json;
mod lines;
mod markdown;
mod nesting;
mod notes;
mod odt;
pub(super) mod office;
mod page;
pub(super) mod pdf;
mod place;
mod rtf;
mod text;
mod words;

use std::path::Path;

pub use self::lines::{BLOCKS_MAX, LINE_BYTES_MAX};
pub use self::nesting::NESTING_MAX;
pub use self::office::OFFICE_PART_BYTES_MAX;
pub use self::pdf::{PDF_EFFORT_MAX, PDF_PAGES_MAX, PDF_STREAM_BYTES_MAX, PDF_UNPACKED_BYTES_MAX};
pub use self::rtf::RTF_NESTING_MAX;

use super::{Fact, Format, MarkupError, ReadFault};
use crate::text::{Block, BlockKind, Language, Origin};

/// How sure a reader is that a text is its own; 0 is "not mine".
pub(super) type Score = u8;

/// The reader's marks are all over the text.
const SURE: Score = 100;
/// The extension says so, or a mark or two.
const LIKELY: Score = 50;
/// Any text can be read so.
const POSSIBLE: Score = 1;

/// How much of the beginning of a text is looked at to tell its format, in bytes.
const SAMPLE_BYTES_MAX: usize = 256 * 1024;

/// What a reader made of a text.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// In reading order.
    pub(super) blocks: Vec<Block>,
    /// What the format's metadata states.
    pub(super) facts: Vec<Fact>,
    /// What was wrong on the way.
    pub(super) faults: Vec<ReadFault>,
    /// The language the file itself names.
    pub(super) language: Option<Language>,
    /// The documents behind this one, where a file holds several.
    pub(super) further: Vec<Self>,
}

/// A file format: how to tell it and how to read it.
pub(super) trait FormatReader: Sync {
    /// Returns the format.
    fn format(&self) -> Format;

    /// Returns how sure it is that a text that begins with `sample`, from a file with
    /// `extension` (in lower case, without the point), is of this format.
    fn score(&self, sample: &str, extension: &str) -> Score;

    /// Returns the blocks of `text`; spans and lines are those of `text`.
    ///
    /// # Errors
    ///
    /// When the mark-up is broken so that no part of it can be trusted.
    fn read(&self, text: &str) -> Result<Reading, MarkupError>;
}

/// Every reader; of two that are equally sure the earlier one reads.
const READERS: &[&dyn FormatReader] =
    &[&akoma_ntoso::AkomaNtoso, &json::Json, &html::Html, &markdown::Markdown, &text::Text];

/// Returns the extension of `path` in lower case, without the point; of a packed file that of the
/// file in it, `xml` for `x.xml.gz`.
pub(super) fn extension(path: &Path) -> String {
    let of = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.unwrap_or_default().to_ascii_lowercase()
    };
    let outer = of(path);
    match (outer.as_str(), path.file_stem()) {
        ("gz" | "zst", Some(inner)) => of(Path::new(inner)),
        _ => outer,
    }
}

/// Returns the reader that is surest of `text`, from a file with `extension`.
pub(super) fn reader_for(extension: &str, text: &str) -> &'static dyn FormatReader {
    surest(READERS, text, extension)
}

/// Returns what a record of a JSON file holds.
///
/// # Errors
///
/// When its text is mark-up that cannot be read.
pub(super) fn record(
    members: &serde_json::Map<String, serde_json::Value>,
    line: usize,
) -> Result<Reading, MarkupError> {
    json::record(members, line)
}

/// Tells whether `text` is a day, `yyyy-mm-dd`.
pub(super) fn is_day(text: &str) -> bool {
    frbr::is_day(text)
}

/// Returns the blocks of a text that stands in line `line` of another file: one paragraph, or what
/// its lines or its mark-up make of it.
pub(super) fn text_blocks(text: &str, line: usize) -> (Vec<Block>, Vec<ReadFault>) {
    let origin = Origin { line, ..Origin::default() };
    let whole = || vec![Block::new(BlockKind::Paragraph, text.trim(), origin)];
    if !text.contains(['\n', '\r']) && !text.contains("</") {
        return (whole(), Vec::new());
    }
    let Ok(mut reading) = reader_of_text(text).read(text) else { return (whole(), Vec::new()) };
    for block in &mut reading.blocks {
        block.origin = origin;
    }
    for fault in &mut reading.faults {
        fault.line = Some(line);
    }
    (reading.blocks, reading.faults)
}

/// Returns the reader that is surest of a text inside another file.
fn reader_of_text(text: &str) -> &'static dyn FormatReader {
    surest(&[&html::Html, &markdown::Markdown], text, "")
}

fn surest(
    readers: &[&'static dyn FormatReader],
    text: &str,
    extension: &str,
) -> &'static dyn FormatReader {
    let sample = prefix(text, SAMPLE_BYTES_MAX);
    let mut best: (Score, &dyn FormatReader) = (0, &text::Text);
    for reader in readers {
        let score = reader.score(sample, extension);
        if score > best.0 {
            best = (score, *reader);
        }
        if score == SURE {
            break;
        }
    }
    best.1
}

/// Returns the beginning of `text`, at most `bytes_max` bytes and no part of a character.
fn prefix(text: &str, bytes_max: usize) -> &str {
    let mut end = text.len().min(bytes_max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
