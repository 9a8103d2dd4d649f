//! Where a piece of mark-up stands in its file.

use std::ops::Range;

use crate::text::{Origin, Span};

/// The line starts of a text.
#[derive(Debug)]
pub(super) struct Places {
    starts: Vec<usize>,
}

impl Places {
    pub(super) fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { starts: std::iter::once(0).chain(ends.map(|(place, _)| place + 1)).collect() }
    }

    /// Returns the line of the first byte of `range`, with the range.
    pub(super) fn of(&self, range: Range<usize>) -> Origin {
        let line = self.starts.partition_point(|start| *start <= range.start);
        Origin { line, span: Span::new(range.start, range.end) }
    }
}
