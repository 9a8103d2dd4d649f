//! The screen on a terminal: events in, cells out, and the terminal put back as it was.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::Once;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use ratatui::DefaultTerminal;
use ratatui::layout::Rect;

use super::keys::message_of;
use super::message::{Effect, Message};
use super::model::Model;
use super::update::{ask, update};
use super::view::{Palette, draw, settle};
use super::worker::Worker;
use crate::cli::editor;
use crate::cli::failure::Failure;
use crate::cli::output::is_dumb;
use crate::cli::panics::keep_quiet_where_told;
use crate::index::OpenIndex;
use crate::index::with_causes;

/// How long a look at the keys lasts while an answer is on its way.
const WAIT_BUSY: Duration = Duration::from_millis(15);

/// How long it lasts while nothing is: the screen sleeps until a key comes.
const WAIT_IDLE: Duration = Duration::from_secs(3600);

/// Tells whether there is a terminal to draw on and to read keys from.
pub(crate) fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !is_dumb()
}

/// Runs the screen over `index` until it is left, with `model` as it opens.
pub(crate) fn run(index: OpenIndex, mut model: Model, palette: Palette) -> Result<(), Failure> {
    let mut worker = Worker::start(index).map_err(Failure::Screen)?;
    let mut screen = Screen::open().map_err(Failure::Screen)?;
    let mut effects = ask(&mut model);
    loop {
        for effect in effects.drain(..) {
            match effect {
                Effect::Quit => return Ok(()),
                Effect::Search { .. } | Effect::Preview { .. } => {
                    worker.give(effect).map_err(Failure::Screen)?;
                }
                Effect::Copy(text) => {
                    copy(&mut io::stdout(), &text).map_err(Failure::Screen)?;
                }
                Effect::Open { path, line } => {
                    drop(screen);
                    model.note = editor::open(&path, line).err().map(|error| with_causes(&error));
                    screen = Screen::open().map_err(Failure::Screen)?;
                }
            }
        }
        let area = screen.draw(&model, palette).map_err(Failure::Screen)?;
        settle(&mut model, area);
        let wait = if worker.is_busy() { WAIT_BUSY } else { WAIT_IDLE };
        let mut messages = keys(wait, &model).map_err(Failure::Screen)?;
        messages.extend(worker.news());
        for message in messages {
            effects.extend(update(&mut model, message));
        }
    }
}

/// Returns what the keys say that have come: at least one, or none after `wait`.
fn keys(wait: Duration, model: &Model) -> io::Result<Vec<Message>> {
    let mut messages = Vec::new();
    if event::poll(wait)? {
        // One at a time: what a letter means depends on what the key before it did.
        messages.extend(message_of(event::read()?, model.focus));
    }
    Ok(messages)
}

/// Gives `text` to the clipboard of whoever sits before the terminal, also from afar (OSC 52).
fn copy(out: &mut impl Write, text: &str) -> io::Result<()> {
    execute!(out, CopyToClipboard::to_clipboard_from(text))
}

/// Puts back what the drawing library does not know of.
fn put_back(out: &mut impl Write) -> io::Result<()> {
    execute!(out, DisableBracketedPaste)
}

/// What a panic must put back besides what the drawing library does.
static HOOK: Once = Once::new();

/// The terminal while the screen has it; dropped, it is as it was before.
struct Screen {
    terminal: DefaultTerminal,
}

impl Screen {
    fn open() -> io::Result<Self> {
        HOOK.call_once(|| {
            let previous = panic::take_hook();
            panic::set_hook(Box::new(move |what| {
                let _ = put_back(&mut io::stdout());
                previous(what);
            }));
        });
        let terminal = ratatui::try_init()?;
        // The drawing library has set a hook of its own, which would leave the screen.
        keep_quiet_where_told();
        let screen = Self { terminal };
        execute!(io::stdout(), EnableBracketedPaste)?;
        Ok(screen)
    }

    /// Draws the screen and returns how large it is.
    fn draw(&mut self, model: &Model, palette: Palette) -> io::Result<Rect> {
        self.terminal.draw(|frame| draw(model, palette, frame)).map(|drawn| drawn.area)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = put_back(&mut io::stdout());
        ratatui::restore();
    }
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).expect("a list takes all bytes");
        String::from_utf8(out).expect("signs for a terminal are text")
    }

    #[test]
    fn a_copy_goes_to_the_clipboard_of_the_terminal() {
        let sent = written(|out| copy(out, "促请所有国家"));
        assert_eq!(sent, "\u{1b}]52;c;5L+D6K+35omA5pyJ5Zu95a62\u{1b}\\");
    }

    /// Panics with the screen open, which nobody closes but the hook.
    #[test]
    #[should_panic(expected = "the screen is open")]
    #[ignore = "the test below runs it on a terminal of its own"]
    fn panics_on_a_terminal() {
        let screen = Screen::open().expect("there is a terminal");
        std::mem::forget(screen);
        panic!("the screen is open");
    }

    /// Where there is no `script`, which makes the terminal, there is nothing to look at.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_panic_gives_the_terminal_back() {
        use std::process::{Command, Stdio};

        let program = env::current_exe().expect("the test has a path");
        let test = "cli::screen::session::tests::panics_on_a_terminal";
        let line = format!("'{}' --ignored --exact --nocapture {test}; stty -a", program.display());
        let mut script = Command::new("script");
        script.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm").stdin(Stdio::null());
        let Ok(output) = script.output() else { return };
        let shown = String::from_utf8_lossy(&output.stdout);
        // The other screen and pasting in brackets: begun, and ended before the message.
        let message = shown.find("the screen is open").expect("the panic is told");
        let place = |sign: &str| shown[..message].find(sign);
        for mode in ["1049", "2004"] {
            let (begun, ended) =
                (place(&format!("\u{1b}[?{mode}h")), place(&format!("\u{1b}[?{mode}l")));
            assert!(begun.is_some() && begun < ended, "{mode}: {shown:?}");
        }
        assert!(shown.contains(" icanon") && shown.contains(" echo "), "{shown:?}");
    }

    #[test]
    fn pasted_text_is_plain_again_when_the_screen_ends() {
        assert_eq!(written(put_back), "\u{1b}[?2004l");
    }
}
