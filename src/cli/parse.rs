//! `resq parse`: how the program reads a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::{Failure, Outcome};
use super::output::{self, ColorWhen, Format};
use super::place_arguments::SchemaArguments;
use super::ui::Ui;
use crate::corpus::{self, Document, Mapping, ReadError};
use crate::index::with_causes;
use crate::lexicon::Lexicon;
use crate::render::counted;
use crate::render::{Explained, Parsed, Reporter};
use crate::resolution::{self, LineKind};

/// Shows how files are read: header, clauses, verbs, notes
///
/// Nothing is indexed. A file may hold several resolutions; each is one line of JSON. A file that
/// cannot be read is named, and the others are read all the same.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq parse corpus/*.txt
  resq parse corpus/*.txt --format json | jq .symbol
  resq parse corpus/river-health.txt --explain
  pdftotext resolution.pdf - | resq parse -")]
pub(crate) struct ParseArguments {
    /// The files to read; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The form of the results
    #[arg(long, default_value = "terminal")]
    format: Format,
    /// What columns of tables hold, such as text=content,symbol=doc_symbol
    #[arg(long, value_name = "KIND=NAME", default_value = "", hide_default_value = true)]
    map: Mapping,
    /// Show line by line how each was read, and by which rule
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    rules: SchemaArguments,
}

pub(crate) fn run(
    arguments: &ParseArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    let schema = arguments.rules.schema()?;
    let reporter = output::reporter(arguments.format, color);
    let mut out = output::stdout();
    let mut outcome = Outcome::Nothing;
    let mut unread = 0_usize;
    let print = if arguments.explain { print_lines } else { print_document };
    for path in &arguments.files {
        let mut written = Ok(());
        read(path, &arguments.map, &mut |document| match document {
            Ok(document) if written.is_ok() => {
                match print(&document, schema.lexicon(), reporter.as_ref(), &mut out) {
                    Ok(true) => outcome = Outcome::Found,
                    Ok(false) => {}
                    Err(error) => written = Err(error),
                }
            }
            Ok(_) => {}
            Err(error) => {
                ui.say(with_causes(&error));
                unread += 1;
            }
        });
        written?;
    }
    out.flush()?;
    if unread > 0 {
        ui.say(counted(unread, "file was not read", "files were not read"));
        outcome = Outcome::Faulty;
    }
    Ok(outcome)
}

/// The name of standard input among paths.
pub(crate) const STANDARD_INPUT: &str = "-";

fn read(path: &Path, mapping: &Mapping, visit: &mut dyn FnMut(Result<Document, ReadError>)) {
    if path == Path::new(STANDARD_INPUT) {
        return corpus::read_stream(path, io::stdin().lock(), mapping, visit);
    }
    corpus::read_all(path, mapping, visit);
}

/// Writes how each line of `document` was read and tells whether there is one of a clause.
fn print_lines(
    document: &Document,
    lexicon: &Lexicon,
    reporter: &dyn Reporter,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let source = document.source.to_string_lossy();
    let lines = resolution::explain(document, lexicon);
    reporter.explained(&Explained { source: &source, lines: &lines }, out)?;
    Ok(lines.iter().any(|line| matches!(line.kind, LineKind::Clause(_))))
}

/// Writes every resolution of `document` and tells whether there is a clause in any.
fn print_document(
    document: &Document,
    lexicon: &Lexicon,
    reporter: &dyn Reporter,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let source = document.source.to_string_lossy();
    let mut has_clauses = false;
    // What was wrong with the file is said once, with the first resolution in it.
    let mut faults = document.faults.as_slice();
    for (resolution, diagnostics) in &resolution::parse(document, lexicon) {
        let parsed = Parsed { source: &source, resolution, diagnostics, faults };
        reporter.parsed(&parsed, out)?;
        has_clauses |= !resolution.clauses.is_empty();
        faults = &[];
    }
    Ok(has_clauses)
}
