//! Indexes in memory of many segments, merged in any order, from which resolutions are gone.

use resq::index::SegmentBuilder;
use resq::resolution::Resolution;
use resq::schema::{ClauseDoc, ClauseEncoder, IndexSchema, SourcePlace};
use tantivy::index::SegmentMeta;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::{Index, IndexWriter, Searcher, Term};

/// Memory of a builder that is full whenever it looks, which it does every 32 clauses.
pub(super) const LITTLE_MEMORY_BYTES: usize = 100_000;
pub(super) const MUCH_MEMORY_BYTES: usize = 50_000_000;

fn place(source: &str) -> SourcePlace<'_> {
    SourcePlace { source, hash: "0", number: 0 }
}

/// Builds segments with so much memory, merges those with the numbers `merged`, and deletes what is
/// gone.
pub(super) fn searcher(
    resolutions: &[Resolution],
    gone: &[bool],
    (memory_bytes, merged): (usize, &[usize]),
) -> Searcher {
    let schema = IndexSchema::embedded();
    let mut index = Index::create_in_ram(schema.schema().clone());
    schema.register(&mut index);
    let mut builder = SegmentBuilder::new(&index, memory_bytes, String::new());
    let mut encoder = ClauseEncoder::new(schema);
    for (number, resolution) in resolutions.iter().enumerate() {
        encoder.encode(resolution, place(&number.to_string()), |document| {
            builder.add(&document).unwrap();
        });
    }
    let segments: Vec<SegmentMeta> = builder.finish().unwrap();
    assert_eq!(segments.len(), expected_segments(resolutions, memory_bytes));
    let mut writer: IndexWriter<ClauseDoc> = index.writer_with_num_threads(1, 20_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for segment in &segments {
        writer.add_segment(segment.clone()).unwrap();
    }
    writer.commit().unwrap();
    let mut chosen = Vec::new();
    for number in merged {
        let id = segments[number % segments.len()].id();
        if !chosen.contains(&id) {
            chosen.push(id);
        }
    }
    if chosen.len() > 1 {
        writer.merge(&chosen).wait().unwrap();
    }
    for (number, _) in gone.iter().enumerate().filter(|(_, is_gone)| **is_gone) {
        let key = place(&number.to_string()).key();
        writer.delete_term(Term::from_field_u64(schema.fields().key, key));
    }
    writer.commit().unwrap();
    index.reader().unwrap().searcher()
}

fn expected_segments(resolutions: &[Resolution], memory_bytes: usize) -> usize {
    let (mut segments, mut clauses) = (1, 0);
    for resolution in resolutions {
        if clauses >= 32 && memory_bytes == LITTLE_MEMORY_BYTES {
            (segments, clauses) = (segments + 1, 0);
        }
        clauses += resolution.clauses.len();
    }
    segments
}
