//! [`Owner`]: whose resolution a number is, and the symbol the two make.

use super::candidate::{Candidate, Number};
use super::series::{ARABIC_SESSION_MIN, Series};
use super::{Symbol, vocabulary};
use crate::text::Span;

/// Whose resolution a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) named: Option<Series>,
    pub(super) is_decision: bool,
}

impl Owner {
    /// The owner of a number that stands alone, if its kind tells.
    pub(super) fn unnamed(candidate: &Candidate) -> Option<Self> {
        let is_telling = match &candidate.number {
            Number::Slashed { special, session, .. } => {
                !special.is_empty() || (ARABIC_SESSION_MIN..1000).contains(session)
            }
            Number::Dated { .. } | Number::Roman { .. } | Number::Full(_) => true,
            Number::Plain { .. } => false,
        };
        is_telling.then_some(Self { named: None, is_decision: false })
    }

    /// Returns the symbols of a candidate of this owner, each with its place in the folded text.
    pub(super) fn symbols(self, candidate: &Candidate) -> Vec<(Symbol, Span)> {
        let parts: Vec<(String, Span)> = if candidate.parts.is_empty() {
            vec![(String::new(), candidate.span)]
        } else {
            candidate
                .parts
                .iter()
                .enumerate()
                .map(|(index, (part, span))| {
                    let span = if index == 0 { candidate.span.cover(*span) } else { *span };
                    (part.clone(), span)
                })
                .collect()
        };
        parts
            .into_iter()
            .filter_map(|(part, span)| Some((self.symbol(&candidate.number, &part)?, span)))
            .collect()
    }

    fn symbol(self, number: &Number, part: &str) -> Option<Symbol> {
        let text = match number {
            Number::Full(symbol) if part.is_empty() => return Some(symbol.clone()),
            Number::Full(symbol) => format!("{symbol}{part}"),
            // Under the name of the Council a number stands as it is printed.
            Number::Dated { number, year }
                if self.named != Some(Series::Security)
                    && !vocabulary::is_of_council(*number, *year) =>
            {
                return None;
            }
            Number::Dated { number, .. } | Number::Plain { number } => {
                if self.is_decision || self.named == Some(Series::Foreign) {
                    return None;
                }
                format!("S/RES/{number}")
            }
            Number::Roman { number, session } => {
                let series = match self.named {
                    Some(Series::Ecosoc) => "E/RES/",
                    Some(Series::Foreign) => return None,
                    _ => "A/RES/",
                };
                format!("{series}{number}{part}({session})")
            }
            Number::Slashed { special, session, number } => {
                let series = Series::of_slashed(self.named, *session, !special.is_empty())?;
                let prefix = series.prefix(self.is_decision)?;
                let kind = match series {
                    Series::Environment | Series::Habitat => "Res.",
                    _ => "",
                };
                format!("{prefix}{special}{session}/{kind}{number}{part}")
            }
        };
        Symbol::from_notation(&text)
    }
}
