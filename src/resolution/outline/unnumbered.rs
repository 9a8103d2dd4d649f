//! Paragraphs without a number: clauses that are counted, headings, words that hang on a clause.

use super::super::levels::Step;
use super::super::numbering::{self, Number, Style};
use super::super::page;
use super::super::piece::{Ending, ending, starts_small};
use super::super::{conclusion, past};
use super::headings::{self, Candidate, HEADING_CHARS_MAX};
use super::{Recommended, Walk, Zone};
use crate::lexicon::FormPart;
use crate::text::{Language, append_line};

impl Walk<'_, '_> {
    pub(super) fn unnumbered(&mut self, place: usize, form: Option<FormPart>) {
        let piece = &self.pieces[place];
        let text = piece.text.trim();
        let is_marked = piece.role.is_some() && self.zone != Zone::Annex;
        match self.zone {
            Zone::Preamble => {
                if form.is_none() && !is_marked && is_heading(text) {
                    self.heading(place);
                } else {
                    self.levels.clear();
                    self.preambular += 1;
                    self.push(place, Step::unnumbered(self.preambular), 0);
                }
            }
            Zone::Operative => self.unnumbered_operative(place, form),
            Zone::Annex | Zone::Conclusion if is_heading(text) => self.heading(place),
            Zone::Annex if matches!(self.recommended, Some(Recommended::Preamble(_))) => {
                self.other_preamble(place);
            }
            Zone::Annex | Zone::Conclusion => {
                self.levels.clear();
                self.push(place, Step::unnumbered(0), 0);
            }
        }
    }

    /// Places a paragraph of the preamble of a recommended draft.
    fn other_preamble(&mut self, place: usize) {
        let Some(Recommended::Preamble(count)) = &mut self.recommended else { return };
        *count += 1;
        let value = *count;
        self.levels.clear();
        self.push(place, Step::unnumbered(value), 0);
        if let Some(draft) = self.outline.drafts.last_mut() {
            draft.is_of_other_preamble = true;
        }
    }

    fn unnumbered_operative(&mut self, place: usize, form: Option<FormPart>) {
        let piece = &self.pieces[place];
        let text = piece.text.trim();
        let is_small = self.page.language != Some(Language::Russian) && starts_small(text);
        let opens = form.is_some() && !is_small;
        // A part of a resolution may have a preamble of its own.
        if opens && form == Some(FormPart::Preambular) && self.is_after_heading {
            self.enter(Zone::Preamble);
            self.unnumbered(place, form);
            return;
        }
        let is_first = self.top == 0 && !is_heading(text);
        // What tells what a body did has a sentence for everything, whatever its verb.
        let tells = self.page.tells_past
            && match ending(text) {
                Ending::Stop => true,
                // `The Body requested the Office to:`
                Ending::Colon => past::verb(text, self.page.language, self.page.lexicon).is_some(),
                Ending::Comma | Ending::Semicolon | Ending::Open => false,
            };
        let decides = opens && form != Some(FormPart::Preambular) || self.joins_verb(place);
        if decides || is_first || tells {
            // Without a number a clause counts on: either none has one, or this one lost it.
            self.levels.clear();
            self.top += 1;
            self.push(place, Step::unnumbered(self.top), 0);
            return;
        }
        if self.closes(place) || self.is_closing_reference(text) {
            self.outline.conclusion.push(place);
            return;
        }
        // What a list of names is introduced by is no heading above it.
        let is_listed = self.is_introduced() && text.contains([',', '،', '、', '，']);
        if is_heading(text) && !is_listed {
            self.heading(place);
            return;
        }
        self.hang(place);
    }

    /// Places a verb that stands above its paragraphs: a clause whose items they are.
    pub(super) fn lead_in(&mut self, place: usize) {
        let text = self.pieces[place].text.trim();
        let form = self.page.lexicon.opener(text, self.page.language).map(|opener| opener.part);
        if self.zone == Zone::Preamble && form == Some(FormPart::Operative) {
            self.enter(Zone::Operative);
        }
        self.levels.clear();
        let count = if self.zone == Zone::Preamble { &mut self.preambular } else { &mut self.top };
        *count += 1;
        let value = *count;
        self.push(place, Step::unnumbered(value), 0);
        self.is_below_lead_in = true;
    }

    /// Places a paragraph below such a verb, and tells whether it belongs there: one that opens
    /// like a clause of its own does not.
    pub(super) fn below_lead_in(
        &mut self,
        place: usize,
        number: Option<Number>,
        start: usize,
    ) -> bool {
        let text = self.pieces[place].text[start..].trim();
        if number.is_none() && self.is_closing_reference(text) {
            self.outline.conclusion.push(place);
            return true;
        }
        if number.is_none() && page::opens_clause(text, self.page) {
            self.is_below_lead_in = false;
            return false;
        }
        match (number, self.levels.step(1)) {
            (Some(number), _) => self.numbered(place, number, start),
            (None, None) => self.push(place, Step::unnumbered(1), 0),
            (None, Some(sister)) if sister.style == Style::Unnumbered => {
                self.levels.close(1);
                self.push(place, Step { value: sister.value + 1, ..sister }, 0);
            }
            (None, Some(_)) => self.hang(place),
        }
        true
    }

    /// Places what neither opens like a clause nor has a number.
    fn hang(&mut self, place: usize) {
        let Some(last) = self.outline.drafts.len().checked_sub(1) else {
            self.unplaced.push(place);
            return;
        };
        let end = ending(&self.outline.drafts[last].text);
        if self.closes(place) || self.is_closing_reference(&self.pieces[place].text) {
            self.outline.conclusion.push(place);
            return;
        }
        if self.leads_anew(place, end) {
            self.heading(place);
            return;
        }
        if end == Ending::Stop && self.is_numbered && !self.is_continued(place) {
            // Behind the last numbered clause a text without a heading is attached.
            self.annex += 1;
            self.enter(Zone::Annex);
            self.paragraph(place);
            return;
        }
        // An open end goes on; otherwise the words close the clause whose items stand before.
        let is_cut = matches!(end, Ending::Open | Ending::Comma);
        let owner = self.levels.outermost().filter(|_| !is_cut && self.levels.depth() > 1);
        self.extend(owner.unwrap_or(last), place);
    }

    /// Tells whether a sentence behind the end of a clause introduces clauses that are counted anew: `In
    /// addition, the Congress provides the following guidance:`.
    fn leads_anew(&self, place: usize, end: Ending) -> bool {
        let below = || self.number_below(place);
        self.is_numbered
            && self.zone == Zone::Operative
            && self.levels.depth() == 1
            && matches!(end, Ending::Semicolon | Ending::Stop)
            && ending(&self.pieces[place].text) == Ending::Colon
            && below().is_some_and(|below| below.style == Style::Figure && below.value == 1)
    }

    /// Tells whether a paragraph behind the end of a sentence is a remark on the resolution, or a short
    /// line, the last one, that names a year: when the resolution was adopted, or where it was printed.
    fn closes(&self, place: usize) -> bool {
        let last = self.outline.drafts.last();
        if last.is_none_or(|last| ending(&last.text) != Ending::Stop) {
            return false;
        }
        let piece = &self.pieces[place];
        let text = piece.text.trim();
        if conclusion::is_remark(text) {
            return true;
        }
        let is_year = |figures: &str| {
            figures.len() == 4
                && figures.parse().is_ok_and(|year: u32| {
                    (numbering::YEAR_MIN..numbering::YEAR_MIN + 400).contains(&year)
                })
        };
        let mut figures = text.split(|one: char| !one.is_ascii_digit());
        let is_short = text.chars().count() <= HEADING_CHARS_MAX
            && !matches!(ending(text), Ending::Stop | Ending::Semicolon | Ending::Colon);
        is_short
            && figures.any(is_year)
            && self.pieces[place + 1..].iter().all(|below| below.text.trim().is_empty())
    }

    /// Tells whether `text` is a reference in brackets behind the end of a sentence.
    fn is_closing_reference(&self, text: &str) -> bool {
        let last = self.outline.drafts.last();
        last.is_some_and(|last| ending(&last.text) == Ending::Stop)
            && conclusion::is_reference(text)
    }

    /// Tells whether the numbering of clauses goes on somewhere after `place`.
    fn is_continued(&self, place: usize) -> bool {
        let counted = match self.levels.top_style() {
            Some(Style::RomanCapital | Style::LetterCapital) => &self.numerals,
            _figures => &self.figures,
        };
        let places = counted.get(&(self.top + 1));
        places.is_some_and(|places| places.last().is_some_and(|last| *last > place))
    }

    fn extend(&mut self, owner: usize, place: usize) {
        let piece = &self.pieces[place];
        let draft = &mut self.outline.drafts[owner];
        append_line(&mut draft.text, piece.text.trim());
        draft.pieces.push(place);
        draft.origin.span = draft.origin.span.cover(piece.origin.span);
    }

    pub(super) fn heading(&mut self, place: usize) {
        let piece = &self.pieces[place];
        if let Some(name) = section_name(&headings::printed(piece)) {
            self.sections.push((name, self.outline.drafts.len()));
            if self.zone == Zone::Operative {
                self.levels.clear();
            }
        }
        self.is_after_heading = true;
        self.unplaced.push(place);
        self.candidates.push(Candidate { place, drafts: self.outline.drafts.len() });
    }
}

/// Tells whether `text` is short and ends nothing, like a heading.
pub(super) fn is_heading(text: &str) -> bool {
    text.chars().count() <= HEADING_CHARS_MAX && ending(text) == Ending::Open
}

/// Returns the letter or numeral of a part's heading: `II`, `A`, `Part II`.
pub(super) fn section_name(text: &str) -> Option<String> {
    let first = text.split_whitespace().find(|word| {
        !["part", "section", "partie", "parte", "часть"].contains(&word.to_lowercase().as_str())
    })?;
    let bare = first.trim_matches(['.', ':', ')', '(', '*']);
    let is_name = !bare.is_empty()
        && bare.len() <= 5
        && (bare.len() == 1 && bare.bytes().all(|one| one.is_ascii_uppercase())
            || bare.bytes().all(|one| one.is_ascii_uppercase())
                && numbering::roman_value(bare).is_some());
    is_name.then(|| bare.to_owned())
}
