//! Line by line, how a document was read and by which rule: the tool to judge the rules with.

use std::collections::BTreeMap;
use std::fmt;

use super::bounds::Rule;
use super::model::{DiagnosticKind, Resolution};
use super::{Read, read};
use crate::corpus::Document;
use crate::lexicon::Lexicon;
use crate::text::BlockKind;

/// A line, or what else the format knows as one piece, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineReading {
    /// Its number, from 1; 0 where the format has no lines.
    pub line: usize,
    /// Its words, as the format gives them.
    pub text: String,
    /// What it became.
    pub kind: LineKind,
    /// Why.
    pub rule: Rule,
}

/// What a line became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A line of the header.
    Header,
    /// Words of the clause with this label.
    Clause(String),
    /// A heading inside the body, with clauses below it.
    Heading,
    /// Text that fits nowhere: no clause.
    Unplaced,
    /// Words of the note with this marker.
    Note(String),
    /// Nothing: it belongs to the page.
    PageDebris,
    /// A line behind the last clause.
    Closing,
}

impl fmt::Display for LineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => f.write_str("header"),
            Self::Clause(label) => f.write_str(label),
            Self::Heading => f.write_str("heading"),
            Self::Unplaced => f.write_str("no clause"),
            Self::Note(marker) => write!(f, "note {marker}"),
            Self::PageDebris => f.write_str("page debris"),
            Self::Closing => f.write_str("closing line"),
        }
    }
}

/// Returns how every line of `document` was read, in order; empty lines are left out.
///
/// ```
/// use std::path::Path;
///
/// use resq::corpus;
/// use resq::lexicon::Lexicon;
/// use resq::resolution::{LineKind, Rule, explain};
///
/// let text = "The Harbour Assembly,\n\n1. Requests the keepers\nto light the lamps.\n";
/// let document = corpus::read_bytes(Path::new("lamps.txt"), text.as_bytes()).unwrap();
/// let lines = explain(&document, Lexicon::embedded());
/// assert_eq!(lines[0].kind, LineKind::Header);
/// assert_eq!((&lines[1].kind, lines[1].rule), (&LineKind::Clause("OP1".to_owned()), Rule::Number));
/// assert_eq!(lines[2].rule, Rule::Filled);
/// ```
#[must_use]
pub fn explain(document: &Document, lexicon: &Lexicon) -> Vec<LineReading> {
    let known: Vec<Known> = read(&counted(document), lexicon).iter().map(Known::new).collect();
    let mut lines: Vec<LineReading> = Vec::with_capacity(document.blocks.len());
    let blocks = (1..).zip(&document.blocks);
    for (key, block) in blocks.filter(|(_, block)| !block.text.trim().is_empty()) {
        let found = match &block.kind {
            BlockKind::Note { marker } => Some((LineKind::Note(marker.clone()), Rule::Note)),
            BlockKind::Line
            | BlockKind::Paragraph
            | BlockKind::Heading { .. }
            | BlockKind::Item
            | BlockKind::Row
            | BlockKind::PageBreak => known.iter().find_map(|known| known.find(key)),
        };
        let (kind, rule) = found.unwrap_or_else(|| {
            let last = lines.last().map_or(LineKind::Header, |last| last.kind.clone());
            (last, Rule::PrintedApart)
        });
        lines.push(LineReading { line: block.origin.line, text: block.text.clone(), kind, rule });
    }
    lines
}

/// Returns `document` with its blocks counted from 1 in the place of lines: many formats have no
/// lines, and all lines of a page have the same number.
fn counted(document: &Document) -> Document {
    let mut counted = document.clone();
    for (number, block) in (1..).zip(&mut counted.blocks) {
        block.origin.line = number;
    }
    counted
}

/// What is known of the lines of one resolution.
struct Known {
    /// By the numbers of blocks, like the notes.
    joined: BTreeMap<usize, (LineKind, Rule)>,
    debris: Vec<usize>,
    notes: BTreeMap<usize, String>,
}

impl Known {
    fn new(read: &Read) -> Self {
        let kinds = kinds(read, &read.resolution);
        let headings: BTreeMap<usize, Rule> = read.outline.headings.iter().copied().collect();
        let joined = read.lines.iter().map(|line| {
            let found = match headings.get(&line.owner) {
                Some(rule) => (LineKind::Heading, *rule),
                None => {
                    let kind = kinds.get(&line.owner).cloned().unwrap_or(LineKind::Unplaced);
                    (kind, line.rule)
                }
            };
            (line.origin.line, found)
        });
        let debris = read.diagnostics.iter().filter(|one| one.kind == DiagnosticKind::PageDebris);
        Self {
            joined: joined.collect(),
            debris: debris.map(|one| one.line).collect(),
            notes: read.notes.iter().cloned().collect(),
        }
    }

    fn find(&self, key: usize) -> Option<(LineKind, Rule)> {
        if let Some(found) = self.joined.get(&key) {
            return Some(found.clone());
        }
        if self.debris.contains(&key) {
            return Some((LineKind::PageDebris, Rule::PageDebris));
        }
        // A note goes on up to the next line of the text.
        let (start, marker) = self.notes.range(..=key).next_back()?;
        let is_cut = self.joined.range(*start..key).next().is_some();
        (!is_cut).then(|| (LineKind::Note(marker.clone()), Rule::Note))
    }
}

/// What each paragraph became.
fn kinds(read: &Read, resolution: &Resolution) -> BTreeMap<usize, LineKind> {
    let mut kinds = BTreeMap::new();
    for place in &read.outline.header {
        kinds.insert(*place, LineKind::Header);
    }
    for place in &read.outline.conclusion {
        kinds.insert(*place, LineKind::Closing);
    }
    for (draft, clause) in read.outline.drafts.iter().zip(&resolution.clauses) {
        for place in &draft.pieces {
            kinds.insert(*place, LineKind::Clause(clause.label.clone()));
        }
    }
    kinds
}
