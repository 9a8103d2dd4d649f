//! Sorts paragraphs into preamble, operative part, conclusion and annexes, and numbers them.
//!
//! The result is a list of [`Draft`]s, one per clause or sub-item, each with the path that names
//! it; labels, verbs and citations come later.

mod annexes;
mod deciding;
mod headings;
mod numbered;
mod unnumbered;

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use self::headings::Candidate;
use self::unnumbered::section_name;
use super::annex;
use super::bounds::Rule;
use super::conclusion;
use super::enacting;
use super::levels::{Levels, Step};
use super::model::{Diagnostic, Part};
use super::numbering::{Number, Style};
use super::page::{self, Page, is_separator};
use super::past;
use super::piece::{Ending, Piece, Shape, ending};
use super::speaker;
use crate::lexicon::FormPart;
use crate::text::{Origin, Role};

/// A clause before its words are understood.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) part: Part,
    /// The part's letter or numeral where the body is divided: `II`.
    pub(super) section: Option<String>,
    /// Which annex, from 1; 0 outside.
    pub(super) annex: u32,
    /// Whether it stands in the preamble of a draft resolution that is recommended to another body.
    pub(super) is_of_other_preamble: bool,
    /// The number of each level, outermost first.
    pub(super) path: Vec<Step>,
    pub(super) text: String,
    pub(super) emphasis_end: usize,
    /// The draft this one is an item of.
    pub(super) parent: Option<usize>,
    /// The pieces it was made of: notes refer to them.
    pub(super) pieces: Vec<usize>,
    /// The headings above it, outermost first.
    pub(super) headings: Arc<[String]>,
    pub(super) origin: Origin,
}

/// The name of a part and its title have no more lines.
const PART_HEADER_PIECES_MAX: usize = 8;

/// What a body divides into.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) drafts: Vec<Draft>,
    /// Pieces that are header: before the body, the enacting line, with their role.
    pub(super) header: Vec<usize>,
    /// Pieces after the last clause: meeting, date, vote.
    pub(super) conclusion: Vec<usize>,
    /// Pieces that are headings inside the body, and the rules that tell so.
    pub(super) headings: Vec<(usize, Rule)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    Preamble,
    Operative,
    Conclusion,
    Annex,
}

/// Returns the outline of `pieces`; those before `body_start` are the header.
pub(super) fn outline(
    pieces: &[Piece],
    body_start: usize,
    page: &Page<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Outline {
    let (figures, numerals) = counted(pieces);
    let mut walk = Walk {
        pieces,
        page,
        diagnostics,
        outline: Outline::default(),
        zone: Zone::Preamble,
        candidates: Vec::new(),
        unplaced: Vec::new(),
        sections: Vec::new(),
        section: None,
        annex: 0,
        annex_start: 0,
        recommended: None,
        levels: Levels::default(),
        preambular: 0,
        is_after_heading: false,
        is_below_lead_in: false,
        is_named_again: false,
        is_numbered: false,
        figures,
        numerals,
        top: 0,
    };
    for (place, piece) in pieces.iter().enumerate() {
        if place < body_start && !has_body_role(piece.role) {
            walk.outline.header.push(place);
            // The name of the first part may stand above the enacting line, which closes the header.
            if let Some(name) = section_name(&piece.text).filter(|name| name == piece.text.trim()) {
                walk.sections = vec![(name, 0)];
            }
        } else {
            walk.step(place);
        }
    }
    walk.close()
}

fn has_body_role(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Preambular | Role::Operative | Role::Annex | Role::Conclusion))
}

/// How far a draft resolution has been read that is recommended to another body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Recommended {
    /// So many paragraphs of its preamble.
    Preamble(u32),
    Operative,
}

struct Walk<'a, 'b> {
    pieces: &'a [Piece],
    page: &'a Page<'a>,
    diagnostics: &'b mut Vec<Diagnostic>,
    outline: Outline,
    zone: Zone,
    /// Lines that are headings if clauses stand below them.
    candidates: Vec<Candidate>,
    /// Pieces that are no clauses, headings among them.
    unplaced: Vec<usize>,
    /// Headings of parts that were met, with the drafts before them.
    sections: Vec<(String, usize)>,
    section: Option<String>,
    annex: u32,
    /// The first draft of the annex.
    annex_start: usize,
    /// The annex is a draft resolution that a clause recommends to another body.
    recommended: Option<Recommended>,
    levels: Levels,
    preambular: u32,
    is_after_heading: bool,
    /// The last lead-in stands above its paragraphs like a heading, and more of them may come.
    is_below_lead_in: bool,
    /// The body was named a second time, behind its preamble: `The Commission:`.
    is_named_again: bool,
    /// Whether a clause of the operative part was numbered.
    is_numbered: bool,
    /// The places where a paragraph opens with a figure, by its value.
    figures: Places,
    /// The same of numerals, by which some bodies count their clauses.
    numerals: Places,
    /// The number of the last operative clause.
    top: u32,
}

impl Walk<'_, '_> {
    fn step(&mut self, place: usize) {
        let piece = &self.pieces[place];
        match piece.role {
            Some(
                Role::Cover
                | Role::Symbol
                | Role::Title
                | Role::Session
                | Role::AgendaItem
                | Role::AdoptionLine
                | Role::Enacting,
            ) => self.outline.header.push(place),
            Some(Role::Conclusion) => self.outline.conclusion.push(place),
            Some(Role::BodyHeading | Role::Preambular | Role::Operative) if piece.is_lead_in => {
                self.lead_in(place);
            }
            Some(Role::BodyHeading) => self.heading(place),
            Some(Role::Annex) => {
                self.enter_annex(place);
                self.paragraph(place);
            }
            Some(Role::Preambular) => {
                self.zone = Zone::Preamble;
                self.paragraph(place);
            }
            Some(Role::Operative) => {
                // Mark-up may begin the operative part a clause too early.
                if !self.is_late_preamble(place) {
                    self.enter(Zone::Operative);
                }
                self.paragraph(place);
            }
            None => self.plain(place),
        }
    }

    fn plain(&mut self, place: usize) {
        let piece = &self.pieces[place];
        if piece.text.trim().is_empty() {
            return;
        }
        let is_annex = annex::is_heading(&piece.text) || self.is_titled_annex(piece);
        if is_annex && self.has_clauses() {
            self.recommended = None;
            self.begin_annex();
            self.enter(Zone::Annex);
            self.heading(place);
            return;
        }
        if enacting::enacts(piece) && (self.zone != Zone::Annex || self.ends_annex_preamble(place))
        {
            self.enacting(place);
            return;
        }
        // A vote closes the resolution, and what looked like an annex was no other text.
        if self.zone == Zone::Annex && !conclusion::opens_vote(&piece.text) {
            if self.is_behind_recommended(place) {
                self.enter(Zone::Operative);
            }
            self.paragraph(place);
            return;
        }
        if self.has_clauses() && conclusion::is_conclusion(&piece.text) {
            self.enter(Zone::Conclusion);
            self.outline.conclusion.push(place);
            return;
        }
        if piece.is_lead_in && self.zone != Zone::Conclusion {
            self.lead_in(place);
            return;
        }
        if matches!(piece.shape, Shape::Heading(_)) || is_separator(&piece.text) {
            self.heading(place);
            return;
        }
        if self.zone == Zone::Conclusion && self.names_next_part(place) {
            self.heading(place);
            return;
        }
        if self.zone == Zone::Conclusion {
            let number = page::number_of(piece);
            let goes_on = number.is_some_and(|number| {
                number.style == Style::Figure && number.value == self.top + 1
            });
            if !goes_on {
                self.outline.conclusion.push(place);
                return;
            }
            self.zone = Zone::Operative;
        }
        self.paragraph(place);
    }

    /// Places an enacting line.
    fn enacting(&mut self, place: usize) {
        if self.decides(place, None) {
            return;
        }
        self.outline.header.push(place);
        if self.zone == Zone::Annex {
            self.name_annex_preamble();
            return;
        }
        // A body that speaks a second time, without a new header, speaks in a text that the
        // resolution adopts: an attached declaration.
        // Behind the name of a part it opens that part, with a preamble of its own.
        let is_behind = matches!(self.zone, Zone::Operative | Zone::Conclusion);
        if is_behind && self.is_after_heading && self.opens_section() {
            self.enter(Zone::Preamble);
            self.count_anew();
            return;
        }
        // The draft that a clause recommends to another body is a text of its own.
        if self.zone == Zone::Operative && self.is_introduced() && self.is_other_body(place) {
            self.begin_annex();
            self.enter(Zone::Annex);
            self.recommended = Some(Recommended::Preamble(0));
            return;
        }
        // What "the following" introduced is what it does.
        if self.zone == Zone::Operative && !self.is_introduced() {
            self.begin_annex();
            self.enter(Zone::Annex);
        }
        if self.zone == Zone::Preamble && self.has_clauses() {
            self.levels.clear();
            self.is_below_lead_in = false;
            self.is_named_again = true;
        }
    }

    /// Tells whether the number of a paragraph behind a recommended draft goes on from the clause that
    /// recommends it, and not from the clauses of the draft.
    fn is_behind_recommended(&self, place: usize) -> bool {
        let Some(number) = page::number_of(&self.pieces[place]) else { return false };
        self.recommended == Some(Recommended::Operative)
            && number.style == Style::Figure
            && number.value == self.top + 1
            && self.levels.step(0).is_some_and(|last| last.value + 1 != number.value)
    }

    /// Tells whether a line behind the meeting of one part is the name of the next, or stands
    /// between that and the enacting line.
    fn names_next_part(&self, place: usize) -> bool {
        let text = self.pieces[place].text.trim();
        if section_name(text).is_some_and(|name| name == text) {
            let below = self.pieces[place + 1..].iter().take(PART_HEADER_PIECES_MAX);
            return below.into_iter().any(|piece| enacting::is_enacting(&piece.text));
        }
        self.is_after_heading && self.opens_section()
    }

    fn has_clauses(&self) -> bool {
        !self.outline.drafts.is_empty()
    }

    fn enter(&mut self, zone: Zone) {
        if self.zone != zone {
            self.is_below_lead_in = false;
            self.recommended = None;
            self.zone = zone;
            self.levels.clear();
        }
    }

    fn enter_annex(&mut self, place: usize) {
        let is_heading = annex::is_heading(&self.pieces[place].text);
        if self.zone != Zone::Annex || is_heading {
            self.begin_annex();
            self.levels.clear();
        }
        self.zone = Zone::Annex;
    }

    fn paragraph(&mut self, place: usize) {
        let (number, start) = page::numbered(&self.pieces[place]);
        if self.decides(place, number) {
            return;
        }
        if self.is_below_lead_in && self.below_lead_in(place, number, start) {
            return;
        }
        if number.is_some_and(|number| self.titles_chapter(place, number, start)) {
            self.heading(place);
            return;
        }
        let (page, piece) = (self.page, &self.pieces[place]);
        let text = &piece.text[start..];
        let is_named_again = std::mem::take(&mut self.is_named_again);
        // Behind a colon the body's words are quoted.
        let speaks = number.is_none() && !self.is_introduced() && self.names_speaker(text);
        // Behind the preamble a number says nearly always what a paragraph is, whatever opens it.
        let form = LazyCell::new(|| {
            let opener =
                || page.lexicon.opener(text.trim_start(), page.language).or_else(|| page.we(text));
            if speaks { Some(FormPart::Operative) } else { opener().map(|opener| opener.part) }
        });
        if piece.role.is_none() && self.zone == Zone::Preamble {
            let begins = self.is_first_clause(place, number, *form)
                || is_named_again && deciding::is_first_item(number, *form);
            if begins && !self.hangs_on_participle(number, *form) {
                self.enter(Zone::Operative);
            }
        }
        match number {
            Some(number) if self.names_part(place, number, text) && form.is_none() => {
                self.heading(place);
            }
            Some(number) => self.numbered(place, number, start),
            None => self.unnumbered(place, *form),
        }
    }

    /// Tells whether a paragraph names the body that speaks, and so is one of a statement, or of what
    /// tells what it did.
    fn names_speaker(&self, text: &str) -> bool {
        let page = self.page;
        speaker::after_speaker(text).is_some()
            || !self.is_numbered
                && speaker::acting_body(text, page.language, page.lexicon).is_some()
            || page.is_arabic_statement && speaker::behind_verb(text).is_some()
            || page.tells_past && past::verb(text, page.language, page.lexicon).is_some()
    }

    /// Tells whether the name of a part stands right before, `B`, and another one before some clause.
    fn opens_section(&self) -> bool {
        let drafts = self.outline.drafts.len();
        self.sections.last().is_some_and(|(_, before)| *before == drafts)
    }

    /// Tells whether the last draft ends in a colon.
    fn is_introduced(&self) -> bool {
        let last = self.outline.drafts.last();
        last.is_some_and(|last| matches!(ending(&last.text), Ending::Colon))
    }

    /// The first paragraph behind `place` that opens with the figure `value`.
    fn next_figure(&self, value: u32, place: usize) -> Option<usize> {
        let places = self.figures.get(&value)?;
        places.get(places.partition_point(|other| *other <= place)).copied()
    }

    /// Tells whether a paragraph before the first operative clause opens with a participle.
    fn is_late_preamble(&self, place: usize) -> bool {
        let piece = &self.pieces[place];
        self.zone == Zone::Preamble
            && self.top == 0
            && piece.number.is_none()
            && self
                .page
                .lexicon
                .opener(&piece.text, self.page.language)
                .is_some_and(|opener| opener.part == FormPart::Preambular)
    }

    fn push(&mut self, place: usize, step: Step, start: usize) {
        let piece = &self.pieces[place];
        let parent = self.levels.parent();
        let mut path: Vec<Step> = self.levels.steps().collect();
        path.push(step);
        let rest = &piece.text[start.min(piece.text.len())..];
        let cut = start + rest.len() - rest.trim_start().len();
        let part = match self.zone {
            Zone::Preamble => Part::Preambular,
            Zone::Operative | Zone::Conclusion => Part::Operative,
            Zone::Annex => Part::Annex,
        };
        if part == Part::Preambular
            && let Some(first) = path.first_mut()
        {
            first.value = self.preambular;
        }
        self.is_after_heading = false;
        self.outline.drafts.push(Draft {
            part,
            section: self.section.clone().filter(|_| part == Part::Operative),
            annex: self.annex,
            is_of_other_preamble: false,
            path,
            text: rest.trim().to_owned(),
            emphasis_end: piece.emphasis_end.saturating_sub(cut),
            parent,
            pieces: vec![place],
            headings: Arc::default(),
            origin: piece.origin,
        });
        self.levels.open(step, Some(self.outline.drafts.len() - 1));
    }
}

/// Where paragraphs open with a number of one style, by its value.
type Places = BTreeMap<u32, Vec<usize>>;

/// Where paragraphs open with a figure, and where with a numeral.
fn counted(pieces: &[Piece]) -> (Places, Places) {
    let (mut figures, mut numerals) = (Places::new(), Places::new());
    for (place, piece) in pieces.iter().enumerate() {
        for (style, value) in page::number_of(piece).iter().flat_map(Number::readings) {
            if style == Style::Figure {
                figures.entry(value).or_default().push(place);
            } else if style == Style::RomanCapital {
                numerals.entry(value).or_default().push(place);
            }
        }
    }
    (figures, numerals)
}
