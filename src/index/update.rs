//! [`update`]: from a plan to the next commit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use tantivy::Index;
use tantivy::index::SegmentMeta;

use super::build::{Base, MEMORY_BYTES_MIN, Options};
use super::commit;
use super::copies::Aside;
use super::error::IndexError;
use super::manifest::Manifest;
use super::merged::Merged;
use super::open::open;
use super::plan::{Plan, PlannedFile};
use super::progress::Progress;
use super::room::Room;
use super::squeeze::squeeze;
use super::stages::StageClock;
use super::store::{self, State};
use super::summary::Summary;
use super::swap::take_place;
use super::work::{self, Made, Stop, Wanted, Work};

/// A further thread pays only if it has this much to read.
const BYTES_PER_JOB: u64 = 1 << 20;
/// What a thread needs for its segments: of less, the engine's tables fill all before a clause is in
/// it, and there are thousands of segments. Half of the least memory is enough for one.
const JOB_BYTES_MIN: usize = 15_000_000;
/// What the program takes itself: its code, its tables, what the allocator keeps.
const PROGRAM_BYTES: usize = 32 << 20;
/// What a file takes in the plan, among the outcomes and in the manifests; measured with 200,000.
const LISTED_BYTES: usize = 1000;
/// Beyond the number of cores more threads only make more segments; no machine has more.
const JOBS_MAX: usize = 64;

/// Does what `plan` says and commits it.
pub(super) fn update(
    mut base: Base,
    plan: &Plan,
    options: &Options,
    progress: &mut dyn Progress,
    clock: &mut StageClock,
) -> Result<Summary, IndexError> {
    let (dir, index, name) = target(&base, options)?;
    let files = plan.to_read();
    // The lists of a large corpus are too long to be there twice.
    let old = std::mem::take(&mut base.old);
    let free_bytes = free_bytes(options.memory_bytes, files.len() + old.files.len());
    let fail = |source| IndexError::engine(&dir, source);
    let opstamp = index.load_metas().map_err(fail)?.opstamp;
    let mut filling = Filling {
        base: &base,
        options,
        dir: &dir,
        index: &index,
        name: format!("{name} {opstamp}"),
        free_bytes,
        merged: Merged::new(old, plan),
        segments: Vec::new(),
        read_bytes: 0,
        round: 0,
    };
    let made = filling.read(&files, &BTreeMap::new(), progress, clock)?;
    filling.merged.take(&files, made.outcomes);
    filling.segments = made.segments;
    let aside = filling.settle(progress, clock)?;
    let set_aside = filling.merged.set_aside(&aside);
    filling.squeeze(&set_aside)?;
    let Filling { mut merged, segments, read_bytes, .. } = filling;
    let manifest = merged.manifest(&base.roots, (&base.mapping, &base.preference), &options.schema);
    let done = |manifest| Summary {
        changes: merged.changes,
        stepped_in: merged.stepped_in,
        read_bytes,
        ..Summary::of(manifest)
    };
    // Files that are tried in vain again change nothing, and have no clauses.
    if segments.is_empty()
        && let State::Current(_, payload) = &base.state
        && payload.manifest == manifest.name().map_err(|source| IndexError::io(&dir, source))?
    {
        return Ok(done(&manifest));
    }
    // The allocator keeps what the segments had.
    let mut session = commit::Session::start(&dir, &index, free_bytes / 2)?;
    session.replace(options.schema.fields().key, &merged.outdated, &set_aside, &segments)?;
    session.commit(&manifest, progress, clock)?;
    if let State::Outdated(_) = base.state {
        take_place(&options.dir, progress)?;
    }
    Ok(compared(done(&manifest).with_copies(&manifest), &manifest, options))
}

/// Returns the summary with what versions of one document differ in.
fn compared(summary: Summary, manifest: &Manifest, options: &Options) -> Summary {
    if summary.differing.is_empty() {
        return summary;
    }
    match open(&options.dir, &options.schema) {
        Ok(index) => summary.with_differences(manifest, &index),
        Err(_) => summary,
    }
}

/// Returns the folder that is written, the index there, and what makes its files differ in their
/// names from those of other states.
fn target(base: &Base, options: &Options) -> Result<(PathBuf, Index, String), IndexError> {
    Ok(match &base.state {
        State::Fresh => {
            let fresh = store::create(&options.dir, &options.schema)?;
            (options.dir.clone(), fresh, String::new())
        }
        State::Current(index, payload) => {
            (options.dir.clone(), index.clone(), payload.manifest.clone())
        }
        State::Outdated(previous) => {
            let anew = options.dir.join(store::ANEW);
            let fresh = store::create(&anew, &options.schema)?;
            let name = format!("{} {}", previous.name, options.schema.fingerprint());
            (anew, fresh, name)
        }
    })
}

/// An update whose segments are being filled.
struct Filling<'a> {
    base: &'a Base,
    options: &'a Options,
    dir: &'a Path,
    index: &'a Index,
    /// What the names of its segments are made of.
    name: String,
    /// What is left of the memory beside the program and its lists of files.
    free_bytes: usize,
    merged: Merged,
    segments: Vec<SegmentMeta>,
    read_bytes: u64,
    /// How often files were read.
    round: usize,
}

impl Filling<'_> {
    /// Reads `files` into new segments; of those in `only` not everything is wanted.
    fn read(
        &mut self,
        files: &[&PlannedFile],
        only: &BTreeMap<String, Wanted>,
        progress: &mut dyn Progress,
        clock: &mut StageClock,
    ) -> Result<Made, IndexError> {
        let name = match self.round {
            0 => self.name.clone(),
            round => format!("{} again {round}", self.name),
        };
        let (options, free) = (self.options, self.free_bytes);
        let work = Work {
            index: self.index,
            schema: &options.schema,
            lexicon: options.schema.lexicon(),
            files,
            jobs: jobs(options, free, files),
            memory_bytes: free / 2,
            mapping: &self.base.mapping,
            room: Room::of(free as u64, (options.memory_bytes - free) as u64),
            only,
            name: &name,
        };
        let made = work::run(&work, progress).map_err(|stop| match stop {
            Stop::Engine(source) => IndexError::engine(self.dir, source),
            Stop::Other(error) => error,
        })?;
        clock.times.add(&made.times);
        clock.skip();
        self.round += 1;
        self.read_bytes += read_bytes(files, &made);
        Ok(made)
    }

    /// Reads what steps in for copies that are gone, and returns what stands aside in the end.
    ///
    /// A file that steps in may have changed by now, so that another one has to step in for it; each
    /// further round is due to such a change.
    fn settle(
        &mut self,
        progress: &mut dyn Progress,
        clock: &mut StageClock,
    ) -> Result<Aside, IndexError> {
        loop {
            let aside = self.merged.aside(&self.base.preference);
            let missing = self.merged.missing(&aside);
            if missing.is_empty() {
                return Ok(aside);
            }
            let (files, wanted) = self.merged.to_fetch(missing);
            let files: Vec<&PlannedFile> = files.iter().collect();
            let made = self.read(&files, &wanted, progress, clock)?;
            let known = self.merged.outdated.len();
            self.merged.fetched(&made.outcomes, &wanted);
            let outdated = &self.merged.outdated[known..];
            let keys = outdated.iter().flat_map(|file| file.places().map(|place| place.key()));
            self.squeeze(&keys.collect())?;
            self.segments.extend(made.segments);
        }
    }

    /// Takes the resolutions with `keys` out of the new segments.
    fn squeeze(&mut self, keys: &BTreeSet<u64>) -> Result<(), IndexError> {
        let segments = std::mem::take(&mut self.segments);
        let key = self.options.schema.fields().key;
        let squeezed = squeeze(self.dir, self.index, segments, (key, keys));
        self.segments = squeezed.map_err(|source| IndexError::engine(self.dir, source))?;
        Ok(())
    }
}

/// Returns what is left of the memory beside the program and the lists of `files` files, the planned
/// ones and those of the old manifest; never too little to go on, and half of what it would be without
/// the lists, as the segments are too many where there is much less.
fn free_bytes(memory_bytes: usize, files: usize) -> usize {
    let without_lists = memory_bytes.saturating_sub(PROGRAM_BYTES);
    let least = (without_lists / 2).max(MEMORY_BYTES_MIN - PROGRAM_BYTES);
    without_lists.saturating_sub(files * LISTED_BYTES).max(least)
}

fn jobs(options: &Options, free_bytes: usize, files: &[&PlannedFile]) -> usize {
    let most = match options.jobs {
        0 => available_parallelism().map_or(1, usize::from),
        asked => asked,
    };
    let fed = free_bytes / 2 / JOB_BYTES_MIN;
    let bytes: u64 = files.iter().map(|file| file.length_bytes).sum();
    let useful = usize::try_from(bytes / BYTES_PER_JOB + 1).unwrap_or(JOBS_MAX);
    most.min(useful).min(fed).clamp(1, JOBS_MAX)
}

fn read_bytes(files: &[&PlannedFile], made: &Made) -> u64 {
    files
        .iter()
        .zip(&made.outcomes)
        .filter(|(_, outcome)| !outcome.entries().is_empty())
        .map(|(file, _)| file.length_bytes)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{PROGRAM_BYTES, free_bytes};
    use crate::index::{MEMORY_BYTES_DEFAULT, MEMORY_BYTES_MIN};

    #[test]
    fn the_lists_of_files_take_their_part_of_the_memory() {
        let free = |files| free_bytes(MEMORY_BYTES_DEFAULT, files);
        assert_eq!(free(0), MEMORY_BYTES_DEFAULT - PROGRAM_BYTES);
        assert_eq!(free(0) - free(100_000), 100_000_000);
        assert_eq!(free(10_000_000), free(0) / 2);
        assert_eq!(free_bytes(MEMORY_BYTES_MIN, 10_000_000), free_bytes(MEMORY_BYTES_MIN, 0));
    }
}
