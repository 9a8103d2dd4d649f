//! The numbers of clauses, read from the columns of the index for many clauses at once.

use tantivy::columnar::Column;
use tantivy::schema::Field;
use tantivy::{DocId, Searcher, SegmentReader};

use super::rank::Scored;
use super::scan::Candidate;
use crate::schema::Fields;

/// Which numbers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// The key, and how many sisters there are: what a score needs.
    Ranking,
    /// Those that order hits and tell copies.
    Hits,
    /// Both.
    All,
}

/// How many clauses are read together.
const BATCH: usize = 256;

/// Some columns of a segment, each with where its numbers belong.
pub(super) struct Columns {
    columns: Vec<(Column<u64>, Taker)>,
}

type Chooser = fn(Fields) -> Field;

/// Puts the number of a clause in its place; `None` for a clause that has none.
type Taker = fn(&mut Candidate, Option<u64>);

const RANKING: [(Chooser, Taker); 2] = [
    (|fields| fields.key, |one, key| one.key = key.unwrap_or_default()),
    (|fields| fields.siblings, |one, siblings| one.siblings = siblings.unwrap_or(1)),
];

const HITS: [(Chooser, Taker); 4] = [
    (|fields| fields.ordinal, |one, ordinal| one.ordinal = ordinal.unwrap_or_default()),
    (|fields| fields.wording, |one, wording| one.wording = wording.unwrap_or_default()),
    // The year stands for the day where no more is known.
    (|fields| fields.year, |one, year| one.date = year.unwrap_or_default() * 10_000),
    (|fields| fields.date, |one, date| one.date = date.unwrap_or(one.date)),
];

impl Columns {
    pub(super) fn of(
        reader: &SegmentReader,
        fields: Fields,
        numbers: Numbers,
    ) -> tantivy::Result<Self> {
        let (ranking, hits): (&[_], &[_]) = match numbers {
            Numbers::Ranking => (&RANKING, &[]),
            Numbers::Hits => (&[], &HITS),
            Numbers::All => (&RANKING, &HITS),
        };
        let open = |(field, taker): &(Chooser, Taker)| {
            let name = reader.schema().get_field_name(field(fields));
            Ok((reader.fast_fields().u64(name)?, *taker))
        };
        let columns: tantivy::Result<Vec<_>> = ranking.iter().chain(hits).map(open).collect();
        Ok(Self { columns: columns? })
    }

    /// Fills in the numbers of clauses of the segment.
    pub(super) fn fill(&self, candidates: &mut [&mut Candidate]) {
        let mut docs: [DocId; BATCH] = [0; BATCH];
        let mut values = [None; BATCH];
        for batch in candidates.chunks_mut(BATCH) {
            for (doc, candidate) in docs.iter_mut().zip(batch.iter()) {
                *doc = candidate.address.doc_id;
            }
            for (column, take) in &self.columns {
                let values = &mut values[..batch.len()];
                values.fill(None);
                column.first_vals(&docs[..batch.len()], values);
                for (candidate, value) in batch.iter_mut().zip(values) {
                    take(candidate, *value);
                }
            }
        }
    }
}

/// Fills in the numbers that order hits and tell copies.
pub(super) fn fill_hits(
    scored: &mut [Scored],
    searcher: &Searcher,
    fields: Fields,
) -> tantivy::Result<()> {
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let mut own: Vec<&mut Candidate> = scored
            .iter_mut()
            .map(|one| &mut one.candidate)
            .filter(|candidate| candidate.address.segment_ord == segment)
            .collect();
        if !own.is_empty() {
            Columns::of(reader, fields, Numbers::Hits)?.fill(&mut own);
        }
    }
    Ok(())
}
