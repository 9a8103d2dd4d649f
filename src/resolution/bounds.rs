//! Where a paragraph begins: what is asked of a line, in order, and which rule had the last word.

use super::annex;
use super::conclusion;
use super::enacting;
use super::numbering::{self, Number, Style};
use super::page::{Page, is_separator, number_of, opens_clause};
use super::piece::{Ending, Piece, Shape, ending, starts_large, starts_small};
use crate::text::{Language, is_unspaced};

/// A line as long as this share of the usual width had no room for another word.
const FULL_LINE_PERCENT: usize = 82;
/// One printed line in any script.
const HEADING_BYTES_MAX: usize = 400;
/// `XVIII` is the longest name of a part.
const SECTION_NAME_BYTES_MAX: usize = 5;

/// Why a line was read as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// It stands before the first clause.
    BeforeBody,
    /// The enacting line or the first clause: the body begins.
    BodyStart,
    /// The format says where paragraphs begin.
    Marked,
    /// A clause verb behind the enacting line.
    BehindEnacting,
    /// Lines fill their measure here, and no empty one stands before it.
    Filled,
    /// Lines are not broken here: each is a paragraph.
    Unbroken,
    /// First lines of paragraphs are indented here, the others are not.
    Indented,
    /// It opens with a number that counts on.
    Number,
    /// It names a part of the body, or stands behind the name of one.
    Divider,
    /// It is the enacting line, or stands behind it.
    Enacting,
    /// It is the heading of an annex, or stands behind it.
    Annex,
    /// It closes the resolution.
    Conclusion,
    /// The line before does not end a sentence.
    OpenEnd,
    /// An empty line stands before it, though the line before is open.
    Heading,
    /// It opens with a clause verb.
    Opener,
    /// An empty line or a page break stands before it.
    Apart,
    /// A page break or an empty line stands before it, but the sense goes on.
    Cut,
    /// The line before had room for another word, or had none.
    Room,
    /// It belongs to the page: a running header, a page or job number.
    PageDebris,
    /// It opens with the mark of a note, or goes on with one.
    Note,
    /// It was printed apart from the line it belongs to: a number, a raised mark.
    PrintedApart,
    /// It is the heading of an annex with clauses below it.
    AnnexHeading,
    /// It is a number with a few words, or a word with a number, and clauses stand below it.
    CountedHeading,
    /// It stands right below the bare name of an annex or part.
    TitleHeading,
    /// The mark-up calls it a heading, and clauses stand below it.
    MarkedHeading,
    /// It is in capitals or otherwise set apart, and clauses stand below it.
    SetHeading,
    /// It is short and ends nothing, and clauses stand below it.
    PlainHeading,
}

impl Rule {
    /// Every rule, in the order of the stages.
    pub const ALL: [Self; 27] = [
        Self::BeforeBody,
        Self::BodyStart,
        Self::Marked,
        Self::BehindEnacting,
        Self::Filled,
        Self::Unbroken,
        Self::Indented,
        Self::Number,
        Self::Divider,
        Self::Enacting,
        Self::Annex,
        Self::Conclusion,
        Self::OpenEnd,
        Self::Heading,
        Self::Opener,
        Self::Apart,
        Self::Cut,
        Self::Room,
        Self::PageDebris,
        Self::Note,
        Self::PrintedApart,
        Self::AnnexHeading,
        Self::CountedHeading,
        Self::TitleHeading,
        Self::MarkedHeading,
        Self::SetHeading,
        Self::PlainHeading,
    ];

    /// Returns the rule as a reason, to be read behind "because".
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::BeforeBody => "it stands before the first clause",
            Self::BodyStart => "the body begins with it",
            Self::Marked => "the format says where paragraphs begin",
            Self::BehindEnacting => "it opens with a clause verb behind the enacting line",
            Self::Filled => "lines fill their measure here and no empty line stands before it",
            Self::Unbroken => "lines are not broken to a measure here",
            Self::Indented => "first lines of paragraphs are indented here, and no others",
            Self::Number => "it opens with a number that counts on",
            Self::Divider => "it names a part, or stands behind such a name",
            Self::Enacting => "it is the enacting line, or stands behind it",
            Self::Annex => "it is the heading of an annex, or stands behind it",
            Self::Conclusion => "it closes the resolution",
            Self::OpenEnd => "the line before it does not end a sentence",
            Self::Heading => "an empty line parts it from a line that ends nothing",
            Self::Opener => "it opens with a clause verb",
            Self::Apart => "an empty line or a page break stands before it",
            Self::Cut => "a cut stands before it, but the sense goes on",
            Self::Room => "of the room that the line before had left",
            Self::PageDebris => "it belongs to the page",
            Self::Note => "it opens with the mark of a note, or goes on with one",
            Self::PrintedApart => "it was printed apart from the line it belongs to",
            Self::AnnexHeading => "it is the heading of an annex with clauses below it",
            Self::CountedHeading => "it is counted, has few words, and clauses stand below it",
            Self::TitleHeading => "it is the title of the annex or part named above it",
            Self::MarkedHeading => "the mark-up calls it a heading, and clauses stand below it",
            Self::SetHeading => "it is all set apart, and clauses stand below it",
            Self::PlainHeading => "it is short, ends nothing, and clauses stand below it",
        }
    }
}

/// Tells whether `piece` begins a paragraph behind `before`, and by which rule; `number` is what it
/// opens with, `last_figure` the last clause that was counted.
pub(super) fn judge(
    before: &Piece,
    piece: &Piece,
    number: Option<Number>,
    last_figure: u32,
    page: &Page<'_>,
) -> (bool, Rule) {
    if piece.shape != Shape::Line || before.shape != Shape::Line || piece.number.is_some() {
        return (true, Rule::Marked);
    }
    let end = ending(&before.text);
    let is_apart = piece.gap_lines > 0 || piece.is_after_seam;
    if !is_apart && conclusion::lists_states(&before.text) {
        return (false, Rule::OpenEnd);
    }
    if enacting::enacts(before) && opens_clause(&piece.text, page) {
        return (true, Rule::BehindEnacting);
    }
    if page.is_unbroken && !piece.is_after_seam && begins_unbroken(end, piece, page) {
        return (true, Rule::Unbroken);
    }
    // An item may end just where the measure does.
    let counts_on = number.is_some_and(|number| {
        let is_next = number.style == Style::Figure && number.value == last_figure + 1;
        is_next && end == Ending::Semicolon || is_sister(before, number, end)
    });
    if let Some(columns) = page.first_line_columns.filter(|_| !is_apart) {
        if piece.indent_columns < columns && !counts_on {
            let divider = divider(before, piece, page);
            return (divider.is_some(), divider.unwrap_or(Rule::Indented));
        }
        if piece.indent_columns >= columns && (end != Ending::Open || number.is_some()) {
            return (true, Rule::Indented);
        }
    }
    if page.is_set_apart && !is_apart && !counts_on && !had_room(before, piece, page) {
        return (false, Rule::Filled);
    }
    let is_after_blank = piece.gap_lines > 0 && !piece.is_after_seam;
    if let Some(number) = number
        && (is_after_blank && number.style != Style::Bullet && number.value < numbering::YEAR_MIN
            || begins_item(number, end, is_apart, last_figure)
            || number.value == 1 && had_room(before, piece, page)
            || is_heading_before(before, piece, number, page))
    {
        return (true, Rule::Number);
    }
    if let Some(rule) = divider(before, piece, page) {
        return (true, rule);
    }
    judge_sense(before, piece, last_figure, page)
}

/// Tells whether the paragraph before is the item before, `(a)` before `(b)`, and ends as one.
fn is_sister(before: &Piece, number: Number, end: Ending) -> bool {
    matches!(end, Ending::Comma | Ending::Semicolon)
        && number.style == Style::Letter
        && number_of(before)
            .is_some_and(|own| own.style == Style::Letter && own.value + 1 == number.value)
}

/// The lines that divide a document, and what stands behind them.
fn divider(before: &Piece, piece: &Piece, page: &Page<'_>) -> Option<Rule> {
    let is_apart = piece.gap_lines > 0 || piece.is_after_seam;
    let ends = is_apart || ending(&before.text) != Ending::Open;
    if divides_body(&before.text) || divides_body(&piece.text) && ends {
        return Some(Rule::Divider);
    }
    // `of the Economic and` / `Social Council,`: a name that goes on with a sentence enacts nothing.
    let stands_free = || ends || had_room(before, piece, page);
    if enacting::enacts(before) || enacting::enacts(piece) && stands_free() {
        return Some(Rule::Enacting);
    }
    if annex::is_heading(&before.text) {
        return Some(Rule::Annex);
    }
    // Below the meeting and its day the record of it may be named.
    if conclusion::is_counted_meeting(&before.text) {
        return Some(Rule::Conclusion);
    }
    if annex::is_heading(&piece.text) && stands_free() {
        return Some(Rule::Annex);
    }
    (conclusion::is_conclusion(&piece.text) && stands_free()).then_some(Rule::Conclusion)
}

/// What the end of one line and the words of the next say.
fn judge_sense(before: &Piece, piece: &Piece, last_figure: u32, page: &Page<'_>) -> (bool, Rule) {
    let end = ending(&before.text);
    let is_apart = piece.gap_lines > 0 || piece.is_after_seam;
    if end == Ending::Open && heads_in_capitals(&piece.text, page) {
        return (true, Rule::Opener);
    }
    if end == Ending::Open {
        // Where something was taken out, an open end goes on, and so does a clause that a blank
        // line cuts; behind other lines a heading may stand.
        let is_cut = piece.is_after_seam || is_clause(before, page) && is_rest(piece, page);
        let is_small = starts_small(&piece.text)
            && !(page.language == Some(Language::Russian) && opens_clause(&piece.text, page));
        let begins = piece.gap_lines > 0 && !is_small && !is_cut;
        return (begins, if begins { Rule::Heading } else { Rule::OpenEnd });
    }
    // Where no capital tells a clause from a mention, the line before has to end early. Where no empty
    // lines stand, a verb at the head of a line is rather a clause: few mentions stand just there.
    let is_evident = is_apart
        || starts_large(&piece.text)
        || had_room(before, piece, page)
        || page.is_dense && ends_clause(&before.text, last_figure) && !joins(&piece.text);
    if is_evident && opens_clause(&piece.text, page) {
        return (true, Rule::Opener);
    }
    if is_apart {
        // A small letter goes on, except in Russian, whose clauses open with one. Where a script
        // has no sizes, a comma at a cut goes on when no clause opens behind it.
        let is_small = page.language != Some(Language::Russian) && starts_small(&piece.text);
        let is_cut = piece.is_after_seam && end == Ending::Comma && !starts_large(&piece.text);
        let goes_on = is_small && end != Ending::Stop || is_cut;
        return (!goes_on, if goes_on { Rule::Cut } else { Rule::Apart });
    }
    // Where empty lines stand between paragraphs, a comma ends none by itself.
    let is_list = page.is_set_apart && end == Ending::Comma;
    (had_room(before, piece, page) && !starts_small(&piece.text) && !is_list, Rule::Room)
}

/// Tells whether a line opens with a clause verb in capitals and a colon, and goes on in small letters:
/// `CONSIDERANDO: Que`. So set, it opens a clause behind whatever conjunction.
fn heads_in_capitals(text: &str, page: &Page<'_>) -> bool {
    const VERB_BYTES_MAX: usize = 40;
    let Some((verb, rest)) = text.trim_start().split_once(':') else { return false };
    verb.len() <= VERB_BYTES_MAX
        && verb.contains(char::is_uppercase)
        && !verb.contains(char::is_lowercase)
        && rest.contains(char::is_lowercase)
        && opens_clause(verb, page)
}

/// Tells whether a line that is a paragraph of its own, because all are, does not go on with the one
/// before: an open end does, and a small letter.
fn begins_unbroken(end: Ending, piece: &Piece, page: &Page<'_>) -> bool {
    let has_small = page.language == Some(Language::Russian) || page.has_small_verbs;
    end != Ending::Open && (has_small || !starts_small(&piece.text))
}

/// Tells whether a line ends in the sign that ends a clause: a comma only above the clauses that are
/// counted, `last_figure` being the last of these, and no conjunction behind it.
fn ends_clause(text: &str, last_figure: u32) -> bool {
    let bare = text.trim_end();
    let is_word = bare.ends_with(char::is_alphabetic);
    match ending(text) {
        Ending::Comma => last_figure == 0 && !is_word,
        Ending::Semicolon | Ending::Stop => true,
        Ending::Colon | Ending::Open => false,
    }
}

/// Tells whether a line opens with a Chinese conjunction, with which no clause opens: `并回顾`.
fn joins(text: &str) -> bool {
    text.trim_start().starts_with(['并', '及']) || text.trim_start().starts_with("以及")
}

/// `A`, `II`, `* * *`: what stands between the parts of a body.
fn divides_body(text: &str) -> bool {
    let text = text.trim();
    let is_name = text.len() <= SECTION_NAME_BYTES_MAX
        && (text.len() == 1 && text.bytes().all(|one| one.is_ascii_uppercase())
            || numbering::roman_value(text).is_some()
                && text.bytes().all(|one| one.is_ascii_uppercase()));
    is_name || is_separator(text)
}

/// A short line with a capital and an open end before an item is a heading.
fn is_heading_before(before: &Piece, piece: &Piece, number: Number, page: &Page<'_>) -> bool {
    let is_item = !matches!(number.style, Style::Bullet | Style::LetterCapital);
    is_item
        && starts_large(&before.text)
        && ending(&before.text) == Ending::Open
        && number_of(before).is_none()
        && before.text.len() <= HEADING_BYTES_MAX
        && before.text.chars().count() == before.last_line_chars
        && had_room(before, piece, page)
}

/// Tells whether a paragraph begins like a clause or an item.
fn is_clause(piece: &Piece, page: &Page<'_>) -> bool {
    number_of(piece).is_some() || opens_clause(&piece.text, page)
}

/// Tells whether a line is long enough for the rest of a sentence, and opens no clause.
fn is_rest(piece: &Piece, page: &Page<'_>) -> bool {
    const REST_CHARS_MIN: usize = 40;
    (piece.last_line_chars >= REST_CHARS_MIN || ending(&piece.text) != Ending::Open)
        && !opens_clause(&piece.text, page)
}

/// A number opens a paragraph unless it is a figure of a sentence that fell to the line's head.
fn begins_item(number: Number, end: Ending, is_apart: bool, last_figure: u32) -> bool {
    match number.style {
        Style::Figure => {
            number.value < numbering::YEAR_MIN
                && (is_apart && end != Ending::Open
                    || number.bullet.is_some()
                    || number.value == last_figure + 1
                    || number.value == 1 && end != Ending::Open
                    || end != Ending::Open && number.value > last_figure)
        }
        Style::Letter | Style::Roman | Style::FigureInBrackets | Style::FigureHalf => {
            end != Ending::Open || is_apart && number.value == 1 || number.bullet.is_some()
        }
        Style::FigureDotted(_) => match end {
            Ending::Colon | Ending::Semicolon | Ending::Stop => true,
            Ending::Comma => is_apart,
            Ending::Open => false,
        },
        Style::LetterCapital | Style::RomanCapital => is_apart && end != Ending::Open,
        Style::Bullet | Style::Article | Style::Unnumbered => end != Ending::Open,
    }
}

/// Tells whether a line of so many characters is broken to no measure: there was room on it, or it is
/// longer than all others.
pub(super) fn is_unmeasured(line_chars: usize, page: &Page<'_>) -> bool {
    const LONG_LINE_PERCENT: usize = 120;
    line_chars * 100 < page.width_chars * FULL_LINE_PERCENT
        || line_chars * 100 > page.width_chars * LONG_LINE_PERCENT
}

/// A printer breaks a line where the next word does not fit; a line that had room for it ends a
/// paragraph.
fn had_room(before: &Piece, piece: &Piece, page: &Page<'_>) -> bool {
    let first = piece.text.split_whitespace().next().unwrap_or_default();
    let is_solid = first.chars().next().is_some_and(is_unspaced);
    let word = if is_solid { 1 } else { first.chars().count() };
    (before.last_line_chars + 1 + word) * 100 < page.width_chars * FULL_LINE_PERCENT
}
