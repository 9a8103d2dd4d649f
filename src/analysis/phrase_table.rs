//! [`PhraseTable`]: the rows of exact words that are one term of an index besides.
//!
//! A phrase of common words is dear to look up by its words: each of them stands in half of the
//! clauses, and their places have to be compared. The phrases that lawyers ask for are known
//! beforehand, the legal phrases and the clause verbs of several words, so each of them has a term
//! of its own wherever its exact words stand one after the other: of all languages in texts of any,
//! overlapping and within each other, whatever signs stand between the words. That is what the
//! words in quotes mean, so the term finds the same clauses.
//!
//! The words are numbered, and so a text is a row of numbers; the phrases are found by walking a
//! tree of numbers. Who has the numbers of the words already needs not look at the text at all.

use std::collections::HashMap;
use std::sync::Arc;

use super::chains::Chains;
use super::scan::{Analyzer, Sink};
use crate::text::Span;

/// Phrases by their exact words.
#[derive(Debug, Default)]
pub struct PhraseTable {
    numbers: HashMap<Box<str>, PhraseWord>,
    /// The node of a first word, by its number; 0 for a word that begins none. The words that
    /// begin phrases have the lowest numbers, so that most words of a text are beyond the end.
    roots: Vec<u32>,
    /// Node 0 is none.
    nodes: Vec<Node>,
}

/// The number of a word that stands in phrases.
pub(super) type PhraseWord = u32;

/// The number of all other words.
pub(super) const OTHER_WORD: PhraseWord = u32::MAX;

/// A row of words that begins a phrase or is one.
#[derive(Debug, Default)]
struct Node {
    /// The words that go on from here, sorted, and their nodes.
    steps: Vec<(PhraseWord, u32)>,
    /// The term of the phrase that ends here, if one does.
    term: Option<Box<str>>,
}

impl PhraseTable {
    /// Returns the table of `forms`, cut into words as `chains` say; a form of one word is no
    /// phrase.
    pub fn new<'a>(forms: impl IntoIterator<Item = &'a str>, chains: Arc<Chains>) -> Self {
        let mut analyzer = Analyzer::new(chains);
        let mut cut = |form| {
            let mut words = ExactWords(Vec::new());
            analyzer.scan(form, None, &mut words);
            words.0
        };
        let rows = forms.into_iter().map(&mut cut).filter(|words| words.len() > 1);
        let rows: Vec<Vec<Box<str>>> = rows.collect();
        let mut table = Self { nodes: vec![Node::default()], ..Self::default() };
        for word in rows.iter().map(|words| &words[0]).chain(rows.iter().flatten()) {
            let next = PhraseWord::try_from(table.numbers.len()).unwrap_or(OTHER_WORD);
            table.numbers.entry(word.clone()).or_insert(next);
        }
        for row in &rows {
            table.insert(row);
        }
        table
    }

    /// Returns the term of a phrase of exact words.
    ///
    /// ```
    /// use resq::analysis::PhraseTable;
    ///
    /// assert_eq!(PhraseTable::term(&["calls", "upon"]), "calls upon");
    /// ```
    #[must_use]
    pub fn term(words: &[impl AsRef<str>]) -> String {
        let mut term = String::new();
        for word in words {
            if !term.is_empty() {
                term.push(' ');
            }
            term.push_str(word.as_ref());
        }
        term
    }

    pub(super) fn number(&self, word: &str) -> PhraseWord {
        self.numbers.get(word).copied().unwrap_or(OTHER_WORD)
    }

    /// Gives `sink` the term of every phrase in a row of words, by their first words, the shorter
    /// first.
    pub(super) fn find(&self, row: &[PhraseWord], mut sink: impl FnMut(&str)) {
        for (place, word) in row.iter().enumerate() {
            let mut node = self.roots.get(*word as usize).copied().unwrap_or_default();
            let mut rest = row[place + 1..].iter();
            while node != 0 {
                if let Some(term) = &self.nodes[node as usize].term {
                    sink(term);
                }
                let next = rest.next().and_then(|word| self.step(node, *word).ok());
                node = next.unwrap_or_default();
            }
        }
    }

    fn insert(&mut self, words: &[Box<str>]) {
        let first = self.numbers[&words[0]] as usize;
        if self.roots.len() <= first {
            self.roots.resize(first + 1, 0);
        }
        if self.roots[first] == 0 {
            self.roots[first] = self.add_node();
        }
        let mut node = self.roots[first];
        for word in &words[1..] {
            let number = self.numbers[word];
            node = match self.step(node, number) {
                Ok(next) => next,
                Err(place) => {
                    let next = self.add_node();
                    self.nodes[node as usize].steps.insert(place, (number, next));
                    next
                }
            };
        }
        self.nodes[node as usize].term.get_or_insert_with(|| Self::term(words).into());
    }

    fn add_node(&mut self) -> u32 {
        self.nodes.push(Node::default());
        u32::try_from(self.nodes.len() - 1).unwrap_or_default()
    }

    /// Returns the node to which `word` leads from `node`, or the place where that would stand.
    fn step(&self, node: u32, word: PhraseWord) -> Result<u32, usize> {
        let steps = &self.nodes[node as usize].steps;
        let place = steps.binary_search_by_key(&word, |(other, _)| *other)?;
        Ok(steps[place].1)
    }
}

/// The exact words of a form.
struct ExactWords(Vec<Box<str>>);

impl Sink for ExactWords {
    fn wants(&self, _: &str) -> bool {
        false
    }

    fn word(&mut self, _: Span, word: &str) {
        self.0.push(word.into());
    }

    fn stem(&mut self, _: Span, _: &str) {}
}
