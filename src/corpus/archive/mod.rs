//! Files that hold other files, read in place: ZIP and tar archives, and single files packed with
//! gzip or Zstandard.
//!
//! A member is a source of its own. Its path is that of the archive, `!/`, and its name inside:
//! `folder/all.zip!/2020/x.xml`. An archive inside an archive is opened too, one inside that is
//! not. Members come one after the other, so that of an archive of any length one member is in
//! memory at a time. Hidden members are left out in silence, as hidden files are; whatever else
//! cannot be read is one line and costs no neighbour.
//!
//! Nothing is ever written to the disk, so that names cannot lead anywhere; those that try are
//! refused all the same, because they are no honest names.

mod error;
mod guard;
mod name;
mod packing;
mod salvaged;
mod tarred;
mod zipped;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

pub use error::ArchiveError;
pub use guard::{FREE_BYTES, MEMBERS_MAX, RATIO_MAX};
pub use name::archive_of;

use super::limits::FILE_BYTES_MAX;
use super::{ReadError, kind};
use guard::Guard;
use packing::Packing;

/// What a path leads to.
#[derive(Debug)]
pub enum Opened {
    /// One file, unpacked if it was packed: its bytes, at most one more than are read.
    File(Vec<u8>),
    /// An archive, whose members are still to be read.
    Archive(Archive),
}

/// An archive of which nothing has been read yet.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    place: Place,
    form: Form,
}

/// A member of an archive.
#[derive(Debug)]
pub struct Member {
    /// The path of the archive, `!/`, and the name of the member.
    pub path: PathBuf,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, ReadError>,
}

/// Takes members one by one, and says whether it wants more.
pub type Visit<'a> = dyn FnMut(Member) -> ControlFlow<()> + 'a;

/// Where the bytes of an archive are.
#[derive(Debug)]
enum Place {
    Disk,
    Memory(Vec<u8>),
}

/// What some bytes are, by their beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// No archive, and not packed.
    Plain,
    Packed(Packing),
    Zip,
    Tar(Option<Packing>),
}

/// How an archive is read to its end.
struct Walk<'a, 'visit> {
    guard: &'a Guard,
    visit: &'a mut Visit<'visit>,
    /// The archive, as its members are named after it.
    path: &'a Path,
    is_inner: bool,
    names: BTreeSet<String>,
}

/// Room for a file before it is known how long it is: with none, a short one is read in a dozen pieces.
const ROOM_BYTES: usize = 32 * 1024;

/// Why an archive is not read any further.
enum Stop {
    Asked,
    Failed(ArchiveError),
}

trait Bytes: Read + Seek {}
impl Bytes for File {}
impl Bytes for Cursor<&[u8]> {}

/// Opens the file at `path`, and unpacks it if it is a single packed file.
///
/// # Errors
///
/// When it cannot be read, or its packing is damaged.
pub fn open(path: &Path) -> Result<Opened, ReadError> {
    open_up_to(path, FILE_BYTES_MAX)
}

/// Does the same, but of one file that is longer than `length_max` gives no more than one byte more
/// than that.
///
/// # Errors
///
/// When it cannot be read, or its packing is damaged.
pub fn open_up_to(path: &Path, length_max: u64) -> Result<Opened, ReadError> {
    let at = |source| ReadError::Io { path: path.to_path_buf(), source };
    let mut file = File::open(path).map_err(at)?;
    match form(&mut file, path).map_err(at)? {
        Form::Plain => first_bytes(file, length_max).map(Opened::File).map_err(at),
        Form::Packed(packing) => unpacked(packing, file, path, length_max).map(Opened::File),
        form @ (Form::Zip | Form::Tar(_)) => {
            Ok(Opened::Archive(Archive { path: path.to_path_buf(), place: Place::Disk, form }))
        }
    }
}

/// Does the same with bytes in memory; `name` is what they are called.
///
/// # Errors
///
/// When their packing is damaged.
pub(super) fn open_bytes(name: &Path, bytes: Vec<u8>) -> Result<Opened, ReadError> {
    let mut cursor = Cursor::new(bytes.as_slice());
    let at = |source| ReadError::Io { path: name.to_path_buf(), source };
    match form(&mut cursor, name).map_err(at)? {
        Form::Plain => Ok(Opened::File(bytes)),
        Form::Packed(packing) => unpacked(packing, cursor, name, FILE_BYTES_MAX).map(Opened::File),
        form @ (Form::Zip | Form::Tar(_)) => {
            let (path, place) = (name.to_path_buf(), Place::Memory(bytes));
            Ok(Opened::Archive(Archive { path, place, form }))
        }
    }
}

/// Returns the bytes of the file at `path`, unpacked if it is a single packed file.
pub(super) fn stream(path: &Path, mut file: File) -> std::io::Result<Box<dyn Read>> {
    match form(&mut file, path)? {
        Form::Packed(packing) => packing.reader(file),
        Form::Plain | Form::Zip | Form::Tar(_) => Ok(Box::new(file)),
    }
}

impl Archive {
    /// Gives `visit` every member in the order of the archive, until it has enough.
    ///
    /// # Errors
    ///
    /// When the archive is damaged, or a limit is reached: the members before that were given.
    pub fn members(self, visit: &mut Visit<'_>) -> Result<(), ReadError> {
        let at = |source| ReadError::Io { path: self.path.clone(), source };
        let stopped = match &self.place {
            Place::Disk => {
                let mut file = File::open(&self.path).map_err(at)?;
                let guard = Guard::new(file.metadata().map_err(at)?.len());
                Walk::new(&guard, visit, &self.path).all(&mut file, self.form)
            }
            Place::Memory(bytes) => {
                let guard = Guard::new(bytes.len() as u64);
                let mut cursor = Cursor::new(bytes.as_slice());
                Walk::new(&guard, visit, &self.path).all(&mut cursor, self.form)
            }
        };
        match stopped {
            Ok(()) | Err(Stop::Asked) => Ok(()),
            Err(Stop::Failed(source)) => Err(ReadError::Archive { path: self.path, source }),
        }
    }
}

impl<'a, 'visit> Walk<'a, 'visit> {
    fn new(guard: &'a Guard, visit: &'a mut Visit<'visit>, path: &'a Path) -> Self {
        Self { guard, visit, path, is_inner: false, names: BTreeSet::new() }
    }

    fn all(&mut self, bytes: &mut dyn Bytes, form: Form) -> Result<(), Stop> {
        match form {
            Form::Zip => zipped::members(self, bytes),
            Form::Tar(None) => tarred::members(self, bytes),
            Form::Tar(Some(packing)) => match packing.reader(bytes) {
                Ok(reader) => tarred::members(self, reader),
                Err(_) => Err(Stop::Failed(ArchiveError::Damaged)),
            },
            // Nobody walks over what is no archive.
            Form::Plain | Form::Packed(_) => Ok(()),
        }
    }

    /// Says that there is a member called `name`; returns its path if it is to be read.
    fn begin(&mut self, name: &str) -> Result<Option<PathBuf>, Stop> {
        self.guard.count().map_err(Stop::Failed)?;
        if name::is_hidden(name) {
            return Ok(None);
        }
        let path = name::below(self.path, name);
        if name::leads_out(name) {
            self.refuse(path, ArchiveError::Name)?;
        } else if !self.names.insert(name.to_owned()) {
            self.refuse(name::again(&path), ArchiveError::Twice)?;
        } else if let Some(kind) = kind::of_path(&path) {
            let (kind, advice) = (kind.name, kind.advice);
            self.give(Member {
                bytes: Err(ReadError::Unsupported { path: path.clone(), kind, advice }),
                path,
            })?;
        } else {
            return Ok(Some(path));
        }
        Ok(None)
    }

    fn refuse(&mut self, path: PathBuf, source: ArchiveError) -> Result<(), Stop> {
        let bytes = Err(ReadError::Archive { path: path.clone(), source });
        self.give(Member { path, bytes })
    }

    fn give(&mut self, member: Member) -> Result<(), Stop> {
        match (self.visit)(member) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Asked),
        }
    }

    /// Gives a member whose bytes are known, or the members of the archive that it is.
    fn end(&mut self, path: PathBuf, bytes: Vec<u8>) -> Result<(), Stop> {
        match open_bytes(&path, bytes) {
            Ok(Opened::File(bytes)) => self.give(Member { path, bytes: Ok(bytes) }),
            Ok(Opened::Archive(_)) if self.is_inner => self.refuse(path, ArchiveError::TooDeep),
            Ok(Opened::Archive(archive)) => self.inner(path, &archive),
            Err(error) => self.give(Member { path, bytes: Err(error) }),
        }
    }

    fn inner(&mut self, path: PathBuf, archive: &Archive) -> Result<(), Stop> {
        let Place::Memory(bytes) = &archive.place else { return Ok(()) };
        let mut walk = Walk {
            guard: self.guard,
            visit: &mut *self.visit,
            path: &path,
            is_inner: true,
            names: BTreeSet::new(),
        };
        match walk.all(&mut Cursor::new(bytes.as_slice()), archive.form) {
            Err(Stop::Failed(source)) if source.is_of_one_archive() => self.refuse(path, source),
            other => other,
        }
    }
}

/// Tells what bytes are; leaves them at their beginning.
fn form(bytes: &mut dyn Bytes, path: &Path) -> std::io::Result<Form> {
    let head = head(bytes)?;
    bytes.seek(SeekFrom::Start(0))?;
    let is_zip = zipped::is_zip(&head);
    if is_zip || super::format::extension(path) == "zip" {
        let form = zipped::form(bytes, &head, path);
        bytes.seek(SeekFrom::Start(0))?;
        // A file may be called so and be another archive.
        if is_zip || form == Form::Zip {
            return Ok(form);
        }
    }
    if tarred::is_tar(&head) {
        return Ok(Form::Tar(None));
    }
    let Some(packing) = Packing::of(&head) else { return Ok(Form::Plain) };
    let inner = packing.reader(&mut *bytes).and_then(head_of);
    bytes.seek(SeekFrom::Start(0))?;
    let is_tar = inner.is_ok_and(|head| tarred::is_tar(&head));
    Ok(if is_tar { Form::Tar(Some(packing)) } else { Form::Packed(packing) })
}

fn head(bytes: &mut dyn Bytes) -> std::io::Result<Vec<u8>> {
    head_of(bytes)
}

/// Returns the first block of a tar file, which is longer than every other mark.
fn head_of(reader: impl Read) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(usize::try_from(tarred::BLOCK_BYTES).unwrap_or_default());
    reader.take(tarred::BLOCK_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

/// Returns at most one byte more than `length_max`, so that who reads it refuses it.
fn first_bytes(reader: impl Read, length_max: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(ROOM_BYTES);
    reader.take(length_max + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unpacked(
    packing: Packing,
    reader: impl Read,
    path: &Path,
    length_max: u64,
) -> Result<Vec<u8>, ReadError> {
    let unpacked = packing.reader(reader).and_then(|reader| first_bytes(reader, length_max));
    unpacked
        .map_err(|_| ReadError::Archive { path: path.to_path_buf(), source: ArchiveError::Packing })
}
