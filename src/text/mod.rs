//! The lowest layer: spans, languages, and the [`Block`] that readers make and parsers read.
//!
//! Folding with a map back to the original offsets, and the bounds of words and sentences,
//! belong here too: what every layer above must see in the same way.

mod block;
mod fold;
mod fold_char;
mod han;
mod joining;
mod language;
mod look;
mod look_alike;
mod roman;
mod sentences;
mod span;
mod width;
mod words;

pub use block::{Block, BlockKind, NoteMark, Origin, Role, Style, Styled};
pub use fold::{Folded, ascii_run, fold, fold_into};
pub use joining::{DIVIDED_WORDS, Hyphens, append_line, is_unspaced, joins_closely};
pub use language::Language;
pub use look::{
    find_byte, first_chars, foreign_chars, has_more_chars, is_alphabetic, is_alphanumeric,
};
pub use look_alike::cyrillic_of;
pub use roman::{roman_numeral, roman_value};
pub use sentences::sentences;
pub use span::Span;
pub use width::{clusters, width_columns};
pub use words::{Words, alphanumeric_run, words};
