//! Tests of the `lexicon` layer at the place where it can be wrong.

mod across;
mod clauses;
mod gold;
mod openers;
mod tables;
