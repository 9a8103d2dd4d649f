//! Separates the notes at the foot of a page from its text.
//!
//! A rule stands above them, drawn or made of underscores; where it is missing, smaller type and a
//! raised figure at the head of the line tell.

use super::glyph::{Glyph, Rule};
use super::line::Line;

/// A rule of underscores has at least so many.
const UNDERSCORES_MIN: usize = 5;
/// Notes are set in this share of the size of the text at most, if a rule does not tell.
const SIZE_SHARE_MAX: f32 = 0.95;
/// A drawn rule above notes has this share of the text's width at most; a longer one parts text.
const RULE_SHARE_MAX: f32 = 0.67;
/// The printed marker of a note has so many characters at most.
const MARKER_CHARS_MAX: usize = 4;

/// The lines of a file, text and notes apart.
#[derive(Debug, Default)]
pub(super) struct Separated {
    pub(super) text: Vec<Line>,
    pub(super) notes: Vec<NoteLines>,
    /// Whether the markers of notes are raised: then no other figure is one.
    has_raised: bool,
}

/// A note as printed.
#[derive(Debug)]
pub(super) struct NoteLines {
    pub(super) marker: String,
    /// The first without the marker.
    pub(super) lines: Vec<Line>,
    /// The lines of text before it.
    pub(super) lines_before: usize,
}

/// What is known of the pages.
#[derive(Debug)]
pub(super) struct PageRules {
    /// By page, the heights of drawn rules that may stand above notes.
    pub(super) heights: Vec<Vec<f32>>,
    /// The size of most of the text.
    pub(super) text_size: f32,
}

/// Separates `lines`; a note that goes on on the next page is put together.
pub(super) fn separate(lines: Vec<Line>, rules: &PageRules) -> Separated {
    let mut separated = Separated::default();
    let mut strip: Vec<Line> = Vec::new();
    for line in lines {
        if strip.last().is_some_and(|last| last.strip != line.strip) {
            separated.add_strip(std::mem::take(&mut strip), rules);
        }
        strip.push(line);
    }
    separated.add_strip(strip, rules);
    separated
}

/// Returns the heights of the rules of a page that are as long as those above notes, where the
/// text is `width` wide.
pub(super) fn rule_heights(rules: &[Rule], width: f32) -> Vec<f32> {
    let is_short = |rule: &&Rule| rule.right - rule.left <= width * RULE_SHARE_MAX;
    rules.iter().filter(is_short).map(|rule| rule.height).collect()
}

impl Separated {
    /// Adds the lines of one column of one page.
    fn add_strip(&mut self, mut strip: Vec<Line>, rules: &PageRules) {
        let start = zone_start(&strip, rules, !self.notes.is_empty());
        let zone = strip.split_off(start.unwrap_or(strip.len()));
        self.text.extend(strip.into_iter().filter(|line| !is_rule(line)));
        for line in zone.into_iter().filter(|line| !is_rule(line)) {
            self.add_note_line(line);
        }
    }

    fn add_note_line(&mut self, mut line: Line) {
        match marker(&line).filter(|marker| self.is_next(marker)) {
            Some(marker) => {
                self.has_raised |= marker.is_raised;
                line.glyphs.drain(..marker.glyphs);
                let (marker, lines_before) = (marker.text, self.text.len());
                self.notes.push(NoteLines { marker, lines: vec![line], lines_before });
            }
            None => {
                if let Some(note) = self.notes.last_mut() {
                    note.lines.push(line);
                }
            }
        }
    }

    /// A figure at the head of a line that is not raised may be a date in the note before; it is a
    /// marker when it counts on.
    fn is_next(&self, marker: &Marker) -> bool {
        let number = |text: &str| text.parse::<u32>().ok();
        let last = self.notes.last().and_then(|note| number(&note.marker));
        marker.is_raised
            || !self.has_raised
                && match (last, number(&marker.text)) {
                    (Some(last), Some(own)) => own == last + 1 || own == 1,
                    (_, _) => true,
                }
    }
}

/// Returns where in a column the notes begin.
fn zone_start(strip: &[Line], rules: &PageRules, has_notes: bool) -> Option<usize> {
    // A rule of underscores that a note stands below, or the rest of one.
    let written = strip.iter().rposition(is_rule).filter(|place| {
        strip.get(place + 1).is_some_and(|next| {
            marker(next).is_some() || has_notes && next.size < rules.text_size * SIZE_SHARE_MAX
        })
    });
    if written.is_some() {
        return written;
    }
    let heights = rules.heights.get(strip.first()?.page)?;
    let drawn = (1..strip.len()).find(|place| {
        let (before, line) = (&strip[place - 1], &strip[*place]);
        let is_small = line.size < rules.text_size * SIZE_SHARE_MAX;
        let is_below_rule = heights.iter().any(|height| {
            (before.baseline + before.size * 0.35..line.baseline - line.size * 0.5).contains(height)
        });
        let is_marked = marker(line).is_some_and(|marker| marker.is_raised || is_small);
        is_below_rule && (is_marked || has_notes && is_small)
    });
    drawn.or_else(|| small_tail(strip, rules))
}

/// Returns where the lines at the foot begin that are smaller, or apart from the text by the word of
/// the file, if they open with the mark of a note.
fn small_tail(strip: &[Line], rules: &PageRules) -> Option<usize> {
    let is_apart =
        |line: &&Line| line.size < rules.text_size * SIZE_SHARE_MAX || line.is_artifact();
    let tail = strip.iter().rev().take_while(is_apart).count();
    let start = strip.len() - tail;
    // Smaller lines before the first marker are a table or a quotation.
    (start..strip.len()).find(|place| {
        let line = &strip[*place];
        line.opens_raised() && marker(line).is_some()
    })
}

fn is_rule(line: &Line) -> bool {
    let mut count = 0;
    line.glyphs.iter().all(|glyph| {
        count += usize::from(glyph.character == '_');
        glyph.character == '_' || glyph.is_blank()
    }) && count >= UNDERSCORES_MIN
}

/// What a note opens with.
struct Marker {
    text: String,
    /// The glyphs it takes.
    glyphs: usize,
    is_raised: bool,
}

/// Returns the marker that a note opens with: a raised `1`, `a` or `*`, or one with a blank behind
/// it.
fn marker(line: &Line) -> Option<Marker> {
    const BRACKETS: [char; 5] = ['(', ')', '[', ']', '/'];
    let raised = line.glyphs.iter().take_while(|glyph| line.is_raised(glyph)).count();
    let is_raised = raised > 0;
    let glyphs = match raised {
        0 => line.glyphs.iter().position(Glyph::is_blank)?,
        raised => raised,
    };
    let word: String = line.glyphs[..glyphs].iter().map(|glyph| glyph.character).collect();
    let text = word.trim().trim_matches(BRACKETS).trim();
    let is_marker = is_raised
        || text.chars().all(char::is_numeric)
        || text.chars().all(|sign| "*†‡§".contains(sign))
        || text.len() == 1 && word.ends_with('/');
    (is_marker && (1..=MARKER_CHARS_MAX).contains(&text.chars().count())).then(|| Marker {
        text: text.to_owned(),
        glyphs,
        is_raised,
    })
}
