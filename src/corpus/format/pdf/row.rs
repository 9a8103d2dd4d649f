//! From glyphs to printed rows, and from rows to the cells that wide gaps part.

use super::glyph::{Glyph, Rule, Sheet, is_mark};
use crate::text::is_unspaced;

/// A glyph takes this share of its size above its baseline, and this below.
const ABOVE: f32 = 0.75;
const BELOW: f32 = 0.2;
/// Two stretches of glyphs are on one row when they share this part of the lower one's height.
const SHARED_MIN: f32 = 0.5;
/// A gap of this share of the size parts two words where no blank is written.
const BLANK_GAP: f32 = 0.17;
/// A gap of so many sizes parts two cells: no justified line is set so wide, but for its last word.
const CELL_GAP: f32 = 1.8;
/// A mark of a note has so many glyphs at most, stands no higher and no farther from its word, in
/// sizes.
const MARK_GLYPHS_MAX: usize = 3;
const MARK_LIFT_MAX: f32 = 0.8;
const MARK_GAP: f32 = 0.4;
/// A letter struck twice to be bold stands off by less than this share of its size.
const STRIKE_GAP: f32 = 0.12;
/// A stroke so close below the baseline, in shares of the size, underlines.
const UNDERLINE_REACH: f32 = 0.35;

/// Glyphs on one baseline with no wide gap between them.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// From left to right, with a blank between words.
    pub(super) glyphs: Vec<Glyph>,
    pub(super) left: f32,
    pub(super) right: f32,
    /// That of most of its glyphs.
    pub(super) baseline: f32,
    /// That of most of its glyphs.
    pub(super) size: f32,
}

/// Cells side by side, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
}

/// Glyphs that follow each other in the file with one baseline and one size.
struct Stretch {
    glyphs: Vec<Glyph>,
    baseline: f32,
    size: f32,
}

/// Returns the rows of a page from top to bottom.
pub(super) fn rows(sheet: &Sheet) -> Vec<Row> {
    let mut stretches = stretches(&sheet.glyphs);
    stretches.sort_by(|left, right| left.baseline.total_cmp(&right.baseline));
    let mut rows = Vec::new();
    let mut open: Vec<Stretch> = Vec::new();
    let mut tallest = 0;
    for stretch in stretches {
        let is_shared = open.get(tallest).is_some_and(|tall| shares_row(tall, &stretch));
        if !is_shared {
            rows.extend(row(std::mem::take(&mut open), &sheet.rules));
            tallest = 0;
        }
        if open.get(tallest).is_none_or(|tall| stretch.size > tall.size) {
            tallest = open.len();
        }
        open.push(stretch);
    }
    rows.extend(row(open, &sheet.rules));
    lower_marks(&mut rows);
    rows
}

/// Puts marks of notes that stand so high that they have a row of their own into the row below.
fn lower_marks(rows: &mut Vec<Row>) {
    for place in (1..rows.len()).rev() {
        let (above, below) = rows.split_at_mut(place);
        let (Some(marks), Some(row)) = (above.last_mut(), below.first_mut()) else { continue };
        let [mark] = marks.cells.as_slice() else { continue };
        let is_short = mark.glyphs.len() <= MARK_GLYPHS_MAX
            && mark
                .glyphs
                .iter()
                .all(|glyph| glyph.character.is_numeric() || "*†‡".contains(glyph.character));
        let target = row.cells.iter_mut().find(|cell| {
            let gap_before = mark.left - cell.right;
            let gap_behind = cell.left - mark.right;
            let gap = gap_before.max(gap_behind);
            cell.baseline - mark.baseline < cell.size * MARK_LIFT_MAX
                && (-cell.size * BLANK_GAP..cell.size * MARK_GAP).contains(&gap)
        });
        let Some(cell) = target.filter(|_| is_short) else { continue };
        if mark.left >= cell.right - cell.size * BLANK_GAP {
            cell.glyphs.extend_from_slice(&mark.glyphs);
        } else {
            cell.glyphs.splice(0..0, mark.glyphs.iter().copied());
        }
        (cell.left, cell.right) = (cell.left.min(mark.left), cell.right.max(mark.right));
        marks.cells.clear();
    }
    rows.retain(|row| !row.cells.is_empty());
}

fn stretches(glyphs: &[Glyph]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for glyph in glyphs {
        let goes_on = stretches.last().is_some_and(|last| {
            (last.baseline - glyph.baseline).abs() <= glyph.size * 0.05
                && (last.size - glyph.size).abs() <= glyph.size * 0.05
        });
        match stretches.last_mut().filter(|_| goes_on) {
            Some(last) => last.glyphs.push(*glyph),
            None => stretches.push(Stretch {
                glyphs: vec![*glyph],
                baseline: glyph.baseline,
                size: glyph.size,
            }),
        }
    }
    stretches.retain(|stretch| stretch.glyphs.iter().any(|glyph| !glyph.is_blank()));
    stretches
}

fn shares_row(tall: &Stretch, other: &Stretch) -> bool {
    let band = |stretch: &Stretch| {
        (stretch.baseline - stretch.size * ABOVE, stretch.baseline + stretch.size * BELOW)
    };
    let (tall_band, other_band) = (band(tall), band(other));
    let shared = tall_band.1.min(other_band.1) - tall_band.0.max(other_band.0);
    shared >= tall.size.min(other.size) * (ABOVE + BELOW) * SHARED_MIN
}

fn row(stretches: Vec<Stretch>, rules: &[Rule]) -> Option<Row> {
    let mut glyphs: Vec<Glyph> = stretches.into_iter().flat_map(|stretch| stretch.glyphs).collect();
    glyphs.sort_by(|left, right| left.left.total_cmp(&right.left));
    attach_marks(&mut glyphs);
    strike_once(&mut glyphs);
    let mut cells: Vec<Vec<Glyph>> = Vec::new();
    let mut edge = f32::NEG_INFINITY;
    for glyph in glyphs {
        if glyph.is_blank() {
            if let Some(last) = cells.last_mut().and_then(|cell| cell.last().copied())
                && !last.is_blank()
                && glyph.left <= last.right + glyph.size * CELL_GAP
                && let Some(cell) = cells.last_mut()
            {
                cell.push(Glyph { character: ' ', ..glyph });
            }
            continue;
        }
        let gap = glyph.left - edge;
        let cell = match cells.last_mut().filter(|_| gap < glyph.size * CELL_GAP) {
            Some(cell) => cell,
            None => {
                cells.push(Vec::new());
                cells.last_mut()?
            }
        };
        if let Some(last) = cell.last().copied()
            && !last.is_blank()
            && parts_words(&last, &glyph)
        {
            cell.push(Glyph { character: ' ', left: last.right, right: glyph.left, ..last });
        }
        edge = edge.max(glyph.right);
        cell.push(glyph);
    }
    let cells: Vec<Cell> = cells.into_iter().filter_map(|glyphs| cell(glyphs, rules)).collect();
    (!cells.is_empty()).then_some(Row { cells })
}

/// Tells whether the gap between two glyphs is that of two words; scripts written without blanks
/// are spaced out to fill their lines.
fn parts_words(left: &Glyph, right: &Glyph) -> bool {
    right.left - left.right > left.size.min(right.size) * BLANK_GAP
        && !is_unspaced(left.character)
        && !is_unspaced(right.character)
}

/// Lets marks above and below letters follow the letter they stand at.
fn attach_marks(glyphs: &mut Vec<Glyph>) {
    let is_mark = |glyph: &Glyph| is_mark(glyph.character);
    if !glyphs.iter().any(is_mark) {
        return;
    }
    let (marks, letters): (Vec<Glyph>, Vec<Glyph>) = glyphs.iter().partition(|one| is_mark(one));
    let mut places: Vec<(usize, Glyph)> =
        marks.into_iter().map(|mark| (carrier(&letters, &mark), mark)).collect();
    places.sort_by_key(|(place, _)| *place);
    let mut places = places.into_iter().peekable();
    glyphs.clear();
    for (place, letter) in letters.into_iter().enumerate() {
        glyphs.push(letter);
        while let Some((_, mark)) = places.next_if(|(carrier, _)| *carrier == place) {
            glyphs.push(Glyph { left: letter.center(), right: letter.center(), ..mark });
        }
    }
}

/// The letter whose middle is the nearest carries a mark; the letters are in order.
fn carrier(letters: &[Glyph], mark: &Glyph) -> usize {
    let after = letters.partition_point(|letter| letter.center() < mark.center());
    let distance = |place: usize| {
        letters
            .get(place)
            .filter(|letter| !letter.is_blank())
            .map_or(f32::INFINITY, |letter| (letter.center() - mark.center()).abs())
    };
    match after.checked_sub(1) {
        Some(before) if distance(before) <= distance(after) => before,
        _nearer => after.min(letters.len().saturating_sub(1)),
    }
}

/// Takes out letters that are struck a second time to look bold.
fn strike_once(glyphs: &mut Vec<Glyph>) {
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs.drain(..) {
        let again = kept.iter_mut().rev().take(3).find(|other| {
            other.character == glyph.character
                && !glyph.is_blank()
                && (other.left - glyph.left).abs() < glyph.size * STRIKE_GAP
                && (other.baseline - glyph.baseline).abs() < glyph.size * STRIKE_GAP
                && glyph.right - glyph.left > glyph.size * STRIKE_GAP
        });
        match again {
            Some(other) => other.face.is_bold = true,
            None => kept.push(glyph),
        }
    }
    *glyphs = kept;
}

fn cell(mut glyphs: Vec<Glyph>, rules: &[Rule]) -> Option<Cell> {
    while glyphs.last().is_some_and(Glyph::is_blank) {
        glyphs.pop();
    }
    let size = most(&glyphs, |glyph| glyph.size)?;
    let baseline = most(&glyphs, |glyph| glyph.baseline)?;
    let left = glyphs.first()?.left;
    let right = glyphs.iter().map(|glyph| glyph.right).fold(left, f32::max);
    let from = rules.partition_point(|rule| rule.height < baseline);
    let reach = baseline + size * UNDERLINE_REACH;
    for rule in rules[from..].iter().take_while(|rule| rule.height <= reach) {
        for glyph in &mut glyphs {
            let is_above = (rule.left..=rule.right).contains(&glyph.center());
            glyph.face.is_underlined |= is_above;
        }
    }
    Some(Cell { glyphs, left, right, baseline, size })
}

/// Returns the value that most glyphs have, to a fifth of a point.
fn most(glyphs: &[Glyph], value: impl Fn(&Glyph) -> f32) -> Option<f32> {
    let mut values: Vec<f32> = glyphs.iter().filter(|glyph| !glyph.is_blank()).map(value).collect();
    values.sort_by(f32::total_cmp);
    let mut best: Option<(usize, f32)> = None;
    let mut start = 0;
    for place in 1..=values.len() {
        if values.get(place).is_none_or(|next| next - values[start] > 0.2) {
            // Of two that are equally frequent the larger: a word and the mark of its note.
            if best.is_none_or(|(count, _)| place - start >= count) {
                best = Some((place - start, values[start]));
            }
            start = place;
        }
    }
    best.map(|(_, value)| value)
}
