//! [`Merged`]: what the index holds after an update, from the old manifest and what was read.

use std::collections::{BTreeMap, BTreeSet};

use super::copies::{self, Aside, Numbers};
use super::manifest::{ArchiveEntry, FileEntry, Manifest, SkippedEntry};
use super::plan::{Change, Plan, PlannedFile};
use super::read::Outcome;
use super::summary::PlanCounts;
use super::work::Wanted;
use crate::corpus::{Mapping, Preference};
use crate::schema::{FORMAT_VERSION, IndexSchema};

/// The old manifest and the outcomes, as the new one and what to take out of the index.
pub(super) struct Merged {
    /// A resolution is aside in them if no segment, old or new, has it. In boxes, because a map that
    /// is filled in order has as much room free as taken.
    entries: BTreeMap<String, Box<FileEntry>>,
    skipped: BTreeMap<String, SkippedEntry>,
    archives: BTreeMap<String, ArchiveEntry>,
    /// Sources with copies that should step in and could not be read.
    lost: BTreeSet<String>,
    /// Files whose clauses have to go, as the index has them.
    pub(super) outdated: Vec<FileEntry>,
    pub(super) changes: PlanCounts,
    /// How many resolutions stepped in for a copy.
    pub(super) stepped_in: usize,
}

impl Merged {
    /// Returns what is left of `old` without what `plan` removes.
    pub(super) fn new(old: Manifest, plan: &Plan) -> Self {
        let files = old.files.into_iter().map(|file| (file.path.clone(), Box::new(file)));
        let skipped = old.skipped.into_iter().map(|file| (file.path.clone(), file));
        let archives = old.archives.into_iter().map(|one| (one.path.clone(), one));
        let mut merged = Self {
            entries: files.collect(),
            skipped: skipped.collect(),
            archives: archives.collect(),
            lost: BTreeSet::new(),
            outdated: Vec::new(),
            changes: PlanCounts { kept: plan.counts().kept, ..PlanCounts::default() },
            stepped_in: 0,
        };
        for source in &plan.removed {
            merged.remove(source);
        }
        for archive in &plan.removed_archives {
            merged.archives.remove(archive);
        }
        merged
    }

    /// Takes what was read of the files of a plan.
    pub(super) fn take(&mut self, files: &[&PlannedFile], outcomes: Vec<Outcome>) {
        let mut members = self.members();
        for (file, outcome) in files.iter().zip(outcomes) {
            let mut gone = members.remove(&file.source).unwrap_or_default();
            match outcome {
                Outcome::Opened(found) => {
                    gone.insert(file.source.clone());
                    self.archives.insert(file.source.clone(), archive_entry(file));
                    for (source, outcome) in found {
                        gone.remove(&source);
                        self.add(file, &source, outcome);
                    }
                }
                alone @ (Outcome::Unchanged { .. } | Outcome::Read(_) | Outcome::Skipped(_)) => {
                    gone.remove(&file.source);
                    self.archives.remove(&file.source);
                    self.add(file, &file.source, alone);
                }
            }
            for source in gone {
                self.remove(&source);
            }
        }
    }

    fn files(&self) -> impl Iterator<Item = &FileEntry> {
        self.entries.values().map(Box::as_ref)
    }

    /// Returns which resolutions have a copy in a better format.
    pub(super) fn aside(&self, preference: &Preference) -> Aside {
        copies::aside(self.files(), preference, &self.lost)
    }

    /// Returns the resolutions that are to be indexed and are not.
    pub(super) fn missing(&self, aside: &Aside) -> Numbers {
        copies::missing(self.files(), aside, &self.lost)
    }

    /// Returns the files to read for the resolutions `missing`, and what is wanted of each source.
    pub(super) fn to_fetch(
        &self,
        missing: Numbers,
    ) -> (Vec<PlannedFile>, BTreeMap<String, Wanted>) {
        let mut archives: BTreeSet<&str> = BTreeSet::new();
        let mut files = Vec::new();
        let mut wanted = BTreeMap::new();
        for (source, numbers) in missing {
            let Some(entry) = self.entries.get(&source) else { continue };
            let opened = entry.archive.as_deref().and_then(|path| self.archives.get(path));
            match opened {
                None => files.push(planned_file(entry)),
                Some(archive) => {
                    archives.insert(&archive.path);
                }
            }
            wanted.insert(source, Wanted { hash: entry.hash.clone(), numbers });
        }
        let mut hashes: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
        for entry in self.entries.values().filter(|entry| !wanted.contains_key(&entry.path)) {
            if let Some(archive) = entry.archive.as_deref().filter(|path| archives.contains(path)) {
                let known = hashes.entry(archive).or_default();
                known.insert(entry.path.clone(), entry.hash.clone());
            }
        }
        let opened = archives.iter().filter_map(|path| self.archives.get(*path));
        files.extend(opened.map(|archive| {
            let hashes = hashes.remove(archive.path.as_str()).unwrap_or_default();
            planned_archive(archive, hashes)
        }));
        (files, wanted)
    }

    /// Takes what was read of the files with missing resolutions.
    ///
    /// A file that has changed since it was read first is taken as it is now; whoever looks next
    /// finds its time another one.
    pub(super) fn fetched(&mut self, outcomes: &[Outcome], wanted: &BTreeMap<String, Wanted>) {
        let mut found = BTreeSet::new();
        for entry in outcomes.iter().flat_map(Outcome::entries) {
            found.insert(&entry.path);
            self.skipped.remove(&entry.path);
            let Some(own) = self.entries.get_mut(&entry.path) else {
                self.entries.insert(entry.path.clone(), Box::new(entry.clone()));
                continue;
            };
            match wanted.get(&entry.path).filter(|wanted| wanted.hash == entry.hash) {
                Some(wanted) => {
                    for number in &wanted.numbers {
                        if let Some(resolution) = own.resolutions.get_mut(*number) {
                            resolution.is_aside = false;
                            self.stepped_in += 1;
                        }
                    }
                }
                None => self.outdated.push(std::mem::replace(&mut **own, entry.clone())),
            }
        }
        self.lost.extend(wanted.keys().filter(|source| !found.contains(source)).cloned());
    }

    /// Sets those aside that are, and returns the keys of those among them that a segment has.
    pub(super) fn set_aside(&mut self, aside: &Aside) -> BTreeSet<u64> {
        let mut keys = BTreeSet::new();
        for (place, entry) in self.entries.values_mut().enumerate() {
            let of_file = (place, 0)..=(place, usize::MAX);
            for (_, number) in aside.range(of_file) {
                if !entry.resolutions[*number].is_aside {
                    keys.insert(entry.place(*number).key());
                    entry.resolutions[*number].is_aside = true;
                }
            }
        }
        keys
    }

    /// Returns the manifest of an index of `roots` by the rules of `schema`; the lists go into it, as
    /// those of a large corpus are too long to be there twice.
    pub(super) fn manifest(
        &mut self,
        roots: &[String],
        (mapping, preference): (&Mapping, &Preference),
        schema: &IndexSchema,
    ) -> Manifest {
        Manifest {
            format_version: FORMAT_VERSION,
            fingerprint: schema.fingerprint().to_string(),
            program_version: env!("CARGO_PKG_VERSION").to_string(),
            roots: roots.to_vec(),
            files: std::mem::take(&mut self.entries).into_values().map(|file| *file).collect(),
            skipped: std::mem::take(&mut self.skipped).into_values().collect(),
            archives: std::mem::take(&mut self.archives).into_values().collect(),
            mapping: mapping.to_string(),
            preference: preference.to_string(),
        }
    }

    fn remove(&mut self, source: &str) {
        self.skipped.remove(source);
        if let Some(old) = self.entries.remove(source) {
            self.outdated.push(*old);
            self.changes.removed += 1;
        }
    }

    fn add(&mut self, file: &PlannedFile, source: &str, outcome: Outcome) {
        let is_archive = self.archives.contains_key(&file.source);
        match outcome {
            Outcome::Unchanged { .. } => {
                self.skipped.remove(source);
                self.changes.kept += 1;
                if let Some(entry) = self.entries.get_mut(source).filter(|_| !is_archive) {
                    entry.length_bytes = file.length_bytes;
                    entry.modified_ns = file.modified_ns;
                    entry.file_number = file.file_number;
                }
            }
            Outcome::Read(entry) => {
                self.skipped.remove(source);
                match self.entries.insert(source.to_owned(), entry) {
                    None => self.changes.added += 1,
                    Some(old) => {
                        self.outdated.push(*old);
                        self.changes.replaced += 1;
                    }
                }
            }
            Outcome::Skipped(skip) => {
                let before = self.skipped.get(source).cloned();
                self.remove(source);
                let entry = SkippedEntry {
                    path: source.to_owned(),
                    archive: is_archive.then(|| file.source.clone()),
                    // Of what lies in an archive, the archive's own length and time count.
                    length_bytes: if is_archive { 0 } else { file.length_bytes },
                    modified_ns: if is_archive { 0 } else { file.modified_ns },
                    file_number: if is_archive { 0 } else { file.file_number },
                    reason: skip.reason,
                    is_passing: skip.is_passing,
                };
                self.changes.kept += usize::from(before.as_ref() == Some(&entry) && !is_archive);
                self.skipped.insert(source.to_owned(), entry);
            }
            // A member is never opened by itself: what lies in it is listed beside it.
            Outcome::Opened(_) => {}
        }
    }

    /// Returns the members of every archive.
    fn members(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let files = self.entries.values().map(|file| (&file.archive, &file.path));
        let skipped = self.skipped.values().map(|file| (&file.archive, &file.path));
        for (archive, path) in files.chain(skipped) {
            if let Some(archive) = archive {
                members.entry(archive.clone()).or_default().insert(path.clone());
            }
        }
        members
    }
}

fn archive_entry(file: &PlannedFile) -> ArchiveEntry {
    ArchiveEntry {
        path: file.source.clone(),
        length_bytes: file.length_bytes,
        modified_ns: file.modified_ns,
        file_number: file.file_number,
    }
}

/// Returns a file of the manifest as one that is to be read, whatever its bytes are.
fn planned_file(entry: &FileEntry) -> PlannedFile {
    PlannedFile {
        path: entry.path.clone().into(),
        source: entry.path.clone(),
        length_bytes: entry.length_bytes,
        modified_ns: entry.modified_ns,
        file_number: entry.file_number,
        change: Change::Add,
        sources: 1,
    }
}

/// Returns an archive of the manifest as one whose members are to be read, but for those that have
/// one of `hashes`.
fn planned_archive(archive: &ArchiveEntry, hashes: BTreeMap<String, String>) -> PlannedFile {
    PlannedFile {
        path: archive.path.clone().into(),
        source: archive.path.clone(),
        length_bytes: archive.length_bytes,
        modified_ns: archive.modified_ns,
        file_number: archive.file_number,
        sources: hashes.len(),
        change: Change::CheckMembers { hashes },
    }
}
