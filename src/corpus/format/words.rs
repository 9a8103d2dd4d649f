//! The words of a block while they are put together, with their styles and note marks.

use crate::text::{Block, NoteMark, Span, Style, Styled};

/// What may follow a note mark that a space parts from its word, so that the space goes.
const CLOSING: &str = ",.;:!?)]}»”،؛，。；：、";

/// The most styles that lie over each other. Each open one is carried from line to line, so tags
/// that never close must not pile up.
const OPEN_STYLES_MAX: usize = 16;

/// Some words and what is known of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) styles: Vec<Styled>,
    pub(super) marks: Vec<NoteMark>,
}

impl Words {
    /// Tells whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.marks.is_empty()
    }

    /// Puts the words into `block`.
    pub(super) fn fill(self, block: &mut Block) {
        block.text = self.text;
        block.styles = self.styles;
        block.marks = self.marks;
    }

    /// Takes `bytes` off the beginning; marks and styles move along.
    pub(super) fn drop_front(&mut self, bytes: usize) {
        self.text.drain(..bytes);
        for styled in &mut self.styles {
            let (start, end) = (styled.span.start(), styled.span.end());
            styled.span = Span::new(start.saturating_sub(bytes), end.saturating_sub(bytes));
        }
        self.styles.retain(|styled| !styled.span.is_empty());
        for mark in &mut self.marks {
            mark.at = mark.at.saturating_sub(bytes);
        }
    }

    /// Takes white space off both ends.
    fn trim(&mut self) {
        let leading = self.text.len() - self.text.trim_start().len();
        if leading > 0 {
            self.drop_front(leading);
        }
        self.text.truncate(self.text.trim_end().len());
        let end = self.text.len();
        for mark in &mut self.marks {
            mark.at = mark.at.min(end);
        }
    }

    /// Sorts the styles and makes one of neighbours that are the same but for a space between.
    fn tidy_styles(&mut self) {
        self.styles.sort_by_key(|styled| (styled.span.start(), styled.span.end()));
        let mut tidy: Vec<Styled> = Vec::with_capacity(self.styles.len());
        for styled in self.styles.drain(..) {
            // Three styles can lie over each other, so the twin is among the last few.
            let twin = tidy.iter_mut().rev().take(4).find(|other| other.style == styled.style);
            match twin {
                Some(twin) if is_blank(&self.text, twin.span.end(), styled.span.start()) => {
                    twin.span = twin.span.cover(styled.span);
                }
                _parted => tidy.push(styled),
            }
        }
        self.styles = tidy;
    }
}

/// Adds the words of `next` to those of `block`, with `between` between them.
pub(super) fn append(block: &mut Block, between: &str, next: Block) {
    block.text.push_str(between);
    let at = block.text.len();
    block.text.push_str(&next.text);
    let styles = next.styles.into_iter();
    block.styles.extend(styles.map(|styled| Styled { span: styled.span.shift(at), ..styled }));
    let marks = next.marks.into_iter();
    block.marks.extend(marks.map(|mark| NoteMark { at: mark.at + at, ..mark }));
    block.origin.span = block.origin.span.cover(next.origin.span);
}

/// Returns how many bytes `text` begins with in which every white space is one space between words.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_space = |place: usize| bytes.get(place).is_none_or(u8::is_ascii_whitespace);
    let mut place = 0;
    while let Some(more) = bytes[place..].iter().position(|byte| *byte <= b' ') {
        place += more;
        if is_space(place) && (bytes[place] != b' ' || is_space(place + 1)) {
            return place;
        }
        place += 1;
    }
    bytes.len()
}

fn is_blank(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to.max(from)).is_some_and(|between| between.trim().is_empty())
}

/// Writes words; the styles open at the end of one line go on in the next.
#[derive(Debug, Default)]
pub(super) struct Writer {
    words: Words,
    /// Open styles and where they began.
    open: Vec<(Style, usize)>,
    /// Whether a mark was the last thing written, after a space that then belongs to it.
    is_after_loose_mark: bool,
}

impl Writer {
    /// Writes `text` as it stands.
    pub(super) fn text(&mut self, text: &str) {
        if self.is_after_loose_mark && !text.is_empty() {
            self.is_after_loose_mark = false;
            if text.starts_with(|next: char| next.is_whitespace() || CLOSING.contains(next)) {
                self.drop_trailing_space();
            }
        }
        self.words.text.push_str(text);
    }

    /// Writes text of mark-up, where a line end is a space and, unless `keeps_spaces`, so is any
    /// run of them. Spaces other than those of ASCII are printed characters and stay.
    pub(super) fn flow(&mut self, text: &str, keeps_spaces: bool) {
        let is_space = |character: char| character.is_ascii_whitespace();
        let mut rest = text;
        while !rest.is_empty() {
            let spaces = &rest[..rest.len() - rest.trim_start_matches(is_space).len()];
            if keeps_spaces && !spaces.contains(['\n', '\r']) {
                self.text(spaces);
            } else if !spaces.is_empty() && !self.words.text.ends_with(is_space) {
                self.text(" ");
            }
            rest = &rest[spaces.len()..];
            let (plain, others) = rest.split_at(plain_length(rest));
            self.text(plain);
            rest = others;
        }
    }

    /// Ends a cell of a table row.
    pub(super) fn cell_end(&mut self) {
        self.drop_trailing_space();
        self.words.text.push('\t');
    }

    /// Ends and begins styles where text goes over from one setting to another; each stands with
    /// whether the text before has it and whether the text behind has it.
    pub(super) fn turn(&mut self, styles: [(Style, bool, bool); 3]) {
        for (style, was, is) in styles {
            match (was, is) {
                (true, false) => self.close(|open| *open == style),
                (false, true) => self.open(style),
                (true, true) | (false, false) => {}
            }
        }
    }

    /// Begins a style here, unless more are open already than anybody sets on purpose.
    pub(super) fn open(&mut self, style: Style) {
        if self.open.len() < OPEN_STYLES_MAX {
            self.open.push((style, self.words.text.len()));
        }
    }

    /// Ends the innermost open style that `is_it`, if there is one.
    pub(super) fn close(&mut self, is_it: impl Fn(&Style) -> bool) {
        if let Some(place) = self.open.iter().rposition(|(style, _)| is_it(style)) {
            let (style, start) = self.open.remove(place);
            self.add_style(style, start);
        }
    }

    /// Puts marks behind the word they follow: a space that a converter left between the two goes
    /// where the sentence goes on with one of its own or with punctuation.
    pub(super) fn marks(&mut self, markers: &[String]) {
        let text = &self.words.text;
        self.is_after_loose_mark = text.ends_with(char::is_whitespace);
        let at = text.trim_end().len();
        let marks = markers.iter().map(|marker| NoteMark { at, marker: marker.clone() });
        self.words.marks.extend(marks);
    }

    /// Takes back what was written since `length` bytes stood here.
    pub(super) fn cut(&mut self, length: usize) {
        self.words.text.truncate(length);
        self.words.styles.retain(|styled| styled.span.start() < length);
        self.words.marks.retain(|mark| mark.at <= length);
        for (_, start) in &mut self.open {
            *start = length.min(*start);
        }
    }

    /// Returns what was written since the last time.
    pub(super) fn so_far(&self) -> &str {
        &self.words.text
    }

    /// Takes what was written, without white space at its ends.
    pub(super) fn take(&mut self) -> Words {
        if self.is_after_loose_mark {
            self.drop_trailing_space();
            self.is_after_loose_mark = false;
        }
        let continued: Vec<_> = self.open.iter().map(|(style, _)| (style.clone(), 0)).collect();
        for (style, start) in std::mem::replace(&mut self.open, continued) {
            self.add_style(style, start);
        }
        let mut words = std::mem::take(&mut self.words);
        words.trim();
        words.tidy_styles();
        words
    }

    /// Adds a style that covers what was written since `start`, but for the spaces at its ends.
    fn add_style(&mut self, style: Style, start: usize) {
        let inside = self.words.text.get(start..).unwrap_or_default();
        let start = start + (inside.len() - inside.trim_start().len());
        let span = Span::new(start, self.words.text.trim_end().len());
        if !span.is_empty() {
            self.words.styles.push(Styled { span, style });
        }
    }

    fn drop_trailing_space(&mut self) {
        let length = self
            .words
            .text
            .trim_end_matches(|last| last != '\t' && char::is_whitespace(last))
            .len();
        self.words.text.truncate(length);
        for (_, start) in &mut self.open {
            *start = length.min(*start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn stretches_are_written_as_single_words_are() {
        let texts = [
            "",
            " ",
            "a",
            " a",
            "a ",
            "a b",
            "a  b",
            "a b \t c\nd e",
            "\r\n a b\r\n",
            "a\u{1}b \u{1} c\u{b}d",
            "\u{e9} \u{a0} \u{5b89}\u{7406} ; x",
        ];
        for text in texts {
            let mut writer = Writer::default();
            writer.flow(text, true);
            assert!(writer.so_far() == text || text.contains(['\n', '\r']), "{text:?}");
            for next in texts {
                let mut writer = Writer::default();
                writer.flow(text, false);
                writer.flow(next, false);
                let joined = format!("{text}{next}");
                let words: Vec<&str> = joined.split_ascii_whitespace().collect();
                assert_eq!(writer.so_far().trim_ascii(), words.join(" "), "{text:?} {next:?}");
                assert!(!writer.so_far().contains("  "), "{text:?} {next:?}");
            }
        }
    }
}
