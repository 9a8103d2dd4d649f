//! [`Manifest`]: which files an index was made of.
//!
//! It is one JSON file in the folder of the index, named after its own hash; the engine's commit
//! holds that name, so that the two always belong together. Reading it costs time that grows with
//! the corpus, so searching does not.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, IntoInnerError, Write};
use std::path::Path;

use blake3::Hasher;
use serde::de::Error as _;
use serde::{Deserialize, Serialize};

use super::error::IndexError;
use super::wording::Wording;
use crate::citation::Organ;
use crate::corpus::Format;
use crate::schema::SourcePlace;
use crate::text::Language;

const PREFIX: &str = "manifest-";
const SUFFIX: &str = ".json";

/// The files of an index and what was in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the layout of the index.
    pub format_version: u32,
    /// The fingerprint of the rules.
    pub fingerprint: String,
    /// The version of the program that wrote it.
    pub program_version: String,
    /// The paths that were indexed, as given, sorted.
    pub roots: Vec<String>,
    /// The files, sorted by path.
    pub files: Vec<FileEntry>,
    /// The files that could not be read, sorted by path.
    pub skipped: Vec<SkippedEntry>,
    /// The archives whose members are among the files and the skipped ones, sorted by path.
    #[serde(default)]
    pub archives: Vec<ArchiveEntry>,
    /// What the user said of the columns of tables: `text=content,symbol=doc_symbol`.
    #[serde(default)]
    pub mapping: String,
    /// The formats that the user prefers: `pdf,text`; empty for the usual order.
    #[serde(default)]
    pub preference: String,
}

/// A file on the disk that holds others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveEntry {
    /// The path.
    pub path: String,
    /// Its length in bytes.
    pub length_bytes: u64,
    /// When it was changed, in nanoseconds since 1970.
    pub modified_ns: i64,
    /// The number the file system gave it, 0 where there is none.
    pub file_number: u64,
}

/// One file of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// The path, as in the field `source`.
    pub path: String,
    /// The archive it lies in, if it lies in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// Its length in bytes.
    pub length_bytes: u64,
    /// When it was changed, in nanoseconds since 1970; 0 in an archive, whose time counts.
    pub modified_ns: i64,
    /// The number the file system gave it, 0 where there is none.
    pub file_number: u64,
    /// The hash of its bytes, hexadecimal.
    pub hash: String,
    /// How it was read.
    #[serde(default, with = "format_id")]
    pub format: Option<Format>,
    /// The resolutions in it, in order.
    #[serde(default)]
    pub resolutions: Vec<ResolutionEntry>,
    /// Of a table, which columns were read as what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<String>,
    /// What was wrong with it though it was read: the first thing, one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// How many things were wrong with it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub fault_count: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Writes and reads an optional value by its id; an id of another version of the program is none.
macro_rules! by_id {
    ($module:ident, $kind:ty, $id:expr, $of:expr) => {
        mod $module {
            use serde::{Deserialize, Deserializer, Serialize, Serializer};

            pub(super) fn serialize<S: Serializer>(
                value: &Option<$kind>,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                value.map($id).serialize(serializer)
            }

            pub(super) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<$kind>, D::Error> {
                let id = Option::<String>::deserialize(deserializer)?;
                Ok(id.as_deref().and_then($of))
            }
        }
    };
}

by_id!(format_id, crate::corpus::Format, crate::corpus::Format::id, crate::corpus::Format::from_id);
by_id!(
    organ_id,
    crate::citation::Organ,
    crate::citation::Organ::id,
    crate::citation::Organ::from_id
);
by_id!(
    language_code,
    crate::text::Language,
    crate::text::Language::code,
    crate::text::Language::from_code
);

/// One resolution in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolutionEntry {
    /// The symbol.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// The body that speaks.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "organ_id")]
    pub organ: Option<Organ>,
    /// The language.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "language_code")]
    pub language: Option<Language>,
    /// How many clauses it has.
    pub clauses: usize,
    /// What it says; `None` where it has no symbol or no words, so that nothing is its copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Wording>,
    /// It is not in the index, because a copy of it in a better format is.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_aside: bool,
}

/// A file that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedEntry {
    /// The path.
    pub path: String,
    /// The archive it lies in, or is, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// Its length in bytes.
    pub length_bytes: u64,
    /// When it was changed, in nanoseconds since 1970.
    pub modified_ns: i64,
    /// The number the file system gave it, 0 where there is none.
    pub file_number: u64,
    /// Why it was skipped, one sentence.
    pub reason: String,
    /// It is tried again each time, whether or not it has changed: rights and memory may have.
    #[serde(default)]
    pub is_passing: bool,
}

impl Manifest {
    /// Reads the manifest `name` of the index in `dir`.
    pub(super) fn read(dir: &Path, name: &str) -> Result<Self, IndexError> {
        let path = dir.join(name);
        let text = fs::read(&path).map_err(|source| IndexError::io(&path, source))?;
        let checked = if name == name_of(&text) {
            serde_json::from_slice(&text)
        } else {
            Err(serde_json::Error::custom("its bytes are not those it was named after"))
        };
        let mut manifest: Self = checked.map_err(|source| IndexError::Manifest { path, source })?;
        // Lists whose length was not known have room for more; there is one for each file.
        manifest.files.shrink_to_fit();
        for file in &mut manifest.files {
            file.resolutions.shrink_to_fit();
        }
        Ok(manifest)
    }

    /// Returns the name under which it is written.
    pub(super) fn name(&self) -> io::Result<String> {
        self.write_to(io::sink())
    }

    /// Writes the manifest into `dir` and returns its name; it is on the disk when this returns.
    pub(super) fn write(&self, dir: &Path) -> Result<String, IndexError> {
        let fail = |source| IndexError::io(dir, source);
        let mut file = tempfile::NamedTempFile::new_in(dir).map_err(fail)?;
        let name = self.write_to(file.as_file_mut()).map_err(fail)?;
        file.as_file().sync_all().map_err(fail)?;
        file.persist(dir.join(&name)).map_err(|error| fail(error.error))?;
        Ok(name)
    }

    /// Writes the manifest and returns its name; that of a large corpus is too long to be in memory
    /// as text.
    fn write_to(&self, out: impl Write) -> io::Result<String> {
        let mut out = BufWriter::new(Hashed { out, hasher: Hasher::new() });
        serde_json::to_writer(&mut out, self)?;
        let hashed = out.into_inner().map_err(IntoInnerError::into_error)?;
        Ok(name_with(&hashed.hasher))
    }
}

impl FileEntry {
    /// Returns the resolutions that the index holds, with their numbers in the file.
    pub fn indexed(&self) -> impl Iterator<Item = (usize, &ResolutionEntry)> {
        self.resolutions.iter().enumerate().filter(|(_, resolution)| !resolution.is_aside)
    }

    /// Returns how many clauses of it the index holds.
    #[must_use]
    pub fn clauses(&self) -> usize {
        self.indexed().map(|(_, resolution)| resolution.clauses).sum()
    }

    /// Returns the places of the resolutions that the index holds, in order.
    pub(super) fn places(&self) -> impl Iterator<Item = SourcePlace<'_>> {
        self.indexed().map(|(number, _)| self.place(number))
    }

    /// Returns the place of one of its resolutions.
    pub(super) fn place(&self, number: usize) -> SourcePlace<'_> {
        SourcePlace { source: &self.path, hash: &self.hash, number }
    }
}

/// What is written into, and the hash of what was.
struct Hashed<W> {
    out: W,
    hasher: Hasher,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.out.write(bytes)?;
        self.hasher.update(&bytes[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn name_of(text: &[u8]) -> String {
    name_with(Hasher::new().update(text))
}

fn name_with(hasher: &Hasher) -> String {
    let hash = hasher.finalize().to_hex();
    format!("{PREFIX}{}{SUFFIX}", &hash[..16])
}

/// Returns the sound manifest among the files `names` of `dir` that was written last.
pub(super) fn newest(dir: &Path, names: &BTreeSet<String>) -> Option<String> {
    let written =
        |name: &&String| fs::metadata(dir.join(name)).and_then(|file| file.modified()).ok();
    let is_sound = |name: &&String| is_manifest(name) && Manifest::read(dir, name).is_ok();
    names.iter().filter(is_sound).max_by_key(written).cloned()
}

/// Tells whether a file of the index folder is a manifest by its name.
pub(super) fn is_manifest(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}
