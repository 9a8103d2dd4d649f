//! `resq bench compare`: two reports of `resq bench build`, and which differences are noise.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::bench::{BuildReport, compare, compare_table};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::output;

/// Compares two reports of `resq bench build --format json`
///
/// Each figure of the second report is divided by that of the first. The range holds nineteen of
/// twenty ratios that such runs give; a difference whose range holds 1 is noise.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq bench compare before.json after.json")]
pub(crate) struct CompareArguments {
    /// The report that is divided by
    #[arg(value_name = "FIRST")]
    first: PathBuf,
    /// The report that is divided
    #[arg(value_name = "SECOND")]
    second: PathBuf,
}

pub(crate) fn run(arguments: &CompareArguments) -> Result<Outcome, Failure> {
    let [first, second] = [read(&arguments.first)?, read(&arguments.second)?];
    let compared = compare(&first, &second).map_err(Failure::Compare)?;
    output::write_all(compare_table(&compared).as_bytes())?;
    Ok(Outcome::Found)
}

fn read(path: &Path) -> Result<BuildReport, Failure> {
    let own = || path.to_path_buf();
    let text = fs::read_to_string(path).map_err(|source| Failure::Input { path: own(), source })?;
    serde_json::from_str(&text).map_err(|source| Failure::NoReport { path: own(), source })
}
