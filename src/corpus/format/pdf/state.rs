//! The part of the graphics state that decides where text stands (ISO 32000-2, 9.3 and 9.4).

use hayro_font::kurbo::Affine;

/// What `q` keeps and `Q` brings back.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    /// From the units of the content to points on the page.
    pub(super) matrix: Affine,
    /// The place of the font among the fonts of the file.
    pub(super) font: Option<usize>,
    pub(super) size: f64,
    pub(super) character_space: f64,
    pub(super) word_space: f64,
    /// 1 is the natural width.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// Whether outlines are drawn as well, which makes letters bold.
    pub(super) is_outlined: bool,
}

impl State {
    pub(super) fn new(matrix: Affine) -> Self {
        Self {
            matrix,
            font: None,
            size: 1.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_outlined: false,
        }
    }
}

/// Where the next glyph stands; it begins anew with every text object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    /// The glyph's own place.
    pub(super) place: Affine,
    /// The place of the line it is on.
    pub(super) line: Affine,
}

impl Cursor {
    pub(super) fn new() -> Self {
        Self { place: Affine::IDENTITY, line: Affine::IDENTITY }
    }

    /// Goes to the line that is off by so much.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.place = self.line;
    }

    pub(super) fn set(&mut self, matrix: Affine) {
        self.line = matrix;
        self.place = matrix;
    }

    pub(super) fn advance(&mut self, x: f64, y: f64) {
        self.place *= Affine::translate((x, y));
    }
}
