//! [`Room`]: how many long files are read at once, and which are too long for the memory.
//!
//! A file takes a multiple of its length while it is understood. Short ones do not count; of long
//! ones only so many are in hand as the memory allows, in the end one. One that would take more
//! than all of it is left out and named, with the memory it wants.

use std::io::{self, Read};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::corpus::{Document, FILE_BYTES_MAX};

/// What a file takes at its peak for each of its bytes: its text, its blocks, its clauses.
const BYTES_PER_BYTE: u64 = 8;
/// What a byte takes until it is in a block: the file, its text, the block.
const DECODED_PER_BYTE: u64 = 3;
/// What a line takes beside its bytes when it is a block, and while blocks become clauses.
/// Measured with files of half a million short lines and of fifteen megabytes of prose.
const DECODED_PER_LINE: u64 = 270;
const PARSED_PER_BLOCK: u64 = 540;
const PARSED_PER_BYTE: u64 = 10;
const BUFFER_BYTES: usize = 16 * 1024;
/// Of the whole memory files get three eighths: half is for segments, an eighth for the program.
const SHARE: (u64, u64) = (3, 8);

/// A file would take more memory than there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it can be read with {} MB of memory, and {} MB are allowed", megabytes(.wanted_bytes), megabytes(.given_bytes))]
pub(super) struct TooLong {
    /// The memory with which it would be read.
    pub(super) wanted_bytes: u64,
    /// The memory that the build was given.
    pub(super) given_bytes: u64,
}

/// Rounded up, so that who gives as much as is told has enough.
fn megabytes(bytes: &u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

/// What a document takes at its peak while its blocks become clauses.
fn parsed_bytes(length_bytes: u64, blocks: u64) -> u64 {
    length_bytes * PARSED_PER_BYTE + blocks * PARSED_PER_BLOCK
}

/// What decides how much memory a file takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Weight {
    pub(super) length_bytes: u64,
    /// Of text; in what is packed or drawn, line feeds are no lines, and its blocks are counted
    /// later.
    lines: u64,
}

impl Weight {
    /// Weighs a file, but not more than a little above [`FILE_BYTES_MAX`] of it.
    pub(super) fn of(file: impl Read) -> io::Result<Self> {
        let mut file = file.take(FILE_BYTES_MAX + 1);
        let mut buffer = vec![0; BUFFER_BYTES];
        let (mut weight, mut is_text) = (Self::default(), true);
        loop {
            let length = match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let bytes = &buffer[..length];
            is_text &= !bytes.contains(&0);
            weight.length_bytes += length as u64;
            weight.lines += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        }
        if !is_text {
            weight.lines = 0;
        }
        Ok(weight)
    }
}

/// Memory for the files that are being read.
#[derive(Debug)]
pub(super) struct Room {
    whole_bytes: u64,
    /// What the lists of files take beside it; who is told what memory to give is told of them too.
    listed_bytes: u64,
    free_bytes: Mutex<u64>,
    freed: Condvar,
}

/// Room for one file, until it is dropped.
#[derive(Debug)]
pub(super) struct Taken<'a> {
    room: &'a Room,
    bytes: u64,
}

impl Room {
    /// Returns the room for files in a build that may take `memory_bytes` beside the `listed_bytes` of
    /// its lists of files.
    pub(super) fn of(memory_bytes: u64, listed_bytes: u64) -> Self {
        let whole_bytes = memory_bytes / SHARE.1 * SHARE.0;
        let free_bytes = Mutex::new(whole_bytes);
        Self { whole_bytes, listed_bytes, free_bytes, freed: Condvar::new() }
    }

    /// Returns how many bytes of one file are held at most; what is longer is a stream, or is refused.
    pub(super) fn held_bytes_max(&self) -> u64 {
        FILE_BYTES_MAX.min(self.whole_bytes / DECODED_PER_BYTE)
    }

    /// Tells whether a file of so many bytes can be decoded whatever they are, even line ends.
    pub(super) fn admits_any(&self, length_bytes: u64) -> bool {
        length_bytes.saturating_mul(DECODED_PER_BYTE + DECODED_PER_LINE) <= self.whole_bytes
    }

    /// Tells whether a file of this weight can be decoded.
    pub(super) fn admit_bytes(&self, weight: Weight) -> Result<(), TooLong> {
        let Weight { length_bytes, lines } = weight;
        let decoded = length_bytes * DECODED_PER_BYTE + lines * DECODED_PER_LINE;
        // Who gives more memory because of this must not be told the next time that it takes more.
        self.admit(decoded, parsed_bytes(length_bytes, lines + 1))
    }

    /// Tells whether the documents of a decoded file can be understood.
    pub(super) fn admit_documents(&self, documents: &[Document]) -> Result<(), TooLong> {
        let blocks = || documents.iter().flat_map(|document| &document.blocks);
        let length_bytes: usize = blocks().map(|block| block.text.len()).sum();
        let parsed = parsed_bytes(length_bytes as u64, blocks().count() as u64);
        self.admit(parsed, parsed)
    }

    /// Tells whether there are `bytes` in all, for one who needs `wanted_bytes` in the end.
    fn admit(&self, bytes: u64, wanted_bytes: u64) -> Result<(), TooLong> {
        let of_memory = |bytes: u64| bytes.div_ceil(SHARE.0) * SHARE.1 + self.listed_bytes;
        if bytes <= self.whole_bytes {
            return Ok(());
        }
        let wanted_bytes = of_memory(wanted_bytes);
        Err(TooLong { wanted_bytes, given_bytes: of_memory(self.whole_bytes) })
    }

    /// Waits until there is room for a file of `length_bytes`; one that would never fit gets all.
    pub(super) fn take(&self, length_bytes: u64) -> Taken<'_> {
        let bytes = length_bytes.saturating_mul(BYTES_PER_BYTE).min(self.whole_bytes);
        let is_too_much = |free: &mut u64| *free < bytes;
        let waited = self.freed.wait_while(self.free(), is_too_much);
        *waited.unwrap_or_else(PoisonError::into_inner) -= bytes;
        Taken { room: self, bytes }
    }

    /// A number is whole even if somebody ended in the middle of his work.
    fn free(&self) -> MutexGuard<'_, u64> {
        self.free_bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.room.free() += self.bytes;
        self.room.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::{Room, Weight};

    #[test]
    fn what_is_admitted_without_a_look_is_admitted_after_one() {
        let room = Room::of(1 << 20, 0);
        let mut admitted = 0;
        for length in (0..64_000).step_by(100) {
            let lines = vec![b'\n'; length];
            let weight = Weight::of(lines.as_slice()).expect("bytes in memory are read");
            let is_admitted = room.admit_bytes(weight).is_ok();
            assert_eq!(room.admits_any(length as u64), is_admitted, "{length}");
            admitted += usize::from(is_admitted);
        }
        assert!((1..640).contains(&admitted), "{admitted}");
    }
}
