//! `resq parse`: how the program reads a file.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, Outcome};
use super::output::{self, ColorWhen, Format};
use super::ui::{Ui, with_causes};
use crate::corpus;
use crate::lexicon::Lexicon;
use crate::render::Parsed;
use crate::resolution;

/// Shows how files are read: header, clauses, verbs, notes
///
/// Nothing is indexed. A file may hold several resolutions.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq parse corpus/en/*.txt
  resq parse corpus/en/*.txt --format json | jq .symbol")]
pub(crate) struct ParseArguments {
    /// The files to read
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The form of the results
    #[arg(long, default_value = "terminal")]
    format: Format,
}

pub(crate) fn run(
    arguments: &ParseArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    let renderer = output::renderer(arguments.format, color);
    let mut out = output::stdout();
    let mut outcome = Outcome::Nothing;
    let mut unread = 0_usize;
    for path in &arguments.files {
        let document = match corpus::read_file(path) {
            Ok(document) => document,
            Err(error) => {
                ui.say(with_causes(&error));
                unread += 1;
                continue;
            }
        };
        for (resolution, diagnostics) in resolution::parse(&document, Lexicon::embedded()) {
            let source = &path.to_string_lossy();
            let parsed = Parsed { source, resolution: &resolution, diagnostics: &diagnostics };
            renderer.parsed(&parsed, &mut out)?;
            if !resolution.clauses.is_empty() {
                outcome = Outcome::Found;
            }
        }
    }
    out.flush()?;
    if unread > 0 {
        ui.say(match unread {
            1 => "1 file could not be read".to_owned(),
            unread => format!("{unread} files could not be read"),
        });
        outcome = Outcome::Faulty;
    }
    Ok(outcome)
}
