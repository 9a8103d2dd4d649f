//! How a resolution was adopted and the count of the vote.
//!
//! Unanimous, by consensus and without a vote are three things; not to take part is not to
//! abstain. A count is read only from a sentence that speaks of votes.

use std::collections::BTreeSet;

use super::tables::{Phrase, Tables, words_of};
use super::{Line, Sources, adoption, fact, numerals, sponsors};
use crate::corpus::{Fact, FactKind};
use crate::resolution::model::{Choice, Diagnostic, DiagnosticKind, Manner, StateVote, Vote};
use crate::text::fold;

/// More votes than that are no votes.
const VOTES_MAX: u32 = 1_000;

/// Behind so many brackets no names of States are looked for: each is read with all before it.
const BRACKETS_MAX: usize = 64;

/// A sentence about a vote is at the head of its paragraph; lists of States follow.
const SENTENCE_BYTES_MAX: usize = 700;

/// How a resolution was adopted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) manner: Option<Manner>,
    pub(super) vote: Option<Vote>,
}

/// Reads manner and vote from metadata, else from the conclusion, the header or a note.
pub(super) fn read(before: &[Line<'_>], after: &[Line<'_>], sources: &Sources<'_>) -> Counted {
    let stated = of_facts(sources);
    if stated.manner.is_some() || stated.vote.is_some() {
        return stated;
    }
    let conclusion = joined(after, |line| &line.folded);
    let header = joined(before, |line| &line.folded);
    let of_lines =
        |folded: &str, lines| Some(with_states(of_text(folded)?, &joined(lines, |line| line.text)));
    let mut found =
        of_lines(&conclusion, after).or_else(|| of_lines(&header, before)).unwrap_or_default();
    let notes = || sources.notes.iter().filter(|note| adoption::is_adoption(note));
    if found.manner.is_none() {
        let of_note = |note: &&str| Some(with_states(of_text(&fold(note))?, note));
        found = notes().find_map(of_note).unwrap_or_default();
    }
    if let Some(vote) = &mut found.vote
        && vote.not_participating.is_none()
    {
        let lines = [conclusion.as_str(), header.as_str()];
        vote.not_participating = lines
            .into_iter()
            .find_map(not_participating)
            .or_else(|| sources.notes.iter().find_map(|note| not_participating(&fold(note))));
    }
    found
}

fn joined<'a>(lines: &'a [Line<'_>], text: impl Fn(&'a Line<'_>) -> &'a str) -> String {
    lines.iter().map(text).collect::<Vec<_>>().join(" ")
}

/// Adds the States that stand in brackets behind the number of their votes: `2 abstentions (Cuba,
/// Yemen)`. Brackets that hold fewer or more names than were counted hold something else.
fn with_states(mut counted: Counted, text: &str) -> Counted {
    let Some(vote) = &mut counted.vote else { return counted };
    for (open, _) in text.match_indices('(').take(BRACKETS_MAX) {
        let inner = &text[open + 1..];
        let Some(end) = inner.find(')') else { break };
        let before = without_brackets(&fold(&text[..open]));
        let Some((value, choice)) = counts(&before).and_then(Iterator::last) else { continue };
        let names = sponsors::names(&inner[..end]);
        let is_counted = vote.count(choice) == Some(value) && names.len() == value as usize;
        let is_new = vote.by_state.iter().all(|one| one.choice != choice);
        if is_counted && is_new {
            let state = |state| StateVote { state, choice };
            vote.by_state.extend(names.into_iter().map(state));
        }
    }
    vote.by_state.sort_by_key(|one| one.choice);
    counted
}

/// What the voting element of mark-up states.
fn of_facts(sources: &Sources<'_>) -> Counted {
    let by_state = by_state(sources.facts);
    let stated = |kind| fact(sources.facts, kind).and_then(|value| value.parse::<u32>().ok());
    let named = |choice| {
        let states = by_state.iter().filter(|one| one.choice == choice).count();
        u32::try_from(states).ok().filter(|states| *states > 0)
    };
    let count = |kind, choice| stated(kind).or_else(|| named(choice));
    let outcome = fact(sources.facts, FactKind::VotingOutcome).map(str::to_lowercase);
    let mut vote = count(FactKind::InFavour, Choice::InFavour).map(|in_favour| Vote {
        in_favour,
        against: count(FactKind::Against, Choice::Against).unwrap_or_default(),
        abstaining: count(FactKind::Abstaining, Choice::Abstaining).unwrap_or_default(),
        not_participating: count(FactKind::NotParticipating, Choice::NotParticipating),
        by_state: Vec::new(),
    });
    if let Some(vote) = &mut vote {
        vote.by_state = by_state;
    }
    let says = |word: &str| outcome.as_deref().is_some_and(|outcome| outcome.contains(word));
    let manner = if says("withoutvote") {
        Some(Manner::WithoutVote)
    } else if says("consensus") {
        Some(Manner::Consensus)
    } else if says("unanim") {
        Some(Manner::Unanimous)
    } else if vote.is_some() || says("recorded") {
        Some(Manner::RecordedVote)
    } else {
        None
    };
    let is_counted = manner == Some(Manner::RecordedVote) || manner == Some(Manner::Unanimous);
    Counted { manner, vote: vote.filter(|_| is_counted) }
}

/// Who voted how, in the order of the file.
fn by_state(facts: &[Fact]) -> Vec<StateVote> {
    let of = |fact: &Fact| {
        let choice = match fact.kind {
            FactKind::VoterInFavour => Choice::InFavour,
            FactKind::VoterAgainst => Choice::Against,
            FactKind::VoterAbstaining => Choice::Abstaining,
            FactKind::VoterNotParticipating => Choice::NotParticipating,
            _other => return None,
        };
        Some(StateVote { state: fact.value.clone(), choice })
    };
    facts.iter().filter_map(of).collect()
}

/// Returns what cannot be true of a vote: counts that are not those of the States named, States
/// named twice.
pub(in crate::resolution) fn doubts(vote: &Vote) -> Vec<Diagnostic> {
    let doubt = |message| Diagnostic { kind: DiagnosticKind::Vote, message, line: 0 };
    let mut doubts = Vec::new();
    if vote.by_state.is_empty() {
        return doubts;
    }
    for choice in Choice::ALL {
        let (count, states) = (vote.count(choice).unwrap_or_default(), vote.states(choice));
        // Those that abstained may be named alone.
        let named = states.map_or(0, |states| states.len());
        if named > 0 && named != count as usize {
            let choice = choice.id();
            doubts.push(doubt(format!("{count} are counted {choice}, and {named} are named")));
        }
    }
    let mut seen = BTreeSet::new();
    for one in vote.by_state.iter().filter(|one| !seen.insert(one.state.as_str())) {
        doubts.push(doubt(format!("`{}` is named twice among those that voted", one.state)));
    }
    doubts
}

/// Reads a folded text.
pub(super) fn of_text(folded: &str) -> Option<Counted> {
    let tables = Tables::embedded();
    if let Some(vote) = count(folded) {
        return Some(Counted { manner: Some(Manner::RecordedVote), vote: Some(vote) });
    }
    let manner = if tables.has(folded, Phrase::Unanimous) {
        Manner::Unanimous
    } else if tables.has(folded, Phrase::WithoutVote) {
        Manner::WithoutVote
    } else if tables.has(folded, Phrase::Consensus) {
        Manner::Consensus
    } else if tables.has(folded, Phrase::RecordedVote) {
        Manner::RecordedVote
    } else {
        return None;
    };
    Some(Counted { manner: Some(manner), vote: None })
}

/// Reads "13 votes to none, with 2 abstentions (Cuba, Yemen)".
fn count(folded: &str) -> Option<Vote> {
    let bare = without_brackets(folded);
    let tables = Tables::embedded();
    let start = tables.find(&bare, Phrase::Votes)?.start();
    // "Adopted without a vote" speaks of votes too, and counts none.
    let uncounted = tables.find(&bare, Phrase::WithoutVote);
    if uncounted.is_some_and(|phrase| (phrase.start()..phrase.end()).contains(&start)) {
        return None;
    }
    let mut vote = Vote::default();
    let mut read = 0;
    for (value, choice) in counts(&bare)? {
        match choice {
            Choice::InFavour => vote.in_favour = value,
            Choice::Against => vote.against = value,
            Choice::Abstaining => vote.abstaining = value,
            // Those who took no part are told in a sentence of their own.
            Choice::NotParticipating => {}
        }
        read += 1;
    }
    (read >= 2 && vote.in_favour > 0).then_some(vote)
}

/// The first numbers of a folded text in which votes are counted, brackets left out, and what they
/// count: in the order in which results are announced where nothing else is said.
fn counts(bare: &str) -> Option<impl Iterator<Item = (u32, Choice)>> {
    let start = Tables::embedded().find(bare, Phrase::Votes)?.start();
    // "13 votes", "a vote of 13": the number stands next to the word, before or after it.
    let from = number_before(&bare[..start]).unwrap_or(start);
    let end = bare.floor_char_boundary(from + SENTENCE_BYTES_MAX);
    let order = [Choice::InFavour, Choice::Against, Choice::Abstaining];
    let numbers = labelled(&bare[from..end]);
    // `Votes:` may head a list of documents; what numbers behind it count is said of one at least.
    let is_label = || {
        let behind = bare[start..].trim_start_matches(char::is_alphabetic).trim_start();
        from == start && behind.starts_with(':')
    };
    if is_label() && numbers.iter().take(order.len()).all(|(_, label)| label.is_none()) {
        return None;
    }
    let numbers = numbers.into_iter().zip(order);
    Some(numbers.map(|((value, label), expected)| (value, label.unwrap_or(expected))))
}

/// The numbers of a sentence, each with what the words right after it say it counts.
fn labelled(text: &str) -> Vec<(u32, Option<Choice>)> {
    words_of(text)
        .into_iter()
        .filter_map(|(word, span)| {
            // `10 votes to I`: character recognition takes one for the other, and no word of such
            // a sentence is spelt so.
            let value = match word {
                "i" => Some(1),
                // Arabic has a form for two of a thing.
                "صوتين" | "صوتان" | "عضوين" | "عضوان" => Some(2),
                _number => numerals::value(word),
            };
            // `09/07/2015`, `12.5`: a day, an item of an agenda.
            let is_part = text[..span.start()].ends_with('/')
                || text[span.end()..].starts_with('/')
                || word.contains('.');
            let value = value.filter(|value| *value <= VOTES_MAX && !is_part)?;
            Some((value, label_after(&text[span.end()..])))
        })
        .collect()
}

/// `votes in favour`, `against`, `abstentions`; French and Spanish set "against" before a number.
fn label_after(rest: &str) -> Option<Choice> {
    let tables = Tables::embedded();
    let rest = rest.trim_start();
    let rest = tables.opens_with(rest, Phrase::Votes).map_or(rest, |end| rest[end..].trim_start());
    if tables.opens_with(rest, Phrase::Abstaining).is_some() {
        return Some(Choice::Abstaining);
    }
    if tables.opens_with(rest, Phrase::InFavour).is_some() {
        return Some(Choice::InFavour);
    }
    let end = tables.opens_with(rest, Phrase::Against)?;
    let after = &rest[end..];
    let leads_to_number = words_of(after).first().is_some_and(|(word, span)| {
        after[..span.start()].trim().is_empty() && numerals::value(word).is_some()
    });
    (!leads_to_number).then_some(Choice::Against)
}

/// Where the number begins that a text ends with.
fn number_before(before: &str) -> Option<usize> {
    let (word, span) = words_of(before).pop()?;
    let is_adjacent = before[span.end()..].trim().is_empty();
    numerals::value(word).filter(|_| is_adjacent).map(|_| span.start())
}

/// The text without what stands in brackets: names of States. Square ones hold whole sentences.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|character| {
            match character {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// How many members "did not participate in the voting".
fn not_participating(folded: &str) -> Option<u32> {
    let bare = without_brackets(folded);
    let phrase = Tables::embedded().find(&bare, Phrase::NotParticipating)?;
    let sentence = bare[..phrase.start()].rsplit(['.', ';', ':']).next()?;
    let number = words_of(sentence).into_iter().rev().find_map(|(word, _)| numerals::value(word));
    let is_one_name =
        !sentence.trim().is_empty() && !sentence.contains([',']) && !sentence.contains(" and ");
    number.or(is_one_name.then_some(1))
}

/// Tells whether a line says how the members voted: `Against:`, `[Adopted by a recorded vote`.
pub(in crate::resolution) fn tells_vote(line: &str) -> bool {
    let folded = fold(line);
    let tables = Tables::embedded();
    let label = folded.trim_start_matches(['[', ' ']);
    tables.has(&folded, Phrase::RecordedVote)
        || [Phrase::InFavour, Phrase::Against, Phrase::Abstaining].into_iter().any(|phrase| {
            tables
                .opens_with(label, phrase)
                .is_some_and(|end| label[end..].trim_start().starts_with([':', '：']))
        })
}
