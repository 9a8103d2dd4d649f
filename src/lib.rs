//! Full-text search for the resolutions of international organisations, clause by clause.
//!
//! # The house
//!
//! Data flows one way, and each arrow is a plain value that can be printed:
//!
//! ```text
//! paths --corpus--> Document{blocks} --resolution--> (Resolution{clauses}, diagnostics)
//!       --schema--> engine documents, one per clause --index--> segments + manifest
//! text  --query--> Ast --search: resolve, compile--> engine query
//!       --search: rank, group, collapse, highlight--> SearchReport --render--> bytes
//! ```
//!
//! A module names only modules to its left; `tests/it/architecture.rs` enforces it:
//!
//! ```text
//! text < citation, lexicon, corpus < resolution, analysis < schema, query < index < search
//!      < render, eval, bench < cli
//! ```
//!
//! # Glossary
//!
//! - **clause**: the unit people search, cite and negotiate; *preambular* ones open with a
//!   participle, *operative* ones with a verb in the present. A *sub-item* is a clause of its own
//!   below its *lead-in*, whose verb it inherits.
//! - **clause verb**: the printed words that open a clause; its *concept* is the id shared by all
//!   its forms in all languages; *qualifiers* (`strongly`, `with appreciation`) are kept apart.
//! - **parallel texts**: those of one resolution in several languages, with the same labels.
//! - **heading**: a line inside the body with clauses below it, `II`, `A. Lamps`, `Annex`.
//! - **symbol**: the canonical name of a document, `A/RES/71/19`.
//! - **copy** of a resolution: the same symbol and wording in another format; the index holds the one
//!   in the best format, the others stand *aside* and are listed as its *alternatives*. Copies of a
//!   *clause* are clauses of the same wording, which searches collapse.
//! - **block**: what a format reader makes of a file. **chain**: tokenizer and filters of a field.
//! - **record** of a resolution: what catalogues tell of it beside its text, subject headings, draft,
//!   sponsors and vote; stored with its first clause.
//! - **fingerprint**: the hash of `index-schema/`; an index built with another one is refused.

pub mod analysis;
pub mod bench;
pub mod citation;
pub mod cli;
pub mod corpus;
pub mod eval;
pub mod index;
pub mod lexicon;
pub mod query;
pub mod render;
pub mod resolution;
pub mod schema;
pub mod search;
pub mod text;
