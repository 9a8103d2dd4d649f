//! Headings inside the body, and which clauses stand below them.
//!
//! The headings above a clause are a stack. Headings of one rank have one form in a document: they
//! have one level in the mark-up, are counted in one way, or are set in one way. So a heading ends
//! those down to the last one of its own form and stands below the others; what rank a form has
//! need not be known.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::bounds::Rule;
use super::super::model::{Diagnostic, DiagnosticKind, Part};
use super::super::numbering::{self, Style};
use super::super::page;
use super::super::piece::{Piece, Shape, starts_large};
use super::super::{annex, conclusion, dates, enacting};
use super::{Draft, Outline, Walk};

/// A heading inside the body has no more characters.
pub(super) const HEADING_CHARS_MAX: usize = 160;
/// Headings are nested no deeper; deeper ones take the place of the innermost.
const DEPTH_MAX: usize = 6;

/// What opens a quotation.
const QUOTES: &[char] = &['“', '"', '«', '„'];

/// A line that may be a heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its piece.
    pub(super) place: usize,
    /// How many drafts stand before it.
    pub(super) drafts: usize,
}

impl Walk<'_, '_> {
    /// Tells headings from text that fits nowhere, once all clauses are known.
    pub(super) fn close(self) -> Outline {
        let mut outline = self.outline;
        outline.headings = place(&self.candidates, &mut outline.drafts, self.pieces);
        let known: BTreeSet<usize> = outline.headings.iter().map(|(place, _)| *place).collect();
        let unplaced = self.unplaced.iter().filter(|place| !known.contains(place));
        self.diagnostics.extend(unplaced.map(|place| Diagnostic {
            kind: DiagnosticKind::Unplaced,
            message: format!("`{}` is no clause", printed(&self.pieces[*place])),
            line: self.pieces[*place].origin.line,
        }));
        outline
    }
}

/// Gives every draft the headings above it, and returns the pieces that are headings, each with the
/// rule that tells so, in no order. `candidates` are in reading order.
///
/// A line without a clause below it is no heading.
fn place(candidates: &[Candidate], drafts: &mut [Draft], pieces: &[Piece]) -> Vec<(usize, Rule)> {
    let mut stack = Stack::default();
    let mut headings = Vec::new();
    let mut chain: Arc<[String]> = Arc::default();
    let mut candidates = candidates.iter().peekable();
    for number in 0..drafts.len() {
        let mut is_changed = stack.leave(number, drafts);
        let mut is_signed = false;
        while let Some(candidate) = candidates.next_if(|next| next.drafts <= number) {
            let piece = &pieces[candidate.place];
            // Names and offices stand around the word.
            is_signed |= conclusion::is_signature(&piece.text);
            let is_line = may_head(piece) && (!is_signed || names_annex(&printed(piece)));
            is_changed |= is_line && stack.add(*candidate, piece);
        }
        is_changed |= stack.close_at(&drafts[number]);
        if is_changed {
            let above = std::mem::replace(&mut chain, stack.chain());
            let shared = above.iter().zip(chain.iter()).take_while(|(above, own)| above == own);
            headings.extend(stack.confirm(shared.count()));
        }
        drafts[number].headings = Arc::clone(&chain);
    }
    headings
}

/// Tells whether a line may be a heading: a few words, and neither a sentence, a row of a table, a
/// unit in brackets, nor place and date.
fn may_head(piece: &Piece) -> bool {
    let text = piece.text.trim();
    piece.shape != Shape::Row
        && text.chars().count() <= HEADING_CHARS_MAX
        && text.contains(char::is_alphabetic)
        && !has_columns(text)
        && !has_sentence(text)
        && !is_place_and_date(text)
        && !(text.starts_with(['(', '（']) && text.ends_with([')', '）']))
}

/// Tells whether white space within a line parts columns.
fn has_columns(text: &str) -> bool {
    text.contains('\t') || text.contains("   ")
}

/// Tells whether a sentence ends within a line: a stop between a word in small letters, which is no
/// abbreviation, and a capital.
fn has_sentence(text: &str) -> bool {
    const ABBREVIATION_CHARS_MAX: usize = 3;
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let bare = word.strip_suffix('.').unwrap_or_default();
        let is_word =
            bare.chars().count() > ABBREVIATION_CHARS_MAX && bare.chars().all(char::is_lowercase);
        if is_word && words.peek().is_some_and(|next| starts_large(next)) {
            return true;
        }
    }
    false
}

/// `Geneva, 2 and 3 June 2022`: where and when what is attached was made.
fn is_place_and_date(text: &str) -> bool {
    const DATE_WORDS_MAX: usize = 7;
    let Some((place, date)) = text.split_once(',') else { return false };
    place.split_whitespace().all(starts_large)
        && date.split_whitespace().count() <= DATE_WORDS_MAX
        && date.ends_with(|last: char| last.is_ascii_digit())
        && !dates::find(date).is_empty()
}

/// Returns the words of a heading with the number that the format keeps apart.
pub(super) fn printed(piece: &Piece) -> String {
    let number = piece.number.as_deref().unwrap_or_default();
    format!("{number} {}", piece.text.trim()).trim().to_owned()
}

/// How a heading is printed; two headings of one rank have the same form.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// `Annex`, `Appendix II`
    Annex,
    /// `A.`, `II`, with or without more words.
    Counted(Style),
    /// A word that is counted, in small letters: `rule` of `Rule 99`.
    Named(String),
    /// What stands right below the bare name of an annex or part: its title.
    Title,
    /// A line in capitals.
    Capitals,
    /// A line that the printer set apart.
    Emphasised,
    /// A short line that ends nothing.
    Plain,
}

/// A heading whose clauses go on.
#[derive(Clone, Debug)]
struct Open {
    candidate: Candidate,
    form: Form,
    /// What it counts to; 0 where it does not count.
    value: u32,
    /// Its level in the mark-up, from 1, the highest.
    level: Option<u8>,
    text: String,
    /// It says no more than its number or `Annex`.
    is_bare: bool,
    /// A clause stands below it.
    is_confirmed: bool,
}

impl Open {
    /// Tells whether `next` ends it.
    fn ends_at(&self, next: &Self) -> bool {
        match (self.level, next.level) {
            (Some(own), Some(other)) if own != other => own > other,
            (Some(_), Some(_)) => {
                !(self.is_counted() && next.is_counted()) || self.form == next.form
            }
            _ => self.form == next.form || self.weight() > 0 && self.weight() <= next.weight(),
        }
    }

    fn is_counted(&self) -> bool {
        matches!(self.form, Form::Counted(_) | Form::Named(_))
    }

    /// How strongly the type of a line without number sets it apart: no printer puts a line in
    /// capitals below a plain one. 0 where another sign tells the rank.
    fn weight(&self) -> u8 {
        match self.form {
            Form::Annex | Form::Counted(_) | Form::Named(_) | Form::Title => 0,
            Form::Capitals | Form::Emphasised | Form::Plain if self.level.is_some() => 4,
            Form::Capitals => 3,
            Form::Emphasised => 2,
            Form::Plain => 1,
        }
    }

    fn rule(&self) -> Rule {
        match self.form {
            Form::Annex => Rule::AnnexHeading,
            Form::Counted(_) | Form::Named(_) => Rule::CountedHeading,
            Form::Title => Rule::TitleHeading,
            Form::Capitals | Form::Emphasised | Form::Plain if self.level.is_some() => {
                Rule::MarkedHeading
            }
            Form::Capitals | Form::Emphasised => Rule::SetHeading,
            Form::Plain => Rule::PlainHeading,
        }
    }
}

/// The headings whose clauses go on, outermost first.
#[derive(Debug, Default)]
struct Stack {
    open: Vec<Open>,
}

impl Stack {
    /// Ends the headings that do not reach into a part, and tells whether there are any: those
    /// inside a preamble end with it, unless they count the parts, and all end where an annex
    /// begins.
    fn leave(&mut self, number: usize, drafts: &[Draft]) -> bool {
        let Some(last) = number.checked_sub(1).map(|last| &drafts[last]) else { return false };
        let draft = &drafts[number];
        let is_within_preamble = |open: &Open| {
            if open.is_counted() {
                return false;
            }
            let before = open.candidate.drafts.checked_sub(1).map(|before| &drafts[before]);
            before.is_some_and(|before| before.part == Part::Preambular)
        };
        let kept = if draft.part == Part::Annex && draft.annex != last.annex {
            0
        } else if draft.part == Part::Operative && last.part == Part::Preambular {
            self.open.iter().position(is_within_preamble).unwrap_or(self.open.len())
        } else {
            self.open.len()
        };
        let is_changed = kept < self.open.len();
        self.open.truncate(kept);
        is_changed
    }

    /// Ends the headings that a clause shows to be over, and tells whether there are any: it is
    /// counted like them, or they stand in a quotation and it does not.
    fn close_at(&mut self, draft: &Draft) -> bool {
        let is_article = draft.path.first().is_some_and(|step| step.style == Style::Article);
        let is_quoted = draft.part == Part::Annex || draft.text.starts_with(QUOTES);
        let is_over = |open: &Open| {
            let is_sister = match &open.form {
                Form::Named(name) => {
                    is_article || named(&draft.text).is_some_and(|(own, _)| own == *name)
                }
                Form::Annex
                | Form::Counted(_)
                | Form::Title
                | Form::Capitals
                | Form::Emphasised
                | Form::Plain => false,
            };
            is_sister || !is_quoted && open.text.starts_with(QUOTES)
        };
        let kept = self.open.iter().position(is_over);
        self.open.truncate(kept.unwrap_or(self.open.len()));
        kept.is_some()
    }

    /// Puts a heading below those that do not end at it, and tells whether the line is one.
    fn add(&mut self, candidate: Candidate, piece: &Piece) -> bool {
        let next = self.read(candidate, piece);
        // The name of the body stands above the sentence that it opens.
        let is_set = next.level.is_none() && next.weight() > 0;
        if is_set && enacting::names_body(&next.text) {
            return false;
        }
        let base = self.base();
        let has_sister = self.open.iter().any(|open| open.form == next.form);
        let depth = match next.form {
            Form::Annex => 0,
            Form::Title => self.open.len(),
            // One that goes on counting is a sister of one that was not met.
            Form::Counted(_) if next.value > 1 && !has_sister && next.level.is_none() => base,
            Form::Counted(_) | Form::Named(_) | Form::Capitals | Form::Emphasised | Form::Plain => {
                let inner = self.open.iter().skip(base).position(|open| open.ends_at(&next));
                inner.map_or(self.open.len(), |inner| base + inner)
            }
        };
        self.open.truncate(depth.min(DEPTH_MAX - 1));
        self.open.push(next);
        true
    }

    /// The depth of the headings that only another annex ends: that of an annex and its title.
    fn base(&self) -> usize {
        match self.open.as_slice() {
            [Open { form: Form::Annex, .. }, Open { form: Form::Title, .. }, ..] => 2,
            [Open { form: Form::Annex, .. }, ..] => 1,
            _ => 0,
        }
    }

    fn read(&self, candidate: Candidate, piece: &Piece) -> Open {
        let level = match piece.shape {
            Shape::Heading(level) => Some(level),
            Shape::Line | Shape::Whole | Shape::Row => None,
        };
        let text = printed(piece);
        let (form, value, is_bare) = if names_annex(&text) {
            (Form::Annex, 0, annex::is_heading(&text))
        } else if let Some((style, value, is_bare)) = self.counted(piece, &text) {
            (Form::Counted(style), value, is_bare)
        } else if let Some((name, is_bare)) = named(&text) {
            (Form::Named(name), 0, is_bare)
        } else if self.stands_below_name(candidate, level) {
            (Form::Title, 0, false)
        } else if is_in_capitals(&text) {
            (Form::Capitals, 0, false)
        } else if piece.emphasis_end >= piece.text.trim_end().len() {
            (Form::Emphasised, 0, false)
        } else {
            (Form::Plain, 0, false)
        };
        Open { candidate, form, value, level, text, is_bare, is_confirmed: false }
    }

    /// Returns how a heading is counted, its value, and whether it is a number and nothing else.
    /// Where `I` may be a letter or a numeral, the headings above decide.
    fn counted(&self, piece: &Piece, text: &str) -> Option<(Style, u32, bool)> {
        let (readings, is_bare) = readings(piece, text)?;
        let goes_on = |reading: &&(Style, u32)| {
            let sister = self.open.iter().rfind(|open| open.form == Form::Counted(reading.0));
            sister.is_some_and(|sister| sister.value + 1 == reading.1)
        };
        let own = readings.iter().find(goes_on);
        let own = own.or_else(|| readings.iter().find(|reading| reading.1 == 1));
        let (style, value) = own.or(readings.first()).copied()?;
        Some((style, value, is_bare))
    }

    /// Tells whether a bare name stands right above, whose title this is; a deeper level of the
    /// mark-up shows that it is not.
    fn stands_below_name(&self, candidate: Candidate, level: Option<u8>) -> bool {
        self.open.last().is_some_and(|above| {
            let is_deeper = above.level.zip(level).is_some_and(|(above, own)| above < own);
            above.is_bare
                && above.candidate.drafts == candidate.drafts
                && above.candidate.place + 1 == candidate.place
                && !is_deeper
        })
    }

    fn chain(&self) -> Arc<[String]> {
        self.open.iter().map(|open| open.text.clone()).collect()
    }

    /// Notes that a clause stands below the open headings, and returns those of which it is news. The
    /// first `shared` have the words of those above the clause before: what is printed again says
    /// nothing new.
    fn confirm(&mut self, shared: usize) -> Vec<(usize, Rule)> {
        let mut news = Vec::new();
        for (depth, open) in self.open.iter_mut().enumerate() {
            let is_known = std::mem::replace(&mut open.is_confirmed, true);
            if !is_known && depth >= shared {
                news.push((open.candidate.place, open.rule()));
            }
        }
        news
    }
}

/// How a heading may be counted, and whether it is a number and nothing else. Capitals count
/// without a sign behind them where they stand alone or before a capital: `A Lamps`, not `A lamp`.
fn readings(piece: &Piece, text: &str) -> Option<(Vec<(Style, u32)>, bool)> {
    if let (Some(number), rest) = page::numbered(piece)
        && number.style != Style::Bullet
    {
        return Some((number.readings().collect(), piece.text[rest..].trim().is_empty()));
    }
    let (head, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let head = head.trim_end_matches(['.', ':', ')']);
    if !head.bytes().all(|one| one.is_ascii_uppercase()) || !rest.is_empty() && !starts_large(rest)
    {
        return None;
    }
    let number = numbering::bare(head)?;
    Some((number.readings().collect(), rest.is_empty()))
}

/// Tells whether a heading is `Annex`, `Annex II` or `Annex II Lamps`, with its title behind the name.
fn names_annex(text: &str) -> bool {
    annex::is_heading(text) || named(text).is_some_and(|(name, _)| annex::is_heading(&name))
}

/// Returns the word that a heading such as `Rule 99` or `Part II: Lamps` counts, in small letters,
/// and whether nothing stands behind its number.
fn named(text: &str) -> Option<(String, bool)> {
    let text = text.trim_start_matches(QUOTES).trim_start();
    let (word, rest) = text.split_once(char::is_whitespace)?;
    let (number, behind) =
        rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim_start(), ""));
    let number = number.trim_end_matches(['.', ':', ')', '-', '–', '—']);
    let is_in_capitals = number.bytes().all(|one| one.is_ascii_uppercase());
    let is_number = numbering::bare(number)
        .is_some_and(|number| number.style == Style::Figure || is_in_capitals);
    let is_word = word.chars().all(char::is_alphabetic) && word.chars().count() > 1;
    (is_word && is_number && starts_large(word))
        .then(|| (word.to_lowercase(), behind.trim().is_empty()))
}

/// Tells whether a line in a script that has two sizes is all in the large one.
fn is_in_capitals(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}
