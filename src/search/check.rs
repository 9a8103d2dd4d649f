//! [`TextCheck`]: clauses whose text has the last word on whether they match.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::query::doc_predicate_query::{
    ConstOrVariableSegmentPredicate, DocPredicate, SegmentDocPredicate,
};
use tantivy::query::{EnableScoring, Query};
use tantivy::store::StoreReader;
use tantivy::{DocId, SegmentReader, TantivyError};

use super::matcher::is_match;
use super::plan::Place;
use super::plan::Planned;
use super::view::{TextView, initials};
use crate::analysis::{Analyzer, Chains, Initials};
use crate::lexicon::{Lexicon, PrintedForm};
use crate::schema::{BodyError, StoredBody, StoredClause};
use crate::text::Language;

/// How many blocks of stored clauses one check keeps unpacked.
const BLOCKS_KEPT: usize = 4;

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

/// What a stored clause must be.
#[derive(Clone)]
pub(super) enum Test {
    /// Its text at a place matches a plan.
    Text(Arc<Planned>, Place),
    /// It prints its verb, own or inherited, in this form.
    Verb(Arc<PrintedForm>),
}

/// Passes the documents of a query that stand a test.
pub(super) struct TextCheck {
    narrowing: Box<dyn Query>,
    test: Test,
    chains: Arc<Chains>,
    damage: Damage,
}

impl TextCheck {
    pub(super) fn new(
        narrowing: Box<dyn Query>,
        test: Test,
        chains: Arc<Chains>,
        damage: Damage,
    ) -> Self {
        Self { narrowing, test, chains, damage }
    }
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
            store: reader.get_store_reader(BLOCKS_KEPT)?,
            analyzer: Analyzer::new(self.chains.clone()),
            initials: match &self.test {
                Test::Text(planned, _) => initials(&planned.leaves),
                Test::Verb(_) => Initials::default(),
            },
            test: self.test.clone(),
            verbs: HashMap::new(),
            damage: self.damage.clone(),
        };
        let necessary_condition = Box::new(candidates);
        Ok(ConstOrVariableSegmentPredicate::Variable { predicate, necessary_condition })
    }
}

/// A [`TextCheck`] in one segment.
pub(super) struct SegmentCheck {
    store: StoreReader,
    analyzer: Analyzer,
    /// Those of the words that the test asks for.
    initials: Initials,
    test: Test,
    /// What was found of each verb that clauses print; they are few.
    verbs: HashMap<(String, Option<Language>), bool>,
    damage: Damage,
}

impl SegmentCheck {
    fn stored(&self, doc: DocId) -> Result<StoredClause, DamageKind> {
        let body: StoredBody = self.store.get(doc).map_err(DamageKind::Engine)?;
        body.unpack().map_err(DamageKind::Body)
    }
}

impl SegmentDocPredicate for SegmentCheck {
    fn eval(&mut self, doc: DocId) -> bool {
        let stored = match self.stored(doc) {
            Ok(stored) => stored,
            Err(kind) => {
                self.damage.put(kind);
                return false;
            }
        };
        let (planned, place) = match &self.test {
            Test::Text(planned, place) => (planned, place),
            Test::Verb(form) => {
                let Some(printed) = stored.verb_text else { return false };
                let language = stored.language;
                let known = self.verbs.entry((printed, language));
                let verb = known.key().0.clone();
                return *known
                    .or_insert_with(|| Lexicon::embedded().is_printed(form, &verb, language));
            }
        };
        let text = match place {
            Place::Own => stored.text.as_str(),
            Place::Lead => stored.lead_in.as_str(),
            Place::Title => stored.title.as_deref().unwrap_or_default(),
            Place::Addressee => stored.addressee.as_deref().unwrap_or_default(),
        };
        let view = TextView::new(text, stored.language, &self.initials, &mut self.analyzer);
        is_match(&planned.plan, &planned.leaves, &view)
    }
}
