//! Akoma Ntoso as organisations other than the United Nations write it, and files that hold several
//! documents.
//!
//! `tests/data/resolution/akoma_ntoso/NAME.xml` is invented, `NAME.expected` what is read out of it.
//! `UPDATE_EXPECT=1 cargo test` writes the second; read it before committing.

use std::fmt::Write as _;
use std::path::Path;

use resq::corpus::{Mapping, ReadError, read_bytes, read_stream};
use resq::lexicon::Lexicon;
use resq::resolution::{self, Diagnostic, Resolution};

use super::cases::{check, print};

#[test]
fn files_are_read_as_expected() {
    check("akoma_ntoso", |name, bytes| parsed(name, bytes).iter().map(told).collect());
}

fn parsed(name: &str, bytes: &[u8]) -> Vec<(Resolution, Vec<Diagnostic>)> {
    let mut all = Vec::new();
    read_stream(Path::new(name), bytes, &Mapping::default(), &mut |document| {
        all.extend(resolution::parse(&document.unwrap(), Lexicon::embedded()));
    });
    all
}

/// What the metadata says, then what the text says.
fn told(parsed: &(Resolution, Vec<Diagnostic>)) -> String {
    let resolution = &parsed.0;
    let mut out = String::new();
    let known = [
        ("symbol", resolution.symbol.as_ref().map(ToString::to_string)),
        ("organ", resolution.organ.map(|organ| organ.id().to_owned())),
        ("title", resolution.title.clone()),
        ("language", resolution.language.map(|language| language.code().to_owned())),
        ("other languages", Some(resolution.other_languages.join(" "))),
        ("adopted on", resolution.adopted_on.map(|date| date.to_string())),
    ];
    let known = known.into_iter().filter_map(|(name, value)| Some((name, value?)));
    for (name, value) in known.filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "{name}: {value}").unwrap();
    }
    out + &print(std::slice::from_ref(parsed)) + "====\n"
}

/// One document was asked for; which of the two would it be?
#[test]
fn a_file_of_several_documents_is_no_document() {
    let text = include_str!("../../data/resolution/akoma_ntoso/language-versions.xml");
    let read = read_bytes(Path::new("two.xml"), text.as_bytes());
    assert!(matches!(read, Err(ReadError::Several { .. })));
}
