//! The verbs of a clause: the one that opens it, and those coordinated with it.

use super::joints::coordinators;
use super::language_tables::LanguageTables;
use super::model::{FormPart, VerbMatch};
use super::opener::{Found, find};
use super::words::{Gap, Words, first_word};
use crate::text::Language;

/// More verbs than a clause has that is one sentence.
const VERBS_MAX: usize = 32;

/// So much of a text tells mostly whether it opens with a verb.
const SECOND_BYTES: usize = 24;

/// Returns the verb that opens the clause.
///
/// A second verb that is joined to it at once (`Welcomes and encourages`) belongs to what is
/// printed as the opener.
pub(super) fn opener<'tables>(
    tables: &'tables LanguageTables,
    words: &mut Words,
) -> Option<Found<'tables>> {
    let mut found = find(tables, words, 0)?;
    let end = found.words.end;
    if words.gap(end) == Gap::Space
        && let Some(second) = coordinated(tables, words, &found, end)
    {
        found.words.end = second.words.end;
    }
    Some(found)
}

/// Returns the verb that opens the clause, without one that is joined to it.
pub(super) fn head<'tables>(
    tables: &'tables LanguageTables,
    words: &mut Words,
) -> Option<Found<'tables>> {
    find(tables, words, 0)
}

/// Returns what [`opener`] returns, and every verb of the clause, the one that opens it first;
/// `head` is its [`head`].
pub(super) fn of_clause(
    tables: &LanguageTables,
    words: &mut Words,
    head: &Found<'_>,
) -> (VerbMatch, Vec<VerbMatch>) {
    let mut opener = head.clone();
    let mut verbs = vec![head.to_match(words)];
    let mut place = head.words.end;
    let mut is_bound = false;
    while place < words.len() && verbs.len() < VERBS_MAX {
        let is_new_part = words.gap(place) >= Gap::Comma;
        let is_next = place == head.words.end;
        if (is_new_part || is_next || !is_bound)
            && let Some(found) = coordinated(tables, words, head, place)
        {
            if is_next && !is_new_part {
                opener.words.end = found.words.end;
            }
            verbs.push(found.to_match(words));
            place = found.words.end.max(place + 1);
            is_bound = false;
            continue;
        }
        // After `which`, `in which it` a verb belongs to the relative clause; a comma or a
        // semicolon before the coordinator shows that the clause goes on.
        is_bound = is_bound || is_relative(words.get(place), tables.language);
        place += 1;
    }
    (opener.to_match(words), verbs)
}

/// Tells whether another verb may be coordinated with `head`; `false` is certain.
pub(super) fn may_have_others(tables: &LanguageTables, words: &Words, head: &Found<'_>) -> bool {
    let last = head.words.end.saturating_sub(1);
    tables.joints().may_join(words.folded_behind(last), |text| {
        let word = first_word(text, tables.language);
        let may_begin = tables.verbs.may_begin(&word) || tables.qualifiers.may_begin(&word);
        may_begin && {
            let mut words = Words::window(text, tables.language, SECOND_BYTES);
            find(tables, &mut words, 0).is_some() || words.is_left()
        }
    })
}

/// Returns the verb at `place` if it is coordinated with `head` there: after a coordinator, or
/// after a semicolon, or after a comma.
fn coordinated<'tables>(
    tables: &'tables LanguageTables,
    words: &mut Words,
    head: &Found<'_>,
    place: usize,
) -> Option<Found<'tables>> {
    let length = coordinator_length(words.get(place), tables.language);
    let gap = words.gap(place);
    let is_list =
        gap == Gap::Semicolon || gap == Gap::Comma && has_plain_lists(tables.language, head.part);
    if length.is_none() && !is_list {
        return None;
    }
    let start = place + length.unwrap_or(0);
    if length.is_some_and(|length| length > 0) && words.gap(start) > Gap::Comma {
        return None;
    }
    let found = find(tables, words, start)?;
    // `in accordance with` after a comma is no verb of the clause; after `and` it may head a part.
    let is_plausible = length.is_some() || found.form.is_verb;
    (is_plausible && is_same_mood(head.part, found.part)).then_some(found)
}

/// Tells whether a comma alone joins verbs.
///
/// A present tense after a comma can only be one of a row of verbs. A participle after a comma
/// is as often an adverbial (`Requests the Secretary-General, taking note of ...`); in the
/// preamble it is one of a row. Chinese joins sentences by commas.
fn has_plain_lists(language: Language, head: FormPart) -> bool {
    match language {
        Language::English | Language::French | Language::Spanish | Language::Russian => {
            head != FormPart::Both
        }
        Language::Chinese => true,
        Language::Arabic => false,
    }
}

/// Tells whether two verbs can head parts of one clause.
fn is_same_mood(head: FormPart, other: FormPart) -> bool {
    head == other || head == FormPart::Both || other == FormPart::Both
}

/// Returns how many words the coordinator has that `word` is or begins with.
fn coordinator_length(word: &str, language: Language) -> Option<usize> {
    if language == Language::Arabic {
        // Written on to the verb, where `find` takes it off.
        return word.starts_with('و').then_some(0);
    }
    coordinators(language).contains(&word).then_some(1)
}

/// Tells whether `word` begins a clause below the one that is read.
fn is_relative(word: &str, language: Language) -> bool {
    match language {
        Language::English => {
            matches!(word, "which" | "who" | "whose" | "where" | "that" | "it" | "whereby" | "if")
        }
        Language::French => {
            matches!(
                word,
                "qui" | "que" | "dont" | "ou" | "laquelle" | "lequel" | "lesquelles" | "qu"
            )
        }
        Language::Spanish => {
            matches!(word, "que" | "quien" | "cuyo" | "cuya" | "cual" | "cuales" | "donde")
        }
        Language::Russian => {
            matches!(
                word,
                "который"
                    | "которая"
                    | "которое"
                    | "которые"
                    | "которой"
                    | "котором"
                    | "которых"
                    | "что"
            )
        }
        Language::Arabic => matches!(word, "الذي" | "التي" | "الذين" | "حيث"),
        Language::Chinese => matches!(word, "其" | "该"),
    }
}
