//! What stands in several formats, for people.

use std::io;

use super::numbers::counted;
use super::page::Page;
use super::status::write_files;
use crate::index::{Copied, Difference, Differing, Parting, Source, Summary};
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
    let line = |one: &Differing| format!("{}: {}", name(&one.symbol, one.language), versions(one));
    write_files(&heading, &summary.differing, line, lines_max, page)
}

fn name(symbol: &str, language: Option<Language>) -> String {
    language.map_or_else(|| symbol.to_owned(), |known| format!("{symbol} ({})", known.name()))
}

/// Returns the sources, behind each but the first what it differs in from the first.
fn versions(document: &Differing) -> String {
    let mut text = String::new();
    for (number, source) in document.sources.iter().enumerate() {
        if number > 0 {
            text.push_str(", ");
        }
        text.push_str(&quoted(source));
        let compared = number.checked_sub(1).and_then(|other| document.differences.get(other));
        if let Some(difference) = compared {
            text.push_str(&told(difference));
        }
    }
    text
}

fn told(difference: &Difference) -> String {
    let Difference { differing, clauses, first } = difference;
    match first {
        None => " (the same clauses in another order)".to_owned(),
        Some(Parting { label, words, others }) => {
            let [words, others] = [words, others].map(|words| match words.as_str() {
                "" => "nothing".to_owned(),
                words => format!("“{words}”"),
            });
            let of = counted(*clauses, "clause", "clauses");
            let differ = if *differing == 1 { "differs" } else { "differ" };
            format!(" ({differing} of {of} {differ}, first {label}: {words} for {others})")
        }
    }
}

fn list(sources: &[Source]) -> String {
    let quoted: Vec<String> = sources.iter().map(quoted).collect();
    quoted.join(", ")
}

fn quoted(source: &Source) -> String {
    format!("`{}`", source.path)
}
