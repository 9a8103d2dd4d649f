//! Who submitted a draft, and whose report it stands in, as metadata states it.
//!
//! The United Nations state sponsors in one English line: `Chile, Peru and Trinidad and Tobago`, or
//! a sentence: `submitted by the Chair of the Committee`. A sentence is kept whole.

use super::fact;
use crate::citation::Symbol;
use crate::corpus::{Fact, FactKind};
use crate::resolution::each_once;
use crate::resolution::model::Draft;
use crate::text::fold;

/// Names of States that hold the word `and`, without it, folded: of the list of Member States of
/// the United Nations, former ones included.
const DOUBLE_NAMES: [(&str, &str); 8] = [
    ("antigua", "barbuda"),
    ("bosnia", "herzegovina"),
    ("saint kitts", "nevis"),
    ("saint vincent", "the grenadines"),
    ("sao tome", "principe"),
    ("serbia", "montenegro"),
    ("trinidad", "tobago"),
    ("united kingdom of great britain", "northern ireland"),
];

/// Names of States that begin with a small letter, folded.
const SMALL_NAMES: [&str; 1] = ["the former yugoslav republic of macedonia"];

const AND: &str = " and ";

/// Returns the draft that `facts` state, if any of it is known.
pub(super) fn read(facts: &[Fact]) -> Option<Draft> {
    let of = |kind| facts.iter().filter(move |fact| fact.kind == kind);
    let names_of = |kind| each_once(of(kind).flat_map(|fact| names(&fact.value)));
    let draft = Draft {
        // The last is the one that was adopted: a draft may be revised.
        symbol: of(FactKind::Draft).filter_map(|fact| Symbol::parse(fact.value.trim())).next_back(),
        proponent: fact(facts, FactKind::Proponent).map(str::to_owned),
        sponsors: names_of(FactKind::Sponsors),
        additional_sponsors: names_of(FactKind::AdditionalSponsors),
    };
    (draft != Draft::default()).then_some(draft)
}

/// Divides a list of names; a sentence is one name.
pub(super) fn names(list: &str) -> Vec<String> {
    let mut pieces = pieces(list);
    if let Some(last) = pieces.pop() {
        let last = last.strip_prefix("and ").unwrap_or(last);
        match conjunction(last) {
            Some(at) => pieces.extend([&last[..at], &last[at + AND.len()..]]),
            None => pieces.push(last),
        }
    }
    if pieces.iter().all(|piece| is_name(piece)) {
        pieces.into_iter().map(str::to_owned).collect()
    } else {
        vec![list.trim().to_owned()]
    }
}

/// The stretches between commas that stand in no brackets.
fn pieces(list: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let is_border = |sign: char| {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        sign == ',' && depth == 0
    };
    list.split(is_border).map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// The last `and` that stands in no brackets and in the name of no State.
fn conjunction(text: &str) -> Option<usize> {
    let is_free = |at: &usize| {
        let (before, after) = (&text[..*at], &text[*at + AND.len()..]);
        before.matches('(').count() == before.matches(')').count() && !is_double(before, after)
    };
    text.rmatch_indices(AND).map(|(at, _)| at).find(is_free)
}

fn is_double(before: &str, after: &str) -> bool {
    let (before, after) = (fold(before), fold(after));
    DOUBLE_NAMES.iter().any(|(left, right)| before.ends_with(left) && after.starts_with(right))
}

/// Names begin with a capital letter; `the` may stand before one.
fn is_name(piece: &str) -> bool {
    let bare = piece.strip_prefix("the ").unwrap_or(piece);
    bare.starts_with(char::is_uppercase) || SMALL_NAMES.contains(&fold(piece).as_str())
}

#[cfg(test)]
mod tests {
    use super::names;

    #[track_caller]
    fn check(list: &str, expected: &[&str]) {
        assert_eq!(names(list), expected);
    }

    #[test]
    fn lists_are_divided_at_commas_and_at_the_last_and() {
        check("Velmora", &["Velmora"]);
        check("Brennia and Velmora", &["Brennia", "Velmora"]);
        check("Brennia, Kavaria and Velmora", &["Brennia", "Kavaria", "Velmora"]);
        check("Brennia, Kavaria, and Velmora", &["Brennia", "Kavaria", "Velmora"]);
        check("Brennia, Kavaria, Velmora", &["Brennia", "Kavaria", "Velmora"]);
        check("the Sudan and the Niger", &["the Sudan", "the Niger"]);
        check("", &[]);
    }

    #[test]
    fn names_of_states_are_not_divided() {
        check("Trinidad and Tobago", &["Trinidad and Tobago"]);
        check("Suriname and Trinidad and Tobago", &["Suriname", "Trinidad and Tobago"]);
        check("Sao Tome and Principe and Togo", &["Sao Tome and Principe", "Togo"]);
        check("Togo and São Tomé and Príncipe", &["Togo", "São Tomé and Príncipe"]);
        check("Bosnia And Herzegovina, Chile", &["Bosnia And Herzegovina", "Chile"]);
        check(
            "United Kingdom of Great Britain and Northern Ireland and United States of America",
            &["United Kingdom of Great Britain and Northern Ireland", "United States of America"],
        );
        check(
            "Albania, the former Yugoslav Republic of Macedonia and Serbia",
            &["Albania", "the former Yugoslav Republic of Macedonia", "Serbia"],
        );
    }

    #[test]
    fn what_stands_in_brackets_belongs_to_the_name() {
        check(
            "China, Cuba (on behalf of the States of the Movement, and others) and Peru",
            &["China", "Cuba (on behalf of the States of the Movement, and others)", "Peru"],
        );
        check("Peru (for Chile and Cuba)", &["Peru (for Chile and Cuba)"]);
        check("Peru (for Chile, Cuba", &["Peru (for Chile, Cuba"]);
    }

    #[test]
    fn a_sentence_is_kept_whole() {
        for sentence in [
            "submitted by the Rapporteur of the Committee",
            "the representative of Velmora, on behalf of the Bureau",
            "Chair of the Committee, on the basis of informal consultations",
        ] {
            check(sentence, &[sentence]);
        }
    }
}
