//! `resq bench query`: how long the answers to a list of queries take.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Args;

use crate::bench::{measure_queries, query_table};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::first_use::open_index;
use crate::cli::numbers::number_within;
use crate::cli::output::{self, Format};
use crate::cli::place_arguments::PlaceArguments;
use crate::cli::ui::Ui;
use crate::render::visible;

/// Asks the index each query of a file several times, and measures
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq bench query queries.txt --index corpus.idx")]
pub(crate) struct QueryArguments {
    /// The queries, one a line
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    place: PlaceArguments,
    /// Answers of each query that are counted
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = number_within(1..=10_000), allow_negative_numbers = true)]
    repeats: u16,
    /// The form of the results
    #[arg(long, default_value = "terminal")]
    format: Format,
}

pub(crate) fn run(arguments: &QueryArguments, ui: &Ui) -> Result<Outcome, Failure> {
    let text = fs::read_to_string(&arguments.file)
        .map_err(|source| Failure::Input { path: arguments.file.clone(), source })?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let queries: Vec<String> = lines.map(str::to_owned).collect();
    let place = arguments.place.place()?;
    let index = open_index(&arguments.place, ui)?;
    let reports = measure_queries(&index, &queries, usize::from(arguments.repeats))
        .map_err(|(query, source)| Failure::Search { source, query, place })?;
    let text: String = match arguments.format {
        Format::Terminal => {
            query_table(&reports).lines().map(|line| format!("{}\n", visible(line))).collect()
        }
        Format::Json => {
            let lines: Result<Vec<String>, _> = reports.iter().map(serde_json::to_string).collect();
            lines.map_err(io::Error::from)?.iter().map(|line| format!("{line}\n")).collect()
        }
    };
    output::write_all(text.as_bytes())?;
    Ok(if queries.is_empty() { Outcome::Nothing } else { Outcome::Found })
}
