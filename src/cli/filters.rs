//! The options that narrow a search, each a condition of the query language.

use clap::Args;

use crate::query::Field;
use crate::search::Filter;

/// Conditions besides the query; all of them hold.
#[derive(Args, Debug)]
#[command(next_help_heading = "Narrow down")]
pub(crate) struct FilterArguments {
    /// The clause verb that heads the clause, in any form and language: "calls upon"
    #[arg(long, value_name = "VERB")]
    verb: Option<String>,
    /// preambular, operative or annex
    #[arg(long, value_name = "PART")]
    part: Option<String>,
    /// The body that speaks: un-ga, un-sc, interpol
    #[arg(long, value_name = "ORGAN")]
    organ: Option<String>,
    /// A year or a range: 2016, 2010..2020, 2015..
    #[arg(long, value_name = "YEARS")]
    year: Option<String>,
    /// The language: ar, en, es, fr, ru or zh; several as in fr,es
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
}

impl FilterArguments {
    /// Returns the conditions that were given.
    pub(crate) fn filters(&self) -> Vec<Filter> {
        let given = [
            (Field::Verb, &self.verb),
            (Field::Part, &self.part),
            (Field::Organ, &self.organ),
            (Field::Year, &self.year),
            (Field::Lang, &self.lang),
        ];
        let filter = |(field, value): (Field, &Option<String>)| {
            value.clone().map(|value| Filter { field, value })
        };
        given.into_iter().filter_map(filter).collect()
    }
}
