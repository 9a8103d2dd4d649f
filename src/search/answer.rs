//! From a request to its report.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use tantivy::Term;
use tantivy::query::Query as EngineQuery;

use super::abbreviation::Meanings;
use super::absent;
use super::asked::{self, Asked};
use super::check::{Damage, DamageKind};
use super::compile::{Compiler, intersection, union};
use super::error::SearchError;
use super::gather::{Gathered, Gatherer};
use super::order::Order;
use super::pages::Pages;
use super::plan::{Leaf, LeafKind, Place, Plan, Planned, Role, plan};
use super::present::{Hits, Presenter, marks};
use super::rank::Weights;
use super::report::{Page, SearchReport};
use super::request::{Grouping, Request};
use super::rerank;
use super::scan::{LeafQueries, Leaves, RANKED_LEAVES_MAX, Scan};
use super::view::{TextView, initials};
use super::whole;
use crate::analysis::{Analyzer, Chains};
use crate::index::OpenIndex;
use crate::lexicon::Lexicon;
use crate::query::{Query, Scope, Wanted};
use crate::schema::{Clauses, IndexSchema};
use crate::text::{Language, Span};

/// Beyond so many words a query is a text: the rarest find the clauses, all of them rank.
const DRIVING_LEAVES_MAX: usize = 16;

/// Returns the answer to `request` from an index.
///
/// # Errors
///
/// When the request cannot be read, or the index cannot.
pub fn search(index: &OpenIndex, request: &Request) -> Result<SearchReport, SearchError> {
    search_with(index.clauses(), index.schema(), request)
}

/// Returns what `query` marks in `text`, a text in `language`, in order, without overlaps.
///
/// These are the very places that make a clause of this text match, verbs aside; verbs are read as the
/// program's own tables have them.
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
    let asked = asked::read(&Request::new(query), Lexicon::embedded())?;
    let mut analyzer = Analyzer::new(chains);
    let planned = plan(&asked.query, &mut analyzer, &asked.languages);
    let initials = initials(&planned.leaves);
    let view = TextView::new(text, language, &initials, &mut analyzer);
    Ok(marks(&planned, &view))
}

/// Returns the answer to `request` from the clauses of an index of `schema`.
///
/// # Errors
///
/// When the request cannot be read, or the index cannot.
pub fn search_with(
    stored: &Clauses,
    schema: &IndexSchema,
    request: &Request,
) -> Result<SearchReport, SearchError> {
    let request = Request { page_clauses: usize::MAX, ..request.clone() };
    let mut groups = Vec::new();
    let mut last = SearchReport::default();
    search_by_pages(stored, schema, &request, &mut |page| {
        groups.extend(page.groups);
        last = SearchReport { groups: Vec::new(), ..page };
        ControlFlow::Continue(())
    })?;
    Ok(SearchReport { groups, page: Page::default(), ..last })
}

/// Gives the answer to `request` to `give` page by page, so that a long one is never held as a whole; it
/// may break off. The last page has no groups.
///
/// # Errors
///
/// When the request cannot be read, or the index cannot.
pub fn search_by_pages(
    stored: &Clauses,
    schema: &IndexSchema,
    request: &Request,
    give: &mut dyn FnMut(SearchReport) -> ControlFlow<()>,
) -> Result<(), SearchError> {
    let searcher = stored.searcher();
    let lexicon = schema.lexicon();
    let asked = asked::read(request, lexicon)?;
    let fields = schema.fields_of(searcher.schema());
    let mut analyzer = Analyzer::new(schema.chains());
    let mut words = plan(&asked.query, &mut analyzer, &asked.languages);
    let meanings = Meanings { searcher, fields, lexicon, languages: &asked.languages };
    meanings.add(&mut words.leaves, &mut analyzer)?;
    let whole = whole_plan(&asked, &words, &mut analyzer);
    let damage = Damage::default();
    let compiler = Compiler {
        stored,
        fields,
        leaves: &whole.planned.leaves,
        chains: schema.chains(),
        lexicon,
        damage: damage.clone(),
    };
    let opening = opening(&asked, &mut analyzer);
    let search = Search { asked: &asked, whole: &whole, opening, compiler: &compiler, request };
    let ranked = search.ranked_leaves();
    let (gathered, weights) = search.gathered(&ranked)?;
    match damage.take() {
        Some(DamageKind::Engine(error)) => return Err(error.into()),
        Some(DamageKind::Body(error)) => return Err(error.into()),
        None => {}
    }
    let mut pages = Pages::new(search.head(&gathered)?, give);
    if request.counts_only {
        pages.finish();
        return Ok(());
    }
    let Gathered { contexts, mut scored, found, .. } = gathered;
    let typed: Vec<String> = ranked.iter().map(|leaf| leaf.typed.clone()).collect();
    let hits = Hits { contexts: &contexts, found: &found, typed: &typed };
    let mut presenter = Presenter::new((stored, fields), &whole.planned, hits, analyzer);
    if request.explains {
        presenter.explain(&weights, lexicon, compiler.asked_verbs(&whole.planned.plan)?);
    }
    let ranked = (ranked.as_slice(), &weights);
    let totals = match request.grouping {
        Grouping::Clause => None,
        Grouping::Resolution => Some(whole::scores(ranked, &contexts, fields, &mut presenter)?),
    };
    rerank::rerank(&mut scored, ranked, totals.as_deref(), request, &mut presenter)?;
    let given = match totals {
        None => {
            let order = Order::of(request.sort, &contexts, &mut presenter)?;
            scored.sort_unstable_by(|left, right| order.compare(left, right));
            presenter.clauses(&scored, request, &mut pages)?
        }
        Some(totals) => presenter.resolutions(&scored, &totals, request, &mut pages)?,
    };
    if given.is_continue() {
        pages.finish();
    }
    Ok(())
}

/// The query and the conditions as one plan.
pub(super) struct Whole {
    pub(super) planned: Planned,
    /// The conditions alone, over the same leaves.
    conditions: Vec<Plan>,
}

pub(super) fn whole_plan(asked: &Asked, words: &Planned, analyzer: &mut Analyzer) -> Whole {
    let mut parts = match &words.plan {
        Plan::All(parts) => parts.clone(),
        Plan::Everything => Vec::new(),
        other => vec![other.clone()],
    };
    let mut leaves = words.leaves.clone();
    let mut conditions = Vec::new();
    for condition in &asked.conditions {
        let planned = plan(condition, analyzer, &asked.languages);
        // Conditions of words have leaves of their own; the only ones are fields of filters.
        let offset = leaves.len();
        leaves.extend(planned.leaves);
        conditions.push(planned.plan.shifted(offset));
    }
    parts.extend(conditions.iter().cloned());
    let plan = match parts.len() {
        0 => Plan::Everything,
        1 => parts.remove(0),
        _ => Plan::All(parts),
    };
    Whole { planned: Planned { plan, leaves }, conditions }
}

/// The words, as typed, that the opening verb takes; `None` for all of them.
fn opening(asked: &Asked, analyzer: &mut Analyzer) -> Option<Vec<String>> {
    let opener = asked.opener.as_ref()?;
    let Query::All(parts) = &asked.query else { return None };
    let head = Query::All(parts.iter().take(opener.words).cloned().collect());
    let taken = plan(&head, analyzer, &asked.languages).leaves;
    Some(taken.into_iter().map(|leaf| leaf.typed).collect())
}

struct Search<'a> {
    asked: &'a Asked,
    whole: &'a Whole,
    /// What [`opening`] returns.
    opening: Option<Vec<String>>,
    compiler: &'a Compiler<'a>,
    request: &'a Request,
}

impl Search<'_> {
    /// The leaves that rank, in the order of the query; of very many the rarest.
    fn ranked_leaves(&self) -> Vec<&Leaf> {
        let wanted = |leaf: &&Leaf| leaf.role == Role::Wanted && leaf.scope == Scope::Clause;
        let mut leaves: Vec<&Leaf> = self.whole.planned.leaves.iter().filter(wanted).collect();
        let mut seen: BTreeSet<&LeafKind> = BTreeSet::new();
        leaves.retain(|&leaf| seen.insert(&leaf.kind));
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
            self.compiler.searcher().doc_freq(&Term::from_field_text(field, word)).ok()
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

    /// Which clauses are looked at; `None` for those with the only leaf.
    fn driver(&self, leaves: &[&Leaf]) -> tantivy::Result<Option<Box<dyn EngineQuery>>> {
        let is_leaf = matches!(self.whole.planned.plan, Plan::Leaf(_));
        if leaves.len() == 1 && self.whole.conditions.is_empty() && is_leaf {
            return Ok(None);
        }
        if self.asked.wanted == Wanted::Exact || leaves.is_empty() {
            return self.compiler.clauses(&self.whole.planned.plan).map(Some);
        }
        let mut own = Vec::new();
        for number in self.by_rarity(leaves).into_iter().take(DRIVING_LEAVES_MAX) {
            own.push(self.compiler.leaf(leaves[number], Place::Own)?);
        }
        let mut parts = vec![union(own)];
        for condition in &self.whole.conditions {
            parts.push(self.compiler.clauses(condition)?);
        }
        Ok(Some(intersection(parts)))
    }

    fn gathered(&self, leaves: &[&Leaf]) -> Result<(Gathered, Weights), SearchError> {
        let mut queries = Vec::new();
        for leaf in leaves {
            queries.push(LeafQueries {
                own: self.compiler.leaf(leaf, Place::Own)?,
                lead: self.compiler.leaf(leaf, Place::Lead)?,
                title: self.compiler.leaf(leaf, Place::Title)?,
            });
        }
        let weights = self.weights(leaves, &queries)?;
        let opener = self.asked.opener.as_ref();
        let scan = Scan {
            searcher: self.compiler.searcher(),
            fields: self.compiler.fields,
            driver: self.driver(leaves)?,
            leaves: &queries,
            idf: &weights.idf,
            opener: opener.map(|opener| self.compiler.headed(&opener.verb)).transpose()?,
        };
        let (searcher, fields) = (self.compiler.searcher(), self.compiler.fields);
        let is_exact = self.asked.wanted == Wanted::Exact;
        let mut gatherer = Gatherer::new(self.request, (&weights, is_exact), searcher, fields);
        scan.run(&mut |run, candidates| gatherer.take(run, candidates))?;
        let gathered = gatherer.finish()?;
        Ok((gathered, weights))
    }

    fn weights(&self, leaves: &[&Leaf], queries: &[LeafQueries]) -> tantivy::Result<Weights> {
        let mut frequencies = Vec::with_capacity(leaves.len());
        for (leaf, queries) in leaves.iter().zip(queries) {
            frequencies.push(match self.frequency(leaf) {
                Some(count) => count,
                None => queries.own.count(self.compiler.searcher())?.try_into().unwrap_or(u64::MAX),
            });
        }
        let opener = self.opener_leaves(leaves);
        Ok(Weights::new(&frequencies, self.compiler.searcher().num_docs(), opener))
    }

    /// The leaves that the opening verb takes; they come first.
    fn opener_leaves(&self, leaves: &[&Leaf]) -> Leaves {
        if self.asked.opener.is_none() {
            return 0;
        }
        let Some(opening) = &self.opening else { return 1 };
        leaves
            .iter()
            .enumerate()
            .filter(|(_, leaf)| opening.contains(&leaf.typed))
            .fold(0, |found, (number, _)| found | 1 << number)
    }

    /// A report without hits; where nothing holds all of the query, with what the index does not have.
    fn head(&self, gathered: &Gathered) -> Result<SearchReport, SearchError> {
        let report = SearchReport {
            reading: self.asked.reading.clone(),
            is_obvious: self.asked.is_obvious,
            total_clauses: gathered.total_clauses,
            total_resolutions: gathered.total_resolutions,
            ..SearchReport::default()
        };
        if report.total_clauses > 0 || self.request.counts_only {
            return Ok(report);
        }
        let (searcher, fields) = (self.compiler.searcher(), self.compiler.fields);
        let Planned { plan, leaves } = &self.whole.planned;
        let mut absent = absent::words(searcher, fields, leaves)?;
        absent.extend(absent::verbs(self.compiler, plan)?);
        let absent_documents = absent::documents(self.compiler, plan)?;
        Ok(SearchReport { absent, absent_documents, ..report })
    }
}
