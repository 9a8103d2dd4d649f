//! Ctrl-C during a build: it ends at the next good place, and after a grace in any case.

use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::failure::Outcome;
use super::ui::Ui;

/// How long a build may take to come to a good place. People find a program that does not answer
/// within a second broken.
const GRACE: Duration = Duration::from_millis(700);

static IS_WANTED: AtomicBool = AtomicBool::new(false);

/// Tells whether the user wants the work to end.
pub(crate) fn is_wanted() -> bool {
    IS_WANTED.load(Ordering::Relaxed)
}

/// From now on Ctrl-C, or a request of the system to end, is noted instead of ending the program
/// at once.
pub(crate) fn listen(ui: &Ui) {
    static ONCE: Once = Once::new();
    let ui = ui.clone();
    ONCE.call_once(|| {
        // Where no signal can be caught, Ctrl-C ends the program, which the index survives too.
        let _ = ctrlc::set_handler(move || end(&ui));
    });
}

fn end(ui: &Ui) {
    let is_first = !IS_WANTED.swap(true, Ordering::Relaxed);
    if is_first {
        thread::sleep(GRACE);
    }
    ui.say("stopped; the index is the old one, or the new one if it was just finished");
    leave();
}

/// Whoever is in the middle of a large file, or waits for the disk, cannot be asked to end. The
/// index bears that the program ends anywhere.
#[allow(clippy::exit, reason = "the other threads cannot be ended in any other way")]
fn leave() {
    process::exit(i32::from(Outcome::Faulty.number()));
}
