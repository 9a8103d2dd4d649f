//! `resq show`: a whole resolution.

use std::path::Path;

use clap::Args;

use super::failure::{Failure, Outcome};
use super::first_use::open_index;
use super::output::ColorWhen;
use super::place_arguments::PlaceArguments;
use super::results::ResultsArguments;
use super::shell::shell_word;
use super::ui::Ui;
use super::{editor, pager};
use crate::index::{OpenError, OpenIndex};
use crate::query::{Field, clause_label};
use crate::render::{Shown, Unit};
use crate::search::{self, Filter, Group, Request, SearchError, Sort};

/// Shows a whole resolution
///
/// The symbol may be written in any usual way: A/RES/71/19, 71/19, "resolution 1325 (2000)". With
/// several languages or versions of it in the index, all are shown; --lang narrows them down.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq show LRS/GA/RES/18/4 --lang en
  resq show HGA-2019-52-RES-03 --clause 'OP1(2)'")]
pub(crate) struct ShowArguments {
    /// The symbol of the resolution
    #[arg(required = true)]
    symbol: Vec<String>,
    /// Mark this clause, or in forms for programs show no other
    #[arg(long, value_name = "LABEL")]
    clause: Option<String>,
    /// The language: ar, en, es, fr, ru or zh
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// Name all States and subjects in the head, however many
    #[arg(long)]
    full: bool,
    /// Open it in your editor, at the line of the clause
    #[arg(long, conflicts_with_all = ["format", "template", "fields", "files"])]
    open: bool,
    #[command(flatten)]
    place: PlaceArguments,
    #[command(flatten)]
    results: ResultsArguments,
}

/// How many names of a list the head gives: those of most lists, and no more lines than the text of
/// a clause.
const NAMES_MAX: usize = 20;

pub(crate) fn run(
    arguments: &ShowArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    let symbol = arguments.symbol.join(" ");
    let renderer = arguments.results.renderer(Unit::Clause, color)?;
    let place = arguments.place.place()?;
    let index = open_index(&arguments.place, ui)?;
    let named = |field, value: &str| Filter { field, value: value.to_owned() };
    let languages = arguments.lang.as_deref().map(|lang| named(Field::Lang, lang));
    let request = Request {
        filters: std::iter::once(named(Field::Symbol, &symbol)).chain(languages).collect(),
        limit: 0,
        collapses: false,
        sort: Sort::Symbol,
        tells_records: true,
        ..Request::new("")
    };
    let report = match search::search(&index, &request) {
        Err(SearchError::Filter { field: Field::Symbol, .. }) if Path::new(&symbol).exists() => {
            let path = shell_word(&symbol);
            ui.say(format!("`{symbol}` is a file: `resq parse {path}` shows it"));
            return Ok(Outcome::Nothing);
        }
        Err(SearchError::Filter { field: Field::Symbol, .. }) => {
            return Err(Failure::NoSymbol { text: symbol });
        }
        searched => {
            let place = place.clone();
            searched.map_err(|source| Failure::Search { source, query: String::new(), place })?
        }
    };
    if report.groups.is_empty() {
        ui.say(format!("`{symbol}` is not in the index"));
        return Ok(Outcome::Nothing);
    }
    let label =
        arguments.clause.as_ref().map(|typed| clause_label(typed).unwrap_or_else(|| typed.clone()));
    let marked = label.as_deref();
    if let Some(label) = marked
        && !has_clause(&report.groups, label)
    {
        ui.say(format!("`{symbol}` has no clause `{label}`"));
        return Ok(Outcome::Nothing);
    }
    if arguments.open {
        return open(&report.groups[0], marked).map_err(|failure| failure.at(&place));
    }
    let alternatives =
        alternatives(&index, &report.groups).map_err(|source| Failure::Open { source, place })?;
    let pairs = report.groups.iter().zip(&alternatives);
    let names_max = if arguments.full { usize::MAX } else { NAMES_MAX };
    let shown: Vec<Shown<'_>> = pairs
        .map(|(resolution, alternatives)| Shown { resolution, marked, alternatives, names_max })
        .collect();
    pager::write(arguments.results.is_paged(), |out| renderer.resolutions(&shown, out))?;
    Ok(Outcome::Found)
}

/// Returns the copies of each resolution; only an index that has some takes the time to look.
fn alternatives(index: &OpenIndex, groups: &[Group]) -> Result<Vec<Vec<String>>, OpenError> {
    if !index.has_copies() {
        return Ok(vec![Vec::new(); groups.len()]);
    }
    let manifest = index.manifest()?;
    let of = |group: &Group| manifest.alternatives(&group.header.source, group.key);
    let owned = |paths: Vec<&str>| paths.into_iter().map(str::to_owned).collect();
    Ok(groups.iter().map(|group| owned(of(group))).collect())
}

fn open(resolution: &Group, marked: Option<&str>) -> Result<Outcome, Failure> {
    let hit = resolution.hits.iter().find(|hit| Some(hit.label.as_str()) == marked);
    editor::open(&resolution.header.source, hit.map_or(0, |hit| hit.line))?;
    Ok(Outcome::Found)
}

fn has_clause(groups: &[Group], label: &str) -> bool {
    groups.iter().any(|group| group.hits.iter().any(|hit| hit.label == label))
}
