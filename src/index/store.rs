//! The folder of an index: what a commit says, fresh folders, leftovers, and the change from an
//! index of other rules to a new one.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tantivy::{Index, TantivyError};

use super::error::IndexError;
use super::folder::Folder;
use super::sweep::HALF_WRITTEN;
use super::{lock, manifest};
use crate::schema::{FORMAT_VERSION, IndexSchema};

/// The engine's file that names everything else.
pub(super) const META: &str = "meta.json";
/// The engine's list of the files it may remove.
pub(super) const MANAGED: &str = ".managed.json";
/// Where an index that takes the place of another is built.
pub(super) const ANEW: &str = ".resq-anew";

/// What a commit says about the index; small, because every search reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) format_version: u32,
    pub(super) fingerprint: String,
    pub(super) manifest: String,
    /// Whether there are resolutions that stand aside for a copy, which only the manifest lists.
    #[serde(default)]
    pub(super) has_copies: bool,
}

/// What stands in a folder that is to hold an index.
#[derive(Debug)]
pub(super) enum State {
    /// Nothing, or what a first run that was killed left over.
    Fresh,
    /// An index by the rules of this program.
    Current(Index, Payload),
    /// An index that has to be built anew: by other rules, of an older format, or damaged.
    Outdated(Previous),
}

/// What is known of an index that is to be built anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Previous {
    /// The name of its manifest, if one can be read.
    pub(super) manifest: Option<String>,
    /// What tells it from every other, so that its files and the new ones differ in their names.
    pub(super) name: String,
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
    let mut index = open(dir).map_err(fail)?;
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
        let name = payload.manifest.clone();
        return Ok(State::Outdated(Previous { manifest: Some(payload.manifest), name }));
    }
    schema.register(&mut index);
    Ok(State::Current(index, payload))
}

/// Opens the index in `dir` for one who writes it.
pub(super) fn open(dir: &Path) -> Result<Index, TantivyError> {
    Index::open(Folder::open(dir)?)
}

/// Returns what stands in `dir` for one who builds it anew, whatever it is, even if damaged.
pub(super) fn look_past(dir: &Path) -> Result<State, IndexError> {
    let names = file_names(dir)?;
    let has_segments = names.iter().any(|name| is_segment_file(name));
    let has_others = !names.iter().all(|name| is_own(name)) || has_folders(dir)?;
    if !names.contains(META) && has_others {
        return Err(IndexError::NotAnIndex { dir: dir.to_path_buf() });
    }
    if !has_segments && !names.iter().any(|name| manifest::is_manifest(name)) {
        return Ok(State::Fresh);
    }
    let last = fs::read(dir.join(META)).ok().and_then(|text| committed(&text));
    let manifest =
        last.map(|(payload, _)| payload.manifest).or_else(|| manifest::newest(dir, &names));
    let name = names.into_iter().filter(|name| is_segment_file(name)).collect();
    Ok(State::Outdated(Previous { manifest, name }))
}

/// The part of a commit that is this program's, and where it says what the fields are.
#[derive(Deserialize)]
struct Commit<'meta> {
    #[serde(borrow)]
    schema: &'meta RawValue,
    payload: Option<String>,
}

/// Returns what a commit says, without asking whether the engine can read the rest of it, and in
/// which of its bytes it says what the fields are; `None` where it is not one of this program.
pub(super) fn committed(meta: &[u8]) -> Option<(Payload, Range<usize>)> {
    let commit: Commit<'_> = serde_json::from_slice(meta).ok()?;
    let schema = commit.schema.get();
    let start = schema.as_ptr().addr() - meta.as_ptr().addr();
    let payload = serde_json::from_str(&commit.payload?).ok()?;
    Some((payload, start..start + schema.len()))
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
        if entry.file_name() == lock::FILE || entry.file_name() == META {
            continue;
        }
        let path = entry.path();
        let removed =
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(|source| IndexError::io(&path, source))?;
    }
    // The last to go, because what else is there is known by it as the beginning of an index.
    match fs::remove_file(dir.join(META)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fail(error)),
        Ok(()) | Err(_) => {}
    }
    let fail = |source| IndexError::engine(dir, source);
    let folder = Folder::open(dir).map_err(|source| fail(source.into()))?;
    let (fields, settings) = (schema.schema().clone(), schema.settings().clone());
    let mut index = Index::create(folder, fields, settings).map_err(fail)?;
    schema.register(&mut index);
    Ok(index)
}

/// The engine's files are named after a number of 32 hexadecimal digits.
pub(super) fn is_segment_file(name: &str) -> bool {
    let digits = name.split('.').next().unwrap_or_default();
    digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns the bytes of all files of the index.
pub(super) fn length_bytes(dir: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(dir) else { return 0 };
    let lengths = entries.flatten().filter_map(|entry| entry.metadata().ok());
    lengths.filter(fs::Metadata::is_file).map(|metadata| metadata.len()).sum()
}

pub(super) fn file_names(dir: &Path) -> Result<BTreeSet<String>, IndexError> {
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
    let is_leftover = |name: &String| is_own(name) && !is_segment_file(name);
    Ok(names.iter().all(is_leftover) && !has_folders(dir)?)
}

/// Tells whether an index has files of this name.
fn is_own(name: &str) -> bool {
    let is_engine = [".tantivy", HALF_WRITTEN].iter().any(|start| name.starts_with(start));
    let is_fixed = [META, MANAGED, lock::FILE].contains(&name);
    is_engine || is_fixed || is_segment_file(name) || manifest::is_manifest(name)
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

#[cfg(test)]
mod tests {
    use super::committed;

    #[test]
    fn a_commit_says_where_its_fields_stand() {
        let payload = r#"{\"format_version\": 1, \"fingerprint\": \"f\", \"manifest\": \"m\"}"#;
        let commit = format!(r#"{{ "schema": [ {{"name": "schéma"}} ], "payload": "{payload}" }}"#);
        let (found, place) = committed(commit.as_bytes()).unwrap();
        assert_eq!((found.format_version, found.manifest.as_str()), (1, "m"));
        assert_eq!(&commit[place], r#"[ {"name": "schéma"} ]"#);
        assert_eq!(committed(br#"{ "schema": [] }"#), None);
        assert_eq!(committed(format!(r#"{{ "payload": "{payload}" }}"#).as_bytes()), None);
    }
}
