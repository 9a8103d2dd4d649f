//! [`squeeze`]: new segments without the resolutions that turned out to be copies.
//!
//! Whether a resolution is a copy is known when every file has been read, and then its clauses are
//! in a segment. They could be deleted like old ones, but the engine would write the segment again
//! after the commit, under a name that is never the same twice. So it is done before, under a name
//! that follows from that of the first.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, FileHandle, MmapDirectory, OwnedBytes, RamDirectory, WatchCallback, WatchHandle,
    WritePtr,
};
use tantivy::fastfield::{AliveBitSet, write_alive_bitset};
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::merge_filtered_segments;
use tantivy::schema::Field;
use tantivy::{BitSet, Index, Segment, SegmentReader, TantivyError};

use super::store::is_segment_file;

/// Returns `segments`, which no commit has, without the documents that have one of `keys` in the
/// field `key`; what is left of them is in the same order.
pub(super) fn squeeze(
    dir: &Path,
    index: &Index,
    segments: Vec<SegmentMeta>,
    (key, keys): (Field, &BTreeSet<u64>),
) -> tantivy::Result<Vec<SegmentMeta>> {
    if keys.is_empty() {
        return Ok(segments);
    }
    let name = index.schema().get_field_name(key).to_owned();
    let mut squeezed = Vec::new();
    for meta in segments {
        let segment = index.segment(meta.clone());
        let (alive, count) = alive(&segment, &name, keys)?;
        match count {
            0 => {}
            all if all == meta.max_doc() => squeezed.push(meta),
            _ => squeezed.push(rewritten(dir, index, &segment, alive)?),
        }
    }
    Ok(squeezed)
}

/// Returns which documents of a segment stay, and how many.
fn alive(
    segment: &Segment,
    key: &str,
    keys: &BTreeSet<u64>,
) -> tantivy::Result<(AliveBitSet, u32)> {
    let reader = SegmentReader::open(segment)?;
    let found = reader.fast_fields().u64(key)?;
    let mut alive = BitSet::with_max_value_and_full(reader.max_doc());
    for document in 0..reader.max_doc() {
        if found.first(document).is_some_and(|key| keys.contains(&key)) {
            alive.remove(document);
        }
    }
    let mut bytes = Vec::new();
    write_alive_bitset(&alive, &mut bytes)?;
    let count = u32::try_from(alive.len()).unwrap_or(u32::MAX);
    Ok((AliveBitSet::open(OwnedBytes::new(bytes)), count))
}

fn rewritten(
    dir: &Path,
    index: &Index,
    segment: &Segment,
    alive: AliveBitSet,
) -> tantivy::Result<SegmentMeta> {
    let old = segment.id().uuid_string();
    let hash = blake3::hash(format!("{old} squeezed").as_bytes()).to_hex();
    let id = SegmentId::from_uuid_string(&hash[..old.len()])
        .map_err(|error| TantivyError::InternalError(error.to_string()))?;
    let folder = Renaming {
        folder: MmapDirectory::open(dir)?,
        own: RamDirectory::default(),
        name: id.uuid_string(),
    };
    let settings = index.settings().clone();
    let merged =
        merge_filtered_segments(slice::from_ref(segment), settings, vec![Some(alive)], folder)?;
    let count = merged.searchable_segment_metas()?.iter().map(SegmentMeta::max_doc).sum();
    Ok(index.new_segment_meta(id, count))
}

/// The folder of an index for the one segment that the engine writes there as if it were an index
/// of its own: the segment gets another name, and what else an index has is not kept.
#[derive(Clone, Debug)]
struct Renaming {
    folder: MmapDirectory,
    own: RamDirectory,
    /// The segment's.
    name: String,
}

impl Renaming {
    /// Returns where a file goes, and under which name.
    fn place(&self, path: &Path) -> (&dyn Directory, PathBuf) {
        let name = path.to_string_lossy();
        match name.split_once('.') {
            Some((_, ending)) if is_segment_file(&name) => {
                (&self.folder, PathBuf::from(format!("{}.{ending}", self.name)))
            }
            Some(_) | None => (&self.own, path.to_path_buf()),
        }
    }
}

impl Directory for Renaming {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let (directory, path) = self.place(path);
        directory.get_file_handle(&path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        let (directory, path) = self.place(path);
        directory.exists(&path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let (directory, path) = self.place(path);
        directory.delete(&path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let (directory, path) = self.place(path);
        directory.open_write(&path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.own.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.own.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.folder.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.own.watch(callback)
    }
}
