//! [`open`]: an index for reading, or one sentence why not.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use tantivy::error::DataCorruption;
use tantivy::{Index, IndexReader, ReloadPolicy, Searcher, TantivyError};

use super::error::{IndexError, system_fault};
use super::manifest::Manifest;
use super::snapshot::Snapshot;
use super::store::{self, META, Payload};
use crate::corpus::unless_it_stumbles;
use crate::schema::{Clauses, FORMAT_VERSION, IndexSchema};

/// Why an index cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is nothing.
    #[error("no index `{dir}`")]
    NotFound {
        /// As given.
        dir: PathBuf,
    },
    /// Something else stands there.
    #[error("`{dir}` is not an index")]
    NotAnIndex {
        /// As given.
        dir: PathBuf,
    },
    /// The first build did not come to its end.
    #[error("the index `{dir}` was never finished")]
    Unfinished {
        /// As given.
        dir: PathBuf,
    },
    /// It was written by an earlier program.
    #[error("the index `{dir}` was built by an older version of the program")]
    Older {
        /// As given.
        dir: PathBuf,
    },
    /// It was written by a later program.
    #[error("the index `{dir}` was built by a newer version of the program")]
    Newer {
        /// As given.
        dir: PathBuf,
    },
    /// It was built with another schema, chains or lexicon.
    #[error("the index `{dir}` was built by other rules than the program has now")]
    OtherRules {
        /// As given.
        dir: PathBuf,
    },
    /// The system does not let it be read.
    #[error("cannot read `{path}`")]
    Io {
        /// What was read.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The manifest cannot be read.
    #[error(transparent)]
    Manifest(IndexError),
    /// The engine cannot read its files.
    #[error("the index `{dir}` is damaged")]
    Damaged {
        /// As given.
        dir: PathBuf,
        /// What the engine says.
        source: TantivyError,
    },
}

/// An index for reading: the state of its last commit when it was opened.
///
/// It stays what it is, whatever is written meanwhile. What a search had to unpack stays
/// [unpacked](Clauses) for the next one.
pub struct OpenIndex {
    dir: PathBuf,
    clauses: Clauses,
    schema: IndexSchema,
    manifest_name: String,
    has_copies: bool,
}

/// Opens the index in `dir`, which must have been built by the rules of `schema`.
///
/// The time it takes does not grow with the index. It takes no lock and needs no right to write.
///
/// # Errors
///
/// When there is no index, it is of another format or other rules, or it is damaged.
pub fn open(dir: &Path, schema: &IndexSchema) -> Result<OpenIndex, OpenError> {
    loop {
        let snapshot = snapshot(dir)?;
        match open_snapshot(dir, snapshot.clone(), schema) {
            // A later commit has removed files of this one before they were open.
            Err(OpenError::Damaged { .. }) if snapshot.is_replaced(dir) => {}
            opened => return opened,
        }
    }
}

impl OpenError {
    /// Returns the error for a failure of the engine on the index in `dir`.
    fn engine(dir: &Path, source: TantivyError) -> Self {
        match system_fault(&source).filter(|fault| fault.kind() == io::ErrorKind::PermissionDenied)
        {
            Some(source) => Self::Io { path: dir.to_path_buf(), source },
            None => Self::Damaged { dir: dir.to_path_buf(), source },
        }
    }
}

/// Returns the last commit of the index in `dir`.
pub(super) fn snapshot(dir: &Path) -> Result<Snapshot, OpenError> {
    let own = || dir.to_path_buf();
    match std::fs::metadata(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(OpenError::NotFound { dir: own() });
        }
        Err(source) => return Err(OpenError::Io { path: own(), source }),
        Ok(metadata) if !metadata.is_dir() => return Err(OpenError::NotAnIndex { dir: own() }),
        Ok(_) => {}
    }
    match std::fs::metadata(dir.join(META)) {
        Ok(metadata) if metadata.is_file() => {}
        // A folder that may not be looked into may be an index all the same.
        Err(source) if source.kind() == io::ErrorKind::PermissionDenied => {
            return Err(OpenError::Io { path: own(), source });
        }
        Ok(_) | Err(_) => return Err(OpenError::NotAnIndex { dir: own() }),
    }
    Snapshot::open(dir).map_err(|source| OpenError::engine(dir, source))
}

fn open_snapshot(
    dir: &Path,
    snapshot: Snapshot,
    schema: &IndexSchema,
) -> Result<OpenIndex, OpenError> {
    let own = || dir.to_path_buf();
    let damaged = |source| OpenError::engine(dir, source);
    let Some((payload, described)) = store::committed(&snapshot.commit()) else {
        // What the engine cannot read either is damaged.
        Index::open(snapshot).map_err(damaged)?;
        return Err(OpenError::Unfinished { dir: own() });
    };
    if payload.format_version > FORMAT_VERSION {
        return Err(OpenError::Newer { dir: own() });
    }
    if payload.format_version < FORMAT_VERSION {
        return Err(OpenError::Older { dir: own() });
    }
    if payload.fingerprint != schema.fingerprint().as_str() {
        return Err(OpenError::OtherRules { dir: own() });
    }
    // The same rules say the same of the fields, so the engine need not read of them.
    let (fields, settings) = (schema.schema().clone(), schema.settings().clone());
    let index = Index::create(snapshot.without_fields(described), fields, settings);
    let mut index = index.map_err(damaged)?;
    schema.register(&mut index);
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
    // The engine trusts the ends of files, which tell where the fields stand in them.
    let opened = unless_it_stumbles(|| reader.try_into());
    let reader: IndexReader = opened.unwrap_or_else(|| Err(spoilt())).map_err(damaged)?;
    let (clauses, schema) = (Clauses::of(&reader.searcher()), schema.clone());
    let Payload { manifest: manifest_name, has_copies, .. } = payload;
    Ok(OpenIndex { dir: own(), clauses, schema, manifest_name, has_copies })
}

fn spoilt() -> TantivyError {
    DataCorruption::comment_only("the end of a file of a segment makes no sense").into()
}

/// Returns the manifest of the index in `dir`, built by the rules of `schema`.
///
/// # Errors
///
/// Those of [`open`], and a manifest that cannot be read.
pub fn status(dir: &Path, schema: &IndexSchema) -> Result<Manifest, OpenError> {
    open(dir, schema)?.manifest()
}

impl fmt::Debug for OpenIndex {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.manifest_name;
        out.debug_struct("OpenIndex").field("dir", &self.dir).field("manifest", name).finish()
    }
}

impl OpenIndex {
    /// Returns the folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Returns the rules it was built by.
    #[must_use]
    pub fn schema(&self) -> &IndexSchema {
        &self.schema
    }

    /// Returns the searcher over the commit.
    #[must_use]
    pub fn searcher(&self) -> &Searcher {
        self.clauses.searcher()
    }

    /// Returns the clauses of the commit.
    #[must_use]
    pub fn clauses(&self) -> &Clauses {
        &self.clauses
    }

    /// Returns the manifest, that of a later commit if there is one by now; this takes time that
    /// grows with the number of files.
    ///
    /// # Errors
    ///
    /// When the manifest cannot be read.
    pub fn manifest(&self) -> Result<Manifest, OpenError> {
        let manifest = Manifest::read(&self.dir, &self.manifest_name);
        if manifest.is_err() {
            let now = open(&self.dir, &self.schema)?;
            if now.manifest_name != self.manifest_name {
                return now.manifest();
            }
        }
        manifest.map_err(OpenError::Manifest)
    }

    /// Tells whether resolutions stand aside for copies of them in other formats; the manifest says
    /// which.
    #[must_use]
    pub fn has_copies(&self) -> bool {
        self.has_copies
    }

    /// Returns the name of the manifest.
    pub(super) fn manifest_name(&self) -> &str {
        &self.manifest_name
    }

    /// Returns the bytes of the index on disk.
    #[must_use]
    pub fn length_bytes(&self) -> u64 {
        store::length_bytes(&self.dir)
    }
}
