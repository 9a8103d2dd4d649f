//! What positions in the index tell of connectors is what a reader of the texts finds.

use std::collections::BTreeSet;

use proptest::prelude::*;
use resq::resolution::Resolution;
use resq::schema::{Clauses, IndexSchema};
use resq::search::{Request, highlights, search_with};
use resq::text::Language;

use super::built::{LITTLE_MEMORY_BYTES, MUCH_MEMORY_BYTES, searcher};
use super::phrases::clause;

const LANGUAGES: [Language; 3] = [Language::English, Language::French, Language::Chinese];

/// Words whose stems are one word, several, parts of words and joined words.
const WORDS: [&str; 24] = [
    "treaty",
    "treaties",
    "treaty's",
    "operation",
    "operating",
    "co-operation",
    "cooperation",
    "co",
    "of",
    "the",
    "cheque",
    "checks",
    "dying",
    "die",
    "état",
    "l'état",
    "états",
    "nation",
    "nations",
    "nationaux",
    "国家",
    "国",
    "1325",
    ".\nThe",
];

const OPERANDS: [&str; 14] = [
    "treaty",
    "treaties",
    "operation",
    "cooperation",
    "co-operation",
    "of",
    "\"of the\"",
    "check",
    "die",
    "état",
    "\"l'état\"",
    "(nation OR treaty)",
    "国家",
    "nation*",
];

const CONNECTORS: [&str; 8] = ["w/1", "w/3", "pre/2", "/s", "/c", "NOT w/2", "NOT pre/1", "NOT /s"];

fn query() -> impl Strategy<Value = String> {
    let operand = || prop::sample::select(OPERANDS.to_vec());
    let connector = || prop::sample::select(CONNECTORS.to_vec());
    let pair =
        move || (operand(), connector(), operand()).prop_map(|(a, b, c)| format!("{a} {b} {c}"));
    prop_oneof![
        3 => pair(),
        1 => (pair(), connector(), operand()).prop_map(|(a, b, c)| format!("({a}) {b} {c}")),
        1 => (operand(), connector(), pair()).prop_map(|(a, b, c)| format!("{a} {b} ({c})")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn connectors_find_by_positions_what_they_find_in_the_text(
        rows in prop::collection::vec(
            (0..LANGUAGES.len(), prop::collection::vec(0..WORDS.len(), 0..12)), 1..50,
        ),
        queries in prop::collection::vec(query(), 12),
        is_cut in any::<bool>(),
    ) {
        let text = |(number, (_, row)): (usize, &(usize, Vec<usize>))| {
            let words: Vec<&str> = row.iter().map(|word| WORDS[*word]).collect();
            // The number makes every text another.
            clause(&format!("x{number} {}", words.join(" ")), "")
        };
        let resolutions: Vec<Resolution> = (rows.iter().enumerate())
            .map(|row| Resolution {
                language: Some(LANGUAGES[row.1.0]),
                clauses: vec![text(row)],
                ..Resolution::default()
            })
            .collect();
        let memory_bytes = if is_cut { LITTLE_MEMORY_BYTES } else { MUCH_MEMORY_BYTES };
        let searcher = searcher(&resolutions, &[], (memory_bytes, &[]));
        for query in queries {
            let is_found = |resolution: &&Resolution| {
                let (text, chains) = (&resolution.clauses[0].text, IndexSchema::embedded().chains());
                !highlights(&query, text, resolution.language, chains).unwrap().is_empty()
            };
            let read = resolutions.iter().filter(is_found);
            let read: BTreeSet<&str> = read.map(|one| one.clauses[0].text.as_str()).collect();
            let request = Request { limit: 0, collapses: false, ..Request::new(&*query) };
            let report = search_with(&Clauses::of(&searcher), IndexSchema::embedded(), &request).unwrap();
            let hits = report.groups.iter().flat_map(|group| &group.hits);
            let found: BTreeSet<&str> = hits.map(|hit| hit.text.as_str()).collect();
            prop_assert_eq!(found, read, "{}", query);
        }
    }
}
