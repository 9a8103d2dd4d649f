//! What a user typed for a clause verb.

use super::Lexicon;
use super::language_tables::LanguageTables;
use super::model::{ConceptId, ConceptQuery, Equivalent, FormPart, Reading};
use super::opener::find;
use super::words::Words;
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
    /// The first element is what was asked for, the others how languages print it otherwise. The
    /// result is empty if no table has the verb.
    ///
    /// ```
    /// use resq::lexicon::{FormPart, Lexicon};
    ///
    /// let found = Lexicon::embedded().resolve("Strongly condemns", None);
    /// assert_eq!(found[0].concept.as_str(), "condemns");
    /// assert_eq!(found[0].preferred, ["strongly"]);
    /// assert_eq!(found[0].part, Some(FormPart::Operative));
    /// assert!(Lexicon::embedded().resolve("lighthouse", None).is_empty());
    /// ```
    #[must_use]
    pub fn resolve(&self, typed: &str, language: Option<Language>) -> Vec<ConceptQuery> {
        let Some(asked) = self.read_typed(typed, language) else { return Vec::new() };
        let mut queries = vec![asked.query(&asked.reading, None, false)];
        for concept in &asked.also {
            let reading = Reading { concept: concept.clone(), ..asked.reading.clone() };
            queries.push(asked.query(&reading, None, true));
        }
        for equivalent in self.equivalents() {
            let is_wanted = language.is_none_or(|language| language == equivalent.language);
            if let Some(reading) = replaced(&asked.reading, equivalent).filter(|_| is_wanted) {
                queries.push(asked.query(&reading, Some(equivalent.language), true));
            }
        }
        queries
    }

    fn read_typed(&self, typed: &str, language: Option<Language>) -> Option<Asked> {
        let id = fold(typed.trim());
        if id.contains('_')
            && let Some(concept) = self.concept(&id)
        {
            return Some(Asked::any_part(concept.id.clone()));
        }
        let typed = typed.replace('_', " ");
        // The ids are English: an English form as it is printed comes first.
        let printed = read_whole(self.language(Language::English), &typed);
        let first = [language.unwrap_or(Language::English), Language::English];
        let found = printed.or_else(|| {
            first.into_iter().chain(Language::ALL).find_map(|tried| {
                let mut asked = read_form(self.language(tried), &typed)?;
                // In its own language a form says what it says; elsewhere all it stands for.
                if language == Some(tried) {
                    asked.also.clear();
                }
                Some(asked)
            })
        });
        found.or_else(|| Some(Asked::any_part(self.concept(&id)?.id.clone())))
    }
}

/// What was typed, read.
struct Asked {
    reading: Reading,
    preferred: Vec<String>,
    part: Option<FormPart>,
    also: Vec<ConceptId>,
}

impl Asked {
    fn any_part(concept: ConceptId) -> Self {
        let reading = Reading { concept, qualifiers: Vec::new() };
        Self { reading, preferred: Vec::new(), part: None, also: Vec::new() }
    }

    fn query(
        &self,
        reading: &Reading,
        language: Option<Language>,
        is_alternative: bool,
    ) -> ConceptQuery {
        ConceptQuery {
            concept: reading.concept.clone(),
            qualifiers: reading.qualifiers.clone(),
            preferred: self.preferred.clone(),
            part: self.part,
            language,
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
