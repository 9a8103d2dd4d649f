//! The threads of a build: each reads its files and fills its segments.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use tantivy::index::SegmentMeta;
use tantivy::{Index, TantivyError};

use super::error::IndexError;
use super::manifest::FileEntry;
use super::plan::PlannedFile;
use super::progress::{Phase, Progress};
use super::read::{Outcome, Reader, Taker};
use super::room::Room;
use super::segment::SegmentBuilder;
use super::stages::{Stage, StageClock, StageTimes};
use crate::corpus::Mapping;
use crate::lexicon::Lexicon;
use crate::resolution::Resolution;
use crate::schema::{ClauseEncoder, IndexSchema};

/// Neighbouring files that one thread takes together: they look alike and pack well.
const FILES_TOGETHER: usize = 8;
/// How often the reporting thread looks how far the others are, and whether the user wants to stop.
const LISTEN_MAX: Duration = Duration::from_millis(50);

/// What the threads work on.
pub(super) struct Work<'a> {
    pub(super) index: &'a Index,
    pub(super) schema: &'a IndexSchema,
    pub(super) lexicon: &'a Lexicon,
    pub(super) files: &'a [&'a PlannedFile],
    pub(super) jobs: usize,
    /// For the segments of all threads together.
    pub(super) memory_bytes: usize,
    /// For the files in hand.
    pub(super) room: Room,
    /// What the user says of the columns of tables.
    pub(super) mapping: &'a Mapping,
    /// What is wanted of files that are indexed in part already.
    pub(super) only: &'a BTreeMap<String, Wanted>,
    /// What the names of the segments are made of.
    pub(super) name: &'a str,
}

/// The resolutions of one source that are to be indexed.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The hash of the source for which this holds; if it has changed, all of it is wanted.
    pub(super) hash: String,
    pub(super) numbers: BTreeSet<usize>,
}

/// What the threads made.
#[derive(Default)]
pub(super) struct Made {
    pub(super) segments: Vec<SegmentMeta>,
    /// The outcome of each file, in the order of the files.
    pub(super) outcomes: Vec<Outcome>,
    /// Of all threads together.
    pub(super) times: StageTimes,
}

/// Why the work ended before its end.
pub(super) enum Stop {
    Engine(TantivyError),
    Other(IndexError),
}

/// Does the work on its threads, and reports from this one.
pub(super) fn run(work: &Work<'_>, progress: &mut dyn Progress) -> Result<Made, Stop> {
    let board = Board::new(work.jobs);
    // Nothing is sent: what the threads hold of it is gone when they are.
    let (working, done) = channel::<Infallible>();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..work.jobs)
            .map(|number| {
                let (working, board) = (working.clone(), &board);
                scope.spawn(move || {
                    let filled = fill(work, number, board);
                    drop(working);
                    filled
                })
            })
            .collect();
        drop(working);
        listen(work, &board, &done, progress);
        let mut made = Made::default();
        let mut outcomes: Vec<Option<Outcome>> = vec![None; work.files.len()];
        for thread in threads {
            let filled = thread.join().map_err(|_| Stop::Other(IndexError::ReaderLost))?;
            let filled = filled.map_err(Stop::Engine)?;
            made.segments.extend(filled.segments);
            made.times.add(&filled.times);
            for (file, outcome) in filled.outcomes {
                outcomes[file] = Some(outcome);
            }
        }
        if board.is_stopped.load(Ordering::Relaxed) {
            return Err(Stop::Other(IndexError::Cancelled));
        }
        made.outcomes = outcomes
            .into_iter()
            .collect::<Option<_>>()
            .ok_or(Stop::Other(IndexError::ReaderLost))?;
        Ok(made)
    })
}

/// Where the threads write how far they are. Nobody is woken by it: a thread that waits for every
/// file would take the processor from those that read them.
struct Board {
    files_done: AtomicUsize,
    bytes_done: AtomicU64,
    clauses_done: AtomicUsize,
    /// The number of the file that each thread has in hand, [`NO_FILE`] before and after.
    in_hand: Vec<AtomicUsize>,
    is_stopped: AtomicBool,
}

const NO_FILE: usize = usize::MAX;

impl Board {
    fn new(jobs: usize) -> Self {
        Self {
            files_done: AtomicUsize::new(0),
            bytes_done: AtomicU64::new(0),
            clauses_done: AtomicUsize::new(0),
            in_hand: (0..jobs).map(|_| AtomicUsize::new(NO_FILE)).collect(),
            is_stopped: AtomicBool::new(false),
        }
    }

    /// The number of the file that is in hand longest, as files are begun in their order.
    fn first_in_hand(&self) -> Option<usize> {
        let files = self.in_hand.iter().map(|file| file.load(Ordering::Relaxed));
        files.min().filter(|file| *file != NO_FILE)
    }
}

/// Reports how far the threads are, until they are done; tells them when the user stops them.
fn listen(
    work: &Work<'_>,
    board: &Board,
    done: &Receiver<Infallible>,
    progress: &mut dyn Progress,
) {
    let bytes_total = work.files.iter().map(|file| file.length_bytes).sum();
    let files_total = work.files.len();
    let mut reported = None;
    loop {
        let is_done = matches!(done.try_recv(), Err(TryRecvError::Disconnected));
        let files_done = board.files_done.load(Ordering::Relaxed);
        if reported != Some(files_done) {
            reported = Some(files_done);
            progress.report(Phase::Reading {
                files_done,
                files_total,
                bytes_done: board.bytes_done.load(Ordering::Relaxed),
                bytes_total,
                clauses: board.clauses_done.load(Ordering::Relaxed),
            });
        }
        if progress.is_cancelled() {
            board.is_stopped.store(true, Ordering::Relaxed);
        }
        if is_done {
            return;
        }
        if let Some(file) = board.first_in_hand() {
            progress.file_in_hand(&work.files[file].source);
        }
        // It ends early when the threads do.
        let _ = done.recv_timeout(LISTEN_MAX);
    }
}

/// What one thread made.
struct Filled {
    segments: Vec<SegmentMeta>,
    /// Of its files, with their numbers.
    outcomes: Vec<(usize, Outcome)>,
    times: StageTimes,
}

/// One thread: its share of the files, from bytes to segments.
fn fill(work: &Work<'_>, number: usize, board: &Board) -> Result<Filled, TantivyError> {
    let name = format!("{} {number} {}", work.name, work.jobs);
    let mut filler = Filler {
        clock: StageClock::start(),
        builder: SegmentBuilder::new(work.index, work.memory_bytes / work.jobs, name),
        encoder: ClauseEncoder::new(work.schema),
        clauses: 0,
        added: Ok(()),
        only: work.only,
        is_stopped: &board.is_stopped,
    };
    let reader = Reader { lexicon: work.lexicon, room: &work.room, mapping: work.mapping };
    let own = (0..work.files.len()).filter(|file| file / FILES_TOGETHER % work.jobs == number);
    let mut outcomes = Vec::new();
    for file in own {
        if board.is_stopped.load(Ordering::Relaxed) {
            break;
        }
        filler.clauses = 0;
        board.in_hand[number].store(file, Ordering::Relaxed);
        let outcome = reader.read(work.files[file], &mut filler);
        if let Err(error) = std::mem::replace(&mut filler.added, Ok(())) {
            board.is_stopped.store(true, Ordering::Relaxed);
            return Err(error);
        }
        outcomes.push((file, outcome));
        board.bytes_done.fetch_add(work.files[file].length_bytes, Ordering::Relaxed);
        board.clauses_done.fetch_add(filler.clauses, Ordering::Relaxed);
        board.files_done.fetch_add(1, Ordering::Relaxed);
    }
    board.in_hand[number].store(NO_FILE, Ordering::Relaxed);
    let Filler { mut clock, builder, .. } = filler;
    if board.is_stopped.load(Ordering::Relaxed) {
        return Ok(Filled { segments: Vec::new(), outcomes, times: clock.times });
    }
    clock.skip();
    let segments = builder.finish()?;
    clock.lap(Stage::Index);
    Ok(Filled { segments, outcomes, times: clock.times })
}

/// What a thread makes of the resolutions it reads.
struct Filler<'a> {
    clock: StageClock,
    builder: SegmentBuilder<'a>,
    encoder: ClauseEncoder,
    /// Of the file in hand.
    clauses: usize,
    /// What the engine said last.
    added: Result<(), TantivyError>,
    only: &'a BTreeMap<String, Wanted>,
    is_stopped: &'a AtomicBool,
}

impl Taker for Filler<'_> {
    fn take(&mut self, entry: &FileEntry, first: usize, resolutions: &[Resolution]) {
        let Self { clock, builder, encoder, clauses, added, only, is_stopped } = self;
        let wanted = only.get(&entry.path).filter(|wanted| wanted.hash == entry.hash);
        for (number, resolution) in (first..).zip(resolutions) {
            if wanted.is_some_and(|wanted| !wanted.numbers.contains(&number)) {
                continue;
            }
            let place = entry.place(number);
            encoder.encode(resolution, place, |document| {
                clock.lap(Stage::Tokenize);
                *clauses += 1;
                if added.is_ok() && !is_stopped.load(Ordering::Relaxed) {
                    *added = builder.add(&document);
                }
                clock.lap(Stage::Index);
            });
        }
    }

    fn is_done(&self) -> bool {
        self.added.is_err() || self.is_stopped.load(Ordering::Relaxed)
    }

    fn clock(&mut self) -> &mut StageClock {
        &mut self.clock
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::{Board, NO_FILE};

    #[test]
    fn the_file_begun_first_is_the_one_to_name() {
        let board = Board::new(2);
        assert_eq!(board.first_in_hand(), None);
        for (first, second, named) in [(8, NO_FILE, 8), (8, 3, 3), (9, 16, 9), (NO_FILE, 16, 16)] {
            board.in_hand[0].store(first, Ordering::Relaxed);
            board.in_hand[1].store(second, Ordering::Relaxed);
            assert_eq!(board.first_in_hand(), Some(named));
        }
    }
}
