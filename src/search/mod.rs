//! Resolve names, compile to the engine, rank, group, collapse copies, highlight.

mod report;

pub use report::{Group, Header, Hit, SearchReport, VerbReport, VerbRow};
