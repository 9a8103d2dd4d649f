//! [`Reading`]: a folded text with the names and words in it, and which numbers hang on them;
//! whose they are is in [`naming`](super::naming).

use std::ops::Range;

use super::candidate::{Candidate, Number};
use super::owner::Owner;
use super::series::Series;
use super::vocabulary::{Join, Mark, MarkKind, Vocabulary, is_ideograph};
use crate::text::words;

/// How far a number looks for a word or a name, in bytes; the date of an Arabic resolution, with
/// both names of the month, takes about 70.
pub(super) const GAP_BYTES_MAX: usize = 240;

/// A list goes on after so many bytes at most; each resolution of it may carry its title.
const LIST_BYTES_MAX: usize = 800;

/// A Chinese list may be long, but between it and its word at most so many names stand.
const MARKS_AFTER_MAX: usize = 16;

/// A folded text with the names and words in it.
pub(super) struct Reading<'text> {
    pub(super) text: &'text str,
    pub(super) vocabulary: &'static Vocabulary,
    pub(super) marks: Vec<Mark>,
    pub(super) speaker: Option<Series>,
}

/// A list of numbers that belong to one word for "resolution".
struct Chain {
    owner: Owner,
    /// Whether a name was found before the numbers, so that none after them is looked for.
    has_name: bool,
    members: Vec<usize>,
}

/// The word a number hangs on.
#[derive(Clone, Copy)]
pub(super) struct Head {
    /// Its index among the marks.
    pub(super) index: usize,
    pub(super) is_decision: bool,
    pub(super) is_own: bool,
}

impl<'text> Reading<'text> {
    pub(super) fn new(text: &'text str, speaker: Option<Series>) -> Self {
        let vocabulary = Vocabulary::embedded();
        Self { text, vocabulary, marks: vocabulary.marks(text), speaker }
    }

    pub(super) fn has_no_marks(&self) -> bool {
        self.marks.is_empty()
    }

    /// Returns the owner of each number, `None` for one that is no citation.
    pub(super) fn owners(&self, numbers: &[Candidate]) -> Vec<Option<Owner>> {
        let mut owners = vec![None; numbers.len()];
        let mut chain: Option<Chain> = None;
        // Where the last citation ended, and the first mark after it.
        let mut end = 0;
        let mut first = 0;
        let mut seen = 0;
        for (index, candidate) in numbers.iter().enumerate() {
            let start = candidate.span.start();
            while self.marks.get(seen).is_some_and(|mark| mark.span.start() < start) {
                seen += 1;
            }
            match &mut chain {
                Some(chain) if !is_plain(candidate) && self.is_list(end, start, first..seen) => {
                    chain.members.push(index);
                }
                _ => {
                    let list = chain
                        .as_ref()
                        .filter(|_| start - end <= LIST_BYTES_MAX)
                        .map(|list| list.owner);
                    let before = &numbers[..index];
                    let Some(opened) = self.open(candidate, before, first..seen, list) else {
                        continue;
                    };
                    self.close(chain.take(), end, first, &mut owners);
                    chain = Some(Chain { members: vec![index], ..opened });
                }
            }
            end = candidate.end();
            first = seen;
        }
        self.close(chain, end, first, &mut owners);
        owners
    }

    /// Begins a list with `candidate`, if something says it is a citation; `before` are the numbers
    /// before it, `between` the marks since the last citation.
    fn open(
        &self,
        candidate: &Candidate,
        before: &[Candidate],
        between: Range<usize>,
        list_before: Option<Owner>,
    ) -> Option<Chain> {
        let start = candidate.span.start();
        if let Number::Full(symbol) = &candidate.number {
            let named = Some(Series::of_symbol(symbol.as_str()));
            return Some(Chain::new(Owner { named, is_decision: false }, true));
        }
        if let Some(named) = self.reporting_body(start, before) {
            return Some(Chain::new(Owner { named: Some(named), is_decision: false }, true));
        }
        if self.text[..start].ends_with('第')
            || self.text[candidate.end()..].trim_start().starts_with('号')
        {
            return self.open_chinese(candidate, between, list_before);
        }
        if let Some(head) = self.head_before(start, between.clone()) {
            return self.open_after(candidate, head, between.end);
        }
        if self.follows_council(candidate, between.clone()) {
            let owner = Owner { named: Some(Series::Security), is_decision: false };
            return Some(Chain::new(owner, true));
        }
        let owner = list_before.filter(|_| self.goes_on(start))?;
        Owner::unnamed(candidate)
            .or(owner.named.map(|_| owner).filter(|_| !is_plain(candidate)))
            .map(|_| Chain::new(owner, owner.named.is_some()))
    }

    /// Tells whether the number stands right after "Security Council" or "UNSCR".
    fn follows_council(&self, candidate: &Candidate, between: Range<usize>) -> bool {
        let Some(mark) = between.last().and_then(|index| self.marks.get(index)) else {
            return false;
        };
        let start = candidate.span.start();
        let is_number = match candidate.number {
            Number::Dated { .. } => true,
            Number::Plain { .. } => mark.span.of(self.text) == "unscr",
            Number::Slashed { .. } | Number::Roman { .. } | Number::Full(_) => false,
        };
        is_number
            && mark.kind == MarkKind::Body(Series::Security)
            && self.text[mark.span.end()..start].trim().is_empty()
    }

    /// Tells whether a comma or a conjunction stands right before `start`.
    fn goes_on(&self, start: usize) -> bool {
        let before = self.text[..start].trim_end();
        let word_start = before.rfind([' ', ',']).map_or(0, |place| place + 1);
        before.ends_with([',', '、', '”', '"'])
            || self.vocabulary.is_join(&before[word_start..], Join::And)
    }

    /// Begins a list after its word.
    fn open_after(&self, candidate: &Candidate, head: Head, seen: usize) -> Option<Chain> {
        let start = candidate.span.start();
        let head_mark = self.marks.get(head.index)?;
        let named = self.name_between(head.index + 1, seen).or_else(|| self.name_of(head));
        let is_near = self.is_made_of_known_words(head_mark.span.end(), start);
        if is_plain(candidate) {
            let is_security = matches!(named, Some(Series::Security)) && is_near;
            return is_security
                .then(|| Chain::new(Owner { named, is_decision: head.is_decision }, true));
        }
        if !is_near {
            Owner::unnamed(candidate)?;
        }
        let has_name = named.is_some();
        let named = named.or_else(|| self.unnamed_series(candidate, seen));
        Some(Chain::new(Owner { named, is_decision: head.is_decision }, has_name))
    }

    /// Begins a list in Chinese, where the word stands after the last number: 第70/1号决议.
    fn open_chinese(
        &self,
        candidate: &Candidate,
        between: Range<usize>,
        list_before: Option<Owner>,
    ) -> Option<Chain> {
        let mut after = self.marks[between.end..].iter().take(MARKS_AFTER_MAX);
        let is_decision = after.find_map(|mark| match mark.kind {
            MarkKind::Head { is_decision, .. } => {
                let before = self.text[..mark.span.start()].trim_end();
                let before = before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end();
                before.ends_with('号').then_some(is_decision)
            }
            MarkKind::Body(_) | MarkKind::Own => None,
        });
        let is_decision = is_decision?;
        let start = candidate.span.start();
        let mut marks = between
            .clone()
            .rev()
            .filter_map(|index| self.marks.get(index))
            .take_while(|mark| start - mark.span.start() <= LIST_BYTES_MAX);
        let name = marks.find_map(|mark| match mark.kind {
            MarkKind::Body(series) => Some(Some(series)),
            MarkKind::Own => Some(self.speaker),
            MarkKind::Head { .. } => None,
        });
        let has_name = name.is_some();
        // "第2/21号决议和…的第4/10号决议": the name stands before the first of them only.
        let named = match name {
            Some(named) => named,
            None => {
                list_before.filter(|_| self.is_same_phrase(between, start)).and_then(|o| o.named)
            }
        };
        if is_plain(candidate) {
            let is_numbered = self.text[candidate.end()..].trim_start().starts_with('号');
            let is_security = named.or(self.speaker) == Some(Series::Security);
            return (is_numbered && is_security)
                .then(|| Chain::new(Owner { named: Some(Series::Security), is_decision }, true));
        }
        Some(Chain::new(Owner { named, is_decision }, has_name))
    }

    /// Tells whether no stop stands between the last number and the one at `start`; the first of
    /// the marks between them is the word for "resolution".
    fn is_same_phrase(&self, between: Range<usize>, start: usize) -> bool {
        self.marks.get(between.start).is_some_and(|mark| {
            self.text.get(mark.span.end()..start).is_some_and(|gap| !gap.contains([',', ';', '.']))
        })
    }

    /// Ends a list: a name right after it says whose it is, if nothing before it did.
    fn close(&self, chain: Option<Chain>, end: usize, next: usize, owners: &mut [Option<Owner>]) {
        let Some(mut chain) = chain else { return };
        if !chain.has_name
            && let Some(mark) = self.marks.get(next)
            && let MarkKind::Body(series) = mark.kind
            && self.is_bound(end, *mark)
        {
            chain.owner.named = Some(series);
        }
        for index in chain.members {
            if let Some(owner) = owners.get_mut(index) {
                *owner = Some(chain.owner);
            }
        }
    }

    /// The nearest word for "resolution" before `start`, among the marks of `between`.
    fn head_before(&self, start: usize, between: Range<usize>) -> Option<Head> {
        between
            .rev()
            .filter_map(|index| Some((index, self.marks.get(index)?)))
            .take_while(|(_, mark)| start - mark.span.start() <= GAP_BYTES_MAX)
            .find_map(|(index, mark)| match mark.kind {
                MarkKind::Head { is_decision, is_own } => {
                    let is_word = !is_ideograph(self.text[mark.span.start()..].chars().next()?);
                    is_word.then_some(Head { index, is_decision, is_own })
                }
                MarkKind::Body(_) | MarkKind::Own => None,
            })
    }

    /// The text between two places that are near enough.
    pub(super) fn gap(&self, from: usize, to: usize) -> Option<&'text str> {
        if to < from || to - from > GAP_BYTES_MAX { None } else { self.text.get(from..to) }
    }

    /// Tells whether only what a list may hold stands between two numbers.
    fn is_list(&self, from: usize, to: usize, between: Range<usize>) -> bool {
        between.is_empty()
            && self.gap(from, to).is_some_and(|gap| !gap.contains([';', ':']))
            && self.is_made_of_known_words(from, to)
    }

    /// Tells whether every word from `from` to `to` is a small word, a number or a mark.
    pub(super) fn is_made_of_known_words(&self, from: usize, to: usize) -> bool {
        let mut place = from;
        let next = self.marks.partition_point(|mark| mark.span.end() <= from);
        for mark in self.marks[next..].iter().take_while(|mark| mark.span.start() < to) {
            if mark.span.start() > place && !self.is_small_text(place, mark.span.start()) {
                return false;
            }
            place = mark.span.end();
        }
        place >= to || self.is_small_text(place, to)
    }

    fn is_small_text(&self, from: usize, to: usize) -> bool {
        let gap = &self.text[from..to];
        words(gap).map(|span| span.of(gap)).all(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit())
                || word.chars().nth(1).is_none() && word.is_ascii()
                || self.vocabulary.is_small(word)
        })
    }
}

impl Chain {
    fn new(owner: Owner, has_name: bool) -> Self {
        Self { owner, has_name, members: Vec::new() }
    }
}

fn is_plain(candidate: &Candidate) -> bool {
    matches!(candidate.number, Number::Plain { .. })
}
