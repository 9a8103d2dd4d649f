//! `resq help`: help on a command or on the query language.

use clap::{Args, CommandFactory};

use super::Arguments;
use super::failure::{Failure, Outcome};
use super::output::{self, ColorWhen};
use super::pager;
use crate::query;

/// Explains a command, or the query language: `resq help query`
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq help query
  resq help search")]
pub(crate) struct HelpArguments {
    /// A command, or `query`
    topic: Option<String>,
}

pub(crate) fn run(arguments: &HelpArguments, color: ColorWhen) -> Result<Outcome, Failure> {
    let mut program = Arguments::command();
    program.build();
    let page = match arguments.topic.as_deref() {
        None => program.render_long_help(),
        Some("query") => {
            pager::write(true, |out| out.write_all(query::REFERENCE.as_bytes()))?;
            return Ok(Outcome::Found);
        }
        Some(name) => match program.find_subcommand_mut(name) {
            Some(command) => command.render_long_help(),
            None => return Err(Failure::unknown_command(name, &program)),
        },
    };
    output::write_styled(&page.ansi().to_string(), color)?;
    Ok(Outcome::Found)
}
