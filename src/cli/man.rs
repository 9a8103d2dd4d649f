//! `resq man`: the manual page.

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::Arguments;
use super::failure::{Failure, Outcome};
use super::help::named;
use super::output;

/// Writes the manual page of the program or of one command
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq man > ~/.local/share/man/man1/resq.1
  resq man search | man -l -")]
pub(crate) struct ManArguments {
    /// The command, with its own command if it has one; without any, the page of the program
    command: Vec<String>,
}

pub(crate) fn run(arguments: &ManArguments) -> Result<Outcome, Failure> {
    let mut program = Arguments::command();
    program.build();
    let command = named(program, &arguments.command)?;
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    output::write_all(&page)?;
    Ok(Outcome::Found)
}
