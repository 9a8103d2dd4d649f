//! The record of a resolution, which is stored with its first clause.

use tantivy::Searcher;

use super::error::SearchError;
use crate::index::clauses_of;
use crate::schema::{Fields, Record, StoredBody};

/// Returns the record of the resolution with a key; `None` where nothing of it is known.
pub(super) fn record(
    searcher: &Searcher,
    fields: Fields,
    key: u64,
) -> Result<Option<Record>, SearchError> {
    let clauses = clauses_of(searcher, fields, key)?;
    let Some(first) = clauses.first() else { return Ok(None) };
    let body: StoredBody = searcher.doc(*first)?;
    Ok(body.unpack()?.record)
}
