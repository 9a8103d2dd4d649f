//! Queries: the ten best clauses, with plain tantivy on the same clauses beside them.
//!
//! `cargo bench --bench query`; microseconds a query, and the ratios from the lines of one run.
//! `resq` reads the query, ranks with the whole resolution in view, counts clauses and resolutions,
//! reads ten clauses back and marks what matched; where it counts only, it does the same but for the
//! ten. Plain tantivy runs the ready query for ten addresses and counts nothing. A legal phrase is
//! also run as the one term that the index has for it.
//!
//! The snippets are microseconds for each clause that is read back, marked and cut to what is
//! shown, with tantivy's generator of snippets over the same clauses beside it.

mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use resq::schema::IndexSchema;
use resq::search::{Request, search_with, snippet};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, PhraseQuery, Query, RegexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, Searcher, TantivyDocument, Term};

/// Some ten thousand clauses.
const RESOLUTIONS: usize = 400;
/// A page.
const HITS: usize = 10;
/// Clauses that snippets are made of.
const SNIPPETS: usize = 100;
/// What fits a few lines of a terminal.
const SNIPPET_CHARS: usize = 300;

fn queries(criterion: &mut Criterion) {
    let resolutions = common::resolutions(RESOLUTIONS);
    let clauses = common::clause_count(&resolutions);
    let (plain_dir, dir) = (tempfile::tempdir(), tempfile::tempdir());
    let (plain_dir, dir) = (plain_dir.expect("a folder"), dir.expect("a folder"));
    let plain = common::plain_index(&resolutions, plain_dir.path());
    let ours = common::resq_index(resolutions.iter(), dir.path());
    let (plain_searcher, searcher) = (searcher(&plain), searcher(&ours));
    assert_eq!((plain_searcher.num_docs(), searcher.num_docs()), (clauses, clauses));
    let text = plain.schema().get_field("text").expect("the field of the text");
    let mut group = criterion.benchmark_group("query");
    for (name, typed, query) in [
        ("common word", "resolution", word(text, "resolut")),
        (
            "two words",
            "resolution country",
            Box::new(BooleanQuery::intersection(vec![
                word(text, "resolut"),
                word(text, "countri"),
            ])),
        ),
        ("phrase", "\"calls upon\"", phrase(text, &["call", "upon"])),
        ("phrase of common words", "\"of the\"", phrase(text, &["of", "the"])),
        (
            "beginning",
            "resol*",
            Box::new(RegexQuery::from_pattern("resol.*", text).expect("a pattern")),
        ),
    ] {
        let collector = TopDocs::with_limit(HITS).order_by_score();
        let found = plain_searcher.search(&query, &collector).expect("an answer");
        assert_eq!(found.len(), HITS, "{name}");
        group.bench_function(format!("{name}, plain tantivy"), |bencher| {
            bencher.iter(|| {
                let found = plain_searcher.search(black_box(&query), &collector);
                assert_eq!(found.expect("an answer").len(), HITS);
            });
        });
        let request = Request { collapses: false, limit: HITS, ..Request::new(typed) };
        let counted = Request { counts_only: true, ..request.clone() };
        group.bench_function(format!("{name}, resq, counted only"), |bencher| {
            bencher.iter(|| {
                let report = search_with(&searcher, IndexSchema::embedded(), black_box(&counted));
                assert!(report.expect("an answer").total_clauses >= HITS);
            });
        });
        group.bench_function(format!("{name}, resq"), |bencher| {
            bencher.iter(|| {
                let report = search_with(&searcher, IndexSchema::embedded(), black_box(&request));
                let groups = report.expect("an answer").groups;
                assert_eq!(groups.iter().map(|group| group.hits.len()).sum::<usize>(), HITS);
            });
        });
    }
    let term = Term::from_field_text(IndexSchema::embedded().fields().phrases, "calls upon");
    let term = TermQuery::new(term, IndexRecordOption::WithFreqs);
    group.bench_function("phrase, its term", |bencher| {
        let collector = TopDocs::with_limit(HITS).order_by_score();
        bencher.iter(|| {
            let found = searcher.search(black_box(&term), &collector);
            assert_eq!(found.expect("an answer").len(), HITS);
        });
    });
    group.finish();
    snippets(criterion, (&plain_searcher, text), &searcher);
}

fn snippets(criterion: &mut Criterion, (plain, text): (&Searcher, Field), searcher: &Searcher) {
    let mut group = criterion.benchmark_group("snippet");
    let query = phrase(text, &["call", "upon"]);
    let generator = SnippetGenerator::create(plain, &*query, text).expect("a generator");
    let collector = TopDocs::with_limit(SNIPPETS).order_by_score();
    let found = plain.search(&query, &collector).expect("an answer");
    assert_eq!(found.len(), SNIPPETS);
    group.bench_function("plain tantivy", |bencher| {
        bencher.iter_custom(|rounds| {
            let start = Instant::now();
            for _ in 0..rounds {
                for (_, address) in &found {
                    let document: TantivyDocument = plain.doc(*address).expect("a clause");
                    black_box(generator.snippet_from_doc(&document));
                }
            }
            start.elapsed() / u32::try_from(SNIPPETS).unwrap_or(1)
        });
    });
    let shown = |limit| {
        let request = Request { collapses: false, limit, ..Request::new("\"calls upon\"") };
        let report = search_with(searcher, IndexSchema::embedded(), black_box(&request));
        let groups = report.expect("an answer").groups;
        let hits = groups.iter().flat_map(|group| &group.hits);
        hits.map(|hit| snippet(&hit.text, &hit.highlights, SNIPPET_CHARS).len()).sum::<usize>()
    };
    // What a hit more costs: the query itself is taken off.
    group.bench_function("resq", |bencher| {
        bencher.iter_custom(|rounds| {
            let (mut one, mut many) = (Duration::ZERO, Duration::ZERO);
            for _ in 0..rounds {
                let start = Instant::now();
                assert!(shown(1) > 0);
                one += start.elapsed();
                let start = Instant::now();
                assert!(shown(SNIPPETS + 1) > SNIPPETS);
                many += start.elapsed();
            }
            many.saturating_sub(one) / u32::try_from(SNIPPETS).unwrap_or(1)
        });
    });
    group.finish();
}

fn searcher(index: &Index) -> Searcher {
    index.reader().expect("a reader").searcher()
}

fn word(field: Field, stem: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(field, stem);
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn phrase(field: Field, stems: &[&str]) -> Box<dyn Query> {
    let terms = stems.iter().map(|stem| Term::from_field_text(field, stem)).collect();
    Box::new(PhraseQuery::new(terms))
}

criterion_group!(benches, queries);
criterion_main!(benches);
