//! `resq index --watch`: the index follows its files until Ctrl-C.

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use super::failure::Outcome;
use super::interrupt;
use super::output::ColorWhen;
use super::place::Place;
use super::progress::BuildProgress;
use super::ui::Ui;
use crate::index::{IndexError, Options, Phase, Progress, Summary, Watch, follow, with_causes};

/// From one look at the files to the next, at least.
const PAUSE_MIN: Duration = Duration::from_secs(1);
/// A pause is so many times as long as the look before it took, so that looking at a large corpus
/// leaves the machine to others.
const PAUSE_FACTOR: u32 = 10;
/// How often it is asked during a pause whether the user wants to end.
const TICK: Duration = Duration::from_millis(100);

/// Follows `paths`; that it ends is no fault, because only the user ends it.
pub(crate) fn run(
    paths: &[PathBuf],
    place: &Place,
    options: &Options,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, IndexError> {
    let progress = BuildProgress::new(ui);
    let mut watching = Watching { progress, ui, place, color, looked: Instant::now() };
    match follow(paths, options, &mut watching) {
        Ok(()) | Err(IndexError::Cancelled) => Ok(Outcome::Found),
        Err(error) => Err(error),
    }
}

struct Watching<'a> {
    progress: BuildProgress<'a>,
    ui: &'a Ui,
    place: &'a Place,
    color: ColorWhen,
    /// When the look that is under way began.
    looked: Instant,
}

impl Progress for Watching<'_> {
    fn report(&mut self, phase: Phase) {
        self.progress.report(phase);
    }

    fn file_in_hand(&mut self, source: &str) {
        self.progress.file_in_hand(source);
    }

    fn is_cancelled(&self) -> bool {
        self.progress.is_cancelled()
    }
}

impl Watch for Watching<'_> {
    fn wait(&mut self) -> bool {
        let pause = PAUSE_MIN.max(self.looked.elapsed() * PAUSE_FACTOR);
        let until = Instant::now() + pause;
        while Instant::now() < until && !interrupt::is_wanted() {
            thread::sleep(TICK);
        }
        self.looked = Instant::now();
        !interrupt::is_wanted()
    }

    fn updated(&mut self, summary: &Summary) {
        self.ui.summary(summary, self.place, self.color);
        self.ui.say("following the files; Ctrl-C ends");
        self.progress = BuildProgress::new(self.ui);
        self.looked = Instant::now();
    }

    fn delayed(&mut self, error: &IndexError) {
        self.ui.say(format!("{}; waiting for it", with_causes(error)));
    }
}
