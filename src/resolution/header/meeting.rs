//! Session, agenda item, place and days of the meeting.

use super::Line;
use super::numerals;
use super::tables::{Phrase, Tables};
use crate::resolution::dates;
use crate::resolution::model::Date;
use crate::text::{Folded, Span};

/// A longer place is a sentence.
const PLACE_CHARS_MAX: usize = 80;

/// What header lines say of the meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meeting {
    pub(super) session: Option<String>,
    pub(super) agenda_item: Option<String>,
    pub(super) place: Option<String>,
    pub(super) dates: Option<(Date, Date)>,
}

/// Reads the meeting from the lines of a header.
pub(super) fn read(lines: &[Line<'_>]) -> Meeting {
    let mut meeting = Meeting::default();
    for line in lines {
        if let Some(place) = place(line) {
            meeting.place = meeting.place.or(Some(place));
            meeting.dates = meeting.dates.or_else(|| dates::range(line.text));
        }
        meeting.session = meeting.session.or_else(|| numerals::session(&line.folded));
        meeting.agenda_item = meeting.agenda_item.or_else(|| agenda_item(line));
    }
    meeting
}

/// The place in "meeting in Rome, Italy, from 5 to 8 November 2012 at its 81st session:".
fn place(line: &Line<'_>) -> Option<String> {
    let tables = Tables::embedded();
    let held = tables.find(&line.folded, Phrase::Held)?;
    // Chinese and Arabic use the same word for much else: days must follow.
    let dates = dates::range(line.text);
    let is_meeting = dates.is_some() || tables.has(&line.folded, Phrase::Session);
    let rest = behind_session(line.folded[held.end()..].trim_start(), tables);
    let start = line.folded.len() - rest.len();
    let end = start + place_length(rest);
    let folded = Folded::new(line.text);
    let place = folded.original(Span::new(start, end)).of(line.text);
    let place = place.trim_matches(|c: char| c.is_whitespace() || ",،，(;:".contains(c));
    // "meeting at its 108th session" names no place: a name has a capital, where there are any.
    let is_name = place.chars().next().is_some_and(|first| !first.is_lowercase());
    let is_place = is_meeting && is_name && place.chars().count() <= PLACE_CHARS_MAX;
    is_place.then(|| place.to_owned())
}

/// Leaves out the session that stands before the place: `réunie en sa 9e session à Port-Royal`.
fn behind_session<'a>(rest: &'a str, tables: &Tables) -> &'a str {
    const OWN: [&str; 7] = ["sa ", "su ", "its ", "دورتها", "دورته", "свою ", "своей "];
    const PLACES: [&str; 8] = [" a ", " au ", " en ", " in ", " at ", " في ", " в ", " aux "];
    const SESSION_BYTES_MAX: usize = 60;
    if !OWN.iter().any(|own| rest.starts_with(own)) {
        return rest;
    }
    let session = tables.find(rest, Phrase::Session).map(|session| session.end());
    let Some(end) = session.filter(|end| *end <= SESSION_BYTES_MAX) else { return rest };
    let place = PLACES.iter().filter_map(|word| Some(end + rest[end..].find(word)? + word.len()));
    place.min().map_or(rest, |place| rest[place..].trim_start())
}

/// How far a place goes: up to the days or the session.
fn place_length(rest: &str) -> usize {
    const ENDS: [&str; 23] = [
        " from ",
        ", from",
        " at its",
        " in its",
        " on ",
        " du ",
        " le ",
        " en sa",
        " a sa",
        " lors",
        " del ",
        " de ",
        " en su",
        " durante",
        " с ",
        " на ",
        "في الفترة",
        "من ",
        " في دورتها",
        "举行",
        "召开",
        " for its",
        " during",
    ];
    let figure = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
    ENDS.iter()
        .filter_map(|end| rest.find(end))
        .chain([figure, rest.find(':').unwrap_or(rest.len())])
        .min()
        .unwrap_or(rest.len())
}

/// The agenda item as printed: `106`, `19 (a)`, `14 and 117`.
fn agenda_item(line: &Line<'_>) -> Option<String> {
    let tables = Tables::embedded();
    let label = tables.find(&line.folded, Phrase::Agenda)?;
    // Behind other words the label must be a whole one, as where a session stands on its line.
    let is_after_session = tables.has(&line.folded[..label.start()], Phrase::Session);
    if label.start() > 0 && !is_after_session {
        return None;
    }
    let rest = &line.folded[label.end()..];
    let has_tail = tables.has(rest, Phrase::AgendaTail);
    let needs_tail = !matches!(label.of(&line.folded), "agenda item" | "agenda items" | "议程项目");
    let start = rest.find(|c: char| c.is_ascii_digit())?;
    let is_near = rest[..start].trim().is_empty() || rest[..start].trim() == "no.";
    if !is_near || needs_tail && !has_tail {
        return None;
    }
    let end = start + item_length(&rest[start..]);
    let span = Span::new(label.end() + start, label.end() + end);
    let printed = Folded::new(line.text).original(span).of(line.text).trim().to_owned();
    (!printed.is_empty()).then_some(printed)
}

/// How far figures, letters in brackets and conjunctions between figures go.
fn item_length(rest: &str) -> usize {
    let mut end = 0;
    let mut place = 0;
    for word in rest.split_inclusive(' ') {
        let bare = word.trim_matches([' ', ',', ';', '.']);
        let is_item = is_item_number(bare);
        let is_letter = bare.starts_with('(') && bare.ends_with(')') && bare.chars().count() <= 6;
        let is_joint = matches!(bare, "and" | "et" | "y" | "и" | "و" | "to");
        place += word.len();
        if is_item || is_letter {
            end = place - (word.len() - word.trim_end_matches([' ', ',', ';', '.']).len());
        } else if !is_joint {
            let figures = bare.bytes().take_while(u8::is_ascii_digit).count();
            if end == 0 && figures > 0 {
                end = figures;
            }
            break;
        }
    }
    end
}

/// `106`, `13.2`, `9a` of a folded text.
fn is_item_number(word: &str) -> bool {
    let figures = word.strip_suffix(|last: char| last.is_ascii_lowercase()).unwrap_or(word);
    let is_figures = |part: &str| !part.is_empty() && part.bytes().all(|one| one.is_ascii_digit());
    figures.split('.').all(is_figures)
}
