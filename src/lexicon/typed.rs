//! [`Tables`]: the rows of the tables that can be in what somebody typed.
//!
//! A whole table takes longer to read than a query to answer, and somebody who typed `resolution`
//! may have begun `resolves`. All words of a form stand in what is typed if the form does, so only
//! rows that begin like one of its words are read; by who asks again and again, the whole table once.

use std::ops::Deref;
use std::sync::atomic::Ordering;

use super::Lexicon;
use super::language_tables::LanguageTables;
use super::words::Words;
use crate::text::Language;

/// The endings that are spelt with `s` or `z`.
const ENDINGS: [&str; 8] = ["ise", "ises", "ised", "ising", "ize", "izes", "ized", "izing"];
/// How many parts of a table are read before the whole of it is.
const PARTS_MAX: usize = 16;

/// The tables of a language, or as much of them as is needed.
pub(super) enum Tables<'lexicon> {
    Whole(&'lexicon LanguageTables),
    Part(Box<LanguageTables>),
}

impl Deref for Tables<'_> {
    type Target = LanguageTables;

    fn deref(&self) -> &LanguageTables {
        match self {
            Self::Whole(tables) => tables,
            Self::Part(tables) => tables,
        }
    }
}

impl Lexicon {
    /// Returns the tables of `language`, complete for what can stand in `typed`.
    pub(super) fn tables_for(&self, typed: &str, language: Language) -> Tables<'_> {
        if self.is_read(language) {
            return Tables::Whole(self.language(language));
        }
        match language {
            Language::English | Language::French | Language::Spanish => {
                if self.parts_read.fetch_add(1, Ordering::Relaxed) >= PARTS_MAX {
                    return Tables::Whole(self.language(language));
                }
                let starts = starts(typed, language);
                let tables = self.sources.language_part(language, &starts, self.concepts());
                Tables::Part(Box::new(tables))
            }
            // Their words are written together with others, or in letters of another script.
            Language::Arabic | Language::Chinese | Language::Russian => {
                Tables::Whole(self.language(language))
            }
        }
    }
}

/// The letters of a folded word that all forms of the tables begin with which it can stand for: the
/// word itself with an ending or without, as in `call` and `apply`, in British or American spelling.
pub(super) fn start_of(word: &str) -> &str {
    let ending = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
    match ending.or_else(|| word.strip_suffix('y')) {
        Some(start) if !start.is_empty() => start,
        Some(_) | None => word,
    }
}

/// The beginnings of the words of a text, folded.
fn starts(typed: &str, language: Language) -> Vec<String> {
    let words = Words::new(typed, language);
    let start = |place: usize| start_of(words.get(place)).to_owned();
    let mut starts: Vec<String> = (0..words.len()).map(start).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}
