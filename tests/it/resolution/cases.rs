//! Invented resolutions of an invented organisation, each showing one rule.
//!
//! `tests/data/resolution/cases/NAME.txt` or `.md` is a document, `NAME.expected` what is read out
//! of it. `UPDATE_EXPECT=1 cargo test` writes the second; read it before committing.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use resq::citation::Symbol;
use resq::resolution::{Diagnostic, DiagnosticKind, Resolution};

use super::parse;

#[test]
fn documents_are_read_as_expected() {
    check("cases", |name, bytes| print(&parse(name, std::str::from_utf8(bytes).unwrap())));
}

/// Compares what is `found` in every document of a folder of `tests/data/resolution` with the file
/// beside it.
pub(super) fn check(folder: &str, found: impl Fn(&str, &[u8]) -> String) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/resolution");
    let mut paths: Vec<_> =
        fs::read_dir(data.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut faults = Vec::new();
    for path in paths.iter().filter(|path| path.extension().unwrap() != "expected") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let found = found(name, &fs::read(path).unwrap());
        let expected_path = path.with_extension("expected");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&expected_path, &found).unwrap();
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default();
        if found != expected {
            faults.push(format!("{name}: expected\n{expected}\nbut found\n{found}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Writes what the cases are about: bounds, labels, verbs, notes and what was taken out.
pub(super) fn print(parsed: &[(Resolution, Vec<Diagnostic>)]) -> String {
    let mut out = String::new();
    for (resolution, diagnostics) in parsed {
        writeln!(out, "header: {}", resolution.header_lines.join(" | ")).unwrap();
        let mut above: &[String] = &[];
        for clause in &resolution.clauses {
            if *clause.headings != *above {
                let names =
                    if clause.headings.is_empty() { "-" } else { &clause.headings.join(" > ") };
                writeln!(out, "below: {names}").unwrap();
                above = &clause.headings;
            }
            let verb = clause.head().map_or("-", |head| head.as_str());
            let printed = clause.verb_text.as_deref().unwrap_or("-");
            writeln!(out, "{} [{verb}: {printed}] {}", clause.label, clause.text).unwrap();
            for (word, symbols) in
                [("cites", &clause.citations), ("also named", &clause.joint_symbols)]
            {
                if !symbols.is_empty() {
                    let names: Vec<&str> = symbols.iter().map(Symbol::as_str).collect();
                    writeln!(out, "    {word} {}", names.join(", ")).unwrap();
                }
            }
        }
        for note in &resolution.footnotes {
            writeln!(out, "note {}: {}", note.marker, note.text).unwrap();
        }
        if !resolution.closing_lines.is_empty() {
            writeln!(out, "closing: {}", resolution.closing_lines.join(" | ")).unwrap();
        }
        for diagnostic in diagnostics {
            if diagnostic.kind != DiagnosticKind::UnknownVerb {
                writeln!(out, "{}: {}", diagnostic.kind.id(), diagnostic.message).unwrap();
            }
        }
    }
    out
}
