//! [`ExclusionQuery`]: what is kept out of a search, asked as the engine's own queries want to be.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, Term};

/// The clauses that another query finds.
///
/// The engine asks what is kept out about every candidate, also about those before the clause where it
/// stands, which phrases do not allow. They are answered here: the last answer told that none of them
/// is found.
#[derive(Debug)]
pub(super) struct ExclusionQuery(Box<dyn Query>);

impl ExclusionQuery {
    pub(super) fn new(excluded: Box<dyn Query>) -> Self {
        Self(excluded)
    }
}

impl Clone for ExclusionQuery {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for ExclusionQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ExclusionWeight(self.0.weight(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.query_terms(visitor);
    }
}

struct ExclusionWeight(Box<dyn Weight>);

impl Weight for ExclusionWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let excluded = self.0.scorer(reader, boost)?;
        let bound = excluded.doc();
        Ok(Box::new(ExclusionScorer { excluded, bound }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, doc)
    }
}

struct ExclusionScorer {
    excluded: Box<dyn Scorer>,
    /// No clause is found that comes before this one and after those that were asked about.
    bound: DocId,
}

impl DocSet for ExclusionScorer {
    fn advance(&mut self) -> DocId {
        self.bound = self.excluded.advance();
        self.bound
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.bound = self.excluded.seek(target);
        self.bound
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target < self.bound {
            return SeekDangerResult::SeekLowerBound(self.bound);
        }
        let result = self.excluded.seek_danger(target);
        self.bound = match result {
            SeekDangerResult::Found => target,
            SeekDangerResult::SeekLowerBound(bound) => bound,
        };
        result
    }

    fn doc(&self) -> DocId {
        self.excluded.doc()
    }

    fn size_hint(&self) -> u32 {
        self.excluded.size_hint()
    }

    fn cost(&self) -> u64 {
        self.excluded.cost()
    }
}

impl Scorer for ExclusionScorer {
    fn score(&mut self) -> Score {
        self.excluded.score()
    }
}
