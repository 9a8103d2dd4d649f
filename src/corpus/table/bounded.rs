//! [`Bounded`]: no row of a table may take all that follows it into memory.

use std::cell::Cell;
use std::io::{self, Read};

/// The longest row of a table, in bytes: a row holds one resolution or one clause, and the longest
/// resolution with annexes is below 2 MB. The rows of one resolution hold no more either.
pub const ROW_BYTES_MAX: u64 = 8 * 1024 * 1024;

/// Ends the reading of a row that is too long: its closing quote or bracket is missing.
pub(super) struct Bounded<'a, R> {
    reader: R,
    row_bytes: &'a Cell<u64>,
}

impl<'a, R> Bounded<'a, R> {
    /// Counts in `row_bytes`, which whoever reads sets back to 0 at each row.
    pub(super) fn new(reader: R, row_bytes: &'a Cell<u64>) -> Self {
        Self { reader, row_bytes }
    }
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.row_bytes.get() > ROW_BYTES_MAX {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.reader.read(buffer)?;
        self.row_bytes.set(self.row_bytes.get() + read as u64);
        Ok(read)
    }
}
