//! Titles and lead-ins are indexed once, and found with every clause below them: also where the index
//! has many segments, merged in any order, and where resolutions are gone.

use proptest::prelude::*;
use resq::resolution::{Clause, Resolution};
use resq::schema::{Clauses, IndexSchema};
use resq::search::{Request, search_with};
use resq::text::Language;
use tantivy::Searcher;

use super::built::{self, LITTLE_MEMORY_BYTES, MUCH_MEMORY_BYTES};
use super::phrases::{EVERYWHERE, clause};

/// What titles and clauses say: one says what another begins with, and several say nothing.
const WORDS: [&str; 6] = ["harbour", "harbour lights", "lights", "ferries", "", ""];

/// A resolution as numbers.
#[derive(Clone, Debug)]
struct Row {
    /// What its title says.
    title: usize,
    /// What each clause says, and how deep it wants to stand below the one before.
    clauses: Vec<(usize, usize)>,
    is_gone: bool,
}

fn row() -> impl Strategy<Value = Row> {
    let clauses = prop::collection::vec((0..WORDS.len(), 0..4_usize), 1..60);
    (0..WORDS.len(), clauses, prop::bool::weighted(0.2)).prop_map(|(title, clauses, is_gone)| Row {
        title,
        clauses,
        is_gone,
    })
}

impl Row {
    fn resolution(&self) -> Resolution {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut above: Vec<String> = Vec::new();
        for (words, depth) in &self.clauses {
            above.truncate(*depth);
            let mut next = clause(WORDS[*words], "");
            next.lead_in = above.clone();
            above.push(next.text.clone());
            clauses.push(next);
        }
        Resolution {
            title: Some(WORDS[self.title].to_owned()).filter(|title| !title.is_empty()),
            language: Some(Language::English),
            clauses,
            ..Resolution::default()
        }
    }
}

fn searcher(rows: &[Row], memory_bytes: usize, merged: &[usize]) -> Searcher {
    let resolutions: Vec<Resolution> = rows.iter().map(Row::resolution).collect();
    let gone: Vec<bool> = rows.iter().map(|row| row.is_gone).collect();
    built::searcher(&resolutions, &gone, (memory_bytes, merged))
}

/// How many clauses a query finds.
fn found(searcher: &Searcher, query: &str) -> usize {
    let request = Request { counts_only: true, ..Request::new(query) };
    search_with(&Clauses::of(searcher), IndexSchema::embedded(), &request).unwrap().total_clauses
}

/// How many clauses there are whose title, own words and lead-ins are wanted.
fn expected(rows: &[Row], is_wanted: impl Fn(&str, &str, &[String]) -> bool) -> usize {
    let of_row = |row: &Row| {
        let title = WORDS[row.title];
        let clauses = row.resolution().clauses;
        clauses.iter().filter(|clause| is_wanted(title, &clause.text, &clause.lead_in)).count()
    };
    rows.iter().filter(|row| !row.is_gone).map(of_row).sum()
}

fn has(text: &str, word: &str) -> bool {
    text.split(' ').any(|other| other == word)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_is_indexed_once_is_found_with_every_clause_below(
        rows in prop::collection::vec(row(), 1..12),
        is_cut in any::<bool>(),
        merged in prop::collection::vec(0..40_usize, 0..12),
    ) {
        let memory_bytes = if is_cut { LITTLE_MEMORY_BYTES } else { MUCH_MEMORY_BYTES };
        let searcher = searcher(&rows, memory_bytes, &merged);
        let check = |query: &str, is_wanted: fn(&str, &str, &[String]) -> bool| {
            prop_assert_eq!(found(&searcher, query), expected(&rows, is_wanted), "{}", query);
            Ok(())
        };
        check("title:harbour", |title, _, _| has(title, "harbour"))?;
        check("title:\"harbour lights\"", |title, _, _| title == WORDS[1])?;
        check("title:harb* -ferries", |title, own, _| has(title, "harbour") && !has(own, "ferries"))?;
        check("-title:lights", |title, _, _| !has(title, "lights"))?;
        check("title:lights AND ferries", |title, own, _| {
            has(title, "lights") && has(own, "ferries")
        })?;
        check("title:ferries OR lights", |title, own, _| has(title, "ferries") || has(own, "lights"))?;
        // Where all words stand in lead-ins alone, these are the hits.
        let all = format!("lights AND {EVERYWHERE}");
        check(&all, |_, own, above| has(own, "lights") || above.iter().any(|one| has(one, "lights")))?;
        check("lights AND ferries", |_, own, above| {
            let is_own = |word| has(own, word);
            let is_there = |word| is_own(word) || above.iter().any(|one| has(one, word));
            let is_any_own = is_own("lights") || is_own("ferries");
            is_any_own && is_there("lights") && is_there("ferries")
        })?;
        let phrase = format!("\"harbour lights\" AND {EVERYWHERE}");
        check(&phrase, |_, own, above| {
            let is_there = |text: &str| text.starts_with(WORDS[1]);
            is_there(own) || above.iter().any(|one| is_there(one))
        })?;
    }
}
