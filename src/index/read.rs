//! From one planned file to the documents of its clauses.

use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::manifest::{FileEntry, GroupTally};
use super::plan::{Change, PlannedFile};
use super::stages::{Stage, StageClock};
use super::summary::with_causes;
use crate::corpus::{self, ReadError};
use crate::lexicon::Lexicon;
use crate::resolution::{self, Resolution};

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Its bytes are those that are indexed already.
    Unchanged {
        /// Their hash.
        hash: String,
    },
    /// It was read.
    Read(FileEntry),
    /// It cannot be read, for this reason.
    Skipped(String),
}

/// A file as resolutions, or why there are none.
#[derive(Debug)]
pub(super) struct ReadFile {
    pub(super) outcome: Outcome,
    pub(super) resolutions: Vec<Resolution>,
}

/// Reads a file, unless it is the one that is indexed already; never fails.
pub(super) fn read(file: &PlannedFile, lexicon: &Lexicon, clock: &mut StageClock) -> ReadFile {
    let none = |outcome| ReadFile { outcome, resolutions: Vec::new() };
    if file.path.to_str().is_none() {
        return none(Outcome::Skipped("its name is not Unicode".to_string()));
    }
    let bytes = match bytes(&file.path) {
        Ok(bytes) => bytes,
        Err(error) => return none(Outcome::Skipped(with_causes(&error))),
    };
    let hash = hash_of(&bytes);
    clock.lap(Stage::Read);
    if file.change == (Change::Check { hash: hash.clone() }) {
        return none(Outcome::Unchanged { hash });
    }
    // A fault of the program in one file must not cost the others.
    let understand = AssertUnwindSafe(|| understand(&file.path, &bytes, lexicon, clock));
    match catch_unwind(understand) {
        Ok(Ok(resolutions)) => {
            let entry = entry(file, hash, &resolutions);
            ReadFile { outcome: Outcome::Read(entry), resolutions }
        }
        Ok(Err(reason)) => none(Outcome::Skipped(reason)),
        Err(_) => none(Outcome::Skipped("the program failed on it".to_string())),
    }
}

/// 128 bits tell the contents of files apart.
const HASH_DIGITS: usize = 32;

/// Returns the hash that the manifest keeps of the file at `path`.
pub(super) fn hash_of_file(path: &Path) -> Result<String, ReadError> {
    Ok(hash_of(&bytes(path)?))
}

fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..HASH_DIGITS].to_string()
}

/// Returns the bytes of a file, at most one more than may be read, so that the reader refuses it.
fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(corpus::FILE_BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(|source| ReadError::Io { path: path.to_path_buf(), source })?;
    Ok(bytes)
}

fn understand(
    path: &Path,
    bytes: &[u8],
    lexicon: &Lexicon,
    clock: &mut StageClock,
) -> Result<Vec<Resolution>, String> {
    let document = corpus::read_bytes(path, bytes).map_err(|error| with_causes(&error))?;
    clock.lap(Stage::Decode);
    let parsed = resolution::parse(&document, lexicon);
    clock.lap(Stage::Parse);
    Ok(parsed.into_iter().map(|(resolution, _)| resolution).collect())
}

fn entry(file: &PlannedFile, hash: String, resolutions: &[Resolution]) -> FileEntry {
    let mut groups: Vec<GroupTally> = Vec::new();
    for resolution in resolutions {
        let organ = resolution.organ.map(|organ| organ.id().to_string());
        let language = resolution.language.map(|language| language.code().to_string());
        let known =
            groups.iter().position(|group| group.organ == organ && group.language == language);
        let place = known.unwrap_or_else(|| {
            groups.push(GroupTally { organ, language, ..GroupTally::default() });
            groups.len() - 1
        });
        groups[place].resolutions += 1;
        groups[place].clauses += resolution.clauses.len();
    }
    let symbols = resolutions.iter().filter_map(|resolution| resolution.symbol.as_ref());
    FileEntry {
        path: file.source.clone(),
        length_bytes: file.length_bytes,
        modified_ns: file.modified_ns,
        file_number: file.file_number,
        hash,
        symbols: symbols.map(ToString::to_string).collect(),
        groups,
    }
}
