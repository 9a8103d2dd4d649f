//! The record of a resolution, which is stored with its first clause.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, Term};

use super::error::SearchError;
use crate::schema::{Fields, Record, StoredBody};

/// Returns the record of the resolution with a key; `None` where nothing of it is known.
pub(super) fn record(
    searcher: &Searcher,
    fields: Fields,
    key: u64,
) -> Result<Option<Record>, SearchError> {
    let Some(first) = first_clause(searcher, fields, key)? else { return Ok(None) };
    let body: StoredBody = searcher.doc(first)?;
    Ok(body.unpack()?.record)
}

/// Returns where the first clause stands: the clauses of a resolution may lie in several segments, in
/// each in their order.
fn first_clause(
    searcher: &Searcher,
    fields: Fields,
    key: u64,
) -> tantivy::Result<Option<DocAddress>> {
    let term = Term::from_field_u64(fields.key, key);
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let index = reader.inverted_index(fields.key)?;
        let Some(mut clauses) = index.read_postings(&term, IndexRecordOption::Basic)? else {
            continue;
        };
        let ordinals = reader.fast_fields().u64("ordinal")?;
        let is_alive = |doc| reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
        let mut doc = clauses.doc();
        while doc != TERMINATED {
            if is_alive(doc) {
                if ordinals.first(doc) == Some(0) {
                    return Ok(Some(DocAddress::new(segment, doc)));
                }
                break;
            }
            doc = clauses.advance();
        }
    }
    Ok(None)
}
