//! Clause verbs and legal phrases per language, and the matcher over them.
//!
//! The tables are files in `index-schema/lexicon/`, which a lawyer or linguist can correct; they
//! are embedded in the program.

use std::sync::OnceLock;

use crate::text::{Language, Span};

/// The id of a clause verb concept, shared by all languages: `calls_upon`, `takes_note`.
///
/// It is the English operative form with `_` for spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(String);

impl ConceptId {
    /// Returns the id as it is written in the lexicon and in output.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which clauses a form opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormPart {
    /// A participle or adjective: `Recalling`, `Mindful`.
    Preambular,
    /// A verb in the present: `Recalls`, `Calls upon`.
    Operative,
    /// Either.
    Both,
}

/// A clause verb found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbMatch {
    /// The printed verb with its qualifiers: `Strongly urges`, `Recalling also`.
    pub span: Span,
    /// Its concept; `None` for a verb that is recognised by position and form only.
    pub concept: Option<ConceptId>,
    /// Which clauses the form opens.
    pub part: FormPart,
    /// Qualifiers in the order printed: `strongly`, `with_appreciation`.
    pub qualifiers: Vec<String>,
}

/// The clause verbs and legal phrases of all languages.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Returns the lexicon that is embedded in the program, read on first use.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Lexicon> = OnceLock::new();
        EMBEDDED.get_or_init(Lexicon::default)
    }

    /// Returns the clause verb that opens `text`, qualifiers included; `language` narrows the
    /// tables, `None` tries all.
    #[must_use]
    pub fn opener(&self, text: &str, language: Option<Language>) -> Option<VerbMatch> {
        let _ = (text, language);
        None
    }

    /// Returns every clause verb in `text`, in order, without overlaps, the opener included.
    #[must_use]
    pub fn verbs(&self, text: &str, language: Option<Language>) -> Vec<VerbMatch> {
        self.opener(text, language).into_iter().collect()
    }
}
