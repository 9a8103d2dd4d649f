//! Whose resolution a number is: the nearest name, "its", or what the number itself says.

use super::candidate::{Candidate, Number};
use super::reading::{GAP_BYTES_MAX, Head, Reading};
use super::series::Series;
use super::vocabulary::{Join, Mark, MarkKind, is_arabic};
use crate::text::words;

/// Between "its" and "resolutions" stand at most so many words: "its previous relevant".
const OWN_GAP_WORDS_MAX: usize = 3;

impl Reading<'_> {
    /// The last name between the word and the number: Arabic says "resolution of the Council 5/1".
    pub(super) fn name_between(&self, after_head: usize, seen: usize) -> Option<Series> {
        self.marks.get(after_head..seen)?.iter().rev().find_map(|mark| match mark.kind {
            MarkKind::Body(series) => Some(series),
            MarkKind::Head { .. } | MarkKind::Own => None,
        })
    }

    /// The name that a word for "resolution" has, or the one before it of which it is an example:
    /// "Human Rights Council resolutions, including resolution 42/9".
    pub(super) fn name_of(&self, head: Head) -> Option<Series> {
        self.name_before(head).or_else(|| {
            let start = self.marks.get(head.index)?.span.start();
            let index = head.index.checked_sub(1)?;
            let mark = self.marks.get(index)?;
            let MarkKind::Head { is_decision, is_own } = mark.kind else { return None };
            let gap = self.gap(mark.span.end(), start)?;
            let is_example =
                words(gap).any(|span| self.vocabulary.is_join(span.of(gap), Join::Including));
            if is_example { self.name_before(Head { index, is_decision, is_own }) } else { None }
        })
    }

    /// The name before the word: "Human Rights Council resolution", "the Council, in its
    /// resolution", and the speaker for "its resolution".
    fn name_before(&self, head: Head) -> Option<Series> {
        let head_start = self.marks.get(head.index)?.span.start();
        let previous = head.index.checked_sub(1).and_then(|index| self.marks.get(index));
        let own = previous.filter(|mark| {
            mark.kind == MarkKind::Own
                && self.is_short(mark.span.end(), head_start, OWN_GAP_WORDS_MAX)
        });
        let is_own = head.is_own || own.is_some();
        let anchor = own.map_or(head_start, |own| own.span.start());
        let index = head.index.checked_sub(if own.is_some() { 2 } else { 1 });
        let named =
            index.and_then(|index| self.marks.get(index)).and_then(|mark| match mark.kind {
                MarkKind::Body(series) if self.leads_to(mark.span.end(), anchor, is_own) => {
                    Some(series)
                }
                MarkKind::Body(_) | MarkKind::Head { .. } | MarkKind::Own => None,
            });
        named.or_else(|| self.name_in_session(head)).or(self.speaker.filter(|_| is_own))
    }

    /// The body before the word with nothing but its session between: "the adoption by the
    /// Commission, at its seventy-second session, of resolution 72/7".
    fn name_in_session(&self, head: Head) -> Option<Series> {
        const SESSION_WORDS_MAX: usize = 9;
        let start = self.marks.get(head.index)?.span.start();
        let mut marks = self.marks[..head.index]
            .iter()
            .rev()
            .take_while(|mark| start - mark.span.start() <= GAP_BYTES_MAX);
        let mark = marks.find(|mark| mark.kind != MarkKind::Own)?;
        let MarkKind::Body(series) = mark.kind else { return None };
        let gap = self.gap(mark.span.end(), start)?;
        let all: Vec<&str> = words(gap).map(|span| span.of(gap)).collect();
        let has = |join| all.iter().any(|word| self.vocabulary.is_join(word, join));
        (all.len() <= SESSION_WORDS_MAX && has(Join::Session) && !has(Join::And)).then_some(series)
    }

    /// The body whose report prints the resolution at `start` in one of its chapters: "Supplement
    /// No. 53A (A/74/53/Add.1), chap. III, resolution 42/12" is the Human Rights Council's. Of most
    /// reports the symbol does not tell the body, and the number is then nobody's.
    pub(super) fn reporting_body(&self, start: usize, before: &[Candidate]) -> Option<Series> {
        const CHAPTER_BYTES_MAX: usize = 120;
        let near = before.iter().rev().take_while(|one| start - one.end() <= CHAPTER_BYTES_MAX);
        let (end, report) = near.into_iter().find_map(|one| match &one.number {
            Number::Full(symbol) => Some((one.end(), symbol)),
            Number::Slashed { .. }
            | Number::Dated { .. }
            | Number::Roman { .. }
            | Number::Plain { .. } => None,
        })?;
        let gap = self.text.get(end..start)?;
        let has = |join| words(gap).any(|word| self.vocabulary.is_join(word.of(gap), join));
        (has(Join::Chapter) && !has(Join::And) && !gap.contains(';'))
            .then(|| Series::of_report(report.as_str()))
    }

    /// Tells whether a name that ends at `from` has the resolution at `to`.
    fn leads_to(&self, from: usize, to: usize, is_own: bool) -> bool {
        if to < from || to - from > GAP_BYTES_MAX {
            return false;
        }
        let gap: Vec<&str> =
            words(&self.text[from..to]).map(|s| s.of(&self.text[from..to])).collect();
        let is_in = gap.iter().any(|word| self.vocabulary.is_join(word, Join::In));
        let is_small = gap.iter().all(|word| {
            self.vocabulary.is_small(word) && !self.vocabulary.is_join(word, Join::And)
        });
        if is_own { is_in && gap.len() <= 4 } else { is_small && gap.len() <= 4 }
    }

    /// What the number and the speaker say when no name does.
    pub(super) fn unnamed_series(&self, candidate: &Candidate, seen: usize) -> Option<Series> {
        let Number::Slashed { special, session, .. } = &candidate.number else { return None };
        if let Some(speaker @ (Series::HumanRights | Series::Environment | Series::Habitat)) =
            self.speaker
        {
            return Some(speaker);
        }
        if Series::of_slashed(None, *session, !special.is_empty()).is_some() {
            return None;
        }
        // A session too low for the General Assembly: the nearest body with such sessions.
        let start = candidate.span.start();
        self.marks[..seen]
            .iter()
            .rev()
            .take_while(|mark| start - mark.span.start() <= 2 * GAP_BYTES_MAX)
            .find_map(|mark| match mark.kind {
                MarkKind::Body(
                    series @ (Series::HumanRights | Series::Environment | Series::Habitat),
                ) => Some(series),
                MarkKind::Body(_) | MarkKind::Head { .. } | MarkKind::Own => None,
            })
    }

    /// Tells whether the name at `mark` belongs to the list that ends at `end`.
    pub(super) fn is_bound(&self, end: usize, mark: Mark) -> bool {
        let start = mark.span.start();
        let Some(gap) = self.gap(end, start) else { return false };
        let all: Vec<&str> = words(gap).map(|span| span.of(gap)).collect();
        let is_link = |word: &&str| {
            !self.vocabulary.is_join(word, Join::And)
                && (self.vocabulary.is_small(word) || word.bytes().all(|b| b.is_ascii_digit()))
        };
        if !all.iter().all(is_link) || gap.contains([';', ':', '(']) {
            return false;
        }
        let first = self.text[start..].chars().next();
        let is_cyrillic = first.is_some_and(|c| ('\u{400}'..='\u{4ff}').contains(&c));
        if is_cyrillic {
            return !gap.contains(',');
        }
        if first.is_some_and(|first| is_arabic(first) && first == 'ل') && all.is_empty() {
            return true;
        }
        let last = all.iter().rev().find(|word| !self.vocabulary.is_join(word, Join::The));
        last.is_some_and(|word| self.vocabulary.is_join(word, Join::Of))
    }

    fn is_short(&self, from: usize, to: usize, words_max: usize) -> bool {
        to >= from
            && to - from <= GAP_BYTES_MAX
            && !self.text[from..to].contains([',', ';', '.'])
            && words(&self.text[from..to]).count() <= words_max
    }
}
