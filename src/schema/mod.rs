//! The fields of an index, from `index-schema/schema.toml`; clauses as documents of the engine
//! and back; the fingerprint that refuses an index built by other rules.
//!
//! One document per clause. [`ClauseEncoder`] makes the documents of a resolution; what a hit is
//! printed from comes back as a [`StoredClause`]. The fields are those of [`Fields`]:
//!
//! | field | holds |
//! |---|---|
//! | `key`, `ordinal`, `wording` | numbers: which resolution, which place in it, which wording |
//! | `year`, `date` | numbers: 2016, 20161121; absent where the document does not tell |
//! | `symbol`, `cites` | canonical symbols and aliases, by [`whole_term`] |
//! | `clause`, `part`, `organ`, `session`, `lang`, `source` | whole values |
//! | `head`, `verb`, `mod` | concept ids: the head verb, all verbs, the head's qualifiers |
//! | `head_text` | the head verb as printed, by [`head_term`] |
//! | `items` | a number: how many items stand below the clause, which is their lead-in |
//! | `words`, `title_words` | exact words, with positions |
//! | `stems` | stems, with frequencies and lengths |
//! | `title_stems` | stems |
//! | `phrases` | phrases of a [`PhraseTable`](crate::analysis::PhraseTable): one term each |
//! | `heading_words`, `heading_stems` | each heading above the clause by itself |
//! | `subject_words`, `subject_stems` | each subject heading by itself |
//! | `sponsor` | folded names |
//! | `body` | stored only: the packed [`StoredClause`] |
//!
//! The [`Record`] of a resolution is stored with its first clause alone, and so are the fields it is
//! found by. Title and lead-ins are stored with every clause that is printed below them, but their words
//! are indexed once: those of the title with the first clause, those of a lead-in where it is a clause
//! itself. A clause has the fields it has something for; there are no empty terms.

mod document;
mod encode;
mod fields;
mod files;
mod packing;
mod record;
mod stored;
mod table;

pub use document::{ClauseDoc, FieldValue, FieldValues};
pub use encode::{ClauseEncoder, SourcePlace, head_of_term, head_term, whole_term};
pub use fields::{Fields, IndexSchema};
pub use files::{FORMAT_VERSION, Fingerprint, SchemaFiles};
pub use record::Record;
pub use stored::{BodyError, StoredBody, StoredClause};
pub use table::SchemaFault;
