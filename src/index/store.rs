//! The folder of an index: what a commit says, fresh folders, leftovers, and the change from an
//! index of other rules to a new one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::{Index, TantivyError};

use super::error::IndexError;
use super::{lock, manifest};
use crate::schema::{FORMAT_VERSION, IndexSchema};

/// The engine's file that names everything else.
const META: &str = "meta.json";
/// The engine's list of the files it may remove.
const MANAGED: &str = ".managed.json";
/// Where an index that takes the place of another is built.
pub(super) const ANEW: &str = ".resq-anew";

/// What a commit says about the index; small, because every search reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) format_version: u32,
    pub(super) fingerprint: String,
    pub(super) manifest: String,
}

/// What stands in a folder that is to hold an index.
#[derive(Debug)]
pub(super) enum State {
    /// Nothing, or what a first run that was killed left over.
    Fresh,
    /// An index by the rules of this program.
    Current(Index, Payload),
    /// An index by other rules or of an older format.
    Outdated(Payload),
}

/// Returns what stands in `dir`.
pub(super) fn look(dir: &Path, schema: &IndexSchema) -> Result<State, IndexError> {
    if !dir.join(META).is_file() {
        return if holds_only_leftovers(dir)? {
            Ok(State::Fresh)
        } else {
            Err(IndexError::NotAnIndex { dir: dir.to_path_buf() })
        };
    }
    let fail = |source| IndexError::engine(dir, source);
    let mut index = Index::open_in_dir(dir).map_err(fail)?;
    let Some(payload) = payload(&index).map_err(fail)? else {
        let is_empty = index.searchable_segment_ids().map_err(fail)?.is_empty();
        let not_ours = || IndexError::NotAnIndex { dir: dir.to_path_buf() };
        return if is_empty { Ok(State::Fresh) } else { Err(not_ours()) };
    };
    if payload.format_version > FORMAT_VERSION {
        return Err(IndexError::Newer { dir: dir.to_path_buf() });
    }
    if payload.format_version < FORMAT_VERSION
        || payload.fingerprint != schema.fingerprint().as_str()
    {
        return Ok(State::Outdated(payload));
    }
    schema.register(&mut index);
    Ok(State::Current(index, payload))
}

/// Returns what the last commit says; `None` where there is none of this program.
pub(super) fn payload(index: &Index) -> Result<Option<Payload>, TantivyError> {
    let payload = index.load_metas()?.payload;
    Ok(payload.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Returns a new, empty index in `dir`, in place of whatever a killed run left there.
pub(super) fn create(dir: &Path, schema: &IndexSchema) -> Result<Index, IndexError> {
    let fail = |source| IndexError::io(dir, source);
    fs::create_dir_all(dir).map_err(fail)?;
    for entry in fs::read_dir(dir).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        if entry.file_name() == lock::FILE {
            continue;
        }
        let path = entry.path();
        let removed =
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(|source| IndexError::io(&path, source))?;
    }
    let mut index = Index::builder()
        .schema(schema.schema().clone())
        .settings(schema.settings().clone())
        .create_in_dir(dir)
        .map_err(|source| IndexError::engine(dir, source))?;
    schema.register(&mut index);
    Ok(index)
}

/// Moves the finished index in `dir/.resq-anew` into `dir`, over the one that is there.
///
/// Its segments and its manifest have names that no file of the old one has, so that moving them
/// changes nothing for readers; then `meta.json` is replaced, which is the change; then the old
/// files go.
pub(super) fn take_place(dir: &Path) -> Result<(), IndexError> {
    let new_dir = dir.join(ANEW);
    let old = file_names(dir)?;
    let new = file_names(&new_dir)?;
    let fail = |source| IndexError::io(dir, source);
    let is_data = |name: &&String| !name.starts_with('.') && *name != META && *name != lock::FILE;
    for name in new.iter().filter(is_data) {
        fs::rename(new_dir.join(name), dir.join(name)).map_err(fail)?;
    }
    fs::rename(new_dir.join(MANAGED), dir.join(MANAGED)).map_err(fail)?;
    fs::rename(new_dir.join(META), dir.join(META)).map_err(fail)?;
    for name in old.iter().filter(is_data).filter(|name| !new.contains(*name)) {
        // A reader of the old index keeps its files open; what cannot go now is only a leftover.
        let _ = fs::remove_file(dir.join(name));
    }
    fs::remove_dir_all(&new_dir).map_err(fail)
}

/// Removes what a run that was killed while an index took the place of another left in `dir`.
///
/// The engine removes what it knows of; these are files it does not know of.
pub(super) fn sweep(dir: &Path, index: &Index) {
    // What cannot be removed does no harm but taking room, and the next run tries again.
    let _ = fs::remove_dir_all(dir.join(ANEW));
    let known = index.directory().list_managed_files();
    let Ok(names) = file_names(dir) else { return };
    for name in names {
        if is_segment_file(&name) && !known.contains(Path::new(&name)) {
            let _ = fs::remove_file(dir.join(&name));
        }
    }
}

/// The engine's files are named after a number of 32 hexadecimal digits.
fn is_segment_file(name: &str) -> bool {
    let digits = name.split('.').next().unwrap_or_default();
    digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns the bytes of all files of the index.
pub(super) fn length_bytes(dir: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(dir) else { return 0 };
    let lengths = entries.flatten().filter_map(|entry| entry.metadata().ok());
    lengths.filter(fs::Metadata::is_file).map(|metadata| metadata.len()).sum()
}

fn file_names(dir: &Path) -> Result<BTreeSet<String>, IndexError> {
    let fail = |source| IndexError::io(dir, source);
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(dir).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        if entry.file_type().map_err(fail)?.is_file() {
            names.insert(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

fn holds_only_leftovers(dir: &Path) -> Result<bool, IndexError> {
    let names = file_names(dir)?;
    let is_own = |name: &String| {
        let is_engine = name.starts_with(".tantivy") || name == MANAGED || name.starts_with(".tmp");
        is_engine || name == lock::FILE || manifest::is_manifest(name)
    };
    Ok(names.iter().all(is_own) && !has_folders(dir)?)
}

fn has_folders(dir: &Path) -> Result<bool, IndexError> {
    let fail = |source| IndexError::io(dir, source);
    for entry in fs::read_dir(dir).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        if entry.path().is_dir() && entry.file_name() != ANEW {
            return Ok(true);
        }
    }
    Ok(false)
}
