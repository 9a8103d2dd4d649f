//! [`Package`]: the ZIP file that an office document is, and its parts.

use std::io::{Cursor, Read};

use roxmltree::{Document as Xml, ParsingOptions};
use zip::ZipArchive;
use zip::result::ZipError;

use super::super::super::decode::decode;
use super::super::super::{MarkupError, OfficeError};
use super::super::nesting;

/// The longest part of an office document that is unpacked, in bytes. Mark-up takes some ten bytes
/// for one of text, so this is a text of 6 MB, three times the longest resolution.
pub const OFFICE_PART_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The most nodes a part may have.
const NODES_MAX: u32 = 2_000_000;

/// A ZIP file whose parts are read one by one, each within its limit.
pub(in crate::corpus::format) struct Package<'bytes> {
    archive: ZipArchive<Cursor<&'bytes [u8]>>,
}

impl<'bytes> Package<'bytes> {
    /// Opens the table of contents; nothing is unpacked.
    pub(in crate::corpus::format) fn open(bytes: &'bytes [u8]) -> Result<Self, OfficeError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OfficeError::Damaged)?;
        Ok(Self { archive })
    }

    /// Tells whether there is a part called `name`.
    pub(in crate::corpus::format) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Returns the bytes of the part called `name`, `None` if there is none.
    ///
    /// # Errors
    ///
    /// When the part is damaged, protected, or unpacks to more than [`OFFICE_PART_BYTES_MAX`].
    pub(in crate::corpus::format) fn bytes(
        &mut self,
        name: &str,
    ) -> Result<Option<Vec<u8>>, OfficeError> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(OfficeError::Password);
            }
            Err(_) => return Err(OfficeError::Damaged),
        };
        // What the table says of the length is not trusted: one byte more shows the truth.
        let mut bytes = Vec::new();
        let read = part.take(OFFICE_PART_BYTES_MAX + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > OFFICE_PART_BYTES_MAX {
            return Err(OfficeError::Packed { length_bytes_max: OFFICE_PART_BYTES_MAX });
        }
        read.map_err(|_| OfficeError::Damaged)?;
        Ok(Some(bytes))
    }

    /// Returns the text of the part called `name`.
    ///
    /// # Errors
    ///
    /// As for [`bytes`](Self::bytes).
    pub(in crate::corpus::format) fn text(
        &mut self,
        name: &str,
    ) -> Result<Option<String>, OfficeError> {
        Ok(self.bytes(name)?.map(|bytes| decode(&bytes).text.into_owned()))
    }
}

/// Returns the tree of a part. Entities of its own are refused, so none can multiply.
///
/// # Errors
///
/// When the part is not well formed, has too many nodes, or is nested too deep.
pub(in crate::corpus::format) fn tree(text: &str) -> Result<Xml<'_>, OfficeError> {
    nesting::check(text).map_err(OfficeError::Markup)?;
    let options = ParsingOptions { nodes_limit: NODES_MAX, ..ParsingOptions::default() };
    Xml::parse_with_options(text, options)
        .map_err(|error| OfficeError::Markup(MarkupError::Xml(error)))
}
