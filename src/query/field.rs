//! [`Field`]: what can stand before a colon.

use std::fmt;

/// A field of the query language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Whom the clause speaks to.
    Addressee,
    /// Documents the clause cites.
    Cites,
    /// The label: `OP3(a)`.
    Clause,
    /// The day of adoption.
    Date,
    /// Words of the headings above the clause.
    Heading,
    /// The language of the document.
    Lang,
    /// A qualifier of the verb: `strongly`.
    Mod,
    /// The body that speaks.
    Organ,
    /// Preambular, operative, annex.
    Part,
    /// The words of the clause, where the same words would otherwise mean its verb.
    Says,
    /// The session.
    Session,
    /// Who sponsored the draft.
    Sponsor,
    /// Words of the subject: the headings of cataloguers, and the title, which older texts print as a
    /// subject line.
    Subject,
    /// The symbol of the document.
    Symbol,
    /// Words of the title.
    Title,
    /// The head verb, as a concept.
    Verb,
    /// The year of adoption.
    Year,
}

/// How the value of a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueKind {
    /// As words of the language: phrases, patterns, groups.
    Text,
    /// One name, up to the next white space.
    Name,
    /// A document symbol, which may hold blanks and parentheses.
    Symbol,
    /// A name or two with `..` between.
    Range,
}

impl Field {
    /// Every field, in the order of their names.
    pub const ALL: [Self; 17] = [
        Self::Addressee,
        Self::Cites,
        Self::Clause,
        Self::Date,
        Self::Heading,
        Self::Lang,
        Self::Mod,
        Self::Organ,
        Self::Part,
        Self::Says,
        Self::Session,
        Self::Sponsor,
        Self::Subject,
        Self::Symbol,
        Self::Title,
        Self::Verb,
        Self::Year,
    ];

    /// Returns the name as typed before the colon.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Addressee => "addressee",
            Self::Cites => "cites",
            Self::Clause => "clause",
            Self::Date => "date",
            Self::Heading => "heading",
            Self::Lang => "lang",
            Self::Mod => "mod",
            Self::Organ => "organ",
            Self::Part => "part",
            Self::Says => "says",
            Self::Session => "session",
            Self::Sponsor => "sponsor",
            Self::Subject => "subject",
            Self::Symbol => "symbol",
            Self::Title => "title",
            Self::Verb => "verb",
            Self::Year => "year",
        }
    }

    /// Returns the field of a name, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name))
    }

    pub(super) fn value_kind(self) -> ValueKind {
        match self {
            Self::Addressee
            | Self::Heading
            | Self::Mod
            | Self::Says
            | Self::Sponsor
            | Self::Subject
            | Self::Title
            | Self::Verb => ValueKind::Text,
            Self::Clause | Self::Lang | Self::Organ | Self::Part => ValueKind::Name,
            Self::Cites | Self::Symbol => ValueKind::Symbol,
            Self::Date | Self::Session | Self::Year => ValueKind::Range,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
