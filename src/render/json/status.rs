//! The object of `resq status --format json`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::index::Tally;
use crate::render::Status;

#[derive(Serialize)]
pub(super) struct Row<'a> {
    index: &'a str,
    paths: &'a [String],
    files: usize,
    resolutions: usize,
    clauses: usize,
    languages: Vec<TallyRow<'a>>,
    organs: Vec<TallyRow<'a>>,
    skipped: Vec<SkippedRow<'a>>,
    index_bytes: u64,
    new_files: usize,
    changed_files: usize,
    gone_files: usize,
}

#[derive(Serialize)]
struct TallyRow<'a> {
    id: Option<&'a str>,
    resolutions: usize,
    clauses: usize,
}

#[derive(Serialize)]
struct SkippedRow<'a> {
    path: &'a str,
    reason: &'a str,
}

impl<'a> Row<'a> {
    pub(super) fn new(status: &Status<'a>) -> Self {
        let summary = status.summary;
        let skipped = summary.skipped.iter();
        Self {
            index: status.dir,
            paths: status.roots,
            files: status.files,
            resolutions: summary.total.resolutions,
            clauses: summary.total.clauses,
            languages: tallies(&summary.by_language),
            organs: tallies(&summary.by_organ),
            skipped: skipped
                .map(|file| SkippedRow { path: &file.path, reason: &file.reason })
                .collect(),
            index_bytes: summary.index_bytes,
            new_files: status.changes.added,
            changed_files: status.changes.replaced,
            gone_files: status.changes.removed,
        }
    }
}

fn tallies(by_id: &BTreeMap<Option<String>, Tally>) -> Vec<TallyRow<'_>> {
    let mut rows = Vec::new();
    for (id, tally) in by_id {
        let Tally { resolutions, clauses } = *tally;
        rows.push(TallyRow { id: id.as_deref(), resolutions, clauses });
    }
    rows
}
