//! What tells Markdown from plain text: mark-up that nobody prints.

use crate::corpus::format::front_matter;
use crate::text::find_byte;

/// Tags that converters to Markdown leave in it.
const TAGS: &[&str] = &["<sup>", "&lt;sup", "<u>", "<b>", "<i>", "<br>", "<br/>", "<span", "<div"];

/// Tells whether a text holds a sign of those without which no line is marked.
fn has_marks(sample: &str) -> bool {
    let is_mark = |byte| matches!(byte, b'#' | b'*' | b'_' | b'|' | b'[' | b']');
    find_byte(sample.as_bytes(), is_mark).is_some()
}

/// Tells whether `sample` holds mark-up of Markdown.
pub(super) fn is_present(sample: &str) -> bool {
    front_matter::read(sample).length_bytes > 0
        || (sample.contains('<') || sample.contains('&'))
            && TAGS.iter().any(|tag| sample.contains(tag))
        || has_marks(sample) && sample.lines().any(|line| is_marked(line.trim()))
}

fn is_marked(line: &str) -> bool {
    let inside = line.trim_start_matches('#');
    let is_heading = inside.len() < line.len()
        && line.len() - inside.len() <= 6
        && inside.starts_with(' ')
        && inside.contains(char::is_alphabetic);
    is_heading
        || has_emphasis(line, '*')
        || has_emphasis(line, '_')
        || line.starts_with("|--")
        || line.starts_with("| --")
        || line.starts_with("[^")
        || line.contains("](http")
}

/// Finds a word between two delimiters: `*word*`. What opens stands before a letter and not after
/// one; so a footnote's lone asterisk, `n*m` and a line of underscores are not emphasis.
fn has_emphasis(line: &str, character: char) -> bool {
    if !line.contains(character) {
        return false;
    }
    let mut is_open = false;
    let mut before = ' ';
    let mut characters = line.chars().peekable();
    while let Some(current) = characters.next() {
        if current == character {
            while characters.next_if_eq(&character).is_some() {}
            let after = characters.peek().copied().unwrap_or(' ');
            if is_open && !before.is_whitespace() {
                return true;
            }
            is_open = after.is_alphanumeric() && !before.is_alphanumeric();
        }
        before = current;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{is_marked, is_present};

    #[test]
    fn every_marked_line_is_present() {
        let marked = [
            "# Lamps",
            "the *lamps* of",
            "_Recalling_ the lamps",
            "|--|--|",
            "| -- |",
            "[^1]: See the lamps",
            "the lamps](http://x.invalid)",
        ];
        assert!(marked.iter().all(|line| is_marked(line) && is_present(line)));
        let plain = ["", "Lamps", "a - b", "[1] lamps", "#lamps", "lamps*", "n_1", "a | b"];
        assert!(!plain.iter().any(|line| is_marked(line) || is_present(line)));
    }
}
