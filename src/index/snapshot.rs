//! [`Snapshot`]: the folder of an index as one reader sees it, from one commit to its end.
//!
//! A reader needs no right to write, waits for nobody and cannot be held up: it takes no lock. It
//! reads `meta.json` once, so that everything it opens belongs to one commit. If a file that this
//! commit names is gone, a later commit has replaced it, and the reader begins again with that.
//!
//! The engine reads the commit twice, and two thirds of it say what the fields are. Who knows them
//! ([`Snapshot::without_fields`]) is spared that.

use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::store::META;

/// A folder that is only read, with the commit that stood there when it was opened.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    folder: MmapDirectory,
    commit: Arc<[u8]>,
    /// The commit for the engine, where that is another one.
    brief: Option<Arc<[u8]>>,
}

impl Snapshot {
    /// Returns the folder `dir` with the commit that stands there now.
    pub(super) fn open(dir: &Path) -> tantivy::Result<Self> {
        let folder = MmapDirectory::open(dir)?;
        let commit = folder.atomic_read(Path::new(META))?.into();
        Ok(Self { folder, commit, brief: None })
    }

    /// Returns the same folder for an index that is made of known fields instead of opened: what
    /// the engine then writes, it writes nowhere, and it finds a commit that tells nothing of fields,
    /// which stand at `place` of it.
    pub(super) fn without_fields(self, place: Range<usize>) -> Self {
        let (before, after) = (&self.commit[..place.start], &self.commit[place.end..]);
        let brief = Some([before, b"[]", after].concat().into());
        Self { brief, ..self }
    }

    /// Returns the commit as it is written.
    pub(super) fn commit(&self) -> Arc<[u8]> {
        self.commit.clone()
    }

    /// Tells whether another commit stands in `dir` by now.
    pub(super) fn is_replaced(&self, dir: &Path) -> bool {
        std::fs::read(dir.join(META)).is_ok_and(|commit| commit != *self.commit)
    }
}

/// Nothing has to be let go of.
struct NoLock;

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the index is open for reading only")
}

impl Directory for Snapshot {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.folder.get_file_handle(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.folder.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(META) {
            return Ok(self.brief.as_ref().unwrap_or(&self.commit).to_vec());
        }
        // The engine's list of what it may remove means nothing to one who removes nothing.
        Err(OpenReadError::FileDoesNotExist(path.to_path_buf()))
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(NoLock)))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.folder.watch(callback)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let (io_error, filepath) = (Arc::new(refused()), path.to_path_buf());
        Err(DeleteError::IoError { io_error, filepath })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_path_buf()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        match self.brief {
            Some(_) => Ok(()),
            None => Err(refused()),
        }
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }
}
