//! PDF files.
//!
//! A PDF file holds no paragraphs and often no words, only glyphs at places. So the text is put
//! together as the eye does it:
//!
//! ```text
//! operators --content--> glyphs and rules --row--> rows of cells --line--> lines, column by column
//!   --furniture--> without running headers --footnotes--> text and notes apart
//!   --paragraph--> paragraphs --compose--> blocks
//! ```
//!
//! The file format, its fonts and code tables are read by the `hayro` crates. Nothing is drawn.

mod bidi;
mod bombs;
mod compose;
mod content;
mod deflate;
mod filters;
mod font;
mod footnotes;
mod furniture;
mod glyph;
mod limits;
mod line;
mod marked;
mod packed;
mod paragraph;
mod path;
mod row;
mod state;
mod turned;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

pub use self::limits::{
    PDF_EFFORT_MAX, PDF_PAGES_MAX, PDF_STREAM_BYTES_MAX, PDF_UNPACKED_BYTES_MAX,
};

use self::bidi::{Direction, direction_of};
use self::compose::Composer;
use self::font::Fonts;
use self::footnotes::{PageRules, separate};
use self::glyph::{Rule, Sheet};
use self::limits::Budget;
use self::line::{Line, Lines};
use self::row::Row;
use super::Reading;
use crate::corpus::{PdfError, ReadFault, unless_it_stumbles};
use crate::text::Hyphens;

/// How a PDF file begins.
const MAGIC: &[u8] = b"%PDF-";
/// Other programs may have put something before it (ISO 32000-2, annex I).
const LEAD_BYTES_MAX: usize = 1024;
/// How a PDF file ends, and what other programs may have put behind it.
const END: &[u8] = b"%%EOF";
const TAIL_BYTES_MAX: usize = 2048;
/// The file holds nothing but what is too long.
const PACKED: PdfError = PdfError::Packed { length_bytes_max: PDF_STREAM_BYTES_MAX };
/// A page of which a larger share of the glyphs is unknown cannot be read.
const UNKNOWN_SHARE_MAX: f32 = 0.2;

/// Tells whether `bytes`, from a file with `extension`, are a PDF file.
pub(in crate::corpus) fn is_pdf(bytes: &[u8], extension: &str) -> bool {
    let lead = &bytes[..bytes.len().min(LEAD_BYTES_MAX)];
    bytes.starts_with(MAGIC)
        || extension == "pdf" && lead.windows(MAGIC.len()).any(|window| window == MAGIC)
}

/// Returns the blocks of a PDF file.
///
/// # Errors
///
/// When the file is damaged, protected or too large to be unpacked, or has no text at all.
pub(in crate::corpus) fn read(bytes: &[u8]) -> Result<Reading, PdfError> {
    // Damaged files reach every corner of the crates that read them; one that they stumble over
    // must not stop the run over all the others. Nothing outlives the call.
    unless_it_stumbles(|| read_pages(bytes)).unwrap_or(Err(PdfError::Damaged))
}

fn read_pages(bytes: &[u8]) -> Result<Reading, PdfError> {
    let defused = bombs::defused(bytes)
        .map_err(|_| PdfError::Packed { length_bytes_max: PDF_UNPACKED_BYTES_MAX })?;
    let has_gaps = defused.has_bombs || defused.has_hidden_tables;
    let pdf = Pdf::new(defused.bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfError::Password,
        LoadPdfError::Decryption(_) => PdfError::Encryption,
        LoadPdfError::Invalid if has_gaps => PACKED,
        LoadPdfError::Invalid => PdfError::Damaged,
    })?;
    let mut pages = Pages::default();
    let (mut fonts, mut budget) = (Fonts::new(), Budget::new());
    let count = pdf.pages().len();
    for page in pdf.pages().iter().take(PDF_PAGES_MAX) {
        pages.add(&content::read(page, &mut fonts, &mut budget));
        if budget.is_spent() {
            pages.is_cut = true;
            break;
        }
    }
    let breaks_off = !has_end(bytes);
    if pages.rows.iter().all(Vec::is_empty) {
        return Err(match (has_gaps, breaks_off || !pages.broken.is_empty()) {
            (true, _) => PACKED,
            (false, true) => PdfError::Damaged,
            (false, false) => PdfError::NoText { pages: count },
        });
    }
    let mut faults = pages.faults(count);
    if defused.has_bombs {
        let message =
            format!("a part that unpacks to more than {PDF_STREAM_BYTES_MAX} bytes is left out");
        faults.push(ReadFault { message, line: None });
    }
    if defused.has_hidden_tables {
        let message = format!(
            "a protected table that may unpack to more than {PDF_STREAM_BYTES_MAX} bytes is left out"
        );
        faults.push(ReadFault { message, line: None });
    }
    if breaks_off {
        let message =
            "the file breaks off: its end is missing, and with it what it held".to_owned();
        faults.push(ReadFault { message, line: None });
    }
    let mut reading = layout(pages);
    faults.append(&mut reading.faults);
    Ok(Reading { faults, ..reading })
}

/// Tells whether the mark that ends a file stands near its end.
fn has_end(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(TAIL_BYTES_MAX)..];
    tail.windows(END.len()).any(|window| window == END)
}

/// What the pages of a file hold.
#[derive(Default)]
struct Pages {
    rows: Vec<Vec<Row>>,
    rules: Vec<Vec<Rule>>,
    /// Pages on which something is painted, but no text.
    without_text: Vec<usize>,
    /// Pages most of whose glyphs stand for nobody knows what.
    unreadable: Vec<usize>,
    /// Pages of which something cannot be unpacked.
    broken: Vec<usize>,
    /// Whether the last of them was not read to its end.
    is_cut: bool,
}

impl Pages {
    fn add(&mut self, sheet: &Sheet) {
        let rows = row::rows(sheet);
        let number = self.rows.len() + 1;
        let glyphs = (sheet.glyphs.len() + sheet.unknown_glyphs) as f32;
        if sheet.unknown_glyphs as f32 > glyphs * UNKNOWN_SHARE_MAX {
            self.unreadable.push(number);
        } else if rows.is_empty() && sheet.has_pictures {
            self.without_text.push(number);
        }
        if sheet.is_broken {
            self.broken.push(number);
        }
        self.rules.push(sheet.rules.clone());
        self.rows.push(rows);
    }

    fn faults(&self, count: usize) -> Vec<ReadFault> {
        let without_text = ["has no text", "have no text"];
        let unreadable = ["has letters without names", "have letters without names"];
        let broken = ["holds", "hold"];
        let recognition = "needs character recognition";
        let unpacking = "cannot be unpacked, or only to too much";
        let kinds = [
            (&self.without_text, without_text.map(|what| format!("{what}: {recognition}"))),
            (&self.unreadable, unreadable.map(|what| format!("{what}: {recognition}"))),
            (&self.broken, broken.map(|what| format!("{what} something that {unpacking}"))),
        ];
        let fault = |(pages, what): (&Vec<usize>, [String; 2])| {
            let line = pages.first().copied()?;
            let [one, several] = what;
            let what = if pages.len() == 1 { one } else { several };
            let message = format!("{} of {count} {what}", named(pages));
            Some(ReadFault { message, line: Some(line) })
        };
        let mut faults: Vec<ReadFault> = kinds.into_iter().filter_map(fault).collect();
        let read = self.rows.len();
        if self.is_cut || read < count {
            let message =
                format!("the file is too long: reading stopped on page {read} of {count}");
            faults.push(ReadFault { message, line: Some(read) });
        }
        faults
    }
}

/// `page 3`, `pages 2-4, 7`.
fn named(pages: &[usize]) -> String {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match stretches.last_mut().filter(|last| last.1 + 1 == *page) {
            Some(last) => last.1 = *page,
            None => stretches.push((*page, *page)),
        }
    }
    let stretches: Vec<String> = stretches
        .iter()
        .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") })
        .collect();
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", stretches.join(", "))
}

/// Puts the text of all pages together.
fn layout(pages: Pages) -> Reading {
    let page_count = pages.rows.len();
    let characters = pages.rows.iter().flatten().flat_map(|row| &row.cells);
    let characters = characters.flat_map(|cell| &cell.glyphs).map(|glyph| glyph.character);
    let direction = direction_of(characters);
    let mut lines = Lines::new(direction);
    for (page, rows) in pages.rows.into_iter().enumerate() {
        lines.add(rows, page);
    }
    let mut lines = lines.lines;
    if direction == Direction::Leftward {
        bidi::settle_brackets(&mut lines);
    }
    furniture::remove(&mut lines, page_count);
    let width = lines.iter().map(|line| line.end - line.start).fold(0.0, f32::max);
    let heights = pages.rules.iter().map(|rules| footnotes::rule_heights(rules, width)).collect();
    let rules = PageRules { heights, text_size: text_size(&lines) };
    let separated = separate(lines, &rules);
    let texts: Vec<String> = separated.text.iter().map(Line::text).collect();
    let mut composer = Composer::new(Hyphens::of(texts.iter().map(String::as_str)));
    let mut notes = separated.notes.iter().peekable();
    for paragraph in paragraph::paragraphs(separated.text) {
        composer.paragraph(&paragraph);
        // A note follows the paragraph that its page ends in.
        while let Some(note) = notes.next_if(|note| note.lines_before <= paragraph.last + 1) {
            composer.note(note);
        }
    }
    notes.for_each(|note| composer.note(note));
    let assembly = composer.assembly;
    Reading { blocks: assembly.blocks, faults: assembly.faults, ..Reading::default() }
}

/// Returns the size in which most glyphs are set.
fn text_size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<(f32, usize)> =
        lines.iter().map(|line| (line.size, line.glyphs.len())).collect();
    sizes.sort_by(|left, right| left.0.total_cmp(&right.0));
    let (mut best, mut current) = ((0.0, 0), (0.0, 0));
    for (size, count) in sizes {
        if size - current.0 > 0.3 {
            current = (size, 0);
        }
        current.1 += count;
        if current.1 > best.1 {
            best = current;
        }
    }
    best.0
}
