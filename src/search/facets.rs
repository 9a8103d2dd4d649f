//! [`count_facets`]: what the clauses that match are made of, by organ, part, verb, year, language.

use std::collections::BTreeMap;

use tantivy::schema::{Field as EngineField, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED};

use super::count::{Found, found};
use super::error::SearchError;
use super::report::{Facet, FacetReport, FacetRow};
use super::request::Request;
use crate::index::OpenIndex;
use crate::query::Field;
use crate::schema::Fields;

/// The facets, in the order of the report.
const FACETS: [Field; 5] = [Field::Organ, Field::Part, Field::Verb, Field::Year, Field::Lang];

/// Counts the clauses that match `request` by the values of each facet; its limit, order and
/// grouping mean nothing here.
///
/// Filters on a facet do not narrow its own counts, so that what else could be chosen beside a
/// chosen value is still told.
///
/// # Errors
///
/// When the request cannot be read, or the index cannot.
pub fn count_facets(index: &OpenIndex, request: &Request) -> Result<FacetReport, SearchError> {
    let all = found(index, request)?;
    let mut facets = Vec::new();
    for field in FACETS {
        let is_narrowed = request.filters.iter().any(|filter| filter.field == field);
        let rows = if is_narrowed {
            let filters = request.filters.iter().filter(|filter| filter.field != field);
            let others = Request { filters: filters.cloned().collect(), ..request.clone() };
            rows(field, index, &found(index, &others)?)?
        } else {
            rows(field, index, &all)?
        };
        facets.push(Facet { field, rows });
    }
    Ok(FacetReport { facets })
}

/// The values of a facet, the most frequent first, equal counts by value; years the newest first.
fn rows(field: Field, index: &OpenIndex, found: &Found<'_>) -> Result<Vec<FacetRow>, SearchError> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (segment, is_found) in found.segments() {
        match engine_field(field, index.schema().fields()) {
            Some(engine_field) => count_terms(segment, engine_field, is_found, &mut counts)?,
            None => count_years(segment, is_found, &mut counts)?,
        }
    }
    let row = |(value, clauses)| FacetRow { value, clauses };
    let mut rows: Vec<FacetRow> = counts.into_iter().map(row).collect();
    if field == Field::Year {
        rows.reverse();
    } else {
        // A stable sort: equal counts stay in the order of their values.
        rows.sort_by_key(|row| std::cmp::Reverse(row.clauses));
    }
    Ok(rows)
}

/// The engine's field of terms; none for years, which are numbers.
fn engine_field(field: Field, fields: Fields) -> Option<EngineField> {
    match field {
        Field::Organ => Some(fields.organ),
        Field::Part => Some(fields.part),
        Field::Verb => Some(fields.head),
        Field::Lang => Some(fields.lang),
        _ => None,
    }
}

fn count_terms(
    segment: &SegmentReader,
    field: EngineField,
    is_found: &[bool],
    counts: &mut BTreeMap<String, usize>,
) -> tantivy::Result<()> {
    let index = segment.inverted_index(field)?;
    let mut terms = index.terms().stream()?;
    while terms.advance() {
        let mut count = 0;
        let mut postings =
            index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            count += usize::from(is_found[postings.doc() as usize]);
            postings.advance();
        }
        if count > 0 {
            let value = String::from_utf8_lossy(terms.key()).into_owned();
            *counts.entry(value).or_default() += count;
        }
    }
    Ok(())
}

fn count_years(
    segment: &SegmentReader,
    is_found: &[bool],
    counts: &mut BTreeMap<String, usize>,
) -> tantivy::Result<()> {
    let years = segment.fast_fields().u64("year")?;
    let mut by_year: BTreeMap<u64, usize> = BTreeMap::new();
    for doc in (0..segment.max_doc()).filter(|doc| is_found[*doc as usize]) {
        if let Some(year) = years.first(doc) {
            *by_year.entry(year).or_default() += 1;
        }
    }
    for (year, count) in by_year {
        *counts.entry(year.to_string()).or_default() += count;
    }
    Ok(())
}
