//! The object of `resq check --format json`, and those of `resq index --dry-run --format json`.

use serde::Serialize;

use crate::index::{Change, Checked, Plan};

#[derive(Serialize)]
pub(super) struct Row<'a> {
    sound: bool,
    damages: Vec<String>,
    index_files: usize,
    index_bytes: u64,
    source_files: usize,
    new_files: usize,
    changed_files: usize,
    gone_files: usize,
    disguised: &'a [String],
    absent: &'a [String],
    leftovers: &'a [String],
}

impl<'a> Row<'a> {
    pub(super) fn new(checked: &'a Checked) -> Self {
        Self {
            sound: checked.is_sound(),
            damages: checked.damages.iter().map(ToString::to_string).collect(),
            index_files: checked.index_files,
            index_bytes: checked.index_bytes,
            source_files: checked.sources,
            new_files: checked.changes.added,
            changed_files: checked.changes.replaced,
            gone_files: checked.changes.removed,
            disguised: &checked.disguised,
            absent: &checked.absent,
            leftovers: &checked.leftovers,
        }
    }
}

/// One file of a plan: `keep`, `add`, `check` (read, and replaced if its bytes are others),
/// `retry`, `remove`, `step_in` (a copy, for one in another format that is gone), `skip`.
#[derive(Serialize)]
pub(super) struct PlanRow<'a> {
    change: &'static str,
    source: &'a str,
    reason: Option<&'a str>,
}

impl<'a> PlanRow<'a> {
    pub(super) fn all(plan: &'a Plan) -> Vec<Self> {
        let row = |change, source| Self { change, source, reason: None };
        let mut rows = Vec::new();
        for file in &plan.files {
            let change = match file.change {
                Change::Keep => "keep",
                Change::Add => "add",
                Change::Check { .. } | Change::CheckMembers { .. } => "check",
                Change::Retry => "retry",
            };
            rows.push(row(change, &file.source));
        }
        rows.extend(plan.removed.iter().map(|source| row("remove", source)));
        rows.extend(plan.stepping_in.iter().map(|source| row("step_in", source)));
        rows.extend(plan.skipped.iter().map(|file| Self {
            change: "skip",
            source: &file.path,
            reason: Some(&file.reason),
        }));
        rows
    }
}
