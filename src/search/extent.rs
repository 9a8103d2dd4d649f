//! [`Extents`]: where the clauses of resolutions stand in an index, and how often words do.
//!
//! Only the clauses of the resolutions asked about are looked at, and of the words only what stands
//! in them.

use std::collections::BTreeSet;
use std::ops::{ControlFlow, RangeInclusive};

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, Term};

use super::rank::Scored;
use super::scan::Candidate;
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
    /// Their keys, sorted.
    keys: Vec<u64>,
    /// Their lengths in words, as shares of the average.
    norms: Vec<f32>,
    /// Where they stand: by segment, in order of the documents.
    runs: Vec<Vec<Run>>,
}

/// Clauses of one resolution, one behind the other.
struct Run {
    docs: RangeInclusive<DocId>,
    /// The number of the resolution.
    number: usize,
}

#[expect(clippy::cast_precision_loss, reason = "a score needs no more than six digits")]
impl<'a> Extents<'a> {
    /// Returns the resolutions of `scored`.
    pub(super) fn of(
        scored: &[Scored],
        searcher: &'a Searcher,
        fields: Fields,
    ) -> tantivy::Result<Self> {
        let keys: BTreeSet<u64> = scored.iter().map(|one| one.candidate.key).collect();
        let keys: Vec<u64> = keys.into_iter().collect();
        let mut words = vec![0_u64; keys.len()];
        let mut runs = Vec::new();
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            let candidates = scored.iter().map(|one| one.candidate);
            let own = candidates.filter(|one| one.address.segment_ord == segment);
            let found = runs_of(own, &keys);
            let lengths = reader.get_fieldnorms_reader(fields.stems)?;
            for run in &found {
                let length: u64 =
                    run.docs.clone().map(|doc| u64::from(lengths.fieldnorm(doc))).sum();
                words[run.number] += length;
            }
            runs.push(found);
        }
        let average = average_words(searcher, fields)?;
        let norm = |words: u64| (words as f32 / average).max(LENGTH_LEAST);
        let norms = words.into_iter().map(norm).collect();
        Ok(Self { searcher, fields, keys, norms, runs })
    }

    /// The keys, sorted; the place of a key is the number of its resolution.
    pub(super) fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// How long a resolution is, as a share of the average.
    pub(super) fn norm(&self, number: usize) -> f32 {
        self.norms[number]
    }

    /// The address of the clause that opens a resolution.
    pub(super) fn opening(&self, number: usize) -> Option<DocAddress> {
        (0..).zip(&self.runs).find_map(|(segment, runs)| {
            let run = runs.iter().find(|run| run.number == number)?;
            Some(DocAddress::new(segment, *run.docs.start()))
        })
    }

    /// Returns what words, told by their stems, count in each resolution: the more often they
    /// stand there, the more; once in the title like several times.
    pub(super) fn saturated(&self, stems: &[&str]) -> tantivy::Result<Vec<f32>> {
        let mut counts = vec![0.0; self.keys.len()];
        let Fields { stems: text, title_stems: title, .. } = self.fields;
        for (runs, reader) in self.runs.iter().zip(self.searcher.segment_readers()) {
            for stem in stems {
                // A title stands with the first of the clauses, and counts once.
                each_posting(runs, reader, (title, stem), |number, _| {
                    counts[number] = f32::max(counts[number], TITLE_WORDS);
                    ControlFlow::Break(())
                })?;
            }
            for stem in stems {
                each_posting(runs, reader, (text, stem), |number, times| {
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
    runs: &[Run],
    reader: &SegmentReader,
    (field, stem): (Field, &str),
    mut sink: impl FnMut(usize, u32) -> ControlFlow<()>,
) -> tantivy::Result<()> {
    let Some(mut postings) = postings(reader, field, stem)? else { return Ok(()) };
    for run in runs {
        let mut doc = seek(&mut postings, *run.docs.start());
        while doc <= *run.docs.end() {
            if sink(run.number, postings.term_freq()).is_break() {
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

/// Returns where the resolutions of `candidates`, all of one segment, stand in it.
fn runs_of(candidates: impl Iterator<Item = Candidate>, keys: &[u64]) -> Vec<Run> {
    let mut candidates: Vec<Candidate> = candidates.collect();
    candidates.sort_unstable_by_key(|candidate| candidate.address.doc_id);
    let mut runs: Vec<Run> = Vec::new();
    for candidate in candidates {
        if runs.last().is_some_and(|run| candidate.address.doc_id <= *run.docs.end()) {
            continue;
        }
        let Ok(number) = keys.binary_search(&candidate.key) else { continue };
        let first = candidate.first_clause().doc_id;
        let others = DocId::try_from(candidate.siblings.saturating_sub(1)).unwrap_or_default();
        runs.push(Run { docs: first..=first.saturating_add(others), number });
    }
    runs
}
