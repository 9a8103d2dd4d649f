//! Tests of the `resolution` layer at the place where it can be wrong.

mod cases;
mod dialects;
mod explained;
mod layouts;
mod nothing_lost;
mod pdf;
mod round_trip;
mod sizes;

use std::path::Path;

use resq::corpus;
use resq::lexicon::Lexicon;
use resq::resolution::{self, Diagnostic, Resolution};

/// Parses `text` as if it stood in a file called `name`.
fn parse(name: &str, text: &str) -> Vec<(Resolution, Vec<Diagnostic>)> {
    let document = corpus::read_bytes(Path::new(name), text.as_bytes()).unwrap();
    let parsed = resolution::parse(&document, Lexicon::embedded());
    for (resolution, _) in &parsed {
        check_lead_ins(resolution);
    }
    parsed
}

/// Checks what an index relies on: the lead-ins of an item are the texts of clauses before it, each
/// the last one so deep.
fn check_lead_ins(resolution: &Resolution) {
    let mut above: Vec<&String> = Vec::new();
    for clause in &resolution.clauses {
        above.truncate(clause.lead_in.len());
        assert!(above.iter().copied().eq(&clause.lead_in), "{}: {above:?}", clause.label);
        above.push(&clause.text);
    }
}
