//! From one planned file to the documents of its clauses.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use super::hashes::{hash_of, hash_of_table};
use super::manifest::{FileEntry, ResolutionEntry};
use super::plan::{Change, PlannedFile};
use super::room::{Room, TooLong, Weight};
use super::stages::{Stage, StageClock};
use super::summary::with_causes;
use super::wording::Wording;
use crate::corpus::{
    self, Archive, COLUMNS_NOTE, Document, FILE_BYTES_MAX, LongTable, Mapping, Member, Opened,
    ReadError, ReadFault, Take,
};
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
    /// It was read; in a box, because there is an outcome for each file of a corpus.
    Read(Box<FileEntry>),
    /// It cannot be read.
    Skipped(Skip),
    /// It is an archive: its members by their paths, and under its own path what is wrong with it.
    Opened(Vec<(String, Outcome)>),
}

impl Outcome {
    /// Returns that a file was read, with no more memory than its entry needs: there are many.
    fn read(mut entry: FileEntry) -> Self {
        entry.resolutions.shrink_to_fit();
        Self::Read(Box::new(entry))
    }

    /// Returns what was read: the file, or the members of an archive that were.
    pub(super) fn entries(&self) -> Vec<&FileEntry> {
        match self {
            Self::Read(entry) => vec![entry],
            Self::Unchanged { .. } | Self::Skipped(_) => Vec::new(),
            Self::Opened(members) => {
                members.iter().flat_map(|(_, outcome)| outcome.entries()).collect()
            }
        }
    }
}

/// Why a file was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Skip {
    /// One sentence.
    pub(super) reason: String,
    /// It may be readable the next time although nobody changes it: rights and memory do.
    pub(super) is_passing: bool,
}

impl Skip {
    fn lasting(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_passing: false }
    }

    fn passing(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_passing: true }
    }

    fn of(error: &ReadError) -> Self {
        let is_passing = matches!(error, ReadError::Io { .. });
        Self { reason: with_causes(error), is_passing }
    }

    fn too_long(source: &str, fault: TooLong) -> Self {
        Self { reason: format!("`{source}` is too long: {fault}"), is_passing: true }
    }
}

/// Takes the resolutions of one source after the other.
pub(super) trait Taker {
    /// Takes `resolutions` of the source in `entry`, the first of which is number `first` in it.
    fn take(&mut self, entry: &FileEntry, first: usize, resolutions: &[Resolution]);

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
    /// What the user says of the columns of tables.
    pub(super) mapping: &'a Mapping,
}

impl Reader<'_> {
    /// Reads a file and the members of an archive, except what is indexed already; never fails.
    pub(super) fn read(self, file: &PlannedFile, taker: &mut dyn Taker) -> Outcome {
        if file.path.to_str().is_none() {
            return Outcome::Skipped(Skip::lasting("its name is not Unicode"));
        }
        let known = match &file.change {
            Change::Check { hash } => Some(hash.as_str()),
            Change::Add | Change::Keep | Change::Retry | Change::CheckMembers { .. } => None,
        };
        let taken = self.room.take(file.length_bytes.min(FILE_BYTES_MAX));
        taker.clock().skip();
        let held_max = self.room.held_bytes_max();
        let opened = corpus::open_up_to(&file.path, held_max);
        drop(taken);
        let place = Place { source: file.source.clone(), archive: None, file };
        match opened {
            Ok(Opened::File(bytes)) => {
                match LongTable::of(&file.path, &bytes, self.mapping, held_max) {
                    Some(table) => {
                        drop(bytes);
                        self.table(&place, &table, known, taker)
                    }
                    None if bytes.len() as u64 > held_max => self.refuse(&file.path, &place.source),
                    None => self.source(&place, bytes, known, taker),
                }
            }
            Ok(Opened::Archive(archive)) => self.members(file, archive, taker),
            Err(error) => Outcome::Skipped(Skip::of(&error)),
        }
    }

    /// Says of a file that is not held whole how long it is and what it would take.
    fn refuse(self, path: &Path, source: &str) -> Outcome {
        let at = |source| ReadError::Io { path: path.to_path_buf(), source };
        let weight = match corpus::unpacked_bytes(path).and_then(Weight::of).map_err(at) {
            Ok(weight) => weight,
            Err(error) => return Outcome::Skipped(Skip::of(&error)),
        };
        let length_bytes = weight.length_bytes;
        if length_bytes > FILE_BYTES_MAX {
            let (path, length_bytes_max) = (path.to_path_buf(), FILE_BYTES_MAX);
            return Outcome::Skipped(Skip::of(&ReadError::TooLong {
                path,
                length_bytes,
                length_bytes_max,
            }));
        }
        Outcome::Skipped(match self.room.admit_bytes(weight) {
            Err(fault) => Skip::too_long(source, fault),
            Ok(()) => Skip::passing("it grew while it was read"),
        })
    }

    fn members(self, file: &PlannedFile, archive: Archive, taker: &mut dyn Taker) -> Outcome {
        let none = BTreeMap::new();
        let hashes = match &file.change {
            Change::CheckMembers { hashes } => hashes,
            Change::Add | Change::Keep | Change::Retry | Change::Check { .. } => &none,
        };
        let mut found = Vec::new();
        // Whether the program was in its own code when it failed, and not in that of unpacking.
        let is_inside = Cell::new(false);
        let mut visit = |member: Member| {
            is_inside.set(true);
            let Some(source) = member.path.to_str().map(ToOwned::to_owned) else {
                is_inside.set(false);
                return ControlFlow::Continue(());
            };
            let outcome = match member.bytes {
                Ok(bytes) => {
                    let known = hashes.get(&source).map(String::as_str);
                    let archive = Some(file.source.clone());
                    let place = Place { source: source.clone(), archive, file };
                    self.source(&place, bytes, known, taker)
                }
                Err(error) => Outcome::Skipped(Skip::of(&error)),
            };
            found.push((source, outcome));
            is_inside.set(false);
            if taker.is_done() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let fault = match catch_unwind(AssertUnwindSafe(|| archive.members(&mut visit))) {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(Skip::of(&error)),
            Err(panic) if is_inside.get() => resume_unwind(panic),
            Err(_) => Some(Skip::lasting("the program failed on it; the rest of it is not read")),
        };
        found.extend(fault.map(|fault| (file.source.clone(), Outcome::Skipped(fault))));
        Outcome::Opened(found)
    }

    /// Reads one source, unless it is the one that is indexed already.
    fn source(
        self,
        place: &Place<'_>,
        bytes: Vec<u8>,
        known: Option<&str>,
        taker: &mut dyn Taker,
    ) -> Outcome {
        let _taken = self.room.take(bytes.len() as u64);
        let path = Path::new(&place.source);
        let hash = hash_of(path, &bytes, self.mapping);
        taker.clock().lap(Stage::Read);
        if known == Some(&hash) {
            return Outcome::Unchanged { hash };
        }
        let mut entry = entry(place, bytes.len() as u64, hash);
        if corpus::is_table(path, &bytes, self.mapping) {
            let read =
                |take: &mut Take<'_>| corpus::read_documents(path, &bytes, self.mapping, take);
            return self.rows(read, entry, taker);
        }
        // A fault of the program in one file must not cost the others.
        let understand = AssertUnwindSafe(|| self.whole(&place.source, bytes, &mut entry, taker));
        match catch_unwind(understand) {
            Ok(Ok(resolutions)) => {
                taker.take(&entry, 0, &resolutions);
                Outcome::read(entry)
            }
            Ok(Err(skip)) => Outcome::Skipped(skip),
            Err(_) => Outcome::Skipped(Skip::lasting("the program failed on it")),
        }
    }

    /// Returns the resolutions of a source that is no table.
    fn whole(
        self,
        source: &str,
        bytes: Vec<u8>,
        entry: &mut FileEntry,
        taker: &mut dyn Taker,
    ) -> Result<Vec<Resolution>, Skip> {
        let too_long = |fault| Skip::too_long(source, fault);
        // What is longer than any file may be is not read with more memory either.
        let length_bytes = bytes.len() as u64;
        if length_bytes <= FILE_BYTES_MAX && !self.room.admits_any(length_bytes) {
            let weight = Weight::of(bytes.as_slice()).unwrap_or_default();
            self.room.admit_bytes(weight).map_err(too_long)?;
        }
        let documents =
            corpus::read_whole(Path::new(source), &bytes).map_err(|error| Skip::of(&error))?;
        // What follows needs the blocks alone.
        drop(bytes);
        self.room.admit_documents(&documents).map_err(too_long)?;
        let understand = |document| self.understand(document, entry, taker);
        Ok(documents.iter().flat_map(understand).collect())
    }

    /// Takes the resolutions of a table one by one, as `read` gives them.
    fn rows(
        self,
        read: impl FnOnce(&mut Take<'_>) -> Result<(), ReadError>,
        mut entry: FileEntry,
        taker: &mut dyn Taker,
    ) -> Outcome {
        let mut first = 0;
        // Whether the engine was at work when the program failed, and not the reading.
        let is_inside = Cell::new(false);
        let mut take = |document: Document| {
            if let Err(fault) = self.room.admit_documents(std::slice::from_ref(&document)) {
                entry.fault.get_or_insert_with(|| format!("a resolution is too long: {fault}"));
                entry.fault_count += 1;
                return ControlFlow::Continue(());
            }
            // A fault of the program in one resolution must not cost the others.
            let understand = AssertUnwindSafe(|| self.understand(&document, &mut entry, taker));
            let resolutions = catch_unwind(understand).unwrap_or_else(|_| {
                entry.fault.get_or_insert_with(|| "the program failed on a resolution".to_owned());
                entry.fault_count += 1;
                Vec::new()
            });
            is_inside.set(true);
            taker.take(&entry, first, &resolutions);
            is_inside.set(false);
            first += resolutions.len();
            if taker.is_done() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let skip = match catch_unwind(AssertUnwindSafe(|| read(&mut take))) {
            Ok(Ok(())) => return Outcome::read(entry),
            Ok(Err(error)) => Skip::of(&error),
            Err(panic) if is_inside.get() => resume_unwind(panic),
            Err(_) => Skip::lasting("the program failed on it; the rest of it is not read"),
        };
        if first == 0 {
            return Outcome::Skipped(skip);
        }
        // What was taken stays.
        entry.fault.get_or_insert(skip.reason);
        entry.fault_count += 1;
        Outcome::read(entry)
    }

    /// Reads a table as a stream, twice: for its hash, on which the keys of its resolutions depend,
    /// and for what is in it.
    fn table(
        self,
        place: &Place<'_>,
        table: &LongTable,
        known: Option<&str>,
        taker: &mut dyn Taker,
    ) -> Outcome {
        let _taken = self.room.take(FILE_BYTES_MAX);
        let (hash, length_bytes) = match hash_of_table(table, self.mapping) {
            Ok(hashed) => hashed,
            Err(source) => {
                let path = place.file.path.clone();
                return Outcome::Skipped(Skip::of(&ReadError::Io { path, source }));
            }
        };
        taker.clock().lap(Stage::Read);
        if known == Some(&hash) {
            return Outcome::Unchanged { hash };
        }
        let read = |take: &mut Take<'_>| table.documents(self.mapping, take);
        self.rows(read, entry(place, length_bytes, hash), taker)
    }

    /// Returns the resolutions of a document and counts them in the entry of its source.
    fn understand(
        self,
        document: &Document,
        entry: &mut FileEntry,
        taker: &mut dyn Taker,
    ) -> Vec<Resolution> {
        taker.clock().lap(Stage::Decode);
        for fault in &document.faults {
            if fault.message.starts_with(COLUMNS_NOTE) {
                entry.columns = Some(fault.message.clone());
            } else {
                entry.fault.get_or_insert_with(|| told(fault));
                entry.fault_count += 1;
            }
        }
        let parsed = resolution::parse(document, self.lexicon);
        let resolutions: Vec<Resolution> =
            parsed.into_iter().map(|(resolution, _)| resolution).collect();
        entry.format = Some(document.format);
        entry.resolutions.extend(resolutions.iter().map(listed));
        taker.clock().lap(Stage::Parse);
        resolutions
    }
}

/// Returns a fault with its line. A sentence about pages names them itself.
fn told(fault: &ReadFault) -> String {
    match fault.line.filter(|_| !fault.message.contains("page ")) {
        Some(line) => format!("line {line}: {}", fault.message),
        None => fault.message.clone(),
    }
}

/// Where a source lies.
struct Place<'a> {
    source: String,
    archive: Option<String>,
    /// The file on the disk that it is or lies in.
    file: &'a PlannedFile,
}

/// Returns the entry of a resolution, which is indexed unless it turns out to be a copy.
fn listed(resolution: &Resolution) -> ResolutionEntry {
    ResolutionEntry {
        symbol: resolution.symbol.as_ref().map(ToString::to_string),
        organ: resolution.organ,
        language: resolution.language,
        clauses: resolution.clauses.len(),
        wording: Wording::of(resolution),
        is_aside: false,
    }
}

/// Returns the entry of a source of which nothing is known yet but its bytes.
fn entry(place: &Place<'_>, length_bytes: u64, hash: String) -> FileEntry {
    // Of what lies in an archive, the time of the archive counts.
    let is_member = place.archive.is_some();
    let file = place.file;
    FileEntry {
        path: place.source.clone(),
        archive: place.archive.clone(),
        length_bytes: if is_member { length_bytes } else { file.length_bytes },
        modified_ns: if is_member { 0 } else { file.modified_ns },
        file_number: if is_member { 0 } else { file.file_number },
        hash,
        ..FileEntry::default()
    }
}
