//! Resolve names, compile to the engine, rank, group, collapse, highlight.
//!
//! ```text
//! Request --asked--> names resolved --plan--> leaves and a tree over them
//!         --compile--> queries of the engine --scan--> what every clause holds of the query
//!         --rank--> scores --gather--> what the answer needs of them
//!         --rerank, present, pages--> SearchReport
//! ```

mod abbreviation;
mod absent;
mod answer;
mod asked;
mod check;
mod column;
mod compile;
mod contexts;
mod copies;
mod count;
mod error;
mod exclusion;
mod explain;
mod extent;
mod facets;
mod gather;
mod list;
mod matcher;
mod order;
mod pages;
mod parallel;
mod pattern;
mod phrase;
mod plan;
mod present;
mod rank;
mod reach;
mod related;
mod report;
mod request;
mod rerank;
mod resolution;
mod scan;
mod snippet;
mod sponsor;
mod standing;
mod view;
mod whole;

pub use answer::{highlights, search, search_by_pages, search_with};
pub use count::count_verbs;
pub use error::SearchError;
pub use explain::{Reason, WordPlace};
pub use facets::count_facets;
pub use report::{
    AbsentDocument, AbsentWord, Facet, FacetReport, FacetRow, Group, Header, Hit, Page,
    SearchReport, VerbReport, VerbRow,
};
pub use request::{Filter, Grouping, LIMIT_DEFAULT, PAGE_CLAUSES_DEFAULT, Request, Sort};
pub use resolution::resolution;
pub use snippet::snippet;
