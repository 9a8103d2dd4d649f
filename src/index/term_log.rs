//! [`TermLog`]: the numbers of the terms of documents, one behind the other, in two bytes each.

use tantivy::DocId;

/// The next document begins.
const NEXT: u16 = u16::MAX;
/// A document behind it begins; two codes say how many there are between them.
const LATER: u16 = u16::MAX - 1;
/// Two codes are the number of a term.
const WIDE: u16 = u16::MAX - 2;
/// A position has no term.
const GAP: u16 = u16::MAX - 3;

/// Where a term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) document: DocId,
    pub(super) position: u32,
    pub(super) number: u32,
}

/// A list of entries in the order of their documents and positions, that only grows.
#[derive(Debug, Default)]
pub(super) struct TermLog {
    codes: Vec<u16>,
    /// The document behind the last one.
    next: DocId,
    terms: usize,
}

impl TermLog {
    /// Tells whether `document` is the last one.
    pub(super) fn is_in(&self, document: DocId) -> bool {
        self.next == document + 1
    }

    /// Begins a document behind the last one.
    pub(super) fn begin(&mut self, document: DocId) {
        match document - self.next {
            0 => self.codes.push(NEXT),
            between => self.push_wide(LATER, between),
        }
        self.next = document + 1;
    }

    /// Adds a term at the next position of the document.
    #[inline]
    pub(super) fn push(&mut self, number: u32) {
        self.terms += 1;
        match u16::try_from(number) {
            Ok(code) if code < GAP => self.codes.push(code),
            Ok(_) | Err(_) => self.push_wide(WIDE, number),
        }
    }

    /// Leaves so many positions of the document without a term.
    pub(super) fn skip(&mut self, positions: usize) {
        self.codes.extend(std::iter::repeat_n(GAP, positions));
    }

    fn push_wide(&mut self, code: u16, number: u32) {
        let [a, b, c, d] = number.to_le_bytes();
        self.codes.extend([code, u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])]);
    }

    /// Returns how many terms there are.
    pub(super) fn terms(&self) -> usize {
        self.terms
    }

    /// Returns the bytes it takes in memory.
    pub(super) fn length_bytes(&self) -> usize {
        self.codes.capacity() * size_of::<u16>()
    }

    /// Tells `take` the entries in their order.
    #[inline]
    pub(super) fn each(&self, mut take: impl FnMut(Entry)) {
        let (mut next, mut position) = (0, 0);
        let mut codes = self.codes.as_slice();
        while let [code, rest @ ..] = codes {
            codes = rest;
            let number = match (*code, rest) {
                (NEXT, _) => {
                    (next, position) = (next + 1, 0);
                    continue;
                }
                (GAP, _) => {
                    position += 1;
                    continue;
                }
                (LATER, [low, high, behind @ ..]) => {
                    codes = behind;
                    (next, position) = (next + wide(*low, *high) + 1, 0);
                    continue;
                }
                (WIDE, [low, high, behind @ ..]) => {
                    codes = behind;
                    wide(*low, *high)
                }
                (number, _) => u32::from(number),
            };
            take(Entry { document: next - 1, position, number });
            position += 1;
        }
    }
}

fn wide(low: u16, high: u16) -> u32 {
    u32::from(high) << u16::BITS | u32::from(low)
}

#[cfg(test)]
mod tests {
    use super::{Entry, GAP, TermLog};

    #[test]
    fn what_was_written_down_is_read_again() {
        let numbers = [0, 1, u32::from(GAP) - 1, u32::from(GAP), 0xffff, 0x1_0000, u32::MAX];
        let (mut log, mut expected) = (TermLog::default(), Vec::new());
        for document in [0, 1, 2, 4, 5, 70_000, 5_000_000] {
            assert!(!log.is_in(document));
            log.begin(document);
            assert!(log.is_in(document));
            let mut position = 0;
            for (gap, number) in numbers.into_iter().enumerate() {
                log.skip(gap);
                position += u32::try_from(gap).unwrap();
                log.push(number);
                expected.push(Entry { document, position, number });
                position += 1;
            }
        }
        assert_eq!(log.terms(), expected.len());
        let mut found = Vec::new();
        log.each(|entry| found.push(entry));
        assert_eq!(found, expected);
    }
}
