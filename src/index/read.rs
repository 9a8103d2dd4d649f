//! From one planned file to the documents of its clauses.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::manifest::{FileEntry, GroupTally};
use super::plan::{Change, PlannedFile};
use super::room::Room;
use super::stages::{Stage, StageClock};
use super::summary::with_causes;
use crate::corpus::{self, Archive, FILE_BYTES_MAX, Opened, ReadError};
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
    /// It is an archive: its members by their paths, and under its own path what is wrong with it.
    Opened(Vec<(String, Outcome)>),
}

impl Outcome {
    /// Tells whether the file, or a member of it, was read.
    pub(super) fn is_read(&self) -> bool {
        match self {
            Self::Read(_) => true,
            Self::Unchanged { .. } | Self::Skipped(_) => false,
            Self::Opened(members) => members.iter().any(|(_, outcome)| outcome.is_read()),
        }
    }
}

/// Takes the resolutions of one source after the other.
pub(super) trait Taker {
    /// Takes the resolutions of the source in `entry`.
    fn take(&mut self, entry: &FileEntry, resolutions: &[Resolution]);

    /// Tells whether nothing more is wanted.
    fn is_done(&self) -> bool;

    /// The stop-watch of the thread.
    fn clock(&mut self) -> &mut StageClock;
}

/// What reading needs besides the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) lexicon: &'a Lexicon,
    /// Memory for the files in hand.
    pub(super) room: &'a Room,
}

impl Reader<'_> {
    /// Reads a file and the members of an archive, except what is indexed already; never fails.
    pub(super) fn read(self, file: &PlannedFile, taker: &mut dyn Taker) -> Outcome {
        if file.path.to_str().is_none() {
            return Outcome::Skipped("its name is not Unicode".to_string());
        }
        let known = match &file.change {
            Change::Check { hash } => Some(hash.as_str()),
            Change::Add | Change::Keep | Change::Retry | Change::CheckMembers { .. } => None,
        };
        let taken = self.room.take(file.length_bytes.min(FILE_BYTES_MAX));
        taker.clock().skip();
        let opened = corpus::open(&file.path);
        drop(taken);
        let place = Place { source: file.source.clone(), archive: None, file };
        match opened {
            Ok(Opened::File(bytes)) => self.source(&place, &bytes, known, taker),
            Ok(Opened::Archive(archive)) => self.members(file, archive, taker),
            Err(error) => Outcome::Skipped(with_causes(&error)),
        }
    }

    fn members(self, file: &PlannedFile, archive: Archive, taker: &mut dyn Taker) -> Outcome {
        let none = BTreeMap::new();
        let hashes = match &file.change {
            Change::CheckMembers { hashes } => hashes,
            Change::Add | Change::Keep | Change::Retry | Change::Check { .. } => &none,
        };
        let mut found = Vec::new();
        let walked = archive.members(&mut |member| {
            let Some(source) = member.path.to_str().map(ToOwned::to_owned) else {
                return ControlFlow::Continue(());
            };
            let outcome = match member.bytes {
                Ok(bytes) => {
                    let known = hashes.get(&source).map(String::as_str);
                    let archive = Some(file.source.clone());
                    let place = Place { source: source.clone(), archive, file };
                    self.source(&place, &bytes, known, taker)
                }
                Err(error) => Outcome::Skipped(with_causes(&error)),
            };
            found.push((source, outcome));
            if taker.is_done() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if let Err(error) = walked {
            found.push((file.source.clone(), Outcome::Skipped(with_causes(&error))));
        }
        Outcome::Opened(found)
    }

    /// Reads one source, unless it is the one that is indexed already.
    fn source(
        self,
        place: &Place<'_>,
        bytes: &[u8],
        known: Option<&str>,
        taker: &mut dyn Taker,
    ) -> Outcome {
        let _taken = self.room.take(bytes.len() as u64);
        let hash = hash_of(bytes);
        taker.clock().lap(Stage::Read);
        if known == Some(&hash) {
            return Outcome::Unchanged { hash };
        }
        let path = Path::new(&place.source);
        // A fault of the program in one file must not cost the others.
        let clock = taker.clock();
        let understand = AssertUnwindSafe(|| understand(path, bytes, self.lexicon, clock));
        match catch_unwind(understand) {
            Ok(Ok(resolutions)) => {
                let entry = entry(place, bytes.len(), hash, &resolutions);
                taker.take(&entry, &resolutions);
                Outcome::Read(entry)
            }
            Ok(Err(reason)) => Outcome::Skipped(reason),
            Err(_) => Outcome::Skipped("the program failed on it".to_string()),
        }
    }
}

/// Where a source lies.
struct Place<'a> {
    source: String,
    archive: Option<String>,
    /// The file on the disk that it is or lies in.
    file: &'a PlannedFile,
}

/// 128 bits tell the contents of files apart.
const HASH_DIGITS: usize = 32;

fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..HASH_DIGITS].to_string()
}

/// Returns the hashes that the manifest keeps of the file at `path`, or of the members of an
/// archive, by the paths of the sources.
pub(super) fn hashes_at(path: &Path) -> Result<Vec<(String, String)>, ReadError> {
    let name = |path: &Path| path.to_string_lossy().into_owned();
    let mut hashes = Vec::new();
    match corpus::open(path)? {
        Opened::File(bytes) => hashes.push((name(path), hash_of(&bytes))),
        Opened::Archive(archive) => archive.members(&mut |member| {
            if let Ok(bytes) = member.bytes {
                hashes.push((name(&member.path), hash_of(&bytes)));
            }
            ControlFlow::Continue(())
        })?,
    }
    Ok(hashes)
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

fn entry(
    place: &Place<'_>,
    length_bytes: usize,
    hash: String,
    resolutions: &[Resolution],
) -> FileEntry {
    let mut groups: Vec<GroupTally> = Vec::new();
    for resolution in resolutions {
        let organ = resolution.organ.map(|organ| organ.id().to_string());
        let language = resolution.language.map(|language| language.code().to_string());
        let known =
            groups.iter().position(|group| group.organ == organ && group.language == language);
        let number = known.unwrap_or_else(|| {
            groups.push(GroupTally { organ, language, ..GroupTally::default() });
            groups.len() - 1
        });
        groups[number].resolutions += 1;
        groups[number].clauses += resolution.clauses.len();
    }
    let symbols = resolutions.iter().filter_map(|resolution| resolution.symbol.as_ref());
    // Of what lies in an archive, the time of the archive counts.
    let is_member = place.archive.is_some();
    let file = place.file;
    FileEntry {
        path: place.source.clone(),
        archive: place.archive.clone(),
        length_bytes: if is_member { length_bytes as u64 } else { file.length_bytes },
        modified_ns: if is_member { 0 } else { file.modified_ns },
        file_number: if is_member { 0 } else { file.file_number },
        hash,
        symbols: symbols.map(ToString::to_string).collect(),
        groups,
    }
}
