//! From a text with spans to labelled pieces, safe to print.

use super::wrap::Piece;
use crate::render::escape::visible;
use crate::render::layout::Label;
use crate::text::Span;

/// Returns `text` cut at the printed verb and at the matches, each piece with its label; the rest
/// has the label `ground`.
///
/// A span that does not fit the text is left out: the words matter more than their colour.
pub(super) fn emphasised(
    text: &str,
    verb: Option<Span>,
    matches: &[Span],
    ground: Label,
) -> Vec<Piece> {
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
