//! [`Analyzer`]: one pass over a text that tells its words and its stems.

use std::sync::Arc;

use super::chains::{Chains, index_of};
use super::stem::{Stem, StemCache};
use super::tokenizer::SEPARATOR;
use crate::text::{Language, Span, fold_into, words};

/// Takes what a scan finds, in the order of the text.
pub trait Sink {
    /// Tells whether the stem of a folded word is of use; [`stem`](Self::stem) may be told others.
    fn wants(&self, word: &str) -> bool {
        let _ = word;
        true
    }

    /// Takes an exact word: the next one after the word before it.
    fn word(&mut self, span: Span, word: &str);

    /// Takes a stem, after the last word it is made of.
    fn stem(&mut self, span: Span, stem: &str);

    /// Takes a word that has no stem because it is too common; it was the last word.
    fn stopped(&mut self, span: Span) {
        let _ = span;
    }

    /// Takes a word that is cut off before a vowel (`l'`) and has no stem; it was the last word.
    fn elided(&mut self, span: Span) {
        let _ = span;
    }
}

/// The terms of a text, joined by [`SEPARATOR`]: what the fields of an index take.
///
/// One value can be refilled for many texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The exact words, in order.
    pub words: String,
    /// The stems, in order.
    pub stems: String,
    /// The terms of the phrases, by their first words; only a
    /// [`CachedAnalyzer`](super::CachedAnalyzer) finds them.
    pub phrases: String,
}

impl Terms {
    /// Empties the lists.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.stems.clear();
        self.phrases.clear();
    }
}

/// The words and stems of a text with their places: what highlighting compares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpannedTerms {
    /// The exact words, in order; the n-th is the word at position n.
    pub words: Vec<(Span, String)>,
    /// The stems, in order.
    pub stems: Vec<(Span, String)>,
}

/// Cuts texts into words and stems, and remembers stems; one per thread.
#[derive(Debug)]
pub struct Analyzer {
    pub(super) chains: Arc<Chains>,
    /// One per language, in the order of [`Language::ALL`].
    stems: Vec<StemCache>,
    word: String,
    joined: String,
}

/// What the words before the current one left to be said.
#[derive(Default)]
struct Pending {
    /// A prefix (`co`) that waits for the word after the hyphen.
    prefix: Option<Span>,
    /// The Chinese character before, and whether it is part of a stem already.
    ideograph: Option<(Span, bool)>,
}

impl Analyzer {
    /// Returns an analyzer that follows `chains`.
    #[must_use]
    pub fn new(chains: Arc<Chains>) -> Self {
        let stems = Language::ALL
            .iter()
            .map(|language| StemCache::new(chains.clone(), *language))
            .collect();
        Self { chains, stems, word: String::new(), joined: String::new() }
    }

    /// Tells `sink` the words and stems of `text`, a text in `language`.
    ///
    /// The language decides among those that share a script; English is taken where it is unknown.
    pub fn scan(&mut self, text: &str, language: Option<Language>, sink: &mut impl Sink) {
        let mut pending = Pending::default();
        for span in words(text) {
            let mut rest = span;
            while let Some(elided) = self.elision(rest.of(text)) {
                let cut = Span::new(rest.start(), rest.start() + elided.word);
                self.flush(&mut pending, text, sink);
                self.fold(cut.of(text));
                sink.word(cut, &self.word);
                sink.elided(cut);
                rest = Span::new(cut.start() + elided.with_sign, rest.end());
            }
            self.fold(rest.of(text));
            if !self.word.is_empty() {
                self.tell(text, rest, language, (&mut pending, sink));
            }
        }
        self.flush(&mut pending, text, sink);
    }

    /// Replaces `terms` by those of `text`, a text in `language`.
    pub fn terms(&mut self, text: &str, language: Option<Language>, terms: &mut Terms) {
        terms.clear();
        self.scan(text, language, terms);
    }

    /// Returns the words and stems of `text` with their places.
    pub fn spanned(&mut self, text: &str, language: Option<Language>) -> SpannedTerms {
        let mut terms = SpannedTerms::default();
        self.scan(text, language, &mut terms);
        terms
    }

    /// Tells the word in `self.word`, which stands at `span`, and its stem.
    fn tell(
        &mut self,
        text: &str,
        span: Span,
        language: Option<Language>,
        (pending, sink): (&mut Pending, &mut impl Sink),
    ) {
        if is_ideograph(&self.word) {
            self.flush_prefix(pending, text, sink);
            sink.word(span, &self.word);
            self.tell_pair(pending, text, span, sink);
            return;
        }
        self.flush_ideograph(pending, text, sink);
        sink.word(span, &self.word);
        let prefix = pending.prefix.take();
        if self.chains.joined_prefixes.contains(&self.word) && is_hyphen_next(text, span.end()) {
            self.tell_prefix(prefix, text, sink);
            pending.prefix = Some(span);
            return;
        }
        let mut whole = span;
        self.joined.clear();
        if let Some(prefix) = prefix {
            if is_hyphen_between(text, prefix.end(), span.start()) {
                whole = prefix.cover(span);
                fold_into(prefix.of(text), &mut self.joined);
            } else {
                self.tell_prefix(Some(prefix), text, sink);
            }
        }
        self.joined.push_str(&self.word);
        if !sink.wants(&self.joined) {
            return;
        }
        let cache = &mut self.stems[chain_of(&self.word, language)];
        match cache.stem(&self.joined) {
            Stem::Stopped => sink.stopped(whole),
            Stem::Term(stem) => sink.stem(whole, stem),
        }
    }

    /// Two neighbouring ideographs are one stem.
    fn tell_pair(&mut self, pending: &mut Pending, text: &str, span: Span, sink: &mut impl Sink) {
        match pending.ideograph {
            Some((before, _)) if before.end() == span.start() => {
                let pair = before.cover(span);
                self.joined.clear();
                fold_into(pair.of(text), &mut self.joined);
                sink.stem(pair, &self.joined);
                pending.ideograph = Some((span, true));
            }
            _ => {
                self.flush_ideograph(pending, text, sink);
                pending.ideograph = Some((span, false));
            }
        }
    }

    fn flush(&mut self, pending: &mut Pending, text: &str, sink: &mut impl Sink) {
        self.flush_prefix(pending, text, sink);
        self.flush_ideograph(pending, text, sink);
    }

    fn flush_prefix(&mut self, pending: &mut Pending, text: &str, sink: &mut impl Sink) {
        let prefix = pending.prefix.take();
        self.tell_prefix(prefix, text, sink);
    }

    /// A prefix that no word followed is a word like others.
    fn tell_prefix(&mut self, prefix: Option<Span>, text: &str, sink: &mut impl Sink) {
        if let Some(span) = prefix {
            self.joined.clear();
            fold_into(span.of(text), &mut self.joined);
            sink.stem(span, &self.joined);
        }
    }

    /// An ideograph without a neighbour is a stem by itself.
    fn flush_ideograph(&mut self, pending: &mut Pending, text: &str, sink: &mut impl Sink) {
        if let Some((span, false)) = pending.ideograph.take() {
            self.joined.clear();
            fold_into(span.of(text), &mut self.joined);
            sink.stem(span, &self.joined);
        }
    }

    /// Puts the fold of `word` into `self.word`, cut to its allowed length.
    fn fold(&mut self, word: &str) {
        self.word.clear();
        fold_into(word, &mut self.word);
        if self.word.len() > self.chains.word_bytes_max {
            let most = self.chains.word_bytes_max;
            let ends = self.word.char_indices().map(|(place, _)| place);
            let end = ends.take_while(|place| *place <= most).last().unwrap_or_default();
            self.word.truncate(end);
        }
    }

    /// Returns how long the elided word that `word` begins with is.
    fn elision(&mut self, word: &str) -> Option<Elided> {
        if word.bytes().all(|byte| byte.is_ascii() && byte != b'\'') {
            return None;
        }
        let (place, sign) = word.char_indices().find(|(_, character)| is_apostrophe(*character))?;
        self.word.clear();
        fold_into(&word[..place], &mut self.word);
        let with_sign = place + sign.len_utf8();
        (with_sign < word.len() && self.chains.elisions.contains(&self.word))
            .then_some(Elided { word: place, with_sign })
    }

    /// Tells whether a folded word has one of `stems` in a language that is written in its letters.
    pub fn has_stem(&mut self, word: &str, stems: &[String]) -> bool {
        languages_of(word).iter().any(|language| match self.stems[index_of(*language)].stem(word) {
            Stem::Stopped => false,
            Stem::Term(stem) => stems.iter().any(|wanted| wanted == stem),
        })
    }

    /// Returns the stem of a folded word in one language, `None` if it is too common to have one.
    pub(super) fn stem_in(&mut self, language: Language, word: &str) -> Option<String> {
        match self.stems[index_of(language)].stem(word) {
            Stem::Stopped => None,
            Stem::Term(stem) => Some(stem.to_string()),
        }
    }
}

/// The bytes of an elided word without and with the apostrophe.
struct Elided {
    word: usize,
    with_sign: usize,
}

impl Sink for Terms {
    fn word(&mut self, _: Span, word: &str) {
        push_term(&mut self.words, word);
    }

    fn stem(&mut self, _: Span, stem: &str) {
        push_term(&mut self.stems, stem);
    }
}

impl Sink for SpannedTerms {
    fn word(&mut self, span: Span, word: &str) {
        self.words.push((span, word.to_string()));
    }

    fn stem(&mut self, span: Span, stem: &str) {
        self.stems.push((span, stem.to_string()));
    }
}

pub(super) fn push_term(list: &mut String, term: &str) {
    if !list.is_empty() {
        list.push(SEPARATOR);
    }
    list.push_str(term);
}

/// The languages written in the letters of a folded word, the one taken by default first.
pub(super) fn languages_of(word: &str) -> &'static [Language] {
    let letter = word.chars().find(|character| character.is_alphabetic());
    match letter {
        Some('\u{400}'..='\u{52F}') => &[Language::Russian],
        Some('\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}') => &[Language::Arabic],
        Some(letter) if letter.is_ascii() || letter < '\u{250}' => {
            &[Language::English, Language::French, Language::Spanish]
        }
        Some(_) | None => &[Language::Chinese],
    }
}

/// The place in [`Language::ALL`] of the chain that stems `word` in a text in `language`.
fn chain_of(word: &str, language: Option<Language>) -> usize {
    let candidates = languages_of(word);
    let chosen = language.filter(|language| candidates.contains(language));
    index_of(chosen.unwrap_or(candidates[0]))
}

/// Tells whether a folded word is one Chinese character.
pub(super) fn is_ideograph(word: &str) -> bool {
    let mut characters = word.chars();
    let is_han = matches!(
        characters.next(),
        Some(
            '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{323AF}',
        )
    );
    is_han && characters.next().is_none()
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2018}' | '\u{2BC}' | '\u{FF07}')
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}' | '\u{AD}')
}

pub(super) fn is_hyphen_next(text: &str, place: usize) -> bool {
    let mut characters = text[place..].chars();
    characters.next().is_some_and(is_hyphen) && characters.next().is_some_and(char::is_alphabetic)
}

pub(super) fn is_hyphen_between(text: &str, start: usize, end: usize) -> bool {
    let mut between = text[start..end].chars();
    between.next().is_some_and(is_hyphen) && between.next().is_none()
}
