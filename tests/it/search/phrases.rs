//! A phrase that is one term of the index finds what the engine's query for its words finds.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use resq::analysis::Analyzer;
use resq::lexicon::Lexicon;
use resq::resolution::{Clause, Part, Resolution};
use resq::schema::{ClauseEncoder, Clauses, IndexSchema, SourcePlace};
use resq::search::{Request, search_with};
use resq::text::{Language, Origin};
use tantivy::collector::TopDocs;
use tantivy::query::PhraseQuery;
use tantivy::schema::Field;
use tantivy::{Index, IndexWriter, Searcher, Term};

/// Stands in every clause.
pub(super) const EVERYWHERE: &str = "lighthouse";
/// What may stand between two words of a phrase, and what may not matter there.
const BETWEEN: [&str; 6] = [" ", ", ", "; ", "-", " \u{2013} ", ".\n"];

/// Some words of the form with this number, and what stands before them.
type Pick = (usize, usize, usize);

fn picks() -> impl Strategy<Value = Vec<Pick>> {
    prop::collection::vec((0..100_000_usize, 0..4_usize, 0..30_usize), 0..8)
}

/// Beginnings of phrases and whole ones, one after the other.
fn text(picks: &[Pick], forms: &[&str]) -> String {
    let mut text = String::new();
    for (form, left_out, between) in picks {
        let form = forms[form % forms.len()];
        let words: Vec<&str> = form.split(' ').collect();
        let taken = words.len().saturating_sub(*left_out).max(1);
        text.push_str(BETWEEN.get(*between).unwrap_or(&" "));
        text.push_str(&words[..taken].join(BETWEEN.get(between / 2).unwrap_or(&" ")));
    }
    text
}

pub(super) fn clause(text: &str, lead_in: &str) -> Clause {
    Clause {
        label: "OP1".to_owned(),
        part: Part::Operative,
        verbs: Vec::new(),
        has_head: false,
        verb_text: None,
        qualifiers: Vec::new(),
        text: format!("{text} {EVERYWHERE}"),
        lead_in: Some(lead_in.to_owned()).filter(|lead| !lead.is_empty()).into_iter().collect(),
        headings: Default::default(),
        citations: Vec::new(),
        joint_symbols: Vec::new(),
        addressee: None,
        deadline: None,
        origin: Origin::default(),
    }
}

pub(super) fn searcher(clauses: Vec<Clause>, language: Language) -> Searcher {
    let schema = IndexSchema::embedded();
    let mut index = Index::create_in_ram(schema.schema().clone());
    schema.register(&mut index);
    let mut writer: IndexWriter<_> = index.writer_with_num_threads(1, 20_000_000).unwrap();
    let resolution = Resolution { language: Some(language), clauses, ..Resolution::default() };
    let place = SourcePlace { source: "a.txt", hash: "0", number: 0 };
    ClauseEncoder::new(schema).encode(&resolution, place, |document| {
        writer.add_document(document).unwrap();
    });
    writer.commit().unwrap();
    index.reader().unwrap().searcher()
}

/// What the query for the words of a phrase finds in a field, by the number of the clause.
fn by_words(searcher: &Searcher, field: Field, words: &[String]) -> BTreeMap<usize, f32> {
    let terms = words.iter().map(|word| Term::from_field_text(field, word)).collect();
    let top = TopDocs::with_limit(100).order_by_score();
    let found = searcher.search(&PhraseQuery::new(terms), &top).unwrap();
    found.into_iter().map(|(score, address)| (address.doc_id as usize, score)).collect()
}

/// What a search finds, by the number of the clause.
pub(super) fn by_search(
    searcher: &Searcher,
    query: &str,
    texts: &[String],
) -> BTreeMap<usize, f32> {
    let request = Request { limit: 0, collapses: false, ..Request::new(query) };
    let report = search_with(&Clauses::of(searcher), IndexSchema::embedded(), &request).unwrap();
    let hits = report.groups.into_iter().flat_map(|group| group.hits);
    hits.map(|hit| (texts.iter().position(|text| *text == hit.text).unwrap(), hit.score)).collect()
}

/// The score of a clause that is found by one phrase, from that of the engine: as `search::scan`
/// and `search::rank` say.
fn counted(bm25: f32, found: usize, all: usize) -> f32 {
    let (found, all) = (found as f32, all as f32);
    let idf = (1.0 + (all - found + 0.5).max(0.0) / (found + 0.5)).ln();
    1.1 * 2.57 * idf * bm25 / (bm25 + 1.57 * idf).max(f32::MIN_POSITIVE)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_phrase_finds_the_same_clauses_by_its_term_and_by_its_words(
        language in prop::sample::select(Language::ALL.to_vec()),
        rows in prop::collection::vec((picks(), picks()), 1..8),
    ) {
        let forms = Lexicon::embedded().phrase_forms();
        let mut clauses: Vec<Clause> = Vec::new();
        for (number, (own, lead_in)) in rows.iter().enumerate() {
            // The number makes every text another.
            let [own, lead_in] =
                [own, lead_in].map(|picks| format!("{number} {}", text(picks, &forms)));
            let lead_in = clause(&format!("above {lead_in}"), "");
            let item = clause(&own, &lead_in.text);
            clauses.extend([lead_in, item]);
        }
        let texts: Vec<String> = clauses.iter().map(|clause| clause.text.clone()).collect();
        let searcher = searcher(clauses, language);
        let fields = IndexSchema::embedded().fields();
        let mut analyzer = Analyzer::new(IndexSchema::embedded().chains());
        let picked = rows.iter().flat_map(|(own, lead_in)| own.iter().chain(lead_in));
        for form in picked.map(|(form, _, _)| forms[form % forms.len()]) {
            let words = analyzer.spanned(form, None).words;
            let words: Vec<String> = words.into_iter().map(|(_, word)| word).collect();
            if words.len() < 2 {
                continue;
            }
            let own = by_words(&searcher, fields.words, &words);
            let found = by_search(&searcher, &format!("\"{form}\""), &texts);
            prop_assert!(found.keys().eq(own.keys()), "{form}: {found:?}, not {own:?}");
            for (number, score) in &found {
                let expected = counted(own[number], own.len(), texts.len());
                prop_assert!((score - expected).abs() <= expected * 1e-5, "{form}: {score}");
            }
            // Clauses with even numbers are lead-ins, each of the one behind it.
            let below = own.keys().filter(|number| number.is_multiple_of(2)).map(|number| number + 1);
            let both: BTreeSet<usize> = own.keys().copied().chain(below).collect();
            let found = by_search(&searcher, &format!("\"{form}\" AND {EVERYWHERE}"), &texts);
            prop_assert!(found.keys().eq(both.iter()), "{form}: {found:?}, not {both:?}");
        }
    }
}
