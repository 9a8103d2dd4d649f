//! The verbs of a clause: the one that opens it, and those coordinated with it.

use super::language_tables::LanguageTables;
use super::model::{FormPart, VerbMatch};
use super::opener::{Found, find};
use super::words::{Gap, Words};
use crate::text::Language;

/// Returns the verb that opens the clause.
///
/// A second verb that is joined to it at once (`Welcomes and encourages`) belongs to what is
/// printed as the opener.
pub(super) fn opener<'tables>(
    tables: &'tables LanguageTables,
    words: &mut Words,
) -> Option<Found<'tables>> {
    let mut found = find(tables, words, 0)?;
    if let Some(second) = joined(tables, words, &found) {
        found.words.end = second.words.end;
    }
    Some(found)
}

/// Returns every verb of the clause, the opener first.
pub(super) fn all(tables: &LanguageTables, words: &mut Words) -> Vec<VerbMatch> {
    let Some(head) = find(tables, words, 0) else { return Vec::new() };
    vec![head.to_match(words)]
}

fn joined<'tables>(
    tables: &'tables LanguageTables,
    words: &mut Words,
    found: &Found<'_>,
) -> Option<Found<'tables>> {
    let end = found.words.end;
    if words.gap(end) != Gap::Space {
        return None;
    }
    let start = end + coordinator_length(words, end, tables.language)?;
    let second = find(tables, words, start)?;
    (words.gap(start) == Gap::Space && is_same_mood(found.part, second.part)).then_some(second)
}

/// Tells whether two verbs can head parts of one clause.
fn is_same_mood(head: FormPart, other: FormPart) -> bool {
    head == other || head == FormPart::Both || other == FormPart::Both
}

/// Returns how many words the coordinator at `place` has.
fn coordinator_length(words: &Words, place: usize, language: Language) -> Option<usize> {
    let coordinators: &[&str] = match language {
        Language::English => &["and"],
        Language::French => &["et"],
        Language::Spanish => &["y", "e"],
        Language::Russian => &["и"],
        Language::Chinese => &["并", "和"],
        // Written on to the verb, where `find` takes it off.
        Language::Arabic => return words.get(place).starts_with('و').then_some(0),
    };
    coordinators.contains(&words.get(place)).then_some(1)
}
