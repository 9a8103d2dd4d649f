//! [`Gather`]: from rows to documents. Rows of one symbol and language that follow each other are
//! one resolution.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::ControlFlow;
use std::path::Path;

use super::super::document::{Document, Fact, FactKind, Format, ReadFault};
use super::super::language;
use super::Take;
use super::bounded::ROW_BYTES_MAX;
use crate::text::{Block, BlockKind, Language, Role};

/// How many symbols are remembered to tell rows that stand apart from each other.
const SYMBOLS_MAX: usize = 1_000_000;
/// How many faults of rows are told one by one; the rest is counted.
const FAULTS_MAX: usize = 100;

/// One row, read.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// From 1; 0 where there are no lines.
    pub(super) line: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) facts: Vec<Fact>,
    pub(super) faults: Vec<ReadFault>,
    pub(super) language: Option<Language>,
}

/// Puts rows together and gives documents.
pub(super) struct Gather<'a, 'take> {
    source: &'a Path,
    format: Format,
    take: &'a mut Take<'take>,
    pending: Option<Document>,
    pending_bytes: usize,
    /// Of what stands before the next document.
    faults: Vec<ReadFault>,
    fault_count: usize,
    seen: BTreeSet<u64>,
}

impl<'a, 'take> Gather<'a, 'take> {
    pub(super) fn new(source: &'a Path, format: Format, take: &'a mut Take<'take>) -> Self {
        Self {
            source,
            format,
            take,
            pending: None,
            pending_bytes: 0,
            faults: Vec::new(),
            fault_count: 0,
            seen: BTreeSet::new(),
        }
    }

    /// Notes a fault of the table or of a row.
    pub(super) fn fault(&mut self, message: String, line: Option<usize>) {
        self.fault_count += 1;
        if self.fault_count <= FAULTS_MAX {
            self.faults.push(ReadFault { message, line });
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, row: Row) -> ControlFlow<()> {
        let bytes: usize = row.blocks.iter().map(|block| block.text.len()).sum();
        let line = Some(row.line).filter(|line| *line > 0);
        if let Some(document) = &mut self.pending
            && symbol(&document.facts).is_some()
            && symbol(&document.facts) == symbol(&row.facts)
            && document.language == row.language
        {
            if (self.pending_bytes + bytes) as u64 <= ROW_BYTES_MAX {
                self.pending_bytes += bytes;
                document.blocks.extend(row.blocks);
                document.faults.append(&mut self.faults);
                document.faults.extend(row.faults);
                return ControlFlow::Continue(());
            }
            let message = format!(
                "rows of one resolution hold more than {ROW_BYTES_MAX} bytes; they are divided"
            );
            self.fault(message, line);
        }
        self.flush()?;
        if let Some(symbol) = symbol(&row.facts) {
            let mut hasher = DefaultHasher::new();
            (symbol, row.language).hash(&mut hasher);
            if !self.seen.insert(hasher.finish()) {
                let message = format!("rows of `{symbol}` stand apart from earlier ones of it");
                self.fault(message, line);
            }
            if self.seen.len() > SYMBOLS_MAX {
                self.seen.clear();
            }
        }
        let mut faults = std::mem::take(&mut self.faults);
        faults.extend(row.faults);
        self.pending_bytes = bytes;
        self.pending = Some(Document {
            source: self.source.to_path_buf(),
            format: self.format,
            language: row.language,
            blocks: row.blocks,
            facts: row.facts,
            faults,
        });
        ControlFlow::Continue(())
    }

    /// Gives the last document; tells whether there was any.
    pub(super) fn end(&mut self) -> ControlFlow<()> {
        if let Some(more) = self.fault_count.checked_sub(FAULTS_MAX).filter(|more| *more > 0) {
            let message = format!("{more} more rows could not be read");
            self.faults.push(ReadFault { message, line: None });
        }
        if let Some(document) = &mut self.pending {
            document.faults.append(&mut self.faults);
        }
        self.flush()
    }

    fn flush(&mut self) -> ControlFlow<()> {
        let Some(mut document) = self.pending.take() else { return ControlFlow::Continue(()) };
        document.language = document.language.or_else(|| language::detect(&document.blocks));
        (self.take)(document)
    }
}

fn symbol(facts: &[Fact]) -> Option<&str> {
    facts.iter().find(|fact| fact.kind == FactKind::Symbol).map(|fact| fact.value.as_str())
}

/// Gives the one paragraph of a clause the part and the number that its row states.
pub(super) fn set_place(blocks: &mut [Block], part: Option<&str>, number: Option<&str>) {
    let number = number.map(str::trim).filter(|number| !number.is_empty());
    let stated = part.and_then(role).or_else(|| number.and_then(role_of_label));
    for block in blocks.iter_mut() {
        block.role = block.role.or(stated);
    }
    let [block] = blocks else { return };
    let opens_with_number = block.text.starts_with(|sign: char| sign.is_numeric() || sign == '(');
    if block.kind != BlockKind::Paragraph || opens_with_number {
        return;
    }
    let Some(number) = number.and_then(printed_number) else { return };
    block.depth = u8::try_from(number.matches('(').count()).unwrap_or(u8::MAX);
    block.number = Some(match number.rfind('(') {
        Some(item) => number[item..].to_owned(),
        None => format!("{number}."),
    });
}

fn role(word: &str) -> Option<Role> {
    match word.trim().to_lowercase().as_str() {
        "preambular" | "preamble" => Some(Role::Preambular),
        "operative" => Some(Role::Operative),
        "annex" => Some(Role::Annex),
        _other => None,
    }
}

/// `PP5` and `OP3` are what delegates call clauses.
fn role_of_label(label: &str) -> Option<Role> {
    match label.get(..2) {
        Some("PP" | "pp") => Some(Role::Preambular),
        Some("OP" | "op") => Some(Role::Operative),
        _other => None,
    }
}

/// The number as it would be printed before the clause: `3`, `3(a)`; that of a preambular clause
/// is never printed.
fn printed_number(label: &str) -> Option<&str> {
    if role_of_label(label) == Some(Role::Preambular) {
        return None;
    }
    let number = label.strip_prefix("OP").or_else(|| label.strip_prefix("op")).unwrap_or(label);
    let number = number.trim_end_matches('.');
    let is_number = number.starts_with(|sign: char| sign.is_ascii_digit() || sign == '(')
        && number.chars().all(|sign| sign.is_ascii_alphanumeric() || "()".contains(sign));
    is_number.then_some(number)
}
