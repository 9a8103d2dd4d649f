//! Openers that character recognition has spoilt: `Recaliing`, `Lakes note`, `Reguests`.
//!
//! The model knows which letters look alike, and nothing but the words of the tables: a word is
//! taken for a verb only if look-alikes, or one inner letter lost or doubled in a long word,
//! explain the whole difference. So no other word becomes a verb.

use std::borrow::Cow;

use super::language_tables::LanguageTables;
use super::verbs;
use super::words::Words;
use super::{Lexicon, OPENER_BYTES_MAX, VerbMatch};
use crate::text::Language;

/// Letters that scans confuse, as they are after folding.
const LOOK_ALIKE: &[&str] = &["litj1", "rp", "qg", "ceo", "un", "hb", "ft", "s5", "vy", "o0"];

/// How many words at the start of a clause may be spoilt.
const WORDS_MAX: usize = 4;

/// Words with fewer letters are too easily other words.
const LETTERS_MIN: usize = 5;

/// Words with fewer letters do not lose or double one.
const LETTERS_MIN_LOST: usize = 8;

/// What one difference takes from the confidence.
const DOUBT: f32 = 0.15;

/// Longer or shorter by more bytes a word is another: one letter is lost, and `rn` is read as `m`.
const LENGTH_UNLIKE_MAX: usize = 3;

/// The most differences in one word.
const DIFFERENCES_MAX: usize = 2;

impl Lexicon {
    /// Returns the clause verb that opens a scanned `text`, and how sure that is, from 1, as
    /// printed, downwards.
    ///
    /// Languages that are not written in Latin letters are read as printed.
    ///
    /// ```
    /// use resq::lexicon::Lexicon;
    /// use resq::text::Language;
    ///
    /// let text = "Recaliing its resolution on lighthouses,";
    /// let (verb, confidence) =
    ///     Lexicon::embedded().opener_noisy(text, Language::English).unwrap();
    /// assert_eq!(verb.concept.unwrap().as_str(), "recalls");
    /// assert!(confidence < 1.0);
    /// ```
    #[must_use]
    pub fn opener_noisy(&self, text: &str, language: Language) -> Option<(VerbMatch, f32)> {
        let tables = self.language(language);
        let mut words = Words::of_start(text, language, OPENER_BYTES_MAX);
        if let Some(found) = verbs::opener(tables, &mut words) {
            return Some((found.to_match(&words), 1.0));
        }
        let is_latin = matches!(language, Language::English | Language::French | Language::Spanish);
        let mut confidence = 1.0;
        for place in 0..WORDS_MAX.min(words.len()).min(if is_latin { WORDS_MAX } else { 0 }) {
            let Some((word, differences)) = corrected(tables, words.get(place)) else { continue };
            for _ in 0..differences {
                confidence -= DOUBT;
            }
            words.replace(place, &word);
            if let Some(found) = verbs::opener(tables, &mut words) {
                return Some((found.to_match(&words), confidence));
            }
        }
        None
    }
}

/// Returns the word of the tables that `word` is most likely a spoilt print of, and the number of
/// differences; the first in order of equals.
fn corrected(tables: &LanguageTables, word: &str) -> Option<(String, usize)> {
    // Verbs that no counted clause opens with are rarer than the words they resemble.
    let attested = tables.verbs.iter().filter(|(_, form)| form.count > 0);
    let words = attested.flat_map(|(words, _)| words);
    let mut best: Option<(String, usize)> = None;
    let seen = read_as_one(word);
    for known in words.filter(|known| known.len().abs_diff(word.len()) <= LENGTH_UNLIKE_MAX) {
        let Some(differences) = differences(&seen, known) else { continue };
        if differences == 0 {
            return None;
        }
        if best.as_ref().is_none_or(|(_, fewest)| differences < *fewest) {
            best = Some((known.to_string(), differences));
        }
    }
    best
}

/// Returns a word with one letter for the two that scans take for it.
fn read_as_one(word: &str) -> Cow<'_, str> {
    if word.contains("rn") { Cow::Owned(word.replace("rn", "m")) } else { Cow::Borrowed(word) }
}

/// Returns how many differences of the kinds that scans make part `seen`, with such letters read as
/// one, from `known`; `None` if other differences do, or too many.
fn differences(seen: &str, known: &str) -> Option<usize> {
    let known = read_as_one(known);
    let known = known.as_ref();
    if seen.len().min(known.len()) < LETTERS_MIN {
        return (seen == known).then_some(0);
    }
    if seen.len() == known.len() {
        let unlike = seen.chars().zip(known.chars()).filter(|(left, right)| left != right);
        let mut count = 0;
        for (left, right) in unlike {
            count += 1;
            if count > DIFFERENCES_MAX || !is_alike(left, right) {
                return None;
            }
        }
        return Some(count);
    }
    let (shorter, longer) = if seen.len() < known.len() { (seen, known) } else { (known, seen) };
    let is_one_lost = longer.len() == shorter.len() + 1 && shorter.len() >= LETTERS_MIN_LOST;
    let start = shorter.bytes().zip(longer.bytes()).take_while(|(left, right)| left == right);
    let start = start.count();
    let is_inner = start > 1 && start < shorter.len() - 1;
    let is_rest_equal = longer.as_bytes()[start + 1..] == shorter.as_bytes()[start..];
    (is_one_lost && is_inner && is_rest_equal).then_some(1)
}

fn is_alike(left: char, right: char) -> bool {
    LOOK_ALIKE.iter().any(|letters| letters.contains(left) && letters.contains(right))
}
