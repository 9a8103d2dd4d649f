//! [`PhraseTermQuery`]: a phrase that is one term of the index.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TantivyError, Term};

use crate::analysis::PhraseTable;

/// The clauses that the engine's query for a phrase finds, with the same scores, by one look-up.
#[derive(Clone, Debug)]
pub(super) struct PhraseTermQuery {
    term: Term,
    words: Vec<Term>,
}

impl PhraseTermQuery {
    /// Returns the query for `words`, whose phrases stand in the field `phrases`; they count as
    /// words of the field `text`.
    pub(super) fn new(words: &[String], phrases: Field, text: Field) -> Self {
        let term = Term::from_field_text(phrases, &PhraseTable::term(words));
        let words = words.iter().map(|word| Term::from_field_text(text, word)).collect();
        Self { term, words }
    }
}

impl Query for PhraseTermQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let similarity = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                Some(Bm25Weight::for_terms(statistics_provider, &self.words)?)
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(PhraseTermWeight { query: self.clone(), similarity }))
    }
}

struct PhraseTermWeight {
    query: PhraseTermQuery,
    /// `None` where nobody wants a score.
    similarity: Option<Bm25Weight>,
}

impl PhraseTermWeight {
    fn postings(&self, reader: &SegmentReader) -> tantivy::Result<Option<SegmentPostings>> {
        let term = &self.query.term;
        let option = match self.similarity {
            Some(_) => IndexRecordOption::WithFreqs,
            None => IndexRecordOption::Basic,
        };
        Ok(reader.inverted_index(term.field())?.read_postings(term, option)?)
    }
}

impl Weight for PhraseTermWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(postings) = self.postings(reader)? else { return Ok(Box::new(EmptyScorer)) };
        let similarity = match &self.similarity {
            Some(similarity) => {
                let text = self.query.words.first().map_or(self.query.term.field(), Term::field);
                Some((similarity.boost_by(boost), reader.get_fieldnorms_reader(text)?))
            }
            None => None,
        };
        Ok(Box::new(PhraseTermScorer { postings, similarity }))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("phrases do not explain themselves".to_owned()))
    }

    fn count(&self, reader: &SegmentReader) -> tantivy::Result<u32> {
        let postings = self.postings(reader)?;
        Ok(postings.map_or(0, |postings| match reader.alive_bitset() {
            Some(alive) => postings.doc_freq_given_deletes(alive),
            None => postings.doc_freq(),
        }))
    }
}

struct PhraseTermScorer {
    postings: SegmentPostings,
    similarity: Option<(Bm25Weight, FieldNormReader)>,
}

impl DocSet for PhraseTermScorer {
    fn advance(&mut self) -> DocId {
        self.postings.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.postings.seek(target)
    }

    fn doc(&self) -> DocId {
        self.postings.doc()
    }

    fn size_hint(&self) -> u32 {
        self.postings.size_hint()
    }
}

impl Scorer for PhraseTermScorer {
    fn score(&mut self) -> Score {
        self.similarity.as_ref().map_or(1.0, |(similarity, lengths)| {
            let length = lengths.fieldnorm_id(self.postings.doc());
            similarity.score(length, self.postings.term_freq())
        })
    }
}
