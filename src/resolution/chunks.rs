//! Divides a file into resolutions, and each of them into header and body.

use super::annex;
use super::conclusion;
use super::enacting;
use super::fused;
use super::header;
use super::numbering::Style;
use super::page::{self, Page, opens_clause};
use super::past;
use super::piece::{Ending, Note, Piece, Shape, ending};
use super::speaker;
use crate::citation::Symbol;
use crate::lexicon::FormPart;
use crate::text::{Role, append_line, fold};

/// A header of more lines is no header.
const HEADER_PIECES_MAX: usize = 60;
/// A line that is nothing but a symbol is not longer.
const SYMBOL_BYTES_MAX: usize = 40;

/// Returns the pieces and notes of each resolution of the file.
pub(super) fn split(pieces: Vec<Piece>, notes: Vec<Note>) -> Vec<(Vec<Piece>, Vec<Note>)> {
    let starts = starts(&pieces);
    if starts.len() < 2 {
        return vec![(pieces, notes)];
    }
    let mut chunks = Vec::with_capacity(starts.len());
    let mut pieces = pieces.into_iter();
    let mut notes = notes.into_iter().peekable();
    let mut from = 0;
    for place in 0..starts.len() {
        let to = starts.get(place + 1).copied().unwrap_or(usize::MAX);
        let own: Vec<Piece> = pieces.by_ref().take(to.saturating_sub(from)).collect();
        let mut own_notes = Vec::new();
        while let Some(mut note) = notes.next_if(|note| note.pieces_before <= to) {
            note.pieces_before = note.pieces_before.saturating_sub(from);
            own_notes.push(note);
        }
        chunks.push((own, own_notes));
        from = to;
    }
    chunks
}

/// The first piece of every resolution: where the header of an enacting line begins.
fn starts(pieces: &[Piece]) -> Vec<usize> {
    let mut starts = vec![0];
    if pieces.iter().any(|piece| piece.role.is_some()) {
        return starts;
    }
    let mut last_enacting: Option<usize> = None;
    for place in 0..pieces.len() {
        let text = &pieces[place].text;
        if !enacting::is_enacting(text)
            && !speaker::introduces_statement(text)
            && !fused::opens_with_enacting(text)
        {
            continue;
        }
        if let Some(last) = last_enacting
            && let Some(start) = header_start(pieces, last + 1, place)
        {
            starts.push(start);
        }
        last_enacting = Some(place);
    }
    starts
}

/// Walks up from an enacting line over what is no clause; the stretch is a header when it names a
/// resolution.
fn header_start(pieces: &[Piece], from: usize, enacting: usize) -> Option<usize> {
    let mut start = enacting;
    while start > from && enacting - start < HEADER_PIECES_MAX {
        let before = &pieces[start - 1];
        let is_clause =
            matches!(ending(&before.text), Ending::Stop | Ending::Semicolon | Ending::Comma);
        if is_clause || conclusion::is_conclusion(&before.text) {
            break;
        }
        start -= 1;
    }
    // A body that speaks in an annex speaks in a text which the resolution adopts.
    if pieces[start..enacting].iter().any(|piece| annex::is_heading(&piece.text)) {
        return None;
    }
    let own = pieces[start..enacting].iter().position(|piece| names_resolution(&piece.text));
    let Some(names) = own else { return above_preamble(&pieces[from..start]).map(|at| from + at) };
    // Lines above the first that names it may be the end of the one before: who voted how.
    let is_after_vote =
        pieces[start..start + names].iter().any(|piece| header::tells_vote(&piece.text));
    Some(if is_after_vote { start + names } else { start })
}

/// The line that names a resolution whose preamble stands above its enacting line, in collections that
/// count by session and number: `A40-10: Lamps`.
fn above_preamble(pieces: &[Piece]) -> Option<usize> {
    let names = |piece: &Piece| {
        piece.gap_lines > 0 && header::session_and_number(piece.text.trim()).is_some()
    };
    pieces.iter().rposition(names)
}

/// Tells whether a line is a symbol in which the number of the resolution stands behind the word for
/// one: `HA/Dec.150 (XXXVI)`, `HA7.R2`.
fn names_decision(text: &str) -> bool {
    let may_be = text.bytes().any(|one| one.is_ascii_digit()) && text.contains(['/', '.']);
    let names = |symbol: &Symbol| {
        let symbol = symbol.as_str();
        let number = symbol.rfind(['.', '/']).map_or(symbol, |before| &symbol[..before]);
        let kind = number.rsplit(['.', '/']).next().unwrap_or_default().to_ascii_lowercase();
        matches!(kind.as_str(), "dec" | "res" | "decl")
            || symbol.rsplit('.').next().is_some_and(|last| last.starts_with('R'))
    };
    may_be && Symbol::parse(text).is_some_and(|symbol| names(&symbol))
}

/// `A/RES/71/19`, `Resolution No. 3`, `75/84. Title`.
fn names_resolution(text: &str) -> bool {
    let text = text.trim().trim_matches(['*', '#', ' ']);
    let folded = fold(text);
    const WORDS: &[&str] =
        &["resolution", "resolucion", "резолюция", "القرار", "قرار", "决议", "decision"];
    let has_word = WORDS.iter().any(|word| folded.starts_with(word)) && text.chars().count() <= 80;
    let first = text.split_whitespace().next().unwrap_or_default();
    let is_symbol = first.contains("/RES/")
        || first.contains("-RES-")
        || text.len() <= SYMBOL_BYTES_MAX && names_decision(text);
    let is_numbered = first.strip_suffix('.').and_then(|head| head.split_once('/')).is_some_and(
        |(session, number)| {
            session.bytes().all(|one| one.is_ascii_alphanumeric() || one == b'-')
                && number.bytes().next().is_some_and(|one| one.is_ascii_digit())
        },
    );
    let is_statement = first.ends_with("PRST") || first.contains("PRST/");
    let is_counted = header::session_and_number(text).is_some();
    has_word || is_symbol || is_numbered || is_statement || is_measure(&folded) || is_counted
}

/// Tells whether a folded line is the number of a measure, `Measure 4 (2031)`, and nothing else.
fn is_measure(folded: &str) -> bool {
    const WORDS: [&str; 4] = ["measure ", "mesure ", "medida ", "мера "];
    let number = WORDS.iter().find_map(|word| folded.strip_prefix(word));
    number.is_some_and(|number| {
        number.starts_with(|first: char| first.is_ascii_digit())
            && number.chars().all(|one| one.is_ascii_digit() || "() ".contains(one))
    })
}

/// Returns the first piece of the body: the enacting line, or the first clause of a preamble that
/// stands before it.
pub(super) fn body_start(pieces: &[Piece], page: &Page<'_>) -> usize {
    let marked = pieces.iter().position(|piece| {
        matches!(piece.role, Some(Role::Enacting | Role::Preambular | Role::Operative))
    });
    if let Some(marked) = marked {
        let is_enacting = pieces[marked].role == Some(Role::Enacting);
        let before = is_enacting.then(|| preamble_before(pieces, marked, page)).flatten();
        return before.unwrap_or(marked);
    }
    let enacting = pieces.iter().position(enacting::enacts);
    match enacting {
        Some(enacting) => preamble_before(pieces, enacting, page).unwrap_or(enacting),
        None => {
            let first = statement(pieces)
                .or_else(|| first_clause(pieces, page))
                .map(|first| first_counted(pieces, first).unwrap_or(first))
                .or_else(|| first_counted(pieces, pieces.len()));
            first_told(pieces, first, page).or(first).unwrap_or(pieces.len())
        }
    }
}

/// Tells whether the body begins with a paragraph without a number that tells what a body did.
pub(super) fn tells_past(pieces: &[Piece], body_start: usize, page: &Page<'_>) -> bool {
    pieces.get(body_start).is_some_and(|piece| piece.role.is_none())
        && tells(pieces, body_start, page)
}

/// The first paragraph that tells in the past what a body did: communiqués count nothing. Before a clause
/// that begins the body otherwise there must be several.
fn first_told(pieces: &[Piece], first: Option<usize>, page: &Page<'_>) -> Option<usize> {
    const TOLD_MIN: usize = 2;
    let before = 0..first.unwrap_or(pieces.len());
    let mut told = before.filter(|place| tells(pieces, *place, page));
    let start = told.next()?;
    let is_told = first.is_none() || told.nth(TOLD_MIN - 2).is_some();
    is_told.then_some(start)
}

/// Tells whether a paragraph without a number begins at `place` that tells what a body did.
fn tells(pieces: &[Piece], place: usize, page: &Page<'_>) -> bool {
    const PARAGRAPH_BYTES: usize = 700;
    let piece = &pieces[place];
    let begins = match piece.shape {
        Shape::Line => piece.gap_lines > 0 || page.is_unbroken,
        Shape::Whole => true,
        Shape::Heading(_) | Shape::Row => false,
    };
    if !begins || page::number_of(piece).is_some() {
        return false;
    }
    let mut text = piece.text.trim().to_owned();
    for below in &pieces[place + 1..] {
        let goes_on = piece.shape == Shape::Line
            && below.shape == Shape::Line
            && below.gap_lines == 0
            && page::number_of(below).is_none();
        if !goes_on || page.is_unbroken || text.len() > PARAGRAPH_BYTES {
            break;
        }
        append_line(&mut text, below.text.trim());
    }
    matches!(ending(&text), Ending::Stop | Ending::Colon)
        && past::verb(&text, page.language, page.lexicon).is_some()
}

/// The first of several paragraphs that are counted from 1 to the one at `first`, or to the end:
/// communiqués and measures tell what was decided in sentences of their own.
fn first_counted(pieces: &[Piece], first: usize) -> Option<usize> {
    const COUNTED_MIN: u32 = 3;
    let value = |place: usize| {
        let piece = &pieces[place];
        let number = page::number_of(piece).filter(|number| number.style == Style::Figure)?;
        // Without an empty line between them, the line above ends a sentence.
        let above = place.checked_sub(1).map(|above| ending(&pieces[above].text));
        let begins =
            piece.gap_lines > 0 || piece.shape != Shape::Line || above != Some(Ending::Open);
        begins.then_some(number.value)
    };
    let own = (first < pieces.len()).then(|| value(first));
    let last = match own {
        Some(own) => own.filter(|own| *own > 1)? - 1,
        None => u32::MAX,
    };
    let (mut expected, mut start) = (1, None);
    for place in 0..first {
        if expected <= last && value(place) == Some(expected) {
            start = start.or(Some(place));
            expected += 1;
        }
    }
    let is_counted = if own.is_some() { expected == last + 1 } else { expected > COUNTED_MIN };
    start.filter(|_| is_counted)
}

/// The first paragraph of a statement, behind the sentence that introduces it.
fn statement(pieces: &[Piece]) -> Option<usize> {
    let introduction =
        pieces.iter().position(|piece| speaker::introduces_statement(&piece.text))?;
    Some(introduction + 1)
}

/// A line before the enacting line that ends like a clause belongs to a preamble before it.
fn preamble_before(pieces: &[Piece], enacting: usize, page: &Page<'_>) -> Option<usize> {
    let last = pieces[..enacting].iter().rfind(|piece| !piece.text.trim().is_empty())?;
    if !matches!(ending(&last.text), Ending::Comma | Ending::Semicolon | Ending::Stop) {
        return None;
    }
    pieces[..enacting].iter().position(|piece| opens_preamble(piece, page))
}

fn opens_preamble(piece: &Piece, page: &Page<'_>) -> bool {
    let text = &piece.text[page::numbered(piece).1..];
    !matches!(piece.shape, Shape::Heading(_))
        && piece.role.is_none()
        && opens_clause(text, page)
        && page.lexicon.opener(text.trim_start(), page.language).is_some_and(|opener| match opener
            .part
        {
            FormPart::Preambular | FormPart::Both => true,
            FormPart::Operative => false,
        })
}

/// Without an enacting line the first piece that opens like a clause begins the body.
fn first_clause(pieces: &[Piece], page: &Page<'_>) -> Option<usize> {
    pieces.iter().position(|piece| {
        let (number, start) = page::numbered(piece);
        let text = &piece.text[start..];
        let speaks_of_itself = || {
            let subject = speaker::after_subject(text).filter(|_| number.is_some());
            subject
                .and_then(|subject| page.lexicon.opener(&text[subject..], page.language))
                .or_else(|| {
                    let begins =
                        number.is_some() || piece.gap_lines > 0 || piece.shape == Shape::Whole;
                    speaker::acting_body(text, page.language, page.lexicon).filter(|_| begins)
                })
        };
        let tells = || number.is_some() && past::verb(text, page.language, page.lexicon).is_some();
        !matches!(piece.shape, Shape::Heading(_))
            && (opens_clause(text, page) || speaks_of_itself().is_some() || tells())
    })
}
