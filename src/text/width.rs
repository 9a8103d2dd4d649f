//! How much room a text takes on a terminal: columns, and the characters a reader sees.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the columns `text` takes on a terminal: two for a Chinese character, none for a
/// combining mark.
#[must_use]
pub fn width_columns(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else if text.contains('ل') {
        // A lam and the alef behind it are one sign in print, but have a column each on a terminal.
        text.graphemes(true).map(UnicodeWidthStr::width).sum()
    } else {
        text.width()
    }
}

/// Returns the characters of `text` as a reader counts them, each with the byte it starts at.
///
/// A letter and its marks are one; a line that is broken between two of them loses nothing.
pub fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

#[cfg(test)]
mod tests {
    use super::width_columns;

    #[test]
    fn every_letter_has_the_columns_that_a_terminal_gives_it() {
        let cases =
            [("peace", 5), ("和平", 4), ("é", 1), ("e\u{301}", 1), ("السلام", 6), ("لإِعلان", 6)];
        for (text, columns) in cases {
            assert_eq!(width_columns(text), columns, "{text}");
        }
    }
}
