//! [`Session`]: the engine's writer for one update, from its start to the commit.

use std::path::{Path, PathBuf};

use tantivy::index::SegmentMeta;
use tantivy::indexer::{LogMergePolicy, NoMergePolicy};
use tantivy::schema::Field;
use tantivy::{Index, IndexWriter, Opstamp, TantivyError, Term};

use super::error::IndexError;
use super::manifest::{FileEntry, Manifest};
use super::store::Payload;
use crate::schema::ClauseDoc;

/// The engine wants a budget for a writing thread that gets nothing to write.
const WRITER_BYTES: usize = 15_000_000;
/// More segments than this make searches slower than merging them costs.
const SEGMENTS_MERGED_MIN: usize = 8;
/// A segment of which so much is deleted is written again.
const DELETED_RATIO_MAX: f32 = 0.3;

/// One update of an index, which nobody sees before it is committed.
pub(super) struct Session {
    dir: PathBuf,
    writer: IndexWriter<ClauseDoc>,
}

impl Session {
    /// Starts an update of `index` in `dir`, and removes what a killed one left over.
    pub(super) fn start(dir: &Path, index: &Index) -> Result<Self, IndexError> {
        let fail = |source| IndexError::engine(dir, source);
        let writer: IndexWriter<ClauseDoc> =
            index.writer_with_num_threads(1, WRITER_BYTES).map_err(fail)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        writer.garbage_collect_files().wait().map_err(fail)?;
        Ok(Self { dir: dir.to_path_buf(), writer })
    }

    /// Returns the number of the last commit; every commit has a higher one.
    pub(super) fn opstamp(&self) -> Opstamp {
        self.writer.commit_opstamp()
    }

    /// Takes the clauses of the `outdated` files out and `segments` in; `key` is the field that
    /// tells resolutions apart.
    pub(super) fn replace(
        &mut self,
        key: Field,
        outdated: &[FileEntry],
        segments: &[SegmentMeta],
    ) -> Result<(), IndexError> {
        for place in outdated.iter().flat_map(FileEntry::places) {
            self.writer.delete_term(Term::from_field_u64(key, place.key()));
        }
        for segment in segments {
            self.writer.add_segment(segment.clone()).map_err(|error| self.fault(error))?;
        }
        Ok(())
    }

    /// Writes the manifest, then commits; afterwards tidies up, with merges if the update left
    /// holes.
    pub(super) fn commit(mut self, manifest: &Manifest, has_holes: bool) -> Result<(), IndexError> {
        let name = manifest.write(&self.dir)?;
        let payload = Payload {
            format_version: manifest.format_version,
            fingerprint: manifest.fingerprint.clone(),
            manifest: name.clone(),
        };
        let text = serde_json::to_string(&payload)
            .map_err(|source| IndexError::io(&self.dir, source.into()))?;
        self.writer.set_merge_policy(Box::new(merge_policy(has_holes)));
        let dir = self.dir.clone();
        let fail = |source| IndexError::engine(&dir, source);
        let mut prepared = self.writer.prepare_commit().map_err(fail)?;
        prepared.set_payload(&text);
        prepared.commit().map_err(fail)?;
        self.writer.wait_merging_threads().map_err(fail)?;
        Manifest::remove_others(&dir, &name);
        Ok(())
    }

    fn fault(&self, error: TantivyError) -> IndexError {
        IndexError::engine(&self.dir, error)
    }
}

fn merge_policy(has_holes: bool) -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(SEGMENTS_MERGED_MIN);
    if has_holes {
        policy.set_del_docs_ratio_before_merge(DELETED_RATIO_MAX);
    }
    policy
}
