//! [`resolution`]: all clauses of one resolution, whatever a query says of them.

use tantivy::Term;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;

use super::abbreviation::Meanings;
use super::answer::whole_plan;
use super::asked;
use super::error::SearchError;
use super::gather::{Gathered, Gatherer};
use super::plan::plan;
use super::present::{Hits, Presenter};
use super::rank::Weights;
use super::report::Group;
use super::request::Request;
use super::scan::Scan;
use crate::analysis::Analyzer;
use crate::index::OpenIndex;

/// Returns the resolution with a key, its clauses as they stand in it, marked where `request`
/// matches; `None` where the index has no such resolution.
///
/// Filters, limit and order of the request mean nothing here.
///
/// # Errors
///
/// When the request cannot be read, or the index cannot.
pub fn resolution(
    index: &OpenIndex,
    key: u64,
    request: &Request,
) -> Result<Option<Group>, SearchError> {
    let searcher = index.searcher();
    let schema = index.schema();
    let fields = schema.fields();
    let asked = asked::read(request, schema.lexicon())?;
    let mut analyzer = Analyzer::new(schema.chains());
    let mut words = plan(&asked.query, &mut analyzer, &asked.languages);
    let meanings =
        Meanings { searcher, fields, lexicon: schema.lexicon(), languages: &asked.languages };
    meanings.add(&mut words.leaves, &mut analyzer)?;
    let whole = whole_plan(&asked, &words, &mut analyzer).planned;
    let term = Term::from_field_u64(fields.key, key);
    let scan = Scan {
        searcher,
        fields,
        driver: Some(Box::new(TermQuery::new(term, IndexRecordOption::Basic))),
        leaves: &[],
        idf: &[],
        opener: None,
    };
    let everything = Request { limit: 0, collapses: false, ..Request::new("") };
    let weights = Weights::new(&[], searcher.num_docs(), 0);
    let mut gatherer = Gatherer::new(&everything, (&weights, true), searcher, fields);
    scan.run(&mut |run, candidates| gatherer.take(run, candidates))?;
    let Gathered { contexts, scored, found, .. } = gatherer.finish()?;
    let hits = Hits { contexts: &contexts, found: &found, typed: &[] };
    let mut presenter = Presenter::new((index.clauses(), fields), &whole, hits, analyzer);
    Ok(presenter.groups(&scored, 1, &everything)?.into_iter().next())
}
