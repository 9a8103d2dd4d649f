//! What a resolution is: the values the parser makes.

use std::sync::Arc;

use crate::citation::{Organ, Symbol};
use crate::lexicon::ConceptId;
use crate::text::{Language, Origin};

/// One resolution, decision or statement, as the list of clauses it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// The canonical symbol.
    pub symbol: Option<Symbol>,
    /// The body that speaks.
    pub organ: Option<Organ>,
    /// The title or subject, on one line.
    pub title: Option<String>,
    /// The headings under which cataloguers put it, as the metadata of the document states them.
    pub subjects: Vec<String>,
    /// The language of the text.
    pub language: Option<Language>,
    /// The codes of the other languages in which the document says that the text exists, sorted:
    /// `fr`, or where the program does not know the language, the code of the document.
    pub other_languages: Vec<String>,
    /// The session as a number, or `S-27`, `ES-10` for special and emergency ones.
    pub session: Option<String>,
    /// Where the meeting was held.
    pub meeting_place: Option<String>,
    /// First and last day of the meeting.
    pub meeting_dates: Option<(Date, Date)>,
    /// The day of adoption.
    pub adopted_on: Option<Date>,
    /// The agenda item, as printed.
    pub agenda_item: Option<String>,
    /// The word the document uses for its adoption.
    pub adoption: Option<Adoption>,
    /// How it was adopted.
    pub manner: Option<Manner>,
    /// The result of a vote.
    pub vote: Option<Vote>,
    /// The draft that was adopted.
    pub draft: Option<Draft>,
    /// The clauses, in reading order.
    pub clauses: Vec<Clause>,
    /// The notes, in reading order.
    pub footnotes: Vec<Footnote>,
    /// The lines of the header, the enacting line included, as printed.
    pub header_lines: Vec<String>,
    /// The lines after the last clause, as printed: meeting, date, vote, signature.
    pub closing_lines: Vec<String>,
}

/// A day, `yyyy-mm-dd`, valid in the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Returns the day, if the calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days_max = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days_max).contains(&day).then_some(Self { year, month, day })
    }

    /// Returns the year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, from 1.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The word a document uses for its adoption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Adoption {
    /// `Adopted`.
    Adopted,
    /// `Approved`.
    Approved,
}

impl Adoption {
    /// Returns the word used in output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Approved => "approved",
        }
    }
}

/// How a resolution was adopted; the four are different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    /// The votes were counted.
    RecordedVote,
    /// Every member voted in favour.
    Unanimous,
    /// Nobody asked for a vote, and the text says consensus.
    Consensus,
    /// No vote was taken.
    WithoutVote,
}

impl Manner {
    /// Every manner, in the order of their declaration.
    pub const ALL: [Self; 4] =
        [Self::RecordedVote, Self::Unanimous, Self::Consensus, Self::WithoutVote];

    /// Returns the manner of the words used in output.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|manner| manner.id() == id)
    }

    /// Returns the words used in output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::RecordedVote => "recorded vote",
            Self::Unanimous => "unanimous",
            Self::Consensus => "consensus",
            Self::WithoutVote => "without a vote",
        }
    }
}

/// The count of a vote, and who voted how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Vote {
    /// Votes in favour.
    pub in_favour: u32,
    /// Votes against.
    pub against: u32,
    /// Abstentions.
    pub abstaining: u32,
    /// Members present that did not take part; `None` where the text is silent.
    pub not_participating: Option<u32>,
    /// How each State voted, as far as the document names it, in its order.
    pub by_state: Vec<StateVote>,
}

/// How one State voted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateVote {
    /// Its name or code, as the document has it.
    pub state: String,
    /// What it did.
    pub choice: Choice,
}

/// What a State may do in a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// It voted in favour.
    InFavour,
    /// It voted against.
    Against,
    /// It abstained.
    Abstaining,
    /// It was present and did not take part.
    NotParticipating,
}

impl Choice {
    /// Every choice, in the order in which results are announced.
    pub const ALL: [Self; 4] =
        [Self::InFavour, Self::Against, Self::Abstaining, Self::NotParticipating];

    /// Returns the words used in output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::InFavour => "in favour",
            Self::Against => "against",
            Self::Abstaining => "abstaining",
            Self::NotParticipating => "not participating",
        }
    }
}

impl Vote {
    /// Returns how many made `choice`; `None` where the document is silent.
    #[must_use]
    pub fn count(&self, choice: Choice) -> Option<u32> {
        match choice {
            Choice::InFavour => Some(self.in_favour),
            Choice::Against => Some(self.against),
            Choice::Abstaining => Some(self.abstaining),
            Choice::NotParticipating => self.not_participating,
        }
    }

    /// Returns the States that made `choice`; `None` where some did and the document does not name
    /// them, or where it is silent.
    #[must_use]
    pub fn states(&self, choice: Choice) -> Option<Vec<&str>> {
        let chose = self.by_state.iter().filter(|one| one.choice == choice);
        let states: Vec<&str> = chose.map(|one| one.state.as_str()).collect();
        (!states.is_empty() || self.count(choice) == Some(0)).then_some(states)
    }
}

/// The draft of a resolution, as far as the document tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its symbol, that of the last revision.
    pub symbol: Option<Symbol>,
    /// On whose report it was adopted, as printed.
    pub proponent: Option<String>,
    /// Who submitted it: States, or a body in a sentence.
    pub sponsors: Vec<String>,
    /// Who joined the sponsors after it was submitted.
    pub additional_sponsors: Vec<String>,
}

/// The part of a resolution a clause belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Before the operative part: reasons and references.
    Preambular,
    /// What is decided, requested, urged.
    Operative,
    /// A paragraph of an annex.
    Annex,
}

impl Part {
    /// Returns the id used in output and queries.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Preambular => "preambular",
            Self::Operative => "operative",
            Self::Annex => "annex",
        }
    }
}

/// One clause, or one sub-item of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The name delegates use: `PP5`, `OP3(a)`, `II.OP3`, `AX1.12`.
    pub label: String,
    /// Where it belongs.
    pub part: Part,
    /// The head verb, then the further ones; the head is inherited by sub-items.
    pub verbs: Vec<ConceptId>,
    /// Whether `verbs[0]` is the concept of the clause's own or inherited head verb; `false` when
    /// the head is unknown to the lexicon and `verbs` holds mentions only.
    pub has_head: bool,
    /// The head verb as printed, qualifiers included: `Strongly urges`.
    pub verb_text: Option<String>,
    /// The qualifiers of the head: `strongly`, `with_appreciation`.
    pub qualifiers: Vec<String>,
    /// The words, without number and note marks, on one line.
    pub text: String,
    /// The lead-in of the clause this one is an item of; empty for a whole clause. Nested items
    /// have every lead-in above them, outermost first: the texts of clauses before this one, the
    /// last whole one, its last item, and so on, of each at most the first 4,000 characters, with `…`
    /// behind them where there are more. Searches look at the whole of those clauses.
    pub lead_in: Vec<String>,
    /// The headings it stands below, outermost first; the clauses below one heading share them.
    pub headings: Arc<[String]>,
    /// The documents it cites, in the text or in its notes, each once, in order.
    pub citations: Vec<Symbol>,
    /// Further symbols of documents among them that two bodies issued as one: `S/26560` of
    /// `A/48/486-S/26560`.
    pub joint_symbols: Vec<Symbol>,
    /// Whom it speaks to, as printed.
    pub addressee: Option<String>,
    /// Until when, as printed.
    pub deadline: Option<String>,
    /// Where it begins and ends in the source.
    pub origin: Origin,
}

impl Clause {
    /// Returns the concept of the head verb, own or inherited.
    #[must_use]
    pub fn head(&self) -> Option<&ConceptId> {
        if self.has_head { self.verbs.first() } else { None }
    }
}

/// Returns those of `headings`, above a clause, that begin or go on again there, where the clause
/// before stands below `above`; what is printed above the clause.
///
/// ```
/// use resq::resolution::headings_begun;
///
/// let [part, lamps, ropes] = ["II", "Lamps", "Ropes"].map(String::from);
/// let (first, second) = ([part.clone(), lamps], [part.clone(), ropes.clone()]);
/// assert_eq!(headings_begun(&second, &first), [ropes]);
/// assert_eq!(headings_begun(&[part.clone()], &first), [part]);
/// ```
#[must_use]
pub fn headings_begun<'a>(headings: &'a [String], above: &[String]) -> &'a [String] {
    let same = headings.iter().zip(above).take_while(|(own, other)| own == other).count();
    let goes_on_again = same == headings.len() && above.len() > same;
    &headings[if goes_on_again { same.saturating_sub(1) } else { same }..]
}

/// A note and the marker that refers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// As printed: `1`, `a`, `*`.
    pub marker: String,
    /// The note without the marker, on one line.
    pub text: String,
}

/// Something the parser met and did not turn into the resolution, or did with doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing.
    pub kind: DiagnosticKind,
    /// One sentence for the reader, lower case, no full stop; it holds the text concerned.
    pub message: String,
    /// The line it concerns, from 1; 0 where the format has no lines.
    pub line: usize,
}

/// The kinds of [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiagnosticKind {
    /// A running header, page number, job number or the like was taken out.
    PageDebris,
    /// A clause whose verb the lexicon does not know.
    UnknownVerb,
    /// A clause whose verb was spoilt by character recognition, and read nevertheless; the message
    /// holds how sure that is.
    SpoiltVerb,
    /// Text that fits nowhere; it is kept as a clause or named here, never dropped in silence.
    Unplaced,
    /// Numbering that jumps or repeats.
    Numbering,
    /// A mark without a note, or a note without a mark.
    Footnote,
    /// The counts of a vote and the States that are named do not agree.
    Vote,
    /// A limit was reached and the rest left out.
    Limit,
}

impl DiagnosticKind {
    /// Every kind, in the order of their declaration.
    pub const ALL: [Self; 8] = [
        Self::PageDebris,
        Self::UnknownVerb,
        Self::SpoiltVerb,
        Self::Unplaced,
        Self::Numbering,
        Self::Footnote,
        Self::Vote,
        Self::Limit,
    ];

    /// Returns the name used in output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::PageDebris => "page debris removed",
            Self::UnknownVerb => "unknown verb",
            Self::SpoiltVerb => "spoilt verb",
            Self::Unplaced => "unplaced text",
            Self::Numbering => "numbering",
            Self::Footnote => "footnote",
            Self::Vote => "vote",
            Self::Limit => "limit",
        }
    }
}
