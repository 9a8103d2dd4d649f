//! [`WriteLock`]: one writer at a time.
//!
//! The lock is the system's, on an open file: when its holder dies, however it dies, the lock is
//! gone, so that there is nothing to clean up or to guess. The process id in the file is only for
//! the message to the next one.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::error::IndexError;

/// The file in the folder of the index.
pub(super) const FILE: &str = "resq.lock";

/// The right to write an index, until it is dropped.
#[derive(Debug)]
pub(super) struct WriteLock {
    file: File,
}

impl WriteLock {
    /// Returns the lock of the index in `dir`, an existing folder.
    pub(super) fn take(dir: &Path) -> Result<Self, IndexError> {
        let path = dir.join(FILE);
        let fail = |source| IndexError::io(&path, source);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let pid =
                    file.read_to_string(&mut holder).ok().and_then(|_| holder.trim().parse().ok());
                return Err(IndexError::Locked { dir: dir.to_path_buf(), pid });
            }
            Err(TryLockError::Error(source)) => return Err(fail(source)),
        }
        file.set_len(0).map_err(fail)?;
        file.rewind().map_err(fail)?;
        writeln!(file, "{}", std::process::id()).map_err(fail)?;
        Ok(Self { file })
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        // The name of the dead would mislead; that it cannot be wiped out hurts nobody.
        let _ = self.file.set_len(0);
    }
}
