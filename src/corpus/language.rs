//! The language of a document as a whole.
//!
//! The script decides where it can: of the six languages only one is written in Han characters,
//! one in Arabic and one in Cyrillic letters. Among the three in Latin letters `whatlang` chooses.
//! It is asked about a whole document and never about a clause, on which it is unreliable.

use whatlang::{Detector, Lang};

use crate::text::{Block, Language, ascii_run, is_alphabetic};

/// How many letters are counted; more does not change the answer.
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
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    of_texts(&texts)
}

fn of_texts(texts: &[&str]) -> Option<Language> {
    let sample = Sample::of(texts);
    if sample.weight() < SAMPLE_LETTERS_MIN {
        return None;
    }
    let scripts = [
        (sample.han * HAN_WEIGHT, Some(Language::Chinese)),
        (sample.arabic, Some(Language::Arabic)),
        (sample.cyrillic, Some(Language::Russian)),
        (sample.latin, None),
    ];
    let share = sample.weight() as f64 * SCRIPT_SHARE;
    let (_, language) = scripts.into_iter().find(|(letters, _)| *letters as f64 > share)?;
    language.or_else(|| latin(&stretches(&texts[..sample.texts], sample.latin)))
}

fn latin(words: &[&str]) -> Option<Language> {
    by_small_words(words).or_else(|| by_letters(&spaced(words)))
}

/// Returns the language of which nearly all small words of a text are, if it has enough of them:
/// `whatlang` says the same, after much more work.
fn by_small_words(words: &[&str]) -> Option<Language> {
    let mut counts = [0_usize; 3];
    for word in words {
        match *word {
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
        && count * SMALL_WORDS_OF >= words.len()
        && (all - count) * SMALL_WORDS_OTHER <= count;
    is_sure.then_some(language)
}

/// Returns words with a space behind each.
fn spaced(words: &[&str]) -> String {
    words.iter().flat_map(|word| [word, " "]).collect()
}

fn by_letters(letters: &str) -> Option<Language> {
    let detector = Detector::with_allowlist(vec![Lang::Eng, Lang::Fra, Lang::Spa]);
    let found = detector.detect(letters)?;
    if found.confidence() < CONFIDENCE_MIN {
        return None;
    }
    Language::from_code(found.lang().code())
}

/// Returns the words of `texts` that are written in Latin letters, `latin` letters together; of many
/// letters stretches of whole words from beginning to end.
fn stretches<'a>(texts: &[&'a str], latin: usize) -> Vec<&'a str> {
    let mut words = Vec::new();
    if latin <= STRETCHES * STRETCH_LETTERS {
        push_stretch(texts, 0, usize::MAX, &mut words);
        return words;
    }
    let length_bytes: usize = texts.iter().map(|text| text.len()).sum();
    for number in 0..STRETCHES {
        push_stretch(texts, length_bytes / STRETCHES * number, STRETCH_LETTERS, &mut words);
    }
    words
}

/// Appends the words in Latin letters behind the first space behind the byte `start` of `texts`,
/// until there are `length_bytes` of them and the spaces behind them.
fn push_stretch<'a>(
    texts: &[&'a str],
    start: usize,
    length_bytes: usize,
    words: &mut Vec<&'a str>,
) {
    let mut pushed_bytes = 0;
    let mut left = start;
    for text in texts {
        let from = match left {
            0 => 0,
            _ if left >= text.len() => text.len(),
            _ => text.as_bytes()[left..]
                .iter()
                .position(|byte| *byte == b' ')
                .map_or(text.len(), |more| left + more),
        };
        left = left.saturating_sub(text.len());
        for word in latin_words(&text[from..]) {
            words.push(word);
            pushed_bytes += word.len() + 1;
            if pushed_bytes >= length_bytes {
                return;
            }
        }
    }
}

/// Iterates over the words of a text that are written in Latin letters.
fn latin_words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|sign| !is_latin(sign));
        let ascii = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let is_end = rest.as_bytes().get(ascii).is_none_or(u8::is_ascii);
        let after =
            if is_end { &rest[ascii..] } else { rest[ascii..].trim_start_matches(is_latin) };
        let word = &rest[..rest.len() - after.len()];
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

fn is_latin(character: char) -> bool {
    character.is_ascii_alphabetic() || matches!(character, '\u{C0}'..='\u{24F}')
}

/// How many letters of each script a document has.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sample {
    han: usize,
    arabic: usize,
    cyrillic: usize,
    other: usize,
    /// A space behind a word is worth a letter: a clause of five words says more than a name of as
    /// many letters.
    latin: usize,
    /// How many texts were looked at.
    texts: usize,
}

impl Sample {
    fn of(texts: &[&str]) -> Self {
        let mut sample = Self::default();
        let mut letters = 0usize;
        for text in texts {
            letters += sample.add_text(text);
            sample.latin += usize::from(text.ends_with(is_latin));
            sample.texts += 1;
            if letters > SAMPLE_LETTERS_MAX {
                break;
            }
        }
        sample
    }

    /// Adds what stands in a text, and returns how many letters that are.
    fn add_text(&mut self, text: &str) -> usize {
        let mut letters = 0;
        let mut rest = text;
        while !rest.is_empty() {
            let ascii = ascii_run(rest.as_bytes());
            let (latin, ends) = ascii_letters(&rest.as_bytes()[..ascii]);
            self.latin += latin + ends;
            letters += latin;
            rest = &rest[ascii..];
            if let Some(character) = rest.chars().next() {
                letters += usize::from(is_alphabetic(character));
                self.add(character);
                rest = &rest[character.len_utf8()..];
            }
        }
        letters
    }

    fn add(&mut self, character: char) {
        match character {
            _latin if is_latin(character) => self.latin += 1,
            '\u{400}'..='\u{52F}' => self.cyrillic += 1,
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FEFC}' => {
                self.arabic += usize::from(is_alphabetic(character));
            }
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
                self.han += 1;
            }
            _letter if is_alphabetic(character) => self.other += 1,
            _mark => {}
        }
    }

    fn weight(&self) -> usize {
        self.han * HAN_WEIGHT + self.arabic + self.cyrillic + self.other + self.latin
    }
}

/// Returns how many letters a text in ASCII has, and how many of them have another sign behind them.
fn ascii_letters(text: &[u8]) -> (usize, usize) {
    /// So many ones a byte can count; the processor adds many of such bytes at once.
    const CHUNK: usize = 255;
    let is_letter = |byte: &u8| u8::from(byte.is_ascii_alphabetic());
    let letters = text.chunks(CHUNK).map(|chunk| chunk.iter().map(is_letter).sum::<u8>());
    let is_end = |(one, next): (&u8, &u8)| is_letter(one) & !is_letter(next);
    let next = text.get(1..).unwrap_or_default();
    let ends = text.chunks(CHUNK).zip(next.chunks(CHUNK));
    let ends = ends.map(|(chunk, next)| chunk.iter().zip(next).map(is_end).sum::<u8>());
    (letters.map(usize::from).sum(), ends.map(usize::from).sum())
}

#[cfg(test)]
mod tests {
    use super::{
        Sample, by_letters, by_small_words, is_latin, latin_words, of_texts, spaced, stretches,
    };
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
                    let words = stretches(&[&mixed], Sample::of(&[&mixed]).latin);
                    let Some(found) = by_small_words(&words) else { continue };
                    sure += 1;
                    assert_eq!(by_letters(&spaced(&words)), Some(found), "{mixed}");
                    assert!(found == language || own < foreign, "{mixed}");
                }
            }
        }
        assert!(sure > 10, "{sure}");
    }

    #[test]
    fn words_in_latin_letters_are_cut_at_all_others() {
        for text in [
            "",
            "a",
            " a ",
            "d'été, l\u{2019}\u{e9}t\u{e9}",
            "e\u{301}t 1a2b",
            "Лампа a 灯b",
            "éa aé—ß",
        ] {
            let slow = text.split(|sign| !is_latin(sign)).filter(|word| !word.is_empty());
            assert_eq!(latin_words(text).collect::<Vec<_>>(), slow.collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn stretches_tell_the_language_as_the_whole_does() {
        for (language, text) in TEXTS {
            for count in [1, 2, 3, 9, 10, 11, 40, 200] {
                let texts = vec![text; count];
                assert_eq!(by_letters(&texts.concat()), Some(language), "{count}: {text}");
                assert_eq!(of_texts(&texts), Some(language), "{count}: {text}");
            }
        }
    }

    #[test]
    fn letters_are_counted_and_the_ends_of_words() {
        let texts = [
            ("", (0, 0)),
            (" ", (0, 0)),
            ("a", (1, 0)),
            ("1. A b-c,\n", (3, 3)),
            ("\u{e9} a \u{e8}", (3, 1)),
            ("the  \u{2019}s \u{5b89} and Lo\u{301}  e\u{301}", (11, 3)),
            ("\u{410}\u{441} a\u{a0}bc ", (5, 1)),
        ];
        for (text, (letters, ends)) in texts {
            let mut sample = Sample::default();
            assert_eq!(sample.add_text(text), letters, "{text:?}");
            let others = sample.han + sample.cyrillic;
            assert_eq!(sample.latin + others, letters + ends, "{text:?}");
        }
    }
}
