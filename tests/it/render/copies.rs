//! What stands in several formats, for people and programs.

use resq::corpus::Format;
use resq::index::{Copied, Difference, Differing, Parting, Plan, PlanCounts, Source, Summary};
use resq::render::{Emphasis, JsonLines, Renderer, Reporter, Shown, Status, Terminal};
use resq::text::Language;

use super::{layout, whole};

fn source(path: &str, format: Format) -> Source {
    Source { path: path.to_owned(), format: Some(format) }
}

fn difference(differing: usize, first: Option<(&str, &str, &str)>) -> Difference {
    let first = first.map(|(label, words, others)| Parting {
        label: label.to_owned(),
        words: words.to_owned(),
        others: others.to_owned(),
    });
    Difference { differing, clauses: 24, first }
}

fn summary(copied: usize) -> Summary {
    let one = |number: usize| Copied {
        symbol: format!("A/RES/99/{number}"),
        language: Some(Language::French),
        source: source(&format!("/home/u/texts/{number}.fr.docx"), Format::Docx),
        alternatives: vec![
            source(&format!("/home/u/texts/{number}.fr.pdf"), Format::Pdf),
            source(&format!("/home/u/texts/all.zip!/{number}.fr.txt"), Format::Text),
        ],
    };
    let differing = Differing {
        symbol: "S/RES/1325 (2000)".to_owned(),
        language: None,
        sources: vec![
            source("a\u{1b}[2J.html", Format::Html),
            source("a.pdf", Format::Pdf),
            source("a.txt", Format::Text),
            source("b.txt", Format::Text),
        ],
        differences: vec![
            difference(2, Some(("OP3", "1.5 million\u{1b}", "15 million"))),
            difference(1, Some(("PP1", "", "Aware of"))),
            difference(0, None),
        ],
    };
    Summary {
        changes: PlanCounts { removed: 1, ..PlanCounts::default() },
        stepped_in: 2,
        copied: (1..=copied).map(one).collect(),
        differing: vec![differing],
        ..Summary::default()
    }
}

fn ends(summary: &Summary, columns: usize) -> String {
    let mut page = Vec::new();
    Terminal::new(layout(columns, Emphasis::Marks)).summary(summary, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

#[test]
fn a_build_tells_what_stands_in_several_formats() {
    insta::assert_snapshot!("a_build_with_copies", ends(&summary(2), 80));
    insta::assert_snapshot!("a_build_with_copies_narrow", ends(&summary(1), 40));
    let many = ends(&summary(12), 80);
    assert!(many.contains("12 resolutions stand in several formats and are indexed once:\n"));
    assert!(many.contains("and 2 more; `resq status` names them all\n"), "{many}");
}

#[test]
fn a_status_tells_all_of_them() {
    let summary = summary(12);
    let changes = PlanCounts::default();
    let status = Status { dir: "idx", summary: &summary, files: 40, roots: &[], changes };
    let mut page = Vec::new();
    Terminal::new(layout(80, Emphasis::Marks)).status(&status, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("  A/RES/99/12 (French) from `"), "{page}");
    let mut line = Vec::new();
    JsonLines::default().status(&status, &mut line).unwrap();
    let object: serde_json::Value = serde_json::from_slice(&line).unwrap();
    assert_eq!(object["copied"].as_array().unwrap().len(), 12);
    let expected = serde_json::json!({
        "symbol": "A/RES/99/2",
        "language": "fr",
        "source": {"path": "/home/u/texts/2.fr.docx", "format": "docx"},
        "alternatives": [
            {"path": "/home/u/texts/2.fr.pdf", "format": "pdf"},
            {"path": "/home/u/texts/all.zip!/2.fr.txt", "format": "text"},
        ],
    });
    assert_eq!(object["copied"][1], expected);
    let sources = ["a\u{1b}[2J.html html", "a.pdf pdf", "a.txt text", "b.txt text"].map(|one| {
        let (path, format) = one.split_once(' ').unwrap();
        serde_json::json!({"path": path, "format": format})
    });
    let first = [
        serde_json::json!({"clause": "OP3", "words": "1.5 million\u{1b}", "others": "15 million"}),
        serde_json::json!({"clause": "PP1", "words": null, "others": "Aware of"}),
        serde_json::Value::Null,
    ];
    let differences: Vec<serde_json::Value> = std::iter::zip([2, 1, 0], first)
        .map(
            |(count, first)| serde_json::json!({"differing": count, "clauses": 24, "first": first}),
        )
        .collect();
    let expected = serde_json::json!({
        "symbol": "S/RES/1325 (2000)", "language": null, "sources": sources,
        "differences": differences,
    });
    assert_eq!(object["differing"][0], expected);
}

#[test]
fn a_plan_tells_what_steps_in() {
    let plan = Plan {
        removed: vec!["a.docx".to_owned()],
        stepping_in: vec!["a.pdf".to_owned()],
        ..Plan::default()
    };
    let print = |reporter: &dyn Reporter| {
        let mut out = Vec::new();
        reporter.plan(&plan, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let expected = "gone     a.docx\nsteps in a.pdf\n0 new files, 0 changed, 1 gone, 0 as before\n";
    assert_eq!(print(&Terminal::new(layout(80, Emphasis::Marks))), expected);
    let expected = "{\"change\":\"remove\",\"source\":\"a.docx\",\"reason\":null}\n\
                    {\"change\":\"step_in\",\"source\":\"a.pdf\",\"reason\":null}\n";
    assert_eq!(print(&JsonLines::default()), expected);
}

#[test]
fn a_whole_resolution_names_its_copies() {
    let whole = whole();
    let alternatives = ["/home/u/texts/b.pdf".to_owned(), "all.zip!/\u{1b}c.txt".to_owned()];
    let marked = Some("OP2");
    let shown =
        [Shown { resolution: &whole, marked, alternatives: &alternatives, names_max: usize::MAX }];
    let print = |renderer: &dyn Renderer| {
        let mut out = Vec::new();
        renderer.resolutions(&shown, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let page = print(&Terminal::new(layout(80, Emphasis::Marks)));
    let head: Vec<&str> = page.lines().take_while(|line| !line.is_empty()).collect();
    assert!(head.last().unwrap().starts_with("also in ") && head.len() > 1, "{page}");
    assert!(page.contains("b.pdf, all.zip!/\\u{1b}c.txt\n"), "{page}");
    let object: serde_json::Value = serde_json::from_str(&print(&JsonLines::default())).unwrap();
    assert_eq!(object["alternatives"], serde_json::json!(alternatives));
}
