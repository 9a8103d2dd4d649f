//! Queries: the ten best clauses, with plain tantivy on the same clauses beside them.
//!
//! `cargo bench --bench query`; microseconds a query, and the ratios from the lines of one run.
//! `resq` reads the query, ranks with the whole resolution in view, reads ten clauses back and
//! marks what matched; plain tantivy runs the ready query for ten addresses.

mod common;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use resq::schema::IndexSchema;
use resq::search::{Request, search_with};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, PhraseQuery, Query, RegexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Index, Searcher, Term};

/// Some ten thousand clauses.
const RESOLUTIONS: usize = 400;
/// A page.
const HITS: usize = 10;

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
        group.bench_function(format!("{name}, resq"), |bencher| {
            bencher.iter(|| {
                let report = search_with(&searcher, IndexSchema::embedded(), black_box(&request));
                let groups = report.expect("an answer").groups;
                assert_eq!(groups.iter().map(|group| group.hits.len()).sum::<usize>(), HITS);
            });
        });
    }
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
