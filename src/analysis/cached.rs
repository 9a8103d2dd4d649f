//! [`CachedAnalyzer`]: the terms of an [`Analyzer`], for most words from memory.
//!
//! Of every word as it is printed the memory keeps all that an index holds of it: its exact words,
//! its stems, and their numbers among the words of phrases. So a text costs one look-up per word.
//! What depends on more than the word itself is left to the analyzer: Chinese characters, whose
//! neighbours make the stems.

use std::sync::Arc;

use super::chains::Chains;
use super::phrase_table::{PhraseTable, PhraseWord};
use super::scan::{Analyzer, Terms, is_hyphen_between, is_hyphen_next, is_ideograph, push_term};
use super::stem::CACHE_WORDS_MAX;
use super::tokenizer::SEPARATOR;
use super::word_table::WordTable;
use crate::text::{Language, Span, words};

/// Longer words are rare, and not remembered.
const REMEMBERED_BYTES_MAX: usize = 64;

/// An [`Analyzer`] that remembers words and finds phrases; one per thread that indexes.
#[derive(Debug)]
pub struct CachedAnalyzer {
    analyzer: Analyzer,
    phrases: Arc<PhraseTable>,
    /// By language, in the order of [`Language::ALL`]; the last is for texts in no known one.
    memories: Vec<Memory>,
}

/// The words of texts in one language.
#[derive(Debug, Default)]
struct Memory {
    table: WordTable,
    known: Vec<Known>,
    /// The terms of the words one after the other, each with a separator after it.
    terms: String,
    /// The numbers of the exact words among those of phrases.
    rows: Vec<PhraseWord>,
    /// How much of `terms` and `rows` is kept; what is beyond belongs to a word that is not.
    kept: (usize, usize),
    /// Those of the text at hand.
    text_row: Vec<PhraseWord>,
}

/// One word: its places in the lists of a [`Memory`], which hold less than 4 GB: so many words of
/// at most [`REMEMBERED_BYTES_MAX`] bytes are kept.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// The exact words begin here,
    words: u32,
    /// and end where the stems begin,
    stems: u32,
    /// which end here.
    end: u32,
    row: (u32, u32),
    kind: Kind,
}

/// A place in a list of a [`Memory`].
fn place(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    /// A hyphen and a word after it change its stem.
    Prefix,
    /// Its neighbours decide on its stem.
    Ideograph,
}

impl CachedAnalyzer {
    /// Returns an analyzer that follows `chains` and finds `phrases`.
    #[must_use]
    pub fn new(chains: Arc<Chains>, phrases: Arc<PhraseTable>) -> Self {
        let memories = Language::ALL.iter().map(|_| Memory::default());
        let memories = memories.chain([Memory::default()]).collect();
        Self { analyzer: Analyzer::new(chains), phrases, memories }
    }

    /// Replaces `terms` by those of `text`, a text in `language`: the words and stems of
    /// [`Analyzer::terms`], and the terms of the phrases.
    pub fn terms(&mut self, text: &str, language: Option<Language>, terms: &mut Terms) {
        let memory = &mut self.memories[place_of(language)];
        let mut slow = Slow { analyzer: &mut self.analyzer, phrases: &self.phrases, language };
        if !memory.recall(text, &mut slow, terms) {
            memory.work_out(text, &mut slow, terms);
        }
    }
}

fn place_of(language: Option<Language>) -> usize {
    let known = language.and_then(|one| Language::ALL.iter().position(|other| *other == one));
    known.unwrap_or(Language::ALL.len())
}

/// The slow way, for texts in one language.
struct Slow<'a> {
    analyzer: &'a mut Analyzer,
    phrases: &'a PhraseTable,
    language: Option<Language>,
}

impl Memory {
    /// Fills `terms` word by word; tells whether the words alone decide on them.
    fn recall(&mut self, text: &str, slow: &mut Slow<'_>, terms: &mut Terms) -> bool {
        terms.clear();
        self.text_row.clear();
        let mut words = words(text);
        while let Some(mut span) = words.next() {
            let mut known = self.know(text, span, slow);
            if known.kind == Kind::Prefix && is_hyphen_next(text, span.end()) {
                let Some(whole) = self.whole(text, span, &mut words, slow) else { return false };
                span = whole;
                known = self.know(text, span, slow);
            }
            if known.kind == Kind::Ideograph {
                return false;
            }
            let [start, end] = [known.row.0, known.row.1].map(|place| place as usize);
            self.text_row.extend_from_slice(&self.rows[start..end]);
            let [words, stems, behind] =
                [known.words, known.stems, known.end].map(|place| place as usize);
            terms.words.push_str(&self.terms[words..stems]);
            terms.stems.push_str(&self.terms[stems..behind]);
        }
        terms.words.pop();
        terms.stems.pop();
        push_phrases(&self.text_row, slow.phrases, terms);
        true
    }

    /// The slow way: the analyzer scans the text, and every exact word is looked up.
    fn work_out(&mut self, text: &str, slow: &mut Slow<'_>, terms: &mut Terms) {
        slow.analyzer.terms(text, slow.language, terms);
        self.text_row.clear();
        self.text_row.extend(numbers(&terms.words, slow.phrases));
        push_phrases(&self.text_row, slow.phrases, terms);
    }

    /// Returns the place of the prefix at `span` with the words that hyphens join to it; `None`
    /// where what stands after it is no plain word.
    fn whole(
        &mut self,
        text: &str,
        span: Span,
        words: &mut impl Iterator<Item = Span>,
        slow: &mut Slow<'_>,
    ) -> Option<Span> {
        let mut last = span;
        loop {
            let next = words.next()?;
            if !is_hyphen_between(text, last.end(), next.start()) {
                return None;
            }
            last = next;
            let is_prefix = self.know(text, last, slow).kind == Kind::Prefix;
            if !is_prefix || !is_hyphen_next(text, last.end()) {
                return Some(span.cover(last));
            }
        }
    }

    fn know(&mut self, text: &str, span: Span, slow: &mut Slow<'_>) -> Known {
        match self.table.get(text.as_bytes(), span.start(), span.end()) {
            Some(number) => self.known[number as usize],
            None => self.learn(span.of(text), slow),
        }
    }

    /// Works a word out the slow way, and remembers it if there is room.
    fn learn(&mut self, word: &str, slow: &mut Slow<'_>) -> Known {
        self.terms.truncate(self.kept.0);
        self.rows.truncate(self.kept.1);
        let mut found = Terms::default();
        slow.analyzer.terms(word, slow.language, &mut found);
        let words = self.terms.len();
        push_list(&mut self.terms, &found.words);
        let stems = self.terms.len();
        push_list(&mut self.terms, &found.stems);
        self.rows.extend(numbers(&found.words, slow.phrases));
        let known = Known {
            words: place(words),
            stems: place(stems),
            end: place(self.terms.len()),
            row: (place(self.kept.1), place(self.rows.len())),
            kind: kind_of(&found.words, slow.analyzer),
        };
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        let has_room = self.table.len() < CACHE_WORDS_MAX && word.len() <= REMEMBERED_BYTES_MAX;
        if has_room {
            self.table.insert(word.as_bytes(), number);
            self.known.push(known);
            self.kept = (self.terms.len(), self.rows.len());
        }
        known
    }
}

/// The numbers of a list of exact words among those of phrases.
fn numbers<'a>(words: &'a str, phrases: &'a PhraseTable) -> impl Iterator<Item = PhraseWord> {
    words.split(SEPARATOR).filter(|word| !word.is_empty()).map(|word| phrases.number(word))
}

fn push_phrases(row: &[PhraseWord], phrases: &PhraseTable, terms: &mut Terms) {
    phrases.find(row, |term| push_term(&mut terms.phrases, term));
}

/// Appends a list of terms with a separator after each of them.
fn push_list(terms: &mut String, list: &str) {
    if !list.is_empty() {
        terms.push_str(list);
        terms.push(SEPARATOR);
    }
}

/// What the exact words of a word as printed say about its neighbours.
fn kind_of(words: &str, analyzer: &Analyzer) -> Kind {
    if words.split(SEPARATOR).any(is_ideograph) {
        return Kind::Ideograph;
    }
    let last = words.rsplit(SEPARATOR).next().unwrap_or_default();
    if analyzer.chains.joined_prefixes.contains(last) {
        return Kind::Prefix;
    }
    Kind::Plain
}
