//! What a PDF file may ask for, and the count of what it asked.

/// The most pages that are read of one file; the rest is left out and reported.
pub const PDF_PAGES_MAX: usize = 5_000;
/// The longest stream that is unpacked, in bytes. The content of a page of text has some 10,000;
/// a font of Chinese some 10,000,000.
pub const PDF_STREAM_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// The most that is unpacked of one file to find out what it unpacks to. A book of scanned pages has
/// some hundred million.
pub const PDF_UNPACKED_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// The most work that is done for one file, in bytes of content read; drawing a form costs its
/// own bytes each time, and every operator and glyph some. A page of text costs some 200,000, so
/// that this is enough for a thousand; the glyphs of them all take 200 MB of memory.
pub const PDF_EFFORT_MAX: u64 = 256 * 1024 * 1024;

/// What an operator costs beyond its bytes.
pub(super) const OPERATOR_EFFORT: u64 = 16;
/// What a glyph costs.
pub(super) const GLYPH_EFFORT: u64 = 48;
/// What it costs to look up a form or a font.
pub(super) const RESOURCE_EFFORT: u64 = 2_048;
/// Forms lie in forms so deep at most.
pub(super) const FORM_NESTING_MAX: usize = 12;
/// States that are kept at once; what is saved beyond that is restored as it is.
pub(super) const STATES_MAX: usize = 256;
/// Pieces of one path that are looked at; rules have few.
pub(super) const PATH_PIECES_MAX: usize = 64;

/// How much of [`PDF_EFFORT_MAX`] is left.
#[derive(Debug)]
pub(super) struct Budget {
    effort: u64,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { effort: PDF_EFFORT_MAX }
    }

    /// Takes `effort` off, and tells whether there was so much.
    pub(super) fn spend(&mut self, effort: u64) -> bool {
        let rest = self.effort.checked_sub(effort);
        self.effort = rest.unwrap_or(0);
        rest.is_some()
    }

    pub(super) fn is_spent(&self) -> bool {
        self.effort == 0
    }
}
