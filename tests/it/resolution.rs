//! Tests of the `resolution` layer at the place where it can be wrong.

mod cases;
mod dialects;
mod explained;
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
    resolution::parse(&document, Lexicon::embedded())
}
