//! [`Request`]: what is asked of an index.

use crate::query::Field;

/// A query with everything that bears on its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// As typed; empty for everything that passes the filters.
    pub query: String,
    /// Whether the query is taken as words only, whatever signs stand in it.
    pub is_plain: bool,
    /// Conditions besides the query, all of which hold.
    pub filters: Vec<Filter>,
    /// How many hits (clauses, or resolutions when grouped) are wanted; 0 for all.
    pub limit: usize,
    /// How many clauses a page of the answer has at least, but for the last, where it is given by pages.
    pub page_clauses: usize,
    /// What one hit is.
    pub grouping: Grouping,
    /// Whether clauses of the same wording stand behind one of them.
    pub collapses: bool,
    /// The order.
    pub sort: Sort,
    /// Whether only the numbers of clauses and resolutions are wanted, and no hit is read.
    pub counts_only: bool,
    /// Whether every hit says why it ranks where it does.
    pub explains: bool,
    /// Whether groups tell what catalogues do of their resolution, for which its first clause is read.
    pub tells_records: bool,
}

/// A condition given apart from the query, such as `--verb urges`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The field.
    pub field: Field,
    /// As typed.
    pub value: String,
}

/// What one hit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// A clause; clauses of one resolution that stand one after the other share a group.
    #[default]
    Clause,
    /// A resolution, with its clauses that match, best first.
    Resolution,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best first.
    #[default]
    Score,
    /// The newest first, those without a date last.
    Date,
    /// By symbol, then as they stand in the document.
    Symbol,
}

/// How many clauses a page of an answer has where nobody says otherwise; with what is printed of them
/// they take some 80 MB.
pub const PAGE_CLAUSES_DEFAULT: usize = 20_000;

/// How many hits are given where nobody says otherwise.
pub const LIMIT_DEFAULT: usize = 10;

impl Request {
    /// Returns the request of a query alone, with the usual settings.
    #[must_use]
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            is_plain: false,
            filters: Vec::new(),
            limit: LIMIT_DEFAULT,
            page_clauses: PAGE_CLAUSES_DEFAULT,
            grouping: Grouping::Clause,
            collapses: true,
            sort: Sort::Score,
            counts_only: false,
            explains: false,
            tells_records: false,
        }
    }
}
