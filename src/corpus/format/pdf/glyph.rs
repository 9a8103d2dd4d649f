//! What a page shows, as far as the text is concerned: glyphs with their places, rules, pictures.

/// A character at its place on a page.
///
/// Lengths are points, measured from the upper left corner of the page as it is read: a page that
/// is set sideways is turned first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) character: char,
    /// Its left edge.
    pub(super) left: f32,
    /// Its right edge.
    pub(super) right: f32,
    /// The line it stands on, from the top.
    pub(super) baseline: f32,
    /// The size of its font.
    pub(super) size: f32,
    pub(super) face: Face,
    /// Whether the file itself says that it belongs to the page and not to the text.
    pub(super) is_artifact: bool,
}

/// How a glyph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) is_italic: bool,
    pub(super) is_bold: bool,
    pub(super) is_underlined: bool,
}

/// A thin straight stroke from left to right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) left: f32,
    pub(super) right: f32,
    /// From the top.
    pub(super) height: f32,
}

/// What was found on a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// In the order of the file.
    pub(super) glyphs: Vec<Glyph>,
    /// From top to bottom.
    pub(super) rules: Vec<Rule>,
    /// Whether anything but glyphs is painted.
    pub(super) has_pictures: bool,
    /// Glyphs whose characters the file does not tell.
    pub(super) unknown_glyphs: usize,
    /// Whether something on it cannot be unpacked.
    pub(super) is_broken: bool,
}

impl Glyph {
    /// Tells whether nothing of it is seen.
    pub(super) fn is_blank(&self) -> bool {
        self.character.is_whitespace()
    }

    /// Returns the place halfway between its edges.
    pub(super) fn center(&self) -> f32 {
        (self.left + self.right) / 2.0
    }
}

/// Returns one glyph for each character of `text`, which together stand where `whole` stands.
///
/// The characters of a script written from right to left share the room from its right end on.
pub(super) fn spread(text: &str, whole: Glyph) -> impl Iterator<Item = Glyph> + '_ {
    let count = text.chars().count().max(1) as f32;
    let width = (whole.right - whole.left) / count;
    let is_leftward = text.chars().any(is_leftward);
    text.chars().enumerate().map(move |(place, character)| {
        let place = place as f32;
        let left = if is_leftward {
            width.mul_add(-(place + 1.0), whole.right)
        } else {
            width.mul_add(place, whole.left)
        };
        Glyph { character, left, right: left + width, ..whole }
    })
}

/// Tells whether a character is a letter of a script written from right to left.
pub(super) fn is_leftward(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{5ff}' | '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6ef}'
        | '\u{6fa}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Tells whether a character is a mark above or below the letter before it.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Returns a length in the precision that glyphs are kept in: a page is some thousand points high,
/// and a hundredth of a point is seen by nobody.
#[allow(clippy::cast_possible_truncation, reason = "only places that no page has are cut off")]
pub(super) fn points(length: f64) -> f32 {
    length as f32
}
