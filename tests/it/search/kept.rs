//! An answer of a few clauses is the beginning of the whole answer, whatever was left out on the way;
//! one in pages is the whole of it; and copies are all clauses of the same words, counted one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use proptest::prelude::*;
use resq::resolution::{Clause, Date, Resolution};
use resq::schema::{Clauses, IndexSchema};
use resq::search::{
    Group, Grouping, Hit, Request, SearchReport, Sort, search_by_pages, search_with,
};
use resq::text::Language;
use tantivy::Searcher;

use super::built::{self, LITTLE_MEMORY_BYTES, MUCH_MEMORY_BYTES};
use super::phrases::{EVERYWHERE, clause};

/// What clauses say: few things, so that there are many copies and equal scores.
const TEXTS: [&str; 7] = [
    "harbour",
    "harbour lights",
    "lights of the harbour",
    "ferries",
    "ferries, lights and a harbour",
    "harbour, harbour, harbour",
    "dredging",
];
const QUERIES: [&str; 8] = [
    "",
    EVERYWHERE,
    "harbour",
    "harbour lights",
    "lights harbour ferries",
    "\"harbour lights\" OR ferries",
    "harb* -dredging",
    "title:harbour ferries",
];

/// A resolution as numbers: what its clauses say, its title, its year, whether it is gone.
type Row = (Vec<usize>, usize, u16, bool);

fn row() -> impl Strategy<Value = Row> {
    let clauses = prop::collection::vec(0..TEXTS.len(), 1..70);
    (clauses, 0..TEXTS.len(), 0..4_u16, prop::bool::weighted(0.2))
}

fn resolution((clauses, title, year, _): &Row) -> Resolution {
    Resolution {
        title: Some(TEXTS[*title].to_owned()),
        language: Some(Language::English),
        // Some have no day.
        adopted_on: Date::new(1990 + year, 1, 1).filter(|_| *year > 0),
        clauses: clauses.iter().enumerate().map(|(number, text)| labelled(number, *text)).collect(),
        ..Resolution::default()
    }
}

fn labelled(number: usize, text: usize) -> Clause {
    Clause { label: format!("OP{}", number + 1), ..clause(TEXTS[text], "") }
}

fn ask(searcher: &Searcher, request: &Request) -> SearchReport {
    search_with(&Clauses::of(searcher), IndexSchema::embedded(), request).unwrap()
}

/// Returns the groups of an answer that is given in pages of at least so many clauses.
fn in_pages(searcher: &Searcher, request: &Request, page_clauses: usize) -> Vec<Group> {
    let request = Request { page_clauses, ..request.clone() };
    let mut groups: Vec<Group> = Vec::new();
    let (mut was_short, mut was_last) = (false, false);
    search_by_pages(&Clauses::of(searcher), IndexSchema::embedded(), &request, &mut |report| {
        assert!(!was_last && (!report.page.is_last || report.groups.is_empty()));
        assert_eq!(report.page.groups_before, groups.len());
        let clauses: usize = groups.iter().map(Group::clauses).sum();
        assert_eq!(report.page.clauses_before, clauses);
        let shown: usize = report.groups.iter().map(|group| group.hits.len()).sum();
        assert!(!was_short || report.page.is_last);
        was_short = shown < page_clauses;
        was_last = report.page.is_last;
        groups.extend(report.groups);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(was_last);
    groups
}

fn hits(report: &SearchReport) -> Vec<(u64, &Hit)> {
    let groups = report.groups.iter();
    groups.flat_map(|group| group.hits.iter().map(|hit| (group.key, hit))).collect()
}

/// Returns the clauses that are shown once copies are collapsed, the slow way: of every text the first
/// with the number of the others.
fn collapsed(all: &SearchReport) -> Vec<(u64, &Hit, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, hit) in hits(all) {
        *counts.entry(&hit.text).or_default() += 1;
    }
    let mut seen = BTreeSet::new();
    let first = hits(all).into_iter().filter(|(_, hit)| seen.insert(hit.text.as_str()));
    first.map(|(key, hit)| (key, hit, counts[hit.text.as_str()] - 1)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_short_answer_is_the_beginning_of_the_whole(
        rows in prop::collection::vec(row(), 1..14),
        is_cut in any::<bool>(),
        merged in prop::collection::vec(0..40_usize, 0..12),
        limit in 1..120_usize,
    ) {
        let resolutions: Vec<Resolution> = rows.iter().map(resolution).collect();
        let gone: Vec<bool> = rows.iter().map(|row| row.3).collect();
        let memory_bytes = if is_cut { LITTLE_MEMORY_BYTES } else { MUCH_MEMORY_BYTES };
        let searcher = built::searcher(&resolutions, &gone, (memory_bytes, &merged));
        for query in QUERIES {
            for sort in [Sort::Score, Sort::Date, Sort::Symbol] {
                for collapses in [false, true] {
                    for grouping in [Grouping::Clause, Grouping::Resolution] {
                        let few = Request { limit, sort, collapses, grouping, ..Request::new(query) };
                        let whole = Request { limit: 0, ..few.clone() };
                        let all = ask(&searcher, &whole);
                        let paged = in_pages(&searcher, &whole, limit);
                        prop_assert_eq!(&paged, &all.groups, "{}, {:?}", query, sort);
                        let few = ask(&searcher, &few);
                        prop_assert_eq!(few.total_clauses, all.total_clauses);
                        prop_assert_eq!(few.total_resolutions, all.total_resolutions);
                        match grouping {
                            Grouping::Clause => {
                                let (few, mut all) = (hits(&few), hits(&all));
                                all.truncate(limit);
                                prop_assert_eq!(few, all, "{}, {:?}", query, sort);
                            }
                            Grouping::Resolution => {
                                let end = all.groups.len().min(limit);
                                prop_assert_eq!(&few.groups[..], &all.groups[..end], "{}", query);
                            }
                        }
                    }
                }
                let expanded = Request { limit: 0, sort, collapses: false, ..Request::new(query) };
                let expanded = ask(&searcher, &expanded);
                let few = Request { limit, sort, collapses: true, ..Request::new(query) };
                let few = ask(&searcher, &few);
                let mut expected = collapsed(&expanded);
                expected.truncate(limit);
                let place = |(key, hit): &(u64, &Hit)| (*key, hit.label.clone(), hit.score);
                let found: Vec<_> = hits(&few).iter().map(|one| (place(one), one.1.copies)).collect();
                let expected: Vec<_> =
                    expected.iter().map(|(key, hit, copies)| (place(&(*key, hit)), *copies)).collect();
                prop_assert_eq!(found, expected, "{}, {:?}", query, sort);
            }
        }
    }
}
