//! [`check`]: whether an index is what was written, agrees with its manifest, and with the files it
//! was made of.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::{Index, TantivyError};

use super::build::{Options, plan};
use super::error::IndexError;
use super::hashes::hashes_at;
use super::manifest::Manifest;
use super::open::{OpenError, OpenIndex, open, snapshot};
use super::plan::{Change, Plan};
use super::snapshot::Snapshot;
use super::store::META;
use super::summary::PlanCounts;
use super::sweep::leftovers;
use crate::corpus::{Mapping, unless_it_stumbles};
use crate::schema::IndexSchema;

/// What every segment is made of.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::Terms,
    SegmentComponent::Store,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
];

/// What [`check`] found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The files of the index that were read.
    pub index_files: usize,
    /// Their bytes.
    pub index_bytes: u64,
    /// The source files that the manifest lists.
    pub sources: usize,
    /// What is wrong with the index itself; only building it anew helps.
    pub damages: Vec<Damage>,
    /// What killed runs left in the folder; it does no harm, and the next build removes it.
    pub leftovers: Vec<String>,
    /// What a build would do now.
    pub changes: PlanCounts,
    /// Sources whose bytes have changed though length, time and number of the file have not, which
    /// a build would take for unchanged.
    pub disguised: Vec<String>,
    /// Roots that are not there just now; nothing is known of the files below them.
    pub absent: Vec<String>,
}

/// One thing that is wrong with an index.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// A file that the index needs is gone.
    #[error("`{file}` is missing")]
    Missing {
        /// Its name in the folder of the index.
        file: String,
    },
    /// The bytes of a file do not give the sum that was written with them.
    #[error("`{file}` is not as it was written")]
    Bytes {
        /// Its name in the folder of the index.
        file: String,
    },
    /// What the engine reads makes no sense to it.
    #[error("`{file}` makes no sense")]
    Senseless {
        /// Its name in the folder of the index.
        file: String,
        /// What the engine says.
        source: TantivyError,
    },
    /// The manifest cannot be read.
    #[error(transparent)]
    Manifest(#[from] IndexError),
    /// A file of the manifest has more or fewer clauses in the index than it should.
    #[error("`{source_path}` has {found} clauses in the index and {listed} in the manifest")]
    Count {
        /// The source file.
        source_path: String,
        /// How many the index holds.
        found: usize,
        /// How many the manifest lists.
        listed: usize,
    },
    /// The index holds clauses of no file of the manifest.
    #[error("the index holds {clauses} clauses of no file in the manifest")]
    Strangers {
        /// How many.
        clauses: usize,
    },
}

impl Checked {
    /// Tells whether the index holds what was written into it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.damages.is_empty()
    }
}

/// Reads the index in `dir` and its sources whole and compares them with what they should be.
///
/// Takes no lock and changes nothing.
///
/// # Errors
///
/// When there is no index to check, or it is one of another format or of other rules. Damage is no
/// error: it is what is looked for.
pub fn check(dir: &Path, schema: &IndexSchema) -> Result<Checked, OpenError> {
    loop {
        let snapshot = match snapshot(dir) {
            Ok(snapshot) => snapshot,
            Err(OpenError::Damaged { source, .. }) => return Ok(senseless_commit(source)),
            Err(error) => return Err(error),
        };
        let checked = check_snapshot(dir, &snapshot, schema)?;
        // What a commit in the meantime has removed is not missing.
        if checked.is_sound() || !snapshot.is_replaced(dir) {
            return Ok(checked);
        }
    }
}

fn senseless_commit(source: TantivyError) -> Checked {
    let damage = Damage::Senseless { file: META.to_string(), source };
    Checked { damages: vec![damage], ..Checked::default() }
}

fn check_snapshot(
    dir: &Path,
    snapshot: &Snapshot,
    schema: &IndexSchema,
) -> Result<Checked, OpenError> {
    let mut checked = Checked::default();
    let index = match Index::open(snapshot.clone()) {
        Ok(index) => index,
        Err(source) => return Ok(senseless_commit(source)),
    };
    for segment in index.searchable_segment_metas().unwrap_or_default() {
        checked.segment(dir, &index, &segment);
    }
    let opened = match open(dir, schema) {
        Ok(opened) => opened,
        Err(OpenError::Damaged { source, .. }) => {
            if checked.is_sound() {
                checked.damages.push(Damage::Senseless { file: META.to_string(), source });
            }
            return Ok(checked);
        }
        Err(error) => return Err(error),
    };
    checked.leftovers = leftovers(dir, &index, opened.manifest_name()).unwrap_or_default();
    match opened.manifest() {
        Ok(manifest) => {
            // Spoilt bytes make no numbers to compare.
            if checked.is_sound() {
                checked.clauses(&opened, &manifest);
            }
            checked.sources(dir, schema, &manifest);
        }
        Err(OpenError::Manifest(error)) => checked.damages.push(Damage::Manifest(error)),
        Err(error) => return Err(error),
    }
    Ok(checked)
}

impl Checked {
    /// Compares the files of a segment with the sums at their ends.
    fn segment(&mut self, dir: &Path, index: &Index, segment: &SegmentMeta) {
        let deleted = segment.has_deletes().then_some(SegmentComponent::Delete);
        for component in COMPONENTS.into_iter().chain(deleted) {
            let path = segment.relative_path(component);
            let file = path.to_string_lossy().into_owned();
            let Ok(metadata) = fs::metadata(dir.join(&path)) else {
                self.damages.push(Damage::Missing { file });
                continue;
            };
            self.index_files += 1;
            self.index_bytes += metadata.len();
            // A file whose end is spoilt cannot tell its sum at all.
            if !index.directory().validate_checksum(&path).unwrap_or(false) {
                self.damages.push(Damage::Bytes { file });
            }
        }
    }

    /// Counts the clauses of every source.
    fn clauses(&mut self, index: &OpenIndex, manifest: &Manifest) {
        // The engine trusts `meta.json`, which has no sum of its own.
        let counted = unless_it_stumbles(|| clauses_by_key(index));
        let mut found = match counted.unwrap_or(Err(TantivyError::Poisoned)) {
            Ok(found) => found,
            Err(source) => {
                self.damages.push(Damage::Senseless { file: META.to_string(), source });
                return;
            }
        };
        for file in &manifest.files {
            let of_key = |key| found.remove(&key).unwrap_or_default();
            let count = file.places().map(|place| place.key()).map(of_key).sum();
            if count != file.clauses() {
                let (source_path, listed) = (file.path.clone(), file.clauses());
                self.damages.push(Damage::Count { source_path, found: count, listed });
            }
        }
        let clauses = found.values().sum();
        if clauses > 0 {
            self.damages.push(Damage::Strangers { clauses });
        }
    }

    /// Compares the sources with the manifest.
    fn sources(&mut self, dir: &Path, schema: &IndexSchema, manifest: &Manifest) {
        self.sources = manifest.files.len();
        let roots: Vec<PathBuf> = manifest.roots.iter().map(PathBuf::from).collect();
        let (present, absent): (Vec<_>, Vec<_>) = roots.into_iter().partition(|root| root.exists());
        self.absent = absent.iter().map(|root| root.to_string_lossy().into_owned()).collect();
        let options = Options { schema: schema.clone(), ..Options::new(dir) };
        // A root may have gone since; then there is nothing to compare.
        let plan = plan(&present, &options).unwrap_or_else(|_| Plan::default());
        self.changes = plan.counts();
        let mapping: Mapping = manifest.mapping.parse().unwrap_or_default();
        let hashes: BTreeMap<&str, &str> =
            manifest.files.iter().map(|file| (file.path.as_str(), file.hash.as_str())).collect();
        for file in plan.files.iter().filter(|file| file.change == Change::Keep) {
            // What cannot be read just now is not known to differ.
            for (source, found) in hashes_at(&file.path, &mapping).unwrap_or_default() {
                let listed = hashes.get(source.as_str());
                if listed.is_some_and(|listed| *listed != found) {
                    self.disguised.push(source);
                }
            }
        }
    }
}

/// Returns how many clauses there are of each resolution.
fn clauses_by_key(index: &OpenIndex) -> tantivy::Result<BTreeMap<u64, usize>> {
    let mut found = BTreeMap::new();
    let searcher = index.searcher();
    let key = searcher.schema().get_field_name(index.schema().fields().key);
    for segment in searcher.segment_readers() {
        let keys = segment.fast_fields().u64(key)?;
        for document in segment.doc_ids_alive() {
            *found.entry(keys.first(document).unwrap_or_default()).or_default() += 1;
        }
    }
    Ok(found)
}
