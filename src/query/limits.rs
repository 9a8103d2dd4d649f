//! What a query may be at most, each with a test on both sides.

/// The longest query that is read, in bytes; long enough for a pasted annex.
pub const QUERY_BYTES_MAX: usize = 65_536;
/// How deep parentheses and `NOT` may be nested.
pub const DEPTH_MAX: usize = 32;
/// How many words, phrases and values a query may have.
pub const LEAVES_MAX: usize = 4_096;
/// The largest distance of a connector, in words.
pub const DISTANCE_WORDS_MAX: u32 = 1_000;
/// How many letters of a word `~` lets differ at most.
pub const FUZZY_EDITS_MAX: u8 = 2;
/// How many letters come before a `*` or `?` at least, in scripts with letters.
pub const PREFIX_CHARS_MIN: usize = 2;
