//! The object of `resq parse --explain --format json`: one per line of the file.

use serde::Serialize;

use crate::resolution::{LineKind, LineReading};

#[derive(Serialize)]
pub(super) struct Row<'a> {
    source: &'a str,
    line: Option<usize>,
    /// `header`, `clause`, `heading`, `no clause`, `note`, `page debris`, `closing line`.
    kind: &'static str,
    /// The label of a clause, the marker of a note.
    label: Option<&'a str>,
    because: &'static str,
    text: &'a str,
}

impl<'a> Row<'a> {
    pub(super) fn new(source: &'a str, line: &'a LineReading) -> Self {
        let (kind, label) = match &line.kind {
            LineKind::Header => ("header", None),
            LineKind::Clause(label) => ("clause", Some(label.as_str())),
            LineKind::Heading => ("heading", None),
            LineKind::Unplaced => ("no clause", None),
            LineKind::Note(marker) => ("note", Some(marker.as_str())),
            LineKind::PageDebris => ("page debris", None),
            LineKind::Closing => ("closing line", None),
        };
        Self {
            source,
            line: (line.line > 0).then_some(line.line),
            kind,
            label,
            because: line.rule.reason(),
            text: &line.text,
        }
    }
}
