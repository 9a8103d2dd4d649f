//! The words of headers, read from `index-schema/header/`.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::citation::Organ;
use crate::text::{Span, find_byte, fold, words};

const NUMBERS: &str = include_str!("../../../index-schema/header/numbers.tsv");
const ORGANS: &str = include_str!("../../../index-schema/header/organs.tsv");
const PHRASES: &str = include_str!("../../../index-schema/header/phrases.tsv");

/// The embedded tables, by their names in `index-schema/`.
pub(in crate::resolution) const EMBEDDED: [(&str, &str); 3] = [
    ("header/numbers.tsv", NUMBERS),
    ("header/organs.tsv", ORGANS),
    ("header/phrases.tsv", PHRASES),
];

/// What a phrase of a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phrase {
    UnitedNations,
    Distribution,
    Session,
    Special,
    Emergency,
    Agenda,
    AgendaTail,
    Adopted,
    Approved,
    Subject,
    Resolution,
    Draft,
    Meeting,
    Held,
    Votes,
    InFavour,
    Against,
    Abstaining,
    RecordedVote,
    Unanimous,
    Consensus,
    WithoutVote,
    NotParticipating,
}

impl Phrase {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "united_nations" => Self::UnitedNations,
            "distribution" => Self::Distribution,
            "session" => Self::Session,
            "special" => Self::Special,
            "emergency" => Self::Emergency,
            "agenda" => Self::Agenda,
            "agenda_tail" => Self::AgendaTail,
            "adopted" => Self::Adopted,
            "approved" => Self::Approved,
            "subject" => Self::Subject,
            "resolution" => Self::Resolution,
            "draft" => Self::Draft,
            "meeting" => Self::Meeting,
            "held" => Self::Held,
            "votes" => Self::Votes,
            "in_favour" => Self::InFavour,
            "against" => Self::Against,
            "abstaining" => Self::Abstaining,
            "recorded_vote" => Self::RecordedVote,
            "unanimous" => Self::Unanimous,
            "consensus" => Self::Consensus,
            "without_vote" => Self::WithoutVote,
            "not_participating" => Self::NotParticipating,
            _ => return None,
        })
    }
}

/// The tables, folded.
#[derive(Debug)]
pub(in crate::resolution) struct Tables {
    numbers: HashMap<String, u32>,
    /// `None` for a body whose name holds that of another.
    organs: Vec<(String, Option<Organ>)>,
    phrases: BTreeMap<Phrase, Vec<String>>,
}

impl Tables {
    /// Returns the tables that are embedded in the program, read on first use.
    pub(in crate::resolution) fn embedded() -> &'static Self {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(|| Self {
            numbers: rows(NUMBERS)
                .filter_map(|(word, value)| Some((word, value.parse().ok()?)))
                .collect(),
            organs: rows(ORGANS).map(|(name, id)| (name, Organ::from_id(id))).collect(),
            phrases: phrases(),
        })
    }

    /// Returns the number that a folded word says: `seventy`, `first`, `none`.
    pub(in crate::resolution) fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// Returns the body that a folded text names; of several names the longest, of equals the
    /// first.
    pub(super) fn organ(&self, folded: &str) -> Option<Organ> {
        self.organs
            .iter()
            .filter_map(|(name, organ)| Some((find_bounded(folded, name)?, name, *organ)))
            .filter(|(span, _, _)| !is_joined_on(&folded[span.end()..]))
            .max_by_key(|(_, name, _)| (name.len(), std::cmp::Reverse(*name)))
            .and_then(|(span, _, organ)| organ.filter(|organ| !is_of_another(folded, span, *organ)))
    }

    /// Returns the length of the longest name of `organ` in a folded text.
    pub(super) fn organ_name_length(&self, folded: &str, organ: Organ) -> usize {
        self.organs
            .iter()
            .filter(|(name, named)| *named == Some(organ) && find_bounded(folded, name).is_some())
            .map(|(name, _)| name.len())
            .max()
            .unwrap_or_default()
    }

    /// Returns the first place in a folded text where a phrase of the kind stands; of several at
    /// one place the longest.
    pub(super) fn find(&self, folded: &str, kind: Phrase) -> Option<Span> {
        self.phrases(kind)
            .iter()
            .filter_map(|phrase| find_bounded(folded, phrase))
            .min_by_key(|span| (span.start(), std::cmp::Reverse(span.end())))
    }

    /// Returns the phrases of a kind, folded.
    pub(super) fn phrases(&self, kind: Phrase) -> &[String] {
        self.phrases.get(&kind).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has(&self, folded: &str, kind: Phrase) -> bool {
        self.find(folded, kind).is_some()
    }

    /// Returns the length of the phrase of the kind a folded text begins with.
    pub(super) fn opens_with(&self, folded: &str, kind: Phrase) -> Option<usize> {
        let opening =
            self.phrases(kind).iter().filter(|phrase| folded.starts_with(phrase.as_str()));
        let whole = opening.filter(|phrase| is_bounded(folded, Span::new(0, phrase.len())));
        whole.map(String::len).max()
    }
}

fn phrases() -> BTreeMap<Phrase, Vec<String>> {
    let mut phrases: BTreeMap<Phrase, Vec<String>> = BTreeMap::new();
    for (phrase, kind) in rows(PHRASES) {
        if let Some(kind) = Phrase::from_name(kind) {
            phrases.entry(kind).or_default().push(phrase);
        }
    }
    phrases
}

/// The first two cells of each row, the first one folded.
fn rows(table: &str) -> impl Iterator<Item = (String, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((fold(cells.next()?), cells.next()?))
    })
}

/// Tells whether words around the name say that it is the General Assembly or a Council of another
/// organisation: "the IHPO General Assembly", "the General Assembly of the Organization of States".
/// The languages whose articles and prepositions stand apart show it.
fn is_of_another(folded: &str, name: Span, organ: Organ) -> bool {
    const BEFORE: [&str; 22] = [
        "the", "by", "of", "nations", "unies", "unidas", "un", "onu", "l", "la", "le", "el", "de",
        "del", "du", "par", "por", "al", "to", "and", "et", "y",
    ];
    const OF: [&str; 6] = ["of", "de", "del", "des", "du", "d"];
    const UNITED: [&str; 5] = ["nations", "naciones", "onu", "un", "united"];
    if organ == Organ::UnGa && is_of_another_in_chinese(folded, name) {
        return true;
    }
    let is_latin = folded[name.start()..].starts_with(|first: char| first.is_ascii_lowercase());
    if organ != Organ::UnGa || !is_latin {
        return false;
    }
    let before = &folded[..name.start()];
    let is_joined = before.ends_with([' ', '-']) || before.ends_with('\'');
    let previous = words_of(before).last().map(|(word, _)| *word).filter(|_| is_joined);
    let is_named = previous
        .is_some_and(|word| !BEFORE.contains(&word) && word.chars().all(char::is_alphabetic));
    let after = folded[name.end()..].split([',', ';', ':', '(']).next().unwrap_or_default();
    let mut following = words_of(after).into_iter().map(|(word, _)| word);
    let is_owned = following.next().is_some_and(|word| OF.contains(&word));
    is_named || is_owned && !following.any(|word| UNITED.contains(&word))
}

/// Tells whether a line is the name of another body that ends in the Chinese word for an assembly:
/// `港口大会，`.
fn is_of_another_in_chinese(folded: &str, name: Span) -> bool {
    const UNITED_NATIONS: &str = "联合国";
    let (before, after) = (folded[..name.start()].trim(), folded[name.end()..].trim());
    let after = after.split(['(', '（']).next().unwrap_or_default();
    name.of(folded) == "大会"
        && !before.is_empty()
        && before.chars().all(|one| matches!(one, '\u{3400}'..='\u{9fff}'))
        && !before.ends_with(UNITED_NATIONS)
        && !after.contains(char::is_alphanumeric)
}

/// Tells whether a hyphen joins more to a name: `ITU-R` is a part of the organisation.
fn is_joined_on(rest: &str) -> bool {
    rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Finds `phrase` where no letter goes on before or after it; Chinese has no such bounds.
fn find_bounded(folded: &str, phrase: &str) -> Option<Span> {
    let mut spans = occurrences(folded, phrase).map(|start| Span::new(start, start + phrase.len()));
    spans.find(|span| is_bounded(folded, *span))
}

/// Tells whether no letter goes on before or after the phrase at `span`.
fn is_bounded(folded: &str, span: Span) -> bool {
    let is_ideograph = |character: char| matches!(character, '\u{3400}'..='\u{9fff}');
    let is_letter = |character: char| character.is_alphabetic() && !is_ideograph(character);
    let before = folded[..span.start()].chars().next_back();
    let after = folded[span.end()..].chars().next();
    let is_ideographic = span.of(folded).chars().next().is_some_and(is_ideograph);
    is_ideographic || !(before.is_some_and(is_letter) || after.is_some_and(is_letter))
}

/// Returns where `phrase` stands in `folded`, from left to right; of two that overlap the first.
///
/// Lines of a header are short and the phrases many: what prepares itself for long texts takes
/// longer to begin than this to end.
pub(in crate::resolution) fn occurrences<'a>(
    folded: &'a str,
    phrase: &'a str,
) -> impl Iterator<Item = usize> {
    let (text, wanted) = (folded.as_bytes(), phrase.as_bytes());
    let mut place = 0;
    std::iter::from_fn(move || {
        let first = wanted.first()?;
        let end = text.len().checked_sub(wanted.len())? + 1;
        while place < end {
            let start = place + find_byte(&text[place..end], |byte| byte == *first)?;
            place = start + 1;
            if text[start..].starts_with(wanted) {
                place = start + wanted.len();
                return Some(start);
            }
        }
        None
    })
}

/// Returns the words of a folded text.
pub(in crate::resolution) fn words_of(folded: &str) -> Vec<(&str, Span)> {
    words(folded).map(|span| (span.of(folded), span)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Phrase, Tables, occurrences};

    #[test]
    fn what_a_text_begins_with_is_found_at_its_first_byte() {
        let tables = Tables::embedded();
        let kinds = [Phrase::Adopted, Phrase::Agenda, Phrase::Meeting, Phrase::Resolution];
        for phrase in kinds.iter().flat_map(|kind| tables.phrases(*kind)) {
            for text in
                ["", " of the lamps", "s", " 3", "\u{706f}"].map(|tail| format!("{phrase}{tail}"))
            {
                for text in [text.clone(), format!("a {text}"), format!("{text} {text}")] {
                    for kind in kinds {
                        let found = tables.find(&text, kind).filter(|span| span.start() == 0);
                        let length = found.map(crate::text::Span::end);
                        assert_eq!(tables.opens_with(&text, kind), length, "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn phrases_are_found_where_the_library_finds_them() {
        let texts = [
            "",
            "a",
            "aa",
            "aaaaa",
            "abab",
            "the general assembly of the states",
            "大会大会",
            "è e\u{301} е",
        ];
        for text in texts {
            for phrase in texts.iter().copied().chain(["ab", "states", "会", "е", "the"]) {
                let slow: Vec<usize> = text.match_indices(phrase).map(|(place, _)| place).collect();
                let fast: Vec<usize> = occurrences(text, phrase).collect();
                assert!(fast == slow || phrase.is_empty(), "{phrase} in {text}: {fast:?}");
            }
        }
    }
}
