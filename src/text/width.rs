//! How much room a text takes on a terminal: columns, and the characters a reader sees.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the columns `text` takes on a terminal: two for a Chinese character, none for a
/// combining mark.
#[must_use]
pub fn width_columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// Returns the characters of `text` as a reader counts them, each with the byte it starts at.
///
/// A letter and its marks are one; a line that is broken between two of them loses nothing.
pub fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}
