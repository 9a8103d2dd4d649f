//! Why a clause ranks where it does, as plain data that says itself in words.

use std::fmt;

use super::contexts::{Contexts, Scored};
use super::rank::Weights;
use super::scan::Leaves;
use crate::lexicon::Lexicon;
use crate::text::Language;

/// One thing that counts for a clause, or against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A word of the query, and where it stands.
    Word {
        /// As typed.
        word: String,
        /// The best place.
        place: WordPlace,
        /// Its share of the weight of the query, in per cent: rare words weigh more.
        weight_percent: u8,
    },
    /// The verb that the query opens with, or asks for by its field, heads the clause.
    HeadVerb,
    /// The verb that the query asks for by its field heads the clause in another language, by the text
    /// that the index has.
    ParallelVerb(Language),
    /// It holds all of the query.
    Complete,
    /// The words stand side by side or in the form typed, which adds so many per cent.
    Close {
        /// From 1.
        percent: u8,
    },
}

/// Where a word of the query stands, the best place first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordPlace {
    /// In the clause itself.
    Clause,
    /// In the lead-in it hangs on.
    LeadIn,
    /// In the title of the resolution.
    Title,
    /// In so many other clauses of the resolution.
    Elsewhere {
        /// How many.
        clauses: u16,
    },
    /// Nowhere in the resolution.
    Nowhere,
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word { word, place, weight_percent } => {
                write!(out, "`{word}` ({weight_percent} % of the query): {place}")
            }
            Self::HeadVerb => out.write_str("the verb of the query heads it"),
            Self::ParallelVerb(language) => {
                write!(out, "the verb of the query heads its {} text", language.name())
            }
            Self::Complete => out.write_str("it holds all of the query"),
            Self::Close { percent } => {
                write!(out, "words side by side or as typed: +{percent} %")
            }
        }
    }
}

impl fmt::Display for WordPlace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clause => out.write_str("in the clause"),
            Self::LeadIn => out.write_str("in its lead-in"),
            Self::Title => out.write_str("in the title"),
            Self::Elsewhere { clauses: 1 } => out.write_str("in 1 other clause of the resolution"),
            Self::Elsewhere { clauses } => {
                write!(out, "in {clauses} other clauses of the resolution")
            }
            Self::Nowhere => out.write_str("nowhere in the resolution"),
        }
    }
}

/// What the reasons are read from.
pub(super) struct Grounds<'a> {
    pub(super) contexts: &'a Contexts,
    pub(super) weights: &'a Weights,
    pub(super) lexicon: &'a Lexicon,
    /// The ranked leaves as typed, in the order of their bits.
    pub(super) typed: &'a [String],
}

impl Grounds<'_> {
    /// Returns why `one` ranks where it does; `headed` is what a verb that is asked for adds.
    pub(super) fn reasons(&self, one: &Scored, headed: Option<Reason>) -> Vec<Reason> {
        let total: f32 = self.weights.idf.iter().sum();
        let mut reasons = Vec::new();
        for (bit, word) in self.typed.iter().enumerate() {
            let idf = self.weights.idf.get(bit).copied().unwrap_or_default();
            let place = self.place(one, bit);
            let weight_percent = percent(idf / total.max(f32::MIN_POSITIVE));
            reasons.push(Reason::Word { word: word.clone(), place, weight_percent });
        }
        reasons.extend(headed);
        if self.contexts.is_full(one) && self.typed.len() > 1 {
            reasons.push(Reason::Complete);
        }
        match percent(one.closeness - 1.0) {
            0 => {}
            percent => reasons.push(Reason::Close { percent }),
        }
        reasons
    }

    fn place(&self, one: &Scored, bit: usize) -> WordPlace {
        let has = |leaves: Leaves| leaves >> bit & 1 == 1;
        let held = self.contexts.held(one);
        let around = self.contexts.surroundings(one.context);
        if has(held.own) {
            WordPlace::Clause
        } else if has(held.lead) {
            WordPlace::LeadIn
        } else if has(around.title) {
            WordPlace::Title
        } else {
            match around.clauses[bit] {
                0 => WordPlace::Nowhere,
                clauses => WordPlace::Elsewhere { clauses },
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the number is clamped")]
#[expect(clippy::cast_sign_loss, reason = "the number is clamped")]
fn percent(share: f32) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
