//! [`SharedQuery`]: what an index holds once for all clauses of a resolution.

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// The clauses of the resolutions of which a clause matches that has a value for all of them: in
/// every segment the first. All count the same.
#[derive(Debug)]
pub(super) struct SharedQuery {
    matching: Box<dyn Query>,
    key: Field,
}

impl SharedQuery {
    /// Returns the query for what `matching` finds; clauses of one resolution have the same number
    /// in the field `key`.
    pub(super) fn new(matching: Box<dyn Query>, key: Field) -> Self {
        Self { matching, key }
    }
}

impl Clone for SharedQuery {
    fn clone(&self) -> Self {
        Self { matching: self.matching.box_clone(), key: self.key }
    }
}

impl Query for SharedQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SharedWeight { matching: self.matching.weight(scoring)?, key: self.key }))
    }
}

struct SharedWeight {
    matching: Box<dyn Weight>,
    key: Field,
}

impl Weight for SharedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let matching = self.matching.scorer(reader, boost)?;
        let keys = reader.fast_fields().u64(reader.schema().get_field_name(self.key))?;
        let mut scorer =
            SharedScorer { matching, keys, end: reader.max_doc(), doc: TERMINATED, key: None };
        scorer.enter();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("titles do not explain themselves".to_owned()))
    }
}

/// Walks through the clauses behind each that matches, as far as they have its key.
struct SharedScorer {
    /// Stands at the first that matches behind those of the resolution in hand.
    matching: Box<dyn Scorer>,
    keys: Column<u64>,
    /// How many clauses the segment has.
    end: DocId,
    doc: DocId,
    /// Of the resolution in hand.
    key: Option<u64>,
}

impl SharedScorer {
    /// Goes to the next clause that matches.
    fn enter(&mut self) -> DocId {
        self.doc = self.matching.doc();
        if self.doc != TERMINATED {
            self.key = self.keys.first(self.doc);
            self.matching.advance();
        }
        self.doc
    }
}

impl DocSet for SharedScorer {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.seek(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc {
            return self.doc;
        }
        if target >= self.end {
            self.doc = TERMINATED;
            return TERMINATED;
        }
        let key = self.keys.first(target);
        if key == self.key {
            self.doc = target;
            return target;
        }
        let mut nearest = None;
        while self.matching.doc() <= target {
            nearest = Some(self.matching.doc());
            self.matching.advance();
        }
        if nearest.is_some_and(|doc| self.keys.first(doc) == key) {
            (self.doc, self.key) = (target, key);
            return target;
        }
        self.enter()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.matching.size_hint()
    }
}

impl Scorer for SharedScorer {
    fn score(&mut self) -> Score {
        1.0
    }
}
