//! [`TextCheck`]: clauses whose text has the last word on whether they match.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::query::doc_predicate_query::{
    ConstOrVariableSegmentPredicate, DocPredicate, SegmentDocPredicate,
};
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocId, SegmentReader, TantivyError};

use super::matcher::is_match;
use super::plan::Place;
use super::plan::Planned;
use super::standing::{Forms, SegmentForms};
use super::view::{TextView, initials};
use crate::analysis::{Analyzer, Chains, Initials};
use crate::schema::{BodyError, Clauses, StoredClause};

/// What went wrong while texts were read, told once the search is over.
#[derive(Clone, Debug, Default)]
pub(super) struct Damage(Arc<Mutex<Option<DamageKind>>>);

#[derive(Debug)]
pub(super) enum DamageKind {
    Engine(TantivyError),
    Body(BodyError),
}

impl Damage {
    /// Returns what went wrong first, if anything did.
    pub(super) fn take(&self) -> Option<DamageKind> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, kind: DamageKind) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(kind);
    }
}

/// Passes the documents of a query whose text at a place matches a plan.
pub(super) struct TextCheck {
    pub(super) stored: Clauses,
    pub(super) narrowing: Box<dyn Query>,
    pub(super) plan: Arc<Planned>,
    pub(super) place: Place,
    /// Where the index may tell it, without the text.
    pub(super) forms: Option<Arc<Forms>>,
    pub(super) chains: Arc<Chains>,
    pub(super) damage: Damage,
}

impl fmt::Debug for TextCheck {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("TextCheck").field("narrowing", &self.narrowing).finish_non_exhaustive()
    }
}

impl DocPredicate for TextCheck {
    type SegmentDocPredicate = SegmentCheck;

    fn doc_predicate(
        &self,
        reader: &SegmentReader,
    ) -> tantivy::Result<ConstOrVariableSegmentPredicate<SegmentCheck>> {
        let scoring = EnableScoring::disabled_from_schema(reader.schema());
        let candidates = self.narrowing.weight(scoring)?.scorer(reader, 1.0)?;
        let predicate = SegmentCheck {
            segment: self.stored.segment(reader).unwrap_or_default(),
            stored: self.stored.clone(),
            analyzer: Analyzer::new(self.chains.clone()),
            initials: initials(&self.plan.leaves),
            plan: self.plan.clone(),
            place: self.place,
            forms: self.forms.as_ref().map(|forms| forms.open(reader)).transpose()?,
            damage: self.damage.clone(),
        };
        let necessary_condition = Box::new(candidates);
        Ok(ConstOrVariableSegmentPredicate::Variable { predicate, necessary_condition })
    }
}

/// A [`TextCheck`] in one segment.
pub(super) struct SegmentCheck {
    stored: Clauses,
    segment: u32,
    analyzer: Analyzer,
    /// Those of the words that the plan asks for.
    initials: Initials,
    plan: Arc<Planned>,
    place: Place,
    forms: Option<SegmentForms>,
    damage: Damage,
}

impl SegmentCheck {
    fn stored(&self, doc: DocId) -> Result<StoredClause, DamageKind> {
        let body =
            self.stored.body(DocAddress::new(self.segment, doc)).map_err(DamageKind::Engine)?;
        body.unpack().map_err(DamageKind::Body)
    }
}

impl SegmentDocPredicate for SegmentCheck {
    fn eval(&mut self, doc: DocId) -> bool {
        let forms = self.forms.as_mut();
        if let Some(is_match) = forms.and_then(|forms| forms.is_match(&self.plan.plan, doc)) {
            return is_match;
        }
        let stored = match self.stored(doc) {
            Ok(stored) => stored,
            Err(kind) => {
                self.damage.put(kind);
                return false;
            }
        };
        texts_at(self.place, &stored).into_iter().any(|text| {
            let view = TextView::new(text, stored.language, &self.initials, &mut self.analyzer);
            is_match(&self.plan.plan, &self.plan.leaves, &view)
        })
    }
}

/// Returns what stands at a place of a clause; of several texts, one must match by itself.
fn texts_at(place: Place, stored: &StoredClause) -> Vec<&str> {
    match place {
        // A lead-in is a clause itself, and read there.
        Place::Own | Place::Lead => vec![&stored.text],
        Place::Title => {
            let header = stored.header.iter();
            header.filter_map(|header| header.title.as_deref()).collect()
        }
        Place::Addressee => stored.addressee.as_deref().into_iter().collect(),
        Place::Heading => stored.headings.iter().map(String::as_str).collect(),
        Place::Subject => {
            let records = stored.header.iter().flat_map(|header| &header.record);
            records.flat_map(|record| &record.subjects).map(String::as_str).collect()
        }
    }
}
