//! One pass over the clauses that match: what of the query each of them holds, and where.

use std::collections::BTreeSet;

use tantivy::query::{EnableScoring, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED};

use super::column::{Run, Runs};
use crate::schema::Fields;

/// How many leaves rank a clause; of longer queries the rarest do.
pub(super) const RANKED_LEAVES_MAX: usize = 64;

/// Which leaves: bit n is the n-th ranked leaf.
pub(super) type Leaves = u64;

/// The queries of one leaf.
pub(super) struct LeafQueries {
    pub(super) own: Box<dyn Query>,
    pub(super) lead: Box<dyn Query>,
    pub(super) title: Box<dyn Query>,
}

/// What a clause holds of the query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its place in the segment.
    pub(super) doc: DocId,
    /// Leaves in its own text.
    pub(super) own: Leaves,
    /// Leaves in its lead-in that are not in its own text.
    pub(super) lead: Leaves,
    /// Leaves in the title of its resolution that are in neither.
    pub(super) title: Leaves,
    /// What the leaves in its own text count together, by [`flattened`].
    pub(super) own_score: Score,
    /// Whether the verb that the query opens with heads it.
    pub(super) has_opener: bool,
}

/// Takes the clauses that match, one resolution after the other in the order of the index.
pub(super) type Sink<'a> = dyn FnMut(Run, &[Candidate]) -> tantivy::Result<()> + 'a;

/// What to look at.
pub(super) struct Scan<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: Fields,
    /// Which clauses; `None` for those of the first leaf.
    pub(super) driver: Option<Box<dyn Query>>,
    /// The ranked leaves, [`RANKED_LEAVES_MAX`] at most.
    pub(super) leaves: &'a [LeafQueries],
    /// Their inverse document frequencies.
    pub(super) idf: &'a [Score],
    /// The clauses headed by the verb that the query opens with.
    pub(super) opener: Option<Box<dyn Query>>,
}

impl Scan<'_> {
    /// Gives `sink` every clause of the driver.
    pub(super) fn run(&self, sink: &mut Sink<'_>) -> tantivy::Result<()> {
        let scoring = EnableScoring::enabled_from_searcher(self.searcher);
        let silent = EnableScoring::disabled_from_searcher(self.searcher);
        let driver = self.driver.as_ref().map(|query| query.weight(silent)).transpose()?;
        let weights: tantivy::Result<Vec<[Box<dyn Weight>; 3]>> = self
            .leaves
            .iter()
            .map(|leaf| {
                Ok([
                    leaf.own.weight(scoring)?,
                    leaf.lead.weight(silent)?,
                    leaf.title.weight(silent)?,
                ])
            })
            .collect();
        let weights = weights?;
        let opener = self.opener.as_ref().map(|query| query.weight(silent)).transpose()?;
        for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
            let mut segment = Segment {
                ordinal: segment,
                reader,
                driver: driver.as_ref().map(|driver| driver.scorer(reader, 1.0)).transpose()?,
                leaves: Vec::with_capacity(weights.len()),
                idf: self.idf,
                opener: opener.as_ref().map(|opener| opener.scorer(reader, 1.0)).transpose()?,
            };
            for [own, lead, title] in &weights {
                segment.leaves.push(LeafScorers {
                    own: own.scorer(reader, 1.0)?,
                    lead: Later::new(&**lead, reader),
                    title: Later::new(&**title, reader),
                });
            }
            segment.run(self.fields, sink)?;
        }
        Ok(())
    }
}

struct Segment<'a> {
    ordinal: u32,
    reader: &'a SegmentReader,
    driver: Option<Box<dyn Scorer>>,
    leaves: Vec<LeafScorers<'a>>,
    idf: &'a [Score],
    opener: Option<Box<dyn Scorer>>,
}

struct LeafScorers<'a> {
    own: Box<dyn Scorer>,
    lead: Later<'a>,
    title: Later<'a>,
}

/// A scorer that is made when it is first asked: most leaves stand in the clauses themselves.
struct Later<'a> {
    weight: &'a dyn Weight,
    reader: &'a SegmentReader,
    scorer: Option<Box<dyn Scorer>>,
}

impl<'a> Later<'a> {
    fn new(weight: &'a dyn Weight, reader: &'a SegmentReader) -> Self {
        Self { weight, reader, scorer: None }
    }

    fn is_at(&mut self, doc: DocId) -> tantivy::Result<bool> {
        if self.scorer.is_none() {
            self.scorer = Some(self.weight.scorer(self.reader, 1.0)?);
        }
        Ok(self.scorer.as_mut().is_some_and(|scorer| is_at(scorer.as_mut(), doc)))
    }
}

impl Segment<'_> {
    fn run(&mut self, fields: Fields, sink: &mut Sink<'_>) -> tantivy::Result<()> {
        let mut doc = self.driver().map_or(TERMINATED, |driver| driver.doc());
        if doc == TERMINATED {
            return Ok(());
        }
        let runs = Runs::of((self.ordinal, self.reader), fields)?;
        let mut here: Vec<Candidate> = Vec::new();
        let mut run = runs.at(doc);
        let mut end = run.end_behind(doc);
        while doc != TERMINATED {
            if doc >= end {
                sink(run, &here)?;
                here.clear();
                run = runs.at(doc);
                end = run.end_behind(doc);
            }
            if self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                here.push(self.candidate(doc)?);
            }
            doc = self.driver().map_or(TERMINATED, |driver| driver.advance());
        }
        sink(run, &here)
    }

    fn driver(&mut self) -> Option<&mut Box<dyn Scorer>> {
        match &mut self.driver {
            Some(driver) => Some(driver),
            None => self.leaves.first_mut().map(|leaf| &mut leaf.own),
        }
    }

    fn candidate(&mut self, doc: DocId) -> tantivy::Result<Candidate> {
        let mut candidate =
            Candidate { doc, own: 0, lead: 0, title: 0, own_score: 0.0, has_opener: false };
        for (number, leaf) in self.leaves.iter_mut().enumerate() {
            let bit = 1 << number;
            if is_at(leaf.own.as_mut(), doc) {
                candidate.own |= bit;
                candidate.own_score += flattened(leaf.own.score(), self.idf[number]);
            } else if leaf.lead.is_at(doc)? {
                candidate.lead |= bit;
            } else if leaf.title.is_at(doc)? {
                candidate.title |= bit;
            }
        }
        if let Some(opener) = &mut self.opener {
            candidate.has_opener = is_at(opener.as_mut(), doc);
        }
        Ok(candidate)
    }
}

/// How much of the inverse document frequency a word gains on the engine's scale before it counts
/// half of what it can count at all.
const HALF_SCORE: Score = 1.57;
/// What a word of usual length and frequency counts about its inverse document frequency with.
const FULL_SCORE: Score = 2.57;

/// Returns what a word with the score `bm25` counts.
///
/// The engine's BM25 lets a word that is repeated count up to 2.2 times (its `k1` is 1.2). A clause
/// says a thing once: here the same formula runs with a `k1` of 0.5, which is what this function
/// of the engine's score comes to.
fn flattened(bm25: Score, idf: Score) -> Score {
    FULL_SCORE * idf * bm25 / (bm25 + HALF_SCORE * idf).max(Score::MIN_POSITIVE)
}

fn is_at(scorer: &mut dyn Scorer, doc: DocId) -> bool {
    let at = scorer.doc();
    at == doc || at < doc && scorer.seek(doc) == doc
}

/// Returns the keys of the resolutions with a clause that matches.
pub(super) fn keys(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<BTreeSet<u64>> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut found = BTreeSet::new();
    for reader in searcher.segment_readers() {
        let fields = reader.fast_fields().u64("key")?;
        let mut scorer = weight.scorer(reader, 1.0)?;
        while scorer.doc() != TERMINATED {
            let doc = scorer.doc();
            if reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                found.extend(fields.first(doc));
            }
            scorer.advance();
        }
    }
    Ok(found)
}
