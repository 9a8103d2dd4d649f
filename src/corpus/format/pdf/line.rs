//! From the rows of a page to its lines in the order of reading, columns apart.

use super::bidi::{Direction, to_reading_order};
use super::glyph::Glyph;
use super::row::{Cell, Row};

/// So many rows with text on both sides of a gap make columns; fewer are a signature or a cover.
const COLUMN_ROWS_MIN: usize = 6;
/// A column takes at least this share of the page's text.
const COLUMN_SHARE_MIN: f32 = 0.25;
/// Prose fills this share of its column in at least half of its lines; a table does not.
const FILLED_SHARE: f32 = 0.6;
/// Two cells of one row stand for themselves when the gap between them is so many sizes wide and
/// the second begins behind this share of the page's text.
const BESIDE_GAP: f32 = 3.0;
const BESIDE_SHARE: f32 = 0.4;

/// A glyph so many sizes above its line is raised; a smaller one needs less.
const RAISED_MIN: f32 = 0.3;
const RAISED_SMALL_MIN: f32 = 0.12;
const SMALL_SHARE_MAX: f32 = 0.85;

/// A printed line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// In the order of reading.
    pub(super) glyphs: Vec<Glyph>,
    /// Where it begins, counted in the direction of reading.
    pub(super) start: f32,
    /// Where it ends.
    pub(super) end: f32,
    /// From the top of the page.
    pub(super) baseline: f32,
    pub(super) size: f32,
    /// From 0.
    pub(super) page: usize,
    /// Lines of one strip stand below each other in one column of one page.
    pub(super) strip: usize,
    pub(super) room: Room,
}

/// Which part of the page's width a line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// All of it.
    Full,
    /// One of several columns.
    Column,
    /// A part of its row, which it shares with another line that has nothing to do with it.
    Beside,
}

impl Line {
    /// Returns its characters.
    pub(super) fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.character).collect()
    }

    /// Tells whether the file says of the whole line that it belongs to the page.
    pub(super) fn is_artifact(&self) -> bool {
        self.glyphs.iter().all(|glyph| glyph.is_artifact || glyph.is_blank())
    }

    /// Tells whether a glyph is raised above the line, as the mark of a note is: a small one a
    /// little, one of full size clearly.
    pub(super) fn is_raised(&self, glyph: &Glyph) -> bool {
        let lift = (self.baseline - glyph.baseline) / self.size;
        lift > RAISED_MIN || lift > RAISED_SMALL_MIN && glyph.size < self.size * SMALL_SHARE_MAX
    }

    /// Tells whether it opens with a raised figure or sign, as a note does.
    pub(super) fn opens_raised(&self) -> bool {
        self.glyphs.first().is_some_and(|glyph| self.is_raised(glyph))
    }
}

/// Makes lines of the rows of one page after the other.
#[derive(Debug)]
pub(super) struct Lines {
    direction: Direction,
    strip: usize,
    pub(super) lines: Vec<Line>,
}

impl Lines {
    pub(super) fn new(direction: Direction) -> Self {
        Self { direction, strip: 0, lines: Vec::new() }
    }

    /// Adds the rows of page `page`, counted from 0.
    pub(super) fn add(&mut self, rows: Vec<Row>, page: usize) {
        self.strip += 1;
        let extent = extent(&rows);
        let gutter = gutter(&rows, extent);
        let mut region: Vec<Row> = Vec::new();
        for row in rows {
            let is_clear = gutter.is_some_and(|gutter| is_clear(&row, gutter));
            if !is_clear {
                self.add_region(std::mem::take(&mut region), gutter, extent, page);
                self.add_row(row, extent, page);
            } else {
                region.push(row);
            }
        }
        self.add_region(region, gutter, extent, page);
    }

    /// Adds rows that leave `gutter` free: column by column if they are prose.
    fn add_region(
        &mut self,
        region: Vec<Row>,
        gutter: Option<f32>,
        extent: (f32, f32),
        page: usize,
    ) {
        let Some(gutter) = gutter.filter(|gutter| are_columns(&region, *gutter)) else {
            for row in region {
                self.add_row(row, extent, page);
            }
            return;
        };
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for row in region {
            let (on_left, on_right): (Vec<Cell>, Vec<Cell>) =
                row.cells.into_iter().partition(|cell| cell.right <= gutter);
            left.push(on_left);
            right.push(on_right);
        }
        let (first, second) = match self.direction {
            Direction::Rightward => (left, right),
            Direction::Leftward => (right, left),
        };
        for column in [first, second] {
            self.strip += 1;
            for cells in column.into_iter().filter(|cells| !cells.is_empty()) {
                self.push(cells, page, Room::Column);
            }
        }
        self.strip += 1;
    }

    fn add_row(&mut self, mut row: Row, extent: (f32, f32), page: usize) {
        let width = extent.1 - extent.0;
        let is_beside = match row.cells.as_slice() {
            [left, right] => {
                let begins = match self.direction {
                    Direction::Rightward => right.left - extent.0,
                    Direction::Leftward => extent.1 - left.right,
                };
                right.left - left.right > left.size.max(right.size) * BESIDE_GAP
                    && begins > width * BESIDE_SHARE
            }
            _other => false,
        };
        if !is_beside {
            return self.push(row.cells, page, Room::Full);
        }
        if self.direction == Direction::Leftward {
            row.cells.reverse();
        }
        for cell in row.cells {
            self.push(vec![cell], page, Room::Beside);
        }
    }

    /// Adds a line made of `cells`, which come from left to right.
    fn push(&mut self, cells: Vec<Cell>, page: usize, room: Room) {
        let Some(main) = cells.iter().max_by_key(|cell| cell.glyphs.len()) else { return };
        let (size, baseline) = (main.size, main.baseline);
        let left = cells.iter().map(|cell| cell.left).fold(f32::INFINITY, f32::min);
        let right = cells.iter().map(|cell| cell.right).fold(f32::NEG_INFINITY, f32::max);
        let mut glyphs: Vec<Glyph> = Vec::new();
        for cell in cells {
            if let Some(last) = glyphs.last().copied() {
                glyphs.push(Glyph { character: ' ', left: last.right, right: cell.left, ..last });
            }
            glyphs.extend(cell.glyphs);
        }
        to_reading_order(&mut glyphs, self.direction);
        let (start, end) = match self.direction {
            Direction::Rightward => (left, right),
            Direction::Leftward => (-right, -left),
        };
        let strip = self.strip;
        self.lines.push(Line { glyphs, start, end, baseline, size, page, strip, room });
    }
}

fn cells(rows: &[Row]) -> impl Iterator<Item = &Cell> {
    rows.iter().flat_map(|row| &row.cells)
}

fn extent(rows: &[Row]) -> (f32, f32) {
    let left = cells(rows).map(|cell| cell.left).fold(f32::INFINITY, f32::min);
    let right = cells(rows).map(|cell| cell.right).fold(f32::NEG_INFINITY, f32::max);
    (left, right.max(left))
}

/// Returns the place that lies in the gaps of most rows, if they are enough for columns.
fn gutter(rows: &[Row], extent: (f32, f32)) -> Option<f32> {
    let width = extent.1 - extent.0;
    let (from, to) =
        (width.mul_add(COLUMN_SHARE_MIN, extent.0), width.mul_add(-COLUMN_SHARE_MIN, extent.1));
    let mut bounds: Vec<(f32, bool)> = Vec::new();
    for row in rows {
        for pair in row.cells.windows(2) {
            let gap = (pair[0].right.max(from), pair[1].left.min(to));
            if gap.0 < gap.1 {
                bounds.extend([(gap.0, true), (gap.1, false)]);
            }
        }
    }
    bounds.sort_by(|left, right| left.0.total_cmp(&right.0));
    let (mut depth, mut most, mut best) = (0_usize, 0, None);
    for pair in bounds.windows(2) {
        depth = if pair[0].1 { depth + 1 } else { depth.saturating_sub(1) };
        if depth > most {
            most = depth;
            best = Some((pair[0].0 + pair[1].0) / 2.0);
        }
    }
    best.filter(|_| most >= COLUMN_ROWS_MIN)
}

fn is_clear(row: &Row, gutter: f32) -> bool {
    row.cells.iter().all(|cell| cell.right <= gutter || cell.left >= gutter)
}

/// Tells whether both sides of the gutter are prose, whose lines fill their column.
fn are_columns(region: &[Row], gutter: f32) -> bool {
    let extent = extent(region);
    let sides: Vec<(f32, f32)> = region
        .iter()
        .filter_map(|row| {
            let split = row.cells.partition_point(|cell| cell.right <= gutter);
            let (left, right) = row.cells.split_at(split);
            let width = |side: &[Cell]| Some(side.last()?.right - side.first()?.left);
            Some((width(left)?, width(right)?))
        })
        .collect();
    let half = sides.len().div_ceil(2);
    let is_filled = |widths: &dyn Fn(&(f32, f32)) -> f32, room: f32| {
        sides.iter().filter(|side| widths(side) >= room * FILLED_SHARE).count() >= half
    };
    sides.len() >= COLUMN_ROWS_MIN
        && is_filled(&|side| side.0, gutter - extent.0)
        && is_filled(&|side| side.1, extent.1 - gutter)
}
