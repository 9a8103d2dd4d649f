//! Queries: the ten best clauses, with plain tantivy on the same clauses beside them.
//!
//! `cargo bench --bench query`; microseconds a query, and the ratios from the lines of one run.
//! `resq` reads the query, ranks with the whole resolution in view, counts clauses and resolutions,
//! reads ten clauses back and marks what matched; where it counts only, it does the same but for the
//! ten. Plain tantivy runs the ready query for ten addresses and counts nothing. A legal phrase is
//! also run as the one term that the index has for it.
//!
//! What is compared:
//!
//! | kind | `resq` is given | plain tantivy runs | over |
//! |---|---|---|---|
//! | common word | `resolution` | `TermQuery` | stems |
//! | two words | `resolution country` | `BooleanQuery`, both must | stems |
//! | phrase | `"calls upon"` | `PhraseQuery` | stems |
//! | phrase of common words | `"of the"` | `PhraseQuery` | stems |
//! | beginning | `resol*` | `RegexQuery` | stems |
//! | wildcard | `hu?an` | `RegexQuery` | stems |
//! | misspelling | `reprot~` | `FuzzyTermQuery`, one edit | stems |
//! | either word | `resolution OR country` | `BooleanQuery`, one should | stems |
//! | excluded word | `resolution -country` | `BooleanQuery`, one must not | stems |
//! | near | `resolution w/4 country` | `PhraseQuery` with a slop of 4 | stems |
//! | verb | `verb:urges` | `TermQuery` | the id of the verb |
//! | label | `clause:OP3` | `TermQuery` | the label |
//! | years | `year:1977..` | `RangeQuery` | the year, a fast field |
//!
//! A table of all kinds comes first, measured in turns: medians in microseconds, and the ratios pair
//! by pair, so that what slows the machine down slows both down. With
//! `RESQ_BENCH_TABLE=near` there is only the table, of this kind alone, and with an empty one of all
//! of them: the lines of Criterion take minutes.
//! A pattern is asked of the words as they are printed by `resq`, of stems by plain tantivy, whose
//! index has no other; the words are such as are their own stems.
//!
//! Ratios reached on two busy cores, without link-time optimisation (`resq` / tantivy): common word 32,
//! two words 32, phrase 3.0, phrase of common words 2.3, beginning 9.7, wildcard 15, misspelling 8.6,
//! either word 11, excluded word 7.5, near 8.7, verb 63, label 41, years 4.3.
//!
//! What stays unpacked from one query to the next is unpacked once for all rounds, as on the interactive
//! screen. Of the first `resolution`, 9.7 million instructions, 55 in a hundred unpack the blocks that ten
//! clauses and their headers stand in; 30 count and score 8,000 clauses with their resolutions, which
//! plain tantivy does not; 7 read the query, most of them to tell whether a verb opens it, which a program
//! that asks oftener looks up in a list. Blocks of 8 or 16 KB instead of 32 unpack sooner, but take the
//! index from 0.986 of plain tantivy's to 1.059 or 1.020.
//!
//! The snippets are microseconds for each clause that is read back, marked and cut to what is
//! shown, with tantivy's generator of snippets over the same clauses beside it: 13.5 and 14.1, where 25
//! are the goal.

#![expect(clippy::print_stdout, reason = "a program that prints a table")]

mod common;

use std::env;
use std::hint::black_box;
use std::ops::Bound;
use std::time::{Duration, Instant};

use common::Years;
use criterion::{Criterion, criterion_group, criterion_main};
use resq::bench::Spread;
use resq::schema::{Clauses, IndexSchema};
use resq::search::{Request, search_with, snippet};
use tantivy::collector::TopDocs;
use tantivy::query::{
    BooleanQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, RangeQuery, RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, Searcher, TantivyDocument, Term};

/// Asks for the table alone, and for one kind in it if it names one.
const TABLE: &str = "RESQ_BENCH_TABLE";
/// Some ten thousand clauses.
const RESOLUTIONS: usize = 400;
/// A page.
const HITS: usize = 10;
/// Clauses that snippets are made of.
const SNIPPETS: usize = 100;
/// What fits a few lines of a terminal.
const SNIPPET_CHARS: usize = 300;

/// Pairs of measurements for the table, and how often each asks.
const ROUNDS: usize = 41;
const ASKED: u32 = 10;

/// A kind of query in both languages.
struct Kind {
    name: &'static str,
    typed: &'static str,
    plain: Box<dyn Query>,
}

/// Returns the kinds of queries, as the table in the head of this file has them.
fn kinds(plain: &Index) -> Vec<Kind> {
    let field = |name: &str| plain.schema().get_field(name).expect("a field of the plain index");
    let (text, year) = (field("text"), field("year"));
    let (resolution, country) = (|| word(text, "resolut"), || word(text, "countri"));
    let boolean = |both: [(Occur, Box<dyn Query>); 2]| Box::new(BooleanQuery::new(both.into()));
    let pattern = |pattern| Box::new(RegexQuery::from_pattern(pattern, text).expect("a pattern"));
    let misspelt = Term::from_field_text(text, "reprot");
    let stems = ["resolut", "countri"].map(|stem| Term::from_field_text(text, stem));
    let mut near = PhraseQuery::new(stems.into());
    near.set_slop(4);
    let from = Bound::Included(Term::from_field_u64(year, 1977));
    let kind = |name, typed, plain| Kind { name, typed, plain };
    vec![
        kind("common word", "resolution", resolution()),
        kind(
            "two words",
            "resolution country",
            boolean([(Occur::Must, resolution()), (Occur::Must, country())]),
        ),
        kind("phrase", "\"calls upon\"", phrase(text, &["call", "upon"])),
        kind("phrase of common words", "\"of the\"", phrase(text, &["of", "the"])),
        kind("beginning", "resol*", pattern("resol.*")),
        kind("wildcard", "hu?an", pattern("hu.an")),
        kind("misspelling", "reprot~", Box::new(FuzzyTermQuery::new(misspelt, 1, true))),
        kind(
            "either word",
            "resolution OR country",
            boolean([(Occur::Should, resolution()), (Occur::Should, country())]),
        ),
        kind(
            "excluded word",
            "resolution -country",
            boolean([(Occur::Must, resolution()), (Occur::MustNot, country())]),
        ),
        kind("near", "resolution w/4 country", Box::new(near)),
        kind("verb", "verb:urges", word(field("verb"), "urges")),
        kind("label", "clause:OP3", word(field("label"), "OP3")),
        kind("years", "year:1977..", Box::new(RangeQuery::new(from, Bound::Unbounded))),
    ]
}

/// The same clauses in both engines.
struct Engines<'a> {
    plain: &'a Searcher,
    resq: &'a Clauses,
}

impl Engines<'_> {
    /// Asks plain tantivy for ten addresses.
    fn ask_plain(&self, kind: &Kind) {
        let collector = TopDocs::with_limit(HITS).order_by_score();
        let found = self.plain.search(black_box(&kind.plain), &collector).expect("an answer");
        assert_eq!(found.len(), HITS, "{}", kind.name);
    }

    /// Asks the program for ten clauses.
    fn ask_resq(&self, kind: &Kind) {
        let request = Request { collapses: false, limit: HITS, ..Request::new(kind.typed) };
        let report = search_with(self.resq, IndexSchema::embedded(), black_box(&request));
        let groups = report.expect("an answer").groups;
        assert_eq!(groups.iter().map(|group| group.hits.len()).sum::<usize>(), HITS);
    }

    /// Asks the program how many clauses there are.
    fn count_resq(&self, kind: &Kind) {
        let request = Request { collapses: false, limit: HITS, ..Request::new(kind.typed) };
        let counted = Request { counts_only: true, ..request };
        let report = search_with(self.resq, IndexSchema::embedded(), black_box(&counted));
        assert!(report.expect("an answer").total_clauses >= HITS, "{}", kind.name);
    }
}

fn queries(criterion: &mut Criterion) {
    let resolutions = common::resolutions(RESOLUTIONS);
    let clauses = common::clause_count(&resolutions);
    let (plain_dir, dir) = (tempfile::tempdir(), tempfile::tempdir());
    let (plain_dir, dir) = (plain_dir.expect("a folder"), dir.expect("a folder"));
    let plain = common::plain_index(&resolutions, Years::Indexed, plain_dir.path());
    let ours = common::resq_index(resolutions.iter(), dir.path());
    let (plain_searcher, searcher) = (searcher(&plain), searcher(&ours));
    assert_eq!((plain_searcher.num_docs(), searcher.num_docs()), (clauses, clauses));
    let stored = Clauses::of(&searcher);
    let engines = Engines { plain: &plain_searcher, resq: &stored };
    let kinds = kinds(&plain);
    let named = env::var(TABLE).ok();
    let is_named =
        |kind: &&Kind| named.as_ref().is_none_or(|name| name.is_empty() || *name == kind.name);
    print_ratios(kinds.iter().filter(is_named), &engines);
    if named.is_some() {
        return;
    }
    let mut group = criterion.benchmark_group("query");
    for kind in &kinds {
        let name = kind.name;
        group.bench_function(format!("{name}, plain tantivy"), |bencher| {
            bencher.iter(|| engines.ask_plain(kind));
        });
        group.bench_function(format!("{name}, resq, counted only"), |bencher| {
            bencher.iter(|| engines.count_resq(kind));
        });
        group.bench_function(format!("{name}, resq"), |bencher| {
            bencher.iter(|| engines.ask_resq(kind));
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
    let text = plain.schema().get_field("text").expect("the field of the text");
    snippets(criterion, (&plain_searcher, text), &stored);
}

/// Measures each of `kinds` in turns and prints what it costs beside plain tantivy.
fn print_ratios<'a>(kinds: impl Iterator<Item = &'a Kind>, engines: &Engines<'_>) {
    // A test only sees that all of it runs.
    let is_measured = env::args().any(|argument| argument == "--bench");
    let (rounds, asked) = if is_measured { (ROUNDS, ASKED) } else { (1, 1) };
    let micros = |ask: &dyn Fn()| {
        let start = Instant::now();
        (0..asked).for_each(|_| ask());
        start.elapsed().as_secs_f64() * 1e6 / f64::from(asked)
    };
    println!("{:<24}{:>10}{:>10}{:>10}  ratios", "", "tantivy", "counted", "resq");
    for kind in kinds {
        let row = |_| {
            let plain = micros(&|| engines.ask_plain(kind));
            let counted = micros(&|| engines.count_resq(kind));
            [plain, counted, micros(&|| engines.ask_resq(kind))]
        };
        let rows: Vec<[f64; 3]> = (0..rounds).map(row).collect();
        let [plain, counted, resq] =
            [0, 1, 2].map(|cell| Spread::of(rows.iter().map(|row| row[cell])).median);
        let [counted_ratio, ratio] =
            [1, 2].map(|cell| Spread::of(rows.iter().map(|row| row[cell] / row[0])).median);
        println!(
            "{:<24}{plain:>10.1}{counted:>10.1}{resq:>10.1}  counted / tantivy \
             {counted_ratio:.2}, resq / tantivy {ratio:.2}",
            kind.name
        );
    }
}

fn snippets(criterion: &mut Criterion, (plain, text): (&Searcher, Field), stored: &Clauses) {
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
        let report = search_with(stored, IndexSchema::embedded(), black_box(&request));
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
