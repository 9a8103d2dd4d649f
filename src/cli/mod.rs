//! The program: one file per command, terminal, progress bars, errors with hints, exit codes.
//!
//! Results go to standard output through a [`Renderer`](crate::render::Renderer), everything else
//! to standard error through the `Ui`. The exit code is 0 when something was found, 1 when
//! nothing was, 2 when something went wrong.

mod bench;
mod check;
mod completions;
mod editor;
mod failure;
mod filters;
mod first_use;
mod help;
mod index;
mod interrupt;
mod man;
mod numbers;
mod output;
mod pager;
mod panics;
mod parse;
mod place;
mod place_arguments;
mod progress;
mod results;
pub mod screen;
mod search;
mod shell;
mod show;
mod status;
mod synth;
mod ui;
mod usage;
mod verbs;
mod watch;
mod words;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use failure::{Failure, Outcome};
use output::ColorWhen;
use ui::Ui;

/// Runs the program with the arguments of the process and returns its exit code.
#[must_use]
pub fn run() -> ExitCode {
    let mut words = words::mark_words(env::args_os());
    if words.len() == 1 && screen::has_terminal() {
        words.extend(["search", "--interactive"].map(Into::into));
    }
    let arguments = match parsed(words) {
        Ok(arguments) => arguments,
        Err(error) => return Ui::new(ColorWhen::Auto).usage(&error),
    };
    let ui = Ui::new(arguments.color);
    panics::keep_quiet_where_told();
    match panics::caught(|| arguments.command.run(arguments.color, &ui)) {
        Ok(outcome) => outcome.code(),
        Err(failure) if failure.is_broken_pipe() => Outcome::Found.code(),
        Err(failure) => {
            ui.failure(&failure);
            Outcome::Faulty.code()
        }
    }
}

/// Reads the arguments. Of the commands only the one that is named is made, for a short search feels
/// the work; what is no command, such as help on all of them, makes the others too.
fn parsed(words: Vec<OsString>) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(&words).or_else(|_| {
        let mut program = Arguments::command();
        program.build();
        Arguments::from_arg_matches(&program.try_get_matches_from(words)?)
    })
}

/// Full-text search for the resolutions of international organisations, clause by clause.
#[derive(Debug, Parser)]
#[command(name = "resq", version)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "\
Examples:
  resq search \"calls upon\" cybercrime
  resq help query

`resq` alone, on a terminal, opens a screen on which the answer follows each key.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to use colour; `auto` is on a terminal without `NO_COLOR` in the environment
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    color: ColorWhen,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    Search(search::SearchArguments),
    Index(index::IndexArguments),
    Show(show::ShowArguments),
    Verbs(verbs::VerbsArguments),
    Parse(parse::ParseArguments),
    Status(status::StatusArguments),
    Check(check::CheckArguments),
    Synth(synth::SynthArguments),
    Bench(bench::BenchArguments),
    Help(help::HelpArguments),
    Completions(completions::CompletionsArguments),
    Man(man::ManArguments),
}

impl Command {
    fn run(&self, color: ColorWhen, ui: &Ui) -> Result<Outcome, Failure> {
        match self {
            Self::Search(arguments) => search::run(arguments, color, ui),
            Self::Show(arguments) => show::run(arguments, color, ui),
            Self::Verbs(arguments) => verbs::run(arguments, color, ui),
            Self::Index(arguments) => index::run(arguments, color, ui),
            Self::Parse(arguments) => parse::run(arguments, color, ui),
            Self::Status(arguments) => status::run(arguments, color, ui),
            Self::Check(arguments) => check::run(arguments, color, ui),
            Self::Synth(arguments) => synth::run(arguments, ui),
            Self::Bench(arguments) => bench::run(arguments, color, ui),
            Self::Help(arguments) => help::run(arguments, color),
            Self::Completions(arguments) => completions::run(arguments),
            Self::Man(arguments) => man::run(arguments),
        }
    }
}
