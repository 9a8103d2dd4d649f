//! [`Input`]: a line of text that is being typed.

use crate::text::clusters;

/// A text and a cursor, which always stands between two characters as a reader sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// In bytes.
    cursor: usize,
}

impl Input {
    /// Returns the line with `text` in it and the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len() }
    }

    /// Returns what was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns what stands before the cursor.
    #[must_use]
    pub fn before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Adds `text` at the cursor; line ends and other control characters become spaces.
    pub(super) fn insert(&mut self, text: &str) {
        let clean: String =
            text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
    }

    /// Takes out the character before the cursor.
    pub(super) fn delete_before(&mut self) {
        let start = self.previous();
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Takes out the character at the cursor.
    pub(super) fn delete_at(&mut self) {
        let end = self.next();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Takes out the word before the cursor, with the spaces after it.
    pub(super) fn delete_word(&mut self) {
        let before = self.before_cursor().trim_end();
        let start = before
            .rfind(char::is_whitespace)
            .map_or(0, |place| place + before[place..].chars().next().map_or(0, char::len_utf8));
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn left(&mut self) {
        self.cursor = self.previous();
    }

    pub(super) fn right(&mut self) {
        self.cursor = self.next();
    }

    pub(super) fn home(&mut self) {
        self.cursor = 0;
    }

    pub(super) fn end(&mut self) {
        self.cursor = self.text.len();
    }

    fn previous(&self) -> usize {
        clusters(self.before_cursor()).last().map_or(0, |(place, _)| place)
    }

    fn next(&self) -> usize {
        let after = &self.text[self.cursor..];
        self.cursor + clusters(after).next().map_or(0, |(_, cluster)| cluster.len())
    }
}
