//! [`snippet`]: which parts of a long clause are shown.
//!
//! The candidates are runs of matches that stand near each other. Runs are chosen one by one, the
//! one that shows most matched words which no chosen run shows, until there is nothing new or no
//! room; what room is left becomes context around the chosen ones.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::{Span, clusters};

/// At most this many parts of a clause are shown: more are hard to read as one.
const WINDOWS_MAX: usize = 3;

/// Matches with fewer characters between them than this are shown together.
const GAP_CHARS_MAX: usize = 30;

/// A window is cut between words if a word ends within this many characters.
const WORD_CHARS_MAX: usize = 24;

/// Returns the parts of `text` to show: all of it where it has at most `chars_max` characters,
/// else windows around the best of `matches`, in order and apart from each other.
///
/// Characters are those a reader sees, and none is cut. Windows begin and end between words where
/// words are written apart. Together they have at most `chars_max` characters. Without matches
/// the beginning is shown. Matches are expected in order; those that do not fit the text are left
/// out.
#[must_use]
pub fn snippet(text: &str, matches: &[Span], chars_max: usize) -> Vec<Span> {
    let places: Vec<usize> = clusters(text).map(|(place, _)| place).collect();
    if places.len() <= chars_max {
        return vec![Span::new(0, text.len())];
    }
    let mut windows = choose(runs(text, matches, &places), chars_max);
    if windows.is_empty() {
        windows.push(0..0);
    }
    let text = Text { text, places };
    let mut spans: Vec<Span> = Vec::new();
    for window in text.widened(&windows, chars_max) {
        let span = text.span(&window);
        match spans.last_mut() {
            Some(last) if last.end() >= span.start() => *last = last.cover(span),
            Some(_) | None => spans.push(span),
        }
    }
    spans
}

/// Matches that are shown together.
struct Run<'a> {
    /// In characters.
    place: Range<usize>,
    words: BTreeSet<&'a str>,
}

fn runs<'a>(text: &'a str, matches: &[Span], places: &[usize]) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for span in matches.iter().filter(|span| !span.of(text).is_empty()) {
        let start = places.partition_point(|place| *place <= span.start()).saturating_sub(1);
        let end = places.partition_point(|place| *place < span.end());
        match runs.last_mut() {
            Some(run) if start <= run.place.end + GAP_CHARS_MAX => {
                run.place.end = run.place.end.max(end);
                run.words.insert(span.of(text));
            }
            Some(_) | None => {
                runs.push(Run { place: start..end, words: BTreeSet::from([span.of(text)]) });
            }
        }
    }
    runs
}

/// Returns the places of the runs to show, in the order of the text.
fn choose(mut runs: Vec<Run<'_>>, chars_max: usize) -> Vec<Range<usize>> {
    let mut chosen = Vec::new();
    let mut seen = BTreeSet::new();
    let mut room = chars_max;
    while chosen.len() < WINDOWS_MAX && room > 0 {
        let news = |run: &Run<'_>| run.words.difference(&seen).count();
        // The first of equals: `max_by_key` would take the last.
        let Some(best) = (0..runs.len()).rev().max_by_key(|index| news(&runs[*index])) else {
            break;
        };
        let run = runs.remove(best);
        if !chosen.is_empty() && run.words.is_subset(&seen) {
            break;
        }
        if !chosen.is_empty() && run.place.len() > room {
            continue;
        }
        let end = run.place.end.min(run.place.start + room);
        room -= end - run.place.start;
        chosen.push(run.place.start..end);
        seen.extend(run.words);
    }
    chosen.sort_by_key(|place| place.start);
    chosen
}

struct Text<'a> {
    text: &'a str,
    /// The byte at which each character starts.
    places: Vec<usize>,
}

impl Text<'_> {
    /// Returns `windows` with the room that is left as context, in equal shares.
    fn widened(&self, windows: &[Range<usize>], chars_max: usize) -> Vec<Range<usize>> {
        let used: usize = windows.iter().map(Range::len).sum();
        let share = chars_max.saturating_sub(used) / windows.len();
        let mut free_from = 0;
        let mut widened = Vec::new();
        for (index, window) in windows.iter().enumerate() {
            let free_to = windows.get(index + 1).map_or(self.places.len(), |next| next.start);
            let before = (share / 2).min(window.start.saturating_sub(free_from));
            let after = (share - before).min(free_to.saturating_sub(window.end));
            let before = (share - after).min(window.start.saturating_sub(free_from));
            let start = self.word_start(window.start - before, window.start);
            let end = self.word_end(window.end, window.end + after);
            free_from = end;
            widened.push(start..end);
        }
        widened
    }

    /// Returns the first place from `from` on, but not after `to`, at which a word begins.
    fn word_start(&self, from: usize, to: usize) -> usize {
        if from == 0 {
            return 0;
        }
        let begins = |place: &usize| self.is_space(*place - 1) && !self.is_space(*place);
        (from..=to.min(from + WORD_CHARS_MAX)).find(begins).unwrap_or(from)
    }

    /// Returns the last place up to `to`, but not before `from`, at which a word ends.
    fn word_end(&self, from: usize, to: usize) -> usize {
        if to >= self.places.len() {
            return self.places.len();
        }
        let ends =
            |place: &usize| *place > 0 && self.is_space(*place) && !self.is_space(*place - 1);
        (from.max(to.saturating_sub(WORD_CHARS_MAX))..=to).rev().find(ends).unwrap_or(to)
    }

    fn is_space(&self, place: usize) -> bool {
        self.places
            .get(place)
            .is_some_and(|byte| self.text[*byte..].starts_with(char::is_whitespace))
    }

    fn span(&self, window: &Range<usize>) -> Span {
        let byte = |place: usize| self.places.get(place).copied().unwrap_or(self.text.len());
        Span::new(byte(window.start), byte(window.end))
    }
}
