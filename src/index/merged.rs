//! [`Merged`]: what the index holds after an update, from the old manifest and what was read.

use std::collections::{BTreeMap, BTreeSet};

use super::manifest::{ArchiveEntry, FileEntry, Manifest, SkippedEntry};
use super::plan::{Plan, PlannedFile};
use super::read::Outcome;
use super::summary::PlanCounts;
use crate::corpus::Mapping;
use crate::schema::{FORMAT_VERSION, IndexSchema};

/// The old manifest and the outcomes, as the new one and what to take out of the index.
pub(super) struct Merged {
    entries: BTreeMap<String, FileEntry>,
    skipped: BTreeMap<String, SkippedEntry>,
    archives: BTreeMap<String, ArchiveEntry>,
    /// Files whose clauses have to go, as the index has them.
    pub(super) outdated: Vec<FileEntry>,
    pub(super) changes: PlanCounts,
}

impl Merged {
    pub(super) fn new(
        old: &Manifest,
        plan: &Plan,
        files: &[&PlannedFile],
        outcomes: &[Outcome],
    ) -> Self {
        let mut merged = Self {
            entries: old.files.iter().map(|file| (file.path.clone(), file.clone())).collect(),
            skipped: old.skipped.iter().map(|file| (file.path.clone(), file.clone())).collect(),
            archives: old.archives.iter().map(|one| (one.path.clone(), one.clone())).collect(),
            outdated: Vec::new(),
            changes: PlanCounts { kept: plan.counts().kept, ..PlanCounts::default() },
        };
        for source in &plan.removed {
            merged.remove(source);
        }
        for archive in &plan.removed_archives {
            merged.archives.remove(archive);
        }
        let mut members = members_by_archive(old);
        for (file, outcome) in files.iter().zip(outcomes) {
            let mut gone = members.remove(file.source.as_str()).unwrap_or_default();
            match outcome {
                Outcome::Opened(found) => {
                    gone.insert(&file.source);
                    merged.archives.insert(file.source.clone(), archive_entry(file));
                    for (source, outcome) in found {
                        gone.remove(source.as_str());
                        merged.add(file, source, outcome);
                    }
                }
                Outcome::Unchanged { .. } | Outcome::Read(_) | Outcome::Skipped(_) => {
                    gone.remove(file.source.as_str());
                    merged.archives.remove(&file.source);
                    merged.add(file, &file.source, outcome);
                }
            }
            for source in gone {
                merged.remove(source);
            }
        }
        merged
    }

    /// Returns the manifest of an index of `roots` by the rules of `schema`.
    pub(super) fn manifest(
        &self,
        roots: &[String],
        mapping: &Mapping,
        schema: &IndexSchema,
    ) -> Manifest {
        Manifest {
            format_version: FORMAT_VERSION,
            fingerprint: schema.fingerprint().to_string(),
            program_version: env!("CARGO_PKG_VERSION").to_string(),
            roots: roots.to_vec(),
            files: self.entries.values().cloned().collect(),
            skipped: self.skipped.values().cloned().collect(),
            archives: self.archives.values().cloned().collect(),
            mapping: mapping.to_string(),
        }
    }

    fn remove(&mut self, source: &str) {
        self.skipped.remove(source);
        if let Some(old) = self.entries.remove(source) {
            self.outdated.push(old);
            self.changes.removed += 1;
        }
    }

    fn add(&mut self, file: &PlannedFile, source: &str, outcome: &Outcome) {
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
                match self.entries.insert(source.to_owned(), entry.clone()) {
                    None => self.changes.added += 1,
                    Some(old) => {
                        self.outdated.push(old);
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
                    reason: skip.reason.clone(),
                    is_passing: skip.is_passing,
                };
                self.changes.kept += usize::from(before.as_ref() == Some(&entry) && !is_archive);
                self.skipped.insert(source.to_owned(), entry);
            }
            // A member is never opened by itself: what lies in it is listed beside it.
            Outcome::Opened(_) => {}
        }
    }
}

fn members_by_archive(old: &Manifest) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut members: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let files = old.files.iter().map(|file| (&file.archive, &file.path));
    let skipped = old.skipped.iter().map(|file| (&file.archive, &file.path));
    for (archive, path) in files.chain(skipped) {
        if let Some(archive) = archive {
            members.entry(archive).or_default().insert(path);
        }
    }
    members
}

fn archive_entry(file: &PlannedFile) -> ArchiveEntry {
    ArchiveEntry {
        path: file.source.clone(),
        length_bytes: file.length_bytes,
        modified_ns: file.modified_ns,
        file_number: file.file_number,
    }
}
