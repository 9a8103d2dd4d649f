//! What is fuzzed: for every reader of what the program did not write itself, a function that
//! takes any bytes and panics if a promise does not hold.
//!
//! `fuzz_targets/` hands them to libFuzzer, `tests/it/fuzz.rs` to the tests.

use std::io::{Cursor, Write as _};
use std::path::Path;

use resq::citation::{Context, scan};
use resq::corpus::{Document, Mapping, read_bytes, read_stream};
use resq::index::Manifest;
use resq::lexicon::Lexicon;
use resq::query::{parse, print, render_faults, resolve, understand};
use resq::resolution;
use resq::schema::{IndexSchema, SchemaFiles, StoredBody};
use resq::text::Span;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A name and a function that must not panic, whatever the bytes.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All of them.
pub(crate) const TARGETS: &[Target] = &[
    ("decode", |bytes| document("file", bytes)),
    ("text", |bytes| document("file.txt", bytes)),
    ("markdown", |bytes| document("file.md", bytes)),
    ("html", |bytes| document("file.html", bytes)),
    ("akoma_ntoso", |bytes| document("file.xml", bytes)),
    ("json", |bytes| document("file.json", bytes)),
    ("docx", |bytes| document("file.docx", bytes)),
    ("odt", |bytes| document("file.odt", bytes)),
    ("docx_body", |bytes| part("file.docx", "word/document.xml", bytes)),
    ("odt_body", |bytes| part("file.odt", "content.xml", bytes)),
    ("rtf", |bytes| document("file.rtf", bytes)),
    ("pdf", |bytes| document("file.pdf", bytes)),
    ("csv", |bytes| stream("file.csv", bytes)),
    ("json_lines", |bytes| stream("file.jsonl", bytes)),
    ("archive", |bytes| stream("file", bytes)),
    ("resolution", resolutions),
    ("citation", citations),
    ("query", query),
    ("manifest", manifest),
    ("stored", stored),
    ("schema", schema),
];

/// Runs the target `name` on `bytes`.
pub(crate) fn run(name: &str, bytes: &[u8]) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a known target");
    target(bytes);
}

/// A file is read or refused; its blocks are trimmed, and their marks lie on their characters.
fn document(name: &str, bytes: &[u8]) {
    let Ok(document) = read_bytes(Path::new(name), bytes) else { return };
    check_blocks(&document);
}

/// One part of a package. A fuzzer that changes a whole package is stopped by its check sums.
fn part(name: &str, part: &str, bytes: &[u8]) {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    package.start_file(part, options).expect("a package in memory");
    package.write_all(bytes).expect("a package in memory");
    document(name, &package.finish().expect("a package in memory").into_inner());
}

/// Whatever comes on standard input: tables row by row, archives member by member.
fn stream(name: &str, bytes: &[u8]) {
    let mut documents = 0;
    read_stream(Path::new(name), bytes, &Mapping::default(), &mut |read| {
        documents += 1;
        match read {
            Ok(document) => check_blocks(&document),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    });
    // Bytes that hold nothing are said to hold nothing.
    assert!(documents > 0, "neither a document nor an error");
}

fn check_blocks(document: &Document) {
    for block in &document.blocks {
        let is_at = |at: usize| at <= block.text.len() && block.text.is_char_boundary(at);
        let is_inside = |span: Span| is_at(span.start()) && is_at(span.end());
        assert!(block.styles.iter().all(|styled| is_inside(styled.span)), "{block:?}");
        assert!(block.marks.iter().all(|mark| is_at(mark.at)), "{block:?}");
        assert_eq!(block.text.trim(), block.text);
    }
}

/// Reading a document never fails, and gives the same every time.
fn resolutions(bytes: &[u8]) {
    for name in ["file.txt", "file.md"] {
        let Ok(document) = read_bytes(Path::new(name), bytes) else { return };
        let parsed = resolution::parse(&document, Lexicon::embedded());
        assert!(!parsed.is_empty());
        assert_eq!(parsed, resolution::parse(&document, Lexicon::embedded()));
    }
}

/// Citations stand in order, on whole characters, without overlaps.
fn citations(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut before = 0;
    for citation in scan(&text, Context::default()) {
        let span = citation.span;
        assert!(before <= span.start() && text.get(span.start()..span.end()).is_some());
        assert_eq!(citation.symbol.as_str().trim(), citation.symbol.as_str());
        before = span.end();
    }
}

/// A query is read or its faults are told, and what is read can be printed and read again.
fn query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let faults = match parse(&text) {
        Ok(tree) => {
            let again = parse(&print(&tree)).expect("what is printed can be read");
            assert_eq!(again.without_spans(), tree.clone().without_spans());
            resolve(&tree, Lexicon::embedded()).err()
        }
        Err(faults) => Some(faults),
    };
    let all = understand(&text, Lexicon::embedded()).err();
    // What reading alone refuses, understanding refuses too, with no fault fewer.
    assert!(all.as_ref().map_or(0, Vec::len) >= faults.as_ref().map_or(0, Vec::len));
    for faults in [faults, all].into_iter().flatten() {
        assert!(!faults.is_empty() && !render_faults(&text, &faults).is_empty());
    }
}

/// A manifest is read or refused, and can be written again.
fn manifest(bytes: &[u8]) {
    let Ok(manifest) = serde_json::from_slice::<Manifest>(bytes) else { return };
    let text = serde_json::to_vec(&manifest).expect("a manifest is plain data");
    assert_eq!(manifest, serde_json::from_slice(&text).expect("what was written"));
}

/// A packed clause is unpacked or refused.
fn stored(bytes: &[u8]) {
    let _ = StoredBody(String::from_utf8_lossy(bytes).into_owned()).unpack();
}

/// A table of rules is taken or its faults are told; the first byte says which table.
fn schema(bytes: &[u8]) {
    let Some((which, text)) = bytes.split_first() else { return };
    let embedded = SchemaFiles::embedded();
    let names: Vec<String> = embedded.names().map(str::to_owned).collect();
    let name = names[usize::from(*which) % names.len()].as_str();
    let text = String::from_utf8_lossy(text);
    let other = [(name, text.as_ref())].into_iter().collect();
    if let Err(faults) = IndexSchema::new(&embedded.overridden_by(other)) {
        assert!(!faults.is_empty() && faults.iter().all(|fault| !fault.to_string().is_empty()));
    }
}
