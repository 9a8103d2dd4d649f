//! [`SearchError`]: why there is no answer.

use crate::query::{Fault, FaultKind, Field};
use crate::schema::BodyError;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query cannot be read; every fault is there.
    #[error("the query cannot be read")]
    Query {
        /// What is wrong with it, and where.
        faults: Vec<Fault>,
    },
    /// The value of a filter cannot be read.
    #[error("the filter `{field}` cannot be read: {kind}")]
    Filter {
        /// The filter.
        field: Field,
        /// What is wrong with its value.
        kind: FaultKind,
    },
    /// The engine cannot read the index.
    #[error("the index cannot be read")]
    Engine(#[from] tantivy::TantivyError),
    /// A clause cannot be read back from the index.
    #[error("a clause of the index cannot be read")]
    Body(#[from] BodyError),
}
