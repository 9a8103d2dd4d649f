//! Every message of the errors that no test brings about with a real fault, in one snapshot.

use std::fmt::Write as _;
use std::io::{Error, ErrorKind};

use resq::eval::TableFault;
use resq::index::{Damage, Holder, IndexError, OpenError, SchemaError};
use resq::lexicon::FaultKind;
use resq::query::{FaultKind as QueryFault, Field};
use resq::schema::{IndexSchema, SchemaFiles, StoredBody};
use resq::search::SearchError;

#[test]
fn messages_of_the_index() {
    let path = || "x.idx".into();
    let io = |kind: ErrorKind| Error::from(kind);
    let since = "2026-01-02T03:04:05Z".parse().ok();
    let holder = Holder { pid: 7, host: Some("host".to_owned()), since };
    let errors = [
        IndexError::NoSuchPath { path: path() },
        IndexError::NotADirectory { dir: path() },
        IndexError::NotAnIndex { dir: path() },
        IndexError::Newer { dir: path() },
        IndexError::Locked { dir: path(), holder: Some(holder) },
        IndexError::Locked { dir: path(), holder: None },
        IndexError::MemoryTooSmall { given: 1, least: 2 },
        IndexError::ReadOnly { path: path(), source: io(ErrorKind::PermissionDenied) },
        IndexError::DiskFull { path: path(), source: io(ErrorKind::StorageFull) },
        IndexError::Io { path: path(), source: io(ErrorKind::UnexpectedEof) },
        IndexError::Manifest {
            path: path(),
            source: serde_json::from_str::<bool>("x").unwrap_err(),
        },
        IndexError::Engine { dir: path(), source: tantivy::TantivyError::Poisoned },
        IndexError::ReaderLost,
        IndexError::Cancelled,
    ];
    insta::assert_snapshot!("messages_of_builds", lines(&errors));
    let errors = [
        OpenError::NotFound { dir: path() },
        OpenError::NotAnIndex { dir: path() },
        OpenError::Unfinished { dir: path() },
        OpenError::Older { dir: path() },
        OpenError::Newer { dir: path() },
        OpenError::OtherRules { dir: path() },
        OpenError::Io { path: path(), source: io(ErrorKind::PermissionDenied) },
        OpenError::Manifest(IndexError::Cancelled),
        OpenError::Damaged { dir: path(), source: tantivy::TantivyError::Poisoned },
    ];
    insta::assert_snapshot!("messages_of_opening", lines(&errors));
}

#[test]
fn messages_of_checks() {
    let file = || "0123.store".to_owned();
    let damages = [
        Damage::Missing { file: file() },
        Damage::Bytes { file: file() },
        Damage::Senseless { file: file(), source: tantivy::TantivyError::Poisoned },
        Damage::Manifest(IndexError::Cancelled),
        Damage::Count { source_path: "a.txt".to_owned(), found: 1, listed: 2 },
        Damage::Strangers { clauses: 3 },
    ];
    insta::assert_snapshot!("messages_of_checks", lines(&damages));
}

#[test]
fn messages_of_tables() {
    let kinds = [
        FaultKind::UnknownTable,
        FaultKind::MissingColumn("form"),
        FaultKind::CellCount { found: 3, expected: 4 },
        FaultKind::EmptyCell("form"),
        FaultKind::UnknownValue { column: "part", found: "middle".to_owned() },
        FaultKind::UnknownConcept("hopes".to_owned()),
        FaultKind::UnknownQualifier("gladly".to_owned()),
        FaultKind::Repeated("urges".to_owned()),
        FaultKind::Unsorted("urges".to_owned()),
        FaultKind::Unclean,
        FaultKind::TooLong(10),
    ];
    insta::assert_snapshot!("messages_of_lexicon_tables", lines(&kinds));
    let faults = [
        TableFault::Heading,
        TableFault::Cells { line: 2, cells: 4 },
        TableFault::Grade { line: 2, grade: "good".to_owned() },
    ];
    insta::assert_snapshot!("messages_of_judgements", lines(&faults));
}

#[test]
fn messages_of_searches() {
    let year = QueryFault::MalformedValue { field: Field::Year, value: "20x1".to_owned() };
    let damaged = StoredBody("9".to_owned()).unpack().unwrap_err();
    let errors = [
        SearchError::Query { faults: Vec::new() },
        SearchError::Filter { field: Field::Year, kind: year },
        SearchError::Engine(tantivy::TantivyError::Poisoned),
        SearchError::Body(damaged),
    ];
    let mut text = lines(&errors);
    writeln!(text, "{damaged}").unwrap();
    insta::assert_snapshot!("messages_of_searches", text);
}

#[test]
fn messages_of_schema_files() {
    let errors = [
        SchemaError::Io { path: "x".into(), source: Error::from(ErrorKind::PermissionDenied) },
        SchemaError::Unknown { path: "x/verbs.tsv".into() },
        SchemaError::BuiltIn { path: "x/citation/words.tsv".into() },
    ];
    let mut text = lines(&errors);
    for (file, from, to) in [
        ("schema.toml", "name = \"ordinal\"", "name = \"key\""),
        ("schema.toml", "[[field]]", "[[fields]]"),
        ("schema.toml", "kind = \"text\"", "kind = \"term\""),
        ("schema.toml", "\nfrequencies = true", ""),
        ("schema.toml", "about = ", "about = \"\" # "),
        ("chains.toml", "word_bytes_max = ", "word_bytes_max = 11"),
        ("chains.toml", "[stems.en]", "[stems.de]"),
        ("chains.toml", "stemmer = ", "stemmer = \"x\" # "),
        ("chains.toml", "stopwords = ", "stopwords = \"x.txt\" # "),
        ("chains.toml", "elisions = ", "elision = "),
        ("stopwords/en.txt", "\nan\n", "\nAn\n"),
        ("stopwords/en.txt", "\na\nan\n", "\nan\na\n"),
    ] {
        let files = SchemaFiles::embedded();
        let changed = files.get(file).unwrap().replacen(from, to, 1);
        let files = files.overridden_by(SchemaFiles::from_iter([(file, changed.as_str())]));
        let Err(faults) = IndexSchema::new(&files) else {
            panic!("{file}: `{from}` -> `{to}` is no fault");
        };
        writeln!(text, "\n{file}: {from:?} -> {to:?}\n{}", lines(&faults).trim_end()).unwrap();
    }
    insta::assert_snapshot!("messages_of_schema_files", text);
}

/// Each error on a line of its own.
fn lines<E: std::fmt::Display>(errors: &[E]) -> String {
    errors.iter().fold(String::new(), |mut text, error| {
        writeln!(text, "{error}").unwrap();
        text
    })
}
