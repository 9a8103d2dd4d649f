//! [`build`]: from paths to an index that holds what is in them now.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use super::copies;
use super::error::IndexError;
use super::lock::WriteLock;
use super::manifest::Manifest;
use super::plan::{self, Plan};
use super::progress::{Phase, Progress};
use super::stages::{Stage, StageClock};
use super::store::{self, State};
use super::summary::Summary;
use super::sweep::sweep;
use super::update::update;
use crate::corpus::{Mapping, Preference, WalkOptions, walk};
use crate::schema::IndexSchema;

/// What a build takes at most unless it is told otherwise.
pub const MEMORY_BYTES_DEFAULT: usize = 256 << 20;
/// Less would make so many segments that searching suffers.
pub const MEMORY_BYTES_MIN: usize = 64 << 20;

/// How an index is built.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the index; made if it is not there.
    pub dir: PathBuf,
    /// The rules.
    pub schema: IndexSchema,
    /// How many threads at most; 0 for one per core. Little memory makes them fewer.
    pub jobs: usize,
    /// How much memory the process takes at most, in bytes, beside a kilobyte for each file; at least
    /// [`MEMORY_BYTES_MIN`].
    pub memory_bytes: usize,
    /// What the user says of the columns of tables; `None` for what he said before.
    pub mapping: Option<Mapping>,
    /// Which format is indexed of a resolution that stands in several; `None` for the order that the
    /// user gave before, or the usual one.
    pub preference: Option<Preference>,
    /// Builds the index anew of all its roots, whatever its state, even if it is damaged.
    pub is_anew: bool,
}

impl Options {
    /// Returns the usual options for an index in `dir`.
    #[must_use]
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self {
            dir: dir.into(),
            schema: IndexSchema::embedded().clone(),
            jobs: 0,
            memory_bytes: MEMORY_BYTES_DEFAULT,
            mapping: None,
            preference: None,
            is_anew: false,
        }
    }

    /// Returns what stands in the folder, which exists.
    fn state(&self) -> Result<State, IndexError> {
        if self.is_anew {
            store::look_past(&self.dir)
        } else {
            store::look(&self.dir, &self.schema)
        }
    }
}

/// Makes the index in `options.dir` hold what the files below `paths` hold now.
///
/// Files of other roots that were indexed before stay. Unchanged files are not read again. Files
/// that cannot be read are skipped and listed in the summary. An index by other rules is built
/// anew from all its roots.
///
/// # Errors
///
/// When a path does not exist, the folder is not or cannot become an index, another run writes it,
/// the disk is full or fails, or the user stops the run. The index is then as it was.
pub fn build(
    paths: &[PathBuf],
    options: &Options,
    progress: &mut dyn Progress,
) -> Result<Summary, IndexError> {
    let start = Instant::now();
    let mut clock = StageClock::start();
    check(paths, options)?;
    fs::create_dir_all(&options.dir).map_err(|source| IndexError::io(&options.dir, source))?;
    // The lock is a file: it must not be left in a folder that is no index.
    options.state()?;
    let _lock = WriteLock::take(&options.dir)?;
    let base = base(paths, options)?;
    if let State::Current(index, payload) = &base.state {
        sweep(&options.dir, index, &payload.manifest);
    }
    let plan = base.plan(options);
    clock.lap(Stage::Walk);
    progress.report(Phase::Planned(plan.counts()));
    let mut summary = if plan.is_empty()
        && base.is_current()
        && base.roots == base.old.roots
        && base.mapping.to_string() == base.old.mapping
        && base.preference.to_string() == base.old.preference
    {
        Summary { changes: plan.counts(), ..Summary::of(&base.old) }
    } else {
        let updated = update(base, &plan, options, progress, &mut clock);
        if updated.is_err() {
            clear(options);
        }
        updated?
    };
    progress.report(Phase::Done);
    summary.stages = clock.times;
    summary = summary.with_skipped(&plan.skipped);
    summary.index_bytes = store::length_bytes(&options.dir);
    summary.seconds = start.elapsed().as_secs_f64();
    Ok(summary)
}

/// Removes what an update that failed has written: the disk may be full of it.
fn clear(options: &Options) {
    // What the last commit names is looked up again, as it may be that of this update.
    match store::look(&options.dir, &options.schema) {
        Ok(State::Current(index, payload)) => sweep(&options.dir, &index, &payload.manifest),
        Ok(State::Fresh) => {
            if let Ok(index) = store::open(&options.dir) {
                sweep(&options.dir, &index, "");
            }
        }
        // What was built anew may stand half in the place of the old index.
        Ok(State::Outdated(_)) | Err(_) => {}
    }
}

/// Returns what [`build`] would do, without doing it.
///
/// # Errors
///
/// When a path does not exist, or the folder is not an index.
pub fn plan(paths: &[PathBuf], options: &Options) -> Result<Plan, IndexError> {
    check(paths, options)?;
    Ok(base(paths, options)?.plan(options))
}

/// What an update starts from.
pub(super) struct Base {
    pub(super) state: State,
    /// What the index holds; nothing where it has to be built anew.
    pub(super) old: Manifest,
    /// All roots of the new index, sorted.
    pub(super) roots: Vec<String>,
    /// The roots that are compared with the disk.
    asked: Vec<PathBuf>,
    /// How the columns of tables are read.
    pub(super) mapping: Mapping,
    /// Which of several copies is indexed.
    pub(super) preference: Preference,
}

impl Base {
    pub(super) fn is_current(&self) -> bool {
        matches!(self.state, State::Current(..))
    }

    fn plan(&self, options: &Options) -> Plan {
        let own = WalkOptions { closed: vec![options.dir.clone()], ..WalkOptions::default() };
        let mut plan = Plan::new(walk(&self.asked, &own), &self.asked, &self.old);
        plan.is_anew = matches!(self.state, State::Outdated(_));
        if self.old.program_version != env!("CARGO_PKG_VERSION") {
            plan.retry_skipped(&self.old);
        }
        if self.mapping.to_string() != self.old.mapping {
            plan.retry_skipped(&self.old);
            plan.retry_tables(&self.old);
        }
        plan.stepping_in = copies::stepping_in(&self.old, &plan.removed, &self.preference);
        plan
    }
}

fn check(paths: &[PathBuf], options: &Options) -> Result<(), IndexError> {
    if let Some(path) = paths.iter().find(|path| fs::symlink_metadata(path).is_err()) {
        return Err(IndexError::NoSuchPath { path: path.clone() });
    }
    if options.memory_bytes < MEMORY_BYTES_MIN {
        let (given, least) = (options.memory_bytes, MEMORY_BYTES_MIN);
        return Err(IndexError::MemoryTooSmall { given, least });
    }
    if options.dir.exists() && !options.dir.is_dir() {
        return Err(IndexError::NotADirectory { dir: options.dir.clone() });
    }
    Ok(())
}

fn base(paths: &[PathBuf], options: &Options) -> Result<Base, IndexError> {
    let mut asked: Vec<PathBuf> = paths.iter().map(|path| plan::plain(path)).collect();
    let state = if options.dir.is_dir() { options.state()? } else { State::Fresh };
    let mut old = Manifest::default();
    let (mut mapping, mut preference) = (String::new(), String::new());
    match &state {
        State::Fresh => {}
        State::Current(_, payload) => {
            old = Manifest::read(&options.dir, &payload.manifest)?;
            mapping.clone_from(&old.mapping);
            preference.clone_from(&old.preference);
        }
        State::Outdated(previous) => {
            // Its files have to be read again, those of roots not named now too.
            let read = |name: &String| Manifest::read(&options.dir, name).ok();
            if let Some(outdated) = previous.manifest.as_ref().and_then(read) {
                (mapping, preference) = (outdated.mapping, outdated.preference);
                asked.extend(outdated.roots.iter().map(PathBuf::from).filter(|root| root.exists()));
            }
        }
    }
    asked.sort();
    asked.dedup();
    let as_text = |path: &PathBuf| path.to_string_lossy().into_owned();
    let mut roots: Vec<String> = asked.iter().map(as_text).chain(old.roots.clone()).collect();
    roots.sort();
    roots.dedup();
    let mapping = options.mapping.clone().or_else(|| mapping.parse().ok()).unwrap_or_default();
    let preference =
        options.preference.clone().or_else(|| preference.parse().ok()).unwrap_or_default();
    Ok(Base { state, old, roots, asked, mapping, preference })
}
