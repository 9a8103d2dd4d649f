//! Resolve names, compile to the engine, rank, group, collapse copies, highlight.

mod error;
mod report;
mod request;
mod snippet;

pub use error::SearchError;
pub use report::{Group, Header, Hit, SearchReport, VerbReport, VerbRow};
pub use request::{Filter, Grouping, LIMIT_DEFAULT, Request, Sort};
pub use snippet::snippet;
