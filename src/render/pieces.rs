//! From a text with spans to labelled pieces, safe to print.

use super::escape::visible;
use super::layout::Label;
use crate::search::snippet;
use crate::text::Span;

/// A stretch of text with one label; nothing in it commands the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What is printed.
    pub text: String,
    /// What it is.
    pub label: Label,
}

impl Piece {
    /// Returns a stretch of `text`, which is safe already.
    #[must_use]
    pub fn new(text: impl Into<String>, label: Label) -> Self {
        Self { text: text.into(), label }
    }
}

/// Returns `text` cut at the printed verb and at the matches, each piece with its label; the rest
/// has the label `ground`.
///
/// A span that does not fit the text is left out: the words matter more than their colour.
#[must_use]
pub fn emphasised(text: &str, verb: Option<Span>, matches: &[Span], ground: Label) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut done = 0;
    for span in matches {
        if span.start() < done || text.get(span.start()..span.end()).is_none() || span.is_empty() {
            continue;
        }
        push(&mut pieces, text, Span::new(done, span.start()), (verb, ground, Label::Verb));
        push(&mut pieces, text, *span, (verb, Label::Match, Label::VerbMatch));
        done = span.end();
    }
    push(&mut pieces, text, Span::new(done, text.len()), (verb, ground, Label::Verb));
    pieces
}

/// Returns the pieces of a clause cut down to about `chars_max` characters: its verb and the best
/// of its matches, with `ellipsis` where something is left out.
#[must_use]
pub fn cut_down(clause: &Clause<'_>, chars_max: usize, ellipsis: &str) -> Vec<Piece> {
    let Clause { text, verb, matches, ground } = *clause;
    let mut wanted: Vec<Span> = verb.into_iter().chain(matches.iter().copied()).collect();
    wanted.sort();
    let mut pieces = Vec::new();
    let mut done = 0;
    for window in snippet(text, &wanted, chars_max) {
        if window.start() > 0 {
            let sign = if done == 0 { format!("{ellipsis} ") } else { format!(" {ellipsis} ") };
            pieces.push(Piece::new(sign, Label::Note));
        }
        let inside: Vec<Span> = matches.iter().filter_map(|span| clipped(*span, window)).collect();
        let verb = verb.and_then(|verb| clipped(verb, window));
        pieces.extend(emphasised(window.of(text), verb, &inside, ground));
        done = window.end();
    }
    if done < text.len() {
        pieces.push(Piece::new(format!(" {ellipsis}"), Label::Note));
    }
    pieces
}

/// A text with what is emphasised in it.
#[derive(Clone, Copy, Debug)]
pub struct Clause<'a> {
    /// The words.
    pub text: &'a str,
    /// Where the printed verb stands.
    pub verb: Option<Span>,
    /// What matched, in order.
    pub matches: &'a [Span],
    /// What everything else is.
    pub ground: Label,
}

/// Returns what of `span` lies in `window`, as a span of the window's text.
fn clipped(span: Span, window: Span) -> Option<Span> {
    let start = span.start().max(window.start());
    let end = span.end().min(window.end());
    (start < end).then(|| Span::new(start - window.start(), end - window.start()))
}

/// Adds the piece of `text` at `span`, cut where the verb begins and ends.
fn push(
    pieces: &mut Vec<Piece>,
    text: &str,
    span: Span,
    (verb, outside, inside): (Option<Span>, Label, Label),
) {
    let verb = verb.unwrap_or_default();
    let start = verb.start().clamp(span.start(), span.end());
    let end = verb.end().clamp(start, span.end());
    let cuts = [(span.start(), start, outside), (start, end, inside), (end, span.end(), outside)];
    for (start, end, label) in cuts {
        let words = text.get(start..end).unwrap_or_default();
        if !words.is_empty() {
            pieces.push(Piece::new(visible(words), label));
        }
    }
}
