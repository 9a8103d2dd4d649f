//! What a user typed for a clause verb.

use super::language_tables::LanguageTables;
use super::model::{ConceptId, ConceptQuery, Equivalent, Reading};
use super::opener::find;
use super::words::Words;
use super::{Lexicon, model};
use crate::text::{Language, fold};

/// Qualifiers that only mark the repetition of a verb; a user who copies them does not ask for
/// them.
const WITHOUT_FORCE: [&str; 2] = ["also", "further"];

/// At which word of what was typed the verb may stand.
const VERB_PLACE_MAX: usize = 4;

impl Lexicon {
    /// Returns what to look for when a user asks for the clause verb `typed` in documents of
    /// `language`, `None` for all: a concept's id, or a form of any language in any case,
    /// with qualifiers or without, or an English verb without its ending (`call upon`).
    ///
    /// The first element is what was asked for, the others how languages print it otherwise. The
    /// result is empty if no table has the verb.
    #[must_use]
    pub fn resolve(&self, typed: &str, language: Option<Language>) -> Vec<ConceptQuery> {
        let Some((asked, also)) = self.read_typed(typed, language) else { return Vec::new() };
        let mut queries = vec![query(&asked, None, false)];
        let mut push = |found: ConceptQuery| {
            let is_new = queries.iter().all(|known| {
                (&known.concept, &known.qualifiers) != (&found.concept, &found.qualifiers)
                    || known.language.is_some() && known.language != found.language
            });
            if is_new {
                queries.push(found);
            }
        };
        for concept in also {
            push(query(&Reading { concept, ..asked.clone() }, None, true));
        }
        for equivalent in self.equivalents() {
            let is_wanted = language.is_none_or(|language| language == equivalent.language);
            if let Some(reading) = replaced(&asked, equivalent).filter(|_| is_wanted) {
                push(query(&reading, Some(equivalent.language), true));
            }
        }
        queries
    }

    /// Returns the reading of `typed`, and the other concepts of a form of another language than
    /// the one asked for.
    fn read_typed(
        &self,
        typed: &str,
        language: Option<Language>,
    ) -> Option<(Reading, Vec<ConceptId>)> {
        let id = fold(typed.trim()).replace([' ', '-'], "_");
        if let Some(concept) = self.concept(&id) {
            return Some((Reading { concept: concept.id.clone(), qualifiers: Vec::new() }, vec![]));
        }
        let first = [language.unwrap_or(Language::English), Language::English];
        first.into_iter().chain(Language::ALL).find_map(|tried| {
            let typed = typed.replace('_', " ");
            let (reading, also) = read_form(self.language(tried), &typed)?;
            let is_foreign = language != Some(tried) && tried != Language::English;
            Some((reading, if is_foreign { also } else { Vec::new() }))
        })
    }
}

fn query(reading: &Reading, language: Option<Language>, is_alternative: bool) -> ConceptQuery {
    let mut qualifiers = reading.qualifiers.clone();
    qualifiers.retain(|id| !WITHOUT_FORCE.contains(&id.as_str()));
    ConceptQuery { concept: reading.concept.clone(), qualifiers, language, is_alternative }
}

/// Puts the reading of `equivalent` in place of what it stands for, the other qualifiers of
/// `asked` kept.
fn replaced(asked: &Reading, equivalent: &Equivalent) -> Option<Reading> {
    let from = &equivalent.asked;
    let is_meant = asked.concept == from.concept
        && from.qualifiers.iter().all(|id| asked.qualifiers.contains(id));
    is_meant.then(|| {
        let mut reading = equivalent.reading.clone();
        let kept = asked.qualifiers.iter().filter(|id| !from.qualifiers.contains(id));
        reading.qualifiers.extend(kept.cloned());
        reading
    })
}

/// Reads `typed` as a form of one language, the whole of it.
fn read_form(tables: &LanguageTables, typed: &str) -> Option<(Reading, Vec<ConceptId>)> {
    read_whole(tables, typed).or_else(|| {
        (tables.language == Language::English)
            .then(|| conjugations(typed).into_iter().find_map(|typed| read_whole(tables, &typed)))
            .flatten()
    })
}

fn read_whole(tables: &LanguageTables, typed: &str) -> Option<(Reading, Vec<ConceptId>)> {
    let mut words = Words::new(typed, tables.language);
    let found = find(tables, &mut words, 0)?;
    let model::VerbMatch { concept, qualifiers, .. } = found.to_match(&words);
    let is_whole = found.words == (0..words.len());
    Some((Reading { concept: concept?, qualifiers }, found.form.also.clone())).filter(|_| is_whole)
}

/// Returns `typed` with one of its first words in the third person, for every such word and
/// every way to form it.
fn conjugations(typed: &str) -> Vec<String> {
    let words: Vec<_> = typed.split_whitespace().collect();
    let mut found = Vec::new();
    for place in 0..words.len().min(VERB_PLACE_MAX) {
        let word = words[place];
        let stem = word.strip_suffix('y').map(|stem| format!("{stem}ies"));
        for third in [Some(format!("{word}s")), Some(format!("{word}es")), stem] {
            let Some(third) = third else { continue };
            let mut conjugated = words.clone();
            conjugated[place] = &third;
            found.push(conjugated.join(" "));
        }
    }
    found
}
