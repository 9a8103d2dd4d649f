//! What stands in several formats, for people.

use std::io;

use super::numbers::counted;
use super::page::Page;
use super::status::write_files;
use crate::index::{Copied, Differing, Source, Summary};
use crate::text::Language;

/// Writes what is indexed from one of several formats, and what from several because it differs.
pub(super) fn write(summary: &Summary, lines_max: usize, page: &mut Page<'_>) -> io::Result<()> {
    let heading = counted(
        summary.copied.len(),
        "resolution stands in several formats and is indexed once",
        "resolutions stand in several formats and are indexed once",
    );
    let line = |one: &Copied| {
        let name = name(&one.symbol, one.language);
        format!("{name} from `{}`; also in {}", one.source.path, list(&one.alternatives))
    };
    write_files(&heading, &summary.copied, line, lines_max, page)?;
    let heading = counted(
        summary.differing.len(),
        "resolution is worded differently in several formats, and each is indexed",
        "resolutions are worded differently in several formats, and each is indexed",
    );
    let line =
        |one: &Differing| format!("{}: {}", name(&one.symbol, one.language), list(&one.sources));
    write_files(&heading, &summary.differing, line, lines_max, page)
}

fn name(symbol: &str, language: Option<Language>) -> String {
    language.map_or_else(|| symbol.to_owned(), |known| format!("{symbol} ({})", known.name()))
}

fn list(sources: &[Source]) -> String {
    let quoted: Vec<String> = sources.iter().map(|one| format!("`{}`", one.path)).collect();
    quoted.join(", ")
}
