//! What a user typed for a clause verb.

use super::language_tables::LanguageTables;
use super::model::{ConceptId, ConceptQuery, Equivalent, FormPart, Holds, Reading, TypedVerb};
use super::opener::find;
use super::typed::start_of;
use super::words::Words;
use super::{Lexicon, languages_of};
use crate::text::{Language, fold};

/// Qualifiers that only mark the repetition of a verb; a user who copies them does not ask for
/// them.
const WITHOUT_FORCE: [&str; 2] = ["also", "further"];

/// How the ids of qualifiers begin that say what the organ thinks of the matter: a clause must
/// have these; the others only weigh.
const ATTITUDE: &str = "with_";

/// At which word of what was typed the verb may stand.
const VERB_PLACE_MAX: usize = 4;

impl Lexicon {
    /// Returns what to look for when a user asks for the clause verb `typed` in documents of
    /// `language`, `None` for all: a concept's id, or a form of any language in any case,
    /// with qualifiers or without, or an English verb without its ending (`call upon`).
    ///
    /// Of its readings the first is what was asked for, the others how languages print it otherwise.
    /// Returns `None` if no table has the verb.
    ///
    /// ```
    /// use resq::lexicon::{FormPart, Lexicon};
    /// use resq::text::Language;
    ///
    /// let found = Lexicon::embedded().resolve("Strongly condemns", None).unwrap();
    /// assert_eq!(found.language, Language::English);
    /// assert_eq!(found.readings[0].concept.as_str(), "condemns");
    /// assert_eq!(found.readings[0].preferred, ["strongly"]);
    /// assert_eq!(found.readings[0].part, Some(FormPart::Operative));
    /// assert!(Lexicon::embedded().resolve("lighthouse", None).is_none());
    /// ```
    #[must_use]
    pub fn resolve(&self, typed: &str, language: Option<Language>) -> Option<TypedVerb> {
        let asked = self.read_typed(typed, language)?;
        let mut queries = vec![asked.query(&asked.reading, Holds::Everywhere, false)];
        for concept in &asked.also {
            let reading = Reading { concept: concept.clone(), ..asked.reading.clone() };
            queries.push(asked.query(&reading, Holds::Outside(asked.language), true));
        }
        for equivalent in self.equivalents() {
            let is_wanted = language.is_none_or(|language| language == equivalent.language);
            if let Some(reading) = replaced(&asked.reading, equivalent).filter(|_| is_wanted) {
                queries.push(asked.query(&reading, Holds::In(equivalent.language), true));
            }
        }
        Some(TypedVerb { language: asked.language, readings: queries })
    }

    /// Tells whether a clause verb, or a qualifier before one, may begin as `typed` does, without
    /// reading the tables: a quick look that is never wrong where it says no.
    #[must_use]
    pub fn may_begin(&self, typed: &str) -> bool {
        !self.languages_that_begin(typed).is_empty()
    }

    /// Returns the languages with a verb or qualifier that begins as `typed` does. The ending of its
    /// first word may differ, as in `emphasise` and `apply`; where the script tells the language,
    /// nothing else is asked.
    pub(super) fn languages_that_begin(&self, typed: &str) -> Vec<Language> {
        let typed = fold(typed.trim());
        match languages_of(&typed, None) {
            [only] => vec![*only],
            _ => {
                let word = typed.split([' ', '_']).next().unwrap_or_default();
                self.first_words.languages(start_of(word))
            }
        }
    }

    fn read_typed(&self, typed: &str, language: Option<Language>) -> Option<Asked> {
        let id = fold(typed.trim());
        if id.contains('_')
            && let Some(concept) = self.concept(&id)
        {
            return Some(Asked::any_part(concept.id.clone()));
        }
        let typed = typed.replace('_', " ");
        let known = self.languages_that_begin(&typed);
        if known.is_empty() {
            return None;
        }
        // The ids are English: an English form as it is printed comes first.
        let is_english = known.contains(&Language::English);
        let english = is_english.then(|| self.tables_for(&typed, Language::English));
        let printed = english.as_ref().and_then(|tables| read_whole(tables, &typed));
        let mut tried: Vec<Language> = Vec::new();
        for language in language.into_iter().chain([Language::English]).chain(Language::ALL) {
            if known.contains(&language) && !tried.contains(&language) {
                tried.push(language);
            }
        }
        let found = printed.or_else(|| {
            tried.into_iter().find_map(|tried| match &english {
                Some(tables) if tried == Language::English => read_form(tables, &typed),
                Some(_) | None => read_form(&self.tables_for(&typed, tried), &typed),
            })
        });
        found.or_else(|| Some(Asked::any_part(self.concept(&id)?.id.clone())))
    }
}

/// What was typed, read.
#[derive(Debug, PartialEq)]
struct Asked {
    language: Language,
    reading: Reading,
    preferred: Vec<String>,
    part: Option<FormPart>,
    also: Vec<ConceptId>,
}

impl Asked {
    fn any_part(concept: ConceptId) -> Self {
        let reading = Reading { concept, qualifiers: Vec::new() };
        // The ids are English.
        let language = Language::English;
        Self { language, reading, preferred: Vec::new(), part: None, also: Vec::new() }
    }

    fn query(&self, reading: &Reading, holds: Holds, is_alternative: bool) -> ConceptQuery {
        ConceptQuery {
            concept: reading.concept.clone(),
            qualifiers: reading.qualifiers.clone(),
            preferred: self.preferred.clone(),
            part: self.part,
            holds,
            is_alternative,
        }
    }
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
fn read_form(tables: &LanguageTables, typed: &str) -> Option<Asked> {
    read_whole(tables, typed).or_else(|| {
        let is_english = tables.language == Language::English;
        let conjugated = conjugations(typed).into_iter().filter(|_| is_english);
        let asked = conjugated.filter_map(|typed| read_whole(tables, &typed)).next()?;
        Some(Asked { part: None, ..asked })
    })
}

fn read_whole(tables: &LanguageTables, typed: &str) -> Option<Asked> {
    let mut words = Words::new(typed, tables.language);
    let found = find(tables, &mut words, 0)?;
    if found.words != (0..words.len()) {
        return None;
    }
    let ids = found.qualifiers.iter().flat_map(|qualifier| qualifier.ids.iter().cloned());
    let (qualifiers, mut preferred): (Vec<_>, Vec<_>) =
        ids.partition(|id| id.starts_with(ATTITUDE));
    preferred.retain(|id| !WITHOUT_FORCE.contains(&id.as_str()));
    Some(Asked {
        language: tables.language,
        reading: Reading { concept: found.form.concept.clone(), qualifiers },
        preferred,
        part: Some(found.part).filter(|part| *part != FormPart::Both),
        also: found.form.also.clone(),
    })
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::{Lexicon, read_form};
    use crate::lexicon::typed::Tables;
    use crate::text::Language;

    const FORMS_PASSED_OVER: usize = 37;

    #[test]
    fn a_part_of_the_tables_reads_what_was_typed_as_all_of_them_do() {
        let (part, whole) = (Lexicon::default(), Lexicon::embedded());
        for language in [Language::English, Language::French, Language::Spanish] {
            let tables = whole.language(language);
            let qualifiers = ["strongly", "once again", "vivement", "con aprecio", "zzz"];
            // Each of them reads a part of the tables, which takes its time.
            for (number, (_, form)) in tables.verbs.iter().enumerate().step_by(FORMS_PASSED_OVER) {
                let form = form.form.as_str();
                let qualifier = qualifiers[number % qualifiers.len()];
                let bare: String = form.replacen("s ", " ", 1);
                for typed in [
                    form.to_owned(),
                    form.to_uppercase(),
                    bare,
                    form.trim_end_matches('s').to_owned(),
                    format!("{qualifier} {form}"),
                    format!("{form} {qualifier}"),
                ] {
                    part.parts_read.store(0, Ordering::Relaxed);
                    let read = part.tables_for(&typed, language);
                    assert!(matches!(read, Tables::Part(_)));
                    assert_eq!(read_form(&read, &typed), read_form(tables, &typed), "{typed}");
                }
            }
        }
    }

    #[test]
    fn every_verb_and_qualifier_may_begin() {
        let lexicon = Lexicon::embedded();
        for typed in ["call upon", "apply", "emphasise", "Strongly urges", "reaffirme", "mindful"] {
            assert!(lexicon.may_begin(typed), "{typed}");
        }
        for concept in lexicon.concepts() {
            assert!(lexicon.may_begin(concept.id.as_str()), "{}", concept.id);
            for form in [&concept.present, &concept.participle].into_iter().flatten() {
                assert!(lexicon.may_begin(form), "{form}");
            }
        }
        assert!(!lexicon.may_begin("lighthouse"));
    }
}
