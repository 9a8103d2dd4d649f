//! Where a piece of mark-up stands in its file.

use std::ops::Range;

use crate::text::{Origin, Span};

/// The line starts of a text.
#[derive(Debug)]
pub(super) struct Places {
    starts: Vec<usize>,
    /// Where the text that is read was mended: from which of its bytes on it stands how far from
    /// the same bytes of the source.
    shifts: Vec<(usize, isize)>,
}

impl Places {
    pub(super) fn new(text: &str) -> Self {
        let ends = text.match_indices('\n');
        let starts = std::iter::once(0).chain(ends.map(|(place, _)| place + 1)).collect();
        Self { starts, shifts: Vec::new() }
    }

    /// Returns the same places for a text that was mended, `shifts` being in order.
    pub(super) fn shifted(self, shifts: Vec<(usize, isize)>) -> Self {
        Self { shifts, ..self }
    }

    /// Returns the line of the first byte of `range`, with the range.
    pub(super) fn of(&self, range: Range<usize>) -> Origin {
        let (start, end) = (self.in_source(range.start), self.in_source(range.end));
        let line = self.starts.partition_point(|line| *line <= start);
        Origin { line, span: Span::new(start, end) }
    }

    fn in_source(&self, place: usize) -> usize {
        let before = self.shifts.partition_point(|(from, _)| *from <= place);
        let by = before.checked_sub(1).map_or(0, |last| self.shifts[last].1);
        place.saturating_add_signed(by)
    }
}
