//! [`Store`]: stored clauses read back, from bytes that may be damaged.
//!
//! The engine takes the memory that the length of a text asks for before it looks whether the text is
//! that long, and no program outlives a request for more than there can be. So the engine finds the
//! bytes of a clause, and the clause is taken from them here.

use tantivy::error::DataCorruption;
use tantivy::store::StoreReader;
use tantivy::{DocId, SegmentReader, TantivyError};

use super::stored::StoredBody;
use crate::corpus::unless_it_stumbles;

/// The stored clauses of a segment.
pub struct Store(StoreReader);

impl Store {
    /// Opens those of a segment; so many of the blocks that they are packed in stay unpacked.
    ///
    /// # Errors
    ///
    /// When the engine cannot read the end of the file.
    pub fn open(segment: &SegmentReader, blocks_kept: usize) -> tantivy::Result<Self> {
        Ok(Self(segment.get_store_reader(blocks_kept)?))
    }

    /// Returns what is stored of a clause.
    ///
    /// # Errors
    ///
    /// When the bytes are damaged, as far as it can be seen at this place.
    pub fn body(&self, clause: DocId) -> tantivy::Result<StoredBody> {
        // The engine trusts the places that a block says its clauses have.
        let bytes = unless_it_stumbles(|| self.0.get_document_bytes(clause));
        let bytes = bytes.unwrap_or_else(|| Err(damaged()))?;
        let text = text_of(&bytes).and_then(|text| std::str::from_utf8(text).ok());
        text.map(|text| StoredBody(text.to_owned())).ok_or_else(damaged)
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
    use super::{number, text_of};

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
