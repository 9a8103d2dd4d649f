//! `resq index`: builds or updates an index.

use std::io::{self, Write};
use std::path::{self, Path, PathBuf};

use clap::Args;

use super::failure::{Failure, Misuse, Outcome};
use super::interrupt;
use super::numbers::{parse_number, parse_size};
use super::output::{self, ColorWhen, Format};
use super::parse::STANDARD_INPUT;
use super::place::Place;
use super::place_arguments::PlaceArguments;
use super::progress::BuildProgress;
use super::ui::Ui;
use super::watch;
use crate::corpus::{Mapping, Preference};
use crate::index::{self, MEMORY_BYTES_DEFAULT, OpenError, Options, Plan, Summary};
use crate::schema::IndexSchema;

/// Builds an index of files and folders, or updates it
///
/// Files that have not changed are not read again. Files that cannot be read are named and
/// skipped. Archives (.zip, .tar, .tar.gz, .tar.zst) and packed files (.gz, .zst) are read in place; the
/// file x.md in all.zip is called all.zip!/x.md. Whatever stops the build, Ctrl-C too, the index stays as it was. The default index serves every
/// folder you work in, so it keeps absolute paths; one named with --index keeps them as given.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq index corpus
  resq index corpus --index corpus.idx --memory 512M
  resq index --dry-run
  resq index corpus --watch")]
pub(crate) struct IndexArguments {
    /// Files and folders; without any, those of the index are looked at again
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    place: PlaceArguments,
    /// Threads that read and index; 0 for one per core
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = parse_number::<usize>, allow_negative_numbers = true)]
    jobs: usize,
    /// Memory for the build, such as 512M, at least 64M [default: 256M]
    ///
    /// The process never has more in use, also while segments are merged, than this and a kilobyte for
    /// each file. A file that would take more is left out and named. With little memory an index is in
    /// more segments, which makes searches a little slower.
    #[arg(long, value_name = "SIZE", value_parser = parse_size, allow_negative_numbers = true)]
    memory: Option<usize>,
    /// What columns of tables hold, such as text=content,symbol=doc_symbol; kept for later updates
    #[arg(long, value_name = "KIND=NAME")]
    map: Option<Mapping>,
    /// Formats to index from where a resolution stands in several, the best first, such as
    /// pdf,word; kept for later updates
    ///
    /// Copies of one resolution (one symbol, the same words) in several formats are indexed once.
    /// Formats that are not named follow in the usual order: akoma-ntoso (or markup), docx, odt, rtf
    /// (all three: word), html, markdown, text, json, csv (both: table), pdf.
    #[arg(long, value_name = "FORMATS")]
    prefer: Option<Preference>,
    /// Only tell what would be done, file by file
    #[arg(long)]
    dry_run: bool,
    /// The form of what --dry-run tells
    #[arg(long, default_value = "terminal", requires = "dry_run")]
    format: Format,
    /// Build the index anew, even if it is whole or damaged
    #[arg(long)]
    anew: bool,
    /// Go on and follow changes of the files until Ctrl-C
    #[arg(long, conflicts_with = "dry_run")]
    watch: bool,
}

pub(crate) fn run(
    arguments: &IndexArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    if arguments.paths.iter().any(|path| path == Path::new(STANDARD_INPUT)) {
        return Err(Failure::Misuse(Misuse::InputIndexed));
    }
    let place = arguments.place.place()?;
    let schema = arguments.place.schema()?;
    let paths = match arguments.paths.as_slice() {
        // The build takes the paths from the old index itself.
        [] if arguments.anew => Vec::new(),
        [] => known_paths(&place, &schema)?,
        named => named.to_vec(),
    };
    let options = Options {
        schema,
        jobs: arguments.jobs,
        memory_bytes: arguments.memory.unwrap_or(MEMORY_BYTES_DEFAULT),
        mapping: arguments.map.clone(),
        preference: arguments.prefer.clone(),
        is_anew: arguments.anew,
        ..Options::new(place.path())
    };
    if arguments.dry_run {
        return preview(&paths, &place, &options, |plan| {
            let mut out = output::stdout();
            output::reporter(arguments.format, color).plan(plan, &mut out)?;
            out.flush()
        });
    }
    if arguments.watch {
        interrupt::listen(ui);
        let failed = |source| Failure::Index { source, place: place.clone() };
        let paths = settled(&paths, &place)?;
        return watch::run(&paths, &place, &options, color, ui).map_err(failed);
    }
    let summary = build(&paths, &place, &options, ui)?;
    ui.summary(&summary, &place, color);
    Ok(match summary.total.resolutions {
        0 => Outcome::Nothing,
        _ => Outcome::Found,
    })
}

/// Shows what a build would do; it is found that there is something to do, or that there is not.
fn preview(
    paths: &[PathBuf],
    place: &Place,
    options: &Options,
    show: impl FnOnce(&Plan) -> io::Result<()>,
) -> Result<Outcome, Failure> {
    let planned = index::plan(&settled(paths, place)?, options);
    let plan = planned.map_err(|source| Failure::Index { source, place: place.clone() })?;
    show(&plan)?;
    Ok(if plan.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

/// Returns the paths as the index at `place` names them.
fn settled(paths: &[PathBuf], place: &Place) -> Result<Vec<PathBuf>, Failure> {
    match place {
        Place::Named(_) => Ok(paths.to_vec()),
        Place::Default(_) => paths.iter().map(absolute).collect(),
    }
}

/// Builds or updates the index at `place` and shows the progress.
pub(crate) fn build(
    paths: &[PathBuf],
    place: &Place,
    options: &Options,
    ui: &Ui,
) -> Result<Summary, Failure> {
    let paths = settled(paths, place)?;
    interrupt::listen(ui);
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
