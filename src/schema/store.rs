//! [`Clauses`]: stored clauses read back, from bytes that may be damaged.
//!
//! The engine takes the memory that the length of a text asks for before it looks whether the text is
//! that long, and no program outlives a request for more than there can be. So the engine finds the
//! bytes of a clause, and the clause is taken from them here.

use std::fmt;
use std::sync::{Arc, OnceLock};

use tantivy::error::DataCorruption;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, Searcher, SegmentReader, TantivyError};

use super::stored::StoredBody;
use crate::corpus::unless_it_stumbles;

/// How many blocks of stored clauses stay unpacked, of all segments together, or one of each where
/// there are more of these.
///
/// A block is as long as the schema says, 32 KB, or as the only clause in it: some 8 MB in all.
const BLOCKS_KEPT: usize = 256;

/// The clauses of an index as it was at one time: a searcher finds them, and what is stored of them
/// is read here.
///
/// The engine packs many of them in a block. Some 8 MB of blocks stay unpacked, those asked for
/// last, so that a search unpacks none that the search before it did. A clone shares them, and so may
/// threads.
#[derive(Clone)]
pub struct Clauses {
    searcher: Searcher,
    /// By segment, once they are asked for.
    stores: Arc<[OnceLock<StoreReader>]>,
    /// How many blocks of a segment stay unpacked.
    blocks_kept: usize,
}

impl Clauses {
    /// Returns those that `searcher` finds.
    #[must_use]
    pub fn of(searcher: &Searcher) -> Self {
        Self::keeping(BLOCKS_KEPT, searcher)
    }

    fn keeping(blocks: usize, searcher: &Searcher) -> Self {
        let segments = searcher.segment_readers();
        let blocks_kept = (blocks / segments.len().max(1)).max(1);
        let stores = segments.iter().map(|_| OnceLock::new()).collect();
        Self { searcher: searcher.clone(), stores, blocks_kept }
    }

    /// Returns what finds them.
    #[must_use]
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Returns the number of a segment among those of the searcher.
    #[must_use]
    pub fn segment(&self, reader: &SegmentReader) -> Option<u32> {
        let readers = (0..).zip(self.searcher.segment_readers());
        let mut same = readers.filter(|(_, other)| other.segment_id() == reader.segment_id());
        same.next().map(|(segment, _)| segment)
    }

    /// Returns what is stored of a clause.
    ///
    /// # Errors
    ///
    /// When the bytes are damaged, as far as it can be seen at this place.
    pub fn body(&self, clause: DocAddress) -> tantivy::Result<StoredBody> {
        let store = self.store(clause.segment_ord)?;
        // The engine trusts the places that a block says its clauses have.
        let bytes = unless_it_stumbles(|| store.get_document_bytes(clause.doc_id));
        let bytes = bytes.unwrap_or_else(|| Err(damaged()))?;
        let text = text_of(&bytes).and_then(|text| std::str::from_utf8(text).ok());
        text.map(|text| StoredBody(text.to_owned())).ok_or_else(damaged)
    }

    fn store(&self, segment: u32) -> tantivy::Result<&StoreReader> {
        let store = &self.stores[segment as usize];
        if let Some(store) = store.get() {
            return Ok(store);
        }
        let opened = self.searcher.segment_reader(segment).get_store_reader(self.blocks_kept)?;
        Ok(store.get_or_init(|| opened))
    }
}

impl fmt::Debug for Clauses {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Clauses").field("searcher", &self.searcher).finish_non_exhaustive()
    }
}

fn damaged() -> TantivyError {
    DataCorruption::comment_only("a stored clause makes no sense").into()
}

/// The bytes of the number of a field.
const FIELD_BYTES: usize = 4;
/// The engine's code for a text.
const TEXT: u8 = 0;

/// Returns the only text of a document as the engine writes it: how many values it has, and of each
/// the number of its field, the code of its kind, its length and its bytes.
fn text_of(document: &[u8]) -> Option<&[u8]> {
    let (values, rest) = number(document)?;
    let rest = rest.get(FIELD_BYTES..)?;
    let (kind, rest) = rest.split_first()?;
    let (length_bytes, text) = number(rest)?;
    let is_whole = values == 1 && *kind == TEXT && length_bytes == text.len() as u64;
    is_whole.then_some(text)
}

/// The bits of a number in one byte, and the mark of its last byte.
const DIGIT_BITS: u32 = 7;
const LAST: u8 = 1 << DIGIT_BITS;

/// Returns the number at the beginning of `bytes`, and what is behind it.
fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let end = bytes.iter().position(|byte| byte & LAST != 0)?;
    let (digits, rest) = bytes.split_at(end + 1);
    let mut number = 0_u64;
    for digit in digits.iter().rev() {
        let higher = number.checked_mul(1 << DIGIT_BITS)?;
        number = higher | u64::from(digit & (LAST - 1));
    }
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use tantivy::schema::{STORED, Schema};
    use tantivy::{DocAddress, Index, IndexSettings, IndexWriter, doc};

    use super::{Clauses, StoredBody, number, text_of};

    #[test]
    fn no_block_that_stays_unpacked_is_taken_for_another() {
        let mut fields = Schema::builder();
        let body = fields.add_text_field("body", STORED);
        let settings = IndexSettings { docstore_blocksize: 100, ..IndexSettings::default() };
        let index = Index::builder().schema(fields.build()).settings(settings).create_in_ram();
        let index = index.unwrap();
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 20_000_000).unwrap();
        for clauses in [0..50, 50..100] {
            for clause in clauses {
                writer.add_document(doc!(body => format!("Specimen {clause}"))).unwrap();
            }
            writer.commit().unwrap();
        }
        let searcher = index.reader().unwrap().searcher();
        assert_eq!(searcher.segment_readers().len(), 2);
        for blocks in [0, 3, 8, 1000] {
            let clauses = Clauses::keeping(blocks, &searcher);
            for step in 0..500_u32 {
                let address = DocAddress::new(step % 2, step * 7 % 50);
                let expected: StoredBody = searcher.doc(address).unwrap();
                assert_eq!(clauses.body(address).unwrap(), expected, "{blocks} blocks");
            }
        }
    }

    #[test]
    fn a_text_is_as_long_as_it_says() {
        let of = |bytes: &[u8]| text_of(bytes).map(<[u8]>::to_vec);
        assert_eq!(of(b"\x81\x07\0\0\0\0\x82ab"), Some(b"ab".to_vec()));
        assert_eq!(of(b"\x81\x07\0\0\0\0\x80"), Some(Vec::new()));
        for spoilt in [
            b"\x82\x07\0\0\0\0\x82ab".as_slice(),
            b"\x81\x07\0\0\0\x01\x82ab",
            b"\x81\x07\0\0\0\0\x83ab",
            b"\x81\x07\0\0\0\0\x81ab",
            b"\x81\x07\0\0\0\0\x7F\x7F\x7F\x7F\x7F\x7F\x7F\x7F\x7F\x7F\x7F\xFFab",
            b"\x81\x07\0\0\0\0\x02",
            b"\x81\x07\0",
            b"",
        ] {
            assert_eq!(of(spoilt), None, "{spoilt:?}");
        }
    }

    #[test]
    fn numbers_are_the_engines() {
        assert_eq!(number(b"\x81x"), Some((1, b"x".as_slice())));
        assert_eq!(number(b"\x00\x81"), Some((128, b"".as_slice())));
        assert_eq!(
            number(b"\x7F\x7F\x7F\x7F\x7F\x7F\x7F\x7F\x7F\x81"),
            Some((u64::MAX, b"".as_slice()))
        );
        assert_eq!(number(b"\x7F\x7F"), None);
    }
}
