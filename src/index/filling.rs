//! [`Filling`]: a segment of the engine while it is filled.
//!
//! The files are those of the engine's own writer, byte by byte. What differs is the way there: that
//! one is made for values that are still to be cut, this one for lists of terms (see [`Postings`]).

use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::{Document, Schema};
use tantivy::store::StoreWriter;
use tantivy::{DocId, Segment, TantivyError};

use super::postings::Postings;
use crate::schema::ClauseDoc;

/// A segment whose documents are not all there yet.
pub(super) struct Filling {
    segment: Segment,
    schema: Schema,
    documents: DocId,
    /// By field; `None` for those that nothing is found by.
    postings: Vec<Option<Postings>>,
    numbers: FastFieldsWriter,
    store: StoreWriter,
}

impl Filling {
    /// Begins to fill `segment`.
    pub(super) fn new(segment: Segment) -> Result<Self, TantivyError> {
        let (schema, index) = (segment.schema(), segment.index());
        let tokenizers = index.fast_field_tokenizer().clone();
        let numbers = FastFieldsWriter::from_schema_and_tokenizer_manager(&schema, tokenizers)?;
        let settings = index.settings();
        let store = StoreWriter::new(
            segment.open_write(SegmentComponent::Store)?,
            settings.docstore_compression,
            settings.docstore_blocksize,
            settings.docstore_compress_dedicated_thread,
        )?;
        let postings = schema.fields().map(|(field, entry)| Postings::new(field, entry)).collect();
        Ok(Self { segment, schema, documents: 0, postings, numbers, store })
    }

    /// Returns how many documents there are.
    pub(super) fn documents(&self) -> DocId {
        self.documents
    }

    /// Adds a document.
    pub(super) fn add(&mut self, document: &ClauseDoc) -> Result<(), TantivyError> {
        for (field, value) in document.iter_fields_and_values() {
            if let Some(Some(postings)) = self.postings.get_mut(field.field_id() as usize) {
                postings.add(self.documents, value);
            }
        }
        self.numbers.add_document(document)?;
        self.store.store(document, &self.schema)?;
        self.documents += 1;
        Ok(())
    }

    /// Returns the bytes it takes in memory.
    pub(super) fn length_bytes(&self) -> usize {
        let postings = self.postings.iter().flatten().map(Postings::length_bytes);
        postings.sum::<usize>() + self.numbers.mem_usage() + self.store.mem_usage()
    }

    /// Writes all of it.
    pub(super) fn close(mut self) -> Result<SegmentMeta, TantivyError> {
        self.write_postings()?;
        let mut write = self.segment.open_write(SegmentComponent::FastFields)?;
        self.numbers.serialize(&mut write, None)?;
        write.terminate()?;
        self.store.close()?;
        Ok(self.segment.with_max_doc(self.documents).meta().clone())
    }

    /// The lengths of the documents come first, because postings hold what ranks best among them.
    fn write_postings(&self) -> Result<(), TantivyError> {
        let mut lengths = FieldNormsWriter::for_schema(&self.schema);
        for postings in self.postings.iter().flatten() {
            postings.record_lengths(&mut lengths);
        }
        lengths.fill_up_to_max_doc(self.documents);
        let write = self.segment.open_write(SegmentComponent::FieldNorms)?;
        lengths.serialize(FieldNormsSerializer::from_write(write)?, None)?;
        let lengths =
            FieldNormReaders::open(self.segment.open_read(SegmentComponent::FieldNorms)?)?;
        let mut serializer = InvertedIndexSerializer::open(&self.segment)?;
        for postings in self.postings.iter().flatten() {
            postings.write(&mut serializer, lengths.get_field(postings.field())?)?;
        }
        serializer.close()?;
        Ok(())
    }
}
