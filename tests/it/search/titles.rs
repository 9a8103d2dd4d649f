//! A title is indexed once, and found with every clause below it: also where a segment ends within a
//! resolution, where segments were merged in any order, and where resolutions are gone.

use std::collections::BTreeSet;

use proptest::prelude::*;
use resq::index::SegmentBuilder;
use resq::resolution::Resolution;
use resq::schema::{ClauseDoc, ClauseEncoder, IndexSchema, SourcePlace};
use resq::search::{Request, search_with};
use resq::text::Language;
use tantivy::index::SegmentMeta;
use tantivy::{Index, IndexWriter, Searcher, Term};

use super::phrases::clause;

/// Memory of a builder that closes a segment whenever it looks, every 32 clauses.
const LITTLE_MEMORY_BYTES: usize = 100_000;

/// The words of titles: one of several words, that others begin, and one that is rare.
const WORDS: [&str; 4] = ["harbour", "harbour lights", "lights", "ferries"];

/// A resolution: how many clauses, which words its title has, whether it is taken out again.
type Row = (usize, usize, bool);

/// What the clauses with this number say beside what all say.
fn own_text(clause_number: usize) -> &'static str {
    if clause_number.is_multiple_of(5) { "ferries" } else { "moorings" }
}

fn resolution((clauses, title, _): Row) -> Resolution {
    Resolution {
        title: WORDS.get(title).map(|words| (*words).to_owned()),
        language: Some(Language::English),
        clauses: (0..clauses).map(|number| clause(own_text(number), "")).collect(),
        ..Resolution::default()
    }
}

fn place(source: &str) -> SourcePlace<'_> {
    SourcePlace { source, hash: "0", number: 0 }
}

/// Builds segments of at most `memory_bytes`, merges those that `merged` says, and deletes rows.
fn searcher(rows: &[Row], memory_bytes: usize, merged: &[usize]) -> Searcher {
    let schema = IndexSchema::embedded();
    let mut index = Index::create_in_ram(schema.schema().clone());
    schema.register(&mut index);
    let mut builder = SegmentBuilder::new(&index, memory_bytes, String::new());
    let mut encoder = ClauseEncoder::new(schema);
    for (number, row) in rows.iter().enumerate() {
        encoder.encode(&resolution(*row), place(&number.to_string()), |document| {
            builder.add(document).unwrap();
        });
    }
    let segments: Vec<SegmentMeta> = builder.finish().unwrap();
    let clauses: usize = rows.iter().map(|(clauses, ..)| clauses).sum();
    assert!(memory_bytes > LITTLE_MEMORY_BYTES || segments.len() == clauses.div_ceil(32));
    let mut writer: IndexWriter<ClauseDoc> = index.writer_with_num_threads(1, 20_000_000).unwrap();
    writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
    for segment in &segments {
        writer.add_segment(segment.clone()).unwrap();
    }
    writer.commit().unwrap();
    let mut chosen: Vec<_> = Vec::new();
    for number in merged {
        let id = segments[number % segments.len()].id();
        if !chosen.contains(&id) {
            chosen.push(id);
        }
    }
    if chosen.len() > 1 {
        writer.merge(&chosen).wait().unwrap();
    }
    for (number, _) in rows.iter().enumerate().filter(|(_, (_, _, is_gone))| *is_gone) {
        let key = place(&number.to_string()).key();
        writer.delete_term(Term::from_field_u64(schema.fields().key, key));
    }
    writer.commit().unwrap();
    index.reader().unwrap().searcher()
}

/// How many clauses a query finds.
fn found(searcher: &Searcher, query: &str) -> usize {
    let request = Request { counts_only: true, ..Request::new(query) };
    search_with(searcher, IndexSchema::embedded(), &request).unwrap().total_clauses
}

/// How many clauses there are of resolutions and of a kind.
fn expected(rows: &[Row], is_wanted: impl Fn(Option<&str>, &str) -> bool) -> usize {
    let alive = rows.iter().filter(|(_, _, is_gone)| !is_gone);
    let of_row = |(clauses, title, _): &Row| {
        let title = WORDS.get(*title).copied();
        (0..*clauses).filter(|number| is_wanted(title, own_text(*number))).count()
    };
    alive.map(of_row).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_title_is_that_of_every_clause_below_it(
        rows in prop::collection::vec((1..90_usize, 0..6_usize, prop::bool::weighted(0.2)), 1..12),
        is_cut in any::<bool>(),
        merged in prop::collection::vec(0..40_usize, 0..12),
    ) {
        let searcher = searcher(&rows, if is_cut { LITTLE_MEMORY_BYTES } else { 50_000_000 }, &merged);
        let has = |title: Option<&str>, word: &str| {
            title.is_some_and(|title| title.split(' ').collect::<BTreeSet<_>>().contains(word))
        };
        let checks: [(&str, usize); 6] = [
            ("title:harbour", expected(&rows, |title, _| has(title, "harbour"))),
            ("title:\"harbour lights\"", expected(&rows, |title, _| title == Some(WORDS[1]))),
            ("-title:lights", expected(&rows, |title, _| !has(title, "lights"))),
            (
                "title:lights AND ferries",
                expected(&rows, |title, own| has(title, "lights") && own == "ferries"),
            ),
            (
                "title:ferries OR moorings",
                expected(&rows, |title, own| has(title, "ferries") || own == "moorings"),
            ),
            (
                "title:harb* -ferries",
                expected(&rows, |title, own| has(title, "harbour") && own != "ferries"),
            ),
        ];
        for (query, expected) in checks {
            prop_assert_eq!(found(&searcher, query), expected, "{}", query);
        }
    }
}
