//! The query language: trees, readings, faults, limits, and the examples of its reference.

use std::fmt::Write as _;

use insta::assert_snapshot;
use proptest::prelude::*;
use resq::lexicon::Lexicon;
use resq::query::{
    Ast, DEPTH_MAX, DISTANCE_WORDS_MAX, FUZZY_EDITS_MAX, FaultKind, Field, LEAVES_MAX,
    PREFIX_CHARS_MIN, QUERY_BYTES_MAX, REFERENCE, Wanted, edit_distance, join_arguments, nearest,
    parse, parse_plain, print, render_faults, resolve_filter, understand, understand_plain,
};

fn meaning(query: &str) -> Result<resq::query::Meaning, String> {
    understand(query, Lexicon::embedded()).map_err(|faults| render_faults(query, &faults))
}

fn reading(query: &str) -> String {
    meaning(query).map_or_else(|faults| format!("FAULT {faults}"), |meaning| meaning.reading)
}

fn check(query: &str, expected: &str) {
    assert_eq!(reading(query), expected, "query: {query}");
}

#[test]
fn queries_read_as_a_person_means_them() {
    let table = include_str!("../data/query/readings.tsv");
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (query, expected) = line.split_once('\t').unwrap();
        check(query, expected);
    }
}

#[test]
fn a_reading_typed_again_means_the_same() {
    let table = include_str!("../data/query/readings.tsv");
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (_, expected) = line.split_once('\t').unwrap();
        check(expected, expected);
    }
}

#[test]
fn every_fault_is_told_with_its_place() {
    let mut told = String::new();
    for query in include_str!("../data/query/faults.txt").lines() {
        let faults = meaning(query).expect_err(query);
        let _ = writeln!(told, "> {query}\n{faults}");
    }
    assert_snapshot!(told);
}

#[test]
fn faults_of_filters_name_the_value() {
    let told = |field, value| {
        resolve_filter(field, value, Lexicon::embedded())
            .map_err(|kind| format!("{kind}; {}", kind.suggestion().unwrap_or_default()))
    };
    let faults = [
        (Field::Verb, "encoruages"),
        (Field::Year, "2020..2010"),
        (Field::Year, ".."),
        (Field::Organ, "un-gaa"),
        (Field::Lang, "de"),
        (Field::Part, "middle"),
        (Field::Part, ""),
    ];
    let lines: Vec<String> =
        faults.into_iter().map(|(field, value)| told(field, value).unwrap_err()).collect();
    assert_snapshot!(lines.join("\n"));
    assert!(told(Field::Verb, "noting with appreciation").is_ok());
    assert!(told(Field::Year, "2000..2002").is_ok());
    let list = resolve_filter(Field::Lang, "fr, es，zh", Lexicon::embedded()).unwrap();
    assert_eq!(resq::query::reading(&list, Lexicon::embedded()), "lang:fr OR lang:es OR lang:zh");
    assert!(told(Field::Lang, "fr,de").is_err() && told(Field::Lang, ",").is_err());
}

#[test]
fn plain_words_want_the_closest_and_conditions_the_exact() {
    for query in ["cybercrime", "women peace security", "UNSCR 2530", "ratif* treaty", "a~1 b"] {
        assert_eq!(meaning(query).unwrap().wanted, Wanted::Closest, "{query}");
    }
    for query in ["\"calls upon\" x", "verb:urges x", "a AND b", "a -b", "a w/3 b", "URGES x"] {
        assert_eq!(meaning(query).unwrap().wanted, Wanted::Exact, "{query}");
    }
}

#[test]
fn plain_words_may_open_with_a_verb() {
    let opener = meaning("calls upon states to ratify").unwrap().opener.unwrap();
    assert_eq!(opener.words, 2);
    assert_eq!(opener.verb.readings[0].concept.as_str(), "calls_upon");
    assert_eq!(meaning("cybercrime ratification").unwrap().opener, None);
}

#[test]
fn plain_takes_every_sign_as_no_sign() {
    let ast = parse_plain("Recalling: \"peace (and) security\", -not AND; a/b*").unwrap();
    assert_eq!(print(&ast), "Recalling peace and security not AND a b");
    assert_eq!(parse_plain("  ").unwrap(), Ast::default());
}

#[test]
fn plain_takes_capitals_and_numbers_as_words_too() {
    let plain = |query| understand_plain(query, Lexicon::embedded()).unwrap();
    let calls = plain("CALLS UPON States to ratify");
    assert_eq!(calls.reading, "says:CALLS AND UPON AND States AND to AND ratify");
    assert_eq!(calls.opener.unwrap().words, 2, "the verb still counts for the order");
    assert_eq!(calls.wanted, Wanted::Closest);
    let cited = plain("paragraph 4 of resolution 1325");
    assert_eq!(cited.reading, "paragraph AND 4 AND of AND resolution AND 1325");
    assert_eq!(plain("").reading, "");
}

#[test]
fn quotes_that_the_shell_took_are_put_back() {
    let join = |arguments: &[&str]| {
        let owned: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        join_arguments(&owned)
    };
    assert_eq!(join(&["calls upon", "cybercrime"]), "\"calls upon\" cybercrime");
    assert_eq!(join(&["calls upon cybercrime"]), "calls upon cybercrime");
    assert_eq!(join(&["CALLS", "UPON", "states"]), "CALLS UPON states");
    assert_eq!(join(&["a OR b", "verb:\"calls upon\""]), "a OR b verb:\"calls upon\"");
    assert_eq!(join(&[]), "");
}

#[test]
fn limits_hold_on_both_sides() {
    let is_read = |query: &str| parse(query).is_ok();
    let long = |bytes: usize| "a".repeat(bytes);
    assert!(is_read(&long(QUERY_BYTES_MAX)) && !is_read(&long(QUERY_BYTES_MAX + 1)));
    assert!(parse_plain(&long(QUERY_BYTES_MAX + 1)).is_err());
    let deep = |levels: usize| format!("{}a{}", "(".repeat(levels), ")".repeat(levels));
    assert!(is_read(&deep(DEPTH_MAX)) && !is_read(&deep(DEPTH_MAX + 1)));
    let faults = parse(&"(".repeat(10_000)).unwrap_err();
    assert!(faults.iter().any(|fault| fault.kind == FaultKind::TooDeep));
    let many = |leaves: usize| vec!["a"; leaves].join(" ");
    assert!(is_read(&many(LEAVES_MAX)) && !is_read(&many(LEAVES_MAX + 1)));
    assert!(parse_plain(&many(LEAVES_MAX)).is_ok());
    assert!(parse_plain(&many(LEAVES_MAX + 1)).is_err());
    let far = |words: u32| format!("a w/{words} b");
    assert!(is_read(&far(DISTANCE_WORDS_MAX)) && !is_read(&far(DISTANCE_WORDS_MAX + 1)));
    assert!(is_read("word~2") && !is_read("word~3") && !is_read("word~0"));
    assert!(is_read("ab*") && !is_read("a*") && is_read("安*"));
}

#[test]
fn the_examples_of_the_reference_are_queries() {
    let mut readings = String::new();
    for example in REFERENCE.lines().filter_map(|line| line.strip_prefix("    ")) {
        assert!(meaning(example).is_ok(), "{}", reading(example));
        let _ = writeln!(readings, "{example}\n    {}", reading(example));
    }
    assert_snapshot!(readings);
}

#[test]
fn the_limits_of_the_reference_are_those_of_the_program() {
    let limits = REFERENCE.split("## Limits").nth(1).unwrap();
    for said in [
        format!("{QUERY_BYTES_MAX} bytes"),
        format!("{LEAVES_MAX} words and phrases"),
        format!("{DEPTH_MAX} levels"),
        format!("at most {DISTANCE_WORDS_MAX} words"),
    ] {
        assert!(limits.contains(&said), "{said}");
    }
    assert_eq!((FUZZY_EDITS_MAX, PREFIX_CHARS_MIN), (2, 2), "written as words");
}

#[test]
fn every_field_is_in_the_reference() {
    for field in Field::ALL {
        assert!(REFERENCE.contains(&format!("{field}:")), "`{field}` is missing");
    }
}

#[test]
fn distance_counts_changes_and_swaps() {
    assert_eq!(edit_distance("urges", "urges", 2), Some(0));
    assert_eq!(edit_distance("ugres", "urges", 2), Some(1));
    assert_eq!(edit_distance("ratify", "rectify", 2), Some(2));
    assert_eq!(edit_distance("", "abc", 2), None);
    assert_eq!(nearest("orgn", ["organ", "part", "origin"], 2), ["organ"]);
    assert!(nearest("zzz", ["organ"], 2).is_empty());
}

const FRAGMENTS: &[&str] = &[
    "A/",
    "ES/71/19",
    "\u{b}",
    "peace",
    "AND",
    "OR",
    "NOT",
    "-",
    "(",
    ")",
    "\"",
    "“a b”",
    "«c \"d»",
    "「安理会」",
    "verb:urges",
    "verb:\"calls upon\"",
    "verb:(calls upon)",
    "year:2010..2020",
    "cites:",
    "A/RES/71/19",
    "71/19",
    "resolution",
    "1325",
    "(2000)",
    "w/5",
    "/s",
    "NOT w/3",
    "pre/2",
    "ratif*",
    "col*r",
    "organi?ation",
    "wom?n*",
    "peace?",
    "*",
    "word~1",
    "~",
    "~4",
    "in:(",
    "title:",
    "clause:OP3(a)",
    ",",
    "،",
    "；",
    ":",
    "...",
    "--",
    "it's",
    "U.S.",
    "Stockholm+50",
    "foo:bar",
    "（",
    "）",
    "\t",
    "é",
    "－",
    "：",
    "～１",
    "／s",
    "w/٥",
    "addressee:",
    "verb：敦促",
    "＂",
    "„d“",
    "OP3",
    "paragraph",
    "para. 4",
    "§ 4",
    "2-4",
    "of",
    "第1325(2000)号决议第4段",
    "clause:3(*)",
    "||",
    "&&",
    "!",
];

proptest! {
    #[test]
    fn printing_and_parsing_are_inverse(picks in prop::collection::vec((0..FRAGMENTS.len(), any::<bool>()), 0..16)) {
        let mut query = String::new();
        for (pick, spaced) in picks {
            query.push_str(FRAGMENTS[pick]);
            if spaced { query.push(' '); }
        }
        if let Ok(ast) = parse(&query) {
            let printed = print(&ast);
            let again = parse(&printed).map_err(|faults| {
                TestCaseError::fail(format!("{query:?} printed {printed:?}: {faults:?}"))
            })?;
            prop_assert_eq!(again.without_spans(), ast.without_spans(), "{:?} printed {:?}", query, printed);
        }
    }

    #[test]
    fn any_text_is_read_or_refused_with_places_inside(query in "\\PC{0,40}") {
        if let Err(faults) = parse(&query) {
            prop_assert!(!faults.is_empty());
            for fault in &faults {
                prop_assert!(query.get(fault.span.start()..fault.span.end()).is_some());
            }
            prop_assert!(!render_faults(&query, &faults).is_empty());
        }
        prop_assert!(parse_plain(&query).is_ok());
    }
}
