//! [`Room`]: how many long files are read at once.
//!
//! A file takes a multiple of its length while it is understood. Short ones do not count; of long
//! ones only so many are in hand as the memory allows, in the end one.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What a file takes at its peak for each of its bytes: its text, its blocks, its clauses.
const BYTES_PER_BYTE: u64 = 8;

/// Memory for the files that are being read.
#[derive(Debug)]
pub(super) struct Room {
    whole_bytes: u64,
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
    pub(super) fn new(bytes: u64) -> Self {
        Self { whole_bytes: bytes, free_bytes: Mutex::new(bytes), freed: Condvar::new() }
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
