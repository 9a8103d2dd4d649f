//! Whatever the lines are, reading them does not fail, and every word of them comes out again: in
//! a clause, a heading, the header, the closing lines, a note or a diagnostic.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use resq::corpus;
use resq::lexicon::Lexicon;
use resq::resolution::{self, Diagnostic, Resolution, headings_begun};

use super::parse;

/// What lines begin with in documents of every kind.
const HEADS: &[&str] = &[
    "",
    "",
    "",
    "1. ",
    "2. ",
    "3. ",
    "(a) ",
    "(b) ",
    "(i) ",
    "- ",
    "- 2. ",
    "A. ",
    "Recalling ",
    "Requests ",
    "Annex ",
    "1 ",
    "[1] ",
    "1/ ",
    "* ",
    "Adopted ",
    "“",
    "Recordando ",
    "отмечая ",
    "وإذ تشير إلى ",
    "回顾",
    "2 - ",
];
/// What they end with.
const TAILS: &[&str] = &["", ",", ";", ".", ":", " and", "1", ",2", " 3", "-"];
/// Lines without words of their own.
const WORDLESS: &[&str] = &[
    "",
    "",
    "",
    "________",
    "The General Assembly,",
    "A/RES/71/19",
    "Page 2",
    "2/10",
    "* * *",
    "A",
    "II",
    "\u{c}",
    "大会，",
    "48th plenary meeting",
];

fn line() -> impl Strategy<Value = String> {
    let worded = (0..HEADS.len(), 1..6_usize, 0..TAILS.len()).prop_map(|(head, words, tail)| {
        // `%` stands for a word that the test makes unlike every other.
        let words = vec!["%"; words].join(" ");
        format!("{}{words}{}", HEADS[head], TAILS[tail])
    });
    let wordless = (0..WORDLESS.len()).prop_map(|place| WORDLESS[place].to_owned());
    prop_oneof![2 => worded, 1 => wordless]
}

proptest! {
    #[test]
    fn every_word_comes_out_again(lines in prop::collection::vec(line(), 0..40), is_markdown: bool) {
        let mut words = Vec::new();
        let text: String = lines.join("\n").chars().map(|one| match one {
            '%' => {
                words.push(format!("word{}x", letters(words.len())));
                words.last().unwrap().clone()
            }
            other => other.to_string(),
        }).collect();
        let parsed = parse(if is_markdown { "lines.md" } else { "lines.txt" }, &text);
        let found = everything(&parsed);
        for word in &words {
            prop_assert!(found.contains(word.as_str()), "`{word}` of\n{text}\nis lost");
        }
    }

    #[test]
    fn every_letter_comes_out_again(lines in prop::collection::vec(line(), 0..40)) {
        let text = lines.join("\n").replace('%', "word");
        let lost = lost_letters(&text, &parse("lines.txt", &text));
        prop_assert!(lost.is_empty(), "{lost:?} of\n{text}\nare lost");
    }

    #[test]
    fn no_text_makes_it_fail(text in ".{0,400}") {
        // What is no text at all is refused by the reader, before it comes here.
        if let Ok(document) = corpus::read_bytes(Path::new("any.txt"), text.as_bytes()) {
            prop_assert!(!resolution::parse(&document, Lexicon::embedded()).is_empty());
        }
    }
}

/// The specimens in plain text and Markdown lose no letter either.
#[test]
fn every_letter_of_the_specimens_comes_out_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut faults = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_text = path.extension().is_some_and(|kind| kind == "txt" || kind == "md");
        if !is_text || path.file_name().unwrap() == "README.md" {
            continue;
        }
        count += 1;
        let text = fs::read_to_string(&path).unwrap();
        let document = corpus::read_bytes(&path, text.as_bytes()).unwrap();
        let blocks: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        let parsed = resolution::parse(&document, Lexicon::embedded());
        let lost = lost_letters(&blocks.join("\n"), &parsed);
        if !lost.is_empty() {
            faults.push(format!("{}: {lost:?}", path.display()));
        }
    }
    assert!(count > 20 && faults.is_empty(), "{count} specimens, {}", faults.join("\n"));
}

/// The letters of `text` that came out less often than they went in. A letter that stands alone may
/// count an item, `(a)` or `أ`, which its label says in its own way.
fn lost_letters(text: &str, parsed: &[(Resolution, Vec<Diagnostic>)]) -> Vec<char> {
    let mut balance: BTreeMap<char, i64> = BTreeMap::new();
    let mut add = |text: &str, by: i64| {
        let words = text.split(|one: char| !one.is_alphabetic());
        for letter in words.filter(|word| word.chars().nth(1).is_some()).flat_map(str::chars) {
            *balance.entry(letter).or_default() += by;
        }
    };
    add(text, -1);
    add(&everything(parsed), 1);
    for (resolution, _) in parsed {
        for clause in &resolution.clauses {
            add(&clause.label, 1);
        }
        for note in &resolution.footnotes {
            add(&note.marker, 1);
        }
    }
    balance.into_iter().filter(|(_, balance)| *balance < 0).map(|(letter, _)| letter).collect()
}

/// A number in letters, because digits behind a word may be the mark of a note.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

fn everything(parsed: &[(Resolution, Vec<Diagnostic>)]) -> String {
    let mut all = String::new();
    for (resolution, diagnostics) in parsed {
        let none: Arc<[String]> = Arc::default();
        let mut above = &none;
        let mut headings = Vec::new();
        for clause in &resolution.clauses {
            let begun = headings_begun(&clause.headings, above);
            // A heading with the words of the one before it begins as well.
            let is_same = Arc::ptr_eq(&clause.headings, above);
            let begun = if is_same || !begun.is_empty() { begun } else { &clause.headings };
            headings.extend(begun.iter().map(String::as_str));
            above = &clause.headings;
        }
        let clauses = resolution.clauses.iter().map(|clause| clause.text.as_str()).chain(headings);
        let notes = resolution.footnotes.iter().map(|note| note.text.as_str());
        let lines = resolution.header_lines.iter().chain(&resolution.closing_lines);
        let messages = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str());
        for text in clauses.chain(notes).chain(lines.map(String::as_str)).chain(messages) {
            all.push_str(text);
            all.push('\n');
        }
    }
    all
}
