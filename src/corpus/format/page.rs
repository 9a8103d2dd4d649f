//! The blocks of a page or document, with the rows of its tables and its main part told apart.

use crate::corpus::ReadFault;
use crate::corpus::format::lines::Assembly;
use crate::corpus::format::words::append;
use crate::text::{Block, BlockKind};

/// The blocks so far.
#[derive(Debug, Default)]
pub(super) struct Page {
    assembly: Assembly,
    /// For each block, whether it lies in the main part.
    is_main: Vec<bool>,
    /// The rows that are open, the innermost last.
    rows: Vec<Row>,
    /// Notes of the open rows, which stand below the table's outermost one.
    notes: Vec<Block>,
}

/// A row whose end has not come yet: what stands in each of its cells.
#[derive(Debug, Default)]
struct Row {
    cells: Vec<Vec<(Block, bool)>>,
}

impl Page {
    pub(super) fn push(&mut self, block: Block, is_main: bool) {
        let Some(row) = self.rows.last_mut() else {
            self.assembly.push_spaced(block);
            self.is_main.push(is_main);
            return;
        };
        match row.cells.last_mut() {
            Some(cell) => cell.push((block, is_main)),
            None => row.cells.push(vec![(block, is_main)]),
        }
    }

    /// Adds a note, which stands under the row that refers to it.
    pub(super) fn push_note(&mut self, note: Block) {
        if self.rows.is_empty() {
            self.push(note, true);
        } else {
            self.notes.push(note);
        }
    }

    pub(super) fn open_row(&mut self) {
        self.rows.push(Row::default());
    }

    pub(super) fn open_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Vec::new());
        }
    }

    /// Ends a row. One with at most a paragraph in each of several cells is a row of a table;
    /// otherwise the table only lays the page out, and its cells hold blocks like any others.
    pub(super) fn close_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        let is_data = row.cells.len() > 1 && row.cells.iter().all(|cell| is_one(cell));
        let mut whole: Option<(Block, bool)> = None;
        for (block, is_main) in row.cells.into_iter().flat_map(into_one_if(is_data)) {
            match whole.as_mut().filter(|_| is_data) {
                Some((row, _)) => append(row, "\t", block),
                None if is_data => {
                    whole = Some((Block { kind: BlockKind::Row, gap_lines: 0, ..block }, is_main));
                }
                None => self.push(block, is_main),
            }
        }
        if let Some((row, is_main)) = whole {
            self.push(row, is_main);
        }
        if self.rows.is_empty() {
            for note in std::mem::take(&mut self.notes) {
                self.push(note, true);
            }
        }
    }

    /// Returns the blocks, those of the main part alone where it holds most of the words.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<ReadFault>) {
        while !self.rows.is_empty() {
            self.close_row();
        }
        let mut lengths = [0usize; 2];
        for (block, is_main) in self.assembly.blocks.iter().zip(&self.is_main) {
            lengths[usize::from(*is_main)] += block.text.len();
        }
        let Assembly { mut blocks, faults, .. } = self.assembly;
        if lengths[1] > lengths[0] {
            let mut is_main = self.is_main.iter();
            blocks.retain(|_| is_main.next().copied().unwrap_or(true));
        }
        (blocks, faults)
    }
}

/// Tells whether a cell holds one paragraph, perhaps with `<br>` in it.
fn is_one(cell: &[(Block, bool)]) -> bool {
    let is_going_on = |block: &Block| block.kind == BlockKind::Line && block.gap_lines == 0;
    cell.iter().skip(1).all(|(block, _)| is_going_on(block))
}

/// Makes one block of the lines of a cell, if `is_data`.
fn into_one_if(is_data: bool) -> impl Fn(Vec<(Block, bool)>) -> Vec<(Block, bool)> {
    move |cell| {
        let mut parts: Vec<(Block, bool)> = Vec::with_capacity(cell.len());
        for (block, is_main) in cell {
            match parts.last_mut().filter(|_| is_data) {
                Some((whole, _)) => append(whole, " ", block),
                None => parts.push((block, is_main)),
            }
        }
        parts
    }
}
