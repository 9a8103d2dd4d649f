//! [`FirstWords`]: the words that the forms of the tables begin with, for a program that asks often.

use super::place_of;
use super::sources::Sources;
use crate::text::{Language, fold};

/// The folded first words of the ids of concepts, and of the verbs and qualifiers of each language; each
/// once, sorted.
#[derive(Debug)]
pub(super) struct FirstWords {
    concepts: Vec<String>,
    languages: [Vec<String>; Language::ALL.len()],
}

impl FirstWords {
    /// Returns those of the tables.
    pub(super) fn of(sources: &Sources) -> Self {
        Self {
            concepts: first_words(sources.concept_ids()),
            languages: Language::ALL.map(|language| first_words(sources.forms(language))),
        }
    }

    /// Tells what [`Sources::concept_may_begin`] does.
    pub(super) fn concept_may_begin(&self, start: &str) -> bool {
        has_beginning(&self.concepts, start)
    }

    /// Tells what [`Sources::may_begin`] does.
    pub(super) fn may_begin(&self, start: &str, language: Language) -> bool {
        has_beginning(&self.languages[place_of(language)], start)
    }
}

fn first_words<'a>(forms: impl Iterator<Item = &'a str>) -> Vec<String> {
    let first = |form: &str| {
        let folded = fold(form);
        folded.split([' ', '_']).next().unwrap_or_default().to_owned()
    };
    let mut words: Vec<String> = forms.map(first).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Tells whether one of sorted words begins with `start`.
fn has_beginning(words: &[String], start: &str) -> bool {
    let place = words.partition_point(|word| word.as_str() < start);
    words.get(place).is_some_and(|word| word.starts_with(start))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FirstWords, Language, Sources};

    #[test]
    fn first_words_tell_what_the_tables_tell() {
        let sources = Sources::default();
        let words = FirstWords::of(&sources);
        let mut starts: BTreeSet<String> = ["zz", "xy", "lighthouse"].map(str::to_owned).into();
        for word in words.languages.iter().chain([&words.concepts]).flatten().step_by(7) {
            let ends = word.char_indices().map(|(place, letter)| place + letter.len_utf8());
            starts.extend(ends.map(|end| word[..end].to_owned()));
            starts.insert(format!("{word}q"));
        }
        for start in &starts {
            let expected = sources.concept_may_begin(start);
            assert_eq!(words.concept_may_begin(start), expected, "{start}");
            for language in Language::ALL {
                let expected = sources.may_begin(start, language);
                assert_eq!(words.may_begin(start, language), expected, "{language}: {start}");
            }
        }
    }
}
