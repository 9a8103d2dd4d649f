//! Footnotes and endnotes: their words, and the marks they are counted by.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::numbering::counting;
use super::properties::value;
use crate::corpus::format::office::counting::Counting;
use crate::corpus::format::office::{attribute, child, is};
use crate::corpus::format::words::Words;

/// The notes of one kind.
#[derive(Debug)]
pub(super) struct Notes {
    words: BTreeMap<String, Words>,
    counting: Counting,
    start: u32,
    next: u32,
    /// Whether each section counts anew. Where pages do, nobody knows without setting them.
    restarts: bool,
}

impl Default for Notes {
    fn default() -> Self {
        Self::counted_by(Counting::Decimal)
    }
}

impl Notes {
    pub(super) fn counted_by(counting: Counting) -> Self {
        Self { words: BTreeMap::new(), counting, start: 1, next: 1, restarts: false }
    }

    /// Takes over what `footnotePr` or `endnotePr` of the settings or a section says.
    pub(super) fn set(&mut self, properties: Node<'_, '_>) {
        if let Some(format) = child(properties, "numFmt") {
            self.counting = counting(format);
        }
        if let Some(start) = value(properties, "numStart").and_then(|start| start.parse().ok()) {
            self.start = start;
            self.next = start;
        }
        if let Some(restart) = value(properties, "numRestart") {
            self.restarts = restart == "eachSect";
        }
    }

    /// Adds the words of the note `id`.
    pub(super) fn add(&mut self, id: &str, words: Words) {
        self.words.insert(id.to_owned(), words);
    }

    /// Counts a reference to the note `id`, unless it has a mark of its own, and returns the mark
    /// and the words; `None` if there is no such note.
    pub(super) fn refer(&mut self, id: &str, own_mark: &str) -> Option<(String, Words)> {
        let words = self.words.remove(id)?;
        if !own_mark.is_empty() {
            return Some((own_mark.to_owned(), words));
        }
        let marker = self.counting.print(self.next);
        self.next = self.next.saturating_add(1);
        Some((marker, words))
    }

    pub(super) fn end_section(&mut self) {
        if self.restarts {
            self.next = self.start;
        }
    }
}

/// Returns the notes of a part with their ids; the lines that separate notes from text are none.
pub(super) fn of_part<'a, 'input>(
    root: Node<'a, 'input>,
) -> impl Iterator<Item = (&'a str, Node<'a, 'input>)> {
    root.children().filter(|node| is(*node, "footnote") || is(*node, "endnote")).filter_map(
        |node| {
            let is_text = matches!(attribute(node, "type"), None | Some("normal"));
            attribute(node, "id").filter(|_| is_text).map(|id| (id, node))
        },
    )
}
