//! Numbers in a text that may be those of resolutions, and symbols written out in full.
//!
//! Read from the folded text, so that every kind of figure, hyphen, bracket and space is plain;
//! the original is asked for capitals only. Whose numbers they are, and whether they are
//! citations at all, is decided by [`scan`](super::scan).

use super::symbol::SYMBOL_LENGTH_MAX;
use super::vocabulary::{is_arabic, is_ideograph, month};
use super::{Symbol, forms, notation};
use crate::text::{Folded, Span, find_byte};

/// What may be a citation, in the folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The number, without its parts where they stand apart.
    pub(super) span: Span,
    pub(super) number: Number,
    /// The parts of one resolution by their letters: `A` and `B` of `49/44 A and B`.
    pub(super) parts: Vec<(String, Span)>,
    /// Whether it is the second symbol of the document before it: `A/48/486-S/26560`.
    pub(super) is_second: bool,
}

/// The kinds of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// `71/19`, `S-30/1`, `1996/31`: the kind of a special session (`S-`, `ES-` or nothing).
    Slashed { special: &'static str, session: u32, number: u32 },
    /// `1373 (2001)`.
    Dated { number: u32, year: u32 },
    /// `2200 A (XXI)`, `3362 (S-VII)`; the session as it is printed in symbols.
    Roman { number: u32, session: String },
    /// `1325`, with nothing around it that tells.
    Plain { number: u32 },
    /// A whole symbol.
    Full(Symbol),
}

/// A number that ends a list of parts may be followed by so many letters.
const PARTS_MAX: usize = 26;

/// Text being read: the fold and the original it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'text> {
    pub(super) original: &'text str,
    pub(super) folded: &'text Folded,
}

impl Candidate {
    /// Where the candidate ends, parts included.
    pub(super) fn end(&self) -> usize {
        self.parts.last().map_or(self.span.end(), |(_, span)| span.end().max(self.span.end()))
    }
}

/// Returns the candidates in order, without overlaps.
pub(super) fn candidates(source: Source<'_>) -> Vec<Candidate> {
    let text = source.folded.as_str();
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut place = 0;
    let mut joint = None;
    // Nearly every word is passed over: without a figure it is no candidate, and holds no second one.
    while let Some(offset) = find_byte(&bytes[place..], |byte| byte.is_ascii_digit()) {
        if let Some(candidate) = form_at(source, place + offset) {
            place = candidate.end();
            found.push(candidate);
            continue;
        }
        let start =
            token_start(&bytes[place..place + offset]).map_or(place + offset, |at| place + at);
        let whole = &text[start..start + token_length(&text[start..])];
        let is_second = joint == Some(start);
        let end = start + joint_place(whole).unwrap_or(whole.len());
        joint = (end < start + whole.len()).then_some(end + 1);
        place = end;
        let token = text[start..end].trim_end_matches(['.', '/', '-', '_']);
        let before = text[..start].chars().next_back();
        let arabic = arabic_special(&text[..start]);
        let is_inside =
            !is_second && arabic.is_none() && before.is_some_and(|c| "./-_".contains(c));
        if is_inside || !token.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if let Some(length) = month_and_year_length(&text[end..]) {
            place = end + length;
            continue;
        }
        let (special, bare) = arabic.map_or_else(|| latin_special(token), |kind| (kind, token));
        let mark = if arabic.is_some() { arabic_mark_length(&text[..start]) } else { 0 };
        let span = Span::new(start - mark, start + token.len());
        let read = number_at(source, span, special, bare);
        if let Some(candidate) = read.or_else(|| full_at(source, start, token)) {
            place = place.max(candidate.end());
            found.push(Candidate { is_second, ..candidate });
        }
    }
    found
}

/// Reads a symbol written in a way of its own, whose first figure is at `place`.
fn form_at(source: Source<'_>, place: usize) -> Option<Candidate> {
    let (span, symbol) = forms::at(source.folded.as_str(), place)?;
    let printed = source.folded.original(span).of(source.original);
    // `conf. 12.3` in small letters is an abbreviation.
    let is_shouted = !printed.starts_with(char::is_lowercase);
    let number = Number::Full(Symbol::from_form(symbol));
    is_shouted.then(|| Candidate { span, number, parts: Vec::new(), is_second: false })
}

/// Where the hyphen stands that joins the two symbols of one document: `A/48/486-S/26560`.
fn joint_place(token: &str) -> Option<usize> {
    token.match_indices('-').map(|(place, _)| place).find(|place| {
        let (first, second) = (&token[..*place], &token[place + 1..]);
        let root = second.split('/').next().unwrap_or_default();
        first.contains('/')
            && first.ends_with(|last: char| last.is_ascii_digit())
            && matches!(root, "a" | "s" | "e")
            && root.len() < second.len()
    })
}

fn token_length(text: &str) -> usize {
    text.bytes().position(|byte| !is_of_token(byte)).unwrap_or(text.len())
}

/// Where the token begins that goes on behind `before`, if not behind it.
fn token_start(before: &[u8]) -> Option<usize> {
    let run = before.iter().rposition(|byte| !is_of_token(*byte)).map_or(0, |place| place + 1);
    before[run..].iter().position(u8::is_ascii_alphanumeric).map(|place| run + place)
}

fn is_of_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"./-_".contains(&byte)
}

/// Reads `71/19`, `1373 (2001)`, `2200 A (XXI)`, `1325`; `bare` is the token at `span` without
/// the mark of a special session.
fn number_at(
    source: Source<'_>,
    span: Span,
    special: &'static str,
    bare: &str,
) -> Option<Candidate> {
    if let Some((session, number)) = bare.split_once('/') {
        let (session, number) = (figures(session)?, figures(number)?);
        let number = Number::Slashed { special, session, number };
        return Some(Candidate {
            span,
            number,
            parts: parts_after(source, span.end()),
            is_second: false,
        });
    }
    let number = figures(bare).filter(|_| special.is_empty())?;
    let text = source.folded.as_str();
    let mut parts = parts_after(source, span.end());
    let end = parts.last().map_or(span.end(), |(_, part)| part.end());
    if let Some((inside, close)) = bracket_after(text, end) {
        let whole = Span::new(span.start(), close);
        let year = figures(inside).filter(|_| inside.len() == 4);
        if let Some(year) = year.filter(|_| parts.is_empty()) {
            let number = Number::Dated { number, year };
            return Some(Candidate { span: whole, number, parts, is_second: false });
        }
        if let Some(session) = bracketed_session(inside) {
            let number = Number::Roman { number, session };
            let span = if parts.is_empty() { whole } else { span };
            if let Some((_, last)) = parts.last_mut() {
                *last = Span::new(last.start(), close);
            }
            return Some(Candidate { span, number, parts, is_second: false });
        }
    }
    let number = Number::Plain { number };
    Some(Candidate { span, number, parts: Vec::new(), is_second: false })
}

/// Returns the length of the month and year behind a figure that is the day of a date: ` August
/// 1949`, ` de agosto de 1949`.
fn month_and_year_length(after: &str) -> Option<usize> {
    let rest = after.strip_prefix(' ')?;
    let (name, rest) = rest.strip_prefix("de ").unwrap_or(rest).split_once(' ')?;
    let year = rest.strip_prefix("de ").unwrap_or(rest);
    let figures = year.bytes().take_while(u8::is_ascii_digit).count();
    (figures == 4 && month(name).is_some()).then(|| after.len() - year.len() + figures)
}

/// Takes the mark of a special session off: `s-30/1`, `es-10/15`.
fn latin_special(token: &str) -> (&'static str, &str) {
    for (mark, kind) in [("es-", "ES-"), ("s-", "S-")] {
        if let Some(bare) = token.strip_prefix(mark) {
            return (kind, bare);
        }
    }
    ("", token)
}

/// Returns the kind of special session that the text before a number ends with in Arabic.
fn arabic_special(before: &str) -> Option<&'static str> {
    let before = before.strip_suffix('-')?;
    let mark = before.rsplit(|character| !is_arabic(character)).next()?;
    arabic_session_kind(mark.strip_prefix('و').unwrap_or(mark))
}

/// How long the mark is, hyphen included, an "and" written together with it left out.
fn arabic_mark_length(before: &str) -> usize {
    let is_mark = |character: char| character == '-' || is_arabic(character) && character != 'و';
    before.len() - before.trim_end_matches(is_mark).len()
}

/// `د` for a regular session, `دإ` for a special one, `دإط` for an emergency one.
fn arabic_session_kind(mark: &str) -> Option<&'static str> {
    match mark {
        "د" => Some(""),
        "دا" => Some("S-"),
        "داط" | "دط" => Some("ES-"),
        _ => None,
    }
}

/// Reads the session between brackets: Roman numerals, in Russian print also with Cyrillic
/// letters, in Arabic a letter for the kind of session and figures.
fn bracketed_session(inside: &str) -> Option<String> {
    if inside.chars().next().is_some_and(is_arabic) {
        let (kind, number) = inside.split_once('-')?;
        let kind = arabic_session_kind(kind.trim())?;
        return notation::old_session_of(kind, number.trim());
    }
    let latin: String = inside
        .chars()
        .filter(|character| *character != ' ')
        .map(|character| match character {
            'х' => 'x',
            'і' => 'i',
            'с' => 'c',
            other => other,
        })
        .collect();
    notation::old_session(&latin.to_ascii_uppercase())
}

/// Returns what stands in brackets after at most one space, and where the bracket closes.
fn bracket_after(text: &str, place: usize) -> Option<(&str, usize)> {
    /// The longest content is a session such as `ES-XXVIII`, with spaces.
    const CONTENT_BYTES_MAX: usize = 24;
    let rest = &text[place..];
    let open = rest.trim_start_matches(' ');
    let inside = open.strip_prefix('(').filter(|_| rest.len() - open.len() <= 2)?;
    let close = inside.find(')').filter(|close| *close <= CONTENT_BYTES_MAX)?;
    let end = place + (rest.len() - inside.len()) + close + 1;
    Some((inside[..close].trim(), end))
}

/// Reads the letters of parts: ` C`, ` A and B`, ` A, B and C`, in Arabic by their names. A range
/// such as ` A-L` stands for the whole resolution.
fn parts_after(source: Source<'_>, place: usize) -> Vec<(String, Span)> {
    let text = source.folded.as_str();
    let mut parts: Vec<(String, Span)> = Vec::new();
    let mut end = place;
    while parts.len() < PARTS_MAX {
        let rest = &text[end..];
        let is_range = RANGES.iter().any(|range| rest.starts_with(range));
        if is_range && !parts.is_empty() {
            return Vec::new();
        }
        let between = if parts.is_empty() { space(rest) } else { separator(rest) };
        let Some(between) = between else { break };
        let Some((letter, length)) = part_letter(source, end + between) else { break };
        let span = Span::new(end + between, end + between + length);
        parts.push((letter, span));
        end = span.end();
    }
    parts
}

/// What makes a range of two letters.
const RANGES: [&str; 4] = ["-", " to ", " a ", " по "];

/// What stands between two letters of a list.
const SEPARATORS: [&str; 10] =
    [", ", " and ", " et ", " y ", " e ", " и ", " و ", " و", "和", "、"];

fn space(rest: &str) -> Option<usize> {
    let length = rest.len() - rest.trim_start_matches(' ').len();
    (length <= 2).then_some(length)
}

fn separator(rest: &str) -> Option<usize> {
    SEPARATORS.iter().find(|separator| rest.starts_with(**separator)).map(|found| found.len())
}

/// Reads what names a part: a capital, or the same one twice, or the name of an Arabic letter.
fn part_letter(source: Source<'_>, place: usize) -> Option<(String, usize)> {
    const ARABIC: [&str; 14] = [
        "الف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم",
        "نون",
    ];
    let text = source.folded.as_str();
    let rest = &text[place..];
    let word: String = rest
        .chars()
        .take_while(|character| character.is_alphabetic() && !is_ideograph(*character))
        .take(5)
        .collect();
    let first = word.chars().next()?;
    if is_arabic(first) {
        let index = ARABIC.iter().position(|name| *name == word)?;
        let letter = char::from_u32(u32::from('A') + u32::try_from(index).ok()?)?;
        return Some((letter.to_string(), word.len()));
    }
    let after = rest[word.len()..].chars().next();
    let is_single = word.chars().all(|other| other == first)
        && word.chars().count() <= 2
        && !after.is_some_and(|c| c.is_ascii_alphanumeric() || "/'".contains(c));
    let original = source.folded.original(Span::new(place, place + word.len()));
    let is_capital = original.of(source.original).chars().all(char::is_uppercase);
    if !is_single || !is_capital {
        return None;
    }
    let letter = match first {
        'а' => 'A',
        'в' => 'B',
        'с' => 'C',
        'е' => 'E',
        'a'..='z' => first.to_ascii_uppercase(),
        _ => return None,
    };
    Some((letter.to_string().repeat(word.chars().count()), word.len()))
}

/// Reads a number of at most four figures; scans put `O` for 0 and `l` for 1.
fn figures(text: &str) -> Option<u32> {
    let is_number = !text.is_empty()
        && text.len() <= 4
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"ol".contains(&byte));
    is_number.then(|| text.replace('o', "0").replace('l', "1").parse().ok()).flatten()
}

/// Tells whether a symbol lacks its head: documents of UNESCO have the session before the letters of
/// the body, `210 EX/12`, `41 C/20`.
fn is_behind_session(token: &str, before: &str) -> bool {
    ["ex/", "c/"].iter().any(|root| token.starts_with(root))
        && before
            .strip_suffix(' ')
            .is_some_and(|before| before.ends_with(|last: char| last.is_ascii_digit()))
}

/// Reads a symbol written out in full, with what may follow it in brackets.
fn full_at(source: Source<'_>, start: usize, token: &str) -> Option<Candidate> {
    let text = source.folded.as_str();
    let mut end = start + token.len();
    let of_original =
        |end: usize| source.folded.original(Span::new(start, end)).of(source.original);
    let is_shouted = of_original(end).chars().next().is_some_and(char::is_uppercase)
        && token.contains(['/', '.', '-']);
    if !is_shouted || token.len() > SYMBOL_LENGTH_MAX || is_behind_session(token, &text[..start]) {
        return None;
    }
    let mut symbol = Symbol::from_notation(of_original(end));
    let parts = if symbol.is_none() { parts_after(source, end) } else { Vec::new() };
    let mut open = parts.last().map_or(end, |(_, part)| part.end());
    while let Some((_, close)) = bracket_after(text, open) {
        let close = close + tail_length(&text[close..]);
        if close - start > SYMBOL_LENGTH_MAX {
            break;
        }
        let Some(longer) = Symbol::from_notation(of_original(close)) else { break };
        symbol = Some(longer);
        end = close;
        open = close;
    }
    let symbol = symbol?;
    let root = token.split('/').next().unwrap_or(token);
    let root = source.folded.original(Span::new(start, start + root.len()));
    if root.of(source.original).chars().any(char::is_lowercase) {
        return None;
    }
    let has_parts = symbol.as_str().contains("/RES/") && symbol.whole().is_none();
    let parts = if has_parts { parts_after(source, end) } else { Vec::new() };
    let span = Span::new(start, end);
    Some(Candidate { span, number: Number::Full(symbol), parts, is_second: false })
}

/// How far a symbol goes on after a bracket: `/Corr.1` in `A/75/6(Sect.26)/Corr.1`.
fn tail_length(rest: &str) -> usize {
    if !rest.starts_with('/') {
        return 0;
    }
    rest[..token_length(rest)].trim_end_matches(['.', '/', '-', '_']).len()
}
