//! Tests of the `lexicon` layer at the place where it can be wrong.

mod across;
mod gold;
mod openers;
mod tables;
