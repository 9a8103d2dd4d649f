//! [`Difference`]: where two versions of a document part.
//!
//! Clauses are compared as [`Wording`](super::Wording) compares resolutions, by their letters and
//! digits alone, so that nothing is told that formats do to words.

use std::collections::BTreeMap;

use tantivy::DocAddress;

use super::copies::Differing;
use super::manifest::Manifest;
use super::open::OpenIndex;
use super::sisters::clauses_of;
use super::summary::Summary;
use super::wording::letters_of;
use crate::schema::{Clauses, Fields};
use crate::text::{Folded, Span};

/// So many documents are compared with their other versions; of more it is only said that they differ.
pub const COMPARED_MAX: usize = 100;

/// How much is quoted of a clause that differs.
const EXCERPT_CHARS: usize = 40;
/// How far before the first letter that differs its word may begin.
const WORD_CHARS_MAX: usize = 20;

/// How one version of a document differs from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// How many clauses differ.
    pub differing: usize,
    /// How many clauses the longer version has.
    pub clauses: usize,
    /// The first of them; `None` where the same clauses stand in another order.
    pub first: Option<Parting>,
}

/// The first clause that differs, with some words from the first letter that differs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// Its label.
    pub label: String,
    /// Its words in this version; empty where it has none.
    pub words: String,
    /// Its words in the version it is compared with, likewise.
    pub others: String,
}

/// A label and the words of its clause.
type Clause = (String, String);

impl Summary {
    /// Returns the summary with what the versions differ in, for the first [`COMPARED_MAX`] documents.
    ///
    /// What cannot be read is not compared: that an index is damaged is for a check to tell.
    #[must_use]
    pub fn with_differences(mut self, manifest: &Manifest, index: &OpenIndex) -> Self {
        let (stored, fields) = (index.clauses(), index.schema().fields());
        for document in self.differing.iter_mut().take(COMPARED_MAX) {
            let keys = document.sources.iter().map(|one| key(document, &one.path, manifest));
            let versions: Option<Vec<Vec<Clause>>> =
                keys.map(|key| clauses(stored, fields, key?)).collect();
            if let Some([first, others @ ..]) = versions.as_deref() {
                document.differences = others.iter().map(|one| difference(one, first)).collect();
            }
        }
        self
    }
}

/// Returns the key of the version of a document in the file at a path.
fn key(document: &Differing, path: &str, manifest: &Manifest) -> Option<u64> {
    let place = manifest.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
    let file = &manifest.files[place];
    let mut own = file.indexed().filter(|(_, one)| {
        one.symbol.as_ref() == Some(&document.symbol) && one.language == document.language
    });
    own.next().map(|(number, _)| file.place(number).key())
}

fn clauses(stored: &Clauses, fields: Fields, key: u64) -> Option<Vec<Clause>> {
    let addresses = clauses_of(stored.searcher(), fields, key).ok()?;
    let read = |address: DocAddress| {
        let clause = stored.body(address).ok()?.unpack().ok()?;
        Some((clause.label, clause.text))
    };
    addresses.into_iter().map(read).collect()
}

/// Returns how `own` differs from `other`.
fn difference(own: &[Clause], other: &[Clause]) -> Difference {
    let (own_only, other_only) = (without(own, other), without(other, own));
    let first = other_only.first().or(own_only.first()).map(|(label, _)| {
        let words_of = |clauses: &[&Clause]| {
            let same = clauses.iter().find(|(other, _)| other == label);
            same.map_or_else(String::new, |(_, text)| text.clone())
        };
        let (words, others) = excerpts(&words_of(&own_only), &words_of(&other_only));
        Parting { label: label.clone(), words, others }
    });
    Difference {
        differing: own_only.len().max(other_only.len()),
        clauses: own.len().max(other.len()),
        first,
    }
}

/// Returns the clauses of `own` that `other` does not have, each as often as it has it less.
fn without<'a>(own: &'a [Clause], other: &[Clause]) -> Vec<&'a Clause> {
    let mut known: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for (_, text) in other {
        *known.entry(letters_of(text)).or_default() += 1;
    }
    let is_other = |(_, text): &&Clause| match known.get_mut(&letters_of(text)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        Some(_) | None => true,
    };
    own.iter().filter(is_other).collect()
}

/// Returns the same letters of a folded text as [`letters_of`] does, with their places.
fn letters(folded: &str) -> Vec<(char, usize)> {
    let mut letters: Vec<(char, usize)> = Vec::with_capacity(folded.len());
    let mut is_apart = false;
    for (place, sign) in folded.char_indices() {
        if !sign.is_alphanumeric() {
            is_apart = true;
            continue;
        }
        let is_after_number = letters.last().is_some_and(|(last, _)| last.is_numeric());
        if is_apart && sign.is_numeric() && is_after_number {
            letters.push(('|', place));
        }
        letters.push((sign, place));
        is_apart = false;
    }
    letters
}

/// Returns some words of both texts, from that on which holds the first letter that differs.
fn excerpts(one: &str, other: &str) -> (String, String) {
    let folded = [Folded::new(one), Folded::new(other)];
    let [left, right] = [letters(folded[0].as_str()), letters(folded[1].as_str())];
    let is_same = |(left, right): &(&(char, usize), &(char, usize))| left.0 == right.0;
    let same = left.iter().zip(&right).take_while(is_same).count();
    let place = |letters: &[(char, usize)], folded: &Folded, text: &str| match letters.get(same) {
        Some((_, place)) => folded.original(Span::new(*place, *place)).start(),
        None => text.len(),
    };
    (excerpt(one, place(&left, &folded[0], one)), excerpt(other, place(&right, &folded[1], other)))
}

/// Returns the words of `text` from the one at byte `place` on, as many as are quoted.
fn excerpt(text: &str, place: usize) -> String {
    let (before, after) = text.split_at(place);
    let start = before
        .char_indices()
        .rev()
        .take(WORD_CHARS_MAX)
        .take_while(|(_, sign)| !sign.is_whitespace())
        .last()
        .map_or(place, |(start, _)| start);
    let start = if after.is_empty() { place } else { start };
    let rest = &text[start..];
    let Some((end, _)) = rest.char_indices().nth(EXCERPT_CHARS) else { return rest.to_owned() };
    let cut = &rest[..end];
    cut.rfind(char::is_whitespace).filter(|end| *end > 0).map_or(cut, |end| &cut[..end]).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Folded, letters, letters_of};

    #[test]
    fn letters_with_places_are_those_that_are_compared() {
        for text in [
            "Decides, in 2019, to pay 1.5 per cent; 15 per cent",
            "Réaffirme sa résolution 70/1 – « 2030 »",
            "постановляет 3 4 вернуться",
            "敦促各国在2030年12月前",
            "٣ ٤ تحث",
            "",
        ] {
            let folded = Folded::new(text);
            let placed = letters(folded.as_str()).into_iter().map(|(sign, _)| sign);
            assert_eq!(placed.collect::<String>().as_bytes(), letters_of(text), "{text}");
        }
    }
}
