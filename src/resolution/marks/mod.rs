//! Finds the marks of notes in the text, takes them out and tells which clause carries which.
//!
//! Numbers of notes rise through a document, and a mark stands before its note on the page. That
//! is the evidence: `Child4` holds a mark when a fourth note exists and the place fits between
//! the marks of the third and the fifth note.

mod weight;

pub(super) use weight::{called_numbers, calling_numbers, superscript_digit};

use std::collections::BTreeMap;

use super::piece::{Note, Piece};
use weight::candidates;

/// So many places are weighed for one note; more are never needed, and the work stays linear.
const PLACES_MAX: usize = 8;
/// So many notes are looked back to when the marks of some are missing.
const LOOK_BACK: usize = 4;

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
