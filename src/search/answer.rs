//! From a request to its report.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tantivy::query::Query as EngineQuery;
use tantivy::{Searcher, Term};

use super::abbreviation::Meanings;
use super::absent;
use super::asked::{self, Asked};
use super::check::{Damage, DamageKind};
use super::compile::{Compiler, intersection, union};
use super::error::SearchError;
use super::matcher::TextView;
use super::order;
use super::plan::{Leaf, LeafKind, Place, Plan, Planned, Role, plan};
use super::present::{Presenter, marks};
use super::rank::{self, Context, Scored, Weights};
use super::report::SearchReport;
use super::request::{Grouping, Request};
use super::rerank;
use super::scan::{LeafQueries, Leaves, RANKED_LEAVES_MAX, Scan};
use super::whole;
use crate::analysis::{Analyzer, Chains};
use crate::index::OpenIndex;
use crate::query::{Query, Scope, Wanted};
use crate::schema::IndexSchema;
use crate::text::{Language, Span};

/// Beyond so many words a query is a text: the rarest find the clauses, all of them rank.
const DRIVING_LEAVES_MAX: usize = 16;

/// Returns the answer to `request` from an index.
///
/// # Errors
///
/// When the request cannot be read, or the index cannot.
pub fn search(index: &OpenIndex, request: &Request) -> Result<SearchReport, SearchError> {
    search_with(index.searcher(), index.schema(), request)
}

/// Returns what `query` marks in `text`, a text in `language`, in order, without overlaps.
///
/// These are the very places that make a clause of this text match, verbs aside.
///
/// # Errors
///
/// When the query cannot be read.
pub fn highlights(
    query: &str,
    text: &str,
    language: Option<Language>,
    chains: Arc<Chains>,
) -> Result<Vec<Span>, SearchError> {
    let asked = asked::read(&Request::new(query))?;
    let mut analyzer = Analyzer::new(chains);
    let planned = plan(&asked.query, &mut analyzer, &asked.languages);
    let view = TextView::new(text, language, &mut analyzer);
    Ok(marks(&planned, &view))
}

/// Returns the answer to `request` from the clauses of `searcher`, an index of `schema`.
///
/// # Errors
///
/// When the request cannot be read, or the index cannot.
pub fn search_with(
    searcher: &Searcher,
    schema: &IndexSchema,
    request: &Request,
) -> Result<SearchReport, SearchError> {
    let asked = asked::read(request)?;
    let mut analyzer = Analyzer::new(schema.chains());
    let mut words = plan(&asked.query, &mut analyzer, &asked.languages);
    let meanings = Meanings { searcher, fields: schema.fields(), languages: &asked.languages };
    meanings.add(&mut words.leaves, &mut analyzer)?;
    let whole = whole_plan(&asked, &words, &mut analyzer);
    let damage = Damage::default();
    let compiler = Compiler {
        searcher,
        fields: schema.fields(),
        leaves: &whole.leaves,
        chains: schema.chains(),
        damage: damage.clone(),
    };
    let search = Search { asked: &asked, whole: &whole, compiler: &compiler, request };
    let (scored, contexts, weights) = search.scored()?;
    match damage.take() {
        Some(DamageKind::Engine(error)) => return Err(error.into()),
        Some(DamageKind::Body(error)) => return Err(error.into()),
        None => {}
    }
    let ranked = search.ranked_leaves();
    let typed: Vec<String> = ranked.iter().map(|leaf| leaf.typed.clone()).collect();
    let mut presenter = Presenter::new(searcher, &whole, &typed, analyzer);
    if request.explains {
        presenter.explain(&contexts, &weights);
    }
    let scored = rerank::rerank(scored, &ranked, &weights, &mut presenter)?;
    search.report(scored, &contexts, &weights, &mut presenter)
}

/// The query and the conditions as one plan.
pub(super) fn whole_plan(asked: &Asked, words: &Planned, analyzer: &mut Analyzer) -> Planned {
    let mut parts = match &words.plan {
        Plan::All(parts) => parts.clone(),
        Plan::Everything => Vec::new(),
        other => vec![other.clone()],
    };
    let mut leaves = words.leaves.clone();
    for condition in &asked.conditions {
        let planned = plan(condition, analyzer, &asked.languages);
        // Conditions of words have leaves of their own; the only ones are fields of filters.
        let offset = leaves.len();
        leaves.extend(planned.leaves);
        parts.push(planned.plan.shifted(offset));
    }
    let plan = match parts.len() {
        0 => Plan::Everything,
        1 => parts.remove(0),
        _ => Plan::All(parts),
    };
    Planned { plan, leaves }
}

struct Search<'a> {
    asked: &'a Asked,
    whole: &'a Planned,
    compiler: &'a Compiler<'a>,
    request: &'a Request,
}

type ScoredClauses = (Vec<Scored>, BTreeMap<u64, Context>, Weights);

impl Search<'_> {
    /// The leaves that rank, in the order of the query; of very many the rarest.
    fn ranked_leaves(&self) -> Vec<&Leaf> {
        let wanted = |leaf: &&Leaf| leaf.role == Role::Wanted && leaf.scope == Scope::Clause;
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let is_new = |leaf: &&Leaf| seen.insert(format!("{:?}", leaf.kind));
        let leaves: Vec<&Leaf> = self.whole.leaves.iter().filter(wanted).filter(is_new).collect();
        if leaves.len() <= RANKED_LEAVES_MAX {
            return leaves;
        }
        let mut numbers: Vec<usize> =
            self.by_rarity(&leaves).into_iter().take(RANKED_LEAVES_MAX).collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|number| leaves[number]).collect()
    }

    /// The numbers of the leaves, the rarest first.
    fn by_rarity(&self, leaves: &[&Leaf]) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..leaves.len()).collect();
        numbers.sort_by_cached_key(|number| self.frequency(leaves[*number]).unwrap_or_default());
        numbers
    }

    /// In how many clauses a leaf stands, where the index tells at once.
    fn frequency(&self, leaf: &Leaf) -> Option<u64> {
        let fields = self.compiler.fields;
        let count = |field, word: &String| {
            self.compiler.searcher.doc_freq(&Term::from_field_text(field, word)).ok()
        };
        match &leaf.kind {
            LeafKind::Token { stems, words, is_common, meanings } if meanings.is_empty() => {
                let by_stem = stems.iter().filter_map(|stem| count(fields.stems, stem)).sum();
                // Where a language leaves the word out of its stems, only the word itself tells
                // how common it is.
                let by_word = (*is_common || stems.is_empty())
                    .then(|| words.iter().filter_map(|word| count(fields.words, word)).min());
                Some(by_word.flatten().unwrap_or_default().max(by_stem))
            }
            LeafKind::Token { .. }
            | LeafKind::Phrase(_)
            | LeafKind::Apart { .. }
            | LeafKind::Pattern(_)
            | LeafKind::Fuzzy { .. }
            | LeafKind::Citation { .. } => None,
        }
    }

    /// Which clauses are looked at.
    fn driver(&self, leaves: &[&Leaf]) -> tantivy::Result<Box<dyn EngineQuery>> {
        if self.asked.wanted == Wanted::Exact || leaves.is_empty() {
            return self.compiler.clauses(&self.whole.plan);
        }
        let mut own = Vec::new();
        for number in self.by_rarity(leaves).into_iter().take(DRIVING_LEAVES_MAX) {
            own.push(self.compiler.leaf(leaves[number], Place::Own)?);
        }
        let mut parts = vec![union(own)];
        for condition in &self.asked.conditions {
            let planned = plan(condition, &mut Analyzer::new(self.compiler.chains.clone()), &[]);
            parts.push(self.compiler.clauses(&planned.plan)?);
        }
        Ok(intersection(parts))
    }

    fn scored(&self) -> Result<ScoredClauses, SearchError> {
        let leaves = self.ranked_leaves();
        let mut queries = Vec::new();
        for leaf in &leaves {
            queries.push(LeafQueries {
                own: self.compiler.leaf(leaf, Place::Own)?,
                lead: self.compiler.leaf(leaf, Place::Lead)?,
                title: self.compiler.leaf(leaf, Place::Title)?,
            });
        }
        let weights = self.weights(&leaves, &queries)?;
        let opener = self.asked.opener.as_ref();
        let scan = Scan {
            searcher: self.compiler.searcher,
            fields: self.compiler.fields,
            driver: self.driver(&leaves)?,
            leaves: &queries,
            idf: &weights.idf,
            opener: opener.map(|opener| self.compiler.verb(&opener.verb)),
        };
        let candidates = scan.run()?;
        let contexts = rank::contexts(&candidates, &weights);
        let mut scored: Vec<Scored> = candidates
            .iter()
            .filter_map(|candidate| {
                let context = contexts.get(&candidate.key)?;
                Some(rank::score(candidate, context, &weights))
            })
            .collect();
        if self.asked.wanted == Wanted::Exact {
            for one in &mut scored {
                one.is_full = true;
            }
        } else if leaves.len() == 1 {
            scored.retain(|one| one.is_full);
        }
        Ok((scored, contexts, weights))
    }

    fn weights(&self, leaves: &[&Leaf], queries: &[LeafQueries]) -> tantivy::Result<Weights> {
        let mut frequencies = Vec::with_capacity(leaves.len());
        for (leaf, queries) in leaves.iter().zip(queries) {
            frequencies.push(match self.frequency(leaf) {
                Some(count) => count,
                None => queries.own.count(self.compiler.searcher)?.try_into().unwrap_or(u64::MAX),
            });
        }
        let opener = self.opener_leaves(leaves);
        Ok(Weights::new(&frequencies, self.compiler.searcher.num_docs(), opener))
    }

    /// The leaves that the opening verb takes; they come first.
    fn opener_leaves(&self, leaves: &[&Leaf]) -> Leaves {
        let Some(opener) = &self.asked.opener else { return 0 };
        let Query::All(parts) = &self.asked.query else { return 1 };
        let mut analyzer = Analyzer::new(self.compiler.chains.clone());
        let head = Query::All(parts.iter().take(opener.words).cloned().collect());
        let taken = plan(&head, &mut analyzer, &self.asked.languages).leaves;
        let is_taken = |leaf: &&Leaf| taken.iter().any(|other| other.typed == leaf.typed);
        leaves
            .iter()
            .enumerate()
            .filter(|(_, leaf)| is_taken(leaf))
            .fold(0, |found, (number, _)| found | 1 << number)
    }

    fn report(
        &self,
        mut scored: Vec<Scored>,
        contexts: &BTreeMap<u64, Context>,
        weights: &Weights,
        presenter: &mut Presenter<'_>,
    ) -> Result<SearchReport, SearchError> {
        let full = scored.iter().filter(|one| one.is_full);
        let total_clauses = full.clone().count();
        let resolutions: BTreeSet<u64> = full.map(|one| one.candidate.key).collect();
        order::sort(&mut scored, self.request.sort, presenter)?;
        let groups = match self.request.grouping {
            Grouping::Clause => presenter.clauses(&scored, self.request)?,
            Grouping::Resolution => {
                let leaves = self.ranked_leaves();
                let fields = self.compiler.fields;
                let totals = whole::scores(&leaves, weights, contexts, fields, presenter)?;
                presenter.resolutions(&scored, &totals, self.request)?
            }
        };
        let absent = if total_clauses == 0 {
            absent::words(self.compiler.searcher, self.compiler.fields, &self.whole.leaves)?
        } else {
            Vec::new()
        };
        Ok(SearchReport {
            reading: self.asked.reading.clone(),
            is_obvious: self.asked.is_obvious,
            total_clauses,
            total_resolutions: resolutions.len(),
            groups,
            absent,
        })
    }
}
