//! [`FirstWords`]: the words that the forms of the tables begin with, so that most of what is typed
//! is known to be no clause verb before any table is read.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::LATIN;
use super::sorted::{rows, rows_with};
use super::sources::Sources;
use crate::text::{Language, fold};

/// Those of the embedded tables; a test holds it against them.
const EMBEDDED: &str = include_str!("first_words.tsv");

/// Stands for the ids of concepts where the others are languages.
const ID: &str = "id";

/// The folded first words of the ids of concepts, and of the verbs and qualifiers of the languages in
/// Latin letters, whose letters do not tell them apart: a table like the others, sorted, of the columns
/// `word` and `of` (codes of languages and `id`, between spaces).
#[derive(Debug)]
pub(super) struct FirstWords(Cow<'static, str>);

impl Default for FirstWords {
    fn default() -> Self {
        Self(Cow::Borrowed(EMBEDDED))
    }
}

impl FirstWords {
    /// Returns those of the tables, which have no faults.
    pub(super) fn of(sources: &Sources) -> Self {
        let mut words: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let ids = sources.concept_ids().map(|id| (id, ID));
        let forms = LATIN
            .iter()
            .flat_map(|&language| sources.forms(language).map(move |form| (form, language.code())));
        for (form, of) in ids.chain(forms) {
            let folded = fold(form);
            let word = folded.split([' ', '_']).next().unwrap_or_default();
            words.entry(word.to_owned()).or_default().insert(of);
        }
        let mut table = "word\tof\n".to_owned();
        for (word, of) in words {
            let of: Vec<&str> = of.into_iter().collect();
            let _ = writeln!(table, "{word}\t{}", of.join(" "));
        }
        Self(Cow::Owned(table))
    }

    /// Returns the languages of which a verb, or a qualifier before one, begins with the folded
    /// letters `start`; all of them where the id of a concept does.
    pub(super) fn languages(&self, start: &str) -> Vec<Language> {
        let found = || rows_with(rows(&self.0), start).lines().filter_map(codes).flatten();
        let has = |code: &str| found().any(|found| found == code);
        let any = has(ID);
        LATIN.iter().copied().filter(|language| any || has(language.code())).collect()
    }
}

fn codes(row: &str) -> Option<impl Iterator<Item = &str>> {
    Some(row.split_once('\t')?.1.split(' '))
}

#[cfg(test)]
mod tests {
    use super::{FirstWords, LATIN, Language, Sources};

    /// `UPDATE_EXPECT=1` writes the table anew.
    #[test]
    fn the_embedded_words_are_those_of_the_embedded_tables() {
        let words = FirstWords::of(&Sources::default());
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/first_words.tsv");
            std::fs::write(path, &*words.0).unwrap();
            return;
        }
        assert!(words.0 == FirstWords::default().0, "run again with UPDATE_EXPECT=1");
    }

    #[test]
    fn a_beginning_tells_the_languages() {
        let words = FirstWords::default();
        assert_eq!(words.languages("lighthouse"), []);
        assert_eq!(words.languages("condemn"), LATIN, "an id");
        assert_eq!(words.languages("soulig"), [Language::French]);
        assert_eq!(words.languages("encarec"), [Language::Spanish]);
    }
}
