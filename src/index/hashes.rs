//! The hashes that tell whether what is indexed is what a file holds.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use crate::corpus::{self, FILE_BYTES_MAX, LongTable, Mapping, Opened, ReadError};

/// 128 bits tell the contents of files apart.
const HASH_DIGITS: usize = 32;

/// Returns the hash of a source; that of a table tells how its columns are read, too.
pub(super) fn hash_of(path: &Path, bytes: &[u8], mapping: &Mapping) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(bytes);
    if !mapping.is_empty() && corpus::is_table(path, bytes, mapping) {
        hasher.update(mapping.to_string().as_bytes());
    }
    hasher.finalize().to_hex()[..HASH_DIGITS].to_string()
}

/// Returns the same of a table that is read as a stream, and its length in bytes.
pub(super) fn hash_of_table(table: &LongTable, mapping: &Mapping) -> io::Result<(String, u64)> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(table.bytes()?)?;
    let length_bytes = hasher.count();
    hasher.update(mapping.to_string().as_bytes());
    Ok((hasher.finalize().to_hex()[..HASH_DIGITS].to_string(), length_bytes))
}

/// Returns the hashes that the manifest keeps of the file at `path`, or of the members of an
/// archive, by the paths of the sources.
pub(super) fn hashes_at(
    path: &Path,
    mapping: &Mapping,
) -> Result<Vec<(String, String)>, ReadError> {
    let name = |path: &Path| path.to_string_lossy().into_owned();
    let mut hashes = Vec::new();
    match corpus::open(path)? {
        Opened::File(bytes) => {
            let hash = match LongTable::of(path, &bytes, mapping, FILE_BYTES_MAX) {
                Some(table) => {
                    let at = |source| ReadError::Io { path: path.to_path_buf(), source };
                    hash_of_table(&table, mapping).map_err(at)?.0
                }
                None => hash_of(path, &bytes, mapping),
            };
            hashes.push((name(path), hash));
        }
        Opened::Archive(archive) => archive.members(&mut |member| {
            if let Ok(bytes) = member.bytes {
                let hash = hash_of(&member.path, &bytes, mapping);
                hashes.push((name(&member.path), hash));
            }
            ControlFlow::Continue(())
        })?,
    }
    Ok(hashes)
}
