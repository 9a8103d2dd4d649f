//! [`Symbol`]: the canonical name of a document.

use std::fmt;

use super::{Organ, forms, notation, roman};
use crate::text::fold_into;

/// INTERPOL: session = year - 1931 up to the 88th (2019); none met in 2020.
const INTERPOL_SESSION_BASE: i32 = 1931;

/// The last session of INTERPOL before the year without one.
const INTERPOL_SESSION_BEFORE_GAP: i32 = 88;

/// The World Health Assembly met first in 1948, and once a year since.
const HEALTH_SESSION_BASE: i32 = 1947;

/// Symbols are at most this long, with everything that is printed between their parts.
pub(super) const SYMBOL_LENGTH_MAX: usize = 120;

/// The canonical spelling of a document symbol: `A/RES/71/19`, `S/RES/1373`, `GA-2025-93-RES-03`.
///
/// Spellings of one symbol give equal values: spaces, kinds of hyphen, full-width figures, the
/// year of a Security Council resolution, case. Where a body gave a document several symbols, the
/// others are its [`aliases`](Symbol::aliases). Only [`Symbol::parse`] and [`scan`](super::scan)
/// make symbols, so that they always are canonical: parsing what is printed gives the same value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(String);

impl Symbol {
    /// Returns the symbol that `text` spells out in full, without words around it.
    pub(super) fn from_notation(text: &str) -> Option<Self> {
        notation::canonical(&squeeze(text)?).map(Self)
    }

    /// Returns the symbol of a canonical spelling that [`forms`] gave.
    pub(super) fn from_form(canonical: String) -> Self {
        Self(canonical)
    }

    /// Tells whether the body writes its symbols in a way of its own, which the table of these names.
    #[must_use]
    pub fn has_own_form(&self) -> bool {
        forms::has(&self.0)
    }

    /// Returns the canonical spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the body that adopted the document, where the symbol tells.
    #[must_use]
    pub fn organ(&self) -> Option<Organ> {
        let symbol = self.as_str();
        const PREFIXES: [(&str, Organ); 13] = [
            ("A/RES/", Organ::UnGa),
            ("A/DEC/", Organ::UnGa),
            ("S/RES/", Organ::UnSc),
            ("S/PRST/", Organ::UnSc),
            ("E/RES/", Organ::UnEcosoc),
            ("E/DEC/", Organ::UnEcosoc),
            ("A/HRC/RES/", Organ::UnHrc),
            ("A/HRC/DEC/", Organ::UnHrc),
            ("UNEP/EA.", Organ::Unea),
            ("HSP/HA.", Organ::UnHabitat),
            ("AGN/", Organ::InterpolGa),
            ("WHA", Organ::WhoWha),
            ("EB", Organ::WhoEb),
        ];
        if let Some((_, organ)) = PREFIXES.iter().find(|(prefix, _)| symbol.starts_with(prefix)) {
            let is_other = matches!(organ, Organ::Unea | Organ::UnHabitat | Organ::WhoEb)
                && !symbol.contains("/Res.")
                && !symbol.contains(".R");
            return (!is_other).then_some(*organ);
        }
        if self.interpol().is_some() {
            return Some(Organ::InterpolGa);
        }
        symbol.starts_with("A.").then_some(Organ::ImoAssembly)
    }

    /// Tells whether this is a decision: what a body settled at a meeting and printed in a list of
    /// its decisions, without a document of its own that bears the symbol.
    ///
    /// So the United Nations print theirs, the African Union (`Assembly/AU/Dec.268(XIV)`) and the
    /// conferences on the climate (`1/CP.21`) and on deserts (`25/COP.14`).
    ///
    /// ```
    /// # use resq::citation::Symbol;
    /// # let symbol = |printed| Symbol::parse(printed).unwrap();
    /// assert!(symbol("A/DEC/75/508").is_decision());
    /// assert!(symbol("1/CP.21").is_decision());
    /// assert!(symbol("25/COP.14").is_decision());
    /// assert!(!symbol("C-24/DEC.5").is_decision());
    /// ```
    #[must_use]
    pub fn is_decision(&self) -> bool {
        const KINDS: [&str; 6] = ["/DEC/", "/Dec.", "/COP.", "/CP.", "/CMA.", "/CMP."];
        KINDS.iter().any(|kind| self.0.contains(kind))
    }

    /// Returns the session, `71`, `S-30` or `ES-10`, where the symbol tells.
    #[must_use]
    pub fn session(&self) -> Option<String> {
        if let Some(parts) = self.interpol() {
            return Some(parts.session.to_string());
        }
        let symbol = self.as_str();
        let parts: Vec<&str> = symbol.split('/').collect();
        match parts.as_slice() {
            ["AGN", session, ..] => Some((*session).to_owned()),
            ["A", "RES" | "DEC", session, _] | ["A", "HRC", "RES" | "DEC", session, _] => {
                Some((*session).to_owned())
            }
            ["A" | "E", "RES" | "DEC", number] => {
                let (_, session) = number.strip_suffix(')')?.split_once('(')?;
                let (kind, numeral) = session.rsplit_once('-').unwrap_or(("", session));
                let hyphen = if kind.is_empty() { "" } else { "-" };
                Some(format!("{kind}{hyphen}{}", roman::value(numeral)?))
            }
            ["UNEP" | "HSP", session, _] => session.split_once('.').map(|(_, n)| n.to_owned()),
            [name] => dotted_session(name),
            _ => None,
        }
    }

    /// Returns the year, where the symbol tells it or the body meets once a year.
    ///
    /// The General Assembly of the United Nations does not: its sessions run into the next year.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        if let Some(parts) = self.interpol() {
            return Some(parts.year);
        }
        let parts: Vec<&str> = self.as_str().split('/').collect();
        match parts.as_slice() {
            ["AGN", session, ..] => session.parse::<i32>().ok().map(interpol_year),
            [name] => {
                let (session, _) = name.strip_prefix("WHA")?.split_once('.')?;
                session.parse::<i32>().ok().map(|session| session + HEALTH_SESSION_BASE)
            }
            [_, middle @ .., _] => middle
                .iter()
                .filter(|part| part.len() == 4)
                .find_map(|part| part.parse().ok().filter(|year| (1946..2100).contains(year))),
            _ => None,
        }
    }

    /// Returns the symbol without its last letter, where it names one part of a resolution in
    /// several parts: `A/RES/48/13` of `A/RES/48/13C`.
    #[must_use]
    pub fn whole(&self) -> Option<Self> {
        if !self.0.contains("/RES/") && !self.is_decision() {
            return None;
        }
        let (number, session) = match self.0.find('(') {
            Some(bracket) => self.0.split_at(bracket),
            None => (self.0.as_str(), ""),
        };
        let bare = number.trim_end_matches(|last: char| last.is_ascii_uppercase());
        (bare.len() < number.len() && bare.ends_with(|last: char| last.is_ascii_digit()))
            .then(|| Self(format!("{bare}{session}")))
    }

    /// Returns the other names under which the same document is cited, without the canonical one.
    ///
    /// INTERPOL: `AG-2012-RES-08` is cited as `GA-2012-81-RES-08` too. General Assembly and
    /// Economic and Social Council: the number alone, `71/19`.
    #[must_use]
    pub fn aliases(&self) -> Vec<String> {
        if let Some(parts) = self.interpol() {
            return parts.names().into_iter().filter(|name| *name != self.0).collect();
        }
        let bare = self.0.strip_prefix("A/RES/").or_else(|| self.0.strip_prefix("E/RES/"));
        bare.map(str::to_owned).into_iter().collect()
    }

    fn interpol(&self) -> Option<Interpol<'_>> {
        let parts: Vec<&str> = self.0.split('-').collect();
        let (year, session, kind, number) = match parts.as_slice() {
            ["AG" | "GA", year, kind, number] => (year, None, *kind, *number),
            ["GA", year, session, kind, number] => (year, Some(session), *kind, *number),
            _ => return None,
        };
        let year = year.parse().ok()?;
        let session = match session {
            Some(session) => session.parse().ok()?,
            None => interpol_session(year),
        };
        Some(Interpol { year, session, kind, number })
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A symbol of INTERPOL that holds a year.
struct Interpol<'symbol> {
    year: i32,
    session: i32,
    kind: &'symbol str,
    number: &'symbol str,
}

impl Interpol<'_> {
    /// Every name of the document; a report is `RAP` in French and `REP` in English.
    fn names(&self) -> Vec<String> {
        let Self { year, session, number, .. } = self;
        let kinds: &[&str] = if self.kind == "RES" { &["RES"] } else { &["RAP", "REP"] };
        let mut names = Vec::new();
        for kind in kinds {
            names.push(format!("AG-{year}-{kind}-{number}"));
            names.push(format!("GA-{year}-{session}-{kind}-{number}"));
            names.push(format!("GA-{year}-{kind}-{number}"));
        }
        names
    }
}

/// The session in `WHA66.10`, `EB132.R3` and `A.1006(25)`.
fn dotted_session(name: &str) -> Option<String> {
    if let Some(maritime) = name.strip_prefix("A.") {
        let (_, session) = maritime.strip_suffix(')')?.split_once('(')?;
        return Some(session.to_owned());
    }
    let health = name.strip_prefix("WHA").or_else(|| name.strip_prefix("EB"))?;
    health.split_once('.').map(|(session, _)| session.to_owned())
}

fn interpol_session(year: i32) -> i32 {
    let session = year - INTERPOL_SESSION_BASE;
    if session > INTERPOL_SESSION_BEFORE_GAP { session - 1 } else { session }
}

fn interpol_year(session: i32) -> i32 {
    let year = session + INTERPOL_SESSION_BASE;
    if session > INTERPOL_SESSION_BEFORE_GAP { year + 1 } else { year }
}

/// Plain ASCII without spaces, case kept, without brackets that name a part of the print; `None`
/// where a space parts two words or two numbers: a symbol is one word.
fn squeeze(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut is_after_space = false;
    let mut depth = 0_i32;
    for character in text.chars() {
        if character.is_whitespace() {
            is_after_space = !plain.is_empty();
            continue;
        }
        let last = plain.chars().next_back();
        let from = plain.len();
        if character.is_ascii() {
            plain.push(character);
        } else {
            fold_into(character.encode_utf8(&mut [0; 4]), &mut plain);
        }
        let next = plain[from..].chars().next();
        if is_after_space && depth == 0 && last.zip(next).is_some_and(parts_words) {
            return None;
        }
        is_after_space = false;
        depth += match character {
            '(' | '（' => 1,
            ')' | '）' => -1,
            _ => 0,
        };
    }
    while let Some(bracket) = plain.rfind('(') {
        let inside = plain[bracket + 1..].to_ascii_uppercase();
        if !["PART", "VOL", "SUPP", "CHAP"].iter().any(|word| inside.starts_with(word)) {
            break;
        }
        plain.truncate(bracket);
    }
    Some(plain)
}

/// Tells whether a space between two characters ends a word: `peace A/RES/71/19` is no symbol,
/// while `A/RES/48/13 C` and `A/RES/71/ 19` are.
fn parts_words((before, after): (char, char)) -> bool {
    if before.is_alphabetic() {
        return after.is_alphanumeric();
    }
    before.is_ascii_digit() && (after.is_ascii_digit() || after.is_lowercase())
}
