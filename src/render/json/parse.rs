//! The object of `resq parse --format json`: one per resolution.
//!
//! `other_languages` has the codes of languages in which the file says that the text exists, besides
//! `language`; [`record`](super::record) tells of `subjects`, `vote` and `draft`. `headings` of a
//! clause are those it stands below in the body, outermost first.

use serde::Serialize;

use super::record::{DraftRow, VoteRow, stated};
use crate::citation::Symbol;
use crate::render::Parsed;
use crate::resolution::{AddresseeClass, Clause, Date};
use crate::text::Language;

#[derive(Serialize)]
pub(super) struct Row<'a> {
    symbol: Option<&'a str>,
    organ: Option<&'static str>,
    title: Option<&'a str>,
    subjects: Option<&'a [String]>,
    language: Option<&'static str>,
    other_languages: Option<&'a [String]>,
    session: Option<&'a str>,
    meeting_place: Option<&'a str>,
    meeting_dates: Option<[String; 2]>,
    adopted_on: Option<String>,
    agenda_item: Option<&'a str>,
    adoption: Option<&'static str>,
    manner: Option<&'static str>,
    vote: Option<VoteRow<'a>>,
    draft: Option<DraftRow<'a>>,
    clauses: Vec<ClauseRow<'a>>,
    footnotes: Vec<FootnoteRow<'a>>,
    diagnostics: Vec<DiagnosticRow<'a>>,
    source: &'a str,
}

#[derive(Serialize)]
struct ClauseRow<'a> {
    label: &'a str,
    part: &'static str,
    verb: Option<&'a str>,
    verb_text: Option<&'a str>,
    verbs: Vec<&'a str>,
    qualifiers: &'a [String],
    text: &'a str,
    lead_in: &'a [String],
    headings: &'a [String],
    citations: Vec<&'a str>,
    decisions: Vec<&'a str>,
    joint_symbols: Vec<&'a str>,
    addressee: Option<&'a str>,
    addressee_classes: Vec<&'static str>,
    deadline: Option<&'a str>,
    line: Option<usize>,
    span: [usize; 2],
}

#[derive(Serialize)]
struct FootnoteRow<'a> {
    marker: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct DiagnosticRow<'a> {
    kind: &'static str,
    message: &'a str,
    line: Option<usize>,
}

impl<'a> Row<'a> {
    pub(super) fn new(parsed: &Parsed<'a>) -> Self {
        let resolution = parsed.resolution;
        Self {
            symbol: resolution.symbol.as_ref().map(|symbol| symbol.as_str()),
            organ: resolution.organ.map(|organ| organ.id()),
            title: resolution.title.as_deref(),
            subjects: stated(&resolution.subjects),
            language: resolution.language.map(|language| language.code()),
            other_languages: stated(&resolution.other_languages),
            session: resolution.session.as_deref(),
            meeting_place: resolution.meeting_place.as_deref(),
            meeting_dates: resolution.meeting_dates.map(date_texts),
            adopted_on: resolution.adopted_on.map(|date| date.to_string()),
            agenda_item: resolution.agenda_item.as_deref(),
            adoption: resolution.adoption.map(|adoption| adoption.id()),
            manner: resolution.manner.map(|manner| manner.id()),
            vote: resolution.vote.as_ref().map(VoteRow::new),
            draft: resolution.draft.as_ref().map(DraftRow::new),
            clauses: resolution
                .clauses
                .iter()
                .map(|clause| ClauseRow::new(clause, resolution.language))
                .collect(),
            footnotes: resolution
                .footnotes
                .iter()
                .map(|note| FootnoteRow { marker: &note.marker, text: &note.text })
                .collect(),
            diagnostics: diagnostics(parsed),
            source: parsed.source,
        }
    }
}

/// Returns what was wrong with the file, then what was noticed while it was understood.
fn diagnostics<'a>(parsed: &Parsed<'a>) -> Vec<DiagnosticRow<'a>> {
    let of_file = parsed.faults.iter().map(|fault| DiagnosticRow {
        kind: "file",
        message: &fault.message,
        line: fault.line,
    });
    let of_text = parsed.diagnostics.iter().map(|diagnostic| DiagnosticRow {
        kind: diagnostic.kind.id(),
        message: &diagnostic.message,
        line: known_line(diagnostic.line),
    });
    of_file.chain(of_text).collect()
}

impl<'a> ClauseRow<'a> {
    fn new(clause: &'a Clause, language: Option<Language>) -> Self {
        let addressee = clause.addressee.as_deref();
        let classes = addressee
            .zip(language)
            .map_or_else(Vec::new, |(addressee, language)| AddresseeClass::of(addressee, language));
        let (decisions, documents): (Vec<&Symbol>, Vec<&Symbol>) =
            clause.citations.iter().partition(|symbol| symbol.is_decision());
        Self {
            label: &clause.label,
            part: clause.part.id(),
            verb: clause.head().map(|concept| concept.as_str()),
            verb_text: clause.verb_text.as_deref(),
            verbs: clause.verbs.iter().map(|concept| concept.as_str()).collect(),
            qualifiers: &clause.qualifiers,
            text: &clause.text,
            lead_in: &clause.lead_in,
            headings: &clause.headings,
            citations: documents.into_iter().map(Symbol::as_str).collect(),
            decisions: decisions.into_iter().map(Symbol::as_str).collect(),
            joint_symbols: clause.joint_symbols.iter().map(Symbol::as_str).collect(),
            addressee,
            addressee_classes: classes.into_iter().map(AddresseeClass::id).collect(),
            deadline: clause.deadline.as_deref(),
            line: known_line(clause.origin.line),
            span: [clause.origin.span.start(), clause.origin.span.end()],
        }
    }
}

fn date_texts((first, last): (Date, Date)) -> [String; 2] {
    [first.to_string(), last.to_string()]
}

/// Formats without lines say 0 inside the program, and nothing outside of it.
fn known_line(line: usize) -> Option<usize> {
    (line > 0).then_some(line)
}
