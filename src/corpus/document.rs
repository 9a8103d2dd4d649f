//! [`Document`]: one file, read.

use std::path::PathBuf;

use crate::text::{Block, Language};

/// A source file as blocks, with what the file itself says about the resolution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The path as the user gave it or as the walk found it.
    pub source: PathBuf,
    /// How it was read.
    pub format: Format,
    /// The language of the document as a whole, `None` where the text is too short or foreign.
    pub language: Option<Language>,
    /// The text in reading order.
    pub blocks: Vec<Block>,
    /// What metadata of the format states.
    pub facts: Vec<Fact>,
    /// What was wrong with the file but did not stop the reading: bad bytes, limits reached.
    pub faults: Vec<ReadFault>,
}

/// A file format the program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, or text that looks like it.
    Markdown,
    /// A web page.
    Html,
    /// Akoma Ntoso XML.
    AkomaNtoso,
    /// JSON or JSON Lines with the text in a member.
    Json,
    /// A table of rows and cells with the text in a column.
    Csv,
    /// Pages as they are printed.
    Pdf,
    /// A Word document.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
}

impl Format {
    /// Every format, in the order of their declaration.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::AkomaNtoso,
        Self::Json,
        Self::Csv,
        Self::Pdf,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
    ];

    /// Returns the format of a short name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// Returns the short name: `text`, `markdown`, `html`, `akoma-ntoso`, `json`, `csv`, `pdf`,
    /// `docx`, `odt`, `rtf`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::AkomaNtoso => "akoma-ntoso",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
        }
    }
}

/// One statement of a format's metadata, such as the vote in Akoma Ntoso.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// As written in the file.
    pub value: String,
}

/// What a [`Fact`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// The document symbol.
    Symbol,
    /// The title.
    Title,
    /// The organ, as an id or a name.
    Organ,
    /// The session.
    Session,
    /// The day of adoption, `yyyy-mm-dd`.
    AdoptedOn,
    /// How it was adopted: `adoptedWithoutVote`, `adoptedRecordedVote`.
    VotingOutcome,
    /// Votes in favour.
    InFavour,
    /// Votes against.
    Against,
    /// Abstentions.
    Abstaining,
    /// Members that did not take part in the voting.
    NotParticipating,
    /// A member that voted in favour, as the file names it.
    VoterInFavour,
    /// A member that voted against.
    VoterAgainst,
    /// A member that abstained.
    VoterAbstaining,
    /// A member that did not take part.
    VoterNotParticipating,
    /// The symbol of the draft.
    Draft,
    /// Who submitted the draft: one name, names with commas between, or a sentence.
    Sponsors,
    /// Who joined the sponsors later, in the same form.
    AdditionalSponsors,
    /// On whose report it was adopted, as printed.
    Proponent,
    /// The code of another language in which the text exists.
    OtherLanguage,
    /// A subject heading.
    Subject,
}

/// Something wrong with a file that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFault {
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// The line it concerns, from 1, if one.
    pub line: Option<usize>,
}
