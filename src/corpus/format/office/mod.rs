//! What the readers of office documents share, and the choice between them.
//!
//! The content decides: people rename files, and programs give `.doc` to whatever they write.

mod composer;
pub(in crate::corpus::format) mod counting;
mod elements;
pub(in crate::corpus::format) mod furniture;
mod package;

use crate::corpus::{Format, OfficeError};

pub use self::package::OFFICE_PART_BYTES_MAX;

pub(in crate::corpus::format) use self::composer::{Composer, Face, Paragraph};
pub(in crate::corpus::format) use self::elements::{attribute, child, is};
pub(in crate::corpus::format) use self::package::{Package, tree};

use super::{Reading, docx, odt, rtf};

/// How a ZIP file begins.
const ZIP: &[u8] = b"PK\x03\x04";
/// The part in which an OpenDocument file says what it is (OpenDocument 1.3, part 2, 3.3).
const KIND: &str = "mimetype";
/// That of texts; what comes behind tells templates and the like.
const OPEN_DOCUMENT_KIND: &[u8] = b"application/vnd.oasis.opendocument.text";
/// How the container of older Microsoft programs begins.
const CONTAINER: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Names of streams in a container begin at multiples of this.
const CONTAINER_ENTRY_BYTES: usize = 128;
/// The stream that a protected document is kept in.
const PROTECTED: &str = "EncryptedPackage";

/// A format, and what reads its bytes: an error where the file is damaged or protected, or a part
/// of it is too large or no XML.
pub(in crate::corpus) type OfficeReader = (Format, fn(&[u8]) -> Result<Reading, OfficeError>);

/// Tells which office document `bytes`, from a file with `extension`, are, if one that is read. A
/// damaged one is told by its extension or by the names in it.
pub(in crate::corpus) fn reader_for(bytes: &[u8], extension: &str) -> Option<OfficeReader> {
    const WORD: OfficeReader = (Format::Docx, docx::read);
    const OPEN_DOCUMENT: OfficeReader = (Format::Odt, odt::read);
    if bytes.starts_with(rtf::MAGIC) {
        return Some((Format::Rtf, rtf::read));
    }
    if is_protected(bytes) {
        return Some((Format::Docx, |_| Err(OfficeError::Password)));
    }
    if !bytes.starts_with(ZIP) {
        return None;
    }
    let Ok(mut package) = Package::open(bytes) else {
        return match extension {
            "docx" | "docm" | "dotx" | "dotm" => Some(WORD),
            "odt" | "ott" => Some(OPEN_DOCUMENT),
            _other => None,
        };
    };
    let kind = package.bytes(KIND).ok().flatten().unwrap_or_default();
    if package.has(docx::DOCUMENT) {
        Some(WORD)
    } else {
        kind.starts_with(OPEN_DOCUMENT_KIND).then_some(OPEN_DOCUMENT)
    }
}

/// Tells whether `bytes` are the container in which protected documents are kept.
fn is_protected(bytes: &[u8]) -> bool {
    if !bytes.starts_with(CONTAINER) {
        return false;
    }
    let name: Vec<u8> = PROTECTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.chunks_exact(CONTAINER_ENTRY_BYTES).any(|entry| entry.starts_with(&name))
}
