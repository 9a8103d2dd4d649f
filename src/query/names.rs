//! The names people give to clause verbs, qualifiers and organs.

use std::collections::BTreeMap;

use super::meaning::{Condition, Query, VerbTerm};
use super::{FaultKind, Field, nearest};
use crate::citation::Organ;
use crate::lexicon::{Concept, ConceptId, ConceptQuery, Holds, Lexicon};
use crate::text::{Language, fold};

/// How many names a fault suggests.
const SUGGESTIONS_MAX: usize = 3;

/// Returns the verb that `typed` names: a form in any language, with qualifiers, or a concept id.
pub(super) fn verb(typed: &str, lexicon: &Lexicon) -> Result<VerbTerm, FaultKind> {
    if let Some(verb) = known_verb(typed, lexicon) {
        return Ok(verb);
    }
    let named = verb_names(lexicon);
    let near = nearest(&fold(typed), named.keys().map(String::as_str), SUGGESTIONS_MAX);
    let mut nearest: Vec<String> = Vec::new();
    for name in near.into_iter().filter_map(|name| named.get(name)) {
        if !nearest.contains(name) {
            nearest.push(name.clone());
        }
    }
    Err(FaultKind::UnknownValue { field: Field::Verb, value: typed.to_owned(), nearest })
}

/// Every name of a clause verb, folded, with what to type for it: the concept for an English name,
/// the form itself in other languages.
fn verb_names(lexicon: &Lexicon) -> BTreeMap<String, String> {
    let mut named = BTreeMap::new();
    for concept in lexicon.concepts() {
        let id = concept.id.as_str();
        let english = [concept.present.as_deref(), concept.participle.as_deref()];
        let names = english.into_iter().flatten().map(fold).chain([id.replace('_', " ")]);
        named.extend(names.map(|name| (name, id.to_owned())));
    }
    for language in Language::ALL {
        for concept in lexicon.concepts() {
            for form in lexicon.forms(&concept.id, language) {
                let folded = fold(&form.form);
                named.entry(folded).or_insert_with(|| form.form.clone());
            }
        }
    }
    named
}

/// Returns the verb that `typed` names, if a table has it.
///
/// A word that mostly begins longer verbs, such as "expressing", stands for all of them.
pub(super) fn known_verb(typed: &str, lexicon: &Lexicon) -> Option<VerbTerm> {
    let folded = fold(typed.trim());
    if folded.is_empty() {
        return None;
    }
    // The longer verbs below are English.
    let (language, mut readings) = match lexicon.resolve(typed, None) {
        Some(found) => (found.language, found.readings),
        None => (Language::English, Vec::new()),
    };
    let is_qualified = readings.first().is_some_and(|reading| !reading.qualifiers.is_empty());
    if !folded.contains(' ') && !is_qualified {
        let longer = longer_verbs(&folded, lexicon);
        // Counting reads whole tables, which most words can do without.
        let is_rarer = || {
            let own = readings.first().map_or(0, |reading| frequency(&reading.concept, lexicon));
            let others: u64 = longer.iter().map(|concept| frequency(&concept.id, lexicon)).sum();
            own < others
        };
        if !longer.is_empty() && (readings.is_empty() || is_rarer()) {
            let part = readings.first().and_then(|reading| reading.part);
            readings.extend(longer.into_iter().map(|concept| ConceptQuery {
                concept: concept.id.clone(),
                qualifiers: Vec::new(),
                preferred: Vec::new(),
                part,
                holds: Holds::Everywhere,
                is_alternative: true,
            }));
        }
    }
    let typed = typed.trim().to_lowercase();
    (!readings.is_empty()).then_some(VerbTerm { readings, typed, language: Some(language) })
}

/// Returns the verb that is printed as `typed`, a form that a table has or not.
pub(super) fn quoted_verb(typed: &str) -> VerbTerm {
    VerbTerm { readings: Vec::new(), typed: typed.trim().to_lowercase(), language: None }
}

/// Returns the printed forms of clause verbs, of any language, that are spelled most like `typed`,
/// the nearest first.
#[must_use]
pub fn nearest_forms(typed: &str, lexicon: &Lexicon) -> Vec<String> {
    let forms: Vec<String> = Language::ALL
        .into_iter()
        .flat_map(|language| lexicon.every_form(language))
        .map(|form| form.form.clone())
        .collect();
    let near = nearest(&fold(typed), forms.iter().map(String::as_str), SUGGESTIONS_MAX);
    near.into_iter().map(str::to_owned).collect()
}

/// The concepts whose English forms begin with a word and go on.
fn longer_verbs<'a>(word: &str, lexicon: &'a Lexicon) -> Vec<&'a Concept> {
    let begins = |form: &Option<String>| {
        form.as_deref().is_some_and(|form| {
            fold(form).strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
        })
    };
    let concepts = lexicon.concepts().iter();
    concepts.filter(|concept| begins(&concept.present) || begins(&concept.participle)).collect()
}

/// How many English clauses of the evidence a concept opens.
fn frequency(concept: &ConceptId, lexicon: &Lexicon) -> u64 {
    let forms = lexicon.forms(concept, Language::English);
    forms.iter().map(|form| u64::from(form.count)).sum()
}

/// Tells whether a text is set in capitals, as INTERPOL prints its verbs.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|character| character.is_alphabetic());
    letters.clone().count() > 2 && letters.clone().all(char::is_uppercase)
}

/// Returns the clauses with a qualifier, in the spelling of the index.
pub(super) fn qualifier(typed: &str) -> Query {
    let words: Vec<String> = typed.split([' ', '_']).map(fold).collect();
    Query::Condition(Condition::Qualifier(words.join("_")))
}

/// Returns the organs that `typed` names: an id, its first or last part, or words of the name.
pub(super) fn organ(typed: &str) -> Result<Query, FaultKind> {
    let folded = fold(typed).replace(['_', ' '], "-");
    let named = fold(typed).replace(['_', '-'], " ");
    let exact = Organ::from_id(&folded).map(|organ| vec![organ]);
    let by_piece = || {
        let has_piece = |organ: &Organ| organ.id().split('-').any(|piece| piece == folded);
        let found: Vec<Organ> = Organ::ALL.into_iter().filter(has_piece).collect();
        (!found.is_empty()).then_some(found)
    };
    let by_name = || {
        let has_name = |organ: &Organ| {
            named.chars().count() > 3 && fold(organ.name()).replace('-', " ").contains(&named)
        };
        let found: Vec<Organ> = Organ::ALL.into_iter().filter(has_name).collect();
        (!found.is_empty()).then_some(found)
    };
    let found = exact.or_else(by_piece).or_else(by_name);
    found.map(|organs| Query::Condition(Condition::Organ(organs))).ok_or_else(|| {
        let ids = Organ::ALL.into_iter().map(Organ::id);
        let mut near: Vec<String> =
            nearest(&folded, ids.clone(), SUGGESTIONS_MAX).into_iter().map(str::to_owned).collect();
        if near.is_empty() {
            near = ids.map(str::to_owned).collect();
        }
        FaultKind::UnknownValue { field: Field::Organ, value: typed.to_owned(), nearest: near }
    })
}
