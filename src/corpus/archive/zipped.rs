//! The members of a ZIP archive, which its table of contents names.

use std::io::{Read, Seek};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::ReadError;
use super::{ArchiveError, Bytes, FILE_BYTES_MAX, Form, Member, Stop, Walk, first_bytes, salvaged};

/// What a document that is a ZIP file has in it: that of Office Open XML, and that of OpenDocument
/// and EPUB. Such a file is a document, not a collection.
const DOCUMENT_MEMBERS: [&str; 2] = ["[Content_Types].xml", "mimetype"];

/// The extensions of such documents, for damaged ones.
const DOCUMENT_EXTENSIONS: &[&str] =
    &["docx", "docm", "dotx", "dotm", "odt", "ott", "xlsx", "ods", "pptx", "odp", "epub", "pages"];

/// Tells whether a file begins like a ZIP archive, perhaps an empty one.
pub(super) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Tells whether what looks like a ZIP archive is one, or a document.
pub(super) fn form(bytes: &mut dyn Bytes, head: &[u8], path: &Path) -> Form {
    match ZipArchive::new(bytes) {
        Ok(archive) => {
            let has = |name: &str| archive.index_for_name(name).is_some();
            if DOCUMENT_MEMBERS.iter().any(|name| has(name)) { Form::Plain } else { Form::Zip }
        }
        // Text that is called so, or a damaged document.
        Err(_) if !is_zip(head) => Form::Plain,
        Err(_) => {
            let extension = super::super::format::extension(path);
            let is_document = DOCUMENT_EXTENSIONS.contains(&extension.as_str());
            if is_document { Form::Plain } else { Form::Zip }
        }
    }
}

/// Gives the members of the archive in `bytes`.
pub(super) fn members(walk: &mut Walk<'_, '_>, bytes: &mut dyn Bytes) -> Result<(), Stop> {
    let Ok(mut archive) = ZipArchive::new(&mut *bytes) else {
        return salvaged::members(walk, bytes);
    };
    for place in 0..archive.len() {
        let Ok(entry) = archive.by_index_data(place) else { continue };
        let is_folder = entry.is_dir();
        let is_link = entry.is_symlink();
        let raw = entry.name_raw();
        let name = entry.name();
        let name = name.map_or_else(|_| String::from_utf8_lossy(raw).into_owned(), Into::into);
        if is_folder {
            continue;
        }
        let Some(path) = walk.begin(&name)? else { continue };
        if is_link {
            let kind = "a link";
            let bytes = Err(ReadError::NotAFile { path: path.clone(), kind });
            walk.give(Member { path, bytes })?;
            continue;
        }
        match read(walk, &mut archive, place) {
            Ok(bytes) => walk.end(path, bytes)?,
            Err(ArchiveError::Ratio) => return Err(Stop::Failed(ArchiveError::Ratio)),
            Err(error) => walk.refuse(path, error)?,
        }
    }
    Ok(())
}

fn read(
    walk: &Walk<'_, '_>,
    archive: &mut ZipArchive<impl Read + Seek>,
    place: usize,
) -> Result<Vec<u8>, ArchiveError> {
    let member = archive.by_index(place).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ArchiveError::Password
        }
        ZipError::CompressionMethodNotSupported(method) => {
            ArchiveError::Method { method: method.to_string() }
        }
        _ => ArchiveError::Packing,
    })?;
    first_bytes(walk.guard.watch(member), FILE_BYTES_MAX).map_err(|_| walk.guard.fault())
}
