//! Restores what the setting of a page took from its lines, before they are sorted and joined.

use std::collections::BTreeMap;

use super::enacting;
use super::numbering::{self, FIGURES_MAX, Style};
use super::page::{self, Page, opens_clause};
use super::piece::{Ending, Piece, Shape, ending, starts_large, starts_small};
use super::speaker;
use crate::lexicon::FormPart;
use crate::text::{Language, Role};

/// One bare figure before a verb may be a mark or an amount; two that count on are a list.
const COUNTED_MIN: usize = 2;

/// Puts a bullet in place of the signs that conversions leave of one: the `o` that word processors print
/// on a second level, letters of fonts that hold nothing but signs, and the `?` of a sign that the
/// encoding did not know. In Spanish `o` is a word.
pub(super) fn small_bullets(pieces: &mut [Piece], page: &Page<'_>) {
    const PRINTED: [char; 5] = ['o', 'Ø', 'ü', '?', '\u{fffd}'];
    const BULLET: &str = "\u{25e6} ";
    let has_word = page.language.is_none() || page.language == Some(Language::Spanish);
    let bullet = |text: &str| {
        let first = text.chars().next().filter(|first| PRINTED.contains(first))?;
        let rest = &text[first.len_utf8()..];
        let is_bullet = (first != 'o' || !has_word)
            && rest.starts_with([' ', '\t', '\u{a0}'])
            && rest.trim_start().starts_with(char::is_alphabetic);
        is_bullet.then_some(first.len_utf8())
    };
    let mut ends = true;
    for piece in pieces.iter_mut() {
        if piece.number.is_none()
            && ends
            && let Some(length) = bullet(&piece.text)
        {
            piece.replace_head(length, BULLET);
        }
        ends = ending(&piece.text) != Ending::Open;
    }
}

/// Sets the letters of items in small ones where the whole text is in capitals: `A) PAY THE KEEPERS`.
pub(super) fn capital_items(pieces: &mut [Piece], page: &Page<'_>) {
    const LINES_MIN: usize = 5;
    const LINE_BYTES_MIN: usize = 20;
    const SMALL_PERCENT_MAX: usize = 10;
    if !page.has_capitals() && page.language != Some(Language::Russian) {
        return;
    }
    let long = || pieces.iter().filter(|piece| piece.text.len() >= LINE_BYTES_MIN);
    let count = long().count();
    let small = long().filter(|piece| piece.text.contains(char::is_lowercase)).count();
    if count < LINES_MIN || small * 100 > count * SMALL_PERCENT_MAX {
        return;
    }
    for piece in pieces.iter_mut().filter(|piece| piece.number.is_none()) {
        let Some(number) = numbering::leading(&piece.text) else { continue };
        let printed = &piece.text[..number.rest];
        let is_capital = matches!(number.style, Style::LetterCapital | Style::RomanCapital);
        if is_capital && printed.trim_end().ends_with(')') {
            let small = printed.to_lowercase();
            if small.len() == number.rest {
                piece.text.replace_range(..number.rest, &small);
            }
        }
    }
}

/// Takes off the empty lines that a conversion set between all lines, where paragraphs stand further
/// apart than the lines of one.
pub(super) fn gaps(pieces: &mut [Piece]) {
    const APART_PERCENT_MIN: usize = 90;
    const WIDER_MIN: usize = 3;
    let (mut count, mut apart, mut wider, mut open, mut closed) = (0, 0, 0, 0, 0);
    for (before, piece) in pieces.iter().zip(pieces.iter().skip(1)) {
        if before.shape != Shape::Line || piece.shape != Shape::Line {
            continue;
        }
        count += 1;
        apart += usize::from(piece.gap_lines > 0);
        wider += usize::from(piece.gap_lines > 1);
        let is_open = ending(&before.text) == Ending::Open;
        open += usize::from(piece.gap_lines == 1 && is_open);
        closed += usize::from(piece.gap_lines == 1 && !is_open);
    }
    if apart * 100 < count * APART_PERCENT_MIN || wider < WIDER_MIN || open <= 2 * closed {
        return;
    }
    for piece in pieces.iter_mut().filter(|piece| piece.shape == Shape::Line) {
        piece.gap_lines = piece.gap_lines.saturating_sub(1);
    }
}

/// Gives the enacting line its role where the mark-up knows a preamble and not the line in it.
pub(super) fn enacting_role(pieces: &mut [Piece]) {
    if pieces.iter().any(|piece| piece.role == Some(Role::Enacting)) {
        return;
    }
    let first = pieces.iter_mut().find(|piece| piece.role == Some(Role::Preambular));
    if let Some(first) = first.filter(|first| enacting::is_enacting(&first.text)) {
        first.role = Some(Role::Enacting);
    }
}

/// Sets the stop behind the figures of clauses that are printed without one: `1 ADOPTS`.
///
/// Only figures that rise by one from 1, the first two before a verb of the operative part with a
/// capital, are numbers of clauses; other lines begin with a figure as well. A later clause may open
/// with other words, `7 Acting under`, behind the semicolon of the one before.
pub(super) fn stops(pieces: &mut [Piece], page: &Page<'_>) {
    let mut counted: Vec<(usize, usize)> = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        let next = counted.len() + 1;
        if let Some(end) = bare_figure(&piece.text, next).filter(|_| piece.number.is_none())
            && (opens_operative(&piece.text[end..], page)
                || counted.len() >= COUNTED_MIN
                    && ending(&pieces[place - 1].text) == Ending::Semicolon
                    && !starts_small(&piece.text[end..]))
        {
            counted.push((place, end));
        }
    }
    if counted.len() < COUNTED_MIN {
        return;
    }
    for (place, end) in counted {
        pieces[place].insert(end, ".");
    }
}

/// Restores the numbers of clauses that character recognition misread: `5, Notes`, and for the first
/// one also `l. Requests`, `L. Requests`.
///
/// An operative verb with a capital behind it tells such a number from an amount, or an empty line
/// before it and the next number below; a letter is one only where a second clause follows, no other
/// first one stands before that, and nothing is counted by numerals.
pub(super) fn misread_numbers(pieces: &mut [Piece], page: &Page<'_>) {
    let is_misread = |piece: &Piece| {
        figure_and_comma(&piece.text).is_some() || misread_one(&piece.text).is_some()
    };
    if !pieces.iter().any(is_misread) {
        return;
    }
    let counted = |piece: &Piece, style: Style, value: u32| {
        let number = page::number_of(piece);
        number.is_some_and(|number| number.readings().any(|reading| reading == (style, value)))
    };
    let figures = pieces.iter().enumerate().filter_map(|(place, piece)| {
        let number = page::number_of(piece).filter(|number| number.style == Style::Figure);
        Some((number?.value, place))
    });
    let last: BTreeMap<u32, usize> = figures.collect();
    for (place, piece) in pieces.iter_mut().enumerate() {
        let Some((value, comma)) = figure_and_comma(&piece.text) else { continue };
        let words = &piece.text[comma + 1..];
        let goes_on = last.get(&(value + 1)).is_some_and(|next| *next > place);
        let is_set_apart = || piece.gap_lines > 0 && starts_large(words.trim_start());
        if piece.number.is_none() && (opens_operative(words, page) || goes_on && is_set_apart()) {
            piece.text.replace_range(comma..=comma, ".");
        }
    }
    let Some(second) = pieces.iter().position(|piece| counted(piece, Style::Figure, 2)) else {
        return;
    };
    let misread = pieces[..second].iter().enumerate().rev().find_map(|(place, piece)| {
        let end = misread_one(&piece.text).filter(|_| piece.number.is_none())?;
        opens_operative(&piece.text[end..], page).then_some((place, end))
    });
    let Some((place, end)) = misread else { return };
    let has_first = pieces[..second].iter().any(|piece| counted(piece, Style::Figure, 1));
    if !has_first && !pieces.iter().any(|piece| counted(piece, Style::RomanCapital, 2)) {
        pieces[place].replace_head(end, "1. ");
    }
}

/// Returns the figure that opens `text` with a comma behind it, and where that stands.
fn figure_and_comma(text: &str) -> Option<(u32, usize)> {
    let start = text.len() - text.trim_start().len();
    let figures = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let comma = start + figures;
    let is_number = (1..=FIGURES_MAX).contains(&figures) && text[comma..].starts_with(", ");
    let value = text[start..comma].parse().ok()?;
    is_number.then_some((value, comma))
}

/// Returns the byte behind a sign that stands for `1.` at the head of `text`.
fn misread_one(text: &str) -> Option<usize> {
    const SIGNS: [&str; 7] = ["I. ", "I, ", "l. ", "l, ", "L. ", "i. ", "|. "];
    let start = text.len() - text.trim_start().len();
    let sign = SIGNS.iter().find(|sign| text[start..].starts_with(**sign))?;
    Some(start + sign.len())
}

/// Drafts of some bodies print the names of clauses, `(PP3)`, `(OP)3.`, `OP2`: in the preamble the name goes,
/// because its clauses are counted, and in the operative part it is the number.
pub(super) fn clause_names(pieces: &mut [Piece], page: &Page<'_>) {
    for piece in pieces.iter_mut().filter(|piece| piece.number.is_none()) {
        let name = clause_name(&piece.text);
        // In a line of running text a name is a mention.
        let begins = piece.gap_lines > 0 || piece.shape != Shape::Line;
        let opens =
            |words: &str| starts_large(words) || !page.has_capitals() && opens_clause(words, page);
        let name = name.filter(|(.., end)| begins || opens(&piece.text[*end..]));
        let Some((is_operative, figures, end)) = name else { continue };
        let is_small = page.has_capitals() && !starts_large(&piece.text[end..]);
        let number = if is_operative {
            format!("{figures}. ")
        } else if is_small {
            // A small letter goes on with the paragraph before it, unless it is counted.
            format!("({figures}) ")
        } else {
            String::new()
        };
        piece.replace_head(end, &number);
    }
}

/// The name of a clause at the head of `text`: whether it is an operative one, its number, and the
/// byte where the words begin.
fn clause_name(text: &str) -> Option<(bool, String, usize)> {
    let start = text.len() - text.trim_start_matches([' ', '(', '[']).len();
    let rest = &text[start..];
    let is_operative = rest.starts_with("OP");
    let rest = rest.strip_prefix("OP").or_else(|| rest.strip_prefix("PP"))?;
    let rest = rest.strip_prefix([' ', '\u{a0}']).unwrap_or(rest);
    let rest = rest.strip_prefix([')', ']']).unwrap_or(rest);
    let figures: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let behind = rest[figures.len()..].trim_start_matches([')', ']', '.', ':']);
    let is_name = (1..=FIGURES_MAX).contains(&figures.len())
        && behind.starts_with(char::is_whitespace)
        && behind.trim_start().starts_with(char::is_alphabetic);
    is_name.then(|| (is_operative, figures, text.len() - behind.trim_start().len()))
}

/// Returns the byte behind the figure `value` that opens `text` with a blank behind it.
pub(super) fn bare_figure(text: &str, value: usize) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let figures = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let end = start + figures;
    let is_number = (1..=FIGURES_MAX).contains(&figures)
        && text[end..].starts_with(char::is_whitespace)
        && numbering::leading(text).is_none();
    (is_number && text[start..end].parse() == Ok(value)).then_some(end)
}

pub(super) fn opens_operative(text: &str, page: &Page<'_>) -> bool {
    let text = text.trim_start();
    (!page.has_capitals() || starts_large(text))
        && page.lexicon.opener(text, page.language).is_some_and(|opener| match opener.part {
            FormPart::Operative | FormPart::Both => true,
            FormPart::Preambular => false,
        })
}

/// Marks the name of the body that stands in capitals and without a comma between a preamble and
/// what the body decides: `THE CONFERENCE OF THE PARTIES TO THE CONVENTION`.
///
/// The same name heads pages and covers, so that only its place tells: a paragraph that ends like a
/// clause before it, and an operative clause behind it.
pub(super) fn names_between(pieces: &mut [Piece], page: &Page<'_>) {
    for place in 1..pieces.len().saturating_sub(1) {
        let piece = &pieces[place];
        let is_capital = || !piece.text.chars().any(char::is_lowercase);
        if piece.is_bare()
            && is_capital()
            && piece.text.contains(char::is_uppercase)
            && enacting::names_body(&piece.text)
            && is_operative(&pieces[place + 1], page)
            && match ending(&pieces[place - 1].text) {
                Ending::Comma | Ending::Semicolon => true,
                // Behind a whole sentence the verb alone, `RESUELVE:`, shows that the body decides.
                Ending::Stop => {
                    let below = &pieces[place + 1];
                    let is_apart = below.gap_lines > 0 || below.shape != Shape::Line;
                    is_apart && is_verb_alone(&below.text, page)
                }
                Ending::Colon | Ending::Open => false,
            }
        {
            pieces[place].role = Some(Role::Enacting);
        }
    }
}

/// Marks the name of the body that stands without a comma above the first of the clauses that are counted, in a
/// text without an enacting line: `The Subsidiary Body on Harbours, Lamps and Buoys`.
pub(super) fn name_above_first(pieces: &mut [Piece], page: &Page<'_>) {
    let first = |piece: &Piece| {
        // The first sign tells of nearly every line that it is none; such names stand in Latin letters.
        if piece.number.is_none() && !piece.text.trim_start().starts_with('1') {
            return false;
        }
        let number = page::number_of(piece);
        number.is_some_and(|number| number.style == Style::Figure && number.value == 1)
            && is_operative(piece, page)
    };
    let Some(place) = pieces.iter().position(first).and_then(|first| first.checked_sub(1)) else {
        return;
    };
    let is_name = pieces[place].is_bare() && speaker::is_name_of_body(&pieces[place].text);
    if is_name && !pieces[..=place].iter().any(enacting::enacts) {
        pieces[place].role = Some(Role::Enacting);
    }
}

/// Tells whether `text` is a verb and a colon.
fn is_verb_alone(text: &str, page: &Page<'_>) -> bool {
    let Some(verb) = text.trim().strip_suffix(':') else { return false };
    let opener = page.lexicon.opener(verb, page.language);
    opener.is_some_and(|opener| opener.span.length_bytes() == verb.trim_end().len())
}

/// Tells whether a piece, with or without a number, opens with an operative verb.
fn is_operative(piece: &Piece, page: &Page<'_>) -> bool {
    opens_operative(&piece.text[page::numbered(piece).1..], page)
}

/// Joins an enacting line with place and dates of the meeting that goes on on the next line.
///
/// It ends in a colon; a preamble behind it would open with a capital.
pub(super) fn enacting_lines(pieces: &mut Vec<Piece>, page: &Page<'_>) {
    let mut place = 1;
    let mut is_found = false;
    while place < pieces.len() {
        is_found |= enacting::is_enacting(&pieces[place - 1].text);
        let (before, next) = (&pieces[place - 1], &pieces[place]);
        let is_broken = is_broken_enacting(before, next) || !is_found && is_long_name(before, next);
        // Below a name the first clause may stand.
        if is_broken && !opens_clause(&next.text, page) {
            let next = pieces.remove(place);
            let before = &mut pieces[place - 1];
            crate::text::append_line(&mut before.text, next.text.trim());
            before.origin.span = before.origin.span.cover(next.origin.span);
            before.last_line_chars = next.last_line_chars;
        }
        place += 1;
    }
}

/// Tells whether two lines are the name of the body that speaks, too long for one: `The Conference of
/// the Union`, `of Harbours (Port Royal, 2022),`.
fn is_long_name(before: &Piece, next: &Piece) -> bool {
    const CHARS_MAX: usize = 100;
    before.shape == Shape::Line
        && next.shape == Shape::Line
        && before.role.is_none()
        && before.marks.is_empty()
        && next.gap_lines == 0
        && next.last_line_chars <= CHARS_MAX
        && ending(&before.text) == Ending::Open
        && matches!(ending(&next.text), Ending::Comma | Ending::Colon)
        && starts_large(&before.text)
        && !enacting::is_enacting(&next.text)
        && enacting::is_enacting(&format!("{} {}", before.text.trim(), next.text.trim()))
}

fn is_broken_enacting(before: &Piece, next: &Piece) -> bool {
    let is_line = |piece: &Piece| {
        piece.shape == Shape::Line && piece.role.is_none() && piece.marks.is_empty()
    };
    if !is_line(before)
        || !is_line(next)
        || next.gap_lines > 0
        || starts_large(&next.text)
        || ending(&next.text) != Ending::Colon
        || !matches!(ending(&before.text), Ending::Comma | Ending::Open)
    {
        return false;
    }
    let whole = format!("{} {}", before.text.trim(), next.text.trim());
    enacting::is_enacting(&whole)
}
