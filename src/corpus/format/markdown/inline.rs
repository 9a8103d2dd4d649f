//! From the pieces of some lines to their words, styles and note marks.
//!
//! Emphasis may begin on one line and end on a later one of the same paragraph, so delimiters are
//! paired over all lines of it, and each line then gets its own share of the style. The rules are
//! those of CommonMark but for two, because converters write what CommonMark refuses: punctuation
//! next to a delimiter does not matter (`**“回顾”**其`), and a delimiter after a space may close
//! an emphasis of the same strength (`*Recalling *its`).

use super::pieces::{Delimiter, Piece};
use crate::corpus::format::words::{Words, Writer};
use crate::text::Style;

/// What a delimiter turned out to be, in the order of its characters.
#[derive(Clone, Debug, Default)]
struct Verdict {
    /// Styles it closes, then styles it opens, then how many of its characters are text.
    closes: Vec<Style>,
    opens: Vec<Style>,
    literal: usize,
}

/// Returns the words of every line of a paragraph; a `<br>` makes two of one, so each line gives
/// one or more.
pub(super) fn render(paragraph: &[Vec<Piece<'_>>]) -> Vec<Vec<Words>> {
    let delimiters: Vec<_> = paragraph
        .iter()
        .flatten()
        .filter_map(|piece| match piece {
            Piece::Delimiter(delimiter) => Some(*delimiter),
            Piece::Text(_)
            | Piece::Tag(..)
            | Piece::Link(_)
            | Piece::LinkEnd
            | Piece::Marks(_)
            | Piece::Break => None,
        })
        .collect();
    let mut verdicts = pair(&delimiters).into_iter();
    let mut writer = Writer::default();
    let mut lines = Vec::with_capacity(paragraph.len());
    for pieces in paragraph {
        let mut parts = Vec::with_capacity(1);
        for piece in pieces {
            match piece {
                Piece::Break => parts.push(writer.take()),
                Piece::Delimiter(delimiter) => {
                    let verdict = verdicts.next().unwrap_or_default();
                    write_delimiter(&mut writer, *delimiter, &verdict);
                }
                Piece::Text(text) => writer.text(text),
                Piece::Tag(style, true) => writer.open(style.clone()),
                Piece::Tag(style, false) => writer.close(|open| open == style),
                Piece::Link(target) => writer.open(Style::Link(target.clone())),
                Piece::LinkEnd => writer.close(|open| matches!(open, Style::Link(_))),
                Piece::Marks(markers) => writer.marks(markers),
            }
        }
        parts.push(writer.take());
        lines.push(parts);
    }
    lines
}

/// Pairs delimiters; each is put on a stack and taken from it at most once.
fn pair(delimiters: &[Delimiter]) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = vec![Verdict::default(); delimiters.len()];
    let mut left: Vec<usize> = delimiters.iter().map(|delimiter| delimiter.count).collect();
    // Openers that wait for their end, by character.
    let mut waiting: [Vec<usize>; 3] = Default::default();
    for (place, delimiter) in delimiters.iter().enumerate() {
        let kind = kind_index(delimiter.character);
        while let Some(opener) = waiting[kind].last().copied().filter(|_| left[place] > 0) {
            let is_equal = delimiters[opener].count == delimiter.count;
            if !delimiter.can_close && !is_equal {
                break;
            }
            // What opened inside and did not end there never does.
            for openers in &mut waiting {
                while openers.pop_if(|inner| *inner > opener).is_some() {}
            }
            let strength = left[opener].min(left[place]).min(2);
            if let Some(style) = style_of(delimiter.character, strength) {
                verdicts[opener].opens.push(style.clone());
                verdicts[place].closes.push(style);
            }
            left[opener] -= strength;
            left[place] -= strength;
            if left[opener] == 0 {
                waiting[kind].pop();
            }
        }
        if left[place] > 0 && delimiter.can_open {
            waiting[kind].push(place);
        }
    }
    for (verdict, literal) in verdicts.iter_mut().zip(left) {
        verdict.literal = literal;
    }
    verdicts
}

fn kind_index(character: char) -> usize {
    match character {
        '*' => 0,
        '_' => 1,
        _tilde => 2,
    }
}

/// Struck-out words are kept as words: what an editor struck out is still printed.
fn style_of(character: char, strength: usize) -> Option<Style> {
    match (character, strength) {
        ('~', _) => None,
        (_, 1) => Some(Style::Italic),
        _strong => Some(Style::Bold),
    }
}

fn write_delimiter(writer: &mut Writer, delimiter: Delimiter, verdict: &Verdict) {
    for style in &verdict.closes {
        writer.close(|open| open == style);
    }
    // The outermost of several was paired last.
    for style in verdict.opens.iter().rev() {
        writer.open(style.clone());
    }
    for _ in 0..verdict.literal {
        writer.text(delimiter.character.encode_utf8(&mut [0; 4]));
    }
}
