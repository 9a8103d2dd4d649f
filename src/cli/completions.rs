//! `resq completions`: completion of commands and options in the shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Arguments;
use super::failure::{Failure, Outcome};
use super::output;

/// Writes a completion script for your shell
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq completions bash > ~/.local/share/bash-completion/completions/resq
  resq completions fish > ~/.config/fish/completions/resq.fish")]
pub(crate) struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(arguments: &CompletionsArguments) -> Result<Outcome, Failure> {
    // The generator panics where it cannot write: it writes to memory, which always can.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "resq", &mut script);
    output::write_all(&script)?;
    Ok(Outcome::Found)
}
