//! [`TextView`]: a text as a query looks at it.

use std::cell::OnceCell;
use std::ops::Range;

use super::matcher::Occurrence;
use super::plan::{Leaf, LeafKind};
use crate::analysis::{Analyzer, Initials, Sink};
use crate::citation::{Citation, Context, Organ, scan};
use crate::text::{Language, Span, sentences};

/// A text with its words, and with the stems that a query may ask for.
pub(super) struct TextView<'text> {
    text: &'text str,
    terms: Terms<'text>,
    citations: OnceCell<Vec<Citation>>,
    sentences: OnceCell<Vec<Span>>,
}

/// Returns the beginnings of the stems that `leaves` ask for.
pub(super) fn initials(leaves: &[Leaf]) -> Initials {
    let mut stems: Vec<&str> = Vec::new();
    for leaf in leaves {
        if let LeafKind::Token { stems: own, meanings, .. } = &leaf.kind {
            stems.extend(own.iter().map(String::as_str));
            stems.extend(meanings.iter().flatten().flatten().map(String::as_str));
        }
    }
    Initials::of(stems)
}

impl<'text> TextView<'text> {
    /// `initials` are those of the leaves that will be looked for.
    pub(super) fn new(
        text: &'text str,
        language: Option<Language>,
        initials: &'text Initials,
        analyzer: &mut Analyzer,
    ) -> Self {
        let mut terms = Terms::new(initials);
        // A word of six letters and a space are usual.
        terms.letters.reserve(text.len());
        terms.words.reserve(text.len() / WORD_BYTES_USUAL);
        analyzer.scan(text, language, &mut terms);
        Self { text, terms, citations: OnceCell::new(), sentences: OnceCell::new() }
    }

    /// The exact words with their places, in order.
    pub(super) fn words(&self) -> impl Iterator<Item = (Span, &str)> {
        self.terms.words.iter().map(|term| self.terms.get(term))
    }

    /// How many words there are.
    pub(super) fn word_count(&self) -> usize {
        self.terms.words.len()
    }

    /// The word of this number, which is below [`word_count`](Self::word_count).
    pub(super) fn word(&self, number: usize) -> (Span, &str) {
        self.terms.get(&self.terms.words[number])
    }

    /// Tells whether an exact word stands in the text.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words().any(|(_, other)| other == word)
    }

    /// The stems that may be asked for, in order.
    pub(super) fn stems(&self) -> impl Iterator<Item = (Span, &str)> {
        self.terms.stems.iter().map(|term| self.terms.get(term))
    }

    /// The documents the text cites, read as one that `speaker` says.
    pub(super) fn citations(&self, speaker: Option<Organ>) -> &[Citation] {
        self.citations.get_or_init(|| scan(self.text, Context { speaker }))
    }

    /// The number of the word at a byte, or of the next one.
    fn word_at(&self, byte: usize) -> usize {
        self.terms.words.partition_point(|(span, _)| span.end() <= byte)
    }

    /// The place of a stretch of bytes.
    pub(super) fn at(&self, span: Span) -> Occurrence {
        let first = self.word_at(span.start());
        let last = self.word_at(span.end().saturating_sub(1)).max(first);
        Occurrence { first, last, span }
    }

    /// The number of the sentence a byte stands in.
    pub(super) fn sentence_at(&self, byte: usize) -> usize {
        let sentences = self.sentences.get_or_init(|| sentences(self.text));
        sentences.partition_point(|sentence| sentence.end() <= byte)
    }
}

/// How many bytes a word takes with the space after it.
const WORD_BYTES_USUAL: usize = 6;

/// A place in the text, and one in the letters of all terms.
type Term = (Span, Range<usize>);

/// What a scan tells, in one piece of memory: every hit is scanned, and most words are looked at
/// once.
struct Terms<'a> {
    initials: &'a Initials,
    letters: String,
    words: Vec<Term>,
    stems: Vec<Term>,
}

impl<'a> Terms<'a> {
    fn new(initials: &'a Initials) -> Self {
        Self { initials, letters: String::new(), words: Vec::new(), stems: Vec::new() }
    }

    fn get(&self, (span, letters): &Term) -> (Span, &str) {
        (*span, &self.letters[letters.clone()])
    }

    fn push(&mut self, term: &str) -> Range<usize> {
        let start = self.letters.len();
        self.letters.push_str(term);
        start..self.letters.len()
    }
}

impl Sink for Terms<'_> {
    fn wants(&self, word: &str) -> bool {
        self.initials.may_begin(word)
    }

    fn word(&mut self, span: Span, word: &str) {
        let letters = self.push(word);
        self.words.push((span, letters));
    }

    fn stem(&mut self, span: Span, stem: &str) {
        let letters = self.push(stem);
        self.stems.push((span, letters));
    }
}
