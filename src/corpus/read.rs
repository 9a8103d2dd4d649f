//! From a path or bytes to a [`Document`].

use std::borrow::Cow;
use std::path::Path;

use super::archive::{self, Opened};
use super::decode::{Decoded, decode};
use super::format::Reading;
use super::limits::FILE_BYTES_MAX;
use super::{Document, Format, ReadError, ReadFault, format, kind, language, mail};

/// Returns the document in the file at `path`, unpacked if it is packed.
///
/// # Errors
///
/// When the file cannot be opened, is not a file, is longer than [`FILE_BYTES_MAX`], is of a kind
/// that is not read (the message says what to do), is not text, or holds several documents.
pub fn read_file(path: &Path) -> Result<Document, ReadError> {
    check_file(path)?;
    match archive::open(path)? {
        Opened::File(bytes) => read_bytes(path, &bytes),
        Opened::Archive(_) => Err(ReadError::Several { path: path.to_path_buf() }),
    }
}

pub(super) fn check_file(path: &Path) -> Result<(), ReadError> {
    let at = |source| ReadError::Io { path: path.to_path_buf(), source };
    let metadata = std::fs::metadata(path).map_err(at)?;
    if metadata.is_file() {
        return Ok(());
    }
    let kind = if metadata.is_dir() { "a folder" } else { "a pipe or device" };
    Err(ReadError::NotAFile { path: path.to_path_buf(), kind })
}

/// Returns the document in `bytes`; `source_name` is kept as its source, and its extension helps
/// where the content leaves the format open.
///
/// # Errors
///
/// When `bytes` are longer than [`FILE_BYTES_MAX`], of a kind that is not read, not text, or mark-up
/// that holds several documents.
pub fn read_bytes(source_name: &Path, bytes: &[u8]) -> Result<Document, ReadError> {
    let mut documents = read_whole(source_name, bytes)?;
    match documents.pop() {
        Some(document) if documents.is_empty() => Ok(document),
        _several => Err(ReadError::Several { path: source_name.to_path_buf() }),
    }
}

/// Returns every document in `bytes`, which are no archive and no table: one in most, several where
/// mark-up holds a text in several languages. There is at least one.
///
/// # Errors
///
/// When `bytes` are longer than [`FILE_BYTES_MAX`], of a kind that is not read, or not text.
pub fn read_whole(source_name: &Path, bytes: &[u8]) -> Result<Vec<Document>, ReadError> {
    check_length(source_name, bytes.len() as u64)?;
    let extension = format::extension(source_name);
    if format::pdf::is_pdf(bytes, &extension) {
        let reading = format::pdf::read(bytes)
            .map_err(|source| ReadError::Pdf { path: source_name.to_path_buf(), source })?;
        return Ok(documents(source_name, Format::Pdf, reading));
    }
    if let Some((format, read)) = format::office::reader_for(bytes, &extension) {
        let reading = read(bytes)
            .map_err(|source| ReadError::Office { path: source_name.to_path_buf(), source })?;
        return Ok(documents(source_name, format, reading));
    }
    if let Some(kind) = kind::of_bytes(bytes, source_name) {
        let path = source_name.to_path_buf();
        return Err(ReadError::Unsupported { path, kind: kind.name, advice: kind.advice });
    }
    let message = mail::message(bytes);
    let (Decoded { mut text, mut faults }, extension) = match message {
        Some(message) => {
            let extension = if message.is_page { "html" } else { "txt" };
            let (text, faults) = (Cow::Owned(message.text), message.faults);
            (Decoded { text, faults }, extension.to_owned())
        }
        None => (decode(bytes), extension),
    };
    if let Some(offset_bytes) = text.find('\0') {
        return Err(ReadError::Binary { path: source_name.to_path_buf(), offset_bytes });
    }
    let reader = format::reader_for(&extension, &text);
    if matches!(reader.format(), Format::Text | Format::Markdown) {
        faults.extend(take_off_mail_head(&mut text));
    }
    let reading = reader
        .read(&text)
        .map_err(|source| ReadError::Markup { path: source_name.to_path_buf(), source })?;
    faults.extend(reading.faults);
    Ok(documents(source_name, reader.format(), Reading { faults, ..reading }))
}

/// Makes blanks of the head of an e-mail, so that every byte behind it stays where it is; the fault
/// names the lines.
fn take_off_mail_head(text: &mut Cow<'_, str>) -> Option<ReadFault> {
    let head = mail::head(text)?;
    let words = text[head.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let line = text[..head.start].matches('\n').count() + 1;
    let blank: String =
        text[head.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.to_mut().replace_range(head, &blank);
    Some(mail::fault(&words, Some(line)))
}

fn documents(source_name: &Path, format: Format, mut reading: Reading) -> Vec<Document> {
    let further = std::mem::take(&mut reading.further);
    let readings = std::iter::once(reading).chain(further);
    readings.map(|reading| document(source_name, format, reading)).collect()
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

pub(super) fn check_length(path: &Path, length_bytes: u64) -> Result<(), ReadError> {
    if length_bytes <= FILE_BYTES_MAX {
        return Ok(());
    }
    let path = path.to_path_buf();
    Err(ReadError::TooLong { path, length_bytes, length_bytes_max: FILE_BYTES_MAX })
}
