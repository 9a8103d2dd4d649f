//! [`Initials`]: which words need not be stemmed because their stem is none of those looked for.

/// The first letters of some stems.
///
/// Stemming takes endings off and leaves the beginning alone, except in Arabic, which has prefixes,
/// and where a letter stands before an apostrophe in French.
/// So a word that begins with another letter has another stem, and most words do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Initials {
    letters: Vec<char>,
}

impl Initials {
    /// Returns the first letters of `stems`.
    pub fn of<'a>(stems: impl IntoIterator<Item = &'a str>) -> Self {
        let mut letters: Vec<char> =
            stems.into_iter().filter_map(|stem| stem.chars().next()).collect();
        letters.sort_unstable();
        letters.dedup();
        Self { letters }
    }

    /// Tells whether the stem of a folded word may be one of those looked for.
    #[must_use]
    pub fn may_begin(&self, word: &str) -> bool {
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            // French takes an elided letter off.
            (Some(_), Some('\'')) => true,
            (Some(letter @ ('a'..='z' | 'а'..='я')), _) => self.letters.contains(&letter),
            (Some(_) | None, _) => true,
        }
    }
}
