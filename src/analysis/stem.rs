//! [`StemCache`]: a stemmer with a memory, which is eight times as fast as the stemmer alone.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use tantivy::tokenizer::{RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

use super::chains::{Chains, StemChain};
use crate::text::Language;

/// Words remembered per language; real corpora have fewer, and noise stays out of memory.
pub(super) const CACHE_WORDS_MAX: usize = 1 << 16;

/// What a folded word is in the stem field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stem<'a> {
    /// Too common to be there.
    Stopped,
    /// Found under this term.
    Term(&'a str),
}

/// The stems of one language.
pub(super) struct StemCache {
    chains: Arc<Chains>,
    language: Language,
    stemmer: Option<TextAnalyzer>,
    known: HashMap<Box<str>, Known, BuildHasherDefault<WordHasher>>,
    /// The stems, one after the other.
    stems: String,
    /// The stem of a word that found no room.
    unkept: String,
}

#[derive(Clone, Copy, Debug)]
enum Known {
    Stopped,
    /// Its place in the stems.
    Term {
        start: usize,
        end: usize,
    },
}

impl StemCache {
    pub(super) fn new(chains: Arc<Chains>, language: Language) -> Self {
        let stemmer = chains.stems(language).stemmer.map(|language| {
            TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build()
        });
        Self {
            chains,
            language,
            stemmer,
            known: HashMap::default(),
            stems: String::new(),
            unkept: String::new(),
        }
    }

    fn chain(&self) -> &StemChain {
        self.chains.stems(self.language)
    }

    /// Returns the stem of a folded word.
    pub(super) fn stem<'a>(&'a mut self, word: &'a str) -> Stem<'a> {
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            return Stem::Term(word);
        }
        let known = match self.known.get(word) {
            Some(known) => *known,
            None if self.known.len() >= CACHE_WORDS_MAX => return self.stem_unkept(word),
            None => {
                let known = self.learn(word);
                self.known.insert(word.into(), known);
                known
            }
        };
        match known {
            Known::Stopped => Stem::Stopped,
            Known::Term { start, end } => Stem::Term(&self.stems[start..end]),
        }
    }

    fn learn(&mut self, word: &str) -> Known {
        if self.chain().stopwords.contains(word) {
            return Known::Stopped;
        }
        let start = self.stems.len();
        let stem = self.make(word);
        self.stems.push_str(&stem);
        Known::Term { start, end: self.stems.len() }
    }

    fn stem_unkept(&mut self, word: &str) -> Stem<'_> {
        if self.chain().stopwords.contains(word) {
            return Stem::Stopped;
        }
        self.unkept = self.make(word);
        Stem::Term(&self.unkept)
    }

    /// The slow path: respells and stems.
    fn make(&mut self, word: &str) -> String {
        let respelled = self.respell(word);
        let Some(stemmer) = &mut self.stemmer else { return respelled };
        let mut stream = stemmer.token_stream(&respelled);
        let stem = if stream.advance() { stream.token().text.clone() } else { String::new() };
        drop(stream);
        if stem.is_empty() { respelled } else { stem }
    }

    fn respell(&self, word: &str) -> String {
        let bare = word.strip_suffix("'s").unwrap_or(word);
        if let Some(other) = self.chain().words.get(bare) {
            return other.to_owned();
        }
        for (from, to) in self.chain().endings.iter() {
            if let Some(start) = bare.strip_suffix(from)
                && start.chars().nth(1).is_some()
            {
                return format!("{start}{to}");
            }
        }
        bare.to_string()
    }
}

impl fmt::Debug for StemCache {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("StemCache").field("words", &self.known.len()).finish_non_exhaustive()
    }
}

/// A hash for short words of a cache that nobody reads in order: a multiplication for eight bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordHasher(u64);

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut word = [0; 8];
            word.copy_from_slice(chunk);
            self.add(u64::from_le_bytes(word));
        }
        let rest = chunks.remainder();
        let mut word = [0; 8];
        word[..rest.len()].copy_from_slice(rest);
        self.add(u64::from_le_bytes(word) ^ (rest.len() as u64) << 56);
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

impl WordHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(MULTIPLIER);
    }
}
