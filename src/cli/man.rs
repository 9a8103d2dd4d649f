//! `resq man`: the manual page.

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::Arguments;
use super::failure::{Failure, Outcome};
use super::output;

/// Writes the manual page of the program or of one command
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq man > ~/.local/share/man/man1/resq.1
  resq man search | man -l -")]
pub(crate) struct ManArguments {
    /// The command; without it, the page of the program
    command: Option<String>,
}

pub(crate) fn run(arguments: &ManArguments) -> Result<Outcome, Failure> {
    let mut program = Arguments::command();
    program.build();
    let command = match &arguments.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => return Err(Failure::unknown_command(name, &program)),
        },
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    output::write_all(&page)?;
    Ok(Outcome::Found)
}
