//! The words around the numbers of resolutions, read from `index-schema/citation/`.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::series::Series;
use crate::text::{Span, fold};

const BODIES: &str = include_str!("../../index-schema/citation/bodies.tsv");
pub(super) const FORMS: &str = include_str!("../../index-schema/citation/forms.tsv");
const JOINS: &str = include_str!("../../index-schema/citation/joins.tsv");
const MONTHS: &str = include_str!("../../index-schema/header/months.tsv");
const COUNCIL_YEARS: &str = include_str!("../../index-schema/citation/council_years.tsv");
const WORDS: &str = include_str!("../../index-schema/citation/words.tsv");

/// The embedded tables, by their names in `index-schema/`.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("citation/bodies.tsv", BODIES),
    ("citation/council_years.tsv", COUNCIL_YEARS),
    ("citation/forms.tsv", FORMS),
    ("citation/joins.tsv", JOINS),
    ("citation/words.tsv", WORDS),
    ("header/months.tsv", MONTHS),
];

/// Returns the month of a folded name, which may be two words.
pub fn month(name: &str) -> Option<u8> {
    static EMBEDDED: OnceLock<HashMap<String, u8>> = OnceLock::new();
    let months = EMBEDDED.get_or_init(|| {
        let rows = MONTHS.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| {
            let mut cells = row.split('\t');
            Some((fold(cells.next()?), cells.next()?.parse().ok()?))
        })
        .collect()
    });
    months.get(name).copied()
}

/// Tells whether the Security Council may have adopted a resolution of this number in this year.
///
/// A number next to those of the year is passed: the year may be that of its printing. Years behind
/// the table are open.
pub(super) fn is_of_council(number: u32, year: u32) -> bool {
    const SLACK: u32 = 20;
    static EMBEDDED: OnceLock<BTreeMap<u32, u32>> = OnceLock::new();
    let last = EMBEDDED.get_or_init(|| {
        let rows = COUNCIL_YEARS.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| {
            let (year, last) = row.split_once('\t')?;
            Some((year.parse().ok()?, last.parse().ok()?))
        })
        .collect()
    });
    let before = last.range(..year).next_back().map_or(0, |(_, before)| *before);
    let up_to = last.range(year..).next().map_or(u32::MAX, |(_, last)| last.saturating_add(SLACK));
    number + SLACK > before && number <= up_to
}

/// A word or name found in a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) kind: MarkKind,
}

/// What a [`Mark`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// The name of a body.
    Body(Series),
    /// "resolution" or "decision"; Arabic endings say whether it is the speaker's.
    Head { is_decision: bool, is_own: bool },
    /// "its".
    Own,
}

/// What a small word between two others does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Join {
    /// Goes on with a list.
    And,
    /// The body follows.
    Of,
    /// An article.
    The,
    /// The body before has the resolution that follows.
    In,
    /// Part of a date, and the like.
    Link,
    /// The resolution that follows is one of those named before.
    Including,
    /// Between a body and the resolution it adopted then.
    Session,
    /// The part of a report that prints the resolution.
    Chapter,
}

/// The tables, ready for use on folded text.
#[derive(Debug)]
pub(super) struct Vocabulary {
    matcher: AhoCorasick,
    kinds: Vec<MarkKind>,
    joins: BTreeMap<String, Vec<Join>>,
}

impl Vocabulary {
    /// Returns the vocabulary that is embedded in the program, read on first use.
    pub(super) fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Vocabulary> = OnceLock::new();
        EMBEDDED.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut phrases = Vec::new();
        let mut kinds = Vec::new();
        for [name, series, _] in rows(BODIES) {
            phrases.push(fold(name));
            kinds.push(MarkKind::Body(Series::from_name(series).unwrap_or(Series::Foreign)));
        }
        for [word, kind, _] in rows(WORDS) {
            phrases.push(fold(word));
            kinds.push(match kind {
                "own" => MarkKind::Own,
                _ => MarkKind::Head { is_decision: kind == "decision", is_own: false },
            });
        }
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&phrases)
            .expect("some hundred short phrases are far below the limits of the automaton");
        let mut joins: BTreeMap<String, Vec<Join>> = BTreeMap::new();
        for [word, kind, _] in rows(JOINS) {
            joins.entry(fold(word)).or_default().extend(Join::from_name(kind));
        }
        Self { matcher, kinds, joins }
    }

    /// Returns the names and words in a folded text, in order, without overlaps.
    pub(super) fn marks(&self, folded: &str) -> Vec<Mark> {
        self.matcher
            .find_iter(folded)
            .filter_map(|found| {
                let kind = *self.kinds.get(found.pattern().as_usize())?;
                let (start, end) = (found.start(), found.end());
                let before = folded[..start].chars().next_back();
                let first = folded[start..].chars().next()?;
                if is_arabic(first) {
                    return arabic_mark(folded, start, end, kind);
                }
                let after = folded[end..].chars().next();
                let is_whole = is_ideograph(first)
                    || !before.is_some_and(char::is_alphanumeric)
                        && !after.is_some_and(char::is_alphanumeric);
                is_whole.then_some(Mark { span: Span::new(start, end), kind })
            })
            .collect()
    }

    /// Tells whether `word`, a folded word, joins in the way of `join`.
    pub(super) fn is_join(&self, word: &str, join: Join) -> bool {
        self.joins.get(word).is_some_and(|joins| joins.contains(&join))
    }

    /// Tells whether `word`, a folded word, is any of the small words.
    pub(super) fn is_small(&self, word: &str) -> bool {
        self.joins
            .get(word)
            .is_some_and(|joins| joins.iter().any(|join| Join::SMALL.contains(join)))
    }
}

impl Join {
    /// What may stand between two numbers of one list.
    const SMALL: [Self; 5] = [Self::And, Self::Of, Self::The, Self::In, Self::Link];

    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "and" => Self::And,
            "of" => Self::Of,
            "the" => Self::The,
            "in" => Self::In,
            "link" => Self::Link,
            "including" => Self::Including,
            "session" => Self::Session,
            "chapter" => Self::Chapter,
            _ => return None,
        })
    }
}

/// The rows of a table with three columns, comments left out.
pub(super) fn rows(table: &str) -> impl Iterator<Item = [&str; 3]> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

pub(super) fn is_arabic(character: char) -> bool {
    matches!(character, '\u{620}'..='\u{6ff}')
}

pub(super) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

/// Checks the particles before and the endings after an Arabic word: `بقراريها` is "with its two
/// resolutions", `استقرار` is another word.
fn arabic_mark(folded: &str, start: usize, end: usize, kind: MarkKind) -> Option<Mark> {
    const CONJUNCTIONS: [&str; 3] = ["", "و", "ف"];
    const PARTICLES: [&str; 8] = ["", "ب", "ك", "ل", "ال", "بال", "كال", "لل"];
    const ENDING_CHARACTERS_MAX: usize = 4;
    /// The longest of the prefixes below has four characters.
    const PREFIX_CHARACTERS_MAX: usize = 4;
    let before = &folded[..start];
    let word_start = before
        .char_indices()
        .rev()
        .take_while(|(_, character)| is_arabic(*character))
        .take(PREFIX_CHARACTERS_MAX + 1)
        .last()
        .map_or(start, |(place, _)| place);
    let prefix = &folded[word_start..start];
    let is_prefixed = CONJUNCTIONS.iter().any(|conjunction| {
        prefix.strip_prefix(conjunction).is_some_and(|rest| PARTICLES.contains(&rest))
    });
    let ending: String = folded[end..]
        .chars()
        .take_while(|character| is_arabic(*character))
        .take(ENDING_CHARACTERS_MAX + 1)
        .collect();
    if !is_prefixed || ending.chars().count() > ENDING_CHARACTERS_MAX {
        return None;
    }
    let kind = match kind {
        MarkKind::Head { is_decision, .. } => MarkKind::Head {
            is_decision,
            is_own: ending.ends_with('ه') || ending.ends_with("ها"),
        },
        MarkKind::Body(_) | MarkKind::Own if ending.is_empty() => kind,
        MarkKind::Body(_) | MarkKind::Own => return None,
    };
    Some(Mark { span: Span::new(word_start, end + ending.len()), kind })
}
