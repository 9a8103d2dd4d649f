//! The language of a document as a whole.
//!
//! The script decides where it can: of the six languages only one is written in Han characters,
//! one in Arabic and one in Cyrillic letters. Among the three in Latin letters `whatlang` chooses.
//! It is asked about a whole document and never about a clause, on which it is unreliable.

use std::borrow::Cow;

use whatlang::{Detector, Lang};

use crate::text::{Block, Language};

/// How many letters are looked at; more does not change the answer.
const SAMPLE_LETTERS_MAX: usize = 20_000;
/// Of long texts `whatlang` sees so many stretches of so many letters, evenly spread: it reads a
/// thousand letters as well as twenty thousand, and takes as long as all other decoding for them.
const STRETCHES: usize = 4;
const STRETCH_LETTERS: usize = 400;
/// With fewer letters a text may be a name or a heading in any language.
const SAMPLE_LETTERS_MIN: usize = 24;
/// One Han character says about as much as this many letters.
const HAN_WEIGHT: usize = 4;
/// The part of the letters a script must have; the rest is names, symbols, an annex.
const SCRIPT_SHARE: f64 = 0.5;
/// Below this `whatlang` is guessing.
const CONFIDENCE_MIN: f64 = 0.35;

/// Small words of one language, and of so many words one, tell the language when they have so many
/// for one of another.
const SMALL_WORDS_MIN: usize = 20;
const SMALL_WORDS_OF: usize = 8;
const SMALL_WORDS_OTHER: usize = 10;

/// Returns the language of `blocks`, or `None` if they are too short, mixed, or in none of the
/// six.
pub(super) fn detect(blocks: &[Block]) -> Option<Language> {
    let sample = Sample::of(blocks);
    if sample.weight() < SAMPLE_LETTERS_MIN {
        return None;
    }
    let scripts = [
        (sample.han * HAN_WEIGHT, Some(Language::Chinese)),
        (sample.arabic, Some(Language::Arabic)),
        (sample.cyrillic, Some(Language::Russian)),
        (sample.latin.chars().count(), None),
    ];
    let share = sample.weight() as f64 * SCRIPT_SHARE;
    let (_, language) = scripts.into_iter().find(|(letters, _)| *letters as f64 > share)?;
    language.or_else(|| latin(&sample.latin))
}

fn latin(letters: &str) -> Option<Language> {
    let letters = stretches(letters);
    by_small_words(&letters).or_else(|| by_letters(&letters))
}

/// Returns the language of which nearly all small words of a text are, if it has enough of them:
/// `whatlang` says the same, after much more work.
fn by_small_words(letters: &str) -> Option<Language> {
    let mut counts = [0_usize; 3];
    let mut words = 0;
    for word in letters.split(' ') {
        words += 1;
        match word {
            "the" | "of" | "and" | "to" | "by" | "with" | "for" | "its" | "that" => counts[0] += 1,
            "des" | "du" | "aux" | "une" | "dans" | "les" | "et" | "par" | "pour" => counts[1] += 1,
            "el" | "los" | "las" | "del" | "y" | "por" | "una" | "para" | "con" => counts[2] += 1,
            _ => {}
        }
    }
    let all: usize = counts.iter().sum();
    let languages = [Language::English, Language::French, Language::Spanish];
    let (count, language) = counts.into_iter().zip(languages).max_by_key(|(count, _)| *count)?;
    let is_sure = count >= SMALL_WORDS_MIN
        && count * SMALL_WORDS_OF >= words
        && (all - count) * SMALL_WORDS_OTHER <= count;
    is_sure.then_some(language)
}

fn by_letters(letters: &str) -> Option<Language> {
    let detector = Detector::with_allowlist(vec![Lang::Eng, Lang::Fra, Lang::Spa]);
    let found = detector.detect(letters)?;
    if found.confidence() < CONFIDENCE_MIN {
        return None;
    }
    Language::from_code(found.lang().code())
}

/// Returns `letters` if they are few, else stretches of whole words from beginning to end.
fn stretches(letters: &str) -> Cow<'_, str> {
    let step = letters.len() / STRETCHES;
    if step <= STRETCH_LETTERS {
        return Cow::Borrowed(letters);
    }
    let bound = |place: usize| {
        let ahead = letters.as_bytes()[place..].iter().position(|byte| *byte == b' ');
        ahead.map_or(letters.len(), |ahead| place + ahead)
    };
    let stretch = |number: usize| {
        let start = bound(number * step);
        &letters[start..bound(start + STRETCH_LETTERS.min(letters.len() - start))]
    };
    Cow::Owned((0..STRETCHES).map(stretch).collect())
}

/// The letters of a document by script.
#[derive(Default)]
struct Sample {
    han: usize,
    arabic: usize,
    cyrillic: usize,
    other: usize,
    /// The words in Latin letters, with the spaces between them.
    latin: String,
}

impl Sample {
    fn of(blocks: &[Block]) -> Self {
        let mut sample = Self::default();
        let mut letters = 0usize;
        for block in blocks {
            letters += sample.add_text(&block.text);
            sample.add(' ');
            if letters > SAMPLE_LETTERS_MAX {
                break;
            }
        }
        sample
    }

    /// Adds what stands in a block, and returns how many letters that are.
    fn add_text(&mut self, text: &str) -> usize {
        let mut letters = 0;
        let mut rest = text;
        while !rest.is_empty() {
            let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            letters += self.add_ascii(&rest[..ascii]);
            rest = &rest[ascii..];
            if let Some(character) = rest.chars().next() {
                letters += usize::from(character.is_alphabetic());
                self.add(character);
                rest = &rest[character.len_utf8()..];
            }
        }
        letters
    }

    /// Adds the words of a text that is ASCII, and returns how many letters they have.
    fn add_ascii(&mut self, text: &str) -> usize {
        let before = self.latin.len();
        let mut spaces = 0;
        for (place, word) in text.split(|sign: char| !sign.is_ascii_alphabetic()).enumerate() {
            if place > 0 && !self.latin.ends_with(' ') {
                self.latin.push(' ');
                spaces += 1;
            }
            self.latin.push_str(word);
        }
        self.latin.len() - before - spaces
    }

    fn add(&mut self, character: char) {
        match character {
            '\u{41}'..='\u{5A}' | '\u{61}'..='\u{7A}' | '\u{C0}'..='\u{24F}' => {
                self.latin.push(character);
            }
            '\u{400}'..='\u{52F}' => self.cyrillic += 1,
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FEFC}' => {
                self.arabic += usize::from(character.is_alphabetic());
            }
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
                self.han += 1;
            }
            _letter if character.is_alphabetic() => self.other += 1,
            _mark if !self.latin.ends_with(' ') => self.latin.push(' '),
            _again => {}
        }
    }

    fn weight(&self) -> usize {
        self.han * HAN_WEIGHT
            + self.arabic
            + self.cyrillic
            + self.other
            + self.latin.chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::{Sample, by_letters, by_small_words, latin, stretches};
    use crate::text::Language;

    /// Running text in each of the three languages, a word of another language here and there.
    const TEXTS: [(Language, &str); 3] = [
        (
            Language::English,
            "Recalling the report of the Harbour Master and the agreement reached by the Parties \
             with regard to its lighthouses that are run for the public of El Faro y Las Rocas ",
        ),
        (
            Language::French,
            "Rappelant le rapport du capitaine et les accords conclus par les Parties dans une \
             lettre pour des phares \u{e0} la charge des communes et aux frais du port of the Isle ",
        ),
        (
            Language::Spanish,
            "Recordando el informe del capit\u{e1}n y los acuerdos de las Partes para una carta con \
             los faros por cuenta del puerto y para las comunas y las islas of the coast ",
        ),
    ];

    #[test]
    fn small_words_tell_the_language_as_letters_do() {
        let mut sure = 0;
        for (language, text) in TEXTS {
            for (_, other) in TEXTS {
                for (own, foreign) in [(1, 0), (4, 0), (20, 1), (40, 1), (6, 1), (3, 3), (1, 4)] {
                    let mixed = text.repeat(own) + &other.repeat(foreign);
                    let mut sample = Sample::default();
                    sample.add_text(&mixed);
                    let letters = stretches(&sample.latin);
                    let Some(found) = by_small_words(&letters) else { continue };
                    sure += 1;
                    assert_eq!(by_letters(&letters), Some(found), "{mixed}");
                    assert!(found == language || own < foreign, "{mixed}");
                }
            }
        }
        assert!(sure > 10, "{sure}");
    }

    #[test]
    fn stretches_tell_the_language_as_the_whole_does() {
        for (language, text) in TEXTS {
            for count in [1, 2, 3, 9, 10, 11, 40, 200] {
                let mut sample = Sample::default();
                sample.add_text(&text.repeat(count));
                assert_eq!(by_letters(&sample.latin), Some(language), "{count}: {text}");
                assert_eq!(latin(&sample.latin), Some(language), "{count}: {text}");
            }
        }
    }

    #[test]
    fn runs_of_ascii_make_the_sample_that_single_characters_make() {
        for text in [
            "",
            " ",
            "a",
            "1. A b-c,\n",
            "é a è",
            "the  \u{2019}s 安 and Ассамблея  e\u{301}",
            "a\u{301}b \u{a0}c",
        ] {
            for before in ["", "x", " "] {
                let (mut fast, mut slow) = (Sample::default(), Sample::default());
                fast.add_text(before);
                slow.add_text(before);
                let letters = fast.add_text(text);
                text.chars().for_each(|character| slow.add(character));
                assert_eq!(fast.latin, slow.latin, "{text:?}");
                assert_eq!(fast.weight(), slow.weight(), "{text:?}");
                assert_eq!(letters, text.chars().filter(|one| one.is_alphabetic()).count());
            }
        }
    }
}
