//! Opening the index, which the first use builds.

use std::path::Path;

use super::failure::Failure;
use super::index;
use super::place::Place;
use super::place_arguments::PlaceArguments;
use super::ui::Ui;
use crate::index::{OpenError, OpenIndex, Options, open};
use crate::render::counted;

/// What is indexed where there is no index yet and nobody names what else.
const FIRST_FOLDER: &str = "corpus";

/// Opens the index.
///
/// On the first use, when there is none and nobody named another place, it is built of the folder
/// `corpus` here, if there is one; this is said.
pub(crate) fn open_index(arguments: &PlaceArguments, ui: &Ui) -> Result<OpenIndex, Failure> {
    let place = arguments.place()?;
    let schema = arguments.schema()?;
    let error = match open(place.path(), &schema) {
        Ok(index) => return Ok(index),
        Err(error) => error,
    };
    let folder = Path::new(FIRST_FOLDER);
    let is_first = matches!(error, OpenError::NotFound { .. });
    let (true, true, Place::Default(dir)) = (is_first, folder.is_dir(), &place) else {
        return Err(Failure::Open { source: error, place });
    };
    ui.say(format!("no index yet: building one of the folder `{FIRST_FOLDER}`"));
    let options = Options { schema: schema.clone(), ..Options::new(dir) };
    let summary = index::build(&[folder.into()], &place, &options, ui)?;
    ui.say(format!(
        "indexed {}, {} in {:.1} s; `resq status` tells more",
        counted(summary.total.resolutions, "resolution", "resolutions"),
        counted(summary.total.clauses, "clause", "clauses"),
        summary.seconds
    ));
    if !summary.copied.is_empty() {
        ui.say(counted(
            summary.copied.len(),
            "resolution stands in several formats and is indexed once",
            "resolutions stand in several formats and are indexed once",
        ));
    }
    open(place.path(), &schema).map_err(|source| Failure::Open { source, place })
}
