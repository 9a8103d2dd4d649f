//! Nested lists: which level a printed number belongs to.

use super::numbering::{Number, Style};

/// Items are nested no deeper; deeper ones stay on this level.
const LEVELS_MAX: usize = 6;

/// One level of a clause's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) style: Style,
    pub(super) value: u32,
    /// Which bullet is printed, if one is.
    pub(super) sign: Option<char>,
}

impl Step {
    /// Returns the step of a paragraph without a number of its own.
    pub(super) fn unnumbered(value: u32) -> Self {
        Self { style: Style::Unnumbered, value, sign: None }
    }
}

/// A level that is open, with its latest draft if it has words of its own.
#[derive(Clone, Copy, Debug)]
struct Level {
    step: Step,
    draft: Option<usize>,
}

/// The levels that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Levels {
    open: Vec<Level>,
    /// How clauses, as against their items, are numbered, once one was.
    top_style: Option<Style>,
}

impl Levels {
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// Closes every level from `depth` on.
    pub(super) fn close(&mut self, depth: usize) {
        self.open.truncate(depth);
    }

    pub(super) fn open(&mut self, step: Step, draft: Option<usize>) {
        self.open.push(Level { step, draft });
    }

    /// Remembers how clauses are numbered.
    pub(super) fn count_clauses_by(&mut self, style: Style) {
        self.top_style = Some(style);
    }

    /// Returns how clauses are numbered, once one was.
    pub(super) fn top_style(&self) -> Option<Style> {
        self.top_style
    }

    /// Returns how many levels are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    pub(super) fn steps(&self) -> impl Iterator<Item = Step> + '_ {
        self.open.iter().map(|level| level.step)
    }

    /// Returns the number of a level.
    pub(super) fn step(&self, depth: usize) -> Option<Step> {
        self.open.get(depth).map(|level| level.step)
    }

    /// Returns the draft of a level.
    pub(super) fn draft(&self, depth: usize) -> Option<usize> {
        self.open.get(depth).and_then(|level| level.draft)
    }

    /// Returns the draft that an item on a new level hangs on.
    pub(super) fn parent(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|level| level.draft)
    }

    /// Returns the draft of the clause that all open levels belong to.
    pub(super) fn outermost(&self) -> Option<usize> {
        self.open.first().and_then(|level| level.draft)
    }

    /// Finds the level a number belongs to: that of its sisters, or a new one. `is_lead_in` tells
    /// of a draft whether something hangs on it.
    pub(super) fn find(&self, number: Number, is_lead_in: impl Fn(usize) -> bool) -> (usize, Step) {
        let step = |(style, value)| {
            let sign = number.bullet.filter(|_| style == Style::Bullet);
            Step { style, value, sign }
        };
        let own = step((number.style, number.value));
        let readings = || number.readings().map(step);
        if let Some(found) = readings().find_map(|step| self.goes_on(step, &is_lead_in)) {
            return found;
        }
        let step = readings().find(|step| step.value == 1).unwrap_or(own);
        if step.style == Style::Bullet {
            return (self.open.len().min(LEVELS_MAX), Step { value: 1, ..step });
        }
        // The first item of a list lost its number and became a bullet; its sisters still have
        // theirs behind one.
        if let Some(depth) = self.innermost(Style::Bullet)
            && (number.bullet.is_some() && step.value > 1
                || self.open[depth].step.value + 1 == step.value)
        {
            return (depth, step);
        }
        if self.is_top(step, is_lead_in) {
            return (0, step);
        }
        // A number that neither goes on nor begins: items between were lost.
        match self.innermost(step.style).filter(|_| step.value != 1) {
            Some(depth) => (depth, step),
            None => (self.open.len().min(LEVELS_MAX), step),
        }
    }

    /// A list goes on where it has got to, innermost first.
    fn goes_on(&self, step: Step, is_lead_in: impl Fn(usize) -> bool) -> Option<(usize, Step)> {
        let depth = self.open.iter().rposition(|level| {
            let is_bullet = step.style == Style::Bullet && self.is_sister(level, step, &is_lead_in);
            level.step.style == step.style
                && (is_bullet || step.style != Style::Bullet && step.value == level.step.value + 1)
        })?;
        // Bullets that hang on nothing are clauses, each of them.
        let is_listed = || {
            let level = self.open.first().filter(|level| level.step.style == Style::Bullet);
            level.and_then(|level| level.draft).is_some_and(|draft| !is_lead_in(draft))
        };
        let is_clause = depth > 0
            || !is_item(step.style)
            || self.top_style == Some(step.style)
            || step.style == Style::Bullet && (is_listed() || self.bullets().nth(1).is_some());
        let value = match step.style {
            Style::Bullet => self.open[depth].step.value + 1,
            Style::Figure
            | Style::FigureDotted(_)
            | Style::FigureHalf
            | Style::FigureInBrackets
            | Style::Letter
            | Style::Roman
            | Style::LetterCapital
            | Style::RomanCapital
            | Style::Article
            | Style::Unnumbered => step.value,
        };
        is_clause.then_some((depth, Step { value, ..step }))
    }

    /// Tells whether a bullet goes on the list of the bullet `level`: that of its sign, or whatever the
    /// sign where none has it and nothing hangs on the last bullet.
    fn is_sister(&self, level: &Level, step: Step, is_lead_in: impl Fn(usize) -> bool) -> bool {
        if self.bullets().any(|other| other.step.sign == step.sign) {
            return level.step.sign == step.sign;
        }
        self.bullets().last().is_some_and(|last| std::ptr::eq(last, level))
            && !level.draft.is_some_and(is_lead_in)
    }

    /// The open levels that bullets count.
    fn bullets(&self) -> impl Iterator<Item = &Level> {
        self.open.iter().filter(|level| level.step.style == Style::Bullet)
    }

    /// Tells whether `number` goes on a list of items that is open.
    pub(super) fn has_sister(&self, number: Number) -> bool {
        self.innermost(number.style)
            .is_some_and(|depth| depth > 0 && self.open[depth].step.value + 1 == number.value)
    }

    fn innermost(&self, style: Style) -> Option<usize> {
        self.open.iter().rposition(|level| level.step.style == style)
    }

    /// Tells whether a number names a clause rather than an item of one.
    fn is_top(&self, step: Step, is_lead_in: impl Fn(usize) -> bool) -> bool {
        let Some(outer) = self.open.first() else { return true };
        if is_item(step.style) && self.top_style != Some(step.style) {
            return false;
        }
        // Figures below a lead-in that has no number, or a numeral, are its items.
        let is_other = match self.top_style {
            None => true,
            Some(top) => {
                matches!(top, Style::LetterCapital | Style::RomanCapital)
                    && step.style == Style::Figure
            }
        };
        let hangs = is_other && outer.draft.is_some_and(is_lead_in);
        !hangs
    }
}

/// Tells whether a style usually numbers items, not clauses.
pub(super) fn is_item(style: Style) -> bool {
    match style {
        Style::Figure
        | Style::LetterCapital
        | Style::RomanCapital
        | Style::Article
        | Style::Unnumbered => false,
        Style::FigureDotted(_)
        | Style::FigureHalf
        | Style::FigureInBrackets
        | Style::Letter
        | Style::Roman
        | Style::Bullet => true,
    }
}
