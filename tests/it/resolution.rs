//! Tests of the `resolution` layer at the place where it can be wrong.

mod cases;
mod dialects;
mod explained;
mod layouts;
mod nothing_lost;
mod pdf;
mod round_trip;
mod sizes;

use std::fmt::Write as _;
use std::path::Path;

use resq::corpus;
use resq::lexicon::Lexicon;
use resq::resolution::{self, Clause, Diagnostic, Part, Resolution};

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

/// Labels, verbs and words of the clauses.
fn clauses(resolution: &Resolution) -> Vec<(&str, Option<&str>, &str)> {
    let clauses = resolution.clauses.iter();
    clauses
        .map(|clause| (clause.label.as_str(), clause.verb_text.as_deref(), clause.text.as_str()))
        .collect()
}

/// The number that stands before a clause or item, `1.` or `(a)`; empty without one.
fn printed_number(clause: &Clause) -> String {
    match (clause.part, clause.label.rsplit_once('(')) {
        (_, Some((_, item))) => format!("({item}"),
        (Part::Preambular | Part::Annex, None) => String::new(),
        (Part::Operative, None) => format!("{}.", clause.label.rsplit("OP").next().unwrap()),
    }
}

/// Breaks `text` into lines of at most `width` characters.
fn broken(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            write!(line, " {word}").unwrap();
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}
