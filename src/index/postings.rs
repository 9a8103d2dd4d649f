//! [`Postings`]: which documents of a segment have which terms of a field, and where.
//!
//! While a segment is filled, the numbers of the terms are written down one behind the other, as
//! they come: nothing is looked up but the number of the term, and nothing is written but at the
//! end. When all documents are there, the terms are sorted, and the places of as many terms as
//! there is room for are dealt out to them at a time, each time with another reading of the log.

use std::io;
use std::ops::Range;

use tantivy::DocId;
use tantivy::fieldnorm::{FieldNormReader, FieldNormsWriter};
use tantivy::postings::{FieldSerializer, InvertedIndexSerializer};
use tantivy::schema::{Field, FieldEntry, FieldType, IndexRecordOption};
use tantivy::tokenizer::MAX_TOKEN_LEN;

use super::term_log::{Entry, TermLog};
use crate::analysis::{TERM_CHAIN, TermPlaces, WordTable};
use crate::schema::FieldValue;

/// Stands for the place of a term whose turn it is not.
const NO_PLACE: usize = usize::MAX;
/// So many places are dealt out at a time at least: what the caches of a processor hold.
const ROOM_MIN: usize = 1 << 18;
/// Of more, this part.
const ROOM_PART: usize = 4;

/// The postings of one field of one segment.
#[derive(Debug)]
pub(super) struct Postings {
    field: Field,
    records: IndexRecordOption,
    /// Whether its values are lists of terms.
    is_list: bool,
    has_lengths: bool,
    terms: Terms,
    log: TermLog,
}

/// The terms of a field, each with a number.
#[derive(Debug, Default)]
struct Terms {
    numbers: WordTable,
    bytes: Vec<u8>,
    /// Where each ends in `bytes`.
    ends: Vec<usize>,
}

impl Terms {
    /// Returns the number of the term from `start` to `end` of `text`, a new one for a new term.
    #[inline]
    fn number(&mut self, text: &[u8], start: usize, end: usize) -> u32 {
        match self.numbers.get(text, start, end) {
            Some(number) => number,
            None => self.add(&text[start..end]),
        }
    }

    #[cold]
    fn add(&mut self, term: &[u8]) -> u32 {
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.numbers.insert(term, number);
        self.bytes.extend_from_slice(term);
        self.ends.push(self.bytes.len());
        number
    }

    fn get(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[number]]
    }

    /// Returns the numbers in the order of the terms.
    fn sorted(&self) -> Vec<usize> {
        // The first bytes as a number decide on most pairs.
        let first_bytes = |term: &[u8]| {
            let mut first = [0; 8];
            let length = term.len().min(first.len());
            first[..length].copy_from_slice(&term[..length]);
            u64::from_be_bytes(first)
        };
        let keys = (0..self.ends.len()).map(|number| (first_bytes(self.get(number)), number));
        let mut keys: Vec<(u64, usize)> = keys.collect();
        keys.sort_unstable_by(|(first, number), (other_first, other)| {
            let rest = || self.get(*number).cmp(self.get(*other));
            first.cmp(other_first).then_with(rest)
        });
        keys.into_iter().map(|(_, number)| number).collect()
    }

    fn length_bytes(&self) -> usize {
        self.numbers.length_bytes() + self.bytes.capacity() + self.ends.capacity() * 8
    }
}

impl Postings {
    /// Returns those of a field of the schema, still empty; `None` if nothing is found by it.
    pub(super) fn new(field: Field, entry: &FieldEntry) -> Option<Self> {
        let records = entry.field_type().index_record_option()?;
        let chain = match entry.field_type() {
            FieldType::Str(options) => options.get_indexing_options(),
            _ => None,
        };
        Some(Self {
            field,
            records,
            is_list: chain.is_some_and(|chain| chain.tokenizer() == TERM_CHAIN),
            has_lengths: entry.has_fieldnorms(),
            terms: Terms::default(),
            log: TermLog::default(),
        })
    }

    /// Returns the field.
    pub(super) fn field(&self) -> Field {
        self.field
    }

    /// Adds a value of a document, which is the last one or a new one behind it.
    pub(super) fn add(&mut self, document: DocId, value: FieldValue<'_>) {
        if !self.log.is_in(document) {
            self.log.begin(document);
        } else if self.records.has_positions() {
            // No phrase runs from one value into the next.
            self.log.skip(1);
        }
        match value {
            FieldValue::Number(number) => self.push(&number.to_be_bytes(), 0..8),
            FieldValue::Text(text) if self.is_list => self.push_list(text),
            FieldValue::Text(text) | FieldValue::Stored(text) => {
                self.push(text.as_bytes(), 0..text.len());
            }
        }
    }

    fn push_list(&mut self, list: &str) {
        let mut gap = 0;
        for place in TermPlaces::new(list) {
            if !(1..=MAX_TOKEN_LEN).contains(&place.len()) {
                gap += 1;
                continue;
            }
            if gap > 0 && self.records.has_positions() {
                self.log.skip(gap);
            }
            gap = 0;
            self.push(list.as_bytes(), place);
        }
    }

    #[inline]
    fn push(&mut self, text: &[u8], place: Range<usize>) {
        if place.len() <= MAX_TOKEN_LEN {
            let number = self.terms.number(text, place.start, place.end);
            self.log.push(number);
        }
    }

    /// Returns the bytes it takes in memory, what writing will take with it.
    pub(super) fn length_bytes(&self) -> usize {
        let room = self.room() * size_of::<(DocId, u32)>();
        self.terms.length_bytes() + self.log.length_bytes() + room
    }

    /// How many places are dealt out at a time.
    fn room(&self) -> usize {
        let all = self.log.terms();
        all.min(ROOM_MIN.max(all / ROOM_PART))
    }

    /// Tells `lengths` how many terms each document has, if that is asked of the field.
    pub(super) fn record_lengths(&self, lengths: &mut FieldNormsWriter) {
        if !self.has_lengths {
            return;
        }
        let (mut last, mut count) = (None, 0);
        let mut record = |document: Option<DocId>, count| {
            if let Some(document) = document {
                lengths.record(document, self.field, count);
            }
        };
        self.log.each(|entry| {
            if last != Some(entry.document) {
                record(last, std::mem::take(&mut count));
                last = Some(entry.document);
            }
            count += 1;
        });
        record(last, count);
    }

    /// Writes the terms in their order, each with its documents.
    ///
    /// # Errors
    ///
    /// When the folder of the index cannot be written.
    pub(super) fn write(
        &self,
        serializer: &mut InvertedIndexSerializer,
        lengths: Option<FieldNormReader>,
    ) -> io::Result<()> {
        if self.terms.ends.is_empty() {
            return Ok(());
        }
        let mut counts = vec![0; self.terms.ends.len()];
        self.log.each(|entry| counts[entry.number as usize] += 1);
        let mut out = serializer.new_field(self.field, self.log.terms() as u64, lengths)?;
        let order = self.terms.sorted();
        let mut rest = order.as_slice();
        let mut room = Vec::new();
        let mut places = vec![NO_PLACE; counts.len()];
        while !rest.is_empty() {
            let (turn, behind) = rest.split_at(self.fitting(rest, &counts));
            self.deal_out(turn, &counts, &mut places, &mut room);
            let mut start = 0;
            for number in turn {
                let end = std::mem::replace(&mut places[*number], NO_PLACE);
                write_term(self.terms.get(*number), &room[start..end], self.records, &mut out)?;
                start = end;
            }
            rest = behind;
        }
        out.close()
    }

    /// Returns how many of the first terms have room for their places together, one at least.
    fn fitting(&self, numbers: &[usize], counts: &[usize]) -> usize {
        let mut taken = 0;
        let mut fits = |number: &&usize| {
            taken += counts[**number];
            taken <= self.room()
        };
        numbers.iter().take_while(&mut fits).count().max(1)
    }

    /// Fills `room` with the places of the terms whose turn it is, term by term; what remains in
    /// `places` is where each term ends.
    fn deal_out(
        &self,
        turn: &[usize],
        counts: &[usize],
        places: &mut [usize],
        room: &mut Vec<(DocId, u32)>,
    ) {
        let mut start = 0;
        for number in turn {
            places[*number] = start;
            start += counts[*number];
        }
        room.resize(start, (0, 0));
        self.log.each(|Entry { document, position, number }| {
            let place = &mut places[number as usize];
            if *place != NO_PLACE {
                room[*place] = (document, position);
                *place += 1;
            }
        });
    }
}

/// Writes a term with its places, which are in order.
fn write_term(
    term: &[u8],
    places: &[(DocId, u32)],
    records: IndexRecordOption,
    out: &mut FieldSerializer<'_>,
) -> io::Result<()> {
    let by_document = || places.chunk_by(|(document, _), (other, _)| document == other);
    if !records.has_freq() {
        out.new_term(term, 0, false)?;
        for places in by_document() {
            out.write_doc(places[0].0, 0, &[]);
        }
        return out.close_term();
    }
    let documents = u32::try_from(by_document().count()).unwrap_or(u32::MAX);
    out.new_term(term, documents, true)?;
    let mut steps = Vec::new();
    for places in by_document() {
        let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
        steps.clear();
        if records.has_positions() {
            let mut last = 0;
            for (_, position) in places {
                steps.push(position - last);
                last = *position;
            }
        }
        out.write_doc(places[0].0, count, &steps);
    }
    out.close_term()
}
