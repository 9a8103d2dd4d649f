//! The clause verb at a place: qualifiers, the verb with qualifiers between its words,
//! qualifiers again.

use std::ops::Range;

use super::forms::{ANY_WORDS, Candidates};
use super::language_tables::LanguageTables;
use super::model::{FormPart, Position, Qualifier, VerbForm, VerbMatch};
use super::words::{Gap, Words};
use crate::text::Language;

/// How many qualifiers may stand on each side of a verb, and between its words.
pub(super) const QUALIFIERS_MAX: usize = 4;

/// How many words a form in two parts may hold between them.
const BETWEEN_MAX_WORDS: usize = 120;

/// A clause verb in [`Words`].
#[derive(Clone, Debug)]
pub(super) struct Found<'tables> {
    /// The verb and its qualifiers.
    pub(super) words: Range<usize>,
    pub(super) form: &'tables VerbForm,
    pub(super) part: FormPart,
    pub(super) qualifiers: Vec<&'tables Qualifier>,
}

impl Found<'_> {
    pub(super) fn to_match(&self, words: &Words) -> VerbMatch {
        let ids = self.qualifiers.iter().flat_map(|qualifier| qualifier.ids.iter().cloned());
        VerbMatch {
            span: words.span(self.words.clone()),
            concept: Some(self.form.concept.clone()),
            part: self.part,
            qualifiers: ids.collect(),
        }
    }
}

/// The words of a verb that have been read, and the qualifiers between them.
#[derive(Clone)]
struct Walk<'tables> {
    at: usize,
    candidates: Candidates,
    inside: Vec<&'tables Qualifier>,
    /// Where the first part of a form in two parts ends, and the second begins.
    parts: Option<(usize, usize)>,
}

/// Returns the clause verb that begins with the word at `place`, qualifiers and words that lead
/// over to it included.
pub(super) fn find<'tables>(
    tables: &'tables LanguageTables,
    words: &mut Words,
    place: usize,
) -> Option<Found<'tables>> {
    let is_after_particle = tables.language == Language::Arabic && is_particle(words.get(place));
    let start = place + usize::from(is_after_particle);
    let found = find_qualified(tables, words, start).or_else(|| {
        // `و`, and, is written on to the word that follows.
        let is_arabic = tables.language == Language::Arabic && !is_after_particle;
        (is_arabic && words.strip(place, "و"))
            .then(|| find_qualified(tables, words, place))
            .flatten()
    });
    let mut found = found?;
    if is_after_particle {
        found.words.start = found.words.start.min(place);
        found.part = FormPart::Preambular;
    } else if tables.language == Language::Arabic && found.part == FormPart::Both {
        found.part = FormPart::Operative;
    }
    Some(found)
}

/// `إذ` and `وإذ`, folded: what follows is preambular.
fn is_particle(word: &str) -> bool {
    matches!(word, "اذ" | "واذ")
}

fn find_qualified<'tables>(
    tables: &'tables LanguageTables,
    words: &Words,
    place: usize,
) -> Option<Found<'tables>> {
    let (mut start, mut before) = (place, Vec::new());
    let verb = find_after_qualifiers(tables, words, &mut start, &mut before, place)?;
    let (end, after) = match verb.parts {
        // The verb of a Chinese clause is the second part, `对…表示遗憾`; elsewhere the first.
        Some((_, second)) if tables.language.is_unspaced() => {
            start = second;
            (verb.at, Vec::new())
        }
        Some((first_end, _)) => (first_end, Vec::new()),
        None => qualifiers_after(tables, words, verb.at),
    };
    let form = tables.verbs.complete(&verb.candidates)?;
    let mut qualifiers = before;
    qualifiers.extend(verb.inside);
    qualifiers.extend(after);
    Some(Found { words: start..end, form, part: form.part, qualifiers })
}

/// Returns the verb at `at` or after the qualifiers there, which are added to `before`; words
/// that lead over to the verb move `start` instead.
fn find_after_qualifiers<'tables>(
    tables: &'tables LanguageTables,
    words: &Words,
    start: &mut usize,
    before: &mut Vec<&'tables Qualifier>,
    at: usize,
) -> Option<Walk<'tables>> {
    let verb = find_verb(tables, words, at);
    let Some((length, qualifier)) = qualifier_at(tables, words, at, is_before) else { return verb };
    // `关切` is a verb, `关切地` a qualifier: what has more words is meant, if a verb follows.
    let is_verb_meant = verb.as_ref().is_some_and(|verb| verb.at - at >= length);
    if is_verb_meant || before.len() == QUALIFIERS_MAX || words.gap(at + length) > Gap::Comma {
        return verb;
    }
    let known = before.len();
    let start_before = *start;
    let is_lead = matches!(qualifier.position, Position::Lead | Position::Aside);
    if is_lead && before.is_empty() {
        *start = at + length;
    } else {
        before.push(qualifier);
    }
    let found = find_after_qualifiers(tables, words, start, before, at + length);
    if found.is_none() {
        before.truncate(known);
        *start = start_before;
        return verb;
    }
    found
}

/// Returns the verb with the most words that begins at `place`.
fn find_verb<'tables>(
    tables: &'tables LanguageTables,
    words: &Words,
    place: usize,
) -> Option<Walk<'tables>> {
    let start = Walk { at: place, candidates: tables.verbs.all(), inside: Vec::new(), parts: None };
    let mut best = None;
    walk(tables, words, &start, &mut best);
    best
}

fn walk<'tables>(
    tables: &'tables LanguageTables,
    words: &Words,
    read: &Walk<'tables>,
    best: &mut Option<Walk<'tables>>,
) {
    let depth = read.candidates.words_read();
    let is_better = best.as_ref().is_none_or(|best| depth > best.candidates.words_read());
    if depth > 0 && is_better && tables.verbs.complete(&read.candidates).is_some() {
        *best = Some(read.clone());
    }
    let gap = if depth == 0 { Gap::Space } else { words.gap(read.at) };
    if gap == Gap::Space
        && let Some(candidates) = tables.verbs.narrow(&read.candidates, words.get(read.at))
    {
        let next = Walk { at: read.at + 1, candidates, ..read.clone() };
        walk(tables, words, &next, best);
    }
    if depth == 0 {
        return;
    }
    if gap <= Gap::Comma
        && read.inside.len() < QUALIFIERS_MAX
        && let Some((length, qualifier)) = qualifier_at(tables, words, read.at, is_inside)
    {
        let mut next = Walk { at: read.at + length, ..read.clone() };
        next.inside.push(qualifier);
        walk(tables, words, &next, best);
    }
    if let Some(candidates) = tables.verbs.narrow(&read.candidates, ANY_WORDS) {
        walk_on(tables, words, &Walk { candidates, ..read.clone() }, best);
    }
}

/// Looks for the second part of a form in two parts, up to the end of the sentence.
fn walk_on<'tables>(
    tables: &'tables LanguageTables,
    words: &Words,
    read: &Walk<'tables>,
    best: &mut Option<Walk<'tables>>,
) {
    for at in read.at + 1..read.at + BETWEEN_MAX_WORDS {
        if !words.has(at) || words.gap(at) > Gap::Comma {
            return;
        }
        if let Some(candidates) = tables.verbs.narrow(&read.candidates, words.get(at)) {
            let depth = best.as_ref().map_or(0, |best| best.candidates.words_read());
            let next = Walk { at: at + 1, candidates, parts: Some((read.at, at)), ..read.clone() };
            walk(tables, words, &next, best);
            if best.as_ref().is_some_and(|best| best.candidates.words_read() > depth) {
                return;
            }
        }
    }
}

fn qualifiers_after<'tables>(
    tables: &'tables LanguageTables,
    words: &Words,
    mut at: usize,
) -> (usize, Vec<&'tables Qualifier>) {
    let mut after = Vec::new();
    while after.len() < QUALIFIERS_MAX && words.gap(at) == Gap::Space {
        let Some((length, qualifier)) = qualifier_at(tables, words, at, is_after) else { break };
        let next = words.get(at + length);
        let is_followed = qualifier.followed_by.is_empty()
            || words.gap(at + length) > Gap::Space
            || qualifier.followed_by.iter().any(|word| **word == *next);
        if !is_followed {
            break;
        }
        at += length;
        after.push(qualifier);
    }
    (at, after)
}

fn qualifier_at<'tables>(
    tables: &'tables LanguageTables,
    words: &Words,
    place: usize,
    is_taken: impl Fn(Position) -> bool,
) -> Option<(usize, &'tables Qualifier)> {
    let following = (place..)
        .take_while(|at| words.has(*at))
        .take_while(|at| *at == place || words.gap(*at) == Gap::Space)
        .map(|at| words.get(at));
    tables.qualifiers.longest(following, |qualifier| is_taken(qualifier.position))
}

fn is_before(position: Position) -> bool {
    match position {
        Position::Before | Position::Ahead | Position::Any | Position::Lead | Position::Aside => {
            true
        }
        Position::After | Position::Inside => false,
    }
}

fn is_inside(position: Position) -> bool {
    match position {
        Position::Inside | Position::Ahead | Position::After | Position::Any | Position::Aside => {
            true
        }
        Position::Before | Position::Lead => false,
    }
}

/// An aside such as `in this regard` behind the verb belongs to what is said, not to the verb.
fn is_after(position: Position) -> bool {
    match position {
        Position::After | Position::Any => true,
        Position::Before
        | Position::Ahead
        | Position::Inside
        | Position::Lead
        | Position::Aside => false,
    }
}
