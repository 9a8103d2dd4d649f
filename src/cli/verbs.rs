//! `resq verbs`: which clause verbs head the clauses, and how often.

use std::io::Write;

use clap::Args;

use super::failure::{Failure, Outcome};
use super::filters::FilterArguments;
use super::first_use::open_index;
use super::numbers::parse_limit;
use super::output::{self, ColorWhen, Format};
use super::place_arguments::PlaceArguments;
use super::ui::Ui;
use super::words::join_words;
use crate::search::{Request, VerbReport, VerbRow, count_verbs};

/// Counts the clause verbs, by part
///
/// Counted are clauses and sub-items by the verb that heads them, in any form and language; with
/// words, only clauses that have them.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq verbs
  resq verbs cybercrime --part operative --limit 5")]
pub(crate) struct VerbsArguments {
    /// Count only clauses that match, as `resq search` would find them
    query: Vec<String>,
    /// How many verbs to show of each part, 0 for all [default: 15, in JSON all]
    #[arg(long, value_name = "N", value_parser = parse_limit, allow_negative_numbers = true)]
    limit: Option<usize>,
    /// The form of the results
    #[arg(long, default_value = "terminal")]
    format: Format,
    #[command(flatten)]
    place: PlaceArguments,
    // The last, because its heading holds for everything after it.
    #[command(flatten)]
    filters: FilterArguments,
}

/// About half a screen.
const LIMIT_DEFAULT: usize = 15;

pub(crate) fn run(
    arguments: &VerbsArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    let query = join_words(&arguments.query, false);
    let request = Request { filters: arguments.filters.filters(), ..Request::new(query) };
    let place = arguments.place.place()?;
    let index = open_index(&arguments.place, ui)?;
    let counted = count_verbs(&index, &request).map_err(|source| Failure::Search {
        source,
        query: request.query.clone(),
        place,
    })?;
    if counted.rows.is_empty() {
        ui.say("nothing found");
        return Ok(Outcome::Nothing);
    }
    let limit = arguments.limit.unwrap_or(match arguments.format {
        Format::Terminal => LIMIT_DEFAULT,
        Format::Json => 0,
    });
    let mut out = output::stdout();
    output::reporter(arguments.format, color).verbs(&cut(counted, limit), &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// Returns the report with at most `limit` verbs of each part; 0 for all.
fn cut(report: VerbReport, limit: usize) -> VerbReport {
    if limit == 0 {
        return report;
    }
    let mut kept: Vec<VerbRow> = Vec::new();
    for row in report.rows {
        let same_part = kept.iter().rev().take_while(|other| other.part == row.part);
        if same_part.take(limit).count() < limit {
            kept.push(row);
        }
    }
    VerbReport { rows: kept, ..report }
}
