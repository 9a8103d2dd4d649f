//! [`count_verbs`]: how often clause verbs head the clauses that match.

use std::collections::BTreeMap;

use tantivy::query::EnableScoring;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::answer::whole_plan;
use super::asked;
use super::check::{Damage, DamageKind};
use super::compile::Compiler;
use super::error::SearchError;
use super::plan::plan;
use super::report::{VerbReport, VerbRow};
use super::request::Request;
use crate::analysis::Analyzer;
use crate::index::OpenIndex;
use crate::resolution::Part;
use crate::schema::Fields;

const PARTS: [Part; 3] = [Part::Preambular, Part::Operative, Part::Annex];

/// Counts, part by part, the verbs that head the clauses matching `request`; its limit, order and
/// grouping mean nothing here.
///
/// Only postings are read, so that the time grows with the number of clauses, not with their
/// length.
///
/// # Errors
///
/// When the request cannot be read, or the index cannot.
pub fn count_verbs(index: &OpenIndex, request: &Request) -> Result<VerbReport, SearchError> {
    let mut tally = Tally::default();
    for (segment, is_found) in found(index, request)?.segments() {
        tally.add(segment, index.schema().fields(), is_found)?;
    }
    Ok(tally.report())
}

/// The clauses that match a request, by the segments of the index.
pub(super) struct Found<'a> {
    searcher: &'a Searcher,
    /// For every segment, whether a clause is alive and matches.
    is_found: Vec<Vec<bool>>,
}

impl Found<'_> {
    pub(super) fn segments(&self) -> impl Iterator<Item = (&SegmentReader, &[bool])> {
        self.searcher.segment_readers().iter().zip(self.is_found.iter().map(Vec::as_slice))
    }
}

/// Returns the clauses that hold all of what `request` asks.
///
/// # Errors
///
/// When the request cannot be read, or the index cannot.
pub(super) fn found<'a>(index: &'a OpenIndex, request: &Request) -> Result<Found<'a>, SearchError> {
    let searcher = index.searcher();
    let schema = index.schema();
    let asked = asked::read(request, schema.lexicon())?;
    let mut analyzer = Analyzer::new(schema.chains());
    let words = plan(&asked.query, &mut analyzer, &asked.languages);
    let whole = whole_plan(&asked, &words, &mut analyzer).planned;
    let damage = Damage::default();
    let compiler = Compiler {
        stored: index.clauses(),
        fields: schema.fields(),
        leaves: &whole.leaves,
        chains: schema.chains(),
        lexicon: schema.lexicon(),
        damage: damage.clone(),
    };
    let query = compiler.clauses(&whole.plan)?;
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut is_found = Vec::new();
    for segment in searcher.segment_readers() {
        let is_alive = |doc: u32| segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
        let mut is_here = vec![false; segment.max_doc() as usize];
        weight.for_each_no_score(segment, &mut |docs| {
            for doc in docs {
                is_here[*doc as usize] = is_alive(*doc);
            }
        })?;
        is_found.push(is_here);
    }
    match damage.take() {
        Some(DamageKind::Engine(error)) => Err(error.into()),
        Some(DamageKind::Body(error)) => Err(error.into()),
        None => Ok(Found { searcher, is_found }),
    }
}

#[derive(Default)]
struct Tally {
    total: usize,
    counts: BTreeMap<(usize, String), usize>,
}

impl Tally {
    fn add(
        &mut self,
        segment: &SegmentReader,
        fields: Fields,
        is_found: &[bool],
    ) -> tantivy::Result<()> {
        self.total += is_found.iter().filter(|is_found| **is_found).count();
        let mut part_of = vec![PARTS.len(); is_found.len()];
        let parts = segment.inverted_index(fields.part)?;
        for (number, part) in PARTS.iter().enumerate() {
            let term = Term::from_field_text(fields.part, part.id());
            let Some(mut postings) = parts.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                part_of[postings.doc() as usize] = number;
                postings.advance();
            }
        }
        let heads = segment.inverted_index(fields.head)?;
        let mut terms = heads.terms().stream()?;
        while terms.advance() {
            let verb = String::from_utf8_lossy(terms.key()).into_owned();
            let mut counts = [0; PARTS.len()];
            let mut postings =
                heads.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                if is_found[postings.doc() as usize]
                    && let Some(count) = counts.get_mut(part_of[postings.doc() as usize])
                {
                    *count += 1;
                }
                postings.advance();
            }
            for (number, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
                *self.counts.entry((number, verb.clone())).or_default() += count;
            }
        }
        Ok(())
    }

    fn report(self) -> VerbReport {
        let headed: usize = self.counts.values().sum();
        let mut rows: Vec<((usize, String), usize)> = self.counts.into_iter().collect();
        rows.sort_by(|((part, verb), count), ((other_part, other_verb), other_count)| {
            part.cmp(other_part).then(other_count.cmp(count)).then_with(|| verb.cmp(other_verb))
        });
        let row = |((part, verb), clauses): ((usize, String), usize)| VerbRow {
            part: PARTS[part].id().to_owned(),
            verb,
            clauses,
        };
        VerbReport {
            total_clauses: self.total,
            clauses_without_verb: self.total - headed,
            rows: rows.into_iter().map(row).collect(),
        }
    }
}
