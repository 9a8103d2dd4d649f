//! A clause as the matcher sees it: folded words, and what stands before each.
//!
//! Hyphens and apostrophes bound words (`re-emphasizes`, `s’inquiète`), so the typographic
//! variants of both vanish. Every Chinese character is a word of its own.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use super::forms::ANY_WORDS;
use crate::text::{Folded, Language, Span, alphanumeric_run, cyrillic_of, is_alphanumeric};

/// About as many as a word has, with the space after it.
const BYTES_PER_WORD: usize = 6;

/// What separates a word from the one before, from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing, white space, a hyphen, a quote.
    Space,
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A full stop, a colon, a bracket, a dash.
    Stop,
}

#[derive(Clone, Debug)]
struct Word {
    /// In the folded text, or where `is_respelt` in `Words::respelt`.
    spelt: Range<usize>,
    is_respelt: bool,
    /// In the folded text.
    folded: Span,
    gap: Gap,
}

/// The words of a text, in order.
#[derive(Debug)]
pub(super) struct Words {
    folded: Folded,
    /// The words that the tables spell in another way than the folded text, without anything
    /// between.
    respelt: String,
    words: Vec<Word>,
    text_length: usize,
    language: Language,
    /// How much of the folded text is cut into words, and what stands before the next one.
    cut: (usize, Gap),
    /// These are the words of a beginning only.
    is_window: bool,
    /// Somebody asked for what stands behind the last of them.
    is_left: Cell<bool>,
}

impl Words {
    /// Returns the words of `text`, which is in `language`.
    pub(super) fn new(text: &str, language: Language) -> Self {
        Self::begun(text, language, usize::MAX)
    }

    /// Returns the words of `text` of which only those in the first `bytes` bytes are there, until
    /// [`Words::finish`] is called; till then they are as those of a [`Words::window`].
    pub(super) fn begun(text: &str, language: Language, bytes: usize) -> Self {
        let mut words = Self {
            folded: Folded::new(text),
            respelt: String::new(),
            words: Vec::new(),
            text_length: text.len(),
            language,
            cut: (0, Gap::Space),
            is_window: false,
            is_left: Cell::new(false),
        };
        words.split(bytes);
        words
    }

    /// Adds the words that are not there yet.
    pub(super) fn finish(&mut self) {
        self.split(usize::MAX);
    }

    /// Returns the whole words in the first `bytes` bytes of `text`, for those who rarely read
    /// further: as long as they do not, [`Words::is_left`] tells that the rest of `text` makes no
    /// difference.
    pub(super) fn window(text: &str, language: Language, bytes: usize) -> Self {
        let mut words = Self::of_start(text, language, bytes);
        if words.text_length < text.len() {
            // The cut may stand in the middle of it, or of a letter and its sign.
            words.words.pop();
            words.is_window = true;
        }
        words
    }

    /// Tells whether what was read of a window went beyond its end.
    pub(super) fn is_left(&self) -> bool {
        self.is_left.get()
    }

    /// Returns the word at `place`, and remembers that somebody looked beyond a window.
    fn word(&self, place: usize) -> Option<&Word> {
        let word = self.words.get(place);
        if word.is_none() && self.is_window {
            self.is_left.set(true);
        }
        word
    }

    /// Returns the words of the first `bytes_max` bytes of `text`.
    pub(super) fn of_start(text: &str, language: Language, bytes_max: usize) -> Self {
        let mut end = text.len().min(bytes_max);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Self::new(&text[..end], language)
    }

    /// Cuts words up to the first that ends before a space behind the first `bytes` bytes.
    fn split(&mut self, bytes: usize) {
        let Self { folded, respelt, words, language, cut, .. } = self;
        let (text, language) = (folded.as_str(), *language);
        let (mut place, mut gap) = *cut;
        words.reserve(text.len().min(bytes).saturating_sub(place) / BYTES_PER_WORD);
        let mut push = |start: usize, end: usize, gap: &mut Gap| {
            let begun = respelt.len();
            let is_respelt = push_respelling(&text[start..end], language, respelt);
            let spelt = if is_respelt { begun..respelt.len() } else { start..end };
            let folded = Span::new(start, end);
            let gap = std::mem::replace(gap, Gap::Space);
            words.push(Word { spelt, is_respelt, folded, gap });
        };
        let mut start = None;
        loop {
            let run = alphanumeric_run(&text.as_bytes()[place..]);
            if run > 0 {
                start.get_or_insert(place);
                place += run;
            }
            // Nearly every word ends before a space.
            if text.as_bytes().get(place) == Some(&b' ') {
                if let Some(begun) = start.take() {
                    push(begun, place, &mut gap);
                }
                place += 1;
                if place > bytes {
                    break;
                }
                continue;
            }
            let Some(sign) = sign_at(text, place) else { break };
            let end = place + sign.character.len_utf8();
            if (!sign.is_letter || sign.is_han)
                && let Some(begun) = start.take()
            {
                push(begun, place, &mut gap);
            }
            if sign.is_han {
                push(place, end, &mut gap);
            } else if sign.is_letter {
                start.get_or_insert(place);
            } else {
                gap = gap.max(gap_of(sign.character));
            }
            place = end;
        }
        if let Some(begun) = start {
            push(begun, text.len(), &mut gap);
        }
        *cut = (place, gap);
        self.is_window = place < self.folded.as_str().len();
    }

    /// Returns the folded text behind the word at `place`, that which is not cut yet included.
    pub(super) fn folded_behind(&self, place: usize) -> &str {
        let end = self.words.get(place).map_or(0, |word| word.folded.end());
        &self.folded.as_str()[end..]
    }

    /// Returns how many words there are; in a window that is not known.
    pub(super) fn len(&self) -> usize {
        self.is_left.set(self.is_window);
        self.words.len()
    }

    /// Tells whether there is a word at `place`.
    pub(super) fn has(&self, place: usize) -> bool {
        self.word(place).is_some()
    }

    /// Returns the word at `place` in the spelling of the tables, or the empty string.
    pub(super) fn get(&self, place: usize) -> &str {
        self.word(place).map_or("", |word| self.spelling(word))
    }

    fn spelling(&self, word: &Word) -> &str {
        let text = if word.is_respelt { &self.respelt } else { self.folded.as_str() };
        &text[word.spelt.clone()]
    }

    /// Returns what stands before the word at `place`; after the last word, a stop.
    pub(super) fn gap(&self, place: usize) -> Gap {
        self.word(place).map_or(Gap::Stop, |word| word.gap)
    }

    /// Returns where the words of `range` stand in the text, the vowel signs upon the last letter
    /// included.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let (Some(first), Some(last)) =
            (self.words.get(range.start), self.words.get(range.end.saturating_sub(1)))
        else {
            return Span::default();
        };
        let folded = first.folded.cover(last.folded);
        let next = self.folded.as_str()[folded.end()..].chars().next();
        let end = next.map_or(self.text_length, |next| {
            let next = Span::new(folded.end(), folded.end() + next.len_utf8());
            self.folded.original(next).start()
        });
        Span::new(self.folded.original(folded).start(), end)
    }

    /// Puts `spelling` in place of that of the word at `place`, which keeps its place in the
    /// text.
    pub(super) fn replace(&mut self, place: usize, spelling: &str) {
        let start = self.respelt.len();
        if let Some(word) = self.words.get_mut(place) {
            self.respelt.push_str(spelling);
            word.spelt = start..self.respelt.len();
            word.is_respelt = true;
        }
    }

    /// Takes `prefix` off the word at `place`, which keeps its place in the text; tells whether
    /// the word began with it and more followed.
    pub(super) fn strip(&mut self, place: usize, prefix: &str) -> bool {
        let Some(word) = self.words.get(place) else { return false };
        let spelt = self.spelling(word);
        let is_longer = spelt.len() > prefix.len() && spelt.starts_with(prefix);
        if is_longer {
            self.words[place].spelt.start += prefix.len();
        }
        is_longer
    }
}

/// Returns the words of a form of the tables, in the spelling in which [`Words`] gives them.
///
/// The sign `…` stays a word of its own.
pub(super) fn words_of(form: &str, language: Language) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = Vec::new();
    for (index, part) in form.split(ANY_WORDS).enumerate() {
        if index > 0 {
            found.push(ANY_WORDS.into());
        }
        let words = Words::new(part, language);
        found.extend((0..words.len()).map(|place| Box::from(words.get(place))));
    }
    found
}

/// Returns the word that a folded text begins with, in the spelling in which [`Words`] gives it.
pub(super) fn first_word(folded: &str, language: Language) -> Cow<'_, str> {
    let is_bound = |character| !is_alphanumeric(character) || is_han(character);
    let end = match folded.chars().next() {
        Some(first) if is_han(first) => first.len_utf8(),
        Some(_) | None => folded.find(is_bound).unwrap_or(folded.len()),
    };
    let word = &folded[..end];
    let mut respelt = String::new();
    let is_respelt = push_respelling(word, language, &mut respelt);
    if is_respelt { respelt.into() } else { word.into() }
}

/// A character and what words it makes.
struct Sign {
    character: char,
    is_letter: bool,
    is_han: bool,
}

/// Reads the character at `place`; ASCII without decoding.
fn sign_at(text: &str, place: usize) -> Option<Sign> {
    let &byte = text.as_bytes().get(place)?;
    if byte.is_ascii() {
        let is_letter = byte.is_ascii_alphanumeric();
        return Some(Sign { character: char::from(byte), is_letter, is_han: false });
    }
    let character = text[place..].chars().next()?;
    let is_han = is_han(character);
    Some(Sign { character, is_letter: is_alphanumeric(character), is_han })
}

/// Tells whether a character is a word of its own.
pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

fn gap_of(character: char) -> Gap {
    match character {
        ',' => Gap::Comma,
        ';' => Gap::Semicolon,
        // Emphasis marks of Markdown and typographic signs stand inside a phrase.
        '-' | '\'' | '"' | '*' | '_' | '`' => Gap::Space,
        _ if character.is_whitespace() => Gap::Space,
        _ => Gap::Stop,
    }
}

/// Appends `word` in the one spelling that the tables and the texts share, where that is another;
/// tells whether it is.
fn push_respelling(word: &str, language: Language, out: &mut String) -> bool {
    match language {
        Language::English => {
            let Some((stem, ending)) = ize(word) else { return false };
            out.push_str(stem);
            out.push('z');
            out.push_str(ending);
            true
        }
        // Converters write the preposition `с` and other short words with Latin letters.
        Language::Russian => {
            let is_latin = word.chars().all(|letter| cyrillic_of(letter).is_some());
            if is_latin {
                out.extend(word.chars().filter_map(cyrillic_of));
            }
            is_latin
        }
        Language::Arabic | Language::Spanish | Language::French | Language::Chinese => false,
    }
}

/// Splits a word in `-ise`, `-ises`, `-ised` or `-ising` around its `s`; words that are always
/// spelt with `s` are taken too, in the tables as in the texts.
fn ize(word: &str) -> Option<(&str, &str)> {
    let ending = match word.as_bytes().last()? {
        b'e' => "e",
        b's' => "es",
        b'd' => "ed",
        b'g' => "ing",
        _ => return None,
    };
    let stem = word.strip_suffix(ending)?.strip_suffix('s')?;
    stem.ends_with('i').then_some((stem, ending))
}

/// Tells whether a letter may stand for one of another script.
pub(super) fn is_look_alike(letter: char) -> bool {
    cyrillic_of(letter).is_some()
}
