//! What stops a command: what is wrong, what to do about it, and the exit code.

use std::error::Error;
use std::io;
use std::process::ExitCode;

/// How a command ended that was not stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Something was found or done.
    Found,
    /// Nothing was found.
    Nothing,
    /// The answer is incomplete: some of the input could not be read.
    Faulty,
}

impl Outcome {
    /// Returns the exit code: 0, 1 or 2.
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Found => 0,
            Self::Nothing => 1,
            Self::Faulty => 2,
        })
    }
}

/// What stops a command.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Standard output does not take any more.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
    /// Help on something that is no command.
    #[error("there is no command `{name}`")]
    UnknownCommand {
        /// As typed.
        name: String,
        /// Those there are.
        known: Vec<String>,
    },
}

impl Failure {
    /// Returns the failure for `name`, which is no command of `program`.
    pub(crate) fn unknown_command(name: &str, program: &clap::Command) -> Self {
        let known = program.get_subcommands().map(|command| command.get_name().to_owned());
        Self::UnknownCommand { name: name.to_owned(), known: known.collect() }
    }

    /// Tells whether the reader of the output went away, as `head` does: no reason to complain.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        let mut cause: Option<&(dyn Error + 'static)> = Some(self);
        while let Some(error) = cause {
            let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
            if kind == Some(io::ErrorKind::BrokenPipe) {
                return true;
            }
            cause = error.source();
        }
        false
    }

    /// Returns what the user can do about it.
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::Output(_) => None,
            Self::UnknownCommand { known, .. } => {
                Some(format!("the commands are {}", known.join(", ")))
            }
        }
    }
}
