//! What catalogues tell of a resolution, in words.

use super::facts::listed;
use crate::resolution::{Choice, Manner, Vote};
use crate::schema::Record;

/// Returns how a resolution was adopted: the manner, then the counts of the vote.
pub(super) fn adoption(record: &Record) -> Vec<String> {
    let manner = record.manner.map(Manner::id).map(str::to_owned);
    manner.into_iter().chain(record.vote.as_ref().map(counts)).collect()
}

/// Returns the counts of a vote: `7 in favour, 1 against, 2 abstaining`.
pub(super) fn counts(vote: &Vote) -> String {
    let told = |choice: Choice| Some(format!("{} {}", vote.count(choice)?, choice.id()));
    let counts: Vec<String> = Choice::ALL.into_iter().filter_map(told).collect();
    counts.join(", ")
}

/// Returns subjects, draft, sponsors and who voted how, each with its name before it; of a list
/// `names_max` at most, and how many more there are.
pub(super) fn lines(record: &Record, names_max: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut push = |name: &str, names: &[&str], separator: &str| {
        if !names.is_empty() {
            lines.push(format!("{name}: {}", listed(names, separator, names_max)));
        }
    };
    push("subjects", &texts(&record.subjects), "; ");
    push("draft", record.draft.as_deref().as_slice(), ", ");
    push("proponent", record.proponent.as_deref().as_slice(), ", ");
    push("sponsors", &texts(&record.sponsors), ", ");
    push("additional sponsors", &texts(&record.additional_sponsors), ", ");
    for choice in Choice::ALL {
        let states = record.vote.as_ref().and_then(|vote| vote.states(choice));
        push(choice.id(), &states.unwrap_or_default(), ", ");
    }
    lines
}

/// Returns the draft on one line, its symbol before those who sponsored it.
pub(super) fn draft(record: &Record) -> String {
    let sponsors: Vec<&str> = record.all_sponsors().collect();
    let parts = [record.draft.clone().unwrap_or_default(), sponsors.join("; ")];
    let told: Vec<&str> =
        parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    told.join(": ")
}

fn texts(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}
