//! What catalogues tell of a resolution, as members of an object.
//!
//! `subjects` are the headings under which cataloguers put it, `manner` how it was adopted. `vote` has
//! the optional member `by_state`, lists of the names of States under the names of the counts. `draft`
//! tells of the draft: `symbol`, `sponsors`, `additional_sponsors`, and `proponent`, on whose report it
//! was adopted, as printed.

use serde::Serialize;

use crate::citation::Symbol;
use crate::resolution::{Choice, Draft, Manner, Vote};
use crate::schema::Record;

/// All of it; what is not known is `null`.
#[derive(Default, Serialize)]
pub(super) struct RecordRow<'a> {
    subjects: Option<&'a [String]>,
    draft: Option<DraftRow<'a>>,
    manner: Option<&'static str>,
    vote: Option<VoteRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct VoteRow<'a> {
    in_favour: u32,
    against: u32,
    abstaining: u32,
    not_participating: Option<u32>,
    by_state: Option<StatesRow<'a>>,
}

/// Who voted how; `null` for votes that are counted and whose States are not named.
#[derive(Serialize)]
struct StatesRow<'a> {
    in_favour: Option<Vec<&'a str>>,
    against: Option<Vec<&'a str>>,
    abstaining: Option<Vec<&'a str>>,
    not_participating: Option<Vec<&'a str>>,
}

#[derive(Serialize)]
pub(super) struct DraftRow<'a> {
    symbol: Option<&'a str>,
    proponent: Option<&'a str>,
    sponsors: &'a [String],
    additional_sponsors: &'a [String],
}

impl<'a> RecordRow<'a> {
    pub(super) fn new(record: &'a Record) -> Self {
        let draft = DraftRow {
            symbol: record.draft.as_deref(),
            proponent: record.proponent.as_deref(),
            sponsors: &record.sponsors,
            additional_sponsors: &record.additional_sponsors,
        };
        Self {
            subjects: stated(&record.subjects),
            draft: Some(draft).filter(|draft| !draft.is_empty()),
            manner: record.manner.map(Manner::id),
            vote: record.vote.as_ref().map(VoteRow::new),
        }
    }
}

impl<'a> VoteRow<'a> {
    pub(super) fn new(vote: &'a Vote) -> Self {
        let by_state = StatesRow {
            in_favour: vote.states(Choice::InFavour),
            against: vote.states(Choice::Against),
            abstaining: vote.states(Choice::Abstaining),
            not_participating: vote.states(Choice::NotParticipating),
        };
        Self {
            in_favour: vote.in_favour,
            against: vote.against,
            abstaining: vote.abstaining,
            not_participating: vote.not_participating,
            by_state: (!vote.by_state.is_empty()).then_some(by_state),
        }
    }
}

impl<'a> DraftRow<'a> {
    pub(super) fn new(draft: &'a Draft) -> Self {
        Self {
            symbol: draft.symbol.as_ref().map(Symbol::as_str),
            proponent: draft.proponent.as_deref(),
            sponsors: &draft.sponsors,
            additional_sponsors: &draft.additional_sponsors,
        }
    }

    fn is_empty(&self) -> bool {
        let names = self.symbol.or(self.proponent);
        names.is_none() && self.sponsors.is_empty() && self.additional_sponsors.is_empty()
    }
}

/// Returns a list of an object: what is not stated is not known to be empty.
pub(super) fn stated(values: &[String]) -> Option<&[String]> {
    Some(values).filter(|values| !values.is_empty())
}
