//! [`Guard`]: how much comes out of an archive before it is taken for an attack.

use std::cell::Cell;
use std::io::{self, Read};

use super::ArchiveError;

/// An archive may unpack to so many times its length. Resolutions in mark-up pack to a tenth, a
/// whole collection of them in one stream to a fiftieth; an archive made to do harm reaches a
/// thousandth.
pub const RATIO_MAX: u64 = 200;

/// What may always come out, whatever the length: a file of blank lines packs better than any
/// limit, and so much harms nobody.
pub const FREE_BYTES: u64 = 64 * 1024 * 1024;

/// The most members an archive may have, those of archives in it included. All resolutions of the
/// United Nations in six languages are some 120 000 files.
pub const MEMBERS_MAX: u64 = 500_000;

/// What may still come out of an archive.
#[derive(Debug)]
pub(super) struct Guard {
    bytes: Cell<u64>,
    members: Cell<u64>,
}

/// A reader whose bytes count.
#[derive(Debug)]
pub(super) struct Guarded<'a, R> {
    guard: &'a Guard,
    reader: R,
}

impl Guard {
    /// Returns the guard of an archive of `length_bytes`.
    pub(super) fn new(length_bytes: u64) -> Self {
        let bytes = length_bytes.saturating_mul(RATIO_MAX).max(FREE_BYTES);
        Self { bytes: Cell::new(bytes), members: Cell::new(MEMBERS_MAX) }
    }

    /// Counts one member.
    pub(super) fn count(&self) -> Result<(), ArchiveError> {
        match self.members.get().checked_sub(1) {
            Some(left) => {
                self.members.set(left);
                Ok(())
            }
            None => Err(ArchiveError::Members),
        }
    }

    /// Tells whether all that may come out has.
    pub(super) fn is_exhausted(&self) -> bool {
        self.bytes.get() == 0
    }

    /// Returns why a member cannot be unpacked: all that may come out has, or its packing is broken.
    pub(super) fn fault(&self) -> ArchiveError {
        if self.is_exhausted() { ArchiveError::Ratio } else { ArchiveError::Packing }
    }

    pub(super) fn watch<R>(&self, reader: R) -> Guarded<'_, R> {
        Guarded { guard: self, reader }
    }
}

impl<R: Read> Read for Guarded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.guard.bytes.get();
        if left == 0 && !buffer.is_empty() {
            return Err(io::Error::other(ArchiveError::Ratio));
        }
        let room = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.reader.read(&mut buffer[..room])?;
        self.guard.bytes.set(left - read as u64);
        Ok(read)
    }
}
