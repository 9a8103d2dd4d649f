//! What the written forms of a resolution have in common: its heading, and its printed numbers.

use crate::resolution::{Clause, Part, Resolution};

/// What stands above a resolution.
pub(super) struct Heading {
    /// `A/RES/71/19`
    pub(super) symbol: String,
    /// `71/19`
    pub(super) short: String,
    pub(super) title: String,
}

impl Heading {
    pub(super) fn of(resolution: &Resolution) -> Self {
        let symbol = resolution.symbol.as_ref().map(ToString::to_string).unwrap_or_default();
        let short = symbol.strip_prefix("A/RES/").unwrap_or(&symbol).to_owned();
        Self { symbol, short, title: resolution.title.clone().unwrap_or_default() }
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
