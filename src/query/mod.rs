//! The query language: what a person types, as a tree with spans, and what is wrong with it.
//!
//! There are two trees. [`Ast`] is the query as typed: every word, quote and parenthesis, so that
//! [`print()`] and [`parse`] are inverse to each other. [`Query`] is what it means: fields carry
//! values that exist (concepts, organs, dates), words say where they are looked for. [`resolve`]
//! turns the one into the other; neither knows an index.
//!
//! The language is written down in `reference.md`, whose examples are tests.

mod ast;
mod distance;
mod fault;
mod field;
mod grammar;
mod lexer;
mod limits;
mod lookahead;
mod meaning;
mod names;
mod numbered;
mod paragraph_words;
mod passage;
mod print;
mod reading;
mod resolve;
mod signs;
mod understand;
mod values;

pub use ast::{Ast, Connector, ConnectorKind, Node, NodeKind};
pub use distance::{edit_distance, nearest};
pub use fault::{Fault, FaultKind, render_faults};
pub use field::Field;
pub use grammar::{parse, parse_plain};
pub use limits::{
    DEPTH_MAX, DISTANCE_WORDS_MAX, FUZZY_EDITS_MAX, LEAVES_MAX, PREFIX_CHARS_MIN, QUERY_BYTES_MAX,
};
pub use meaning::{
    Condition, Meaning, Near, Opener, PhrasePart, Query, Scope, TextTerm, VerbTerm, Wanted, Words,
};
pub use names::nearest_forms;
pub use numbered::{council_document, numbered_documents};
pub use print::print;
pub use reading::reading;
pub use resolve::{resolve, resolve_filter};
pub use understand::{understand, understand_plain};
pub use values::clause_label;

/// The reference of the language, as `resq help query` prints it.
pub const REFERENCE: &str = include_str!("reference.md");

/// Returns one query made of the arguments of a command line.
///
/// A shell takes the quotes of `resq search "calls upon" cybercrime` away; where there are several
/// arguments, one that holds white space and no syntax of its own was quoted, so it is a phrase.
#[must_use]
pub fn join_arguments(arguments: &[String]) -> String {
    if let [only] = arguments {
        return only.clone();
    }
    let joined: Vec<String> = arguments
        .iter()
        .map(|argument| {
            let is_phrase = argument.trim().contains(char::is_whitespace)
                && !argument.contains(['"', '(', ')', ':', '*', '~', '“', '”', '«', '»'])
                && !argument.split_whitespace().any(signs::is_operator);
            if is_phrase { format!("\"{}\"", argument.trim()) } else { argument.clone() }
        })
        .collect();
    joined.join(" ")
}
