//! The one integration binary: a module per layer, and the rules of the house.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "functions that tests share are tests too: they fail by panicking and say what they skip"
)]

mod analysis;
mod architecture;
mod bench;
mod citation;
mod cli;
mod corpus;
mod damage;
mod eval;
mod formats;
mod fuzz;
mod hostile;
mod index;
mod lexicon;
mod messages;
mod query;
mod readme;
mod render;
mod resolution;
mod resolution_header;
mod schema;
mod screen;
mod search;
mod segments;
mod snippet;
mod specimens;
mod text;

/// A resolution of an invented body.
const HARBOURS: &str = "\
A/RES/99/1

Safe harbours for research vessels

The General Assembly,

Recalling its resolution 98/3 of 4 May 2023,

1. Calls upon all coastal States to open their harbours to research vessels in distress;

2. Decides to return to the matter at its next session.
";
