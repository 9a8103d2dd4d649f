//! [`Session`]: the engine's writer for one update, from its start to the commit.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tantivy::index::SegmentMeta;
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::schema::Field;
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::error::IndexError;
use super::manifest::{FileEntry, Manifest};
use super::merging::Tidying;
use super::progress::{CommitStep, Phase, Progress};
use super::share::share;
use super::stages::{Stage, StageClock};
use super::store::Payload;
use super::sweep::sweep;
use crate::schema::{ClauseDoc, SourcePlace};

/// The engine wants a budget for a writing thread that gets nothing to write.
const WRITER_BYTES: usize = 15_000_000;

/// One update of an index, which nobody sees before it is committed.
pub(super) struct Session {
    dir: PathBuf,
    index: Index,
    writer: IndexWriter<ClauseDoc>,
    /// What merges may take.
    memory_bytes: usize,
}

impl Session {
    /// Starts an update of `index` in `dir` whose merges take up to `memory_bytes`.
    pub(super) fn start(
        dir: &Path,
        index: &Index,
        memory_bytes: usize,
    ) -> Result<Self, IndexError> {
        let fail = |source| IndexError::engine(dir, source);
        // Merges at the same time would take the memory several times.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(WRITER_BYTES)
            .num_merge_threads(1)
            .build();
        let writer: IndexWriter<ClauseDoc> = index.writer_with_options(options).map_err(fail)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self { dir: dir.to_path_buf(), index: index.clone(), writer, memory_bytes })
    }

    /// Takes the clauses of the `outdated` files and the resolutions with the keys `aside` out, and
    /// `segments` in, which hold none of them; `key` is the field of those keys.
    pub(super) fn replace(
        &mut self,
        key: Field,
        outdated: &[FileEntry],
        aside: &BTreeSet<u64>,
        segments: &[SegmentMeta],
    ) -> Result<(), IndexError> {
        let outdated = outdated.iter().flat_map(FileEntry::places).map(SourcePlace::key);
        for number in outdated.chain(aside.iter().copied()) {
            self.writer.delete_term(Term::from_field_u64(key, number));
        }
        for segment in segments {
            self.writer.add_segment(segment.clone()).map_err(|error| self.fault(error))?;
        }
        Ok(())
    }

    /// Writes the manifest, then commits; afterwards tidies up.
    pub(super) fn commit(
        mut self,
        manifest: &Manifest,
        progress: &mut dyn Progress,
        clock: &mut StageClock,
    ) -> Result<(), IndexError> {
        let mut done = |step| progress.report(Phase::Committing(step));
        done(CommitStep::Written);
        let name = manifest.write(&self.dir)?;
        done(CommitStep::Listed);
        let payload = Payload {
            format_version: manifest.format_version,
            fingerprint: manifest.fingerprint.clone(),
            manifest: name.clone(),
            has_copies: manifest.has_copies(),
        };
        let text = serde_json::to_string(&payload)
            .map_err(|source| IndexError::io(&self.dir, source.into()))?;
        self.writer.set_merge_policy(Box::new(Tidying::new(&self.dir, self.memory_bytes)));
        let dir = self.dir.clone();
        let fail = |source| IndexError::engine(&dir, source);
        let mut prepared = self.writer.prepare_commit().map_err(fail)?;
        prepared.set_payload(&text);
        done(CommitStep::Prepared);
        prepared.commit().map_err(fail)?;
        share(&dir);
        done(CommitStep::Committed);
        clock.lap(Stage::Commit);
        self.writer.wait_merging_threads().map_err(fail)?;
        share(&dir);
        done(CommitStep::Merged);
        sweep(&dir, &self.index, &name);
        done(CommitStep::Swept);
        clock.lap(Stage::Merge);
        Ok(())
    }

    fn fault(&self, error: TantivyError) -> IndexError {
        IndexError::engine(&self.dir, error)
    }
}
