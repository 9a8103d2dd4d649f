//! The threads of a build: each reads its files and fills its segments.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
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
/// News that wait for the reporting thread before the others wait for it.
const NEWS_MAX: usize = 256;

/// How long the reporting thread waits for news before it asks whether the user wants to stop.
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

/// What a thread tells of one file.
enum News {
    Begun { file: usize },
    Done { file: usize, clauses: usize, outcome: Outcome },
}

/// Why the work ended before its end.
pub(super) enum Stop {
    Engine(TantivyError),
    Other(IndexError),
}

/// Does the work on its threads, and reports from this one.
pub(super) fn run(work: &Work<'_>, progress: &mut dyn Progress) -> Result<Made, Stop> {
    let is_stopped = AtomicBool::new(false);
    let (sender, receiver) = sync_channel(NEWS_MAX);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..work.jobs)
            .map(|number| {
                let (sender, is_stopped) = (sender.clone(), &is_stopped);
                scope.spawn(move || fill(work, number, &sender, is_stopped))
            })
            .collect();
        drop(sender);
        let outcomes = listen(work, &receiver, progress, &is_stopped);
        let is_cancelled = is_stopped.load(Ordering::Relaxed);
        // A thread that wants to tell more than anybody hears must not wait for ever.
        drop(receiver);
        let mut made = Made::default();
        for thread in threads {
            let filled = thread.join().map_err(|_| Stop::Other(IndexError::ReaderLost))?;
            let (segments, times) = filled.map_err(Stop::Engine)?;
            made.segments.extend(segments);
            made.times.add(&times);
        }
        if is_cancelled {
            return Err(Stop::Other(IndexError::Cancelled));
        }
        made.outcomes = outcomes
            .into_iter()
            .collect::<Option<_>>()
            .ok_or(Stop::Other(IndexError::ReaderLost))?;
        Ok(made)
    })
}

/// Collects the outcomes and reports them, until the threads are done or the user stops them.
fn listen(
    work: &Work<'_>,
    receiver: &Receiver<News>,
    progress: &mut dyn Progress,
    is_stopped: &AtomicBool,
) -> Vec<Option<Outcome>> {
    let mut outcomes: Vec<Option<Outcome>> = vec![None; work.files.len()];
    let bytes_total = work.files.iter().map(|file| file.length_bytes).sum();
    let files_total = work.files.len();
    let (mut files_done, mut bytes_done, mut clauses_done) = (0, 0, 0);
    // In the order in which they were begun.
    let mut in_hand: Vec<usize> = Vec::new();
    let mut has_news = true;
    loop {
        if std::mem::take(&mut has_news) {
            progress.report(Phase::Reading {
                files_done,
                files_total,
                bytes_done,
                bytes_total,
                clauses: clauses_done,
            });
        }
        if progress.is_cancelled() {
            is_stopped.store(true, Ordering::Relaxed);
        }
        // Somebody who reads a large file has no news for long.
        match receiver.recv_timeout(LISTEN_MAX) {
            Ok(News::Begun { file }) => in_hand.push(file),
            Ok(News::Done { file, clauses, outcome }) => {
                in_hand.retain(|begun| *begun != file);
                files_done += 1;
                bytes_done += work.files[file].length_bytes;
                clauses_done += clauses;
                outcomes[file] = Some(outcome);
                has_news = true;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return outcomes,
        }
        if let Some(file) = in_hand.first() {
            progress.file_in_hand(&work.files[*file].source);
        }
    }
}

/// One thread: its share of the files, from bytes to segments.
fn fill(
    work: &Work<'_>,
    number: usize,
    sender: &SyncSender<News>,
    is_stopped: &AtomicBool,
) -> Result<(Vec<SegmentMeta>, StageTimes), TantivyError> {
    let name = format!("{} {number} {}", work.name, work.jobs);
    let mut filler = Filler {
        clock: StageClock::start(),
        builder: SegmentBuilder::new(work.index, work.memory_bytes / work.jobs, name),
        encoder: ClauseEncoder::new(work.schema),
        clauses: 0,
        added: Ok(()),
        only: work.only,
        is_stopped,
    };
    let reader = Reader { lexicon: work.lexicon, room: &work.room, mapping: work.mapping };
    let own = (0..work.files.len()).filter(|file| file / FILES_TOGETHER % work.jobs == number);
    for file in own {
        if is_stopped.load(Ordering::Relaxed) {
            return Ok((Vec::new(), filler.clock.times));
        }
        filler.clauses = 0;
        if sender.send(News::Begun { file }).is_err() {
            return Ok((Vec::new(), filler.clock.times));
        }
        let outcome = reader.read(work.files[file], &mut filler);
        if let Err(error) = std::mem::replace(&mut filler.added, Ok(())) {
            is_stopped.store(true, Ordering::Relaxed);
            return Err(error);
        }
        if sender.send(News::Done { file, clauses: filler.clauses, outcome }).is_err() {
            return Ok((Vec::new(), filler.clock.times));
        }
    }
    let Filler { mut clock, builder, .. } = filler;
    clock.skip();
    let segments = builder.finish()?;
    clock.lap(Stage::Index);
    Ok((segments, clock.times))
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
                    *added = builder.add(document);
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
