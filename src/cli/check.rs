//! `resq check`: whether the index is whole.

use std::io::Write;

use clap::Args;

use super::failure::{Failure, Outcome};
use super::output::{self, ColorWhen, Format};
use super::place_arguments::PlaceArguments;
use super::ui::Ui;
use crate::index::check;

/// Reads the whole index and all its files, and says what is wrong
///
/// Every byte of the index is compared with the sums that were written with it, the clauses with
/// the manifest, the files with what was indexed. Nothing is changed. The exit code is 2 if the
/// index is damaged.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq check
  resq check --index corpus.idx --format json")]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// The form of the results
    #[arg(long, default_value = "terminal")]
    format: Format,
}

pub(crate) fn run(
    arguments: &CheckArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    let place = arguments.place.place()?;
    let schema = arguments.place.schema()?;
    let checked = check(place.path(), &schema)
        .map_err(|source| Failure::Open { source, place: place.clone() })?;
    let mut out = output::stdout();
    output::index_reporter(arguments.format, color, &place).checked(&checked, &mut out)?;
    out.flush()?;
    if checked.is_sound() {
        return Ok(Outcome::Found);
    }
    ui.hint(format!("`{}` builds it anew of the same files", place.index_command("--anew")));
    Ok(Outcome::Faulty)
}
