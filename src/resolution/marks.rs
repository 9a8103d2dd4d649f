//! Finds the marks of notes in the text, takes them out and tells which clause carries which.
//!
//! Numbers of notes rise through a document, and a mark stands before its note on the page. That
//! is the evidence: `Child4` holds a mark when a fourth note exists and the place fits between
//! the marks of the third and the fifth note.

use std::collections::BTreeMap;

use super::piece::{Note, Piece};
use crate::text::is_unspaced;

/// So many places are weighed for one note; more are never needed, and the work stays linear.
const PLACES_MAX: usize = 8;
/// So many notes are looked back to when the marks of some are missing.
const LOOK_BACK: usize = 4;
/// Weaker places are left alone: they are figures of the text.
const WEIGHT_MIN: u32 = 4;

/// Where a mark was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// The piece that carried it.
    pub(super) piece: usize,
    /// The note.
    pub(super) note: usize,
}

/// A place where a mark may stand.
#[derive(Clone, Copy, Debug)]
struct Place {
    piece: usize,
    start: usize,
    end: usize,
    weight: u32,
    /// The format said that it is a mark; nothing is to be cut out of the text.
    is_explicit: bool,
}

/// Cuts the marks out of `pieces` and returns which piece refers to which note.
pub(super) fn take_out(pieces: &mut [Piece], notes: &[Note]) -> Vec<Reference> {
    if notes.is_empty() {
        return Vec::new();
    }
    let by_marker = places(pieces, notes);
    let chosen = choose(&by_marker, notes);
    let mut references = Vec::new();
    let mut cuts: Vec<(usize, usize, usize)> = Vec::new();
    for (note, place) in chosen.iter().enumerate() {
        if let Some(place) = place {
            references.push(Reference { piece: place.piece, note });
            if !place.is_explicit {
                cuts.push((place.piece, place.start, place.end));
            }
        }
    }
    repeated(&by_marker, notes, &mut references, &mut cuts);
    cut(pieces, cuts);
    references.sort_unstable_by_key(|reference| (reference.piece, reference.note));
    references.dedup();
    references
}

/// A note may be referred to again; only places of the surest kinds are taken for that.
fn repeated(
    by_marker: &BTreeMap<String, Vec<Place>>,
    notes: &[Note],
    references: &mut Vec<Reference>,
    cuts: &mut Vec<(usize, usize, usize)>,
) {
    const SURE: u32 = 8;
    let mut last_note: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, note) in notes.iter().enumerate() {
        last_note.entry(note.marker.as_str()).or_default().push(place);
    }
    for (marker, places) in by_marker {
        let Some(owners) = last_note.get(marker.as_str()) else { continue };
        for place in places.iter().filter(|place| place.weight >= SURE) {
            // Of several notes with this marker the one whose text follows soonest.
            let next = owners.partition_point(|note| notes[*note].pieces_before <= place.piece);
            let Some(note) = owners.get(next).or_else(|| owners.last()) else { continue };
            references.push(Reference { piece: place.piece, note: *note });
            if !place.is_explicit {
                cuts.push((place.piece, place.start, place.end));
            }
        }
    }
}

fn cut(pieces: &mut [Piece], mut cuts: Vec<(usize, usize, usize)>) {
    cuts.sort_unstable();
    cuts.dedup();
    let mut rest = cuts.as_slice();
    while let Some((piece, ..)) = rest.first().copied() {
        let count = rest.partition_point(|cut| cut.0 == piece);
        let (own, later) = rest.split_at(count);
        rest = later;
        let old = std::mem::take(&mut pieces[piece].text);
        let mut text = String::with_capacity(old.len());
        let mut from = 0;
        for (_, start, end) in own {
            if *start < from {
                continue;
            }
            text.push_str(&old[from..*start]);
            // `policy, 3 which`: one blank is enough.
            if text.ends_with(char::is_whitespace) && old[*end..].starts_with(char::is_whitespace) {
                text.truncate(text.trim_end().len());
            }
            from = *end;
        }
        text.push_str(&old[from..]);
        pieces[piece].text = text;
    }
}

/// Chooses a place for each note so that places rise with the notes and weigh the most together.
fn choose(by_marker: &BTreeMap<String, Vec<Place>>, notes: &[Note]) -> Vec<Option<Place>> {
    struct Step {
        place: Place,
        total: u32,
        before: Option<(usize, usize)>,
    }
    let mut steps: Vec<Vec<Step>> = Vec::with_capacity(notes.len());
    let mut page_start = 0;
    let mut best: Option<(u32, usize, usize)> = None;
    for (note_place, note) in notes.iter().enumerate() {
        if note_place > 0 && notes[note_place - 1].pieces_before < note.pieces_before {
            page_start = notes[note_place - 1].pieces_before;
        }
        let mut own = Vec::new();
        for place in window(by_marker.get(&note.marker), page_start, note.pieces_before) {
            let mut total = place.weight;
            let mut before = None;
            for back in (note_place.saturating_sub(LOOK_BACK)..note_place).rev() {
                for (index, step) in steps[back].iter().enumerate() {
                    let is_earlier =
                        (step.place.piece, step.place.end) <= (place.piece, place.start);
                    if is_earlier && step.total + place.weight > total {
                        total = step.total + place.weight;
                        before = Some((back, index));
                    }
                }
            }
            if best.is_none_or(|(most, ..)| total > most) {
                best = Some((total, note_place, own.len()));
            }
            own.push(Step { place, total, before });
        }
        steps.push(own);
    }
    let mut chosen = vec![None; notes.len()];
    let mut at = best.map(|(_, note, index)| (note, index));
    while let Some((note, index)) = at {
        let step = &steps[note][index];
        chosen[note] = Some(step.place);
        at = step.before;
    }
    chosen
}

/// The weightiest places from the end of the page before up to the note itself.
fn window(places: Option<&Vec<Place>>, from: usize, to: usize) -> Vec<Place> {
    let Some(places) = places else { return Vec::new() };
    let start = places.partition_point(|place| place.piece + 1 < from);
    let end = places.partition_point(|place| place.piece <= to);
    let inside = &places[start.min(end)..end];
    let mut own: Vec<Place> = inside.iter().take(PLACES_MAX * PLACES_MAX).copied().collect();
    own.sort_by_key(|place| std::cmp::Reverse(place.weight));
    own.truncate(PLACES_MAX);
    own.sort_by_key(|place| (place.piece, place.start));
    own
}

/// Every place of every marker that some note has, in order.
fn places(pieces: &[Piece], notes: &[Note]) -> BTreeMap<String, Vec<Place>> {
    const EXPLICIT: u32 = 20;
    let mut by_marker: BTreeMap<String, Vec<Place>> =
        notes.iter().map(|note| (note.marker.clone(), Vec::new())).collect();
    for (piece_place, piece) in pieces.iter().enumerate() {
        let mut own: Vec<(String, Place)> = Vec::new();
        for mark in &piece.marks {
            let place = Place {
                piece: piece_place,
                start: mark.at,
                end: mark.at,
                weight: EXPLICIT,
                is_explicit: true,
            };
            own.push((mark.marker.clone(), place));
        }
        for (marker, start, end, weight) in candidates(&piece.text) {
            let place = Place { piece: piece_place, start, end, weight, is_explicit: false };
            own.push((marker, place));
        }
        own.sort_by_key(|(_, place)| (place.start, place.end));
        for (marker, place) in own {
            if let Some(list) = by_marker.get_mut(&marker) {
                list.push(place);
            }
        }
    }
    by_marker
}

/// Returns the value of a superscript digit.
pub(super) fn superscript_digit(character: char) -> Option<char> {
    const SIGNS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let value = SIGNS.iter().position(|sign| *sign == character)?;
    char::from_digit(u32::try_from(value).ok()?, 10)
}

/// Marker, first byte, end byte, weight of everything in `text` that may be a mark.
fn candidates(text: &str) -> Vec<(String, usize, usize, u32)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..]
        .find(|one: char| one.is_ascii_digit() || superscript_digit(one).is_some() || one == '*')
    {
        let start = at + offset;
        let first = text[start..].chars().next().unwrap_or(' ');
        let is_raised = superscript_digit(first).is_some();
        let end = text[start..]
            .find(|one: char| {
                if is_raised {
                    superscript_digit(one).is_none()
                } else if first == '*' {
                    one != '*'
                } else {
                    !one.is_ascii_digit()
                }
            })
            .map_or(text.len(), |length| start + length);
        at = end;
        if is_raised {
            let marker = text[start..end].chars().filter_map(superscript_digit).collect();
            found.push((marker, start, end, 16));
        } else if first == '*' {
            if start > 0 {
                found.push((text[start..end].to_owned(), start, end, 6));
            }
        } else {
            found.extend(figure(text, start, end));
        }
    }
    found
}

/// Weighs a figure of the text.
fn figure(text: &str, start: usize, end: usize) -> Option<(String, usize, usize, u32)> {
    let digits = &text[start..end];
    let before = text[..start].chars().next_back()?;
    let after = text[end..].chars().next();
    let marker = digits.to_owned();
    if before == '[' && after == Some(']') {
        return Some((marker, start - 1, end + 1, 16));
    }
    if digits.len() > 3 {
        return year_and_mark(text, start, end);
    }
    if digits.starts_with('0') {
        return None;
    }
    if before == '(' && after == Some(')') {
        // `1993(1)` is a mark; ` (1) ` a number of a list.
        let is_glued =
            text[..start - 1].chars().next_back().is_some_and(|one| !one.is_whitespace());
        return is_glued.then_some((marker, start - 1, end + 1, 5));
    }
    if after == Some('/') {
        let follows = text[end + 1..].chars().next();
        let is_slashed = follows.is_none_or(|one| one.is_whitespace() || ",;.:".contains(one))
            && (before.is_whitespace() || before.is_alphabetic() || ",;.:)\"”".contains(before));
        return is_slashed.then_some((marker, start, end + 1, 9));
    }
    if after.is_some_and(is_bound_to_figure) || is_decimal(text, end) {
        return None;
    }
    let weight = weight_behind(text, start, end, before)?;
    (weight >= WEIGHT_MIN).then_some((marker, start, end, weight))
}

/// A figure goes on into these: `20%`, `5-year`, `3rd`.
fn is_bound_to_figure(after: char) -> bool {
    after.is_ascii_digit()
        || after.is_alphabetic() && !is_unspaced(after)
        || "%‰°/-–‑".contains(after)
        || "年月日号条届次个項项章段节名卷页岁时点分国天周世".contains(after)
}

/// `2.5`, `1,000`
fn is_decimal(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    rest.next().is_some_and(|sign| ".,".contains(sign))
        && rest.next().is_some_and(|next| next.is_ascii_digit())
}

/// Weighs a figure by what stands before it.
fn weight_behind(text: &str, start: usize, end: usize, before: char) -> Option<u32> {
    const CLOSING: &str = "”’\"»,;.:،؛。，；、》」』）)!?";
    if is_unspaced(before) && !CLOSING.contains(before) {
        // `决议3`: figures are written so in Chinese as well.
        return (before != '第').then_some(5);
    }
    if before.is_alphabetic() {
        let word = text[..start].chars().rev().take_while(|one| one.is_alphabetic());
        let (length, small) = word.fold((0, 0), |(length, small), one| {
            (length + 1, small + usize::from(one.is_lowercase() || !one.is_uppercase()))
        });
        // `Child4` against `CO2` and `H1`.
        return Some(if length > 2 && small > 1 { 10 } else { 4 });
    }
    if CLOSING.contains(before) {
        let inside = text[..start - before.len_utf8()].chars().next_back();
        let is_amount = ",.".contains(before) && inside.is_some_and(|one| one.is_ascii_digit());
        // `1995,1 in` may be a mark behind a year; `no.1` and `L.17` are not.
        let is_short_form = before == '.' && !is_behind_word(text, start - 1);
        return Some(if is_amount {
            4
        } else if is_short_form {
            3
        } else {
            9
        });
    }
    if before.is_whitespace() {
        return weight_behind_blank(text, start, end);
    }
    None
}

/// A full stop ends a sentence when a word of some length stands before it.
fn is_behind_word(text: &str, stop: usize) -> bool {
    let word: Vec<char> =
        text[..stop].chars().rev().take_while(|one| one.is_alphanumeric()).take(4).collect();
    word.len() == 4 || text[..stop].ends_with([')', '”', '»'])
}

/// `Rights, 1  the` is a mark, `Geneva, 12 December 1999` is not.
fn weight_behind_blank(text: &str, start: usize, end: usize) -> Option<u32> {
    let left = text[..start].trim_end();
    let blanks_before = text[..start].chars().count() - left.chars().count();
    let last = left.chars().next_back()?;
    let right = &text[end..];
    let blanks_after = right.chars().take_while(|one| one.is_whitespace()).count();
    let is_followed_well = right.is_empty()
        || blanks_after > 0
        || right.starts_with([',', ';', '.', ':', '，', '。', '；', '、']);
    if !is_followed_well || is_date(right) {
        return None;
    }
    if ",;.:”’\"»)،؛，。；》".contains(last) {
        return Some(if blanks_after > 1 { 8 } else { 6 });
    }
    // Behind a word only where the spacing of a raised figure is left.
    let is_raised = blanks_after > 1
        || blanks_before > 1
        || right.trim_start().starts_with([',', ';']) && blanks_after > 0;
    (is_raised && last.is_alphabetic()).then_some(5)
}

/// Tells whether a month and a year follow, in whatever language: a word or two and four figures.
fn is_date(right: &str) -> bool {
    let mut words = right.split_whitespace().map(|word| word.trim_matches([',', '.', ';']));
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|one| one.is_ascii_digit());
    words.next().is_some_and(|word| word.chars().next().is_some_and(char::is_alphabetic))
        && words.take(3).any(is_year)
}

/// `20203`: a year with the mark of the third note behind it.
fn year_and_mark(text: &str, start: usize, end: usize) -> Option<(String, usize, usize, u32)> {
    let digits = &text[start..end];
    if !(5..=7).contains(&digits.len()) || text[end..].starts_with(is_bound_to_figure) {
        return None;
    }
    let before = text[..start].chars().next_back();
    let year: u32 = digits[..4].parse().ok()?;
    let is_year = (1900..2100).contains(&year)
        && before
            .is_none_or(|one| one.is_whitespace() || one == '/' || is_unspaced(one) || one == '(');
    (is_year && !digits[4..].starts_with('0')).then(|| (digits[4..].to_owned(), start + 4, end, 5))
}
