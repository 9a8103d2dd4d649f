//! From a path to all documents in it: one in most files, several in archives, tables and
//! mark-up.

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::archive::{self, Opened};
use super::decode::{Decoded, decode, encoding_of};
use super::decoding::Decoding;
use super::limits::FILE_BYTES_MAX;
use super::read::{check_file, check_length, read_whole};
use super::table::{self, Form, Mapping, Take};
use super::{Document, MarkupError, ReadError, format, kind};

/// How much of a file is looked at to tell a table and its character set, in bytes.
const SAMPLE_BYTES: usize = 256 * 1024;

/// A table that is too long to be held in memory, and is read as a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongTable {
    path: PathBuf,
    form: Form,
}

/// Gives `visit` the documents in the file at `path`, or why there are none.
pub fn read_all(
    path: &Path,
    mapping: &Mapping,
    visit: &mut dyn FnMut(Result<Document, ReadError>),
) {
    match check_file(path).and_then(|()| archive::open(path)) {
        Ok(Opened::File(bytes)) => match LongTable::of(path, &bytes, mapping, FILE_BYTES_MAX) {
            Some(table) => {
                drop(bytes);
                let read = table.documents(mapping, &mut all(visit));
                if let Err(error) = read {
                    visit(Err(error));
                }
            }
            None => visit_bytes(path, &bytes, mapping, visit),
        },
        Ok(opened @ Opened::Archive(_)) => visit_opened(path, opened, mapping, visit),
        Err(error) => visit(Err(error)),
    }
}

/// Does what [`read_all`] does with what `stream` gives, such as standard input; `source_name` is
/// its name.
///
/// The content tells the format, as far as the name has no extension. At most [`FILE_BYTES_MAX`]
/// are read.
pub fn read_stream(
    source_name: &Path,
    stream: impl Read,
    mapping: &Mapping,
    visit: &mut dyn FnMut(Result<Document, ReadError>),
) {
    let mut bytes = Vec::new();
    let at = |source| ReadError::Io { path: source_name.to_path_buf(), source };
    let read = stream.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(at);
    let opened = read
        .and_then(|length_bytes| check_length(source_name, length_bytes as u64))
        .and_then(|()| archive::open_bytes(source_name, bytes));
    match opened {
        Ok(opened) => visit_opened(source_name, opened, mapping, visit),
        Err(error) => visit(Err(error)),
    }
}

/// Gives `take` every document in `bytes`: the resolutions of a table, or those of mark-up, mostly
/// one.
///
/// # Errors
///
/// Those of [`read_whole`], and when a table has no column with a text.
pub fn read_documents(
    source_name: &Path,
    bytes: &[u8],
    mapping: &Mapping,
    take: &mut Take<'_>,
) -> Result<(), ReadError> {
    check_length(source_name, bytes.len() as u64)?;
    let Some(form) = table_form(source_name, bytes, mapping) else {
        let _ = read_whole(source_name, bytes)?.into_iter().try_for_each(take);
        return Ok(());
    };
    let Decoded { text, faults } = decode(bytes);
    let text = text.as_bytes();
    table::read(source_name, (form, faults), text, mapping, take).map_err(at(source_name))
}

/// Tells whether what is read of `bytes` depends on the names of columns.
#[must_use]
pub fn is_table(source_name: &Path, bytes: &[u8], mapping: &Mapping) -> bool {
    table_form(source_name, bytes, mapping).is_some()
}

impl LongTable {
    /// Returns the table at `path`, which begins with `bytes`, if these are more than `held_max`.
    #[must_use]
    pub fn of(path: &Path, bytes: &[u8], mapping: &Mapping, held_max: u64) -> Option<Self> {
        if bytes.len() as u64 <= held_max {
            return None;
        }
        Some(Self { path: path.to_path_buf(), form: table_form(path, bytes, mapping)? })
    }

    /// Returns its bytes, unpacked.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened.
    pub fn bytes(&self) -> io::Result<Box<dyn Read>> {
        unpacked_bytes(&self.path)
    }

    /// Gives `take` its resolutions one by one.
    ///
    /// # Errors
    ///
    /// When it cannot be opened, or has no column with a text.
    pub fn documents(&self, mapping: &Mapping, take: &mut Take<'_>) -> Result<(), ReadError> {
        let io = |source| ReadError::Io { path: self.path.clone(), source };
        let mut sample = Vec::new();
        let length = SAMPLE_BYTES as u64;
        self.bytes().and_then(|bytes| bytes.take(length).read_to_end(&mut sample)).map_err(io)?;
        let reader = Decoding::new(self.bytes().map_err(io)?, encoding_of(&sample));
        let form = (self.form, Vec::new());
        table::read(&self.path, form, reader, mapping, take).map_err(at(&self.path))
    }
}

/// Returns the bytes of the file at `path` as a stream, unpacked if it is one packed file.
///
/// # Errors
///
/// When the file cannot be opened.
pub fn unpacked_bytes(path: &Path) -> io::Result<Box<dyn Read>> {
    archive::stream(path, File::open(path)?)
}

fn at(path: &Path) -> impl Fn(MarkupError) -> ReadError {
    move |source| ReadError::Markup { path: path.to_path_buf(), source }
}

/// Tells how the table that `bytes` begin is written, if they do begin one.
fn table_form(path: &Path, bytes: &[u8], mapping: &Mapping) -> Option<Form> {
    let extension = format::extension(path);
    if format::pdf::is_pdf(bytes, &extension) || kind::of_bytes(bytes, path).is_some() {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let (text, _) = encoding_of(sample).decode_with_bom_removal(sample);
    if text.contains('\0') {
        return None;
    }
    table::form(&text, &extension, mapping)
}

fn all<'a>(
    visit: &'a mut dyn FnMut(Result<Document, ReadError>),
) -> impl FnMut(Document) -> ControlFlow<()> + 'a {
    |document| {
        visit(Ok(document));
        ControlFlow::Continue(())
    }
}

fn visit_bytes(
    path: &Path,
    bytes: &[u8],
    mapping: &Mapping,
    visit: &mut dyn FnMut(Result<Document, ReadError>),
) {
    let read = read_documents(path, bytes, mapping, &mut all(visit));
    if let Err(error) = read {
        visit(Err(error));
    }
}

fn visit_opened(
    path: &Path,
    opened: Opened,
    mapping: &Mapping,
    visit: &mut dyn FnMut(Result<Document, ReadError>),
) {
    let walked = match opened {
        Opened::File(bytes) => {
            visit_bytes(path, &bytes, mapping, visit);
            Ok(())
        }
        Opened::Archive(archive) => archive.members(&mut |member| {
            match member.bytes {
                Ok(bytes) => visit_bytes(&member.path, &bytes, mapping, visit),
                Err(error) => visit(Err(error)),
            }
            ControlFlow::Continue(())
        }),
    };
    if let Err(error) = walked {
        visit(Err(error));
    }
}
