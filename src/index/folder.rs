//! [`Folder`]: the folder of an index for one who writes it.
//!
//! The engine maps files into memory whole, and what a merge has read of them counts as memory of the
//! process until the merge is done: in the end, all of the index. Here the long files, which a merge
//! reads from the front to the back, are read window by window instead, and what is longer than a
//! window is mapped for as long as it is looked at.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::HasLen;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback,
    WatchHandle, WritePtr,
};

/// A merge has as many windows as the segments it reads have long files.
const WINDOW_BYTES: usize = 32 * 1024;
/// The files that grow with the clauses: postings, positions, stored clauses. What is read of the others
/// is kept by the engine for as long as the segment is open.
const LONG_FILES: [&str; 3] = ["idx", "pos", "store"];

/// A folder whose long files are read window by window.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    mapped: MmapDirectory,
    dir: PathBuf,
}

impl Folder {
    /// Opens a folder that exists.
    pub(super) fn open(dir: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { mapped: MmapDirectory::open(dir)?, dir: dir.to_path_buf() })
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let is_long =
            path.extension().is_some_and(|ending| LONG_FILES.iter().any(|long| *long == ending));
        if !is_long {
            return self.mapped.get_file_handle(path);
        }
        let length = match self.dir.join(path).metadata() {
            Ok(metadata) => metadata.len(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(OpenReadError::FileDoesNotExist(path.to_path_buf()));
            }
            Err(error) => return Err(OpenReadError::wrap_io_error(error, path.to_path_buf())),
        };
        Ok(Arc::new(LongFile {
            folder: self.clone(),
            path: path.to_path_buf(),
            length: usize::try_from(length).unwrap_or(usize::MAX),
            window: Mutex::new((0, OwnedBytes::empty())),
        }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.mapped.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// A file that is read window by window.
///
/// It is opened for each of them, as a merge has more files than a process may have open. The engine
/// removes no file of a segment that it reads.
#[derive(Debug)]
struct LongFile {
    folder: Folder,
    path: PathBuf,
    length: usize,
    /// What was read last, and where it begins.
    window: Mutex<(usize, OwnedBytes)>,
}

impl LongFile {
    fn read(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let mut file = File::open(self.folder.dir.join(&self.path))?;
        file.seek(SeekFrom::Start(range.start as u64))?;
        let mut bytes = vec![0; range.len()];
        file.read_exact(&mut bytes)?;
        Ok(OwnedBytes::new(bytes))
    }
}

impl FileHandle for LongFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.len() > WINDOW_BYTES {
            let mapped = self.folder.mapped.get_file_handle(&self.path);
            return mapped.map_err(io::Error::other)?.read_bytes(range);
        }
        // A window is whole even if somebody ended in the middle of his work.
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        let (start, bytes) = &*window;
        if range.start < *start || range.end > start + bytes.len() {
            // The engine looks at the end first.
            let start = range.start.min(self.length.saturating_sub(WINDOW_BYTES));
            let end = (start + WINDOW_BYTES).min(self.length).max(range.end);
            *window = (start, self.read(start..end)?);
        }
        let (start, bytes) = &*window;
        Ok(bytes.slice(range.start - start..range.end - start))
    }
}

impl HasLen for LongFile {
    fn len(&self) -> usize {
        self.length
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tantivy::directory::Directory;

    use super::{Folder, WINDOW_BYTES};

    #[test]
    fn a_long_file_reads_as_the_engine_reads_it() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        let next = |state: &mut u32| {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *state as usize >> 8
        };
        let mut state = 1;
        for length in [0, 1, WINDOW_BYTES - 1, WINDOW_BYTES, WINDOW_BYTES + 1, 5 * WINDOW_BYTES] {
            let name = format!("{length}.idx");
            let path = Path::new(&name);
            let bytes: Vec<u8> = (0..length).map(|_| next(&mut state).to_le_bytes()[0]).collect();
            fs::write(dir.path().join(path), &bytes).unwrap();
            let file = folder.get_file_handle(path).unwrap();
            let mapped = folder.mapped.get_file_handle(path).unwrap();
            assert_eq!(file.len(), length);
            for _ in 0..200 {
                let start = next(&mut state) % (length + 1);
                let room = (length - start).min(next(&mut state) % (2 * WINDOW_BYTES));
                let range = start..start + room;
                let (own, other) = (file.read_bytes(range.clone()), mapped.read_bytes(range));
                assert_eq!(own.unwrap().as_slice(), other.unwrap().as_slice());
            }
        }
        assert!(folder.get_file_handle(Path::new("none.idx")).is_err());
    }
}
