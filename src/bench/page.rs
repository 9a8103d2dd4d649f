//! What the written forms of a resolution have in common: its heading, and its printed numbers.

use super::tongue::Tongue;
use crate::resolution::{Clause, Part, Resolution};

/// What stands above a resolution.
pub(super) struct Heading {
    /// `A/RES/71/19`
    pub(super) symbol: String,
    /// `71/19`
    pub(super) short: String,
    pub(super) title: String,
    /// `The General Assembly,`
    pub(super) enacting: &'static str,
}

impl Heading {
    pub(super) fn of(resolution: &Resolution) -> Self {
        let symbol = resolution.symbol.as_ref().map(ToString::to_string).unwrap_or_default();
        let short = symbol.strip_prefix("A/RES/").unwrap_or(&symbol).to_owned();
        let tongue = resolution.language.and_then(Tongue::of);
        let enacting = tongue.map_or("The General Assembly,", |tongue| tongue.enacting);
        Self { symbol, short, title: resolution.title.clone().unwrap_or_default(), enacting }
    }
}

/// Returns the number that is printed before a clause: `3.`, `(a)`, nothing in the preamble.
pub(super) fn number(clause: &Clause) -> Option<String> {
    match (clause.part, clause.label.find('(')) {
        (Part::Preambular | Part::Annex, _) => None,
        (Part::Operative, Some(item)) => Some(clause.label[item..].to_owned()),
        (Part::Operative, None) => Some(format!("{}.", clause.label.trim_start_matches("OP"))),
    }
}

/// Divides the last character, a comma, from a text.
pub(super) fn split_last(text: &str) -> (&str, &str) {
    let last = text.char_indices().next_back().map_or(0, |(place, _)| place);
    text.split_at(last)
}
