//! `resq bench`: how fast this machine builds and asks indexes.

mod build;
mod compare;
mod query;

use clap::{Args, Subcommand};

use super::failure::{Failure, Outcome};
use super::output::ColorWhen;
use super::ui::Ui;

/// Measures index builds and queries
#[derive(Args, Debug)]
pub(crate) struct BenchArguments {
    #[command(subcommand)]
    what: Measurement,
}

#[derive(Debug, Subcommand)]
enum Measurement {
    Build(build::BuildArguments),
    Compare(compare::CompareArguments),
    Query(query::QueryArguments),
}

pub(crate) fn run(
    arguments: &BenchArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    match &arguments.what {
        Measurement::Build(arguments) => build::run(arguments, color, ui),
        Measurement::Compare(arguments) => compare::run(arguments),
        Measurement::Query(arguments) => query::run(arguments, ui),
    }
}
