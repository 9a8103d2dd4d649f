//! [`Ui`]: the only writer to standard error.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};

use super::failure::{Failure, Outcome};
use super::output::{self, ColorWhen};
use super::place::Place;
use super::usage::usage_fault;
use crate::index::{Summary, with_causes};
use crate::render::{Layout, Terminal, visible};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// Messages and progress for the person at the terminal.
///
/// What cannot be written is not worth stopping for, so that writing never fails.
#[derive(Clone, Debug)]
pub(crate) struct Ui {
    color: anstream::ColorChoice,
    is_terminal: bool,
}

impl Ui {
    pub(crate) fn new(when: ColorWhen) -> Self {
        let stderr = io::stderr();
        Self { color: when.choice(&stderr), is_terminal: stderr.is_terminal() }
    }

    /// Tells whether somebody looks on, so that progress may be drawn.
    pub(crate) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Says what a build at `place` did, in several lines.
    pub(crate) fn summary(&self, summary: &Summary, place: &Place, when: ColorWhen) {
        let layout = output::layout_of(&io::stderr(), when, None);
        let layout = Layout { index_option: place.option(), ..layout };
        let mut text = Vec::new();
        if Terminal::new(layout).summary(summary, &mut text).is_ok() {
            let _ = io::stderr().lock().write_all(&text);
        }
    }

    /// Says one thing, on one line.
    pub(crate) fn say(&self, message: impl Display) {
        self.write(&format!("{}\n", visible(&message.to_string())));
    }

    /// Says what stopped the command and what to do about it.
    pub(crate) fn failure(&self, failure: &Failure) {
        self.error(&with_causes(failure.fault()));
        for line in failure.details().lines() {
            self.write(&format!("{}\n", visible(line)));
        }
        if let Some(hint) = failure.hint() {
            self.hint(hint);
        }
    }

    fn error(&self, message: &str) {
        self.write(&format!("{ERROR}error:{ERROR:#} {}\n", visible(message)));
    }

    /// Says what can be done.
    pub(crate) fn hint(&self, hint: impl Display) {
        self.write(&format!("{HINT}Hint:{HINT:#} {}\n", visible(&hint.to_string())));
    }

    /// Shows a help page or what is wrong with the arguments, and returns the exit code.
    pub(crate) fn usage(&self, error: &clap::Error) -> ExitCode {
        if error.use_stderr() {
            match usage_fault(error) {
                Some(fault) => {
                    self.error(&fault.message);
                    self.hint(&fault.hint);
                }
                None => self.write(&error.render().ansi().to_string()),
            }
            return Outcome::Faulty.code();
        }
        // A help page was asked for: it is the result, and clap knows where results go.
        match error.print() {
            Ok(()) => Outcome::Found.code(),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Found.code(),
            Err(_) => Outcome::Faulty.code(),
        }
    }

    fn write(&self, text: &str) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.color);
        let _ = stream.write_all(text.as_bytes());
    }
}
