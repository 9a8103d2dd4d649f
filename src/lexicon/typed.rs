//! [`Tables`]: the rows of the tables that can be in what somebody typed.
//!
//! A whole table takes longer to read than a query to answer, and somebody who typed `resolution`
//! may have begun `resolves`. All words of a form stand in what is typed if the form does, so only
//! rows that begin like one of its words are read.

use std::ops::Deref;

use super::Lexicon;
use super::language_tables::LanguageTables;
use super::words::Words;
use crate::text::Language;

/// How many letters of a word are compared: endings are spelt in several ways, beginnings in one.
const START_LETTERS: usize = 2;

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

/// The first letters of the words of a text, folded.
fn starts(typed: &str, language: Language) -> Vec<String> {
    let words = Words::new(typed, language);
    let start = |place: usize| words.get(place).chars().take(START_LETTERS).collect();
    let mut starts: Vec<String> = (0..words.len()).map(start).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}
