//! `resq help`: help on a command or on the query language.

use std::io;

use clap::{Args, Command, CommandFactory};

use super::Arguments;
use super::failure::{Failure, Outcome};
use super::output::{self, ColorWhen};
use super::pager;
use crate::query;
use crate::render::{Label, Piece, wrap};

/// Explains a command, or the query language: `resq help query`
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq help query
  resq help search
  resq help bench build")]
pub(crate) struct HelpArguments {
    /// A command, with its own command if it has one, or `query`
    topic: Vec<String>,
}

pub(crate) fn run(arguments: &HelpArguments, color: ColorWhen) -> Result<Outcome, Failure> {
    let mut program = Arguments::command();
    program.build();
    if arguments.topic == ["query"] {
        let columns = output::layout_of(&io::stdout(), color, None).columns();
        let page = reference(columns);
        pager::write(true, |out| out.write_all(page.as_bytes()))?;
        return Ok(Outcome::Found);
    }
    let page = named(program, &arguments.topic)?.render_long_help();
    output::write_styled(&page.ansi().to_string(), color)?;
    Ok(Outcome::Found)
}

/// Returns the command that the words name one below the other, `program` itself for no words.
pub(super) fn named(program: Command, words: &[String]) -> Result<Command, Failure> {
    words.iter().try_fold(program, |command, word| match command.find_subcommand(word) {
        Some(found) => Ok(found.clone()),
        None => Err(Failure::unknown_command(word, &command)),
    })
}

/// Returns the reference of the query language with lines of so many columns; examples, which are
/// indented, stay as they are.
fn reference(columns: usize) -> String {
    let mut page = String::new();
    for line in query::REFERENCE.lines() {
        if line.is_empty() || line.starts_with(' ') {
            page.push_str(line);
            page.push('\n');
            continue;
        }
        for wrapped in wrap(&[Piece::new(line, Label::Text)], columns) {
            page.extend(wrapped.into_iter().map(|piece| piece.text));
            page.push('\n');
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::reference;
    use crate::query::REFERENCE;
    use crate::text::width_columns;

    #[test]
    fn the_reference_fits_the_window_and_keeps_every_word() {
        // Chinese breaks between its letters.
        let words = |text: &str| text.split_whitespace().collect::<String>();
        for columns in [60, 100] {
            let page = reference(columns);
            assert!(page.lines().all(|line| width_columns(line) <= columns));
            assert_eq!(words(&page), words(REFERENCE));
        }
    }
}
