//! Verbs that stand alone above the paragraphs they open: `considering`, `instructs the Director`.
//!
//! The conferences of some bodies print the clause verb as a heading, in small letters, and below
//! it one paragraph, or several that are counted by letters or by figures without a stop. Such a
//! heading is the lead-in of what stands below it.

use super::enacting;
use super::levels::is_item;
use super::numbering::Style;
use super::page::{self, Page};
use super::piece::{Ending, Piece, Shape, ending, starts_large, starts_small};
use super::restore::bare_figure;
use crate::lexicon::FormPart;
use crate::text::{Language, Origin, Role, has_more_chars};

/// A verb and whom it addresses are not longer.
const LEAD_IN_CHARS_MAX: usize = 160;
/// A line of this share of the usual width could have held more words.
const SHORT_PERCENT_MAX: usize = 70;

/// Marks the lead-ins from `body_start` on, and sets the stop behind the figures that count the
/// paragraphs below one.
pub(super) fn mark(pieces: &mut Vec<Piece>, body_start: usize, page: &Page<'_>) {
    // Below a lead-in, the figure that comes next.
    let mut next = None;
    let mut lone_figures: Vec<usize> = Vec::new();
    for place in body_start..pieces.len() {
        if lone_figures.last().is_some_and(|figure| figure + 1 == place) {
            continue;
        }
        if is_lead_in(pieces, place, body_start, page) {
            let piece = &mut pieces[place];
            piece.is_lead_in = true;
            piece.shape = Shape::Whole;
            next = Some(1);
            continue;
        }
        let Some(expected) = next.filter(|_| begins_paragraph(pieces, place)) else { continue };
        for value in [expected, 1] {
            if let Some(end) = bare_figure(&pieces[place].text, value) {
                pieces[place].insert(end, ".");
                next = Some(value + 1);
                break;
            }
            if is_lone_figure(pieces, place, value) {
                join_figure(pieces, place, value);
                lone_figures.push(place);
                next = Some(value + 1);
                break;
            }
        }
    }
    let mut lone_figures = lone_figures.into_iter().peekable();
    let mut place = 0;
    pieces.retain(|_| {
        let is_joined = lone_figures.next_if_eq(&place).is_some();
        place += 1;
        !is_joined
    });
}

/// Sets the figure at `place` before the words it counts, which take its place.
fn join_figure(pieces: &mut [Piece], place: usize, value: usize) {
    let [figure, words] = &mut pieces[place..place + 2] else { return };
    let start = words.text.len() - words.text.trim_start().len();
    words.replace_head(start, &format!("{value}. "));
    words.origin = Origin { span: figure.origin.span.cover(words.origin.span), ..figure.origin };
    (words.gap_lines, words.indent_columns) = (figure.gap_lines, figure.indent_columns);
    words.is_after_seam = figure.is_after_seam;
}

/// Tells whether the figure `value` stands on a line of its own above the words it counts, as converters set
/// the numbers of a list.
fn is_lone_figure(pieces: &[Piece], place: usize, value: usize) -> bool {
    let piece = &pieces[place];
    let text = piece.text.trim();
    let is_figure = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_figure
        && text.parse() == Ok(value)
        && piece.is_bare()
        && pieces.get(place + 1).is_some_and(|words| {
            words.is_bare()
                && words.marks.is_empty()
                && words.shape == piece.shape
                && words.gap_lines == 0
                && words.text.trim_start().starts_with(char::is_alphabetic)
        })
}

/// Tells whether a piece below a lead-in is the first of a paragraph.
fn begins_paragraph(pieces: &[Piece], place: usize) -> bool {
    let (piece, above) = (&pieces[place], place.checked_sub(1).map(|above| &pieces[above]));
    piece.gap_lines > 0
        || piece.shape != Shape::Line
        || above.is_some_and(|above| {
            above.is_lead_in || matches!(ending(&above.text), Ending::Semicolon | Ending::Colon)
        })
}

fn is_lead_in(pieces: &[Piece], place: usize, body_start: usize, page: &Page<'_>) -> bool {
    let (piece, below) = (&pieces[place], pieces.get(place + 1));
    let text = piece.text.trim();
    let stands_alone = match piece.shape {
        Shape::Line => {
            // In small letters, a short line is all of its paragraph, whether or not an empty one
            // follows; with a capital it may be emphasis that was set apart.
            let is_short = || {
                starts_small(text)
                    && piece.last_line_chars * 100 < page.width_chars * SHORT_PERCENT_MAX
            };
            let begins =
                piece.gap_lines > 0 || place == body_start || may_begin(pieces, place, page);
            let leads = |below: &Piece| {
                below.gap_lines > 0
                    || is_short()
                    || is_first_item(below)
                    || is_lone_figure(pieces, place + 1, 1)
                    || ending(text) == Ending::Colon
                        && (opens_with_that(below) || is_matter(below, page))
            };
            begins && below.is_some_and(leads)
        }
        Shape::Whole | Shape::Heading(_) => true,
        Shape::Row => false,
    };
    let may_lead = match piece.role {
        None | Some(Role::BodyHeading | Role::Preambular | Role::Operative) => true,
        Some(
            Role::Cover
            | Role::Symbol
            | Role::Title
            | Role::Session
            | Role::AgendaItem
            | Role::AdoptionLine
            | Role::Enacting
            | Role::Annex
            | Role::Conclusion,
        ) => false,
    };
    let is_bare = may_lead
        && piece.number.is_none()
        && !has_more_chars(text, LEAD_IN_CHARS_MAX)
        && below.is_some();
    let end = ending(text);
    // In Russian a comma stands before "that", also where the verb stands alone.
    let has_comma = page.language == Some(Language::Russian)
        && end == Ending::Comma
        && below.is_some_and(|below| opens_with_that(below) || is_first_item(below));
    if !stands_alone || !is_bare || !(matches!(end, Ending::Open | Ending::Colon) || has_comma) {
        return false;
    }
    let Some(opener) = page.lexicon.opener(text, page.language) else { return false };
    // In small letters a verb heads no clause of its own, except where clauses have no capitals:
    // there nothing but the verb, or the first item below, shows that the words lead over.
    let is_small = page.language != Some(Language::Russian) && starts_small(text);
    let is_verb_only =
        opener.span.length_bytes() == text.trim_end_matches([':', '：', ',', ' ']).len();
    if has_comma {
        return is_verb_only;
    }
    if end == Ending::Colon {
        // `CONSIDERANDO:` with paragraphs that open with "that" below it.
        let leads = |below: &Piece| {
            opens_with_that(below) || opener.part == FormPart::Preambular && is_matter(below, page)
        };
        return is_verb_only && below.is_some_and(leads)
            || leads_to_deeds(text) && begins_deeds(pieces, place + 1, page);
    }
    let may_be_small = is_small || !starts_large(text);
    is_small || is_verb_only || may_be_small && below.is_some_and(is_first_item)
}

/// Tells whether a line may begin a paragraph where no empty lines part them: the line above ends one,
/// or is the enacting line.
fn may_begin(pieces: &[Piece], place: usize, page: &Page<'_>) -> bool {
    let above = place.checked_sub(1).map(|above| &pieces[above]);
    (page.is_dense || page.is_unbroken)
        && above.is_some_and(|above| {
            matches!(ending(&above.text), Ending::Comma | Ending::Semicolon | Ending::Stop)
                || enacting::is_enacting(&above.text)
        })
}

/// `Hereby resolves to:`: what is to be done stands below, in the infinitive.
fn leads_to_deeds(text: &str) -> bool {
    let text = text.trim_end_matches([':', ' ', '\u{a0}']);
    [" to", " à", " de", " a"].iter().any(|word| text.ends_with(word))
}

/// Tells whether a paragraph without a number begins at `place`, no clause but an item: a semicolon
/// ends it, as it does all but the last.
fn begins_deeds(pieces: &[Piece], place: usize, page: &Page<'_>) -> bool {
    let first = &pieces[place];
    let further = pieces[place + 1..].iter().take_while(|line| line.gap_lines == 0);
    let last = further.last().unwrap_or(first);
    first.gap_lines > 0
        && page::number_of(first).is_none()
        && !page::opens_clause(&first.text, page)
        && ending(&last.text) == Ending::Semicolon
}

/// Tells whether a paragraph names, behind an article, what a participle above it is about: `VISTO:`, `El
/// Tratado de los Faros;`.
fn is_matter(piece: &Piece, page: &Page<'_>) -> bool {
    const ARTICLES: [&str; 10] =
        ["The ", "Its ", "El ", "La ", "Los ", "Las ", "Lo ", "Le ", "Les ", "L’"];
    let text = piece.text.trim_start();
    piece.number.is_none()
        && ARTICLES.iter().any(|article| text.starts_with(article))
        && !enacting::enacts(piece)
        && !page::opens_clause(text, page)
}

fn opens_with_that(piece: &Piece) -> bool {
    const WORDS: &[&str] =
        &["that ", "that,", "que ", "que,", "qué ", "qu’", "qu'", "что ", "أن ", "أنّ "];
    let head: String = piece.text.trim_start().chars().take(8).collect();
    let head = head.to_lowercase();
    piece.number.is_none() && WORDS.iter().any(|word| head.starts_with(word))
}

/// Tells whether a paragraph is the first of several that are counted, but not by `1.`: so clauses
/// are.
fn is_first_item(piece: &Piece) -> bool {
    let number = page::number_of(piece);
    number.is_some_and(|number| {
        number.style == Style::Bullet || number.value == 1 && is_item(number.style)
    }) || bare_figure(&piece.text, 1).is_some()
}
