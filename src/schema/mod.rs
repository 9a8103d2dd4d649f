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
//! What is printed of a resolution, its [`StoredHeader`] with its [`Record`], is stored with its first
//! clause alone, and the words of title, subjects and sponsors are indexed with it. The words of a lead-in
//! are indexed where it is a clause itself. The clauses of a resolution stand one behind the other in one
//! segment, so that the first is found from each. A clause has the fields it has something for; there are
//! no empty terms.

mod document;
mod encode;
mod fields;
mod files;
mod packing;
mod record;
mod store;
mod stored;
mod table;

pub use document::{ClauseDoc, FieldValue, FieldValues};
pub use encode::{ClauseEncoder, SourcePlace, head_of_term, head_term, whole_term};
pub use fields::{Fields, IndexSchema};
pub use files::{FORMAT_VERSION, Fingerprint, SchemaFiles};
pub use record::Record;
pub use store::Clauses;
pub use stored::{BodyError, StoredBody, StoredClause, StoredHeader};
pub use table::SchemaFault;
