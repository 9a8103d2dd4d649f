//! Clauses of one wording: one of them is shown, and how many others there are.

use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasherDefault;

use tantivy::{DocAddress, DocId, Searcher};

use super::column::{Dates, Wordings, wordings};
use super::contexts::{Contexts, NumberHasher, Scored};
use super::gather::Found;
use crate::schema::Fields;

/// Returns the first clauses of `scored`, so many of them, or all with 0; of every wording one if
/// copies are collapsed.
pub(super) fn kept(
    scored: &[Scored],
    (limit, collapses): (usize, bool),
    contexts: &Contexts,
    wordings: &mut Wordings<'_>,
) -> tantivy::Result<Vec<Scored>> {
    let limit = if limit == 0 { scored.len() } else { limit };
    if !collapses {
        return Ok(scored.iter().take(limit).copied().collect());
    }
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for one in scored {
        if kept.len() == limit {
            break;
        }
        if seen.insert(wordings.of(contexts.address(one))?) {
            kept.push(*one);
        }
    }
    Ok(kept)
}

/// How many clauses are looked at together.
const BATCH: usize = 256;

/// Returns, for each of the clauses `shown` of different wordings, the others among those `found` that
/// have its wording, which stands before it.
pub(super) fn copies(
    shown: &[(u64, DocAddress)],
    found: &Found,
    searcher: &Searcher,
    fields: Fields,
) -> tantivy::Result<Vec<Copies>> {
    let numbered = shown.iter().zip(0..).map(|((wording, _), number)| (*wording, number));
    let places: HashMap<u64, usize, BuildHasherDefault<NumberHasher>> = numbered.collect();
    let mut copies = vec![Copies::default(); shown.len()];
    if shown.is_empty() {
        return Ok(copies);
    }
    for (segment, mut docs) in found.segments() {
        let reader = searcher.segment_reader(segment);
        let (wordings, dates) = (wordings(reader, fields)?, Dates::of(reader, fields)?);
        let mut batch: Vec<DocId> = Vec::with_capacity(BATCH);
        let mut values = Vec::with_capacity(BATCH);
        loop {
            batch.clear();
            batch.extend(docs.by_ref().take(BATCH));
            if batch.is_empty() {
                break;
            }
            values.clear();
            values.resize(batch.len(), None);
            wordings.first_vals(&batch, &mut values);
            for (doc, wording) in batch.iter().zip(&values) {
                let Some(place) = places.get(&wording.unwrap_or_default()) else { continue };
                if shown[*place].1 != DocAddress::new(segment, *doc) {
                    copies[*place].add(dates.of_clause(*doc));
                }
            }
        }
    }
    Ok(copies)
}

/// The clauses that stand behind another one of the same wording.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Copies {
    pub(super) count: usize,
    pub(super) years: Option<(u16, u16)>,
}

impl Copies {
    /// `date` is yyyymmdd, 0 where it is not known.
    fn add(&mut self, date: u32) {
        self.count += 1;
        let year = u16::try_from(date / 10_000).unwrap_or_default();
        if year > 0 {
            let (first, last) = self.years.unwrap_or((year, year));
            self.years = Some((first.min(year), last.max(year)));
        }
    }
}

/// The wordings that resolutions were shown with: each is shown in the first resolution that has it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    wordings: BTreeSet<u64>,
}

impl Seen {
    /// Returns those clauses of the next resolution, the best first, whose wording no resolution before
    /// it has; none where all that it has of the query in full stands there.
    pub(super) fn kept(
        &mut self,
        members: Vec<Scored>,
        contexts: &Contexts,
        wordings: &mut Wordings<'_>,
    ) -> tantivy::Result<Vec<Scored>> {
        let has_full = |clauses: &[Scored]| clauses.iter().any(|one| contexts.is_full(one));
        let was_full = has_full(&members);
        let mut own = BTreeSet::new();
        let mut kept = Vec::new();
        for one in members {
            let wording = wordings.of(contexts.address(&one))?;
            if !self.wordings.contains(&wording) && own.insert(wording) {
                kept.push(one);
            }
        }
        if was_full && !has_full(&kept) {
            return Ok(Vec::new());
        }
        self.wordings.extend(own);
        Ok(kept)
    }
}
