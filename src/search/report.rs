//! What a search gives back: plain data, which knows neither the engine nor the terminal.

use super::explain::Reason;
use crate::query::Field;
use crate::schema::Record;
use crate::text::Span;

/// The answer to one query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchReport {
    /// How the query and its filters were read, in the query language; empty for every clause.
    pub reading: String,
    /// Whether the reading says no more than what was typed.
    pub is_obvious: bool,
    /// How many clauses match in all, also beyond the limit.
    pub total_clauses: usize,
    /// How many resolutions they stand in.
    pub total_resolutions: usize,
    /// The best hits, grouped by resolution or not; those that hold all of the query first.
    pub groups: Vec<Group>,
    /// Which part of the answer these groups are.
    pub page: Page,
    /// Words that no clause of the index has, in the order typed, then quoted verbs that head none;
    /// told where nothing holds all of the query.
    pub absent: Vec<AbsentWord>,
    /// Documents that the query names and the index does not have, or not with the clauses asked for;
    /// told where nothing holds all of the query.
    pub absent_documents: Vec<AbsentDocument>,
}

/// A part of an answer: what stands before it, and whether it is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many groups the pages before it have.
    pub groups_before: usize,
    /// How many clauses they stand for, with copies and with those that were left out.
    pub clauses_before: usize,
    /// Whether some of those lack words of the query.
    pub has_near_before: bool,
    /// Whether no page follows.
    pub is_last: bool,
}

impl Page {
    /// Tells whether no page stands before it.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.groups_before == 0
    }
}

impl Default for Page {
    /// The only page.
    fn default() -> Self {
        Self { groups_before: 0, clauses_before: 0, has_near_before: false, is_last: true }
    }
}

/// A word or quoted verb of the query that no clause has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsentWord {
    /// As typed.
    pub word: String,
    /// Words of the index spelled like it, the nearest first.
    pub nearest: Vec<String>,
}

/// A document that the query names in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsentDocument {
    /// Its canonical symbol.
    pub symbol: String,
    /// How many clauses of it the index has, none of which is one asked for; 0 where it has none at all.
    pub clauses: usize,
}

/// The hits of one resolution, best first; a group of one when grouping is off.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Which resolution of the index; the same number as long as its file stays the same.
    pub key: u64,
    /// The header of the resolution.
    pub header: Header,
    /// What ranks it: of a resolution as a whole, else of its best hit. Higher is better; comparable within
    /// one report only.
    pub score: f32,
    /// Its hits, best first; never empty.
    pub hits: Vec<Hit>,
    /// Hits of the same resolution that were left out.
    pub more: usize,
}

impl Group {
    /// Returns how many clauses it stands for: hits, their copies and those that were left out.
    #[must_use]
    pub fn clauses(&self) -> usize {
        self.hits.iter().map(|hit| 1 + hit.copies).sum::<usize>() + self.more
    }

    /// Tells whether a hit of it lacks words of the query.
    #[must_use]
    pub fn has_near(&self) -> bool {
        self.hits.iter().any(|hit| !hit.missing.is_empty())
    }
}

/// What is printed once per resolution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The canonical symbol.
    pub symbol: Option<String>,
    /// The organ's id.
    pub organ: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The day of adoption, `yyyy-mm-dd`, or the year.
    pub date: Option<String>,
    /// The code of the language.
    pub language: Option<String>,
    /// The session.
    pub session: Option<String>,
    /// The path of the file.
    pub source: String,
    /// What catalogues tell of it; only where it was asked for and something is known.
    pub record: Option<Record>,
}

/// One clause that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// From 1.
    pub rank: usize,
    /// Higher is better; comparable within one report only.
    pub score: f32,
    /// The label: `OP3(a)`.
    pub label: String,
    /// The id of the part.
    pub part: String,
    /// The concept id of the head verb.
    pub verb: Option<String>,
    /// The head verb as printed.
    pub verb_text: Option<String>,
    /// Where the printed verb stands in `text`, if it does (a sub-item inherits it).
    pub verb_span: Option<Span>,
    /// Whom the clause or its lead-in speaks to, as printed.
    pub addressee: Option<String>,
    /// The whole clause.
    pub text: String,
    /// The lead-in of a sub-item, as one text; empty for a whole clause.
    pub lead_in: String,
    /// The headings it stands below, outermost first.
    pub headings: Vec<String>,
    /// What the query matched in `text`, in order, without overlaps, on whole characters.
    pub highlights: Vec<Span>,
    /// The stretches of `text` in which operands stand as a connector of the query says, in order and
    /// apart from each other: what is highlighted in one of them is one match.
    pub connected: Vec<Span>,
    /// What the query matched in `lead_in`.
    pub lead_in_highlights: Vec<Span>,
    /// Words of the query that neither the clause nor its lead-in holds; empty unless the clause
    /// matches in part only.
    pub missing: Vec<String>,
    /// The line in the source file, from 1; 0 where the format has no lines.
    pub line: usize,
    /// How many clauses of the same wording this one stands for, itself not counted.
    pub copies: usize,
    /// The first and the last year of these copies, if any year is known.
    pub copies_years: Option<(u16, u16)>,
    /// Why it ranks where it does; empty unless asked for.
    pub reasons: Vec<Reason>,
}

/// How often clause verbs head clauses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerbReport {
    /// The clauses that were counted.
    pub total_clauses: usize,
    /// Those among them without a head verb the lexicon knows.
    pub clauses_without_verb: usize,
    /// One row per part and verb: by part in the order of a resolution, the most frequent first,
    /// equal counts by verb.
    pub rows: Vec<VerbRow>,
}

/// One clause verb in one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbRow {
    /// The id of the part.
    pub part: String,
    /// The concept id.
    pub verb: String,
    /// How many clauses it heads, sub-items that inherit it included.
    pub clauses: usize,
}

/// What the clauses that match are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetReport {
    /// Organ, part, verb, year and language, in this order.
    pub facets: Vec<Facet>,
}

/// The values of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The field of the query language.
    pub field: Field,
    /// Its values, the most frequent first; years the newest first.
    pub rows: Vec<FacetRow>,
}

/// A value and how many clauses have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetRow {
    /// As the query language has it.
    pub value: String,
    /// How many clauses.
    pub clauses: usize,
}
