//! [`clauses_of`]: the clauses of one resolution.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, Term};

use crate::schema::Fields;

/// Returns where the clauses of the resolution with a key stand, in their order; none where the index
/// has no such resolution.
///
/// # Errors
///
/// When the engine cannot read its files.
pub fn clauses_of(
    searcher: &Searcher,
    fields: Fields,
    key: u64,
) -> tantivy::Result<Vec<DocAddress>> {
    let term = Term::from_field_u64(fields.key, key);
    let ordinal = searcher.schema().get_field_name(fields.ordinal);
    let mut found = Vec::new();
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let index = reader.inverted_index(fields.key)?;
        let Some(mut clauses) = index.read_postings(&term, IndexRecordOption::Basic)? else {
            continue;
        };
        let ordinals = reader.fast_fields().u64(ordinal)?;
        while clauses.doc() != TERMINATED {
            let doc = clauses.doc();
            if reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                found.push((ordinals.first(doc), DocAddress::new(segment, doc)));
            }
            clauses.advance();
        }
    }
    found.sort_unstable_by_key(|(ordinal, _)| *ordinal);
    Ok(found.into_iter().map(|(_, address)| address).collect())
}
