//! Paths, as far as they are rules: straight strokes from left to right and flat boxes.

use hayro_font::kurbo::{Affine, Point};

use super::glyph::{Rule, points};
use super::limits::PATH_PIECES_MAX;

/// A rule is no thicker, in points.
const THICKNESS_MAX: f64 = 3.0;
/// A shorter stroke is no rule.
const LENGTH_MIN: f64 = 8.0;

/// The path that is being made.
#[derive(Debug, Default)]
pub(super) struct Path {
    strokes: Vec<(Point, Point)>,
    start: Point,
    last: Point,
}

impl Path {
    pub(super) fn move_to(&mut self, point: Point) {
        self.start = point;
        self.last = point;
    }

    pub(super) fn line_to(&mut self, point: Point) {
        self.add(self.last, point);
        self.last = point;
    }

    /// Goes on where a curve ends, which is no rule.
    pub(super) fn curve_to(&mut self, point: Point) {
        self.last = point;
    }

    pub(super) fn close(&mut self) {
        self.line_to(self.start);
    }

    /// Adds a box whose sides are those of the units of the content.
    pub(super) fn add_box(&mut self, matrix: Affine, corner: Point, size: (f64, f64)) {
        let opposite = Point::new(corner.x + size.0, corner.y + size.1);
        self.add(matrix * corner, matrix * opposite);
        self.move_to(matrix * corner);
    }

    fn add(&mut self, from: Point, to: Point) {
        if self.strokes.len() < PATH_PIECES_MAX {
            self.strokes.push((from, to));
        }
    }

    /// Empties the path and returns the rules that painting it draws.
    pub(super) fn paint(&mut self) -> impl Iterator<Item = Rule> + '_ {
        self.strokes.drain(..).filter_map(|(from, to)| {
            let is_rule =
                (to.y - from.y).abs() <= THICKNESS_MAX && (to.x - from.x).abs() >= LENGTH_MIN;
            is_rule.then(|| Rule {
                left: points(from.x.min(to.x)),
                right: points(from.x.max(to.x)),
                height: points((from.y + to.y) / 2.0),
            })
        })
    }

    /// Empties the path.
    pub(super) fn discard(&mut self) {
        self.strokes.clear();
    }
}
