//! [`Extents`]: where the clauses of resolutions stand in an index, and how often words do.
//!
//! Only the clauses of the resolutions asked about are looked at, and of the words only what stands
//! in them.

use std::ops::{ControlFlow, RangeInclusive};

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, Term};

use super::column::Run;
use super::contexts::Contexts;
use crate::schema::Fields;

/// What a word in the title counts, in words of the text.
const TITLE_WORDS: f32 = 6.0;
/// Below this share of the usual length shorter is no better.
const LENGTH_LEAST: f32 = 0.15;
/// How soon repetition stops to count.
const REPETITION: f32 = 2.0;

/// Some resolutions of an index.
pub(super) struct Extents<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    contexts: &'a Contexts,
    /// Their lengths in words, as shares of the average.
    norms: Vec<f32>,
    /// Where they stand: by segment, in order of the documents.
    extents: Vec<Vec<Extent>>,
}

/// Clauses of one resolution, one behind the other.
struct Extent {
    docs: RangeInclusive<DocId>,
    /// The number of the resolution.
    number: usize,
}

#[expect(clippy::cast_precision_loss, reason = "a score needs no more than six digits")]
impl<'a> Extents<'a> {
    /// Returns the resolutions in `contexts`, under their numbers there.
    pub(super) fn of(
        contexts: &'a Contexts,
        searcher: &'a Searcher,
        fields: Fields,
    ) -> tantivy::Result<Self> {
        let mut norms = vec![0.0; contexts.len()];
        let average = average_words(searcher, fields)?;
        let mut extents = Vec::new();
        let mut rest = contexts.runs().enumerate().peekable();
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            let is_own = |(_, run): &(usize, &Run)| run.first.segment_ord == segment;
            let found: Vec<Extent> = std::iter::from_fn(|| rest.next_if(is_own))
                .map(|(number, run)| Extent { docs: docs_of(run), number })
                .collect();
            let lengths = reader.get_fieldnorms_reader(fields.stems)?;
            for extent in &found {
                let docs = extent.docs.clone();
                let words: u64 = docs.map(|doc| u64::from(lengths.fieldnorm(doc))).sum();
                norms[extent.number] = (words as f32 / average).max(LENGTH_LEAST);
            }
            extents.push(found);
        }
        Ok(Self { searcher, fields, contexts, norms, extents })
    }

    /// How many they are.
    pub(super) fn count(&self) -> usize {
        self.norms.len()
    }

    /// The key of a resolution.
    pub(super) fn key(&self, number: usize) -> u64 {
        self.contexts.run(number).key
    }

    /// How long a resolution is, as a share of the average.
    pub(super) fn norm(&self, number: usize) -> f32 {
        self.norms[number]
    }

    /// The address of the clause that opens a resolution.
    pub(super) fn opening(&self, number: usize) -> DocAddress {
        self.contexts.run(number).first
    }

    /// Returns what words, told by their stems, count in each resolution: the more often they
    /// stand there, the more; once in the title like several times.
    pub(super) fn saturated(&self, stems: &[&str]) -> tantivy::Result<Vec<f32>> {
        let mut counts = vec![0.0; self.count()];
        let Fields { stems: text, title_stems: title, .. } = self.fields;
        for (extents, reader) in self.extents.iter().zip(self.searcher.segment_readers()) {
            for stem in stems {
                // A title stands with the first of the clauses, and counts once.
                each_posting(extents, reader, (title, stem), |number, _| {
                    counts[number] = f32::max(counts[number], TITLE_WORDS);
                    ControlFlow::Break(())
                })?;
            }
            for stem in stems {
                each_posting(extents, reader, (text, stem), |number, times| {
                    counts[number] += times as f32;
                    ControlFlow::Continue(())
                })?;
            }
        }
        for (count, norm) in counts.iter_mut().zip(&self.norms) {
            *count *= (REPETITION + 1.0) / (*count + REPETITION * norm);
        }
        Ok(counts)
    }
}

/// Gives `sink` the number of the resolution of every clause with a stem in a field, and how often
/// it stands there; of a resolution until `sink` has enough.
fn each_posting(
    extents: &[Extent],
    reader: &SegmentReader,
    (field, stem): (Field, &str),
    mut sink: impl FnMut(usize, u32) -> ControlFlow<()>,
) -> tantivy::Result<()> {
    let Some(mut postings) = postings(reader, field, stem)? else { return Ok(()) };
    for extent in extents {
        let mut doc = seek(&mut postings, *extent.docs.start());
        while doc <= *extent.docs.end() {
            if sink(extent.number, postings.term_freq()).is_break() {
                break;
            }
            doc = postings.advance();
        }
    }
    Ok(())
}

/// The postings of a stem with frequencies, `None` where the segment does not have it.
fn postings(
    reader: &SegmentReader,
    field: Field,
    stem: &str,
) -> tantivy::Result<Option<impl Postings + use<>>> {
    let term = Term::from_field_text(field, stem);
    Ok(reader.inverted_index(field)?.read_postings(&term, IndexRecordOption::WithFreqs)?)
}

fn seek(postings: &mut impl Postings, doc: DocId) -> DocId {
    if postings.doc() < doc { postings.seek(doc) } else { postings.doc() }
}

/// How many words a resolution has on average. What was deleted counts until it is merged away, as
/// it does in the frequencies of words.
#[expect(clippy::cast_precision_loss, reason = "a score needs no more than six digits")]
fn average_words(searcher: &Searcher, fields: Fields) -> tantivy::Result<f32> {
    let (mut words, mut resolutions) = (0, 0);
    for reader in searcher.segment_readers() {
        words += reader.inverted_index(fields.stems)?.total_num_tokens();
        resolutions += reader.inverted_index(fields.key)?.terms().num_terms();
    }
    Ok((words as f32 / resolutions.max(1) as f32).max(1.0))
}

/// The clauses of a resolution.
fn docs_of(run: &Run) -> RangeInclusive<DocId> {
    let first = run.first.doc_id;
    first..=first.saturating_add(run.clauses.saturating_sub(1))
}
