//! The numbers of clauses, read from the columns of the index.

use std::cmp::Reverse;

use tantivy::columnar::Column;
use tantivy::schema::Field;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use crate::schema::Fields;

/// Where the clauses of one resolution stand, one behind the other in one segment, and what is the
/// same for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) key: u64,
    pub(super) first: DocAddress,
    /// How many they are.
    pub(super) clauses: u32,
    /// The day as yyyymmdd, the year with zeros behind it where no more is known; 0 without either.
    pub(super) date: u32,
}

impl Run {
    /// What orders resolutions: the newest first.
    pub(super) fn by_date(&self) -> (Reverse<u32>, u64) {
        (Reverse(self.date), self.key)
    }

    /// Behind the last clause; always behind `doc`, which is one of them.
    pub(super) fn end_behind(&self, doc: DocId) -> DocId {
        self.first.doc_id.saturating_add(self.clauses).max(doc.saturating_add(1))
    }
}

/// Returns the first clause of the resolution of the clause `doc`, which has `ordinal` before it: they
/// stand one behind the other in one segment.
pub(super) fn first_of(doc: DocId, ordinal: u64) -> DocId {
    doc.saturating_sub(DocId::try_from(ordinal).unwrap_or(DocId::MAX))
}

/// The columns of a segment that tell of resolutions.
pub(super) struct Runs {
    segment: u32,
    keys: Column<u64>,
    ordinals: Column<u64>,
    siblings: Column<u64>,
    dates: Dates,
}

impl Runs {
    pub(super) fn of(
        (segment, reader): (u32, &SegmentReader),
        fields: Fields,
    ) -> tantivy::Result<Self> {
        Ok(Self {
            segment,
            keys: column(reader, fields.key)?,
            ordinals: column(reader, fields.ordinal)?,
            siblings: column(reader, fields.siblings)?,
            dates: Dates::of(reader, fields)?,
        })
    }

    /// Returns the run that a clause belongs to.
    pub(super) fn at(&self, doc: DocId) -> Run {
        let first = first_of(doc, self.ordinals.first(doc).unwrap_or_default());
        let clauses = self.siblings.first(doc).unwrap_or(1);
        Run {
            key: self.keys.first(doc).unwrap_or_default(),
            first: DocAddress::new(self.segment, first),
            clauses: u32::try_from(clauses).unwrap_or(u32::MAX),
            date: self.dates.of_clause(doc),
        }
    }
}

/// The days of the clauses of a segment.
pub(super) struct Dates {
    days: Column<u64>,
    years: Column<u64>,
}

impl Dates {
    pub(super) fn of(reader: &SegmentReader, fields: Fields) -> tantivy::Result<Self> {
        Ok(Self { days: column(reader, fields.date)?, years: column(reader, fields.year)? })
    }

    /// Returns the day of a clause as a [`Run`] has it.
    pub(super) fn of_clause(&self, doc: DocId) -> u32 {
        let year = || self.years.first(doc).unwrap_or_default().saturating_mul(10_000);
        let day = self.days.first(doc).unwrap_or_else(year);
        u32::try_from(day).unwrap_or_default()
    }
}

/// The numbers of wordings: clauses of one wording have one number.
pub(super) struct Wordings<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    /// By segment, once they are asked for.
    columns: Vec<Option<Column<u64>>>,
}

impl<'a> Wordings<'a> {
    pub(super) fn new(searcher: &'a Searcher, fields: Fields) -> Self {
        let segments = searcher.segment_readers().len();
        Self { searcher, fields, columns: (0..segments).map(|_| None).collect() }
    }

    /// Returns the number of the wording of a clause.
    pub(super) fn of(&mut self, clause: DocAddress) -> tantivy::Result<u64> {
        let opened = &mut self.columns[clause.segment_ord as usize];
        let column = match opened {
            Some(column) => column,
            None => {
                let reader = self.searcher.segment_reader(clause.segment_ord);
                opened.insert(wordings(reader, self.fields)?)
            }
        };
        Ok(column.first(clause.doc_id).unwrap_or_default())
    }
}

/// Returns the wordings of a segment.
pub(super) fn wordings(reader: &SegmentReader, fields: Fields) -> tantivy::Result<Column<u64>> {
    column(reader, fields.wording)
}

fn column(reader: &SegmentReader, field: Field) -> tantivy::Result<Column<u64>> {
    reader.fast_fields().u64(reader.schema().get_field_name(field))
}
