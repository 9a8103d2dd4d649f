//! From the pieces of some lines to their words, styles and note marks.
//!
//! Emphasis may begin on one line and end on a later one of the same paragraph, so delimiters are
//! paired over all lines of it, and each line then gets its own share of the style. The rules are
//! those of CommonMark but for two, because converters write what CommonMark refuses: punctuation
//! next to a delimiter does not matter (`**“回顾”**其`), and a delimiter after a space may close
//! an emphasis of the same strength (`*Recalling *its`).

use super::pieces::{Delimiter, Piece};
use crate::text::{NoteMark, Span, Style, Styled};

/// The words of a line and what is known of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Inline {
    pub(super) text: String,
    pub(super) styles: Vec<Styled>,
    pub(super) marks: Vec<NoteMark>,
}

/// What a delimiter turned out to be, in the order of its characters.
#[derive(Clone, Debug, Default)]
struct Verdict {
    /// Styles it closes, then styles it opens, then how many of its characters are text.
    closes: Vec<Style>,
    opens: Vec<Style>,
    literal: usize,
}

impl Inline {
    /// Takes white space off both ends; marks and styles move along.
    fn trimmed(mut self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        if start > 0 {
            self.text.drain(..start);
            for styled in &mut self.styles {
                let span = styled.span;
                styled.span =
                    Span::new(span.start().saturating_sub(start), span.end().saturating_sub(start));
            }
            for mark in &mut self.marks {
                mark.at = mark.at.saturating_sub(start);
            }
        }
        self.text.truncate(self.text.trim_end().len());
        let end = self.text.len();
        for mark in &mut self.marks {
            mark.at = mark.at.min(end);
        }
        self
    }
}

/// Returns the words of every line of a paragraph; a `<br>` makes two of one, so each line gives
/// one or more.
pub(super) fn render(paragraph: &[Vec<Piece<'_>>]) -> Vec<Vec<Inline>> {
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
                Piece::Break => parts.push(writer.take_line()),
                Piece::Delimiter(delimiter) => {
                    writer.delimiter(*delimiter, &verdicts.next().unwrap_or_default());
                }
                Piece::Text(text) => writer.text(text),
                Piece::Tag(style, true) => writer.open(style.clone()),
                Piece::Tag(style, false) => writer.close(|open| open == style),
                Piece::Link(target) => writer.open(Style::Link(target.clone())),
                Piece::LinkEnd => writer.close(|open| matches!(open, Style::Link(_))),
                Piece::Marks(markers) => writer.marks(markers),
            }
        }
        parts.push(writer.take_line());
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

/// Writes lines, with the styles open at the end of one going on in the next.
#[derive(Debug, Default)]
struct Writer {
    line: Inline,
    /// Open styles and where they began in this line.
    open: Vec<(Style, usize)>,
    /// Whether a mark was the last thing written, after a space that then belongs to it.
    is_after_loose_mark: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if self.is_after_loose_mark && !text.is_empty() {
            self.is_after_loose_mark = false;
            let is_closing =
                |next: char| next.is_whitespace() || ",.;:!?)]}»”،؛，。；：".contains(next);
            if text.starts_with(is_closing) {
                self.drop_trailing_space();
            }
        }
        self.line.text.push_str(text);
    }

    fn delimiter(&mut self, delimiter: Delimiter, verdict: &Verdict) {
        for style in &verdict.closes {
            self.close(|open| open == style);
        }
        // The outermost of several was paired last.
        for style in verdict.opens.iter().rev() {
            self.open(style.clone());
        }
        for _ in 0..verdict.literal {
            self.text(delimiter.character.encode_utf8(&mut [0; 4]));
        }
    }

    fn open(&mut self, style: Style) {
        self.open.push((style, self.line.text.len()));
    }

    fn close(&mut self, is_it: impl Fn(&Style) -> bool) {
        if let Some(place) = self.open.iter().rposition(|(style, _)| is_it(style)) {
            let (style, start) = self.open.remove(place);
            self.add_style(style, start);
        }
    }

    /// Puts the marks behind the word they follow: a space that a converter left between the two
    /// goes where the sentence goes on with one of its own or with punctuation.
    fn marks(&mut self, markers: &[String]) {
        let text = &self.line.text;
        self.is_after_loose_mark = text.ends_with(char::is_whitespace);
        let at = text.trim_end().len();
        let marks = markers.iter().map(|marker| NoteMark { at, marker: marker.clone() });
        self.line.marks.extend(marks);
    }

    fn take_line(&mut self) -> Inline {
        if self.is_after_loose_mark {
            self.drop_trailing_space();
            self.is_after_loose_mark = false;
        }
        let continued: Vec<_> = self.open.iter().map(|(style, _)| (style.clone(), 0)).collect();
        for (style, start) in std::mem::replace(&mut self.open, continued) {
            self.add_style(style, start);
        }
        self.line.styles.sort_by_key(|styled| (styled.span.start(), styled.span.end()));
        std::mem::take(&mut self.line).trimmed()
    }

    fn add_style(&mut self, style: Style, start: usize) {
        let text = self.line.text.trim_end();
        if start < text.len() {
            self.line.styles.push(Styled { span: Span::new(start, text.len()), style });
        }
    }

    fn drop_trailing_space(&mut self) {
        let length = self.line.text.trim_end().len();
        self.line.text.truncate(length);
        for (_, start) in &mut self.open {
            *start = length.min(*start);
        }
    }
}
