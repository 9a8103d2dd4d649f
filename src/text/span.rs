//! [`Span`]: the one way a place in a text is named.

/// A half-open range of bytes in a text the reader of the span knows.
///
/// `start <= end` always holds, and both lie on character bounds of that text: the only way to
/// make a span is [`Span::new`], which swaps nothing and checks the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// Returns the span from `start` up to, but not including, `end`; an `end` before `start`
    /// gives the empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Returns the first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start
    }

    /// Returns the byte after the last.
    #[must_use]
    pub fn end(self) -> usize {
        self.end
    }

    /// Returns the length in bytes.
    #[must_use]
    pub fn length_bytes(self) -> usize {
        self.end - self.start
    }

    /// Tells whether nothing lies inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Tells whether the two share at least one byte.
    #[must_use]
    pub fn is_overlapping(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the span moved right by `bytes`.
    #[must_use]
    pub fn shift(self, bytes: usize) -> Self {
        Self { start: self.start + bytes, end: self.end + bytes }
    }

    /// Returns the part of `text` the span names, or the empty string if the text is shorter or
    /// the bounds cut a character.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}
