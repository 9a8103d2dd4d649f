//! Where in a text the leaves of a plan stand: the same rules for matching and for highlighting.

use std::collections::BTreeSet;

use super::pattern::{fits, is_near};
use super::plan::{Leaf, LeafKind, LongForm, Plan, Slot};
use super::view::TextView;
use crate::citation::Symbol;
use crate::query::{ConnectorKind, Scope};
use crate::text::Span;

/// A place where something stands, in words and in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence {
    /// The number of its first word.
    pub(super) first: usize,
    /// The number of its last word.
    pub(super) last: usize,
    /// Its bytes.
    pub(super) span: Span,
}

impl Occurrence {
    fn cover(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
            span: self.span.cover(other.span),
        }
    }
}

/// Returns where a leaf stands, in order of the places.
pub(super) fn occurrences(leaf: &Leaf, view: &TextView<'_>) -> Vec<Occurrence> {
    match &leaf.kind {
        LeafKind::Token { stems, words, is_common, meanings } => {
            let mut found = token(stems, words, *is_common, view);
            for meaning in meanings {
                found.extend(long_form(meaning, view));
            }
            found.sort_unstable();
            found.dedup();
            found
        }
        LeafKind::Phrase(slots) => phrase(slots, view),
        LeafKind::Apart { slots, words_apart } => apart(slots, *words_apart, view),
        LeafKind::Pattern(pattern) => words_where(view, |word| fits(pattern, word)),
        LeafKind::Fuzzy { word, edits } => words_where(view, |other| is_near(word, other, *edits)),
        LeafKind::Citation { symbol, words } => {
            let mut found = cited(symbol, view);
            found.extend(phrase(&slots_of(words), view));
            found.sort_unstable();
            found.dedup();
            found
        }
    }
}

fn cited(symbol: &Symbol, view: &TextView<'_>) -> Vec<Occurrence> {
    let aliases = symbol.aliases();
    let citations = view.citations(symbol.organ()).iter();
    let meant = citations.filter(|citation| {
        citation.symbol == *symbol || aliases.iter().any(|alias| alias == citation.symbol.as_str())
    });
    meant.map(|citation| view.at(citation.span)).collect()
}

fn token(
    stems: &[String],
    words: &[String],
    is_common: bool,
    view: &TextView<'_>,
) -> Vec<Occurrence> {
    let is_meant = |stem: &str| stems.iter().any(|known| known == stem);
    let by_stem = view.stems().filter(|(_, stem)| is_meant(stem));
    let mut found: Vec<Occurrence> = by_stem.map(|(span, _)| view.at(span)).collect();
    if stems.is_empty() || is_common {
        found.extend(phrase(&slots_of(words), view));
    }
    found
}

/// Where the words of a long form stand, if each of them does.
fn long_form(meaning: &LongForm, view: &TextView<'_>) -> Vec<Occurrence> {
    let places: Vec<Vec<Occurrence>> =
        meaning.iter().map(|stems| token(stems, &[], false, view)).collect();
    if places.iter().any(Vec::is_empty) { Vec::new() } else { places.concat() }
}

fn slots_of(words: &[String]) -> Vec<Slot> {
    words.iter().cloned().map(Slot::Word).collect()
}

fn words_where(view: &TextView<'_>, is_meant: impl Fn(&str) -> bool) -> Vec<Occurrence> {
    let words = view.words().enumerate();
    words
        .filter(|(_, (_, word))| is_meant(word))
        .map(|(number, (span, _))| Occurrence { first: number, last: number, span })
        .collect()
}

fn slot_fits(slot: &Slot, word: &str) -> bool {
    match slot {
        Slot::Word(exact) => exact == word,
        Slot::Pattern(pattern) => fits(pattern, word),
        Slot::Gap => true,
    }
}

fn phrase(slots: &[Slot], view: &TextView<'_>) -> Vec<Occurrence> {
    let count = view.word_count();
    if slots.is_empty() || slots.len() > count {
        return Vec::new();
    }
    (0..=count - slots.len())
        .filter(|first| {
            let words = (*first..).map(|number| view.word(number).1);
            slots.iter().zip(words).all(|(slot, word)| slot_fits(slot, word))
        })
        .map(|first| {
            let last = first + slots.len() - 1;
            Occurrence { first, last, span: view.word(first).0.cover(view.word(last).0) }
        })
        .collect()
}

/// Each word within the distance of those before it, in any order.
fn apart(slots: &[Slot], words_apart: u32, view: &TextView<'_>) -> Vec<Occurrence> {
    let mut slots = slots.iter().filter(|slot| **slot != Slot::Gap);
    let Some(first) = slots.next() else { return Vec::new() };
    let mut found = words_where(view, |word| slot_fits(first, word));
    for slot in slots {
        let next = words_where(view, |word| slot_fits(slot, word));
        found = joined(&found, &next, ConnectorKind::Within(words_apart), &|_| 0);
    }
    found
}

/// Returns where the operands of a connector stand as it says, each pair as one place.
fn joined(
    left: &[Occurrence],
    right: &[Occurrence],
    kind: ConnectorKind,
    sentence_at: &dyn Fn(usize) -> usize,
) -> Vec<Occurrence> {
    // Every place is paired with its nearest partner on each side: further ones mark no more.
    let mut found: Vec<Occurrence> = Vec::new();
    for one in left {
        let near = right.iter().filter(|other| stands(one, other, kind, sentence_at));
        found.extend(nearest(one, near).map(|other| one.cover(other)));
    }
    for other in right {
        let near = left.iter().filter(|one| stands(one, other, kind, sentence_at));
        found.extend(nearest(other, near).map(|one| one.cover(*other)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns the nearest of `places` before and after `one`; all of them stand in order.
fn nearest<'a>(
    one: &Occurrence,
    places: impl Iterator<Item = &'a Occurrence> + Clone,
) -> impl Iterator<Item = Occurrence> {
    let before = places.clone().filter(|other| other.last < one.first).max();
    let after = places.filter(|other| other.first > one.last).min();
    before.into_iter().chain(after).copied()
}

/// Tells whether two places stand to each other as a connector says; overlapping ones do not.
fn stands(
    left: &Occurrence,
    right: &Occurrence,
    kind: ConnectorKind,
    sentence_at: &dyn Fn(usize) -> usize,
) -> bool {
    let is_before = left.last < right.first;
    let is_after = right.last < left.first;
    let distance = if is_before {
        right.first - left.last
    } else if is_after {
        left.first - right.last
    } else {
        return false;
    };
    let reaches = |words: u32| u32::try_from(distance).is_ok_and(|distance| distance <= words);
    match kind {
        ConnectorKind::Clause => true,
        ConnectorKind::Sentence => {
            sentence_at(left.span.start()) == sentence_at(right.span.start())
        }
        ConnectorKind::Within(words) => reaches(words),
        ConnectorKind::Before(words) => is_before && reaches(words),
    }
}

/// Where the leaves of a plan stand, by their numbers, and in which sentence a byte does.
pub(super) struct Standing<'a> {
    pub(super) occurrences: &'a dyn Fn(usize) -> Vec<Occurrence>,
    pub(super) sentence_at: &'a dyn Fn(usize) -> usize,
}

/// Returns where a plan made of words stands in a text; conditions stand nowhere.
fn places(plan: &Plan, leaves: &[Leaf], view: &TextView<'_>) -> Vec<Occurrence> {
    let occurrences = |number: usize| occurrences(&leaves[number], view);
    let sentence_at = |byte| view.sentence_at(byte);
    places_of(plan, &Standing { occurrences: &occurrences, sentence_at: &sentence_at })
}

/// Returns where a plan made of words stands if its leaves stand so; conditions stand nowhere.
pub(super) fn places_of(plan: &Plan, standing: &Standing<'_>) -> Vec<Occurrence> {
    match plan {
        Plan::Leaf(number) => (standing.occurrences)(*number),
        Plan::All(parts) | Plan::Any(parts) => {
            let mut found: Vec<Occurrence> =
                parts.iter().flat_map(|part| places_of(part, standing)).collect();
            found.sort_unstable();
            found.dedup();
            found
        }
        Plan::Near { left, kind, is_negated, right } => {
            let left = places_of(left, standing);
            let right = places_of(right, standing);
            if !is_negated {
                return joined(&left, &right, *kind, standing.sentence_at);
            }
            let is_near = |one: &Occurrence, other: &Occurrence| {
                stands(one, other, *kind, standing.sentence_at)
            };
            let stands_alone = |one: &Occurrence| !right.iter().any(|other| is_near(one, other));
            left.into_iter().filter(stands_alone).collect()
        }
        Plan::Everything | Plan::Verb(_) | Plan::Condition(_) | Plan::In(_) | Plan::Not(_) => {
            Vec::new()
        }
    }
}

/// Tells whether a plan made of words stands anywhere if its leaves stand so.
pub(super) fn is_anywhere(plan: &Plan, standing: &Standing<'_>) -> bool {
    let Plan::Near { left, kind, is_negated: false, right } = plan else {
        return !places_of(plan, standing).is_empty();
    };
    let (left, right) = (places_of(left, standing), places_of(right, standing));
    let is_near =
        |one: &Occurrence, other: &Occurrence| stands(one, other, *kind, standing.sentence_at);
    left.iter().any(|one| right.iter().any(|other| is_near(one, other)))
}

/// Tells whether a plan made of words stands in a text.
pub(super) fn is_match(plan: &Plan, leaves: &[Leaf], view: &TextView<'_>) -> bool {
    let occurrences = |number: usize| occurrences(&leaves[number], view);
    let sentence_at = |byte| view.sentence_at(byte);
    is_anywhere(plan, &Standing { occurrences: &occurrences, sentence_at: &sentence_at })
}

/// Returns the single places a plan marks in a text of `scope`: the words of a connector's
/// operands, not what lies between them.
pub(super) fn marked(
    plan: &Plan,
    leaves: &[Leaf],
    view: &TextView<'_>,
    scope: Scope,
) -> Vec<Occurrence> {
    match plan {
        Plan::Leaf(number) if leaves[*number].scope != scope => Vec::new(),
        Plan::Leaf(number) => match &leaves[*number].kind {
            LeafKind::Apart { slots, .. } => {
                let pairs = occurrences(&leaves[*number], view);
                let slots = slots.iter().filter(|slot| **slot != Slot::Gap);
                let words = slots.flat_map(|slot| words_where(view, |word| slot_fits(slot, word)));
                inside(words.collect(), &pairs)
            }
            LeafKind::Token { .. }
            | LeafKind::Phrase(_)
            | LeafKind::Pattern(_)
            | LeafKind::Fuzzy { .. }
            | LeafKind::Citation { .. } => occurrences(&leaves[*number], view),
        },
        Plan::All(parts) | Plan::Any(parts) => {
            let of = |part: &Plan| marked(part, leaves, view, scope);
            let (common, telling): (Vec<_>, Vec<_>) =
                parts.iter().partition(|part| is_common(part, leaves));
            let common = common.into_iter().flat_map(of).collect();
            if telling.is_empty() {
                return common;
            }
            with_neighbours(telling.into_iter().flat_map(of).collect(), common)
        }
        Plan::Near { left, is_negated, right, .. } => {
            let pairs = places(plan, leaves, view);
            let mut words = marked(left, leaves, view, scope);
            if !is_negated {
                words.extend(marked(right, leaves, view, scope));
            }
            inside(words, &pairs)
        }
        Plan::Everything | Plan::Verb(_) | Plan::Condition(_) | Plan::In(_) | Plan::Not(_) => {
            Vec::new()
        }
    }
}

/// Returns the stretches of a text of `scope` in which operands stand as a connector says, each from
/// the first word of a match to its last.
pub(super) fn connected(
    plan: &Plan,
    leaves: &[Leaf],
    view: &TextView<'_>,
    scope: Scope,
) -> Vec<Occurrence> {
    match plan {
        Plan::Leaf(number) => {
            let leaf = &leaves[*number];
            let is_apart = matches!(leaf.kind, LeafKind::Apart { .. }) && leaf.scope == scope;
            if is_apart { occurrences(leaf, view) } else { Vec::new() }
        }
        Plan::All(parts) | Plan::Any(parts) => {
            parts.iter().flat_map(|part| connected(part, leaves, view, scope)).collect()
        }
        Plan::Near { is_negated: true, left, .. } => connected(left, leaves, view, scope),
        Plan::Near { .. } if marked(plan, leaves, view, scope).is_empty() => Vec::new(),
        Plan::Near { .. } => places(plan, leaves, view),
        Plan::Everything | Plan::Verb(_) | Plan::Condition(_) | Plan::In(_) | Plan::Not(_) => {
            Vec::new()
        }
    }
}

/// Tells whether a part of a plan is a word so common that it says nothing: `of`, `the`.
fn is_common(part: &Plan, leaves: &[Leaf]) -> bool {
    let Plan::Leaf(number) = part else { return false };
    matches!(leaves[*number].kind, LeafKind::Token { is_common: true, .. })
}

/// Returns `found` with the places of `common` words that stand beside one of it, directly or by way
/// of others: `41 of the Charter`, and no other `of` of the clause.
fn with_neighbours(mut found: Vec<Occurrence>, mut common: Vec<Occurrence>) -> Vec<Occurrence> {
    let mut words: BTreeSet<usize> = found.iter().flat_map(|one| one.first..=one.last).collect();
    common.sort_unstable();
    let mut keep = |one: &Occurrence, neighbour: Option<usize>| {
        let is_kept = neighbour.is_some_and(|word| words.contains(&word));
        if is_kept {
            words.extend(one.first..=one.last);
            found.push(*one);
        }
        !is_kept
    };
    common.retain(|one| keep(one, one.first.checked_sub(1)));
    common.reverse();
    common.retain(|one| keep(one, Some(one.last + 1)));
    found
}

/// Keeps the places that begin or end one of `pairs`, or lie inside a pair of several words.
fn inside(words: Vec<Occurrence>, pairs: &[Occurrence]) -> Vec<Occurrence> {
    let is_inside = |word: &Occurrence| {
        pairs.iter().any(|pair| pair.first <= word.first && word.last <= pair.last)
    };
    words.into_iter().filter(is_inside).collect()
}
