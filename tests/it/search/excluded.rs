//! What is kept out: the engine asks about it before and behind every place where it stands.

use proptest::prelude::*;
use resq::text::Language;

use super::phrases::{EVERYWHERE, by_search, clause, searcher};

const WORDS: [&str; 4] = ["amber", "birch", "cedar", "delta"];

/// Tells whether the words stand side by side in a clause.
fn has(words: &[&str], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).any(|window| window == phrase)
}

type IsFound = fn(&[&str]) -> bool;

/// Queries, and which clauses they find.
const QUERIES: [(&str, IsFound); 6] = [
    ("lighthouse -\"amber birch\"", |words| !has(words, "amber birch")),
    ("\"amber birch\" -\"birch cedar\"", |words| {
        has(words, "amber birch") && !has(words, "birch cedar")
    }),
    ("amber NOT (birch \"cedar delta\")", |words| {
        has(words, "amber") && !(has(words, "birch") && has(words, "cedar delta"))
    }),
    ("birch -\"amber amber\" -\"cedar cedar\" -\"delta birch\"", |words| {
        let kept_out = ["amber amber", "cedar cedar", "delta birch"];
        has(words, "birch") && !kept_out.iter().any(|phrase| has(words, phrase))
    }),
    ("-(birch OR \"cedar delta\")", |words| !has(words, "birch") && !has(words, "cedar delta")),
    ("cedar AND (birch -\"birch amber delta\")", |words| {
        has(words, "cedar") && has(words, "birch") && !has(words, "birch amber delta")
    }),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn phrases_that_are_kept_out_are_and_no_others(
        rows in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 0..7), 1..60),
    ) {
        let texts: Vec<String> = (rows.iter().enumerate())
            .map(|(number, row)| {
                let words: Vec<&str> = row.iter().map(|word| WORDS[*word]).collect();
                // The number makes every text another.
                format!("{} x{number}", words.join(" "))
            })
            .collect();
        let clauses: Vec<_> = texts.iter().map(|text| clause(text, "")).collect();
        let searcher = searcher(clauses, Language::English);
        let texts: Vec<String> = texts.iter().map(|text| format!("{text} {EVERYWHERE}")).collect();
        for (query, is_found) in QUERIES {
            let found = by_search(&searcher, query, &texts);
            let words = |text: &String| is_found(&text.split(' ').collect::<Vec<_>>());
            let expected = (0..texts.len()).filter(|number| words(&texts[*number]));
            prop_assert!(found.keys().copied().eq(expected), "{query}: {found:?} in {texts:?}");
        }
    }
}
