//! Document symbols as they are written, part by part between the strokes.
//!
//! [`canonical`] takes the symbol alone, in plain ASCII without spaces; what may stand around and
//! between its parts in print is the business of [`symbol`](super::symbol) and
//! [`scan`](super::scan).

use super::roman;
use crate::text::roman_numeral;

/// Parts longer than this are no parts of symbols.
const PART_LENGTH_MAX: usize = 16;

/// Sessions numbered in Roman numerals ended long before this one.
const SESSION_MAX: u32 = 100;

/// No symbol has more parts; `A/CONF.192/BMS/2014/WG.1/L.2/Rev.1/Add.1` has eight.
const PARTS_MAX: usize = 10;

/// Returns the canonical spelling of `symbol`, if it is one.
pub(super) fn canonical(symbol: &str) -> Option<String> {
    if !symbol.is_ascii() || !symbol.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut plain = mend_figures(symbol);
    plain.make_ascii_uppercase();
    if plain.contains('_') {
        plain = plain.replace('_', ".");
    }
    if !plain.contains('/') {
        return dashed(&plain).or_else(|| health(&plain)).or_else(|| maritime(&plain));
    }
    let parts: Vec<&str> = plain.split('/').collect();
    let is_bounded = parts.len() <= PARTS_MAX
        && parts.iter().all(|part| !part.is_empty() && part.len() <= PART_LENGTH_MAX);
    if !is_bounded {
        return None;
    }
    let glued;
    let parts = match parts.as_slice() {
        // "A/RES72/276": the stroke was forgotten.
        [head @ .., part, last] if part.starts_with("RES") && is_number(&part[3..]) => {
            glued = [head, &["RES", &part[3..], last]].concat();
            glued.as_slice()
        }
        whole => whole,
    };
    match parts {
        ["AGN", session, "RES", number] => {
            Some(format!("AGN/{}/RES/{}", figure(session)?, figure(number)?))
        }
        ["A", kind @ ("RES" | "DEC"), rest @ ..] => assembly(kind, rest),
        ["S", "RES", number] => Some(format!("S/RES/{}", serial(number)?)),
        ["E", "RES", number] => {
            let (number, part, session) = roman_number(number)?;
            Some(format!("E/RES/{number}{part}({session})"))
        }
        [root, kind @ ("RES" | "DEC"), number] if bears_session(root) => {
            Some(format!("{root}/{kind}/{}", figure(number)?))
        }
        [root, .., kind @ ("RES" | "DEC"), number] if is_root(root) && number.contains('(') => {
            let head = &parts[..parts.len() - 2];
            Some(format!("{}/{kind}/{}", head.join("/"), serial(number)?))
        }
        [root, .., kind @ ("RES" | "DEC"), session, number] if is_root(root) => {
            let head = &parts[..parts.len() - 3];
            let (number, part) = part_number(number)?;
            let series = head.join("/");
            Some(format!("{series}/{kind}/{}/{number}{part}", session_number(session)?))
        }
        _ => document(parts),
    }
}

/// Turns the letters that scans put for figures back, in parts that are figures otherwise; a last
/// capital after two strokes names a part of a resolution, `A/RES/51/45O`.
fn mend_figures(symbol: &str) -> String {
    const SIGNS: [char; 4] = ['/', '-', '(', ')'];
    let is_resolution = symbol.to_ascii_uppercase().contains("/RES/");
    let mut mended = String::with_capacity(symbol.len());
    for (index, piece) in symbol.split_inclusive(SIGNS).enumerate() {
        let part = piece.trim_end_matches(SIGNS);
        let is_last = mended.len() + piece.len() == symbol.len();
        let names_part = is_last && is_resolution && index >= 3;
        let figures = part.trim_end_matches(|last: char| names_part && last.is_ascii_uppercase());
        let looks_like_figures = figures.bytes().any(|byte| byte.is_ascii_digit())
            && figures.bytes().any(|byte| byte.is_ascii_alphabetic())
            && figures.bytes().all(|byte| byte.is_ascii_digit() || b"OolI".contains(&byte));
        if looks_like_figures {
            mended.push_str(&figures.replace(['O', 'o'], "0").replace(['l', 'I'], "1"));
        } else {
            mended.push_str(figures);
        }
        mended.push_str(&piece[figures.len()..]);
    }
    mended
}

/// `AG-2012-RES-08`, `GA-2012-81-RES-08`, `GA-2008-RES-07` of INTERPOL, and of other bodies that
/// write theirs alike; reports have `RAP` or `REP`.
fn dashed(plain: &str) -> Option<String> {
    let parts: Vec<&str> = plain.split('-').collect();
    let (body, year, session, kind, number) = match parts.as_slice() {
        [body, year, kind, number] if is_root(body) => (body, year, None, kind, number),
        [body, year, session, kind, number] if is_root(body) && *body != "AG" => {
            (body, year, Some(session), kind, number)
        }
        _ => return None,
    };
    if year.len() != 4 || !matches!(*kind, "RES" | "RAP" | "REP") {
        return None;
    }
    let year = figure(year)?;
    let number = figure(number)?;
    let session = match session {
        Some(session) => format!("-{}", figure(session)?),
        None => String::new(),
    };
    Some(format!("{body}-{year}{session}-{kind}-{number:02}"))
}

/// `WHA66.10`, `EB132.R3`.
fn health(plain: &str) -> Option<String> {
    if let Some(rest) = plain.strip_prefix("WHA") {
        let (session, number) = rest.split_once('.')?;
        return Some(format!("WHA{}.{}", figure(session)?, figure(number)?));
    }
    let (session, number) = plain.strip_prefix("EB")?.split_once(".R")?;
    Some(format!("EB{}.R{}", figure(session)?, figure(number)?))
}

/// `A.1006(25)` of the Assembly of the International Maritime Organization.
fn maritime(plain: &str) -> Option<String> {
    let (number, session) = plain.strip_prefix("A.")?.strip_suffix(')')?.split_once('(')?;
    Some(format!("A.{}({})", figure(number)?, figure(session)?))
}

fn assembly(kind: &str, rest: &[&str]) -> Option<String> {
    match rest {
        [number] => {
            let (number, part, session) = roman_number(number)?;
            Some(format!("A/{kind}/{number}{part}({session})"))
        }
        [session, number] => {
            let (number, part) = part_number(number)?;
            Some(format!("A/{kind}/{}/{number}{part}", session_number(session)?))
        }
        _ => None,
    }
}

/// `1373(2001)`; the year is no part of the canonical spelling, for many leave it out.
fn serial(number: &str) -> Option<u32> {
    let (number, year) = match number.split_once('(') {
        Some((number, year)) => (number, Some(year.strip_suffix(')')?)),
        None => (number, None),
    };
    if year.is_some_and(|year| year.len() != 4 || figure(year).is_none()) {
        return None;
    }
    figure(number)
}

/// `2200A(XXI)`, `3362(S-VII)`, `2200(XXI)A`: the number, the part and the session.
fn roman_number(text: &str) -> Option<(u32, String, String)> {
    let (number, rest) = text.split_once('(')?;
    let (session, after) = rest.split_once(')')?;
    let (number, mut part) = part_number(number)?;
    if part.is_empty() {
        part = letters(after)?;
    } else if !after.is_empty() {
        return None;
    }
    Some((number, part, old_session(session)?))
}

/// The session in brackets, in Roman numerals: `XXVI`, `S-VII`, `ES-V`, also `S-7`.
pub(super) fn old_session(text: &str) -> Option<String> {
    let (kind, numeral) = split_special(text);
    match roman::value(numeral) {
        Some(_) => Some(text.to_owned()),
        None if kind.is_empty() => None,
        None => old_session_of(kind, numeral),
    }
}

/// The same from the kind of session and its number in figures.
pub(super) fn old_session_of(kind: &str, number: &str) -> Option<String> {
    let value = figure(number).filter(|value| (1..=SESSION_MAX).contains(value))?;
    Some(format!("{kind}{}", roman_numeral(value)?))
}

/// `19`, `13C`, `49A`: the number and the part.
fn part_number(text: &str) -> Option<(u32, String)> {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    let part = text[figures..].trim_start_matches(['-', '[']).trim_end_matches(']');
    Some((figure(&text[..figures])?, letters(part)?))
}

/// One or two capitals, or nothing.
fn letters(part: &str) -> Option<String> {
    let is_part = part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    is_part.then(|| part.to_owned())
}

/// `71`, `S-30`, `ES-10`, `2018`.
fn session_number(text: &str) -> Option<String> {
    let (kind, number) = split_special(text);
    Some(format!("{kind}{}", figure(number)?))
}

fn split_special(text: &str) -> (&str, &str) {
    for kind in ["ES-", "S-"] {
        if let Some(number) = text.strip_prefix(kind) {
            return (kind, number);
        }
    }
    ("", text)
}

/// Any other document: `A/75/402`, `NPT/CONF.2000/28`, `A/71/L.17/Rev.1/Add.1`.
fn document(parts: &[&str]) -> Option<String> {
    let (root, rest) = parts.split_first()?;
    let has_figure = |part: &&str| part.bytes().any(|byte| byte.is_ascii_digit());
    let is_shaped = match rest {
        [number] if is_number(number) => match *root {
            "A" => number.len() >= 4,
            "S" | "E" => number.len() >= 3,
            _ => root.len() >= 2 && number.len() >= 2,
        },
        [_] => false,
        _ => rest.iter().any(has_figure),
    };
    if !is_shaped || !is_root(root) || !rest.iter().all(|part| is_document_part(part)) {
        return None;
    }
    let mut symbol = (*root).to_owned();
    for part in rest {
        symbol.push('/');
        symbol.push_str(&printed_part(part));
    }
    Some(symbol)
}

/// Letters only, and neither a Roman numeral such as the `II` of a phase nor the word in the middle.
fn is_root(part: &str) -> bool {
    !matches!(part, "RES" | "DEC")
        && (part.len() >= 2 || matches!(part, "A" | "E" | "S"))
        && part.len() <= 8
        && part.bytes().all(|byte| byte.is_ascii_uppercase())
        && (part.len() < 2 || !part.bytes().all(|byte| b"IVX".contains(&byte)))
}

/// `GC(63)`: the General Conference of the International Atomic Energy Agency sets its session
/// behind the letters.
fn bears_session(root: &str) -> bool {
    let session = root.strip_suffix(')').and_then(|root| root.split_once('('));
    session.is_some_and(|(root, session)| is_root(root) && is_number(session))
}

fn is_document_part(part: &str) -> bool {
    let (base, bracket) = match part.split_once('(') {
        Some((base, rest)) => match rest.strip_suffix(')') {
            Some(inside) => (base, inside),
            None => return false,
        },
        None => (part, "I"),
    };
    let is_plain = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
    };
    let is_told_apart = bracket.starts_with("SECT")
        || roman::value(bracket).is_some()
        || is_number(bracket) && !is_number(base);
    is_plain(base) && is_plain(bracket) && is_told_apart
}

/// The usual capitals: `Add.1`, `Rev.2`, `Corr.1`, `Res.10`, `75(Sect.26)`.
fn printed_part(part: &str) -> String {
    const MIXED: [&str; 8] = ["Add.", "Rev.", "Corr.", "Res.", "Amend.", "Dec.", "Sect.", "Circ."];
    let (base, bracket) = part.split_once('(').unwrap_or((part, ""));
    let mixed = |text: &str| {
        MIXED
            .iter()
            .find(|word| text.len() > word.len() && text.starts_with(&word.to_uppercase()))
            .map_or_else(|| text.to_owned(), |word| format!("{word}{}", &text[word.len()..]))
    };
    if bracket.is_empty() { mixed(base) } else { format!("{}({}", mixed(base), mixed(bracket)) }
}

fn is_number(text: &str) -> bool {
    figure(text).is_some()
}

/// A number without sign, at most five figures.
fn figure(text: &str) -> Option<u32> {
    (text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}
