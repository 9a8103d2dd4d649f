//! [`ListQuery`]: clauses that were found before.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{
    DocAddress, DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError,
};

/// The clauses of a list. All count the same.
#[derive(Clone, Debug, Default)]
pub(super) struct ListQuery {
    lists: BTreeMap<SegmentId, Arc<[DocId]>>,
}

impl ListQuery {
    /// Puts clauses of a segment on the list, in order.
    pub(super) fn add(&mut self, reader: &SegmentReader, clauses: Vec<DocId>) {
        self.lists.insert(reader.segment_id(), clauses.into());
    }

    /// Tells whether the list has a clause of `searcher`.
    pub(super) fn has(&self, searcher: &Searcher, clause: DocAddress) -> bool {
        let segment = searcher.segment_reader(clause.segment_ord).segment_id();
        let list = self.lists.get(&segment);
        list.is_some_and(|list| list.binary_search(&clause.doc_id).is_ok())
    }
}

impl Query for ListQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for ListQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let list = self.lists.get(&reader.segment_id()).cloned().unwrap_or_default();
        Ok(Box::new(ListScorer { list, place: 0, boost }))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("a list does not explain itself".to_owned()))
    }
}

struct ListScorer {
    list: Arc<[DocId]>,
    place: usize,
    boost: Score,
}

impl DocSet for ListScorer {
    fn advance(&mut self) -> DocId {
        self.place = (self.place + 1).min(self.list.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.list.get(self.place..).unwrap_or_default();
        self.place += rest.partition_point(|doc| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.list.get(self.place).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.list.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for ListScorer {
    fn score(&mut self) -> Score {
        self.boost
    }
}
