//! The one integration binary: a module per layer, and the rules of the house.

mod analysis;
mod architecture;
mod citation;
mod cli;
mod corpus;
mod index;
mod lexicon;
mod query;
mod readme;
mod render;
mod resolution;
mod schema;
mod search;
mod specimens;
mod text;
