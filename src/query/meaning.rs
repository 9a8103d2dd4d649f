//! [`Meaning`]: a query whose names are resolved; nothing in it is still to be looked up.

use super::ConnectorKind;
use crate::citation::{Organ, Symbol};
use crate::lexicon::ConceptQuery;
use crate::resolution::{Date, Part};
use crate::text::Language;

/// What a query asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Which clauses match.
    pub query: Query,
    /// Whether clauses that match in part are of use too.
    pub wanted: Wanted,
    /// The clause verb that plain words open with, for ranking: they are words all the same.
    pub opener: Option<Opener>,
    /// The query as it was understood, in the query language.
    pub reading: String,
    /// Whether the reading says no more than what was typed.
    pub is_obvious: bool,
}

/// The clause verb that plain words open with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opener {
    /// The verb.
    pub verb: VerbTerm,
    /// How many of the words it takes.
    pub words: usize,
}

/// Whether clauses that match in part are of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// Plain words, half remembered: clauses with all of them come first, then the closest.
    Closest,
    /// The query has a condition, an operator or quotes: it names a set.
    Exact,
}

/// Which clauses match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Every clause.
    Everything,
    /// Those with certain words.
    Text(TextTerm),
    /// Those headed by a verb.
    Verb(VerbTerm),
    /// Those of a document, and those that cite it or print the same words.
    Document {
        /// The document.
        symbol: Symbol,
        /// As typed.
        typed: String,
    },
    /// Those with a certain property.
    Condition(Condition),
    /// Those of resolutions that have a clause which matches.
    In(Box<Self>),
    /// Those that do not match.
    Not(Box<Self>),
    /// Those that match each.
    All(Vec<Self>),
    /// Those that match one at least.
    Any(Vec<Self>),
    /// Those where two things stand near each other.
    Near(Box<Near>),
}

/// Words and where they are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextTerm {
    /// Where.
    pub scope: Scope,
    /// What.
    pub words: Words,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// In the clause, and in the lead-in it hangs on.
    Clause,
    /// In the title of the resolution.
    Title,
    /// In the title of the resolution or in one of its subject headings.
    Subject,
    /// In the name of one of those who sponsored the draft.
    Sponsor,
    /// In the words for whom the clause speaks to.
    Addressee,
    /// In the headings above the clause.
    Heading,
}

/// Words, as precise as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// A bare word: every inflection and the usual other spellings.
    Any(String),
    /// A word with `*`.
    Pattern(String),
    /// A word of which letters may differ.
    Fuzzy {
        /// The word.
        word: String,
        /// How many letters.
        edits: u8,
    },
    /// Exactly these words.
    Phrase {
        /// In order.
        parts: Vec<PhrasePart>,
        /// In any order, this many words from one to the next at most; `None` for one after the
        /// other.
        words_apart: Option<u32>,
    },
}

/// A part of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhrasePart {
    /// Words as they are.
    Words(String),
    /// One word with `*`.
    Pattern(String),
    /// Any one word.
    Gap,
}

/// A clause verb asked for: any of its readings heads the clause, or the clause prints a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbTerm {
    /// What was asked for, then how languages print it otherwise; empty for a form in quotes.
    pub readings: Vec<ConceptQuery>,
    /// As typed, in lower case.
    pub typed: String,
    /// The language it is asked in; `None` for a form in quotes.
    pub language: Option<Language>,
}

impl VerbTerm {
    /// Tells whether it stood in quotes: what a clause prints must be this form, whatever it means.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.language.is_none()
    }
}

/// A property of a clause or its resolution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The part it belongs to.
    Part(Part),
    /// One of these organs speaks.
    Organ(Vec<Organ>),
    /// One of these sessions.
    Session(Vec<String>),
    /// Adopted in these years, both ends included.
    Years(Option<u16>, Option<u16>),
    /// Adopted on these days, both ends included.
    Days(Option<Date>, Option<Date>),
    /// Written in this language.
    Language(Language),
    /// Its label.
    Label(String),
    /// Its label, or that of the clause it is an item of, at any depth.
    LabelWithItems(String),
    /// It belongs to this document.
    Symbol(Symbol),
    /// It cites this document.
    Cites(Symbol),
    /// The verb has this qualifier.
    Qualifier(String),
}

/// Two things near each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The one.
    pub left: Query,
    /// How near.
    pub kind: ConnectorKind,
    /// Whether the left one must stand somewhere without the right one near.
    pub is_negated: bool,
    /// The other.
    pub right: Query,
}
