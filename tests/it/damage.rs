//! Damaged files of every format: each is read as far as it goes, or refused; none stops the run.

use std::path::Path;

use resq::corpus::{Mapping, read_stream};
use resq::lexicon::Lexicon;
use resq::resolution;

use crate::formats::every_format;

const CUTS: usize = 50;
const FLIPS: usize = 200;

/// Reads and understands `bytes` as a file of this name; returns the clauses and what is said of
/// the file.
fn read(name: &str, bytes: &[u8]) -> (usize, Vec<String>) {
    let (mut clauses, mut said) = (0, Vec::new());
    read_stream(Path::new(name), bytes, &Mapping::default(), &mut |read| match read {
        Ok(document) => {
            let parsed = resolution::parse(&document, Lexicon::embedded());
            said.extend(document.faults.into_iter().map(|fault| fault.message));
            clauses += parsed.iter().map(|(resolution, _)| resolution.clauses.len()).sum::<usize>();
        }
        Err(error) => said.push(error.to_string()),
    });
    (clauses, said)
}

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

#[test]
fn whole_files_are_read() {
    for (name, bytes) in every_format() {
        let (clauses, said) = read(name, &bytes);
        assert!(clauses > 5, "{name}: {clauses}, {said:?}");
    }
}

#[test]
fn cut_files_end_without_harm() {
    for (name, bytes) in every_format() {
        for part in 0..CUTS {
            let cut = &bytes[..bytes.len() * part / CUTS];
            let (clauses, said) = read(name, cut);
            // An empty text says nothing, and that is all there is to say of it.
            let is_told = clauses > 0 || !said.is_empty() || part < CUTS / 2;
            assert!(is_told, "{name} cut at {part}/{CUTS} is neither read nor refused");
        }
    }
}

#[test]
fn spoilt_files_end_without_harm() {
    for (name, bytes) in every_format() {
        let mut numbers = Numbers(12_345);
        for _ in 0..FLIPS {
            let mut spoilt = bytes.clone();
            spoilt[numbers.below(bytes.len())] ^= 1 << numbers.below(8);
            read(name, &spoilt);
        }
    }
}

/// Files of text whose extension says what they are: a table is one by its name, whatever is in it.
const NAMED: [&str; 6] = ["a.csv", "a.html", "a.json", "a.jsonl", "a.tsv", "list.json"];
/// What is no text tells by its first bytes what it is, whatever it is called.
const PACKED: [&str; 7] = ["a.docx", "a.odt", "a.pdf", "a.tar", "a.tar.gz", "a.tar.zst", "a.zip"];

#[test]
fn wrong_extensions_cost_no_clause() {
    let files = every_format();
    for (name, bytes) in &files {
        let whole = read(name, bytes).0;
        for other in files.iter().map(|(other, _)| *other).chain(["a.bin", "a"]) {
            let (clauses, said) = read(other, bytes);
            let is_told = match *name {
                packed if PACKED.contains(&packed) => clauses == whole,
                // Mark-up shows itself where the name does not say otherwise.
                "a.html" | "a.xml" | "a.json" | "a.rtf" if !NAMED.contains(&other) => {
                    clauses == whole
                }
                _text => clauses > 0 || !said.is_empty() || NAMED.contains(&other),
            };
            assert!(is_told, "{name} as {other}: {clauses} of {whole}, {said:?}");
        }
    }
}
