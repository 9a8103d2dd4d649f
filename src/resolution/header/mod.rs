//! The header of a resolution and the lines after its last clause: symbol, body, title, session,
//! meeting, adoption, vote.
//!
//! [`read`] takes the lines as they are printed and what the metadata of the format states; what
//! metadata states wins.

mod adoption;
mod meeting;
mod numerals;
mod sponsors;
pub(super) mod tables;
mod title;
mod title_number;
mod vote;

pub(super) use numerals::{may_name_session, session_end, value};
pub(super) use title_number::session_and_number;
pub(super) use vote::{doubts, tells_vote};

use super::enacting;
use super::model::{Adoption, Date, Draft, Manner, Resolution, Vote};
use crate::citation::{self, Context, Organ, Symbol};
use crate::corpus::{Fact, FactKind};
use crate::text::{Language, Role, fold};
use tables::{Phrase, Tables};

/// A longer line is no line of a header.
const LINE_BYTES_MAX: usize = 2_000;

/// One printed line of the header or the conclusion.
#[derive(Clone, Debug)]
pub(super) struct HeaderLine<'text> {
    /// As printed, without marks of notes.
    pub(super) text: &'text str,
    /// What the mark-up says it is for.
    pub(super) role: Option<Role>,
    /// Whether empty lines stand before it.
    pub(super) has_gap: bool,
}

/// All that a header is read from.
#[derive(Clone, Debug)]
pub(super) struct Sources<'text> {
    /// The lines before the first clause, the enacting line among them, wherever it stands.
    pub(super) before: Vec<HeaderLine<'text>>,
    /// The lines after the last clause.
    pub(super) after: Vec<HeaderLine<'text>>,
    /// The texts of the notes: votes of the General Assembly stand in one.
    pub(super) notes: Vec<&'text str>,
    /// What the metadata of the format states.
    pub(super) facts: &'text [Fact],
    /// The language of the document.
    pub(super) language: Option<Language>,
}

/// What a header says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) symbol: Option<Symbol>,
    pub(super) organ: Option<Organ>,
    pub(super) title: Option<String>,
    pub(super) session: Option<String>,
    pub(super) meeting_place: Option<String>,
    pub(super) meeting_dates: Option<(Date, Date)>,
    pub(super) adopted_on: Option<Date>,
    pub(super) agenda_item: Option<String>,
    pub(super) adoption: Option<Adoption>,
    pub(super) manner: Option<Manner>,
    pub(super) vote: Option<Vote>,
    pub(super) draft: Option<Draft>,
}

/// Returns what the lines and facts say; absent is absent, nothing is guessed.
pub(super) fn read(sources: &Sources<'_>) -> Header {
    let before: Vec<Line<'_>> = sources.before.iter().filter_map(Line::new).collect();
    let after: Vec<Line<'_>> = sources.after.iter().filter_map(Line::new).collect();
    let fact = |kind| fact(sources.facts, kind);
    let is_foreign = before.iter().any(|line| bears_foreign_symbol(line.text));
    let named =
        organ_fact(sources.facts).or_else(|| if is_foreign { None } else { organ(&before) });
    let symbol = fact(FactKind::Symbol).and_then(Symbol::parse).or_else(|| symbol(&before, named));
    let organ = match &symbol {
        Some(symbol) if is_of_unknown_body(symbol) => None,
        Some(symbol) => symbol.organ().or(named),
        None => named,
    };
    let meeting = meeting::read(&before);
    let counted = vote::read(&before, &after, sources);
    let adopted = adoption::read(&before, &after, &sources.notes, sources.language);
    Header {
        title: fact(FactKind::Title)
            .map(|title| title_number::without_number(title).to_owned())
            .or_else(|| title::read(&before, organ)),
        session: symbol
            .as_ref()
            .and_then(Symbol::session)
            .or_else(|| fact(FactKind::Session).and_then(numerals::session_of_fact))
            .or(meeting.session),
        meeting_place: meeting.place,
        meeting_dates: meeting.dates,
        adopted_on: fact(FactKind::AdoptedOn)
            .and_then(|value| super::dates::find(value).first().map(|dated| dated.date))
            .or(adopted.on)
            // The Security Council dates its documents on the day of adoption.
            .or_else(|| adoption::distributed(&before).filter(|_| organ == Some(Organ::UnSc))),
        agenda_item: meeting.agenda_item,
        adoption: adopted.word,
        manner: counted.manner,
        vote: counted.vote,
        draft: sponsors::read(sources.facts),
        symbol,
        organ,
    }
}

impl Header {
    /// Puts the fields into `resolution`.
    pub(super) fn fill(self, resolution: &mut Resolution) {
        resolution.symbol = self.symbol;
        resolution.organ = self.organ;
        resolution.title = self.title;
        resolution.session = self.session;
        resolution.meeting_place = self.meeting_place;
        resolution.meeting_dates = self.meeting_dates;
        resolution.adopted_on = self.adopted_on;
        resolution.agenda_item = self.agenda_item;
        resolution.adoption = self.adoption;
        resolution.manner = self.manner;
        resolution.vote = self.vote;
        resolution.draft = self.draft;
    }
}

/// A line, bare of emphasis and spaces around, with its fold.
#[derive(Clone, Debug)]
struct Line<'text> {
    text: &'text str,
    folded: String,
    role: Option<Role>,
    has_gap: bool,
}

impl<'text> Line<'text> {
    fn new(line: &HeaderLine<'text>) -> Option<Self> {
        let is_frame = |character: char| character.is_whitespace() || "*#_".contains(character);
        let text = line.text.trim_matches(is_frame);
        let is_text = !text.is_empty() && text.len() <= LINE_BYTES_MAX;
        is_text.then(|| Self { text, folded: fold(text), role: line.role, has_gap: line.has_gap })
    }
}

fn fact(facts: &[Fact], kind: FactKind) -> Option<&str> {
    facts.iter().find(|fact| fact.kind == kind).map(|fact| fact.value.trim())
}

/// The body that metadata names: the first that is known.
fn organ_fact(facts: &[Fact]) -> Option<Organ> {
    facts.iter().filter(|fact| fact.kind == FactKind::Organ).find_map(|fact| {
        Organ::from_id(fact.value.trim()).or_else(|| Tables::embedded().organ(&fold(&fact.value)))
    })
}

/// The body that speaks: the enacting line names it, or a line of its own.
fn organ(lines: &[Line<'_>]) -> Option<Organ> {
    let tables = Tables::embedded();
    let enacting = lines.iter().rev().find(|line| {
        line.role == Some(Role::Enacting)
            || line.text.ends_with([',', ':', '،', '，', '：'])
                && tables.organ(&line.folded).is_some()
    });
    enacting
        .and_then(|line| tables.organ(&line.folded))
        .or_else(|| lines.iter().find_map(|line| tables.organ(&line.folded)))
}

/// Tells whether `symbol` names a resolution of a body the program does not know. Many bodies have
/// a General Assembly or a Council: theirs are not those of the United Nations.
fn is_of_unknown_body(symbol: &Symbol) -> bool {
    const KINDS: [&str; 4] = ["/RES/", "/DEC/", "/PRST/", "-RES-"];
    symbol.organ().is_none()
        && (symbol.has_own_form() || KINDS.iter().any(|kind| symbol.as_str().contains(kind)))
}

/// Tells whether a line is the symbol of a resolution or decision of a body the program does not know,
/// `AG/RES. 2976 (LIII-O/23)`: "The General Assembly" below it is not that of the United Nations.
///
/// UNESCO sets the session before the letters of the body: `210 EX/Decision 12`.
fn bears_foreign_symbol(line: &str) -> bool {
    const KINDS: [&str; 12] = [
        "/RESOLUTION",
        "/DECISION",
        "/RES",
        "/DEC",
        "/RÉSOLUTION",
        "/DÉCISION",
        "/RESOLUCIÓN",
        "/DECISIÓN",
        "/РЕЗОЛЮЦИЯ",
        "/РЕШЕНИЕ",
        "/决议",
        "/决定",
    ];
    let mut words = line.split_whitespace();
    let session = |word: &str| word.bytes().all(|one| one.is_ascii_digit());
    let first = words.next().unwrap_or_default();
    let first = if session(first) { words.next().unwrap_or_default() } else { first };
    if !first.contains('/') {
        return false;
    }
    let first = first.to_uppercase();
    let has_kind = KINDS.iter().any(|kind| {
        first.split_once(kind).is_some_and(|(body, number)| {
            !body.is_empty() && number.chars().next().is_none_or(|one| !one.is_alphabetic())
        })
    });
    let read = || citation::scan(line, Context::default());
    has_kind && read().iter().all(|citation| citation.symbol.has_own_form())
}

/// Tells whether a line prints a symbol with its letters, and not as a number behind a word.
fn begins_with(line: &str, symbol: &Symbol) -> bool {
    let root = symbol.as_str().split(['/', '-', '.']).next().unwrap_or_default();
    line.trim_start().to_ascii_uppercase().starts_with(root)
        && line.trim_start()[root.len()..].starts_with(['/', '-', '.', ' '])
}

/// The symbol of the document: one printed for itself, else the number before the title, else
/// that of "Resolution 1373 (2001)".
fn symbol(lines: &[Line<'_>], organ: Option<Organ>) -> Option<Symbol> {
    let is_own = |symbol: &Symbol| symbol.organ().is_some() || is_of_unknown_body(symbol);
    let outside_brackets = |line: &&Line<'_>| !line.text.starts_with(['[', '(']);
    // "Resolution 60/2" of a Commission is none of the General Assembly's.
    let is_of_other = organ.is_none() && lines.iter().any(|line| enacting::is_enacting(line.text));
    let printed = lines.iter().filter(outside_brackets).find_map(|line| {
        let first = line.text.split_whitespace().next().and_then(Symbol::parse);
        let whole = Symbol::parse(line.text).filter(|symbol| {
            let is_in_full = || symbol.has_own_form() || begins_with(line.text, symbol);
            (line.text.contains(['/', '.', '-']) || symbol.has_own_form())
                && (!is_of_other || is_in_full())
        });
        whole.or(first.filter(|_| !title_number::is_numbered(line.text))).filter(is_own).or_else(
            || {
                citation::scan(line.text, Context::default())
                    .into_iter()
                    .filter(|citation| citation.span.of(line.text).contains(['/', '-', '.']))
                    .filter(|citation| citation.span.of(line.text).starts_with(char::is_alphabetic))
                    .map(|citation| citation.symbol)
                    .find(is_own)
            },
        )
    });
    printed
        .or_else(|| lines.iter().find_map(|line| title_number::number(line.text, organ)))
        .or_else(|| {
            let context = Context { speaker: organ };
            lines
                .iter()
                .filter(outside_brackets)
                // Whose resolution "58 (1963)" is, only the name of the body tells.
                .filter(|_| organ.is_some())
                .filter(|line| {
                    Tables::embedded().opens_with(&line.folded, Phrase::Resolution).is_some()
                        || line.folded.starts_with('第')
                })
                .find_map(|line| {
                    citation::scan(line.text, context).into_iter().next().map(|found| found.symbol)
                })
        })
        .or_else(|| draft_symbol(lines))
}

/// The symbol of a draft, which bears that of its document: the first one above those who propose it.
fn draft_symbol(lines: &[Line<'_>]) -> Option<Symbol> {
    let tables = Tables::embedded();
    let sponsors = lines.iter().position(|line| title::names_sponsors(line, tables))?;
    let words = lines[..sponsors].iter().flat_map(|line| line.text.split_whitespace());
    words.filter(|word| word.contains('/')).find_map(Symbol::parse)
}
