//! Tests of the `render` layer at the place where it can be wrong.

mod copies;
mod forms;

use std::path::PathBuf;

use proptest::prelude::*;
use resq::citation::{self, Context, Symbol};
use resq::corpus::ReadFault;
use resq::index::{FaultyFile, PlanCounts, Summary};
use resq::render::{
    Emphasis, JsonLines, LINK_DEFAULT, Layout, Parsed, Place, Renderer, Reporter, Shown, Signs,
    Terminal, Unit, visible,
};
use resq::resolution::{
    Adoption, Choice, Clause, Date, Diagnostic, DiagnosticKind, Draft, Footnote, Manner, Part,
    Resolution, StateVote, Vote,
};
use resq::schema::Record;
use resq::search::{Group, Header, Hit, SearchReport, VerbReport, VerbRow};
use resq::text::{Language, Origin, Span, width_columns};

/// One clause as `text` with `_verb_` and `*match*` marked in it.
pub(super) fn hit(label: &str, marked: &str) -> Hit {
    let (text, verb_span, highlights) = unmarked(marked);
    Hit {
        rank: 1,
        score: 1.5,
        label: label.to_owned(),
        part: if label.starts_with("PP") { "preambular" } else { "operative" }.to_owned(),
        verb: Some("calls_upon".to_owned()),
        verb_text: verb_span.map(|span| span.of(&text).to_owned()),
        verb_span,
        addressee: None,
        text,
        lead_in: String::new(),
        headings: Vec::new(),
        highlights,
        connected: Vec::new(),
        lead_in_highlights: Vec::new(),
        missing: Vec::new(),
        line: 12,
        copies: 0,
        copies_years: None,
        reasons: Vec::new(),
    }
}

fn unmarked(marked: &str) -> (String, Option<Span>, Vec<Span>) {
    let mut text = String::new();
    let (mut verb, mut matches, mut opened) = (None, Vec::new(), [None, None]);
    for character in marked.chars() {
        let kind = match character {
            '_' => 0,
            '*' => 1,
            _ => {
                text.push(character);
                continue;
            }
        };
        match opened[kind].take() {
            None => opened[kind] = Some(text.len()),
            Some(start) if kind == 0 => verb = Some(Span::new(start, text.len())),
            Some(start) => matches.push(Span::new(start, text.len())),
        }
    }
    (text, verb, matches)
}

/// `hit` below headings.
fn below(headings: &[&str], hit: Hit) -> Hit {
    Hit { headings: headings.iter().map(ToString::to_string).collect(), ..hit }
}

fn item(label: &str, lead_in: &str, marked: &str) -> Hit {
    let (lead_in, verb, lead_in_highlights) = unmarked(lead_in);
    let verb_text = verb.map(|span| span.of(&lead_in).to_owned());
    Hit { lead_in, lead_in_highlights, verb_text, ..hit(label, marked) }
}

fn header(symbol: &str, title: &str, organ: &str, language: &str) -> Header {
    Header {
        symbol: Some(symbol.to_owned()),
        organ: Some(organ.to_owned()),
        title: Some(title.to_owned()),
        date: Some("2024-05-17".to_owned()),
        language: Some(language.to_owned()),
        session: Some("12".to_owned()),
        source: format!("corpus/{language}/{}.txt", symbol.replace('/', "-").to_lowercase()),
        record: None,
    }
}

/// What a catalogue tells of a resolution, of a vote of which some States are named.
fn record() -> Record {
    let state = |(state, choice): (&str, Choice)| StateVote { state: state.to_owned(), choice };
    let named = [
        ("Brennia", Choice::InFavour),
        ("Estrava", Choice::InFavour),
        ("Orosia", Choice::InFavour),
        ("Upper\u{1b} Talune", Choice::Against),
    ];
    Record {
        subjects: vec!["HARBOURS".to_owned(), "Vessels, Research".to_owned(), "Ice".to_owned()],
        draft: Some("A/C.1/99/L.7".to_owned()),
        proponent: None,
        sponsors: vec!["Brennia".to_owned(), "Velmora".to_owned()],
        additional_sponsors: vec!["Orosia".to_owned()],
        manner: Some(Manner::RecordedVote),
        vote: Some(Vote {
            in_favour: 7,
            against: 1,
            abstaining: 2,
            not_participating: None,
            by_state: named.into_iter().map(state).collect(),
        }),
    }
}

fn report(groups: Vec<Group>) -> SearchReport {
    let shown: usize = groups.iter().map(|group| group.hits.len() + group.more).sum();
    SearchReport {
        reading: String::new(),
        is_obvious: true,
        total_clauses: shown + 4,
        total_resolutions: groups.len() + 2,
        groups,
        ..SearchReport::default()
    }
}

pub(super) fn group(header: Header, hits: Vec<Hit>) -> Group {
    Group { key: 7, header, score: 9.5, hits, more: 0 }
}

/// The same answer in six languages, with a lead-in, a long clause and copies.
pub(super) fn six_languages() -> SearchReport {
    let english = Group {
        more: 3,
        ..group(
            header("A/RES/99/1", "Safe harbours for research vessels", "un-ga", "en"),
            vec![
                Hit {
                    copies: 2,
                    copies_years: Some((2009, 2024)),
                    ..hit(
                        "OP3",
                        "_Calls upon_ all coastal States to open their *harbours* to research \
                         vessels in distress, without delay and without charge, and to keep the \
                         *harbour* masters informed of the relevant rules;",
                    )
                },
                item(
                    "OP4(a)",
                    "_Strongly urges_ port authorities:",
                    "To publish, in all official languages, the list of *harbours* that are open \
                     in winter;",
                ),
            ],
        )
    };
    report(vec![
        english,
        group(
            header("A/RES/99/2", "Des ports sûrs pour les navires", "un-ga", "fr"),
            vec![hit(
                "OP1",
                "_Demande_ à tous les États côtiers d’ouvrir leurs *ports* aux \
                             navires de recherche en détresse ;",
            )],
        ),
        group(
            header("A/RES/99/3", "Puertos seguros para los buques", "un-ga", "es"),
            vec![below(
                &["A", "Puertos\u{1b} seguros"],
                hit("PP2", "_Recordando_ que los *puertos* seguros salvan vidas,"),
            )],
        ),
        group(
            header("S/RES/3001", "Безопасные гавани", "un-sc", "ru"),
            vec![hit(
                "OP2",
                "_призывает_ все государства открыть свои *гавани* для \
                             научно-исследовательских судов, терпящих бедствие;",
            )],
        ),
        group(
            header("A/RES/99/4", "موانئ آمنة لسفن البحث", "un-ga", "ar"),
            vec![hit(
                "OP1",
                "_تهيب_ بجميع الدول الساحلية أن تفتح *موانئها* لسفن البحث العلمي \
                             التي تواجه محنة، دون تأخير ودون مقابل؛",
            )],
        ),
        group(
            header("A/RES/99/5", "为科考船开放安全港口", "un-ga", "zh"),
            vec![hit(
                "OP1",
                "_促请_所有沿海国立即免费向遇险的科学考察船开放其*港口*，并向港口管理部门\
                             通报有关规则，以便各国船只能够在冬季安全停靠和补给；",
            )],
        ),
    ])
}

fn layout(width_columns: usize, emphasis: Emphasis) -> Layout {
    Layout { width_columns, emphasis, ..Layout::file() }
}

fn printed(renderer: &mut dyn Renderer, report: &SearchReport) -> String {
    let mut out = Vec::new();
    renderer.search(report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn screen(layout: Layout, report: &SearchReport) -> String {
    printed(&mut Terminal::new(layout), report)
}

/// Escape sequences in a form that can be read in a snapshot.
fn legible(text: &str) -> String {
    text.replace('\u{1b}', "<ESC>").replace('\u{2068}', "<FSI>").replace('\u{2069}', "<PDI>")
}

#[test]
fn a_screen_of_80_columns_without_colour() {
    insta::assert_snapshot!(screen(layout(80, Emphasis::Marks), &six_languages()));
}

#[test]
fn a_screen_of_120_columns_without_colour() {
    insta::assert_snapshot!(screen(layout(120, Emphasis::Marks), &six_languages()));
}

#[test]
fn a_screen_of_40_columns_without_colour() {
    insta::assert_snapshot!(screen(layout(40, Emphasis::Marks), &six_languages()));
}

#[test]
fn a_screen_of_80_columns_in_colour() {
    insta::assert_snapshot!(legible(&screen(layout(80, Emphasis::Color), &six_languages())));
}

#[test]
fn a_screen_of_120_columns_in_colour() {
    insta::assert_snapshot!(legible(&screen(layout(120, Emphasis::Color), &six_languages())));
}

#[test]
fn links_have_the_form_that_was_asked_for() {
    let target = |link: &str, line| {
        let layout = Layout {
            place: Place::Terminal,
            folder: Some(PathBuf::from("/home/délégué")),
            link: link.to_owned(),
            ..layout(80, Emphasis::Marks)
        };
        let hit = Hit { line, ..hit("OP1", "_Decides_") };
        let screen =
            screen(layout, &report(vec![group(header("S/RES/1", "", "un-sc", "en"), vec![hit])]));
        let from = screen.find("\u{1b}]8;;").unwrap() + 5;
        screen[from..].split('\u{1b}').next().unwrap().to_owned()
    };
    let path = "/home/d%C3%A9l%C3%A9gu%C3%A9/corpus/en/s-res-1.txt";
    assert_eq!(target(LINK_DEFAULT, 12), format!("file://{path}#12"));
    assert_eq!(target(LINK_DEFAULT, 0), format!("file://{path}"));
    assert_eq!(target("vscode://file{path}:{line}", 12), format!("vscode://file{path}:12"));
    assert_eq!(target("x:{path}\u{1b}", 12), format!("x:{path}\\u{{1b}}"), "harmless");
}

#[test]
fn a_terminal_gets_links_and_isolates() {
    let layout = Layout {
        place: Place::Terminal,
        folder: Some(PathBuf::from("/home/delegate/my files")),
        ..layout(80, Emphasis::Color)
    };
    let mut report = six_languages();
    report.groups = report.groups.split_off(4);
    insta::assert_snapshot!(legible(&screen(layout, &report)));
}

#[test]
fn long_clauses_are_cut_down_to_verb_and_matches() {
    let filler = "and to consider every further measure that may be of use ".repeat(14);
    let long = hit(
        "OP7",
        &format!("_Requests_ the Secretary-General {filler}to open *harbours* {filler}."),
    );
    let chinese = "并考虑可能有用的一切进一步措施".repeat(30);
    let wide = hit("OP8", &format!("_促请_各国{chinese}开放*港口*{chinese}"));
    let header = header("A/RES/99/1", "Safe harbours", "un-ga", "en");
    let report = report(vec![group(header, vec![long, wide])]);
    insta::assert_snapshot!(screen(layout(80, Emphasis::Marks), &report));
}

#[test]
fn what_a_pasted_clause_matches_and_lacks_stays_legible() {
    let mut pasted = hit("PP2", "_*Recalling* *also*_ *the* *Convention* on Ice,");
    pasted.missing =
        ["in", "seven", "common", "rivers", "of", "the", "north"].map(Into::into).into();
    let report = report(vec![group(header("A/RES/99/1", "Ice", "un-ga", "en"), vec![pasted])]);
    let screen = screen(layout(120, Emphasis::Marks), &report);
    let expected = "PP2  _*Recalling* *also*_ *the* *Convention* on Ice, \
                    · without in, seven, common, rivers, of and 2 more";
    assert!(screen.contains(expected), "{screen}");
}

#[test]
fn ascii_terminals_get_ascii_signs() {
    let layout = Layout { signs: Signs::Ascii, ..layout(80, Emphasis::Marks) };
    let mut report = six_languages();
    report.groups.truncate(1);
    let screen = screen(layout, &report);
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn no_line_is_wider_than_the_screen() {
    for width in [20, 33, 59, 60, 80, 100, 120] {
        for line in screen(layout(width, Emphasis::Marks), &six_languages()).lines() {
            let is_path = line.trim_start().starts_with("corpus/");
            assert!(is_path || width_columns(line) <= width, "{width}: `{line}`");
        }
    }
}

#[test]
fn json_lines_have_every_member() {
    let mut report = six_languages();
    report.groups.truncate(1);
    insta::assert_snapshot!(printed(&mut JsonLines::new(Unit::Clause), &report));
    insta::assert_snapshot!(
        "json_lines_of_resolutions",
        printed(&mut JsonLines::new(Unit::Resolution), &report)
    );
}

#[test]
fn json_highlights_count_characters() {
    for group in six_languages().groups {
        let text = group.hits[0].text.clone();
        let bytes = group.hits[0].highlights.clone();
        let report = report(vec![group]);
        let lines = printed(&mut JsonLines::default(), &report);
        let object: serde_json::Value =
            serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        let characters: Vec<char> = text.chars().collect();
        for (span, pair) in bytes.iter().zip(object["highlights"].as_array().unwrap()) {
            let place = |at: usize| usize::try_from(pair[at].as_u64().unwrap()).unwrap();
            let cut: String = characters[place(0)..place(1)].iter().collect();
            assert_eq!(cut, span.of(&text));
        }
    }
}

#[test]
fn what_is_absent_is_null() {
    let header = Header { source: "a.xml".to_owned(), ..Header::default() };
    let bare = Hit { line: 0, verb: None, verb_text: None, ..hit("AX1.2", "Scope of the annex.") };
    let lines = printed(&mut JsonLines::default(), &report(vec![group(header, vec![bare])]));
    insta::assert_snapshot!(lines);
}

fn parsed() -> (Resolution, Vec<Diagnostic>) {
    let clause = |label: &str, part, verb: &str, text: &str| Clause {
        label: label.to_owned(),
        part,
        verbs: Vec::new(),
        has_head: false,
        verb_text: Some(verb.to_owned()),
        qualifiers: vec!["strongly".to_owned()],
        text: text.to_owned(),
        lead_in: Vec::new(),
        headings: match part {
            Part::Operative => ["II", "Safe\u{1b} lamps"].map(String::from).into(),
            Part::Preambular | Part::Annex => Default::default(),
        },
        citations: citation::scan("resolution 51/1 and decision 74/571", Context::default())
            .into_iter()
            .map(|citation| citation.symbol)
            .collect(),
        joint_symbols: Vec::new(),
        addressee: Some("Member States".to_owned()),
        deadline: None,
        origin: Origin { line: 7, span: Span::new(120, 180) },
    };
    let resolution = Resolution {
        title: Some("Safe harbours".to_owned()),
        language: Some(Language::English),
        subjects: vec!["HARBOURS".to_owned(), "Vessels\u{1b}".to_owned()],
        other_languages: vec!["ar".to_owned(), "de".to_owned()],
        session: Some("S-3".to_owned()),
        meeting_place: Some("Valletta, Malta".to_owned()),
        meeting_dates: Date::new(2024, 5, 13).zip(Date::new(2024, 5, 17)),
        adopted_on: Date::new(2024, 5, 17),
        adoption: Some(Adoption::Adopted),
        manner: Some(Manner::RecordedVote),
        vote: Some(Vote {
            in_favour: 90,
            against: 2,
            abstaining: 1,
            not_participating: Some(4),
            by_state: vec![
                StateVote { state: "Velmora".to_owned(), choice: Choice::Against },
                StateVote { state: "Upper\u{1b} Talune".to_owned(), choice: Choice::Against },
                StateVote { state: "Brennia".to_owned(), choice: Choice::Abstaining },
            ],
        }),
        draft: Some(Draft {
            symbol: Symbol::parse("A/C.1/79/L.3/Rev.1"),
            proponent: Some("on the report of the First Committee".to_owned()),
            sponsors: vec!["Brennia".to_owned(), "Orosia".to_owned()],
            additional_sponsors: vec!["Kavaria".to_owned()],
        }),
        clauses: vec![
            clause("PP1", Part::Preambular, "Aware", "Aware of the \u{1b}[31mdanger\u{7}, at sea,"),
            clause(
                "OP1",
                Part::Operative,
                "Strongly urges",
                "Strongly urges Member States to help.",
            ),
        ],
        footnotes: vec![Footnote { marker: "1".to_owned(), text: "See annex.".to_owned() }],
        ..Resolution::default()
    };
    let diagnostic = Diagnostic {
        kind: DiagnosticKind::PageDebris,
        message: "took out `Page 2`".to_owned(),
        line: 9,
    };
    (resolution, vec![diagnostic])
}

#[test]
fn a_parsed_resolution_is_readable_and_complete() {
    let (resolution, diagnostics) = parsed();
    let faults = [ReadFault { message: "2 bad bytes".to_owned(), line: Some(3) }];
    let parsed = Parsed {
        source: "a b.txt",
        resolution: &resolution,
        diagnostics: &diagnostics,
        faults: &faults,
    };
    let print = |renderer: &dyn Reporter| {
        let mut out = Vec::new();
        renderer.parsed(&parsed, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    insta::assert_snapshot!("parsed_json", print(&JsonLines::default()));
    insta::assert_snapshot!("parsed_terminal", print(&Terminal::new(layout(80, Emphasis::Marks))));
}

/// A whole resolution with items of two levels.
pub(super) fn whole() -> Group {
    group(
        Header {
            record: Some(record()),
            ..header("A/RES/99/1", "Safe harbours for research vessels", "un-ga", "en")
        },
        vec![
            hit("PP1", "_Recalling_ its resolution 98/3,"),
            hit(
                "PP2",
                "_Aware_ of the dangers of the winter sea, which have been set out in the \
                        report on the matter,",
            ),
            hit("OP1", "_Calls upon_ coastal States:"),
            item("OP1(a)", "_Calls upon_ coastal States:", "To open their harbours, that is:"),
            item("OP1(a)(i)", "_Calls upon_ coastal States:", "The winter harbours;"),
            below(&["II", "The\u{1b} next session"], hit("OP2", "_Decides_ to return to it.")),
            below(&["Annex"], hit("AX1.1", "Rules of the harbours.")),
        ],
    )
}

#[test]
fn a_whole_resolution_with_a_clause_marked() {
    let whole = whole();
    let print = |renderer: &dyn Renderer, marked| {
        let mut out = Vec::new();
        let shown = Shown { resolution: &whole, marked, alternatives: &[], names_max: 2 };
        renderer.resolutions(&[shown], &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let terminal = Terminal::new(layout(80, Emphasis::Marks));
    insta::assert_snapshot!("whole_resolution", print(&terminal, Some("OP1(a)")));
    let narrow = Terminal::new(layout(40, Emphasis::Marks));
    insta::assert_snapshot!("whole_resolution_narrow", print(&narrow, Some("PP2")));
    let lines = print(&JsonLines::default(), None);
    assert_eq!(lines.lines().count(), whole.hits.len());
    // The record stands in the first line, wherever that begins.
    assert!(lines.lines().next().unwrap().contains("\"by_state\""));
    assert_eq!(lines.matches("\"by_state\"").count(), 1);
    insta::assert_snapshot!("whole_resolution_json", print(&JsonLines::default(), Some("OP2")));
}

#[test]
fn a_build_names_files_that_were_read_with_faults() {
    let file = |path: &str, fault: &str, count| FaultyFile {
        path: path.to_owned(),
        fault: fault.to_owned(),
        count,
    };
    let scan = "page 3 of 5 has no text: needs character recognition";
    let summary = Summary {
        changes: PlanCounts { added: 2, ..PlanCounts::default() },
        faulty: vec![file("rows.csv", "line 4: too few cells", 3), file("scan.pdf", scan, 1)],
        ..Summary::default()
    };
    let mut page = Vec::new();
    Terminal::new(layout(80, Emphasis::Marks)).summary(&summary, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    let told = "2 files were read with faults:\n  `rows.csv`: line 4: too few cells, and 2 more\n  \
                `scan.pdf`: page 3 of 5 has no text: needs character recognition\n";
    assert!(page.contains(told), "{page}");
}

#[test]
fn verbs_are_counted_with_bars() {
    let row = |part: &str, verb: &str, clauses| VerbRow {
        part: part.to_owned(),
        verb: verb.to_owned(),
        clauses,
    };
    let report = VerbReport {
        total_clauses: 12_345,
        clauses_without_verb: 1,
        rows: vec![
            row("preambular", "recalls", 3000),
            row("preambular", "bears_in_mind", 1),
            row("operative", "calls_upon", 1234),
            row("operative", "requests", 617),
        ],
    };
    let print = |renderer: &dyn Reporter| {
        let mut out = Vec::new();
        renderer.verbs(&report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    insta::assert_snapshot!("verbs", print(&Terminal::new(layout(80, Emphasis::Marks))));
    let ascii = Layout { signs: Signs::Ascii, ..layout(40, Emphasis::Marks) };
    insta::assert_snapshot!("verbs_narrow_ascii", print(&Terminal::new(ascii)));
    insta::assert_snapshot!("verbs_json", print(&JsonLines::default()));
}

#[test]
fn escape_sequences_do_not_reach_the_output() {
    let cases = [
        ("plain", "plain"),
        ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
        ("a\u{9b}31mb", "a\\u{9b}31mb"),
        ("two\nlines\tand\u{85}more", "two lines and more"),
        ("back\u{8}space\u{7f}", "back\\u{8}space\\u{7f}"),
        ("evil\u{202e}txt.exe", "eviltxt.exe"),
    ];
    for (text, expected) in cases {
        assert_eq!(visible(text), expected);
    }
}

proptest! {
    #[test]
    fn any_text_is_printed_safely(text in any::<String>(), start in 0usize..40, length in 0usize..9) {
        let span = Span::new(start, start + length);
        let hostile = Hit { text: text.clone(), highlights: vec![span], ..hit(&text, "") };
        let header = Header { title: Some(text.clone()), source: text.clone(), ..Header::default() };
        let report = report(vec![group(header, vec![hostile])]);
        let screen = screen(layout(30, Emphasis::Marks), &report);
        let json = printed(&mut JsonLines::default(), &report);
        for output in [screen, json.clone()] {
            prop_assert!(!output.chars().any(|c| c.is_control() && c != '\n'), "{output:?}");
        }
        let object: serde_json::Value = serde_json::from_str(json.trim_end()).unwrap();
        prop_assert_eq!(object["text"].as_str().unwrap(), text);
    }
}
