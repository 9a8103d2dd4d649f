//! [`Column`]: one member of a hit as text, for rows that a program or a person puts together.

use std::fmt;

use super::record;
use crate::schema::Record;
use crate::search::{Group, Header, Hit};
use crate::text::Span;

/// A member of a hit; the names are those of the JSON Lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The place in the order of the answer, from 1.
    Rank,
    /// How well it fits; comparable within one answer only.
    Score,
    /// The canonical symbol of the resolution.
    Symbol,
    /// The label of the clause.
    Clause,
    /// The id of the part.
    Part,
    /// The concept of the head verb.
    Verb,
    /// The head verb as printed.
    VerbText,
    /// The id of the organ.
    Organ,
    /// The title.
    Title,
    /// The day of adoption, or the year.
    Date,
    /// The session.
    Session,
    /// The code of the language.
    Language,
    /// The words of the clause.
    Text,
    /// What matched in the text, as `start-end` in characters.
    Highlights,
    /// The lead-in of an item.
    LeadIn,
    /// What matched in the lead-in.
    LeadInHighlights,
    /// The path of the file.
    Source,
    /// The line in the file.
    Line,
    /// How many clauses of the same wording it stands for.
    Copies,
    /// The first and the last year of these, where they are known.
    CopiesYears,
    /// Whom it speaks to.
    Addressee,
    /// Words of the query it does not hold.
    Missing,
    /// How many clauses of its resolution match.
    Clauses,
    /// The headings above the clause, outermost first.
    Headings,
    /// The subject headings of the resolution.
    Subjects,
    /// Its draft, and who sponsored it.
    Draft,
    /// How it was adopted.
    Manner,
    /// The result of the vote on it.
    Vote,
}

impl Column {
    /// Every column, in their order; a row that names none has those that are of no record.
    pub const ALL: [Self; 28] = [
        Self::Rank,
        Self::Score,
        Self::Symbol,
        Self::Clause,
        Self::Part,
        Self::Verb,
        Self::VerbText,
        Self::Organ,
        Self::Title,
        Self::Date,
        Self::Session,
        Self::Language,
        Self::Text,
        Self::Highlights,
        Self::LeadIn,
        Self::LeadInHighlights,
        Self::Source,
        Self::Line,
        Self::Copies,
        Self::CopiesYears,
        Self::Addressee,
        Self::Missing,
        Self::Clauses,
        Self::Headings,
        Self::Subjects,
        Self::Draft,
        Self::Manner,
        Self::Vote,
    ];

    /// Returns the name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rank => "rank",
            Self::Score => "score",
            Self::Symbol => "symbol",
            Self::Clause => "clause",
            Self::Part => "part",
            Self::Verb => "verb",
            Self::VerbText => "verb_text",
            Self::Organ => "organ",
            Self::Title => "title",
            Self::Date => "date",
            Self::Session => "session",
            Self::Language => "language",
            Self::Text => "text",
            Self::Highlights => "highlights",
            Self::LeadIn => "lead_in",
            Self::LeadInHighlights => "lead_in_highlights",
            Self::Source => "source",
            Self::Line => "line",
            Self::Copies => "copies",
            Self::CopiesYears => "copies_years",
            Self::Addressee => "addressee",
            Self::Missing => "missing",
            Self::Clauses => "clauses",
            Self::Headings => "headings",
            Self::Subjects => "subjects",
            Self::Draft => "draft",
            Self::Manner => "manner",
            Self::Vote => "vote",
        }
    }

    /// Returns the column of a name, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name().eq_ignore_ascii_case(name.trim()))
    }

    /// Returns the value for a clause, as it is stored; empty where there is none.
    pub(super) fn text(self, group: &Group, hit: &Hit) -> String {
        let header = &group.header;
        let given = |value: &Option<String>| value.clone().unwrap_or_default();
        match self {
            Self::Rank => hit.rank.to_string(),
            Self::Score => hit.score.to_string(),
            Self::Symbol => given(&header.symbol),
            Self::Clause => hit.label.clone(),
            Self::Part => hit.part.clone(),
            Self::Verb => given(&hit.verb),
            Self::VerbText => given(&hit.verb_text),
            Self::Organ => given(&header.organ),
            Self::Title => given(&header.title),
            Self::Date => given(&header.date),
            Self::Session => given(&header.session),
            Self::Language => given(&header.language),
            Self::Text => hit.text.clone(),
            Self::Highlights => places(&hit.text, &hit.highlights),
            Self::LeadIn => hit.lead_in.clone(),
            Self::LeadInHighlights => places(&hit.lead_in, &hit.lead_in_highlights),
            Self::Source => header.source.clone(),
            Self::Line if hit.line == 0 => String::new(),
            Self::Line => hit.line.to_string(),
            Self::Copies => hit.copies.to_string(),
            Self::CopiesYears => years(hit.copies_years),
            Self::Addressee => given(&hit.addressee),
            Self::Missing => hit.missing.join(" "),
            Self::Clauses => (group.hits.len() + group.more).to_string(),
            Self::Headings => hit.headings.join("; "),
            Self::Subjects => of_record(header, |record| record.subjects.join("; ")),
            Self::Draft => of_record(header, record::draft),
            Self::Manner => of_record(header, |record| {
                record.manner.map_or_else(String::new, |manner| manner.id().to_owned())
            }),
            Self::Vote => of_record(header, |record| {
                record.vote.as_ref().map_or_else(String::new, record::counts)
            }),
        }
    }

    /// Tells whether it is what catalogues tell of the resolution, which is long and the same for all
    /// its clauses, so that it is told only where it is asked for.
    #[must_use]
    pub fn is_of_record(self) -> bool {
        self.kind() == Kind::Record
    }

    /// Tells whether the value is made of figures only, which no spreadsheet takes for a formula.
    pub(super) fn is_number(self) -> bool {
        self.kind() == Kind::Number
    }

    fn kind(self) -> Kind {
        match self {
            Self::Rank | Self::Score | Self::Line | Self::Copies | Self::Clauses => Kind::Number,
            Self::Subjects | Self::Draft | Self::Manner | Self::Vote => Kind::Record,
            Self::Symbol
            | Self::Clause
            | Self::Part
            | Self::Verb
            | Self::VerbText
            | Self::Organ
            | Self::Title
            | Self::Date
            | Self::Session
            | Self::Language
            | Self::Text
            | Self::Highlights
            | Self::LeadIn
            | Self::LeadInHighlights
            | Self::Source
            | Self::CopiesYears
            | Self::Addressee
            | Self::Missing
            | Self::Headings => Kind::Text,
        }
    }
}

/// What the value of a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    /// What catalogues tell of the resolution.
    Record,
    Text,
}

fn of_record(header: &Header, text: impl FnOnce(&Record) -> String) -> String {
    header.record.as_ref().map_or_else(String::new, text)
}

/// Returns the years as a query takes them: `2009..2024`.
fn years(years: Option<(u16, u16)>) -> String {
    years.map_or_else(String::new, |(first, last)| format!("{first}..{last}"))
}

impl fmt::Display for Column {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// Returns spans as pairs of characters: `12-20 31-36`.
fn places(text: &str, spans: &[Span]) -> String {
    let pairs: Vec<String> =
        in_characters(text, spans).iter().map(|[start, end]| format!("{start}-{end}")).collect();
    pairs.join(" ")
}

/// Returns spans in bytes, which are in order, as places in characters.
pub(super) fn in_characters(text: &str, spans: &[Span]) -> Vec<[usize; 2]> {
    let mut at = Span::default();
    let mut count = 0;
    let mut up_to = |end: usize| {
        let between = Span::new(at.end(), end);
        count += between.of(text).chars().count();
        at = between;
        count
    };
    spans.iter().map(|span| [up_to(span.start()), up_to(span.end())]).collect()
}
