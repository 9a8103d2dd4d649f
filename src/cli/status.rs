//! `resq status`: what the index holds and whether it is up to date.

use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, Outcome};
use super::first_use::open_index;
use super::output::{self, ColorWhen, Format};
use super::pager;
use super::place_arguments::PlaceArguments;
use super::ui::Ui;
use crate::index::{Options, Summary, plan};
use crate::render::Status;

/// Shows what the index holds, and whether files have changed since
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq status
  resq status --index corpus.idx --format json")]
pub(crate) struct StatusArguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// The form of the results
    #[arg(long, default_value = "terminal")]
    format: Format,
}

pub(crate) fn run(
    arguments: &StatusArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    let place = arguments.place.place()?;
    let index = open_index(&arguments.place, ui)?;
    let manifest =
        index.manifest().map_err(|source| Failure::Open { source, place: place.clone() })?;
    let roots: Vec<PathBuf> = manifest.roots.iter().map(PathBuf::from).collect();
    let present: Vec<PathBuf> = roots.into_iter().filter(|root| root.exists()).collect();
    let options = Options { schema: index.schema().clone(), ..Options::new(place.path()) };
    let plan = plan(&present, &options)
        .map_err(|source| Failure::Index { source, place: place.clone() })?;
    let summary = Summary { index_bytes: index.length_bytes(), ..Summary::of(&manifest) }
        .with_copies(&manifest)
        .with_differences(&manifest, &index);
    let status = Status {
        dir: &place.path().to_string_lossy(),
        summary: &summary,
        files: manifest.files.len(),
        roots: &manifest.roots,
        changes: plan.counts(),
    };
    let reporter = output::index_reporter(arguments.format, color, &place);
    // An index of many folders names many files.
    let is_paged = matches!(arguments.format, Format::Terminal);
    pager::write(is_paged, |out| reporter.status(&status, out))?;
    Ok(match summary.total.resolutions {
        0 => Outcome::Nothing,
        _ => Outcome::Found,
    })
}
