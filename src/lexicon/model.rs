//! What the tables say and what the matcher finds: plain values.

use std::fmt;
use std::sync::Arc;

use crate::text::{Language, Span};

/// The id of a clause verb concept, shared by all languages: `calls_upon`, `takes_note`.
///
/// It is the English operative form with `_` for spaces; adjectives stay as they are
/// (`mindful`, `convinced`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(Arc<str>);

impl ConceptId {
    pub(super) fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// Returns the id as it is written in the lexicon and in output.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ConceptId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Which clauses a form opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormPart {
    /// A participle or adjective: `Recalling`, `Mindful`.
    Preambular,
    /// A verb in the present: `Recalls`, `Calls upon`.
    Operative,
    /// Either: the language does not tell the two apart by the form, as Chinese.
    Both,
}

/// A clause verb found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbMatch {
    /// The printed verb with its qualifiers: `Strongly urges`, `Recalling also`.
    ///
    /// Words that only lead over to the verb (`In this regard, calls upon`) stay outside; a
    /// second verb joined at once (`Welcomes and encourages`) is inside.
    pub span: Span,
    /// Its concept; `None` for a verb that is recognised by position and form only.
    pub concept: Option<ConceptId>,
    /// Which clauses the form opens.
    pub part: FormPart,
    /// Qualifiers in the order printed: `strongly`, `with_appreciation`; two ids for one printed
    /// qualifier that says two things (`with grave concern` is `gravely`, `with_concern`).
    pub qualifiers: Vec<String>,
}

/// A clause verb as all languages share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Its id.
    pub id: ConceptId,
    /// How much it binds or praises or blames, from 0, mere mention, to 100, a decision.
    pub force: u8,
    /// The English form that opens preambular clauses, if there is one.
    pub participle: Option<String>,
    /// The English form that opens operative clauses, if there is one.
    pub present: Option<String>,
    /// What a clause with it does.
    pub gloss: String,
}

/// A printed form of a concept in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbForm {
    /// As printed, in lower case, without qualifiers.
    pub form: String,
    /// What it says most often.
    pub concept: ConceptId,
    /// What else it is used for, in falling order.
    pub also: Vec<ConceptId>,
    /// Which clauses it opens.
    pub part: FormPart,
    /// How many clauses of the evidence it opens, qualified or not.
    pub count: u32,
    /// Whether it is a verb, and no adjective or preposition that opens a clause.
    pub is_verb: bool,
}

/// A clause verb as a user asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedVerb {
    /// The language of the form that was typed; English for the id of a concept.
    pub language: Language,
    /// What was asked for, then how languages print it otherwise; one at least.
    pub readings: Vec<ConceptQuery>,
}

/// What to look for when a user asks for a clause verb.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConceptQuery {
    /// The concept of the clause's verb.
    pub concept: ConceptId,
    /// Qualifiers that the clause must have, all of them; empty if any will do. They say what
    /// the organ thinks of the matter (`with_appreciation`).
    pub qualifiers: Vec<String>,
    /// Qualifiers that only weigh the verb (`strongly`): clauses without them are found too, and
    /// belong after those with them.
    pub preferred: Vec<String>,
    /// The part of the resolution, if what was typed opens only one: `recalling` is preambular,
    /// `recalls` operative, `recall` either.
    pub part: Option<FormPart>,
    /// In which languages clauses are read so.
    pub holds: Holds,
    /// Whether it is not what was asked for, but how a language prints it.
    pub is_alternative: bool,
}

/// In which languages a reading holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// In all of them.
    Everywhere,
    /// In this one.
    In(Language),
    /// In all but this one: in its own language a form says what it says, elsewhere all it stands for.
    Outside(Language),
}

/// Where a qualifier may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// Before the verb only: `Once again urges`.
    Before,
    /// Before the verb and between its words, never after it, as in Chinese.
    Ahead,
    /// After the verb, and between its words.
    After,
    /// Between the words of the verb only: `Expresses its deep concern`.
    Inside,
    /// Anywhere.
    Any,
    /// Before the verb, and no part of it: `Therefore calls upon`.
    Lead,
    /// Before the verb, and no part of it; after the verb, a qualifier: `In this regard, calls
    /// upon`, `Welcoming in this regard`.
    Aside,
}

/// A row of `qualifiers.tsv`.
#[derive(Clone, Debug)]
pub(super) struct Qualifier {
    /// Empty for words that say nothing of their own: `its`.
    pub(super) ids: Vec<String>,
    pub(super) position: Position,
    /// After the verb it counts only before one of these words; empty: before any.
    pub(super) followed_by: Vec<Box<str>>,
}

/// How one language prints what was asked for, if not with the concept's own forms.
#[derive(Clone, Debug)]
pub(super) struct Equivalent {
    pub(super) language: Language,
    pub(super) asked: Reading,
    pub(super) reading: Reading,
}

/// A concept with the qualifiers it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) concept: ConceptId,
    pub(super) qualifiers: Vec<String>,
}

impl Reading {
    /// Reads `concept` or `concept+qualifier+qualifier`.
    pub(super) fn read(cell: &str) -> Self {
        let mut parts = cell.split('+');
        let concept = ConceptId::new(parts.next().unwrap_or_default());
        Self { concept, qualifiers: parts.map(str::to_owned).collect() }
    }
}
