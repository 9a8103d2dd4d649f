//! [`Page`]: how the lines of a document are set, and what its lines are compared with.

use std::collections::BTreeMap;

use super::enacting;
use super::numbering::{self, Number};
use super::piece::{Ending, Piece, Shape, ending, starts_large, starts_small};
use super::speaker;
use crate::lexicon::{Lexicon, VerbMatch};
use crate::text::{Language, Span, first_chars};

/// Where paragraphs stand apart, an empty line comes with one line of twelve at least.
const APART_PERCENT_MIN: usize = 8;
/// In narrow columns it comes with fewer lines, but behind as many ends of clauses.
const ENDS_APART_MIN: usize = 3;
/// Where lines are broken to a measure, most end in the middle of a sentence.
const OPEN_PERCENT_MIN: usize = 25;
/// The words that open a clause, qualifiers and some context included, are not longer.
pub(super) const OPENER_CHARS_MAX: usize = 200;

/// What the joining needs to know of the document.
pub(super) struct Page<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) language: Option<Language>,
    /// The usual length of a full line, in characters.
    pub(super) width_chars: usize,
    /// Lines are broken to a measure and paragraphs stand apart: then a line without an empty one
    /// before it goes on, unless the line before had room.
    pub(super) is_set_apart: bool,
    /// Lines are not broken to a measure, and no empty ones part them: each is a paragraph.
    pub(super) is_unbroken: bool,
    /// No empty lines part the paragraphs.
    pub(super) is_dense: bool,
    /// First lines of paragraphs are indented and the others are not: from so many columns on a line
    /// is a first one.
    pub(super) first_line_columns: Option<u32>,
    /// Clauses open with small letters: `noting that`.
    pub(super) has_small_verbs: bool,
    /// It is a statement in Arabic, which names the speaker behind the verb of each paragraph.
    pub(super) is_arabic_statement: bool,
    /// It tells in the past what a body did, in paragraphs that nothing counts.
    pub(super) tells_past: bool,
    /// The body speaks of itself as "we": `We, the Heads of State and Government,`.
    says_we: bool,
}

/// What a text in the name of several opens its body with.
const WE: &str = "We ";
/// What may stand between that and the verb.
const HEREBY: [&str; 2] = ["Hereby ", "hereby "];

impl<'a> Page<'a> {
    /// Measures how the lines of `pieces` are set.
    pub(super) fn measure(
        lexicon: &'a Lexicon,
        language: Option<Language>,
        pieces: &[Piece],
    ) -> Self {
        let lines = || pieces.iter().filter(|piece| piece.shape == Shape::Line);
        let apart = lines().filter(|piece| piece.gap_lines > 0).count();
        // Empty lines around what belongs to the page part no paragraphs.
        let items = |is_apart: bool| {
            lines()
                .zip(lines().skip(1))
                .filter(|(before, piece)| {
                    (piece.gap_lines > 0) == is_apart && ending(&before.text) == Ending::Semicolon
                })
                .count()
        };
        let open = lines()
            .zip(lines().skip(1))
            .filter(|(before, piece)| piece.gap_lines == 0 && ending(&before.text) == Ending::Open)
            .count();
        let count = lines().count();
        let width_chars = width_chars(pieces);
        let is_broken = open * 100 >= count * OPEN_PERCENT_MIN;
        let ends_apart = items(true);
        let is_apart = ends_apart >= items(false)
            && (apart * 100 >= count * APART_PERCENT_MIN || ends_apart >= ENDS_APART_MIN);
        let says_we = language == Some(Language::English) && pieces.iter().any(opens_with_we);
        let is_arabic_statement = language == Some(Language::Arabic)
            && pieces.iter().any(|piece| speaker::introduces_statement(&piece.text));
        let mut page = Self {
            lexicon,
            language,
            width_chars,
            is_set_apart: is_broken && is_apart,
            is_dense: !is_apart,
            is_unbroken: is_unbroken(pieces),
            first_line_columns: first_line_columns(pieces),
            has_small_verbs: false,
            is_arabic_statement,
            tells_past: false,
            says_we,
        };
        page.has_small_verbs = page.opens_small(pieces);
        page
    }

    /// Tells whether clauses open with capitals in the language of the document.
    pub(super) fn has_capitals(&self) -> bool {
        match self.language {
            Some(Language::Arabic | Language::Chinese | Language::Russian) => false,
            Some(Language::English | Language::French | Language::Spanish) | None => true,
        }
    }

    /// Tells whether paragraphs that stand apart open with clause verbs in small letters, more often
    /// than with capitals.
    fn opens_small(&self, pieces: &[Piece]) -> bool {
        const SMALL_MIN: usize = 3;
        let starts = || {
            pieces.iter().zip(pieces.iter().skip(1)).filter_map(|(before, piece)| {
                let ends = matches!(ending(&before.text), Ending::Comma | Ending::Semicolon);
                let begins = piece.gap_lines > 0 && !piece.is_after_seam && ends;
                (begins && number_of(piece).is_none()).then_some(piece.text.as_str())
            })
        };
        if self.language == Some(Language::Russian)
            || starts().filter(|text| starts_small(text)).count() < SMALL_MIN
        {
            return false;
        }
        let is_opener = |text: &&str| self.lexicon.opener(head(text), self.language).is_some();
        let small = starts().filter(|text| starts_small(text)).filter(is_opener).count();
        let large = starts().filter(|text| starts_large(text)).filter(is_opener).count();
        small >= SMALL_MIN && small > large
    }

    /// Returns the verb that opens `text` where its subject is the "we" of the enacting line: `Call
    /// upon`, which otherwise is the infinitive of an item, `Hereby declare`.
    pub(super) fn we(&self, text: &str) -> Option<VerbMatch> {
        if !self.says_we {
            return None;
        }
        let hereby = HEREBY.iter().find(|hereby| text.starts_with(**hereby));
        let skipped = hereby.map_or(0, |hereby| hereby.len());
        let verb = self.lexicon.opener(&format!("{WE}{}", &text[skipped..]), self.language)?;
        let start = verb.span.start().saturating_sub(WE.len());
        let end = verb.span.end().checked_sub(WE.len()).filter(|end| *end > start)?;
        Some(VerbMatch { span: Span::new(start, end + skipped), ..verb })
    }
}

/// `We, the Heads of State and Government,`: a name between commas, and not a sentence.
fn opens_with_we(piece: &Piece) -> bool {
    piece.text.trim_start().trim_start_matches(['*', '_']).starts_with("We, ")
}

/// Returns the usual length of a full line: nine lines of ten are not longer.
fn width_chars(pieces: &[Piece]) -> usize {
    let mut lengths: Vec<usize> = pieces
        .iter()
        .filter(|piece| piece.shape == Shape::Line)
        .map(|piece| piece.last_line_chars)
        .collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

/// Tells whether the lines that no empty line parts are paragraphs, each of them: hardly one ends in
/// the middle of a sentence.
fn is_unbroken(pieces: &[Piece]) -> bool {
    const LINES_MIN: usize = 6;
    const OPEN_PERCENT_MAX: usize = 12;
    const CHARS_MIN: usize = 20;
    // The lines of a header end nothing.
    let enacting = pieces.iter().position(|piece| enacting::is_enacting(&piece.text));
    let body = &pieces[enacting.unwrap_or(0)..];
    let lines = body.iter().zip(body.iter().skip(1)).filter(|(before, piece)| {
        piece.gap_lines == 0
            && piece.shape == Shape::Line
            && before.shape == Shape::Line
            && before.last_line_chars >= CHARS_MIN
    });
    let (mut count, mut open) = (0, 0);
    for (before, _) in lines {
        count += 1;
        open += usize::from(ending(&before.text) == Ending::Open);
    }
    count >= LINES_MIN && open * 100 <= count * OPEN_PERCENT_MAX
}

/// Returns from how many columns on a line is the first of its paragraph, where nothing but its indent
/// says so: indented lines stand behind the ends of sentences, the others behind no end of a clause.
fn first_line_columns(pieces: &[Piece]) -> Option<u32> {
    const INDENT_COLUMNS_MIN: u32 = 2;
    const LINES_MIN: usize = 5;
    const CONTRARY_PERCENT_MAX: usize = 15;
    let lines = || pieces.iter().filter(|piece| piece.shape == Shape::Line);
    if lines().all(|piece| piece.indent_columns < INDENT_COLUMNS_MIN) {
        return None;
    }
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for piece in lines() {
        *counts.entry(piece.indent_columns).or_default() += 1;
    }
    let usual = counts.into_iter().max_by_key(|(_, count)| *count)?.0;
    let columns = usual + INDENT_COLUMNS_MIN;
    let (mut first, mut others) = (Share::default(), Share::default());
    let pairs = lines().zip(lines().skip(1));
    for (before, piece) in pairs.filter(|(_, piece)| piece.gap_lines == 0) {
        let end = ending(&before.text);
        if piece.indent_columns >= columns {
            first.count(end == Ending::Open);
        } else {
            others.count(matches!(end, Ending::Semicolon | Ending::Stop));
        }
    }
    let is_regular = |share: &Share| {
        share.all >= LINES_MIN && share.contrary * 100 <= share.all * CONTRARY_PERCENT_MAX
    };
    (is_regular(&first) && is_regular(&others)).then_some(columns)
}

/// How many lines there are of a kind, and how many of them stand where the kind does not.
#[derive(Default)]
struct Share {
    all: usize,
    contrary: usize,
}

impl Share {
    fn count(&mut self, is_contrary: bool) {
        self.all += 1;
        self.contrary += usize::from(is_contrary);
    }
}

/// Returns the number of a piece, printed apart or at its head.
pub(super) fn number_of(piece: &Piece) -> Option<Number> {
    numbered(piece).0
}

/// Returns the number of a piece and the byte where its words begin.
pub(super) fn numbered(piece: &Piece) -> (Option<Number>, usize) {
    match &piece.number {
        Some(printed) => (numbering::apart(printed), 0),
        None => {
            let number = numbering::leading(&piece.text);
            (number, number.map_or(0, |number| number.rest))
        }
    }
}

/// `* * *` between parts.
pub(super) fn is_separator(text: &str) -> bool {
    const SEPARATOR_BYTES_MAX: usize = 40;
    text.len() <= SEPARATOR_BYTES_MAX
        && text.contains('*')
        && text.chars().all(|one| one == '*' || one.is_whitespace())
}

/// Tells whether `text` opens like a clause: in a script with two sizes with a capital, because
/// `recalling` in the middle of a sentence is a mention.
pub(super) fn opens_clause(text: &str, page: &Page<'_>) -> bool {
    let is_small =
        page.language != Some(Language::Russian) && !page.has_small_verbs && starts_small(text);
    !is_small && page.lexicon.opener(head(text), page.language).is_some()
}

/// What of `text` may hold its opener.
///
/// An opener is a few words; a paragraph that grows line by line is not read again and again.
fn head(text: &str) -> &str {
    first_chars(text.trim_start(), OPENER_CHARS_MAX)
}
