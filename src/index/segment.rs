//! [`SegmentBuilder`]: one thread's way from documents to segments of the engine.
//!
//! The engine's own writer deals documents out to its threads as they come, which makes segments
//! differ from run to run. Here every thread fills segments of its own, named after their number,
//! and the writer only takes them in.

use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::{DocId, Index, TantivyError};

use super::filling::Filling;
use crate::schema::ClauseDoc;

/// Documents between two looks at the memory in use, or more.
const LOOK_EVERY: DocId = 32;

/// Fills segments up to a limit of memory, one after the other.
///
/// A resolution stands in one segment whole, because its title and its lead-ins are indexed once for
/// the clauses behind them.
pub struct SegmentBuilder<'a> {
    index: &'a Index,
    memory_bytes: usize,
    /// What makes the names of this build differ from those of other builds and threads.
    name: String,
    current: Option<Filling>,
    /// How many documents the segment had when its memory was looked at.
    looked_at: DocId,
    done: Vec<SegmentMeta>,
}

impl<'a> SegmentBuilder<'a> {
    /// Returns a builder of segments of `index` that take up to `memory_bytes` each while they are
    /// filled; what is built under another `name` has other files.
    #[must_use]
    pub fn new(index: &'a Index, memory_bytes: usize, name: String) -> Self {
        Self { index, memory_bytes, name, current: None, looked_at: 0, done: Vec::new() }
    }

    /// Adds a document to the segment that is being filled; the clauses of a resolution come one
    /// after the other.
    ///
    /// # Errors
    ///
    /// When the folder of the index cannot be written.
    pub fn add(&mut self, document: &ClauseDoc) -> Result<(), TantivyError> {
        if document.is_first() && self.is_full() {
            self.close()?;
        }
        let filling = match &mut self.current {
            Some(filling) => filling,
            None => {
                let meta = self.index.new_segment_meta(self.next_id()?, 0);
                self.current.insert(Filling::new(self.index.segment(meta))?)
            }
        };
        filling.add(document)
    }

    /// Tells whether the segment takes all the memory it may.
    fn is_full(&mut self) -> bool {
        let Some(filling) = &self.current else { return false };
        let is_due = filling.documents() >= self.looked_at + LOOK_EVERY;
        if is_due {
            self.looked_at = filling.documents();
        }
        is_due && filling.length_bytes() >= self.memory_bytes
    }

    /// Writes what is left and returns all segments, which a commit has to take in.
    ///
    /// # Errors
    ///
    /// When the folder of the index cannot be written.
    pub fn finish(mut self) -> Result<Vec<SegmentMeta>, TantivyError> {
        self.close()?;
        Ok(self.done)
    }

    fn close(&mut self) -> Result<(), TantivyError> {
        self.looked_at = 0;
        if let Some(filling) = self.current.take() {
            self.done.push(filling.close()?);
        }
        Ok(())
    }

    fn next_id(&self) -> Result<SegmentId, TantivyError> {
        let name = format!("{} {}", self.name, self.done.len());
        let hash = blake3::hash(name.as_bytes()).to_hex();
        SegmentId::from_uuid_string(&hash[..32])
            .map_err(|error| TantivyError::InternalError(error.to_string()))
    }
}
