//! Joins lines to paragraphs by their place on the page: spacing, indents, and lines that end
//! early.
//!
//! Inside a column the eye tells: a wider gap, an indent, a line that had room for the next word.
//! Over the end of a page or column only indents and the sense of the sentence tell.

use super::glyph::Glyph;
use super::line::{Line, Room};
use crate::text::is_unspaced;

/// Lines that stand apart by more than this share of the usual distance part paragraphs.
const GAP_MIN: f32 = 1.25;
/// Lines nearer than this share of the usual distance are not of one paragraph.
const GAP_TIGHT: f32 = 0.5;
/// An indent of less than this share of the size is none.
const INDENT_MIN: f32 = 0.5;
/// Type of one paragraph differs in size by less than this share.
const SIZE_SLACK: f32 = 0.12;
/// A line in the middle of its column has as much room on its left as on its right, give or take
/// this share of the size.
const CENTER_SLACK: f32 = 0.4;
/// The usual distance of lines where nothing tells, in sizes.
const LEADING_USUAL: f32 = 1.15;
/// What a label such as `(iii)` or `12.` takes at most.
const LABEL_CHARS_MAX: usize = 7;

/// The lines of one paragraph.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) lines: Vec<Line>,
    /// The place of its last line among the lines of the text.
    pub(super) last: usize,
}

/// Returns the paragraphs that `lines` make.
pub(super) fn paragraphs(lines: Vec<Line>) -> Vec<Paragraph> {
    let setting = Setting::measure(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (place, line) in lines.into_iter().enumerate() {
        match paragraphs.last_mut().filter(|last| !setting.begins(&last.lines, &line)) {
            Some(last) => {
                last.lines.push(line);
                last.last = place;
            }
            None => paragraphs.push(Paragraph { lines: vec![line], last: place }),
        }
    }
    paragraphs
}

/// How the text of a file is set.
#[derive(Debug)]
struct Setting {
    /// The usual distance of lines, in shares of their size.
    leading: f32,
    /// Where the lines of the full width begin and end.
    full: (f32, f32),
    /// Where the lines of a column begin and end, by strip.
    columns: Vec<(f32, f32)>,
}

impl Setting {
    fn measure(lines: &[Line]) -> Self {
        let strips = lines.last().map_or(0, |line| line.strip + 1);
        let mut columns = vec![(f32::INFINITY, f32::NEG_INFINITY); strips];
        for line in lines {
            let column = &mut columns[line.strip];
            *column = (column.0.min(line.start), column.1.max(line.end));
        }
        let full: Vec<&Line> = lines.iter().filter(|line| line.room == Room::Full).collect();
        let mut starts: Vec<f32> = full.iter().map(|line| line.start).collect();
        let mut ends: Vec<f32> = full.iter().map(|line| line.end).collect();
        starts.sort_by(f32::total_cmp);
        ends.sort_by(f32::total_cmp);
        // One line in twenty may stand out of the margins.
        let start = starts.get(starts.len() / 20).copied().unwrap_or(0.0);
        let end = ends.get(ends.len().saturating_sub(1 + ends.len() / 20)).copied().unwrap_or(0.0);
        Self { leading: leading(lines), full: (start, end), columns }
    }

    /// The margins of a line.
    fn margins(&self, line: &Line) -> (f32, f32) {
        match line.room {
            Room::Column => self.columns[line.strip],
            Room::Full | Room::Beside => self.full,
        }
    }

    /// Tells whether `line` begins a paragraph behind the one that has `before`.
    fn begins(&self, before: &[Line], line: &Line) -> bool {
        let Some(last) = before.last() else { return true };
        let is_beside = last.room == Room::Beside || line.room == Room::Beside;
        if is_beside || differs_in_size(last, line) {
            return true;
        }
        if last.strip == line.strip {
            self.begins_below(before, last, line)
        } else {
            self.begins_over_break(before, last, line)
        }
    }

    /// The same for a line below the last one.
    fn begins_below(&self, before: &[Line], last: &Line, line: &Line) -> bool {
        let usual = self.leading * last.size.max(line.size);
        let distance = line.baseline - last.baseline;
        if distance > usual * GAP_MIN || distance < usual * GAP_TIGHT {
            return true;
        }
        if before.iter().all(is_bold) {
            // A heading is set narrow, and its lines are broken by sense.
            return !is_bold(line) || ends_sentence(last) || label(line).is_some();
        }
        let ends_early = self.ends_early(last, line);
        if label(line).is_some() && (ends_early || ends_sentence(last)) {
            return true;
        }
        if self.is_centered(last) && self.is_centered(line) {
            return false;
        }
        let indent = line.start - last.start;
        let is_first = before.len() == 1;
        if indent > line.size * INDENT_MIN {
            // A hanging paragraph goes on where the words behind its label begin.
            let hangs = is_first
                && label(last)
                    .is_some_and(|text| (text - line.start).abs() < line.size * INDENT_MIN);
            return !hangs && (ends_early || ends_sentence(last) || !is_first);
        }
        if indent < -line.size * INDENT_MIN {
            return ends_early || !is_first;
        }
        ends_early
    }

    /// The same for the first line of a column or page.
    fn begins_over_break(&self, before: &[Line], last: &Line, line: &Line) -> bool {
        // A small letter behind an open end goes on with the sentence, however the lines end.
        if !ends_sentence(last) && starts_small(line) {
            return false;
        }
        if self.ends_early(last, line) || self.is_centered(last) != self.is_centered(line) {
            return true;
        }
        if label(line).is_some() && ends_sentence(last) || before.iter().all(is_bold) {
            return true;
        }
        let inset = |line: &Line| line.start - self.margins(line).0;
        let first = before.first().map_or(0.0, inset);
        let rest = before.get(1).map(inset);
        let own = inset(line);
        let slack = line.size * INDENT_MIN;
        let goes_on_by_sense = !ends_sentence(last) || starts_small(line);
        match rest {
            // The paragraph's own indent tells first lines from others.
            Some(rest) if (first - rest).abs() > slack && ends_sentence(last) => {
                (own - rest).abs() > slack
            }
            None if own < first - slack => false,
            Some(_) | None => !goes_on_by_sense,
        }
    }

    /// A printer breaks a line where the next word does not fit; a line that had room for it ends
    /// a paragraph.
    fn ends_early(&self, last: &Line, line: &Line) -> bool {
        let room = self.margins(last).1 - last.end;
        // A script without blanks breaks behind every character.
        let is_part = |glyph: &&Glyph| !glyph.is_blank() && !is_unspaced(glyph.character);
        let word = line.glyphs.iter().take_while(is_part).count().max(1);
        let word = line.glyphs.iter().take(word);
        let width: f32 = word.map(|glyph| glyph.right - glyph.left).sum();
        // A full stop in Chinese may stand in the margin, and a last word may be squeezed in.
        room > width + last.size
    }

    fn is_centered(&self, line: &Line) -> bool {
        let (start, end) = self.margins(line);
        let (left, right) = (line.start - start, end - line.end);
        left > line.size && (left - right).abs() < line.size * CENTER_SLACK
    }
}

/// Returns the most frequent distance of two lines in one strip, in shares of their size.
fn leading(lines: &[Line]) -> f32 {
    let mut distances: Vec<f32> = lines
        .windows(2)
        .filter(|pair| pair[0].strip == pair[1].strip && !differs_in_size(&pair[0], &pair[1]))
        .map(|pair| (pair[1].baseline - pair[0].baseline) / pair[0].size.max(1.0))
        .filter(|distance| (0.8..2.5).contains(distance))
        .collect();
    distances.sort_by(f32::total_cmp);
    let (mut best, mut start) = ((0, LEADING_USUAL), 0);
    for place in 1..=distances.len() {
        if distances.get(place).is_none_or(|next| next - distances[start] > 0.03) {
            if place - start > best.0 {
                best = (place - start, distances[(start + place - 1) / 2]);
            }
            start = place;
        }
    }
    best.1
}

fn differs_in_size(left: &Line, right: &Line) -> bool {
    (left.size - right.size).abs() > left.size.max(right.size) * SIZE_SLACK
}

/// Tells whether every letter of a line is bold.
pub(super) fn is_bold(line: &Line) -> bool {
    let mut letters = line.glyphs.iter().filter(|glyph| glyph.character.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|glyph| glyph.face.is_bold)
}

/// Returns where the words behind the label of a line begin: `(a)`, `12.`, `iv)`, `–`, `•`.
fn label(line: &Line) -> Option<f32> {
    let end = line.glyphs.iter().position(Glyph::is_blank)?;
    let text = line.glyphs[end..].iter().find(|glyph| !glyph.is_blank())?;
    let word: String = line.glyphs[..end].iter().map(|glyph| glyph.character).collect();
    let inside = word.trim_matches(['(', ')', '.', '（', '）', '．', '、']);
    let is_bullet = word.chars().count() == 1 && !word.chars().all(char::is_alphanumeric);
    let is_marked = inside.len() < word.len()
        && word.chars().count() <= LABEL_CHARS_MAX
        && (inside.chars().all(char::is_numeric)
            || inside.chars().count() <= 2 && inside.chars().all(char::is_alphabetic)
            || inside.chars().all(|letter| "ivxlcIVXLC".contains(letter)));
    (is_bullet || is_marked && !inside.is_empty()).then_some(text.left)
}

/// Tells whether a line ends with a sign that may end a paragraph, marks of notes aside.
fn ends_sentence(line: &Line) -> bool {
    let last = line.glyphs.iter().rev().find(|glyph| {
        !glyph.is_blank() && !line.is_raised(glyph) && !"”’\"»）)]*".contains(glyph.character)
    });
    last.is_some_and(|glyph| ".;:,؛،。；：，".contains(glyph.character))
}

/// Tells whether the first letter is a small one, in a script that has two sizes.
fn starts_small(line: &Line) -> bool {
    let first = line.glyphs.iter().find(|glyph| glyph.character.is_alphanumeric());
    first.is_some_and(|glyph| glyph.character.is_lowercase())
}
