//! [`ReachQuery`]: what an index holds once, with the clause above, for clauses behind it.

use tantivy::columnar::{Column, ColumnIndex};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::column::first_of;
use crate::schema::Fields;

/// The clauses that those reach that match. All count the same.
///
/// An index has the words of a title with the first clause of a resolution, and those of a lead-in with
/// the lead-in itself. The clauses of a resolution stand one behind the other in one segment.
#[derive(Debug)]
pub(super) struct ReachQuery {
    matching: Box<dyn Query>,
    reach: Reach,
    fields: Fields,
}

/// Which clauses a clause reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// From the first one, itself and all others of its resolution.
    Resolution,
    /// The items below it.
    Items,
}

impl ReachQuery {
    /// Returns the query for what those reach that `matching` finds.
    pub(super) fn new(matching: Box<dyn Query>, reach: Reach, fields: Fields) -> Self {
        Self { matching, reach, fields }
    }
}

impl Clone for ReachQuery {
    fn clone(&self) -> Self {
        Self { matching: self.matching.box_clone(), ..*self }
    }
}

impl Query for ReachQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let matching = self.matching.weight(scoring)?;
        Ok(Box::new(ReachWeight { matching, reach: self.reach, fields: self.fields }))
    }
}

struct ReachWeight {
    matching: Box<dyn Weight>,
    reach: Reach,
    fields: Fields,
}

impl Weight for ReachWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let numbers = |field| reader.fast_fields().u64(reader.schema().get_field_name(field));
        let count = match self.reach {
            Reach::Resolution => self.fields.siblings,
            Reach::Items => self.fields.items,
        };
        let mut scorer = ReachScorer {
            matching: self.matching.scorer(reader, boost)?,
            reach: self.reach,
            ordinals: numbers(self.fields.ordinal)?,
            counts: numbers(count)?,
            clauses: reader.max_doc(),
            doc: 0,
            end: 0,
        };
        scorer.enter();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("what is reached does not explain itself".to_owned()))
    }
}

struct ReachScorer {
    /// Stands at the first that matches and was not asked yet how far it reaches.
    matching: Box<dyn Scorer>,
    reach: Reach,
    ordinals: Column<u64>,
    /// How many clauses a resolution has, or how many items a clause.
    counts: Column<u64>,
    /// How many clauses the segment has.
    clauses: DocId,
    doc: DocId,
    /// Behind the last clause that is reached by what matched so far.
    end: DocId,
}

impl ReachScorer {
    /// How far behind a clause the first stands that it reaches.
    fn step(&self) -> DocId {
        match self.reach {
            Reach::Resolution => 0,
            Reach::Items => 1,
        }
    }

    /// Takes the reach of the clause in hand, and goes on to the next that matches.
    fn take(&mut self) {
        let doc = self.matching.doc();
        let count = self.counts.first(doc).and_then(|count| DocId::try_from(count).ok());
        let end = (doc + self.step()).saturating_add(count.unwrap_or_default());
        self.end = self.end.max(end.min(self.clauses));
        self.matching.advance();
    }

    /// Goes to the next that matches and may reach any clause: few have items.
    fn next(&mut self) -> DocId {
        let ColumnIndex::Optional(counted) = &self.counts.index else {
            return self.matching.doc();
        };
        let mut doc = self.matching.doc();
        loop {
            match counted.next_non_null_doc(doc) {
                Some(next) if next > doc => doc = self.matching.seek(next),
                Some(_) => return doc,
                None => return TERMINATED,
            }
        }
    }

    /// Goes to the first clause that is reached by what did not match yet.
    fn enter(&mut self) -> DocId {
        loop {
            let first = self.next();
            if first == TERMINATED {
                self.doc = TERMINATED;
                return TERMINATED;
            }
            self.take();
            if self.end > first + self.step() {
                self.doc = first + self.step();
                return self.doc;
            }
        }
    }

    /// The first clause of the resolution that a clause belongs to.
    fn first(&self, doc: DocId) -> DocId {
        first_of(doc, self.ordinals.first(doc).unwrap_or_default())
    }
}

impl DocSet for ReachScorer {
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
        if target >= self.clauses {
            self.doc = TERMINATED;
            return TERMINATED;
        }
        if target >= self.end {
            // No clause reaches beyond its resolution.
            let first = self.first(target);
            if self.matching.doc() < first {
                self.matching.seek(first);
            }
            while self.matching.doc().saturating_add(self.step()) <= target {
                self.take();
            }
        }
        if target < self.end {
            self.doc = target;
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

impl Scorer for ReachScorer {
    fn score(&mut self) -> Score {
        1.0
    }
}
