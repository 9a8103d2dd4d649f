//! From a path or bytes to a [`Document`].

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::decode::{Decoded, decode};
use super::format::Reading;
use super::{Document, Format, ReadError, format, kind, language};

/// The longest file that is read. The longest resolution with annexes is below 2 MB; the rest is
/// room for collections in one file.
pub const FILE_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// Returns the document in the file at `path`.
///
/// # Errors
///
/// When the file cannot be opened, is not a file, is longer than [`FILE_BYTES_MAX`], is of a kind
/// that is not read (the message says what to do), or is not text.
pub fn read_file(path: &Path) -> Result<Document, ReadError> {
    let at = |source| ReadError::Io { path: path.to_path_buf(), source };
    let metadata = std::fs::metadata(path).map_err(at)?;
    if !metadata.is_file() {
        let kind = if metadata.is_dir() { "a folder" } else { "a pipe or device" };
        return Err(ReadError::NotAFile { path: path.to_path_buf(), kind });
    }
    check_length(path, metadata.len())?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    // The file may have grown since; one byte more than allowed shows it.
    File::open(path)
        .and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(at)?;
    read_bytes(path, &bytes)
}

/// Returns the document in `bytes`; `source_name` is kept as its source, and its extension helps
/// where the content leaves the format open.
///
/// # Errors
///
/// When `bytes` are longer than [`FILE_BYTES_MAX`], of a kind that is not read, or not text.
pub fn read_bytes(source_name: &Path, bytes: &[u8]) -> Result<Document, ReadError> {
    check_length(source_name, bytes.len() as u64)?;
    let extension = format::extension(source_name);
    if format::pdf::is_pdf(bytes, &extension) {
        let reading = format::pdf::read(bytes)
            .map_err(|source| ReadError::Pdf { path: source_name.to_path_buf(), source })?;
        return Ok(document(source_name, Format::Pdf, reading));
    }
    if let Some((format, read)) = format::office::reader_for(bytes, &extension) {
        let reading = read(bytes)
            .map_err(|source| ReadError::Office { path: source_name.to_path_buf(), source })?;
        return Ok(document(source_name, format, reading));
    }
    if let Some(kind) = kind::of_bytes(bytes, source_name) {
        let path = source_name.to_path_buf();
        return Err(ReadError::Unsupported { path, kind: kind.name, advice: kind.advice });
    }
    let Decoded { text, mut faults } = decode(bytes);
    if let Some(offset_bytes) = text.find('\0') {
        return Err(ReadError::Binary { path: source_name.to_path_buf(), offset_bytes });
    }
    let reader = format::reader_for(&extension, &text);
    let reading = reader
        .read(&text)
        .map_err(|source| ReadError::Markup { path: source_name.to_path_buf(), source })?;
    faults.extend(reading.faults);
    Ok(document(source_name, reader.format(), Reading { faults, ..reading }))
}

fn document(source_name: &Path, format: Format, reading: Reading) -> Document {
    Document {
        source: source_name.to_path_buf(),
        format,
        language: reading.language.or_else(|| language::detect(&reading.blocks)),
        blocks: reading.blocks,
        facts: reading.facts,
        faults: reading.faults,
    }
}

fn check_length(path: &Path, length_bytes: u64) -> Result<(), ReadError> {
    if length_bytes <= FILE_BYTES_MAX {
        return Ok(());
    }
    let path = path.to_path_buf();
    Err(ReadError::TooLong { path, length_bytes, length_bytes_max: FILE_BYTES_MAX })
}
