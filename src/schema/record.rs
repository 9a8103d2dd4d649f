//! [`Record`]: how a resolution came about, as catalogues tell it.

use super::packing::{Reader, pack_number, pack_option, pack_text, pack_texts, pack_whole};
use super::stored::BodyError;
use crate::resolution::{Choice, Draft, Manner, Resolution, StateVote, Vote};

/// What catalogues tell of a resolution beside its text: subjects, draft and sponsors, and the vote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The headings under which cataloguers put it.
    pub subjects: Vec<String>,
    /// The symbol of the draft that was adopted.
    pub draft: Option<String>,
    /// On whose report it was adopted, as printed.
    pub proponent: Option<String>,
    /// Who submitted the draft: States, or a body in a sentence.
    pub sponsors: Vec<String>,
    /// Who joined the sponsors after it was submitted.
    pub additional_sponsors: Vec<String>,
    /// How it was adopted.
    pub manner: Option<Manner>,
    /// The result of a vote.
    pub vote: Option<Vote>,
}

impl Record {
    /// Returns the record of a resolution; `None` where nothing of it is known.
    #[must_use]
    pub fn of(resolution: &Resolution) -> Option<Self> {
        let Draft { symbol, proponent, sponsors, additional_sponsors } =
            resolution.draft.clone().unwrap_or_default();
        let record = Self {
            subjects: resolution.subjects.clone(),
            draft: symbol.map(|symbol| symbol.to_string()),
            proponent,
            sponsors,
            additional_sponsors,
            manner: resolution.manner,
            vote: resolution.vote.clone(),
        };
        (record != Self::default()).then_some(record)
    }

    /// Returns who sponsored the draft, those who joined later behind the others.
    pub fn all_sponsors(&self) -> impl Iterator<Item = &str> {
        self.sponsors.iter().chain(&self.additional_sponsors).map(String::as_str)
    }

    pub(super) fn pack(&self, out: &mut String) {
        pack_texts(&self.subjects, out);
        pack_option(self.draft.as_deref(), out);
        pack_option(self.proponent.as_deref(), out);
        pack_texts(&self.sponsors, out);
        pack_texts(&self.additional_sponsors, out);
        pack_option(self.manner.map(Manner::id), out);
        pack_whole(self.vote.as_ref(), out, pack_vote);
    }

    pub(super) fn unpack(reader: &mut Reader<'_>) -> Result<Self, BodyError> {
        Ok(Self {
            subjects: reader.texts()?,
            draft: reader.option()?,
            proponent: reader.option()?,
            sponsors: reader.texts()?,
            additional_sponsors: reader.texts()?,
            manner: reader.option()?.and_then(|id| Manner::from_id(&id)),
            vote: reader.whole(unpack_vote)?,
        })
    }
}

/// The counts, then the States: of those that made one choice one after the other, the choice and
/// their names.
fn pack_vote(vote: &Vote, out: &mut String) {
    for choice in Choice::ALL {
        let count = vote.count(choice).map(|count| count.to_string());
        pack_option(count.as_deref(), out);
    }
    let runs: Vec<&[StateVote]> =
        vote.by_state.chunk_by(|left, right| left.choice == right.choice).collect();
    pack_number(runs.len(), out);
    for run in runs {
        pack_text(run.first().map_or("", |one| one.choice.id()), out);
        pack_number(run.len(), out);
        for one in run {
            pack_text(&one.state, out);
        }
    }
}

fn unpack_vote(reader: &mut Reader<'_>) -> Result<Vote, BodyError> {
    let mut counts = [None; Choice::ALL.len()];
    for count in &mut counts {
        *count = reader.option()?.and_then(|count| count.parse().ok());
    }
    let [in_favour, against, abstaining, not_participating] = counts;
    let mut by_state = Vec::new();
    for _ in 0..reader.number()? {
        let id = reader.text()?;
        let choice = Choice::ALL.into_iter().find(|choice| choice.id() == id);
        let choice = choice.ok_or(reader.damage())?;
        by_state.extend(reader.texts()?.into_iter().map(|state| StateVote { state, choice }));
    }
    Ok(Vote {
        in_favour: in_favour.unwrap_or_default(),
        against: against.unwrap_or_default(),
        abstaining: abstaining.unwrap_or_default(),
        not_participating,
        by_state,
    })
}
