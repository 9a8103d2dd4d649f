//! What tells Markdown from plain text: mark-up that nobody prints.

use crate::corpus::format::front_matter;
use crate::text::find_byte;

/// Tags that converters to Markdown leave in it.
const TAGS: &[&str] = &["<sup>", "&lt;sup", "<u>", "<b>", "<i>", "<br>", "<br/>", "<span", "<div"];

/// Tells whether `sample` holds mark-up of Markdown.
pub(super) fn is_present(sample: &str) -> bool {
    front_matter::read(sample).length_bytes > 0
        || (sample.contains('<') || sample.contains('&'))
            && TAGS.iter().any(|tag| sample.contains(tag))
        || sample.lines().any(|line| opens_marked(line.trim()))
        || may_be_marked_inside(sample) && sample.lines().any(|line| is_marked_inside(line.trim()))
}

/// Tells whether a line begins as one of a heading, a table or the notes.
fn opens_marked(line: &str) -> bool {
    let inside = line.trim_start_matches('#');
    let is_heading = inside.len() < line.len()
        && line.len() - inside.len() <= 6
        && inside.starts_with(' ')
        && inside.contains(char::is_alphabetic);
    is_heading || ["|--", "| --", "[^"].iter().any(|mark| line.starts_with(mark))
}

/// Tells whether a word of a line is emphasised or a link.
fn is_marked_inside(line: &str) -> bool {
    has_emphasis(line, '*') || has_emphasis(line, '_') || line.contains("](http")
}

/// Tells whether a text holds one of the signs without which no word is; `false` is certain.
fn may_be_marked_inside(sample: &str) -> bool {
    let bytes = sample.as_bytes();
    find_byte(bytes, |byte| byte == b'*').is_some()
        || find_byte(bytes, |byte| (b']'..=b'_').contains(&byte)).is_some()
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
    use super::{is_marked_inside, is_present, opens_marked};

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
        let is_marked = |line: &&str| opens_marked(line) || is_marked_inside(line);
        assert!(marked.iter().all(|line| is_marked(line) && is_present(line)));
        let plain = ["", "Lamps", "a - b", "[1] lamps", "#lamps", "lamps*", "n_1", "a | b"];
        assert!(!plain.iter().any(|line| is_marked(line) || is_present(line)));
    }
}
