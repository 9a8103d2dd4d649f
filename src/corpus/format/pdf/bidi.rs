//! From the order in which glyphs stand on a line to the order in which they are read.
//!
//! Glyphs come from left to right. Arabic is read from right to left, but figures and Latin words
//! in it from left to right (the Unicode bidirectional algorithm, UAX #9, run backwards).

use super::glyph::{Glyph, is_leftward, is_mark};
use super::line::Line;

/// Where the lines of a text begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// On the left.
    Rightward,
    /// On the right, as Arabic does.
    Leftward,
}

/// What decides the direction of a glyph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Rightward,
    Leftward,
    Figure,
    /// A sign that goes with the figures on its two sides: `51/1`, `2.5`.
    FigureSign,
    Neutral,
}

/// Returns the direction of most letters.
pub(super) fn direction_of(glyphs: impl Iterator<Item = char>) -> Direction {
    let (mut leftward, mut rightward) = (0_usize, 0_usize);
    for character in glyphs {
        match strength(character) {
            Strength::Leftward => leftward += 1,
            Strength::Rightward => rightward += 1,
            Strength::Figure | Strength::FigureSign | Strength::Neutral => {}
        }
    }
    if leftward > rightward { Direction::Leftward } else { Direction::Rightward }
}

/// Puts the glyphs of a line, which come from left to right, into the order of reading.
pub(super) fn to_reading_order(glyphs: &mut [Glyph], direction: Direction) {
    match direction {
        Direction::Leftward if is_rightward_line(glyphs) => lead_with_mark(glyphs),
        Direction::Leftward => reverse(glyphs),
        Direction::Rightward => {
            let mut from = 0;
            while let Some(start) = next_leftward(glyphs, from) {
                let end = leftward_end(glyphs, start);
                reverse(&mut glyphs[start..end]);
                from = end;
            }
        }
    }
}

/// Tells whether a line of a leftward text runs rightwards: programs that set each paragraph by its
/// first letter do so with one in Latin letters, a symbol for instance. Its closing sign then
/// stands on the right; in a line that runs leftward it stands on the left.
fn is_rightward_line(glyphs: &[Glyph]) -> bool {
    const CLOSING: [char; 4] = ['.', ',', ';', ':'];
    let is_of =
        |strength_of: Strength| glyphs.iter().any(|glyph| strength(glyph.character) == strength_of);
    let text = &glyphs[..glyphs.len() - mark_glyphs(glyphs)];
    let mut printed = text.iter().filter(|glyph| !glyph.is_blank());
    let first = printed.next().map(|glyph| glyph.character);
    let last = printed.next_back().map(|glyph| glyph.character);
    is_of(Strength::Rightward)
        && !is_of(Strength::Leftward)
        && last.is_some_and(|last| CLOSING.contains(&last))
        && !first.is_some_and(|first| CLOSING.contains(&first))
}

/// Counts the glyphs at the right end that are the raised number of a note.
fn mark_glyphs(glyphs: &[Glyph]) -> usize {
    let Some(largest) = glyphs.iter().map(|glyph| glyph.size).reduce(f32::max) else { return 0 };
    let is_small = |glyph: &&Glyph| glyph.size < largest && !glyph.is_blank();
    glyphs.iter().rev().take_while(is_small).count()
}

/// The raised number of a note stands on the right, where the lines of the text begin, and is read
/// first.
fn lead_with_mark(glyphs: &mut [Glyph]) {
    let count = mark_glyphs(glyphs);
    glyphs.rotate_right(count);
}

fn next_leftward(glyphs: &[Glyph], from: usize) -> Option<usize> {
    let is_leftward = |glyph: &Glyph| strength(glyph.character) == Strength::Leftward;
    glyphs[from..].iter().position(is_leftward).map(|place| from + place)
}

/// Behind the last leftward letter before a rightward one.
fn leftward_end(glyphs: &[Glyph], start: usize) -> usize {
    let mut end = start;
    for (place, glyph) in glyphs.iter().enumerate().skip(start) {
        match strength(glyph.character) {
            Strength::Leftward => end = place + 1,
            Strength::Rightward => break,
            Strength::Figure | Strength::FigureSign | Strength::Neutral => {}
        }
    }
    end
}

/// Turns a leftward stretch around, and back again what runs rightwards in it.
fn reverse(glyphs: &mut [Glyph]) {
    let runs = rightward_runs(glyphs);
    let length = glyphs.len();
    glyphs.reverse();
    for (start, end) in runs {
        glyphs[length - end..length - start].reverse();
    }
    follow_letters(glyphs);
}

/// A mark stands behind its letter, whichever way the line runs.
fn follow_letters(glyphs: &mut [Glyph]) {
    let is_mark = |glyph: &Glyph| is_mark(glyph.character);
    let mut start = 0;
    while start < glyphs.len() {
        let marks = glyphs[start..].iter().take_while(|glyph| is_mark(glyph)).count();
        if marks > 0 && start + marks < glyphs.len() {
            glyphs[start..=start + marks].reverse();
        }
        start += marks + 1;
    }
}

/// The stretches that run rightwards, as places from left to right.
fn rightward_runs(glyphs: &[Glyph]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut place = 0;
    while place < glyphs.len() {
        let mut has_letter = match strength(glyphs[place].character) {
            Strength::Rightward => true,
            Strength::Figure => false,
            Strength::Leftward | Strength::FigureSign | Strength::Neutral => {
                place += 1;
                continue;
            }
        };
        let start = place;
        let mut end = place + 1;
        for (next, glyph) in glyphs.iter().enumerate().skip(end) {
            match strength(glyph.character) {
                Strength::Leftward => break,
                Strength::Rightward if has_letter || next == end => end = next + 1,
                Strength::Rightward => break,
                // Behind Latin letters whatever stands between goes with them; figures are
                // joined by one sign only.
                // The raised number of a note stands at the head of the line, on the right.
                Strength::Figure if next > end && glyph.size < glyphs[start].size => break,
                Strength::Figure if has_letter || joins_figures(&glyphs[end..next]) => {
                    end = next + 1;
                }
                Strength::Figure => break,
                Strength::FigureSign | Strength::Neutral => {}
            }
            has_letter |= strength(glyph.character) == Strength::Rightward;
        }
        runs.push((start, end));
        place = end;
    }
    runs
}

fn joins_figures(between: &[Glyph]) -> bool {
    match between {
        [] => true,
        [sign] => strength(sign.character) == Strength::FigureSign,
        _more => false,
    }
}

fn strength(character: char) -> Strength {
    match character {
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Strength::Figure,
        '.' | ',' | ':' | '/' | '\u{66a}'..='\u{66c}' => Strength::FigureSign,
        letter if is_leftward(letter) => Strength::Leftward,
        letter if letter.is_alphabetic() => Strength::Rightward,
        _other => Strength::Neutral,
    }
}

/// Turns the brackets of a leftward text around where the file names them by their shape: the one
/// that opens on a line then looks like one that closes.
pub(super) fn settle_brackets(lines: &mut [Line]) {
    let mut turned: i64 = 0;
    for line in lines.iter() {
        let mut brackets = line.glyphs.iter().map(|glyph| glyph.character).filter(is_bracket);
        let first = brackets.next();
        let last = brackets.next_back();
        turned += first.map_or(0, |first| if first == ')' { 1 } else { -1 });
        turned += last.map_or(0, |last| if last == '(' { 1 } else { -1 });
    }
    if turned <= 0 {
        return;
    }
    for glyph in lines.iter_mut().flat_map(|line| &mut line.glyphs) {
        glyph.character = match glyph.character {
            '(' => ')',
            ')' => '(',
            '[' => ']',
            ']' => '[',
            '«' => '»',
            '»' => '«',
            other => other,
        };
    }
}

fn is_bracket(character: &char) -> bool {
    matches!(character, '(' | ')')
}
