//! The object of `resq search --format json`: one per hit.

use serde::Serialize;

use super::record::RecordRow;
use crate::render::Shown;
use crate::render::column::in_characters;
use crate::search::{Group, Hit};

#[derive(Serialize)]
pub(super) struct Row<'a> {
    rank: usize,
    score: f32,
    symbol: Option<&'a str>,
    clause: &'a str,
    part: &'a str,
    verb: Option<&'a str>,
    verb_text: Option<&'a str>,
    organ: Option<&'a str>,
    title: Option<&'a str>,
    date: Option<&'a str>,
    session: Option<&'a str>,
    language: Option<&'a str>,
    text: &'a str,
    highlights: Vec<[usize; 2]>,
    lead_in: Option<&'a str>,
    lead_in_highlights: Vec<[usize; 2]>,
    headings: &'a [String],
    source: &'a str,
    line: Option<usize>,
    copies: usize,
    addressee: Option<&'a str>,
    missing: &'a [String],
    /// Only where a line stands for a resolution: how many of its clauses match.
    #[serde(skip_serializing_if = "Option::is_none")]
    clauses: Option<usize>,
    /// Only where the copies have known years: the first and the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    copies_years: Option<(u16, u16)>,
    /// Only where they were asked for: why it ranks where it does, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
    /// Only of whole resolutions that have some: the paths of its copies in other formats, which are
    /// not in the index.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    alternatives: &'a [String],
    /// Only where a line stands for a resolution or is the first of a whole one, or where its members
    /// are chosen by name.
    #[serde(flatten)]
    record: Option<RecordRow<'a>>,
}

impl<'a> Row<'a> {
    /// Returns the object of one clause.
    pub(super) fn of_clause(group: &'a Group, hit: &'a Hit) -> Self {
        let header = &group.header;
        Self {
            rank: hit.rank,
            score: hit.score,
            symbol: header.symbol.as_deref(),
            clause: &hit.label,
            part: &hit.part,
            verb: hit.verb.as_deref(),
            verb_text: hit.verb_text.as_deref(),
            organ: header.organ.as_deref(),
            title: header.title.as_deref(),
            date: header.date.as_deref(),
            session: header.session.as_deref(),
            language: header.language.as_deref(),
            text: &hit.text,
            highlights: in_characters(&hit.text, &hit.highlights),
            lead_in: Some(hit.lead_in.as_str()).filter(|text| !text.is_empty()),
            lead_in_highlights: in_characters(&hit.lead_in, &hit.lead_in_highlights),
            headings: &hit.headings,
            source: &header.source,
            line: (hit.line > 0).then_some(hit.line),
            copies: hit.copies,
            addressee: hit.addressee.as_deref(),
            missing: &hit.missing,
            clauses: None,
            copies_years: hit.copies_years,
            reasons: hit.reasons.iter().map(ToString::to_string).collect(),
            alternatives: &[],
            record: None,
        }
    }

    /// Returns the object of one clause of a whole resolution.
    pub(super) fn of_whole(shown: &Shown<'a>, hit: &'a Hit) -> Self {
        Self { alternatives: shown.alternatives, ..Self::of_clause(shown.resolution, hit) }
    }

    /// Returns the object of a resolution: its best clause and how many of its clauses match.
    pub(super) fn of_resolution(group: &'a Group, best: &'a Hit) -> Self {
        let clauses = Some(group.hits.len() + group.more);
        let score = group.score;
        Self { score, clauses, ..Self::of_clause(group, best).with_record(group, true) }
    }

    /// Returns the object with what catalogues tell of the resolution, if that `is_told`.
    pub(super) fn with_record(self, group: &'a Group, is_told: bool) -> Self {
        let record = || group.header.record.as_ref().map(RecordRow::new).unwrap_or_default();
        Self { record: is_told.then(record), ..self }
    }
}
