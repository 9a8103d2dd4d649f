//! Paragraphs with a number: clauses, items of clauses, parts that count anew.

use super::super::levels::{Step, is_item};
use super::super::model::{Diagnostic, DiagnosticKind, Part};
use super::super::numbering::{self, Number, Style};
use super::super::piece::{Ending, ending};
use super::super::{page, speaker};
use super::{Recommended, Walk, Zone};

impl Walk<'_, '_> {
    /// Places a paragraph that opens with a number.
    pub(super) fn numbered(&mut self, place: usize, number: Number, start: usize) {
        let number = self.counted_on(place, number);
        self.open_wordless(place, number);
        if self.recommended.is_some() {
            self.recommended = Some(Recommended::Operative);
        }
        let (depth, step) = self
            .chaptered(place, number)
            .or_else(|| self.figure_below_figure(place, number, start))
            .unwrap_or_else(|| self.find(number));
        self.rename_bullets(depth, step);
        self.levels.close(depth);
        if depth == 0 {
            match self.zone {
                Zone::Preamble => self.preambular += 1,
                Zone::Operative => {
                    if step.value == 1 && self.top > 0 {
                        if self.begins_other_text(place, start) {
                            self.annex += 1;
                            self.enter(Zone::Annex);
                            self.push(place, step, start);
                            return;
                        }
                        self.restart();
                    } else if step.style == Style::Figure && !self.counts_on(step.value) {
                        self.report_number(place, step.value);
                    }
                    self.top = step.value;
                    self.is_numbered = true;
                    self.levels.count_clauses_by(step.style);
                }
                Zone::Conclusion | Zone::Annex => {}
            }
        }
        // `5. (a) Decides`: a clause without words of its own and its first item.
        let rest = &self.pieces[place].text[start..];
        let is_made_of =
            |inner: &Number| depth == 0 && is_item(inner.style) || step.style == Style::Article;
        if let Some(inner) =
            numbering::leading(rest).filter(|inner| inner.value == 1 && is_made_of(inner))
        {
            self.levels.open(step, None);
            let (_, inner_step) = self.find(inner);
            self.push(place, inner_step, start + inner.rest);
            return;
        }
        self.push(place, step, start);
    }

    /// Counts clauses on that are all printed with `1.`: a conversion made a list of its own of each.
    fn counted_on(&mut self, place: usize, number: Number) -> Number {
        let is_stuck = self.zone == Zone::Operative
            && self.top > 0
            && (number.style, number.value) == (Style::Figure, 1)
            && self.levels.step(0).is_some_and(|outer| outer.style == Style::Figure)
            && !self.is_after_heading
            && !self.is_introduced()
            && !self.figures.contains_key(&2);
        if !is_stuck {
            return number;
        }
        self.report_number(place, number.value);
        Number { value: self.top + 1, ..number }
    }

    /// The level of `2.1`, `2.1.3` in an annex: its chapters are counted by the figures before the last,
    /// whether or not they have paragraphs of their own.
    fn chaptered(&mut self, place: usize, number: Number) -> Option<(usize, Step)> {
        const FIGURES_MAX: usize = 6;
        let Style::FigureDotted(count) = number.style else { return None };
        if self.zone != Zone::Annex || !(2..=FIGURES_MAX).contains(&count) {
            return None;
        }
        let piece = &self.pieces[place];
        let printed = piece.number.as_deref().unwrap_or(&piece.text[..number.rest]);
        let figures = printed.split(|one: char| !one.is_ascii_digit());
        let figures: Vec<u32> = figures.filter_map(|figure| figure.parse().ok()).collect();
        let (last, chapters) =
            figures.split_last().filter(|(_, above)| above.len() + 1 == count)?;
        for (depth, value) in chapters.iter().enumerate() {
            let style = if depth == 0 { Style::Figure } else { Style::FigureDotted(depth + 1) };
            let chapter = Step { style, value: *value, sign: None };
            if self.levels.step(depth) != Some(chapter) {
                self.levels.close(depth);
                self.levels.open(chapter, None);
            }
        }
        Some((count - 1, Step { style: number.style, value: *last, sign: None }))
    }

    /// The level of a figure below a clause that is counted by figures itself and ends in a colon: `3.
    /// Requests the Director:`, `1. To report`. The next clause opens with a verb.
    fn figure_below_figure(
        &self,
        place: usize,
        number: Number,
        start: usize,
    ) -> Option<(usize, Step)> {
        let is_counted = self.zone == Zone::Operative
            && number.style == Style::Figure
            && self.levels.top_style() == Some(Style::Figure)
            && self.levels.step(0).is_some_and(|outer| outer.style == Style::Figure);
        if !is_counted {
            return None;
        }
        let opens = || {
            let words = self.pieces[place].text[start..].trim_start();
            self.page.lexicon.opener(words, self.page.language).is_some()
        };
        let step = Step { style: Style::Figure, value: number.value, sign: None };
        let is_below = self.levels.step(1).is_some_and(|below| below.style == Style::Figure);
        if is_below {
            return (number.value == self.top + 1 && opens()).then_some((0, step));
        }
        let is_first = number.value == 1
            && self.levels.depth() == 1
            && self.is_introduced()
            && !self.is_after_heading
            && !opens();
        is_first.then_some((1, step))
    }

    /// Tells whether a clause's number goes on from the one before, or from those of the preamble.
    fn counts_on(&self, value: u32) -> bool {
        // Or from those of the items of a preamble: `RECALLING:` with `1.` to `4.`, then `5. STRESSES`.
        let last = self.outline.drafts.last().and_then(|last| last.path.last());
        let follows =
            || last.is_some_and(|last| last.style == Style::Figure && last.value + 1 == value);
        value == self.top + 1 || self.top == 0 && (value == self.preambular + 1 || follows())
    }

    /// Tells whether numbers that begin again below a heading count the paragraphs of another text,
    /// which the resolution adopts: none opens with a clause verb, and all clauses before did.
    fn begins_other_text(&self, place: usize, start: usize) -> bool {
        let opens = |text: &str| {
            let text = text.trim_start();
            self.page.lexicon.opener(text, self.page.language).is_some()
                || speaker::after_subject(text).is_some()
                || speaker::after_inner_subject(text).is_some()
                || self.page.we(text).is_some()
        };
        let words = |place: usize| {
            let piece = &self.pieces[place];
            &piece.text[page::numbered(piece).1..]
        };
        let drafts = self.outline.drafts.iter();
        let clauses = || {
            drafts.clone().filter(|draft| draft.part == Part::Operative && draft.path.len() == 1)
        };
        let ends =
            self.outline.drafts.last().is_some_and(|last| ending(&last.text) == Ending::Stop);
        ends && self.is_after_heading
            && !opens(&self.pieces[place].text[start..])
            && self.next_figure(2, place).is_some_and(|second| !opens(words(second)))
            && clauses().count() > 1
            && clauses().all(|clause| opens(&clause.text))
    }

    /// Notes that a clause's number does not go on from the one before.
    fn report_number(&mut self, place: usize, value: u32) {
        let last = self.top;
        self.diagnostics.push(Diagnostic {
            kind: DiagnosticKind::Numbering,
            message: format!("clause {value} follows clause {last}"),
            line: self.pieces[place].origin.line,
        });
    }

    /// An item that lost its number and became a bullet gets it back from the sister after it.
    fn rename_bullets(&mut self, depth: usize, step: Step) {
        let lost = self.levels.step(depth).filter(|lost| {
            lost.style == Style::Bullet
                && step.style != Style::Bullet
                && lost.value + 1 == step.value
        });
        let Some((lost, draft)) = lost.zip(self.levels.draft(depth)) else { return };
        for draft in &mut self.outline.drafts[draft..] {
            if let Some(own) = draft.path.get_mut(depth).filter(|own| **own == lost) {
                own.style = step.style;
            }
        }
    }

    /// The first item of a clause that has a number but no words of its own: mark-up leaves the
    /// bare number out, and the numbers around tell that one is missing.
    fn open_wordless(&mut self, place: usize, number: Number) {
        let is_first = is_item(number.style) && number.value == 1;
        let hangs = self.levels.outermost().is_some_and(|outer| {
            let end = ending(&self.outline.drafts[outer].text);
            matches!(end, Ending::Colon | Ending::Open | Ending::Comma)
        });
        if !is_first || hangs || self.zone != Zone::Operative || !self.is_numbered {
            return;
        }
        let next = |value: u32| self.next_figure(value, place);
        let is_missing = match (next(self.top + 1), next(self.top + 2)) {
            (None, Some(_)) => true,
            (Some(own), Some(after)) => after < own,
            (_, None) => false,
        };
        if is_missing {
            self.top += 1;
            self.levels.clear();
            self.levels.open(Step { style: Style::Figure, value: self.top, sign: None }, None);
        }
    }

    /// Lets clauses without numbers be counted anew in a new part, as printed numbers would.
    pub(super) fn count_anew(&mut self) {
        if !self.is_numbered {
            self.restart();
            self.top = 0;
        }
    }

    /// Numbering that begins again in a new part makes the part's name a piece of the label, in
    /// the parts before it as well.
    fn restart(&mut self) {
        if self.section.is_none() && !self.sections.is_empty() {
            for (place, draft) in self.outline.drafts.iter_mut().enumerate() {
                let before = self.sections.partition_point(|(_, start)| *start <= place);
                draft.section = before
                    .checked_sub(1)
                    .filter(|_| draft.part == Part::Operative)
                    .map(|last| self.sections[last].0.clone());
            }
        }
        self.section = self.sections.last().map(|(name, _)| name.clone());
    }

    fn find(&self, number: Number) -> (usize, Step) {
        self.levels.find(number, |draft| {
            matches!(ending(&self.outline.drafts[draft].text), Ending::Colon | Ending::Open)
        })
    }
}
