//! Legal phrases in running text.
//!
//! The words of the phrases are numbered, and so a text is a row of numbers: each word is looked
//! up once, and the phrases are found by walking a tree of numbers. Whoever has the numbers of the
//! words already, because it remembers words, needs not look at the text at all.

use std::collections::HashMap;
use std::ops::Range;

use super::fault::Fault;
use super::model::PhraseMatch;
use super::table::Table;
use super::words::{Gap, Words, breaks, words_of};
use crate::text::Language;

/// A word of a text as the phrases of its language see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseWord(u32);

impl PhraseWord {
    /// A word that stands in no phrase.
    pub const OTHER: Self = Self(u32::MAX >> 1);

    /// Set where no phrase may go on from the word before: after commas and stops.
    const AFTER_BREAK: u32 = 1 << 31;

    /// Returns the word as it is after a comma or a stop: no phrase goes on to it.
    #[must_use]
    pub fn after_break(self) -> Self {
        Self(self.0 | Self::AFTER_BREAK)
    }

    fn number(self) -> u32 {
        self.0 & !Self::AFTER_BREAK
    }

    fn is_after_break(self) -> bool {
        self.0 & Self::AFTER_BREAK != 0
    }
}

/// Finds the phrases of one language.
#[derive(Debug)]
pub struct Phrases {
    language: Language,
    numbers: HashMap<Box<str>, u32>,
    tree: Tree,
    /// The ids of the phrases, by number of the phrase.
    ids: Vec<String>,
}

/// The phrases as rows of words; the root is no node, and node 0 stands for "none".
#[derive(Debug, Default)]
struct Tree {
    /// The node of a first word, by its number. The words that begin phrases have the lowest
    /// numbers, so that most words of a text are beyond the end.
    roots: Vec<u32>,
    nodes: Vec<Node>,
}

/// A row of words that begins a phrase or is one.
#[derive(Debug, Default)]
struct Node {
    /// The words that go on from here, sorted, and their nodes.
    steps: Vec<(u32, u32)>,
    /// The phrase that ends here, if one does.
    end: Option<usize>,
}

/// Reads `phrases/<language>.tsv`: forms and their ids.
pub(super) fn read_phrases(
    file: &str,
    text: &str,
    faults: &mut Vec<Fault>,
) -> Vec<(String, String)> {
    let table = Table::read(file, text, &["form"], &["id", "count", "source"], faults);
    let cells = |column: &str| table.rows().map(|row| row.cell(column).to_owned()).collect();
    let (forms, ids): (Vec<_>, Vec<_>) = (cells("form"), cells("id"));
    forms.into_iter().zip(ids).collect()
}

impl Phrases {
    /// Builds the tree of `rows`, forms and their ids.
    pub(super) fn new(rows: Vec<(String, String)>, language: Language) -> Self {
        let (forms, ids): (Vec<String>, Vec<String>) = rows.into_iter().unzip();
        let forms: Vec<_> = forms.iter().map(|form| words_of(form, language)).collect();
        let mut numbers = HashMap::new();
        let firsts = forms.iter().filter_map(|words| words.first());
        for word in firsts.chain(forms.iter().flatten()) {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            numbers.entry(word.clone()).or_insert(next);
        }
        let mut tree = Tree { nodes: vec![Node::default()], ..Tree::default() };
        for (phrase, words) in forms.iter().enumerate() {
            let row: Vec<u32> = words.iter().map(|word| numbers[word]).collect();
            tree.insert(&row, phrase);
        }
        Self { language, numbers, tree, ids }
    }

    /// Returns the language of the texts it reads.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Appends the words of `text`, a text without anything that it stands in, to `out`.
    pub fn number_words(&self, text: &str, out: &mut Vec<PhraseWord>) {
        self.number(&Words::new(text, self.language), out);
    }

    /// Tells whether no phrase goes on over `between`, the text between two words; `None` where
    /// that cannot be told from it alone, because it is empty or a part of it may be read as a
    /// word or as nothing.
    #[must_use]
    pub fn is_break(between: &str) -> Option<bool> {
        breaks(between)
    }

    /// Gives `sink` the id of every phrase in a row of words, in order, without overlaps; of
    /// several that begin at one word the longest.
    pub fn find_in(&self, words: &[PhraseWord], mut sink: impl FnMut(Range<usize>, &str)) {
        let mut place = 0;
        while let Some(word) = words.get(place) {
            let length = match self.tree.root(*word) {
                0 => 1,
                node => match self.tree.longest(node, &words[place + 1..]) {
                    None => 1,
                    Some((more, phrase)) => {
                        sink(place..place + 1 + more, &self.ids[phrase]);
                        1 + more
                    }
                },
            };
            place += length;
        }
    }

    /// Returns the phrases of `text` as [`Phrases::find_in`] tells them, with their places.
    pub(super) fn find(&self, text: &str) -> Vec<PhraseMatch> {
        let words = Words::new(text, self.language);
        let mut row = Vec::with_capacity(words.len());
        self.number(&words, &mut row);
        let mut found = Vec::new();
        self.find_in(&row, |range, id| {
            found.push(PhraseMatch { span: words.span(range), id: id.to_owned() });
        });
        found
    }

    fn number(&self, words: &Words, out: &mut Vec<PhraseWord>) {
        out.extend((0..words.len()).map(|place| {
            let number = self.numbers.get(words.get(place)).copied();
            let word = number.map_or(PhraseWord::OTHER, PhraseWord);
            if words.gap(place) > Gap::Space { word.after_break() } else { word }
        }));
    }
}

impl Tree {
    /// Of two phrases of the same words the first stays.
    fn insert(&mut self, row: &[u32], phrase: usize) {
        let Some((first, rest)) = row.split_first() else { return };
        let first = *first as usize;
        if self.roots.len() <= first {
            self.roots.resize(first + 1, 0);
        }
        if self.roots[first] == 0 {
            self.roots[first] = self.add_node();
        }
        let mut node = self.roots[first];
        for word in rest {
            node = match self.step(node, *word) {
                Ok(next) => next,
                Err(place) => {
                    let next = self.add_node();
                    self.nodes[node as usize].steps.insert(place, (*word, next));
                    next
                }
            };
        }
        self.nodes[node as usize].end.get_or_insert(phrase);
    }

    fn add_node(&mut self) -> u32 {
        self.nodes.push(Node::default());
        u32::try_from(self.nodes.len() - 1).unwrap_or_default()
    }

    /// Returns the node to which `word` leads from `node`, or the place where that would stand.
    fn step(&self, node: u32, word: u32) -> Result<u32, usize> {
        let steps = &self.nodes[node as usize].steps;
        let place = steps.binary_search_by_key(&word, |(other, _)| *other)?;
        Ok(steps[place].1)
    }

    /// Returns the node of a first word, 0 if no phrase begins with it.
    fn root(&self, word: PhraseWord) -> u32 {
        self.roots.get(word.number() as usize).copied().unwrap_or_default()
    }

    /// Returns the longest phrase that goes on from `node` with the words of `rest`: how many of
    /// them it takes, and its number.
    fn longest(&self, mut node: u32, rest: &[PhraseWord]) -> Option<(usize, usize)> {
        let mut longest = self.nodes[node as usize].end.map(|phrase| (0, phrase));
        for (place, word) in rest.iter().enumerate() {
            if word.is_after_break() {
                break;
            }
            let Ok(next) = self.step(node, word.number()) else { break };
            node = next;
            if let Some(phrase) = self.nodes[node as usize].end {
                longest = Some((place + 1, phrase));
            }
        }
        longest
    }
}
