//! Large documents are read whole, up to the limits, and by work that grows with their length:
//! at these sizes a quadratic step would not come to an end.

use std::fmt::Write as _;

use resq::resolution::{CLAUSES_MAX, DiagnosticKind};

use super::parse;

#[test]
fn ten_thousand_clauses_and_fifty_thousand_notes_are_read() {
    const CLAUSES: usize = 10_000;
    const NOTES_PER_CLAUSE: usize = 5;
    let mut text = String::from("The Harbour Assembly,\n\nNoting the state of the piers,\n\n");
    let mut notes = String::from("\n____________\n");
    let mut number = 0;
    for clause in 1..=CLAUSES {
        write!(text, "{clause}. Requests the keepers").unwrap();
        for _ in 0..NOTES_PER_CLAUSE {
            number += 1;
            write!(text, " to count the lamps of every quay,[{number}]").unwrap();
            writeln!(notes, "[{number}] Log of the lamps, volume {number}.").unwrap();
        }
        text.push_str(" without delay;\n\n");
    }
    text.push_str(&notes);
    let parsed = parse("large.txt", &text);
    assert_eq!(parsed.len(), 1);
    let (resolution, _) = &parsed[0];
    assert_eq!(resolution.clauses.len(), 1 + CLAUSES);
    assert_eq!(resolution.footnotes.len(), CLAUSES * NOTES_PER_CLAUSE);
    let last = resolution.clauses.last().unwrap();
    assert_eq!(last.label, format!("OP{CLAUSES}"));
    assert!(!last.text.contains('['), "a mark was left in `{}`", last.text);
}

#[test]
fn an_annex_in_which_a_body_speaks_again_and_again_is_read() {
    const TIMES: usize = 20_000;
    let mut text = String::from("The Harbour Assembly,\n\n1. Adopts the text below.\n\nAnnex\n\n");
    for _ in 0..TIMES {
        text.push_str("Noting the fog,\n\nThe Harbour Assembly,\n\n");
    }
    let parsed = parse("speaks-again.txt", &text);
    // Only the first time it ends a preamble of the annex.
    assert_eq!(parsed[0].0.clauses.len(), 2 * TIMES);
}

#[test]
fn clauses_that_are_run_in_are_read() {
    const CLAUSES: usize = 1_000;
    const WORDS: &str = " to count, in spring, the lamps of every quay";
    let mut text = String::from("The Harbour Assembly,\n\n");
    for clause in 1..=CLAUSES {
        write!(text, "{clause}. Requests the keepers{}; ", WORDS.repeat(20)).unwrap();
    }
    let parsed = parse("run-in.txt", &text);
    assert_eq!(parsed[0].0.clauses.len(), CLAUSES);
}

#[test]
fn one_paragraph_of_many_lines_is_read() {
    const LINES: usize = 50_000;
    let mut text = String::from("The Harbour Assembly,\n\n1. Requests the keepers\n");
    for _ in 0..LINES {
        text.push_str("to count the lamps of every quay and every pier of the old harbour\n");
    }
    let parsed = parse("long.txt", &text);
    assert_eq!(parsed[0].0.clauses.len(), 1);
}

#[test]
fn clauses_beyond_the_limit_are_left_out_and_reported() {
    let document = |clauses: usize| {
        let mut text = String::from("The Harbour Assembly,\n\n");
        for clause in 1..=clauses {
            write!(text, "{clause}. Notes the fog;\n\n").unwrap();
        }
        text
    };
    for (clauses, is_cut) in [(CLAUSES_MAX, false), (CLAUSES_MAX + 1, true)] {
        let (resolution, diagnostics) = &parse("limit.txt", &document(clauses))[0];
        assert_eq!(resolution.clauses.len(), CLAUSES_MAX);
        let reported =
            diagnostics.iter().any(|diagnostic| diagnostic.kind == DiagnosticKind::Limit);
        assert_eq!(reported, is_cut);
    }
}
