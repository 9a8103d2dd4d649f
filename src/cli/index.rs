//! `resq index`: builds or updates an index.

use std::path::{self, PathBuf};

use clap::Args;

use super::failure::{Failure, Outcome};
use super::output::ColorWhen;
use super::place::Place;
use super::place_arguments::PlaceArguments;
use super::progress::BuildProgress;
use super::size::parse_size;
use super::ui::Ui;
use crate::index::{self, MEMORY_BYTES_DEFAULT, OpenError, Options, Summary};
use crate::schema::IndexSchema;

/// Builds an index of files and folders, or updates it
///
/// Files that have not changed are not read again. Files that cannot be read are named and
/// skipped. Whatever stops the build, the index stays as it was. The default index serves every
/// folder you work in, so it keeps absolute paths; one named with --index keeps them as given.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq index corpus
  resq index corpus --index corpus.idx --memory 512M")]
pub(crate) struct IndexArguments {
    /// Files and folders; without any, those of the index are looked at again
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    place: PlaceArguments,
    /// Threads that read and index; 0 for one per core
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Memory for the build, such as 512M [default: 256M]
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    memory: Option<usize>,
}

pub(crate) fn run(
    arguments: &IndexArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    let place = arguments.place.place()?;
    let schema = arguments.place.schema()?;
    let paths = match arguments.paths.as_slice() {
        [] => known_paths(&place, &schema)?,
        named => named.to_vec(),
    };
    let options = Options {
        schema,
        jobs: arguments.jobs,
        memory_bytes: arguments.memory.unwrap_or(MEMORY_BYTES_DEFAULT),
        ..Options::new(place.path())
    };
    let summary = build(&paths, &place, &options, ui)?;
    ui.summary(&summary, color);
    Ok(match summary.total.resolutions {
        0 => Outcome::Nothing,
        _ => Outcome::Found,
    })
}

/// Builds or updates the index at `place` and shows the progress.
pub(crate) fn build(
    paths: &[PathBuf],
    place: &Place,
    options: &Options,
    ui: &Ui,
) -> Result<Summary, Failure> {
    let paths = match place {
        Place::Named(_) => paths.to_vec(),
        Place::Default(_) => paths.iter().map(absolute).collect::<Result<_, _>>()?,
    };
    let built = index::build(&paths, options, &mut BuildProgress::new(ui));
    built.map_err(|source| Failure::Index { source, place: place.clone() })
}

fn absolute(path: &PathBuf) -> Result<PathBuf, Failure> {
    path::absolute(path).map_err(|source| Failure::NoFolder { source })
}

/// Returns the paths the index at `place` was made of, as far as they still exist.
fn known_paths(place: &Place, schema: &IndexSchema) -> Result<Vec<PathBuf>, Failure> {
    match index::status(place.path(), schema) {
        Ok(manifest) => {
            let roots = manifest.roots.into_iter().map(PathBuf::from);
            Ok(roots.filter(|root| root.exists()).collect())
        }
        // The build takes the paths from the old index itself.
        Err(OpenError::OtherRules { .. } | OpenError::Older { .. }) => Ok(Vec::new()),
        Err(source) => Err(Failure::Open { source, place: place.clone() }),
    }
}
