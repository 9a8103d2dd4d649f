//! Every rule by which a line is read, and every kind of diagnostic, shown by a document.

use std::path::Path;

use resq::corpus;
use resq::lexicon::Lexicon;
use resq::resolution::{DiagnosticKind, LineKind, Rule, explain};

use super::parse;

/// A rule, a document, the beginning of the line that is read by it, and what the line becomes.
const LINES: &[(Rule, &str, &str, &str)] = &[
    (Rule::BeforeBody, "Lamps\n\nThe Harbour Assembly,\n\n1. Notes the fog.", "Lamps", "header"),
    (Rule::BodyStart, "The Harbour Assembly,\n\n1. Notes the fog.", "The Harbour", "header"),
    (Rule::BehindEnacting, "The Harbour Assembly,\nNoting the fog,\n", "Noting", "PP1"),
    (Rule::Filled, FILLED, "of the harbour", "PP1"),
    (Rule::Unbroken, UNBROKEN, "Fog comes", "PP2"),
    (Rule::Indented, INDENTED, "of the boats", "PP1"),
    (Rule::Number, "The Harbour Assembly,\n\n1. Notes the fog.", "1. Notes", "OP1"),
    (Rule::Divider, "The Harbour Assembly,\n\n1. Notes the fog;\n\nII", "II", "no clause"),
    (
        Rule::Enacting,
        "Noting the fog,\n\nThe Harbour Assembly,\n\nDecides it.",
        "The Har",
        "header",
    ),
    (
        Rule::Annex,
        "The Harbour Assembly,\n\n1. Notes the fog.\n\nAnnex\n\nThe lamps.",
        "The lamps",
        "AX1.1",
    ),
    (
        Rule::Conclusion,
        "The Harbour Assembly,\n\n1. Notes the fog.\n\n48th plenary meeting",
        "48th",
        "closing line",
    ),
    (Rule::OpenEnd, "The Harbour Assembly,\n\n1. Notes\nthe fog.", "the fog", "OP1"),
    (
        Rule::Heading,
        "The Harbour Assembly,\n\n1. Notes the fog;\n\nLamps\n\nLights of every kind",
        "Lights of",
        "no clause",
    ),
    (
        Rule::Opener,
        "The Harbour Assembly,\n\nNoting the fog,\n\nNoting rain,\n",
        "Noting rain",
        "PP2",
    ),
    (Rule::Apart, "The Harbour Assembly,\n\nNoting the fog,\n\nOn rain,\n", "On rain", "PP2"),
    (Rule::Cut, "The Harbour Assembly,\n\nNoting the fog,\n\nand the rain,\n", "and", "PP1"),
    (Rule::Room, ROOMY, "of the harbour", "PP1"),
    (
        Rule::PageDebris,
        "The Harbour Assembly,\n\n1. Notes the\n\n07-00123\n\nfog.",
        "07-00123",
        "page debris",
    ),
    (
        Rule::Note,
        "The Harbour Assembly,\n\n1. Notes the fog.[1]\n\n[1] Log of the fog.",
        "[1] Log",
        "note 1",
    ),
    (
        Rule::AnnexHeading,
        "The Harbour Assembly,\n\n1. Notes the fog.\n\nAnnex\n\nThe lamps.",
        "Annex",
        "heading",
    ),
    (
        Rule::CountedHeading,
        "The Harbour Assembly,\n\n1. Notes the fog;\n\nII\n\n2. Notes the rain.",
        "II",
        "heading",
    ),
    (
        Rule::TitleHeading,
        "The Harbour Assembly,\n\n1. Notes the fog;\n\nII\n\nRain\n\n2. Notes the rain.",
        "Rain",
        "heading",
    ),
    (
        Rule::SetHeading,
        "The Harbour Assembly,\n\n1. Notes the fog;\n\nRAIN\n\n2. Notes the rain.",
        "RAIN",
        "heading",
    ),
    (
        Rule::PlainHeading,
        "The Harbour Assembly,\n\n1. Notes the fog;\n\nRain\n\n2. Notes the rain.",
        "Rain",
        "heading",
    ),
    (Rule::PrintedApart, "The Harbour Assembly,\n\n1.\nNotes the fog.", "Notes", "OP1"),
];

/// Most lines go on in the next, and empty ones part the clauses.
const FILLED: &str = "The Harbour Assembly,\n\nNoting the fog, which comes from the west and\n\
from the north, and lies over the piers,\nof the harbour and over those of the islands\n\
from autumn to spring,\n\n1. Notes the fog, which comes from the west\nand from the north.";

/// Every line is a paragraph.
const UNBROKEN: &str = "The Harbour Assembly,\nNoting the lamps of the western pier,\nFog comes \
to the piers in the autumn,\nNoting the lamps of the eastern pier,\n1. Notes the work of the \
keeper on the piers;\n2. Requests the keeper to light the lamps;\n3. Requests the keeper to buy \
more oil;\n4. Decides to meet again in the autumn.";

/// Only first lines are indented.
const INDENTED: &str = "The Harbour Assembly,\n   Noting the fog, which comes from the west\nof \
the boats and of the lamps,\n   Noting also the rain on the piers and\non the islands of the \
coast,\n   1. Notes the work of the keepers, which\nbegins in the autumn of the year;\n   2. \
Requests the keepers to light the\nlamps of the western pier;\n   3. Requests also the harbour \
to buy more\noil and more lamps.";

/// Few lines are full.
const ROOMY: &str = "The Harbour Assembly,\n\nNoting the fog, which comes from the west,\nof the \
harbour, and which lies over the piers in autumn,\nwhen the boats return.\n\n1. Notes the fog, \
which comes from the west,\nand which lies over the piers of the\nharbour in autumn.";

#[test]
fn every_rule_reads_a_line() {
    for (rule, text, start, became) in LINES {
        let document = corpus::read_bytes(Path::new("rule.txt"), text.as_bytes()).unwrap();
        let lines = explain(&document, Lexicon::embedded());
        let line = lines.iter().find(|line| line.text.trim().starts_with(start)).unwrap();
        assert_eq!((line.rule, line.kind.to_string().as_str()), (*rule, *became), "{text}");
    }
    let shown = |rule: &Rule| LINES.iter().any(|(other, ..)| other == rule);
    let missing: Vec<_> = Rule::ALL.into_iter().filter(|rule| !shown(rule)).collect();
    // They need a format that knows paragraphs and headings.
    assert_eq!(missing, [Rule::Marked, Rule::MarkedHeading]);
}

#[test]
fn paragraphs_that_the_format_knows_are_not_guessed() {
    let text = "<p>The Harbour Assembly,</p><p>Noting the fog,</p>";
    let document = corpus::read_bytes(Path::new("rule.html"), text.as_bytes()).unwrap();
    let lines = explain(&document, Lexicon::embedded());
    assert_eq!(lines.last().map(|line| line.rule), Some(Rule::Marked));
}

#[test]
fn headings_that_the_format_knows_are_not_guessed() {
    let text =
        "<p>The Harbour Assembly,</p><p>1. Notes the fog;</p><h2>Rain</h2><p>2. Notes it.</p>";
    let document = corpus::read_bytes(Path::new("rule.html"), text.as_bytes()).unwrap();
    let lines = explain(&document, Lexicon::embedded());
    assert_eq!((&lines[2].kind, lines[2].rule), (&LineKind::Heading, Rule::MarkedHeading));
}

#[test]
fn every_line_is_explained() {
    let text = FILLED;
    let document = corpus::read_bytes(Path::new("rule.txt"), text.as_bytes()).unwrap();
    let lines = explain(&document, Lexicon::embedded());
    assert_eq!(lines.len(), text.lines().filter(|line| !line.is_empty()).count());
}

#[test]
fn lines_without_numbers_are_told_apart() {
    let text = FILLED;
    let row = format!("{{\"symbol\": \"HA/1\", \"text\": {text:?}}}");
    let of = |name: &str, bytes: &[u8]| {
        let document = corpus::read_bytes(Path::new(name), bytes).unwrap();
        let lines = explain(&document, Lexicon::embedded());
        lines.into_iter().map(|line| (line.text, line.kind, line.rule)).collect::<Vec<_>>()
    };
    assert_eq!(of("rule.json", row.as_bytes()), of("rule.txt", text.as_bytes()));
}

/// A kind of diagnostic, a document, and the message.
const DIAGNOSTICS: &[(DiagnosticKind, &str, &str)] = &[
    (
        DiagnosticKind::PageDebris,
        "The Harbour Assembly,\n\n1. Notes the\n\n07-00123\n\nfog.",
        "`07-00123` belongs to the page",
    ),
    (
        DiagnosticKind::UnknownVerb,
        "The Harbour Assembly,\n\n1. Paints the lamps red.",
        "`OP1` opens with a verb that the lexicon does not know: `Paints the lamps red.`",
    ),
    (
        DiagnosticKind::SpoiltVerb,
        "The Harbour Assembly,\n\n1. Reguests lamps of every port.\n\n2. Requests boats of the ports.",
        "`OP1` opens with `Reguests`, a verb misread (0.85 sure)",
    ),
    (
        DiagnosticKind::Unplaced,
        "The Harbour Assembly,\n\n1. Notes the fog;\n\nII",
        "`II` is no clause",
    ),
    (
        DiagnosticKind::Numbering,
        "The Harbour Assembly,\n\n1. Notes the fog;\n\n4. Notes the rain.",
        "clause 4 follows clause 1",
    ),
    (
        DiagnosticKind::Footnote,
        "The Harbour Assembly,\n\n1. Notes the fog.\n\n[1] Log of the fog.",
        "no mark refers to note `1`: `Log of the fog.`",
    ),
];

#[test]
fn every_kind_of_diagnostic_has_a_sentence() {
    for (kind, text, message) in DIAGNOSTICS {
        let parsed = parse("kind.txt", text);
        let found = parsed[0].1.iter().find(|found| found.kind == *kind);
        assert_eq!(found.map(|found| found.message.as_str()), Some(*message), "{text}");
    }
    let shown = |kind: &DiagnosticKind| DIAGNOSTICS.iter().any(|(other, ..)| other == kind);
    let missing: Vec<_> = DiagnosticKind::ALL.into_iter().filter(|kind| !shown(kind)).collect();
    // Votes by State stand in metadata, see `resolution_header`. The limit is shown on both sides
    // with the sizes.
    assert_eq!(missing, [DiagnosticKind::Vote, DiagnosticKind::Limit]);
}

#[test]
fn a_mark_without_a_note_is_named() {
    let text = "<p>The Harbour Assembly,</p><p>1. Notes the fog.<sup>3</sup></p>";
    let parsed = parse("mark.html", text);
    let found = parsed[0].1.iter().find(|found| found.kind == DiagnosticKind::Footnote);
    let message = found.map(|found| found.message.as_str());
    assert_eq!(message, Some("there is no note `3`, which a mark refers to"));
}
