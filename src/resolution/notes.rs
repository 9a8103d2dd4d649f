//! Separates the notes from the text: what stands below a rule or opens with the mark of a note.

use std::collections::BTreeSet;

use super::bounds;
use super::conclusion;
use super::marks::{called_numbers, calling_numbers, superscript_digit};
use super::model::{Diagnostic, DiagnosticKind};
use super::numbering::{self, Number, Style};
use super::page::{self, Page, opens_clause};
use super::piece::{Ending, Note, Piece, Shape, ending, letters, starts_small};
use crate::text::has_more_chars;

/// A line of at least so many strokes is the rule above the notes of a page.
const RULE_CHARS_MIN: usize = 5;
/// A longer figure is no number of a note.
const MARKER_DIGITS_MAX: usize = 6;
/// So many notes in a row may have been lost before one is read.
const NUMBERS_LOST_MAX: u32 = 5;

/// Takes the notes out of `pieces` from `body_start` on; `notes` already holds those the format kept apart.
pub(super) fn separate(
    pieces: Vec<Piece>,
    body_start: usize,
    notes: &mut Vec<Note>,
    page: &Page<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Piece> {
    let body = &pieces[body_start.min(pieces.len())..];
    let stars = body
        .iter()
        .filter(|piece| figure_start(piece.text.trim()).is_some_and(|(marker, ..)| marker == "*"));
    let has_lone_star = stars.count() == 1;
    let called = called(body, body_start, page);
    let closing = closing(&pieces, body_start);
    let mut zone = Zone {
        notes,
        last: 0,
        is_open: false,
        last_line_chars: 0,
        hanging_columns: 0,
        is_below_rule: false,
        is_below_heading: false,
        called,
        closing,
        has_lone_star,
        in_text: if body.iter().any(|piece| is_rule(&piece.text)) {
            body.iter().flat_map(|piece| calling_numbers(&piece.text)).collect()
        } else {
            BTreeSet::new()
        },
    };
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut is_after_seam = false;
    let mut pieces = pieces.into_iter().enumerate().peekable();
    while let Some((place, mut piece)) = pieces.next() {
        if place < body_start {
            kept.push(piece);
            continue;
        }
        let is_heading =
            is_heading(&piece) && pieces.peek().is_some_and(|(_, below)| is_first_note(below));
        if is_heading || is_rule(&piece.text) {
            let name = if is_heading { "heading" } else { "rule" };
            diagnostics.push(Diagnostic {
                kind: DiagnosticKind::PageDebris,
                message: format!("`{}` is a {name} above notes", piece.text.trim()),
                line: piece.origin.line,
            });
            zone.is_below_heading |= is_heading;
            zone.is_open = false;
            zone.is_below_rule = true;
            is_after_seam = true;
            continue;
        }
        // What follows page debris stands on the next page; notes stand at the end of theirs.
        if piece.is_after_seam {
            zone.is_open = false;
        }
        if zone.takes(&piece, place, kept.len(), page) {
            is_after_seam = true;
            zone.is_below_rule = false;
            continue;
        }
        zone.is_open = false;
        zone.is_below_rule = false;
        piece.is_after_seam |= std::mem::take(&mut is_after_seam);
        kept.push(piece);
    }
    kept
}

struct Zone<'a> {
    notes: &'a mut Vec<Note>,
    /// The number of the last note.
    last: u32,
    is_open: bool,
    /// Length in characters of the last line of the open note.
    last_line_chars: usize,
    /// How far the lines of the open note are indented, where its mark stood on the line above.
    hanging_columns: u32,
    is_below_rule: bool,
    /// A heading said that notes follow to the end: they may be counted like clauses.
    is_below_heading: bool,
    /// The places of lines that open with a figure which calls a note in the text.
    called: BTreeSet<usize>,
    /// The places of the notes that stand behind everything else.
    closing: BTreeSet<usize>,
    /// One line opens with an asterisk: no list, but a note.
    has_lone_star: bool,
    /// The figures in the text that call notes, where rules stand above notes.
    in_text: BTreeSet<u32>,
}

impl Zone<'_> {
    /// Tells whether `piece` is a note or goes on with one, and keeps it if so.
    fn takes(
        &mut self,
        piece: &Piece,
        place: usize,
        pieces_before: usize,
        page: &Page<'_>,
    ) -> bool {
        if piece.shape == Shape::Row || piece.role.is_some() {
            return false;
        }
        if let Some((marker, text)) =
            self.start(piece, place).or_else(|| self.counted_below_rule(piece, page))
        {
            self.last = marker.parse().unwrap_or(self.last);
            self.notes.push(Note { marker, text, pieces_before, line: piece.origin.line });
            self.is_open = true;
            self.last_line_chars = piece.last_line_chars;
            self.hanging_columns = if piece.is_hanging_note { piece.indent_columns } else { 0 };
            return true;
        }
        let goes_on = self.is_open
            && piece.gap_lines == 0
            && (piece.shape == Shape::Line && !page.is_unbroken || !begins_text(piece, page))
            && !piece.is_after_seam
            && piece.indent_columns >= self.hanging_columns
            && !self.ends_before(piece, page);
        if goes_on && let Some(note) = self.notes.last_mut() {
            crate::text::append_line(&mut note.text, piece.text.trim());
            self.last_line_chars = piece.last_line_chars;
            return true;
        }
        false
    }

    /// Tells whether the open note is a whole sentence and the text goes on behind it, below the notes of a
    /// page without an empty line: with a clause, with an item of a list, or, where no empty lines part
    /// anything, with whatever follows a line that was broken to no measure.
    fn ends_before(&self, piece: &Piece, page: &Page<'_>) -> bool {
        let is_whole = self.notes.last().is_some_and(|note| ending(&note.text) == Ending::Stop);
        if !is_whole {
            return false;
        }
        let (number, start) = page::numbered(piece);
        let is_item = number.is_some_and(|number| {
            matches!(number.style, Style::Letter | Style::Roman | Style::FigureInBrackets)
        });
        is_item
            || page.is_dense && bounds::is_unmeasured(self.last_line_chars, page)
            || number.is_none_or(|number| number.style == Style::Figure)
                && opens_clause(&piece.text[start..], page)
    }

    /// Reads the marker a note opens with.
    fn start(&self, piece: &Piece, place: usize) -> Option<(String, String)> {
        let blank = piece.text.len() - piece.text.trim_start().len();
        if let Some(mark) = piece.marks.first().filter(|mark| mark.at <= blank) {
            return Some((mark.marker.clone(), piece.text.trim().to_owned()));
        }
        let text = piece.text.trim();
        if text.starts_with(|one| superscript_digit(one).is_some()) {
            let end = text.find(|one| superscript_digit(one).is_none())?;
            let marker = text[..end].chars().filter_map(superscript_digit).collect();
            return Some((marker, text[end..].trim().to_owned()));
        }
        if let Some(number) = self.counted(text) {
            return Some((number.value.to_string(), text[number.rest..].trim().to_owned()));
        }
        if self.closing.contains(&place)
            && let Some((value, rest)) = note_number(text)
        {
            return Some((value.to_string(), rest.to_owned()));
        }
        let (marker, rest, is_sure) = figure_start(text)?;
        let number: u32 = marker.parse().unwrap_or(0);
        let is_next = number == 1 || number > self.last && number <= self.last + NUMBERS_LOST_MAX;
        // `1/ text` is the typewriter's notation; a bare `1 text` needs the rule above it.
        let is_note = if self.is_below_rule || self.is_open {
            is_next || number == 0
        } else if marker == "*" {
            self.has_lone_star
        } else {
            // The figures of the first may go on from another page of the volume.
            let is_first = self.last == 0 && self.notes.is_empty();
            self.called.contains(&place) && (is_next || is_first) || is_sure && is_next
        };
        is_note.then(|| (marker.to_owned(), rest.to_owned()))
    }

    /// Reads `4. text` below a rule or behind such a note: the next number, which the text calls, and
    /// no clause.
    fn counted_below_rule(&self, piece: &Piece, page: &Page<'_>) -> Option<(String, String)> {
        let text = piece.text.trim();
        let number = numbering::leading(text).filter(|number| number.style == Style::Figure)?;
        let words = text[number.rest..].trim();
        // `3 – 14 June` goes on with a note.
        let has_stop = text.trim_start_matches(|one: char| one.is_ascii_digit()).starts_with('.');
        let is_next = number.value == self.last + 1 && self.in_text.contains(&number.value);
        let is_note = (self.is_below_rule || self.is_open)
            && is_next
            && has_stop
            && !opens_clause(words, page);
        is_note.then(|| (number.value.to_string(), words.to_owned()))
    }

    /// Reads `1. text` below a heading of notes, where the numbers rise.
    fn counted(&self, text: &str) -> Option<Number> {
        let number = numbering::leading(text).filter(|_| self.is_below_heading)?;
        let is_next = number.value > self.last && number.value <= self.last + NUMBERS_LOST_MAX;
        (number.style == Style::Figure && is_next).then_some(number)
    }
}

/// Tells whether a whole paragraph behind a note is text: one goes on with a note where a note has
/// several, but neither a clause nor an item does.
fn begins_text(piece: &Piece, page: &Page<'_>) -> bool {
    let (number, start) = page::numbered(piece);
    number.is_some_and(|number| number.style != Style::Bullet)
        || opens_clause(&piece.text[start..], page)
}

/// Returns the places of the lines that open with the figure of a note as volumes print it behind a
/// resolution: `1 Ibid., document S/691.`, apart from the text, where `1` stands behind a sign.
/// The first of `pieces` is at `start`.
///
/// Their figures rise by one; where one of them is called in the text, those next to it are notes as
/// well: behind a word a figure may be a count.
fn called(pieces: &[Piece], start: usize, page: &Page<'_>) -> BTreeSet<usize> {
    let figure = |piece: &Piece| {
        let text = piece.text.trim();
        let (marker, rest, _) = figure_start(text)?;
        let is_bare = text.starts_with(|first: char| first.is_ascii_digit())
            && text[marker.len()..].starts_with(char::is_whitespace);
        // `4 December 2023` closes a resolution.
        let is_note = is_bare
            && !starts_small(rest)
            && !opens_clause(rest, page)
            && !conclusion::is_conclusion(text);
        marker.parse::<u32>().ok().filter(|_| is_note)
    };
    let mut runs: Vec<Vec<(u32, usize)>> = Vec::new();
    for (place, piece) in (start..).zip(pieces) {
        if piece.shape != Shape::Line || piece.role.is_some() {
            continue;
        }
        let Some(number) = figure(piece) else { continue };
        let own = (number, place);
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|(last, _)| *last + 1 == number) => run.push(own),
            _ if piece.gap_lines > 0 => runs.push(vec![own]),
            _inside_a_text => {}
        }
    }
    if runs.is_empty() {
        return BTreeSet::new();
    }
    let in_text: BTreeSet<u32> =
        pieces.iter().flat_map(|piece| called_numbers(&piece.text)).collect();
    runs.retain(|run| run.iter().any(|(number, _)| in_text.contains(number)));
    runs.into_iter().flatten().map(|(_, place)| place).collect()
}

/// Returns the places of the notes that stand behind everything else, in whatever notation: a number
/// that begins again at 1 behind the end of a sentence and counts on to the end of the text, and all
/// of which the text or the title calls. Clauses and items are called by nobody.
fn closing(pieces: &[Piece], body_start: usize) -> BTreeSet<usize> {
    let begins = |place: &usize| {
        let piece = &pieces[*place];
        piece.gap_lines > 0 && piece.shape == Shape::Line && piece.role.is_none()
    };
    let value = |place: usize| note_number(pieces[place].text.trim()).map(|(value, _)| value);
    let is_below_rule = |place: usize| is_rule(&pieces[place - 1].text);
    let is_first =
        |place: &usize| value(*place) == Some(1) && (begins(place) || is_below_rule(*place));
    let Some(first) = (body_start + 1..pieces.len()).rfind(is_first) else {
        return BTreeSet::new();
    };
    let last = if is_below_rule(first) { first.saturating_sub(2) } else { first - 1 };
    let above = pieces[last].text.trim();
    let mut places = BTreeSet::new();
    let mut expected = 1;
    for place in first..pieces.len() {
        if value(place) == Some(expected) {
            places.insert(place);
            expected += 1;
        } else if begins(&place) {
            return BTreeSet::new();
        }
    }
    if ending(above) != Ending::Stop && !conclusion::is_conclusion(above) {
        return BTreeSet::new();
    }
    let calls = pieces[..first].iter().flat_map(|piece| calling_numbers(&piece.text));
    let calls: BTreeSet<u32> = calls.collect();
    let called = (1..expected).filter(|value| calls.contains(value)).count();
    // Behind a rule one call may be illegible.
    let is_called =
        called == places.len() || is_below_rule(first) && called * 3 >= places.len() * 2;
    if is_called { places } else { BTreeSet::new() }
}

/// Reads `1 text`, `1. text`, `(1) text`, `[1] text`.
fn note_number(text: &str) -> Option<(u32, &str)> {
    if let Some(number) = numbering::leading(text) {
        let is_figure = matches!(number.style, Style::Figure | Style::FigureInBrackets);
        return is_figure.then(|| (number.value, text[number.rest..].trim()));
    }
    let (marker, rest, _) = figure_start(text)?;
    Some((marker.parse().ok()?, rest))
}

/// Tells whether a line is the heading of the notes behind a text: `FOOTNOTES`.
fn is_heading(piece: &Piece) -> bool {
    const WORDS: [&str; 10] = [
        "footnotes",
        "notes",
        "notas",
        "notasdepiedepagina",
        "notesdebasdepage",
        "сноски",
        "примечания",
        "الحواشي",
        "注释",
        "脚注",
    ];
    const LETTERS_BYTES_MAX: usize = 40;
    piece.role.is_none()
        && piece.text.len() <= LETTERS_BYTES_MAX
        && WORDS.contains(&letters(&piece.text).as_str())
}

/// Tells whether a piece is the first of several notes, however they are counted.
fn is_first_note(piece: &Piece) -> bool {
    let number = numbering::leading(&piece.text);
    number.is_some_and(|number| number.value == 1)
        || figure_start(piece.text.trim()).is_some_and(|(marker, ..)| marker == "1")
}

/// Reads `1 text`, `[1] text`, `(1) text`, `1/ text`, `* text`; the third value says whether the
/// notation is a note's and nothing else's.
fn figure_start(text: &str) -> Option<(&str, &str, bool)> {
    if super::page::is_separator(text) {
        return None;
    }
    if let Some(rest) = text.strip_prefix('*') {
        let stars = 1 + rest.bytes().take_while(|one| *one == b'*').count();
        let rest = text[stars..].trim_start();
        return (!rest.is_empty()).then(|| (&text[..stars], rest, false));
    }
    let (open, inside) = match text.chars().next()? {
        open @ ('[' | '(') => (Some(open), &text[1..]),
        _ => (None, text),
    };
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > MARKER_DIGITS_MAX {
        return letter_start(text);
    }
    let (marker, rest) = inside.split_at(digits);
    let close = match open {
        Some('[') => "]",
        Some(_) => ")",
        None => "/",
    };
    if let Some(rest) = rest.strip_prefix(close) {
        let is_sure = open != Some('(');
        let is_free = rest.starts_with(char::is_whitespace);
        return is_free.then(|| (marker, rest.trim_start(), is_sure));
    }
    let is_bare = open.is_none()
        && rest.starts_with(char::is_whitespace)
        && !rest.trim_start().starts_with(['-', '–', '—', '−'])
        && !rest.trim().is_empty();
    is_bare.then(|| (marker, rest.trim_start(), false))
}

/// `a See A/75/383.`: a letter as the marker.
fn letter_start(text: &str) -> Option<(&str, &str, bool)> {
    let first = text.chars().next().filter(char::is_ascii_lowercase)?;
    let rest = &text[first.len_utf8()..];
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let is_free = rest.starts_with(char::is_whitespace)
        && rest.trim_start().starts_with(|one: char| one.is_uppercase());
    is_free.then(|| (&text[..1], rest.trim_start(), false))
}

fn is_rule(text: &str) -> bool {
    let bare = text.trim();
    bare.chars().all(|one| "_—―─-–".contains(one)) && has_more_chars(bare, RULE_CHARS_MIN - 1)
}
