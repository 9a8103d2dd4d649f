//! `resq search`: finds clauses.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::failure::{Failure, Outcome};
use super::filters::FilterArguments;
use super::first_use::open_index;
use super::output::{self, ColorWhen, Format, parse_width};
use super::place_arguments::PlaceArguments;
use super::ui::Ui;
use super::words::join_words;
use crate::render::{JsonLines, Renderer, Terminal, Unit};
use crate::search::{self, Grouping, LIMIT_DEFAULT, Request, SearchReport, Sort};

/// Finds clauses: by words, by clause verb, by phrase, by citation
///
/// Words find every inflection, "quoted words" only themselves. Of several arguments, one with
/// spaces in it was quoted in the shell, so it is a phrase; a single argument is the query as
/// typed. `resq help query` explains the whole language. Without words, the options list all
/// clauses that pass them.
///
/// Where there is no default index yet, the first search builds one of the folder `corpus` here.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq search \"calls upon\" cybercrime
  resq search --verb urges --lang fr --limit 3
  resq search 'verb:requests report -terrorism' --format json | jq .clause

Exit code: 0 if something was found, 1 if not, 2 if something went wrong.")]
pub(crate) struct SearchArguments {
    /// What to look for
    query: Vec<String>,
    /// Take the query as words only, whatever signs stand in it: for a pasted clause
    #[arg(long)]
    plain: bool,
    /// Say how the query was read, also where that is obvious
    #[arg(long)]
    echo: bool,
    /// How many to show, 0 for all [default: 5 resolutions or 10 clauses]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print only how many clauses match, or resolutions with --group resolution
    #[arg(long)]
    count: bool,
    /// What one result is [default: resolution on a terminal, clause in JSON]
    #[arg(long, value_name = "UNIT")]
    group: Option<GroupBy>,
    /// Which comes first
    #[arg(long, value_name = "ORDER", default_value = "score")]
    sort: SortBy,
    /// Show clauses of the same wording once [default: on a terminal]
    #[arg(long)]
    collapse: bool,
    /// Show every copy of a clause
    #[arg(long, conflicts_with = "collapse")]
    expand: bool,
    /// The form of the results
    #[arg(long, default_value = "terminal")]
    format: Format,
    /// Columns of a line [default: those of the terminal, at most 120]
    #[arg(long, value_name = "N", value_parser = parse_width)]
    width: Option<usize>,
    #[command(flatten)]
    place: PlaceArguments,
    // The last, because its heading holds for everything after it.
    #[command(flatten)]
    filters: FilterArguments,
}

/// What one result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GroupBy {
    Clause,
    Resolution,
}

/// The order of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SortBy {
    /// The best first
    Score,
    /// The newest first
    Date,
    /// By symbol, then as they stand in the document
    Symbol,
}

/// A screen holds about so many.
const RESOLUTIONS_DEFAULT: usize = 5;

pub(crate) fn run(
    arguments: &SearchArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    let request = request(arguments);
    let index = open_index(&arguments.place, ui)?;
    let report = search::search(&index, &request)
        .map_err(|source| Failure::Search { source, query: request.query.clone() })?;
    if arguments.echo || !report.is_obvious {
        let reading = Some(report.reading.as_str()).filter(|reading| !reading.is_empty());
        ui.say(format!("read as: {}", reading.unwrap_or("every clause")));
    }
    let mut out = output::stdout();
    if arguments.count {
        let count = match request.grouping {
            Grouping::Clause => report.total_clauses,
            Grouping::Resolution => report.total_resolutions,
        };
        writeln!(out, "{count}")?;
        out.flush()?;
        return Ok(outcome(count > 0));
    }
    renderer(arguments, request.grouping, color).search(&report, &mut out)?;
    out.flush()?;
    say_what_is_missing(&report, ui);
    Ok(outcome(!report.groups.is_empty()))
}

fn request(arguments: &SearchArguments) -> Request {
    let grouping = match (arguments.group, arguments.format) {
        (Some(GroupBy::Resolution), _) | (None, Format::Terminal) => Grouping::Resolution,
        (Some(GroupBy::Clause), _) | (None, Format::Json) => Grouping::Clause,
    };
    let limit_default = match arguments.format {
        Format::Terminal if grouping == Grouping::Resolution => RESOLUTIONS_DEFAULT,
        Format::Terminal | Format::Json => LIMIT_DEFAULT,
    };
    let collapses_default = match arguments.format {
        Format::Terminal => !arguments.expand,
        Format::Json => false,
    };
    Request {
        is_plain: arguments.plain,
        filters: arguments.filters.filters(),
        limit: if arguments.count { 1 } else { arguments.limit.unwrap_or(limit_default) },
        grouping,
        collapses: arguments.collapse || collapses_default,
        sort: match arguments.sort {
            SortBy::Score => Sort::Score,
            SortBy::Date => Sort::Date,
            SortBy::Symbol => Sort::Symbol,
        },
        ..Request::new(join_words(&arguments.query, arguments.plain))
    }
}

fn renderer(
    arguments: &SearchArguments,
    grouping: Grouping,
    color: ColorWhen,
) -> Box<dyn Renderer> {
    match (arguments.format, grouping) {
        (Format::Terminal, _) => {
            let layout = output::layout_of(&std::io::stdout(), color, arguments.width);
            Box::new(Terminal::new(layout))
        }
        (Format::Json, Grouping::Clause) => Box::new(JsonLines::new(Unit::Clause)),
        (Format::Json, Grouping::Resolution) => Box::new(JsonLines::new(Unit::Resolution)),
    }
}

fn say_what_is_missing(report: &SearchReport, ui: &Ui) {
    for absent in &report.absent {
        let nearest: Vec<String> = absent.nearest.iter().map(|word| format!("`{word}`")).collect();
        let guess = match nearest.as_slice() {
            [] => String::new(),
            words => format!("; did you mean {}?", words.join(" or ")),
        };
        ui.say(format!("no clause has `{}`{guess}", absent.word));
    }
    if report.groups.is_empty() {
        ui.say("nothing found");
    } else if report.total_clauses == 0 {
        ui.say("no clause has all of this; these are the closest");
    }
}

fn outcome(is_found: bool) -> Outcome {
    if is_found { Outcome::Found } else { Outcome::Nothing }
}
