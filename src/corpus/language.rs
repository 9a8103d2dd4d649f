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
    let detector = Detector::with_allowlist(vec![Lang::Eng, Lang::Fra, Lang::Spa]);
    let found = detector.detect(&stretches(letters))?;
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
            for character in block.text.chars() {
                letters += usize::from(character.is_alphabetic());
                sample.add(character);
            }
            sample.add(' ');
            if letters > SAMPLE_LETTERS_MAX {
                break;
            }
        }
        sample
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
