//! [`Parallels`]: clauses read in another language of their resolution.
//!
//! The texts of a resolution in the languages of its body are equally authentic, but their verbs are
//! not in step: French `Demande` stands for `Requests` and for `Calls upon`, Russian `призывает` for
//! `Calls upon` and for `Encourages`. Where the index has the text in the language in which a verb is
//! asked for, that text says what the others mean.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Searcher, SegmentReader, Term};

use super::list::ListQuery;
use crate::schema::Fields;
use crate::text::Language;

/// Reads the clauses of an index in one language.
pub(super) struct Parallels<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    language: Term,
}

/// The places of the clauses that were found in the texts in the language, by the number that these share
/// with those in other languages.
type Texts = BTreeMap<u64, BTreeSet<DocId>>;

impl<'a> Parallels<'a> {
    /// Returns `None` for an index that has no texts in `language`, or no others.
    pub(super) fn new(
        searcher: &'a Searcher,
        fields: Fields,
        language: Language,
    ) -> tantivy::Result<Option<Self>> {
        let language = Term::from_field_text(fields.lang, language.code());
        let clauses: u64 =
            searcher.segment_readers().iter().map(|reader| u64::from(reader.max_doc())).sum();
        let count = searcher.doc_freq(&language)?;
        let is_mixed = 0 < count && count < clauses;
        Ok(is_mixed.then_some(Self { searcher, fields, language }))
    }

    /// Returns the clauses that `found` finds, and those whose text in the language it finds; without
    /// those whose text in the language it does not find.
    pub(super) fn read(&self, found: &dyn Query) -> tantivy::Result<ListQuery> {
        let weight = found.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        let mut texts = Texts::new();
        for reader in self.searcher.segment_readers() {
            for resolution in self.resolutions(reader, &*weight)? {
                if let Some(number) = resolution.parallel.filter(|_| resolution.is_in_language) {
                    let places = resolution.found.iter().map(|clause| clause - resolution.first);
                    texts.entry(number).or_default().extend(places);
                }
            }
        }
        let mut list = ListQuery::default();
        for reader in self.searcher.segment_readers() {
            let mut clauses = Vec::new();
            for resolution in self.resolutions(reader, &*weight)? {
                let text = resolution.parallel.and_then(|number| texts.get(&number));
                match text.filter(|_| !resolution.is_in_language) {
                    Some(places) => {
                        clauses.extend(places.iter().map(|place| resolution.first + place));
                    }
                    None => clauses.extend(resolution.found),
                }
            }
            list.add(reader, clauses);
        }
        Ok(list)
    }

    fn resolutions(
        &self,
        reader: &'a SegmentReader,
        found: &dyn Weight,
    ) -> tantivy::Result<Resolutions<'a>> {
        let numbers = |field| reader.fast_fields().u64(reader.schema().get_field_name(field));
        let language = reader.inverted_index(self.fields.lang)?;
        let language = language.read_postings(&self.language, IndexRecordOption::Basic)?;
        Ok(Resolutions {
            reader,
            parallels: numbers(self.fields.parallel)?,
            siblings: numbers(self.fields.siblings)?,
            in_language: language.map(|postings| Box::new(postings) as Box<dyn DocSet>),
            found: found.scorer(reader, 1.0)?,
            next: 0,
        })
    }
}

/// The resolutions of a segment that are not taken out, one behind the other.
struct Resolutions<'a> {
    reader: &'a SegmentReader,
    parallels: Column<u64>,
    siblings: Column<u64>,
    in_language: Option<Box<dyn DocSet>>,
    found: Box<dyn Scorer>,
    next: DocId,
}

/// A resolution in one language.
struct Resolution {
    first: DocId,
    /// What it shares with its texts in other languages; `None` where it has no symbol.
    parallel: Option<u64>,
    is_in_language: bool,
    /// The clauses of it that were found, in order.
    found: Vec<DocId>,
}

impl Iterator for Resolutions<'_> {
    type Item = Resolution;

    fn next(&mut self) -> Option<Resolution> {
        while self.next < self.reader.max_doc() {
            let first = self.next;
            let clauses = self.siblings.first(first).unwrap_or_default();
            let clauses = DocId::try_from(clauses).unwrap_or(DocId::MAX).max(1);
            self.next = first.saturating_add(clauses);
            if self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(first)) {
                return Some(self.resolution(first));
            }
        }
        None
    }
}

impl Resolutions<'_> {
    fn resolution(&mut self, first: DocId) -> Resolution {
        let in_language = self.in_language.as_mut();
        let is_in_language = in_language.is_some_and(|docs| reached(&mut **docs, first) == first);
        let mut found = Vec::new();
        let mut clause = reached(&mut *self.found, first);
        while clause < self.next {
            found.push(clause);
            clause = self.found.advance();
        }
        Resolution { first, parallel: self.parallels.first(first), is_in_language, found }
    }
}

/// Returns where `docs` stand once they stand at `target` or behind it.
fn reached(docs: &mut (impl DocSet + ?Sized), target: DocId) -> DocId {
    if docs.doc() < target { docs.seek(target) } else { docs.doc() }
}
