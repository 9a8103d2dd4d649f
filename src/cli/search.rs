//! `resq search`: finds clauses.

use std::io;
use std::ops::ControlFlow;

use clap::{Args, ValueEnum};

use super::failure::{Failure, Misuse, Outcome};
use super::filters::FilterArguments;
use super::first_use::open_index;
use super::numbers::parse_limit;
use super::output::{self, ColorWhen};
use super::place_arguments::PlaceArguments;
use super::results::{Audience, ResultsArguments};
use super::ui::Ui;
use super::words::join_words;
use super::{editor, pager, screen};
use crate::query::numbered_documents;
use crate::render::{self, Concordance, ContextOrder, Renderer, Unit};
use crate::search::{self, Grouping, LIMIT_DEFAULT, Request, SearchReport, Sort, search_by_pages};

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
    /// Search on an interactive screen: the answer follows each key; also `resq` alone
    #[arg(short, long, conflicts_with_all = [
        "plain", "limit", "count", "kwic", "open", "group", "format", "template", "fields", "files",
    ])]
    interactive: bool,
    /// Take the query as words only, whatever signs stand in it: for a pasted clause
    #[arg(long)]
    plain: bool,
    /// Say how the query was read, also where that is obvious
    #[arg(long)]
    echo: bool,
    /// How many to show, 0 for all [default: 5 resolutions or 10 clauses]
    #[arg(long, value_name = "N", value_parser = parse_limit, allow_negative_numbers = true)]
    limit: Option<usize>,
    /// Print only how many clauses match, or resolutions with --group resolution
    #[arg(long)]
    count: bool,
    /// Print every place that matches on a line of its own, the matches below each other
    #[arg(long, conflicts_with_all = ["count", "format", "template", "fields", "files", "group"])]
    kwic: bool,
    /// Open the best clause in your editor, at its line
    #[arg(long, conflicts_with_all = ["count", "kwic", "format", "template", "fields", "files"])]
    open: bool,
    /// What one result is [default: resolution for people, clause for programs]
    #[arg(long, visible_alias = "by", value_name = "UNIT")]
    group: Option<GroupBy>,
    /// Which comes first; left and right are for --kwic
    #[arg(long, value_name = "ORDER", default_value = "score")]
    sort: SortBy,
    /// Show clauses of the same wording once [default: on a terminal]
    #[arg(long)]
    collapse: bool,
    /// Show every copy of a clause
    #[arg(long, conflicts_with = "collapse")]
    expand: bool,
    /// Say of every clause why it ranks where it does
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    place: PlaceArguments,
    #[command(flatten)]
    results: ResultsArguments,
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
    /// By the words before the match
    Left,
    /// By the match and the words after it
    Right,
}

/// A screen holds about so many.
const RESOLUTIONS_DEFAULT: usize = 5;

pub(crate) fn run(
    arguments: &SearchArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    if arguments.interactive {
        return interact(arguments, color, ui);
    }
    let request = request(arguments);
    let mut form = form(arguments, request.grouping, color)?;
    let request = form.request(request);
    let place = arguments.place.place()?;
    let index = open_index(&arguments.place, ui)?;
    let failure = |source| {
        let (query, place) = (request.query.clone(), place.clone());
        Failure::Search { source, query, place }
    };
    if arguments.count || arguments.open {
        let report = search::search(&index, &request).map_err(failure)?;
        say_how_it_was_read(arguments, &request, &report, ui);
        if arguments.open {
            return open(&report, ui).map_err(|failure| failure.at(&place));
        }
        return count(&report, request.grouping);
    }
    let (mut shortfalls, mut is_found) = (Vec::new(), false);
    pager::write(arguments.results.is_paged(), |out| {
        let mut written = Ok(());
        let searched = search_by_pages(index.clauses(), index.schema(), &request, &mut |report| {
            if report.page.is_first() {
                say_how_it_was_read(arguments, &request, &report, ui);
                shortfalls = render::shortfalls(&report);
                is_found = !report.groups.is_empty();
            }
            written = form.write(&report, out);
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        searched.map_err(failure)?;
        written.map_err(Failure::Output)
    })?;
    for sentence in shortfalls {
        ui.say(sentence);
    }
    Ok(outcome(is_found))
}

/// Says how the query was read where that is asked for or not the obvious reading, and what else it may
/// mean.
fn say_how_it_was_read(
    arguments: &SearchArguments,
    request: &Request,
    report: &SearchReport,
    ui: &Ui,
) {
    if arguments.echo || !report.is_obvious {
        let reading = Some(report.reading.as_str()).filter(|reading| !reading.is_empty());
        ui.say(format!("read as: {}", reading.unwrap_or("every clause")));
    }
    suggest_documents(request, ui);
}

fn count(report: &SearchReport, grouping: Grouping) -> Result<Outcome, Failure> {
    let count = match grouping {
        Grouping::Clause => report.total_clauses,
        Grouping::Resolution => report.total_resolutions,
    };
    output::write_all(format!("{count}\n").as_bytes())?;
    Ok(outcome(count > 0))
}

fn interact(arguments: &SearchArguments, color: ColorWhen, ui: &Ui) -> Result<Outcome, Failure> {
    if !screen::has_terminal() {
        return Err(Failure::Misuse(Misuse::NoTerminal));
    }
    let index = open_index(&arguments.place, ui)?;
    let is_colored = color.choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    let palette = if is_colored { screen::Palette::Color } else { screen::Palette::Plain };
    let mut model = screen::Model::new(&join_words(&arguments.query, false));
    model.filters = arguments.filters.filters();
    screen::run(index, model, palette)?;
    Ok(Outcome::Found)
}

/// What is printed.
enum Form {
    Concordance(Concordance),
    Results(Box<dyn Renderer>),
}

impl Form {
    /// Returns the request whose answer can be written in this form.
    fn request(&self, request: Request) -> Request {
        match self {
            // Its lines are sorted and stand below each other.
            Self::Concordance(_) => Request { page_clauses: usize::MAX, ..request },
            Self::Results(renderer) => {
                Request { tells_records: renderer.wants_records(), ..request }
            }
        }
    }

    /// Writes the next page of an answer.
    fn write(&mut self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Concordance(concordance) => concordance.write(report, out),
            Self::Results(renderer) => renderer.search(report, out),
        }
    }
}

fn form(
    arguments: &SearchArguments,
    grouping: Grouping,
    color: ColorWhen,
) -> Result<Form, Failure> {
    let order = match arguments.sort {
        SortBy::Left => ContextOrder::Left,
        SortBy::Right => ContextOrder::Right,
        SortBy::Score | SortBy::Date | SortBy::Symbol => ContextOrder::Answer,
    };
    if arguments.kwic {
        let layout = output::layout_of(&std::io::stdout(), color, arguments.results.width);
        return Ok(Form::Concordance(Concordance::new(layout, order)));
    }
    if order != ContextOrder::Answer {
        return Err(Failure::Misuse(Misuse::ContextAlone));
    }
    let unit = match grouping {
        Grouping::Clause => Unit::Clause,
        Grouping::Resolution => Unit::Resolution,
    };
    arguments.results.renderer(unit, color).map(Form::Results)
}

fn request(arguments: &SearchArguments) -> Request {
    let audience = arguments.results.audience();
    let grouping = match (arguments.group, audience) {
        (Some(GroupBy::Resolution), _) => Grouping::Resolution,
        (Some(GroupBy::Clause), _) => Grouping::Clause,
        (None, _) if arguments.kwic || arguments.open || arguments.count => Grouping::Clause,
        (None, Audience::Reader) => Grouping::Resolution,
        (None, Audience::Program | Audience::List) => Grouping::Clause,
    };
    let limit_default = match (audience, grouping) {
        // A concordance and a list are of use only when they are whole.
        _ if arguments.kwic => 0,
        (Audience::List, _) => 0,
        (Audience::Reader, Grouping::Resolution) => RESOLUTIONS_DEFAULT,
        (Audience::Reader | Audience::Program, _) => LIMIT_DEFAULT,
    };
    let limit = if arguments.open { Some(1) } else { arguments.limit };
    let is_collapsed = audience == Audience::Reader && !arguments.expand && !arguments.kwic;
    Request {
        is_plain: arguments.plain,
        filters: arguments.filters.filters(),
        limit: limit.unwrap_or(limit_default),
        grouping,
        collapses: arguments.collapse || is_collapsed,
        sort: match arguments.sort {
            SortBy::Score | SortBy::Left | SortBy::Right => Sort::Score,
            SortBy::Date => Sort::Date,
            SortBy::Symbol => Sort::Symbol,
        },
        counts_only: arguments.count,
        explains: arguments.explain,
        ..Request::new(join_words(&arguments.query, arguments.plain))
    }
}

/// Says how to ask for documents that the query may mean by their numbers alone.
fn suggest_documents(request: &Request, ui: &Ui) {
    if request.is_plain {
        return;
    }
    let symbols = numbered_documents(&request.query);
    if !symbols.is_empty() {
        let symbols: Vec<String> = symbols.iter().map(ToString::to_string).collect();
        ui.hint(format!("for documents by their numbers, write `{}`", symbols.join(" OR ")));
    }
}

/// Opens the best clause in the editor.
fn open(report: &SearchReport, ui: &Ui) -> Result<Outcome, Failure> {
    let best = report.groups.first().and_then(|group| Some((group, group.hits.first()?)));
    let Some((group, hit)) = best else {
        for sentence in render::shortfalls(report) {
            ui.say(sentence);
        }
        return Ok(Outcome::Nothing);
    };
    editor::open(&group.header.source, hit.line)?;
    Ok(Outcome::Found)
}

fn outcome(is_found: bool) -> Outcome {
    if is_found { Outcome::Found } else { Outcome::Nothing }
}
