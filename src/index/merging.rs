//! [`Tidying`]: which segments are written again after an update.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::index::{SegmentComponent, SegmentId, SegmentMeta};
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

/// What a merge takes for each clause: its old and its new number, and what is mapped of the short
/// files; measured with 500,000.
const MERGED_CLAUSE_BYTES: usize = 80;

/// Merges segments that are too many, and writes those with holes again, as far as the memory allows.
#[derive(Debug)]
pub(super) struct Tidying {
    by_size: LogMergePolicy,
    dir: PathBuf,
    clauses_max: usize,
    /// Of the stored clauses of one segment, which the engine reads in one piece.
    stored_bytes_max: usize,
}

impl Tidying {
    /// Returns the policy for the segments in `dir`, whose merges take up to `memory_bytes`.
    pub(super) fn new(dir: &Path, memory_bytes: usize) -> Self {
        let mut by_size = LogMergePolicy::default();
        by_size.set_min_num_segments(SEGMENTS_MERGED_MIN);
        let stored_bytes_max = memory_bytes / 4;
        let clauses_max = (memory_bytes - stored_bytes_max) / MERGED_CLAUSE_BYTES;
        Self { by_size, dir: dir.to_path_buf(), clauses_max, stored_bytes_max }
    }

    fn is_short(&self, segment: &SegmentMeta) -> bool {
        let stored = self.dir.join(segment.relative_path(SegmentComponent::Store));
        fs::metadata(stored).is_ok_and(|file| file.len() <= self.stored_bytes_max as u64)
    }

    /// Cuts a group of segments into merges for which there is room.
    fn cut(&self, group: &[&SegmentMeta]) -> Vec<MergeCandidate> {
        let mut pieces: Vec<(usize, Vec<SegmentId>)> = Vec::new();
        for segment in group.iter().filter(|segment| self.is_short(segment)) {
            let clauses = segment.num_docs() as usize;
            match pieces.last_mut() {
                Some((sum, ids)) if *sum + clauses <= self.clauses_max => {
                    *sum += clauses;
                    ids.push(segment.id());
                }
                Some(_) | None => pieces.push((clauses, vec![segment.id()])),
            }
        }
        let several = pieces.into_iter().filter(|(_, ids)| ids.len() > 1);
        several.map(|(_, ids)| MergeCandidate(ids)).collect()
    }
}

impl MergePolicy for Tidying {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let groups = self.by_size.compute_merge_candidates(segments);
        let known: BTreeMap<SegmentId, &SegmentMeta> =
            segments.iter().map(|segment| (segment.id(), segment)).collect();
        let mut candidates: Vec<MergeCandidate> = groups
            .iter()
            .flat_map(|group| {
                let group: Vec<_> =
                    group.0.iter().filter_map(|id| known.get(id).copied()).collect();
                self.cut(&group)
            })
            .collect();
        let merged: BTreeSet<SegmentId> =
            candidates.iter().flat_map(|candidate| candidate.0.clone()).collect();
        let alone = segments.iter().filter(|segment| !merged.contains(&segment.id()));
        let hollow =
            alone.filter(|segment| is_hollow(segment.max_doc(), segment.num_deleted_docs()));
        let hollow = hollow.filter(|segment| segment.max_doc() as usize <= self.clauses_max);
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tantivy::Index;
    use tantivy::index::{SegmentId, SegmentMeta};
    use tantivy::indexer::MergePolicy;
    use tantivy::schema::Schema;

    use super::{MERGED_CLAUSE_BYTES, Tidying};

    /// Returns new segments of so many clauses, each with stored clauses of a kilobyte.
    fn segments(dir: &Path, clauses: &[u32]) -> Vec<SegmentMeta> {
        let index = Index::create_in_ram(Schema::builder().build());
        let segment = |(number, clauses): (usize, &u32)| {
            let name = format!("{number:032x}");
            fs::write(dir.join(format!("{name}.store")), [0; 1024]).unwrap();
            index.new_segment_meta(SegmentId::from_uuid_string(&name).unwrap(), *clauses)
        };
        clauses.iter().enumerate().map(segment).collect()
    }

    #[test]
    fn a_merge_takes_in_what_there_is_memory_for() {
        let dir = tempfile::tempdir().unwrap();
        let merges = |memory_bytes: usize, clauses: &[u32]| {
            let segments = segments(dir.path(), clauses);
            let candidates =
                Tidying::new(dir.path(), memory_bytes).compute_merge_candidates(&segments);
            candidates.into_iter().map(|merge| merge.0.len()).collect::<Vec<_>>()
        };
        // Three quarters are for the numbers of clauses.
        let room_for = |clauses: usize| clauses * MERGED_CLAUSE_BYTES * 4 / 3 + 4;
        let ten = [20_000; 10];
        assert_eq!(merges(room_for(200_000), &ten), [10]);
        assert_eq!(merges(room_for(199_999), &ten), [9]);
        assert_eq!(merges(room_for(60_000), &ten), [3, 3, 3]);
        assert!(merges(room_for(39_999), &ten).is_empty());
        // Seven are not too many.
        assert!(merges(room_for(200_000), &ten[..7]).is_empty());
        // Of stored clauses those of a segment are read in one piece.
        assert_eq!(merges(4 * 1024, &[1; 10]), [10]);
        assert!(merges(4 * 1024 - 1, &[1; 10]).is_empty());
    }
}
