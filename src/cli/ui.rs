//! [`Ui`]: the only writer to standard error.

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};

use super::failure::{Failure, Outcome};
use super::output::ColorWhen;
use crate::render::visible;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// Messages and progress for the person at the terminal.
///
/// What cannot be written is not worth stopping for, so that writing never fails.
#[derive(Debug)]
pub(crate) struct Ui {
    color: anstream::ColorChoice,
}

impl Ui {
    pub(crate) fn new(when: ColorWhen) -> Self {
        Self { color: when.choice(&io::stderr()) }
    }

    /// Says one thing, on one line.
    pub(crate) fn say(&self, message: impl Display) {
        self.write(&format!("{}\n", visible(&message.to_string())));
    }

    /// Says what stopped the command and what to do about it.
    pub(crate) fn failure(&self, failure: &Failure) {
        self.write(&format!("{ERROR}error:{ERROR:#} {}\n", visible(&with_causes(failure))));
        if let Some(hint) = failure.hint() {
            self.write(&format!("{HINT}Hint:{HINT:#} {}\n", visible(&hint)));
        }
    }

    /// Shows a help page or what is wrong with the arguments, and returns the exit code.
    pub(crate) fn usage(&self, error: &clap::Error) -> ExitCode {
        let is_fault = error.use_stderr();
        if is_fault {
            self.write(&error.render().ansi().to_string());
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

/// Returns the message and those of its causes, on one line.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// Returns a count with its noun.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
