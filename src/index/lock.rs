//! [`WriteLock`]: one writer at a time.
//!
//! The lock is the system's, on an open file: when its holder dies, however it dies, the lock is
//! gone, so that there is nothing to clean up or to guess. What stands in the file, who holds it
//! and since when, is only for the message to the next one.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use jiff::Timestamp;

use super::error::IndexError;

/// The file in the folder of the index.
pub(super) const FILE: &str = "resq.lock";

/// Who writes an index: what the holder of the lock says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The number of its process.
    pub pid: u32,
    /// The name of its machine, where it has one.
    pub host: Option<String>,
    /// When it took the lock, to the second.
    pub since: Option<Timestamp>,
}

impl Holder {
    fn own() -> Self {
        let host = gethostname::gethostname().to_string_lossy().into_owned();
        let since = Timestamp::from_second(Timestamp::now().as_second()).ok();
        Self { pid: std::process::id(), host: Some(host).filter(|name| !name.is_empty()), since }
    }

    /// One value on a line: process, host, time.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let pid = lines.next()?.trim().parse().ok()?;
        let host = lines.next().map(str::to_string).filter(|name| !name.is_empty());
        let since = lines.next().and_then(|time| time.parse().ok());
        Some(Self { pid, host, since })
    }

    fn lines(&self) -> String {
        let host = self.host.as_deref().unwrap_or_default();
        let since = self.since.map(|time| time.to_string()).unwrap_or_default();
        format!("{}\n{host}\n{since}\n", self.pid)
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "process `{}`", self.pid)?;
        if let Some(host) = &self.host {
            write!(out, " on `{host}`")?;
        }
        if let Some(since) = &self.since {
            write!(out, " since {since}")?;
        }
        Ok(())
    }
}

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
                let mut text = String::new();
                let holder = file.read_to_string(&mut text).ok().and_then(|_| Holder::parse(&text));
                return Err(IndexError::Locked { dir: dir.to_path_buf(), holder });
            }
            Err(TryLockError::Error(source)) => return Err(fail(source)),
        }
        file.set_len(0).map_err(fail)?;
        file.rewind().map_err(fail)?;
        file.write_all(Holder::own().lines().as_bytes()).map_err(fail)?;
        Ok(Self { file })
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        // The name of the dead would mislead; that it cannot be wiped out hurts nobody.
        let _ = self.file.set_len(0);
        // A process that another thread is starting has the file open until it runs its program; closing
        // it here would leave the lock to that one.
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::{IndexError, WriteLock};

    #[test]
    fn a_lock_is_given_back_though_another_process_has_the_file_open() {
        let dir = tempfile::tempdir().unwrap();
        let lock = WriteLock::take(dir.path()).unwrap();
        let inherited = lock.file.try_clone().unwrap();
        assert!(matches!(WriteLock::take(dir.path()), Err(IndexError::Locked { .. })));
        drop(lock);
        WriteLock::take(dir.path()).unwrap();
        drop(inherited);
    }
}
