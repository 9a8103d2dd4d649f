//! From texts to the terms of an index: exact words, stems, and the chains that say how.
//!
//! A text is cut into words once, by [`Analyzer::scan`], which tells a [`Sink`] every exact word
//! and every stem with its place. Everything that must agree is built on that one scan: the terms
//! of a clause ([`Analyzer::terms`]), the terms of a query ([`Analyzer::query`]), and the
//! highlights, which scan the clause again and compare.
//!
//! Exact words are folded and keep their order: quotes mean exactly these words. A Chinese
//! character is a word. Stems are what bare words are looked up in: by script and language, without
//! the most common words; two neighbouring Chinese characters are one stem.
//!
//! The index gets terms that are already cut, joined by [`SEPARATOR`], and cuts them at that
//! character only; [`TermTokenizer`] tells the engine to do so too. So a text is cut once for two fields, a title once for all
//! clauses of its resolution, and all of it on the threads that read, not on the one that writes.
//!
//! Clauses are indexed by a [`CachedAnalyzer`], which remembers what a scan found in each word and
//! gives the same terms with one look-up per word, and besides the phrases of a [`PhraseTable`].
//!
//! What can be corrected without a programmer is in `index-schema/chains.toml` ([`Chains`]).

mod abbreviation;
mod cached;
mod chains;
pub mod contract;
mod initials;
mod lists;
mod phrase_table;
mod query;
mod scan;
mod stem;
mod tokenizer;
mod word_table;

pub use abbreviation::{Explained, MEANING, abbreviation, explained};
pub use cached::CachedAnalyzer;
pub use chains::{ChainFault, Chains};
pub use initials::Initials;
pub use phrase_table::PhraseTable;
pub use query::QueryToken;
pub use scan::{Analyzer, Sink, SpannedTerms, Terms};
pub(crate) use tokenizer::TermPlaces;
pub use tokenizer::{SEPARATOR, TERM_CHAIN, TermTokenizer};
pub(crate) use word_table::WordTable;
