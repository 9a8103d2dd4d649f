//! A clause verb is looked for in the text of the language in which it is asked, where the index has it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use resq::citation::Symbol;
use resq::lexicon::Lexicon;
use resq::resolution::{Clause, Resolution};
use resq::schema::{Clauses, IndexSchema};
use resq::search::{Reason, Request, SearchReport, search_with};
use resq::text::Language;
use tantivy::Searcher;

use super::built::{self, LITTLE_MEMORY_BYTES, MUCH_MEMORY_BYTES};
use super::phrases;

/// A verb as clauses print it, and the concept that the tables give it.
type Verb = (&'static str, &'static str);

const REQUESTS: Verb = ("Requests", "requests");
const CALLS_UPON: Verb = ("Calls upon", "calls_upon");
const ENCOURAGES: Verb = ("Encourages", "encourages");
const DEMANDE: Verb = ("Demande", "calls_upon");
const ENGAGE: Verb = ("Engage", "encourages");
const PRIZYVAET: Verb = ("призывает", "calls_upon");

fn text(symbol: Option<&str>, language: Language, verbs: &[Verb]) -> Resolution {
    let clause = |(number, (printed, concept)): (usize, &Verb)| Clause {
        label: format!("OP{}", number + 1),
        verbs: vec![
            Lexicon::embedded().resolve(concept, None).unwrap().readings[0].concept.clone(),
        ],
        verb_text: Some((*printed).to_owned()),
        has_head: true,
        ..phrases::clause(printed, "")
    };
    Resolution {
        symbol: symbol.and_then(Symbol::parse),
        language: Some(language),
        clauses: verbs.iter().enumerate().map(clause).collect::<Vec<Clause>>(),
        ..Resolution::default()
    }
}

fn ask(searcher: &Searcher, request: &Request) -> SearchReport {
    search_with(&Clauses::of(searcher), IndexSchema::embedded(), request).unwrap()
}

/// The language, symbol and label of the clauses that a query finds.
fn found(searcher: &Searcher, query: &str) -> BTreeSet<String> {
    let report = ask(searcher, &Request { limit: 0, collapses: false, ..Request::new(query) });
    let of_group = |group: &resq::search::Group| {
        let language = group.header.language.clone().unwrap_or_default();
        let symbol = group.header.symbol.clone().unwrap_or_default();
        let name = format!("{language} {}", symbol.rsplit('/').next().unwrap_or_default());
        group.hits.iter().map(|hit| format!("{name} {}", hit.label)).collect::<Vec<_>>()
    };
    report.groups.iter().flat_map(of_group).collect()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

/// A resolution in three languages, one in French whose English text has a clause more, one in Russian
/// alone, and one without a symbol in two.
fn collection() -> Searcher {
    let (first, second, third) = (Some("A/RES/80/1"), Some("A/RES/80/2"), Some("A/RES/80/3"));
    let resolutions = [
        text(first, Language::French, &[DEMANDE, DEMANDE, ENGAGE]),
        text(first, Language::English, &[REQUESTS, CALLS_UPON, CALLS_UPON]),
        text(first, Language::Russian, &[PRIZYVAET, PRIZYVAET, PRIZYVAET]),
        text(second, Language::French, &[DEMANDE]),
        text(second, Language::English, &[REQUESTS, ENCOURAGES]),
        text(third, Language::Russian, &[PRIZYVAET]),
        text(None, Language::English, &[REQUESTS]),
        text(None, Language::French, &[DEMANDE]),
    ];
    built::searcher(&resolutions, &[false; 8], (MUCH_MEMORY_BYTES, &[]))
}

#[test]
fn the_text_of_the_language_in_which_a_verb_is_asked_says_what_the_others_mean() {
    let searcher = collection();
    let check = |query: &str, expected: &[&str]| {
        assert_eq!(found(&searcher, query), names(expected), "{query}");
    };
    check("verb:requests", &["en 1 OP1", "fr 1 OP1", "ru 1 OP1", "en 2 OP1", "en  OP1"]);
    check(
        "verb:(calls upon) -lang:en",
        &["fr 1 OP2", "fr 1 OP3", "ru 1 OP2", "ru 1 OP3", "fr 2 OP1", "ru 3 OP1", "fr  OP1"],
    );
    // French is asked, so that the English verbs do not matter; elsewhere "Engage" may be "Calls upon".
    check("verb:engage lang:fr", &["fr 1 OP3"]);
    check("verb:engage lang:ru", &["ru 1 OP3", "ru 3 OP1"]);
    // A form in quotes is what is printed.
    check("verb:\"demande\"", &["fr 1 OP1", "fr 1 OP2", "fr 2 OP1", "fr  OP1"]);
    check("lang:fr -verb:(calls upon)", &["fr 1 OP1"]);
    check("verb:encourages", &["en 2 OP2"]);
}

#[test]
fn a_clause_says_in_which_language_the_verb_heads_it() {
    let searcher = collection();
    let query = "verb:(calls upon) symbol:A/RES/80/1";
    let report = ask(
        &searcher,
        &Request { explains: true, limit: 0, collapses: false, ..Request::new(query) },
    );
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for group in &report.groups {
        for hit in &group.hits {
            let language = group.header.language.clone().unwrap_or_default();
            let told = hit.reasons.iter().map(Reason::to_string).collect();
            reasons.push((format!("{language} {}", hit.label), told));
        }
    }
    reasons.sort();
    let heads = "the verb of the query heads it";
    let expected = [
        ("en OP2", heads),
        ("en OP3", heads),
        ("fr OP2", heads),
        ("fr OP3", "the verb of the query heads its English text"),
        ("ru OP2", heads),
        ("ru OP3", heads),
    ];
    let expected = expected.map(|(clause, reason)| (clause.to_owned(), vec![reason.to_owned()]));
    assert_eq!(reasons, expected);
}

/// A text as numbers.
#[derive(Clone, Debug)]
struct Row {
    symbol: usize,
    language: usize,
    verbs: Vec<usize>,
    is_gone: bool,
}

const SYMBOLS: [Option<&str>; 3] = [None, Some("A/RES/80/1"), Some("A/RES/80/2")];
const LANGUAGES: [Language; 3] = [Language::English, Language::French, Language::Russian];
/// Of each language; the concepts alone are looked at.
const VERBS: [Verb; 3] = [REQUESTS, CALLS_UPON, ENCOURAGES];

fn row() -> impl Strategy<Value = Row> {
    let verbs = prop::collection::vec(0..VERBS.len(), 1..40);
    // Short texts are often as long as others.
    let verbs = prop_oneof![3 => prop::collection::vec(0..VERBS.len(), 1..3), 1 => verbs];
    (0..SYMBOLS.len(), 0..LANGUAGES.len(), verbs, prop::bool::weighted(0.2))
        .prop_map(|(symbol, language, verbs, is_gone)| Row { symbol, language, verbs, is_gone })
}

impl Row {
    fn resolution(&self) -> Resolution {
        let verbs: Vec<Verb> = self.verbs.iter().map(|verb| VERBS[*verb]).collect();
        text(SYMBOLS[self.symbol], LANGUAGES[self.language], &verbs)
    }

    /// How many of its clauses a slow reader finds headed by a verb that is asked in English.
    fn headed_by(&self, verb: usize, rows: &[Row]) -> usize {
        let is_parallel = |other: &&Row| {
            let is_same = other.symbol == self.symbol && other.verbs.len() == self.verbs.len();
            is_same && self.symbol > 0 && !other.is_gone && other.language == 0
        };
        let mut parallel: Vec<&Row> = rows.iter().filter(is_parallel).collect();
        if self.language == 0 || parallel.is_empty() {
            parallel = vec![self];
        }
        let places = 0..self.verbs.len();
        places.filter(|place| parallel.iter().any(|row| row.verbs[*place] == verb)).count()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn parallel_texts_are_read_as_a_slow_reader_does(
        rows in prop::collection::vec(row(), 1..12),
        is_cut in any::<bool>(),
        merged in prop::collection::vec(0..40_usize, 0..12),
    ) {
        let memory_bytes = if is_cut { LITTLE_MEMORY_BYTES } else { MUCH_MEMORY_BYTES };
        let resolutions: Vec<Resolution> = rows.iter().map(Row::resolution).collect();
        let gone: Vec<bool> = rows.iter().map(|row| row.is_gone).collect();
        let searcher = built::searcher(&resolutions, &gone, (memory_bytes, &merged));
        for (number, (typed, _)) in VERBS.iter().enumerate() {
            let of_row = |row: &Row| row.headed_by(number, &rows);
            let expected: usize = rows.iter().filter(|row| !row.is_gone).map(of_row).sum();
            let query = format!("verb:({typed})");
            let request = Request { counts_only: true, ..Request::new(&query) };
            prop_assert_eq!(ask(&searcher, &request).total_clauses, expected, "{}", query);
        }
    }
}
