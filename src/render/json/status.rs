//! The object of `resq status --format json`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::corpus::Format;
use crate::index::{Copied, Difference, Differing, Source, Tally};
use crate::render::Status;
use crate::text::Language;

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
    copied: Vec<CopiedRow<'a>>,
    differing: Vec<DifferingRow<'a>>,
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

/// A resolution that stands in several formats: where it is indexed from, and where else it stands.
#[derive(Serialize)]
struct CopiedRow<'a> {
    symbol: &'a str,
    language: Option<&'static str>,
    source: SourceRow<'a>,
    alternatives: Vec<SourceRow<'a>>,
}

/// A resolution that is indexed from several formats, because its wording differs.
#[derive(Serialize)]
struct DifferingRow<'a> {
    symbol: &'a str,
    language: Option<&'static str>,
    sources: Vec<SourceRow<'a>>,
    /// What each source but the first differs in from the first; only where they were compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<DifferenceRow<'a>>,
}

#[derive(Serialize)]
struct DifferenceRow<'a> {
    differing: usize,
    clauses: usize,
    /// `null` where the same clauses stand in another order.
    first: Option<PartingRow<'a>>,
}

/// Some words of the first clause that differs; `null` where a version has no such clause.
#[derive(Serialize)]
struct PartingRow<'a> {
    clause: &'a str,
    words: Option<&'a str>,
    others: Option<&'a str>,
}

#[derive(Serialize)]
struct SourceRow<'a> {
    path: &'a str,
    format: Option<&'static str>,
}

impl<'a> SourceRow<'a> {
    fn new(source: &'a Source) -> Self {
        Self { path: &source.path, format: source.format.map(Format::id) }
    }
}

impl<'a> CopiedRow<'a> {
    fn new(one: &'a Copied) -> Self {
        Self {
            symbol: &one.symbol,
            language: one.language.map(Language::code),
            source: SourceRow::new(&one.source),
            alternatives: one.alternatives.iter().map(SourceRow::new).collect(),
        }
    }
}

impl<'a> DifferingRow<'a> {
    fn new(one: &'a Differing) -> Self {
        Self {
            symbol: &one.symbol,
            language: one.language.map(Language::code),
            sources: one.sources.iter().map(SourceRow::new).collect(),
            differences: one.differences.iter().map(DifferenceRow::new).collect(),
        }
    }
}

impl<'a> DifferenceRow<'a> {
    fn new(one: &'a Difference) -> Self {
        let said = |words: &'a str| Some(words).filter(|words| !words.is_empty());
        let first = one.first.as_ref().map(|first| PartingRow {
            clause: &first.label,
            words: said(&first.words),
            others: said(&first.others),
        });
        Self { differing: one.differing, clauses: one.clauses, first }
    }
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
            copied: summary.copied.iter().map(CopiedRow::new).collect(),
            differing: summary.differing.iter().map(DifferingRow::new).collect(),
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
