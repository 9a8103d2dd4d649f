//! Clauses that are run in: a text that lost its line ends holds all of them in one paragraph.
//!
//! Tables, web pages and what is copied from them come so. Such a paragraph holds most of the
//! document, and shows where its clauses begin: behind a comma a preambular verb opens the next one,
//! behind a semicolon a number that counts on, `; 2. Requests`, or an operative verb; items follow
//! by their letters. Everywhere else such words are mentions, and nothing is parted.

use super::conclusion;
use super::enacting;
use super::numbering::{self, FIGURES_MAX, Style};
use super::page::{OPENER_CHARS_MAX, Page};
use super::piece::{Piece, Shape, starts_small};
use crate::lexicon::FormPart;
use crate::text::first_chars;

/// A shorter text is a paragraph like others.
const TEXT_BYTES_MIN: usize = 400;
/// With fewer places where clauses may begin, the paragraph is a clause that mentions others.
const CUTS_MIN: usize = 3;
/// The number of a clause and what may stand around it.
const NUMBER_CHARS_MAX: usize = 24;
/// What closes a resolution is not longer.
const CONCLUSION_BYTES_MAX: usize = 300;

/// Parts the paragraph that holds more than half of the document where its clauses begin.
pub(super) fn part(pieces: &mut Vec<Piece>, page: &Page<'_>) {
    let bytes: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let is_most = |piece: &Piece| {
        piece.text.len() >= TEXT_BYTES_MIN && piece.text.len() * 2 > bytes && piece.is_bare()
    };
    if let Some(place) = pieces.iter().position(is_most) {
        part_at(pieces, place, page, CUTS_MIN);
    }
}

/// Parts the paragraph at `place` where clauses begin in it, at `cuts_min` places at least, and returns
/// how many paragraphs were added.
pub(super) fn part_at(
    pieces: &mut Vec<Piece>,
    place: usize,
    page: &Page<'_>,
    cuts_min: usize,
) -> usize {
    let cuts = Cutting::new(&pieces[place].text, page).cuts();
    if cuts.len() < cuts_min {
        return 0;
    }
    let whole = &pieces[place];
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([whole.text.len()]);
    let parts: Vec<Piece> = starts
        .zip(ends)
        .map(|(start, end)| Piece { shape: Shape::Whole, ..whole.slice(start..end) })
        .collect();
    pieces.splice(place..=place, parts);
    cuts.len()
}

/// The search for the places where clauses begin, from the head of a text to its end.
struct Cutting<'a> {
    text: &'a str,
    page: &'a Page<'a>,
    cuts: Vec<usize>,
    /// The last clause that is counted.
    figure: u32,
    /// The last item of that clause, and how it is counted.
    item: Option<(Style, u32)>,
    /// Operative clauses that nothing counts have begun.
    is_operative: bool,
    /// No white space stands behind the last sign: a line end was lost there, and a clause may open
    /// in small letters, `the world,committed to`, `in 2031;2. appeals`.
    is_glued: bool,
}

/// The sign behind which something may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Comma,
    Semicolon,
    Stop,
    Colon,
}

impl<'a> Cutting<'a> {
    fn new(text: &'a str, page: &'a Page<'a>) -> Self {
        let (cuts, figure, item) = (Vec::new(), 0, None);
        Self { text, page, cuts, figure, item, is_operative: false, is_glued: false }
    }

    fn cuts(mut self) -> Vec<usize> {
        let text = self.text;
        for (at, character) in text.char_indices() {
            let sign = match character {
                ',' | '，' | '،' => Sign::Comma,
                ';' | '；' | '؛' => Sign::Semicolon,
                '.' | '。' => Sign::Stop,
                ':' | '：' => Sign::Colon,
                _ => continue,
            };
            // `A/RES/71/19 5. Notes`: a number that stands behind no sign.
            if let Some(number) = number_before(&text[..at]).filter(|_| sign == Sign::Stop) {
                self.counts_on(number, sign);
                continue;
            }
            let behind = &text[at + character.len_utf8()..];
            let rest = after_marks(behind);
            let is_free = rest.len() < behind.len() || !character.is_ascii();
            self.is_glued = !is_free && matches!(sign, Sign::Comma | Sign::Semicolon);
            if (is_free || self.is_glued) && !rest.is_empty() {
                self.look(text.len() - rest.len(), sign);
            }
        }
        self.cuts
    }

    /// Takes `at`, which stands behind `sign`, for the beginning of a clause if it is one.
    fn look(&mut self, at: usize, sign: Sign) {
        let rest = &self.text[at..];
        if self.counts_on(at, sign) {
            return;
        }
        let ends = rest.len() <= CONCLUSION_BYTES_MAX && sign == Sign::Stop;
        if ends && !self.cuts.is_empty() && conclusion::is_conclusion(rest) {
            self.cuts.push(at);
            return;
        }
        if self.figure > 0 {
            return;
        }
        let Some(part) = self.opener(rest) else { return };
        let begins = match (part, sign) {
            (_, Sign::Colon) => false,
            (FormPart::Preambular, Sign::Comma | Sign::Semicolon | Sign::Stop) => {
                !self.is_operative
            }
            // Chinese verbs are the same in both parts.
            (FormPart::Both, Sign::Comma) => !self.is_operative,
            // Where no capital tells a clause from a mention, it has to stand behind more than a comma.
            (FormPart::Operative, Sign::Comma) => self.page.has_capitals() && !self.is_operative,
            (FormPart::Operative | FormPart::Both, Sign::Semicolon | Sign::Stop) => true,
        };
        if begins {
            if self.cuts.is_empty() {
                self.cuts.extend(name_start(&self.text[..at]));
            }
            self.is_operative |= part == FormPart::Operative;
            self.cuts.push(at);
        }
    }

    /// Takes the next number or the next item, if one stands at `at`.
    fn counts_on(&mut self, at: usize, sign: Sign) -> bool {
        let rest = &self.text[at..];
        let joined = behind_coordinator(rest);
        let at = at + rest.len() - joined.len();
        let head = first_chars(joined, NUMBER_CHARS_MAX);
        let Some(number) = numbering::leading(head).filter(|number| number.bullet.is_none()) else {
            return false;
        };
        let next = match number.style {
            Style::Figure => {
                let opens = self.opener(&joined[number.rest..]);
                // A page from the middle of a resolution begins with any number.
                let is_first = self.figure == 0 && self.cuts.is_empty();
                let is_next = (is_first || number.value == self.figure + 1)
                    && (opens.is_some_and(|part| part != FormPart::Preambular)
                        || self.figure > 1 && sign == Sign::Semicolon);
                if is_next {
                    self.figure = number.value;
                    self.item = None;
                }
                is_next
            }
            Style::Letter | Style::Roman | Style::FigureInBrackets | Style::FigureHalf => {
                let readings = number.readings().find(|(style, value)| match self.item {
                    Some((last_style, last)) => *style == last_style && *value == last + 1,
                    None => *value == 1 && sign == Sign::Colon,
                });
                self.item = readings.or(self.item);
                readings.is_some()
            }
            Style::FigureDotted(_)
            | Style::LetterCapital
            | Style::RomanCapital
            | Style::Article
            | Style::Bullet
            | Style::Unnumbered => false,
        };
        // The number at the head of the text begins nothing that is not begun.
        if next && at > 0 {
            self.cuts.push(at);
        }
        next
    }

    /// Returns in which part the verb stands with which `rest` opens, with a capital where clauses have
    /// one.
    fn opener(&self, rest: &str) -> Option<FormPart> {
        if self.page.has_capitals() && starts_small(rest) && !self.is_glued {
            return None;
        }
        let head = first_chars(rest, OPENER_CHARS_MAX);
        self.page.lexicon.opener(head, self.page.language).map(|opener| opener.part)
    }
}

/// Returns where the figures of a number begin with which `text` ends, at its head or behind white space.
fn number_before(text: &str) -> Option<usize> {
    let before = text.trim_end_matches(|one: char| one.is_ascii_digit());
    let is_number = (1..=FIGURES_MAX).contains(&(text.len() - before.len()));
    let is_free = before.is_empty() || before.ends_with(char::is_whitespace);
    (is_number && is_free).then_some(before.len())
}

/// Takes closing quotation marks, the marks of notes and white space off the head of a text.
fn after_marks(text: &str) -> &str {
    let bare = text.trim_start_matches(|one| "”’\"'»¹²³⁴⁵⁶⁷⁸⁹⁰".contains(one)).trim_start();
    // `; 4 6. Takes`: the mark of a note.
    let mark = bare.trim_start_matches(|one: char| one.is_ascii_digit());
    let is_mark = mark.len() < bare.len() && mark.starts_with(' ');
    let rest = mark.trim_start();
    if is_mark && rest.starts_with(|one: char| one.is_ascii_digit()) { rest } else { bare }
}

/// Takes the word that leads to the last item off: `; and (c) to report`.
fn behind_coordinator(text: &str) -> &str {
    const WORDS: [&str; 6] = ["and ", "or ", "et ", "ou ", "y ", "и "];
    WORDS.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

/// Returns where the enacting words begin with which `text` ends, behind a header that is run in as
/// well.
fn name_start(text: &str) -> Option<usize> {
    const OPENINGS: [&str; 10] =
        ["The ", "THE ", "La ", "LA ", "Le ", "Les ", "El ", "EL ", "L’", "L'"];
    let mut starts: Vec<usize> =
        OPENINGS.iter().filter_map(|opening| text.rfind(opening)).collect();
    starts.sort_unstable();
    starts.into_iter().rfind(|start| *start > 0 && enacting::is_enacting(text[*start..].trim()))
}
