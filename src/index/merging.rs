//! [`Tidying`]: which segments are written again after an update.

use std::collections::BTreeSet;

use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// More segments of like size than this make searches slower than merging them costs.
const SEGMENTS_MERGED_MIN: usize = 8;
/// A segment of at most so many clauses is written again when any of them is deleted: it takes a
/// fraction of a second.
///
/// The engine counts deleted clauses when it weighs words, until their segment is written again;
/// without them an updated index ranks exactly as one that is built anew.
pub const REWRITTEN_CLAUSES_MAX: u32 = 100_000;
/// A larger segment is written again when more than this share of it is deleted.
pub const DELETED_PERCENT_MAX: u32 = 5;

/// Merges segments that are too many, and writes those with holes again.
#[derive(Debug)]
pub(super) struct Tidying {
    by_size: LogMergePolicy,
}

impl Tidying {
    pub(super) fn new() -> Self {
        let mut by_size = LogMergePolicy::default();
        by_size.set_min_num_segments(SEGMENTS_MERGED_MIN);
        Self { by_size }
    }
}

impl MergePolicy for Tidying {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let mut candidates = self.by_size.compute_merge_candidates(segments);
        let merged: BTreeSet<SegmentId> =
            candidates.iter().flat_map(|candidate| candidate.0.clone()).collect();
        let alone = segments.iter().filter(|segment| !merged.contains(&segment.id()));
        let hollow =
            alone.filter(|segment| is_hollow(segment.max_doc(), segment.num_deleted_docs()));
        candidates.extend(hollow.map(|segment| MergeCandidate(vec![segment.id()])));
        candidates
    }
}

/// Tells whether a segment of `clauses`, of which `deleted` are gone, is to be written again.
///
/// ```
/// use resq::index::{REWRITTEN_CLAUSES_MAX, is_hollow};
///
/// assert!(!is_hollow(10, 0) && is_hollow(REWRITTEN_CLAUSES_MAX, 1));
/// assert!(!is_hollow(1_000_000, 50_000) && is_hollow(1_000_000, 50_001));
/// ```
#[must_use]
pub fn is_hollow(clauses: u32, deleted: u32) -> bool {
    let is_small = clauses <= REWRITTEN_CLAUSES_MAX;
    let is_spongy = u64::from(deleted) * 100 > u64::from(clauses) * u64::from(DELETED_PERCENT_MAX);
    deleted > 0 && (is_small || is_spongy)
}
