//! Collects the glyphs of a page by the direction they run in, and turns the page accordingly.
//!
//! Tables are set sideways, and whole pages are scanned so. What runs in the direction of most
//! glyphs is the page; the rest is in the margin and is left out.

use hayro_font::kurbo::{Affine, Point, Vec2};
use unicode_normalization::UnicodeNormalization as _;

use super::glyph::{Face, Glyph, Rule, Sheet, points, spread};

/// A drawing has more strokes, but no page of text has more rules.
const RULES_MAX: usize = 2_000;

/// A page as it is being read.
#[derive(Debug, Default)]
pub(super) struct Turned {
    /// By direction: rightwards, downwards, upside down, upwards.
    glyphs: [Vec<Glyph>; 4],
    /// The directions of the glyphs in the order of the file.
    order: Vec<u8>,
    pub(super) rules: Vec<Rule>,
    pub(super) has_pictures: bool,
    pub(super) unknown_glyphs: usize,
    pub(super) is_broken: bool,
}

/// What a glyph says and how it is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'code> {
    pub(super) text: &'code str,
    pub(super) face: Face,
    pub(super) is_artifact: bool,
}

impl Turned {
    /// Returns the number of glyphs so far.
    pub(super) fn count(&self) -> usize {
        self.order.len()
    }

    /// Adds a glyph: `matrix` leads from its own units to the page, and `extent` is its width and
    /// the size of its font in its own units.
    pub(super) fn add(&mut self, look: Look<'_>, matrix: Affine, extent: (f64, f64)) {
        let Look { text, face, is_artifact } = look;
        let origin = matrix * Point::ZERO;
        let along = matrix * Point::new(1.0, 0.0) - origin;
        let size = (matrix * Point::new(0.0, extent.1) - origin).hypot();
        let end = matrix * Point::new(extent.0, 0.0);
        let is_placed = origin.is_finite() && end.is_finite() && size.is_finite() && size > 0.0;
        if text.is_empty() || text.chars().all(is_unreadable) {
            self.unknown_glyphs += 1;
            return;
        }
        if !is_placed {
            return;
        }
        let direction = direction(along);
        let (start, end) = (turn(origin, direction), turn(end, direction));
        let whole = Glyph {
            character: ' ',
            left: points(start.x.min(end.x)),
            right: points(start.x.max(end.x)),
            baseline: points(start.y),
            size: points(size),
            face,
            is_artifact,
        };
        let text: String = text.chars().flat_map(plain).collect();
        for glyph in spread(&text, whole).filter(|glyph| !is_unreadable(glyph.character)) {
            self.glyphs[usize::from(direction)].push(glyph);
            self.order.push(direction);
        }
    }

    /// Lets the glyphs behind the first `start` say `text`, if they stand on one line.
    pub(super) fn replace(&mut self, start: usize, text: &str) {
        let Some(directions) = self.order.get(start..).filter(|rest| !rest.is_empty()) else {
            return;
        };
        let direction = directions[0];
        let count = directions.len();
        if directions.iter().any(|other| *other != direction) {
            return;
        }
        let glyphs = &mut self.glyphs[usize::from(direction)];
        let from = glyphs.len() - count;
        let first = glyphs[from];
        let is_line = |glyph: &Glyph| (glyph.baseline - first.baseline).abs() < first.size / 2.0;
        if !glyphs[from..].iter().all(is_line) {
            return;
        }
        let edges = glyphs[from..].iter().fold((first.left, first.right), |edges, glyph| {
            (edges.0.min(glyph.left), edges.1.max(glyph.right))
        });
        let whole = Glyph { left: edges.0, right: edges.1, ..first };
        glyphs.truncate(from);
        glyphs.extend(spread(text, whole));
        let added = glyphs.len() - from;
        self.order.truncate(start);
        self.order.extend(std::iter::repeat_n(direction, added));
    }

    /// Returns the page, turned so that most glyphs run rightwards.
    pub(super) fn into_sheet(mut self) -> Sheet {
        let counts = self.glyphs.each_ref().map(Vec::len);
        let most = (0..4_u8).rev().max_by_key(|at| counts[usize::from(*at)]).unwrap_or(0);
        let mut rules = if most == 0 { self.rules } else { Vec::new() };
        rules.truncate(RULES_MAX);
        rules.sort_by(|left, right| left.height.total_cmp(&right.height));
        Sheet {
            glyphs: std::mem::take(&mut self.glyphs[usize::from(most)]),
            rules,
            has_pictures: self.has_pictures,
            is_broken: self.is_broken,
            unknown_glyphs: self.unknown_glyphs,
        }
    }
}

/// Control characters and the marks of a damaged table.
fn is_unreadable(character: char) -> bool {
    character.is_control() && !character.is_whitespace() || character == '\u{fffd}'
}

/// Takes ligatures and the shapes that Arabic letters have in words apart into plain letters.
fn plain(character: char) -> impl Iterator<Item = char> {
    let is_shape = matches!(character, '\u{fb00}'..='\u{fb06}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}');
    let plain = is_shape.then(|| character.nfkc());
    let other = (!is_shape).then_some(character);
    plain.into_iter().flatten().chain(other)
}

fn direction(along: Vec2) -> u8 {
    match (along.x.abs() >= along.y.abs(), along.x >= 0.0, along.y >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

/// Turns the page so that what ran in `direction` runs rightwards.
fn turn(point: Point, direction: u8) -> Point {
    match direction {
        0 => point,
        1 => Point::new(point.y, -point.x),
        2 => Point::new(-point.x, -point.y),
        _upwards => Point::new(-point.y, point.x),
    }
}
