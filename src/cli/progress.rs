//! Progress of a build: a bar on a terminal, now and then a line elsewhere.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::interrupt;
use super::ui::Ui;
use crate::index::{Phase, Progress};
use crate::render::visible;

/// Work that is done sooner shows nothing.
const DELAY: Duration = Duration::from_millis(300);

/// The name of the file in hand is looked at this often; nobody reads faster.
const NAME_INTERVAL: Duration = Duration::from_millis(50);

/// Where there is no terminal, a line is written this often.
const LINE_INTERVAL: Duration = Duration::from_secs(10);

/// Bar, count, speed, the time that is left, and the file in hand.
const TEMPLATE: &str = "{bar:24.blue} {pos}/{len} documents, {speed}, {eta} left  {wide_msg:.dim}";

/// Shows where a build stands.
pub(crate) struct BuildProgress<'a> {
    ui: &'a Ui,
    bar: ProgressBar,
    started: Instant,
    /// When the bar appears, or the next line is written.
    next: Instant,
    /// When the name of the file in hand is looked at again.
    next_name: Instant,
    /// Files to do.
    files_total: usize,
    /// Files done.
    files_done: usize,
    /// The file in hand.
    name: String,
}

impl<'a> BuildProgress<'a> {
    pub(crate) fn new(ui: &'a Ui) -> Self {
        let style = ProgressStyle::with_template(TEMPLATE)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .with_key("speed", write_speed);
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(style);
        let started = Instant::now();
        let wait = if ui.is_terminal() { DELAY } else { LINE_INTERVAL };
        Self {
            ui,
            bar,
            started,
            next: started + wait,
            next_name: started,
            files_total: 0,
            files_done: 0,
            name: String::new(),
        }
    }

    /// Shows the bar, or writes a line, if it is time to.
    fn show(&mut self, now: Instant) {
        if now < self.next {
            return;
        }
        if !self.ui.is_terminal() {
            self.next += LINE_INTERVAL;
            self.ui.say(self.line());
        } else if self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn line(&self) -> String {
        let Self { files_done, files_total, name, .. } = self;
        // Of no file nobody knows how long the others take.
        let pace = if *files_done == 0 {
            String::new()
        } else {
            let speed = *files_done as f64 / self.started.elapsed().as_secs_f64();
            let left = files_total.saturating_sub(*files_done) as f64 / speed;
            format!(", {speed:.0}/s, {left:.0} s left")
        };
        let name = if name.is_empty() { String::new() } else { format!(", reading {name}") };
        format!("{files_done} of {files_total} documents{pace}{name}")
    }
}

impl Progress for BuildProgress<'_> {
    fn is_cancelled(&self) -> bool {
        interrupt::is_wanted()
    }

    fn file_in_hand(&mut self, source: &str) {
        let now = Instant::now();
        if now < self.next_name {
            return;
        }
        self.next_name = now + NAME_INTERVAL;
        let name = source.rsplit('/').next().unwrap_or(source);
        if self.name != name {
            name.clone_into(&mut self.name);
            self.bar.set_message(visible(name).into_owned());
        }
        self.show(now);
    }

    fn report(&mut self, phase: Phase) {
        match phase {
            Phase::Planned(_) => {}
            Phase::Reading { files_done, files_total, .. } => {
                (self.files_done, self.files_total) = (files_done, files_total);
                self.bar.set_length(files_total as u64);
                self.bar.set_position(files_done as u64);
                self.show(Instant::now());
            }
            Phase::Committing(_) => self.bar.set_message("putting the index in place"),
            Phase::Done => self.bar.finish_and_clear(),
        }
    }
}

impl Drop for BuildProgress<'_> {
    fn drop(&mut self) {
        // A build that fails leaves no half bar above its message.
        self.bar.finish_and_clear();
    }
}

fn write_speed(state: &ProgressState, out: &mut dyn std::fmt::Write) {
    let _ = write!(out, "{:.0}/s", state.per_sec());
}
