//! `resq help`: help on a command or on the query language.

use clap::{Args, CommandFactory};

use super::Arguments;
use super::failure::{Failure, Outcome};
use super::output::{self, ColorWhen};

/// Explains a command
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq help parse
  resq help man")]
pub(crate) struct HelpArguments {
    /// The command; without it, all of them
    topic: Option<String>,
}

pub(crate) fn run(arguments: &HelpArguments, color: ColorWhen) -> Result<Outcome, Failure> {
    let mut program = Arguments::command();
    program.build();
    let page = match arguments.topic.as_deref() {
        None => program.render_long_help(),
        Some(name) => match program.find_subcommand_mut(name) {
            Some(command) => command.render_long_help(),
            None => return Err(Failure::unknown_command(name, &program)),
        },
    };
    output::write_styled(&page.ansi().to_string(), color)?;
    Ok(Outcome::Found)
}
