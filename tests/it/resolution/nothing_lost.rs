//! Whatever the lines are, reading them does not fail, and every word of them comes out again: in
//! a clause, the header, the closing lines, a note or a diagnostic.

use std::path::Path;

use proptest::prelude::*;
use resq::corpus;
use resq::lexicon::Lexicon;
use resq::resolution::{self, Diagnostic, Resolution};

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
    fn no_text_makes_it_fail(text in ".{0,400}") {
        // What is no text at all is refused by the reader, before it comes here.
        if let Ok(document) = corpus::read_bytes(Path::new("any.txt"), text.as_bytes()) {
            prop_assert!(!resolution::parse(&document, Lexicon::embedded()).is_empty());
        }
    }
}

/// A number in letters, because digits behind a word may be the mark of a note.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

fn everything(parsed: &[(Resolution, Vec<Diagnostic>)]) -> String {
    let mut all = String::new();
    for (resolution, diagnostics) in parsed {
        let clauses = resolution.clauses.iter().map(|clause| clause.text.as_str());
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
