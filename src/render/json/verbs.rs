//! The object of `resq verbs --format json`: one per part and verb.

use serde::Serialize;

use crate::search::VerbRow;

#[derive(Serialize)]
pub(super) struct Row<'a> {
    part: &'a str,
    verb: &'a str,
    clauses: usize,
}

impl<'a> Row<'a> {
    pub(super) fn new(row: &'a VerbRow) -> Self {
        Self { part: &row.part, verb: &row.verb, clauses: row.clauses }
    }
}
