//! [`build`]: from paths to an index that holds what is in them now.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;
use std::time::Instant;

use tantivy::Index;

use super::commit;
use super::error::IndexError;
use super::lock::WriteLock;
use super::manifest::Manifest;
use super::merged::Merged;
use super::plan::{self, Plan, PlannedFile};
use super::progress::{Phase, Progress};
use super::room::Room;
use super::stages::{Stage, StageClock};
use super::store::{self, State};
use super::summary::Summary;
use super::swap::take_place;
use super::sweep::sweep;
use super::work::{self, Made, Stop, Work};
use crate::corpus::{Mapping, WalkOptions, walk};
use crate::schema::IndexSchema;

/// What a build takes unless it is told otherwise.
pub const MEMORY_BYTES_DEFAULT: usize = 256 << 20;
/// Less would make so many segments that searching suffers.
pub const MEMORY_BYTES_MIN: usize = 32 << 20;
/// A further thread pays only if it has this much to read.
const BYTES_PER_JOB: u64 = 1 << 20;
/// What a thread needs for its segments: of less, the engine's tables fill all before a clause is in
/// it, and there are thousands of segments. Half of [`MEMORY_BYTES_MIN`] is enough for one.
const JOB_BYTES_MIN: usize = 15_000_000;
/// Beyond the number of cores more threads only make more segments; no machine has more.
const JOBS_MAX: usize = 64;

/// How an index is built.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the index; made if it is not there.
    pub dir: PathBuf,
    /// The rules.
    pub schema: IndexSchema,
    /// How many threads at most; 0 for one per core. Little memory makes them fewer.
    pub jobs: usize,
    /// How much memory at most, in bytes; at least [`MEMORY_BYTES_MIN`].
    pub memory_bytes: usize,
    /// What the user says of the columns of tables; `None` for what he said before.
    pub mapping: Option<Mapping>,
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
    {
        Summary { changes: plan.counts(), ..Summary::of(&base.old) }
    } else {
        update(&base, &plan, options, progress, &mut clock)?
    };
    progress.report(Phase::Done);
    summary.stages = clock.times;
    summary = summary.with_skipped(&plan.skipped);
    summary.index_bytes = store::length_bytes(&options.dir);
    summary.seconds = start.elapsed().as_secs_f64();
    Ok(summary)
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
struct Base {
    state: State,
    /// What the index holds; nothing where it has to be built anew.
    old: Manifest,
    /// All roots of the new index, sorted.
    roots: Vec<String>,
    /// The roots that are compared with the disk.
    asked: Vec<PathBuf>,
    /// How the columns of tables are read.
    mapping: Mapping,
}

impl Base {
    fn is_current(&self) -> bool {
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
    let mut mapping = String::new();
    match &state {
        State::Fresh => {}
        State::Current(_, payload) => {
            old = Manifest::read(&options.dir, &payload.manifest)?;
            mapping.clone_from(&old.mapping);
        }
        State::Outdated(previous) => {
            // Its files have to be read again, those of roots not named now too.
            let read = |name: &String| Manifest::read(&options.dir, name).ok();
            if let Some(outdated) = previous.manifest.as_ref().and_then(read) {
                mapping = outdated.mapping;
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
    Ok(Base { state, old, roots, asked, mapping })
}

fn update(
    base: &Base,
    plan: &Plan,
    options: &Options,
    progress: &mut dyn Progress,
    clock: &mut StageClock,
) -> Result<Summary, IndexError> {
    let anew;
    let fresh;
    let (dir, index, name): (&Path, &Index, String) = match &base.state {
        State::Fresh => {
            fresh = store::create(&options.dir, &options.schema)?;
            (&options.dir, &fresh, String::new())
        }
        State::Current(index, payload) => (&options.dir, index, payload.manifest.clone()),
        State::Outdated(previous) => {
            anew = options.dir.join(store::ANEW);
            fresh = store::create(&anew, &options.schema)?;
            (&anew, &fresh, format!("{} {}", previous.name, options.schema.fingerprint()))
        }
    };
    let files = plan.to_read();
    let mut session = commit::Session::start(dir, index)?;
    let work = Work {
        index,
        schema: &options.schema,
        lexicon: options.schema.lexicon(),
        files: &files,
        jobs: jobs(options, &files),
        memory_bytes: options.memory_bytes / 2,
        mapping: &base.mapping,
        room: Room::of(options.memory_bytes as u64),
        name: &format!("{name} {}", session.opstamp()),
    };
    let made = work::run(&work, progress).map_err(|stop| match stop {
        Stop::Engine(source) => IndexError::engine(dir, source),
        Stop::Other(error) => error,
    })?;
    clock.times.add(&made.times);
    clock.skip();
    let merged = Merged::new(&base.old, plan, &files, &made.outcomes);
    let manifest = merged.manifest(&base.roots, &base.mapping, &options.schema);
    let read_bytes = read_bytes(&files, &made);
    // Files that are tried in vain again change nothing.
    if base.is_current() && manifest == base.old {
        return Ok(Summary { changes: merged.changes, read_bytes, ..Summary::of(&base.old) });
    }
    session.replace(options.schema.fields().key, &merged.outdated, &made.segments)?;
    session.commit(&manifest, progress, clock)?;
    if let State::Outdated(_) = base.state {
        take_place(&options.dir, progress)?;
    }
    Ok(Summary { changes: merged.changes, read_bytes, ..Summary::of(&manifest) })
}

fn jobs(options: &Options, files: &[&PlannedFile]) -> usize {
    let most = match options.jobs {
        0 => available_parallelism().map_or(1, usize::from),
        asked => asked,
    };
    let fed = options.memory_bytes / 2 / JOB_BYTES_MIN;
    let bytes: u64 = files.iter().map(|file| file.length_bytes).sum();
    let useful = usize::try_from(bytes / BYTES_PER_JOB + 1).unwrap_or(JOBS_MAX);
    most.min(useful).min(fed).clamp(1, JOBS_MAX)
}

fn read_bytes(files: &[&PlannedFile], made: &Made) -> u64 {
    files
        .iter()
        .zip(&made.outcomes)
        .filter(|(_, outcome)| outcome.is_read())
        .map(|(file, _)| file.length_bytes)
        .sum()
}
