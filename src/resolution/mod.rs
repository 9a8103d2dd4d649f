//! From blocks to a [`Resolution`]: header, clauses, sub-items, notes, vote, diagnostics.
//!
//! Pure: values in, values out. It knows no files, never fails and never loses text.
//!
//! # Stages
//!
//! ```text
//! blocks --piece--> pieces --chunks--> one resolution each
//!   --debris--> --notes--> text and notes apart --paragraphs--> whole paragraphs
//!   --marks--> marks cut out --outline--> drafts, numbered --meaning--> clauses
//! ```
//!
//! Every stage takes plain values and gives plain values; what one removes it names in a
//! [`Diagnostic`]. Mark-up that names its parts passes through the same stages, which then have
//! nothing to guess.

mod addressee;
mod addressee_class;
mod annex;
mod articles;
mod bounds;
mod brackets;
mod chunks;
mod conclusion;
mod dates;
mod deadline;
mod debris;
mod enacting;
mod explain;
mod fused;
mod header;
mod label;
mod lead_ins;
mod levels;
mod marks;
mod meaning;
mod model;
mod notes;
mod numbering;
mod outline;
mod page;
mod paragraphs;
mod past;
mod piece;
mod raised;
mod restore;
mod run_in;
mod speaker;

pub use addressee_class::AddresseeClass;
pub use bounds::Rule;
pub use explain::{LineKind, LineReading, explain};
pub use model::{
    Adoption, Choice, Clause, Date, Diagnostic, DiagnosticKind, Draft, Footnote, Manner, Part,
    Resolution, StateVote, Vote, headings_begun,
};

use std::collections::BTreeSet;

use crate::citation::Organ;
use crate::corpus::{Document, Fact, FactKind};
use crate::lexicon::Lexicon;
use header::HeaderLine;
use marks::Reference;
use outline::Outline;
use page::Page;
use paragraphs::Joined;
use piece::{Note, Piece};

/// The embedded tables of headers and clauses, by their names in `index-schema/`.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("clause/addressee_classes.tsv", addressee_class::TABLE),
    ("clause/addressees.tsv", addressee::TABLE),
    ("clause/deadlines.tsv", deadline::TABLE),
    ("clause/divided.tsv", crate::text::DIVIDED_WORDS),
    header::tables::EMBEDDED[0],
    header::tables::EMBEDDED[1],
    header::tables::EMBEDDED[2],
];

/// The most clauses one resolution may have; the longest known have some five hundred.
pub const CLAUSES_MAX: usize = 50_000;

/// Returns every resolution in `document`, in order, each with what was noticed on the way.
///
/// A document without any clause gives one resolution without clauses, so that nothing of it is
/// lost.
#[must_use]
pub fn parse(document: &Document, lexicon: &Lexicon) -> Vec<(Resolution, Vec<Diagnostic>)> {
    read(document, lexicon).into_iter().map(|read| (read.resolution, read.diagnostics)).collect()
}

/// A resolution, and how its lines became what it holds.
struct Read {
    resolution: Resolution,
    diagnostics: Vec<Diagnostic>,
    /// The lines that are neither debris nor notes.
    lines: Vec<Joined>,
    outline: Outline,
    /// The lines on which notes begin, and the number of each note.
    notes: Vec<(usize, String)>,
}

fn read(document: &Document, lexicon: &Lexicon) -> Vec<Read> {
    let (mut pieces, notes) = piece::from_blocks(&document.blocks, document.format);
    restore::gaps(&mut pieces);
    fused::symbols(&mut pieces);
    let chunks = chunks::split(pieces, notes);
    // What metadata states is true of the file, which may hold several resolutions.
    let facts = if chunks.len() == 1 { document.facts.as_slice() } else { &[] };
    chunks.into_iter().map(|chunk| resolution(document, facts, lexicon, chunk)).collect()
}

fn resolution(
    document: &Document,
    facts: &[Fact],
    lexicon: &Lexicon,
    (mut pieces, mut notes): (Vec<Piece>, Vec<Note>),
) -> Read {
    let mut diagnostics = Vec::new();
    let mut page = Page::measure(lexicon, document.language, &pieces);
    let body_start = restore(&mut pieces, &page);
    page.tells_past = chunks::tells_past(&pieces, body_start, &page);
    let pieces = debris::remove(pieces, body_start, &mut diagnostics);
    let pieces = notes::separate(pieces, body_start, &mut notes, &page, &mut diagnostics);
    let (mut pieces, lines) = paragraphs::join(pieces, body_start, &page);
    paragraphs::follow(&mut notes, &lines);
    report_lone_marks(&pieces, &notes, &mut diagnostics);
    let references = marks::take_out(&mut pieces, &notes);
    report_lone_notes(&notes, &references, &mut diagnostics);
    let mut outline = outline::outline(&pieces, body_start, &page, &mut diagnostics);
    limit_clauses(&mut outline.drafts, &mut diagnostics);
    let notes_of = |piece: usize| referred(&references, &notes, piece);
    let header = header::read(&header::Sources {
        before: header_lines(&pieces, &outline.header),
        after: header_lines(&pieces, &outline.conclusion),
        notes: notes.iter().map(|note| note.text.as_str()).collect(),
        facts,
        language: document.language,
    });
    let reading = meaning::Reading {
        page: &page,
        speaker: header.organ.filter(counts_by_session),
        notes_of: &notes_of,
    };
    let mut resolution = Resolution {
        language: document.language,
        subjects: values(facts, FactKind::Subject),
        other_languages: values(facts, FactKind::OtherLanguage),
        clauses: meaning::clauses(&outline.drafts, &reading, &mut diagnostics),
        footnotes: notes.iter().map(footnote).collect(),
        header_lines: printed_lines(&pieces, &outline.header),
        closing_lines: printed_lines(&pieces, &outline.conclusion),
        ..Resolution::default()
    };
    header.fill(&mut resolution);
    if resolution.symbol.is_none() && opens_with_what_was_seen(&resolution) {
        resolution.organ = resolution.organ.filter(|organ| *organ != Organ::UnGa);
    }
    diagnostics.extend(resolution.vote.iter().flat_map(header::doubts));
    let notes = notes.into_iter().map(|note| (note.line, note.marker)).collect();
    Read { resolution, diagnostics, lines, outline, notes }
}

/// Tells whether a preamble says what the body has seen: so that of the American States opens, `LA ASAMBLEA
/// GENERAL, VISTO:`, and never the General Assembly of the United Nations.
fn opens_with_what_was_seen(resolution: &Resolution) -> bool {
    const SEEN: &str = "having_seen";
    let mut preamble =
        resolution.clauses.iter().take_while(|clause| clause.part == Part::Preambular);
    preamble.any(|clause| {
        clause.has_head && clause.verbs.first().is_some_and(|verb| verb.as_str() == SEEN)
    })
}

/// Gives the lines back what the setting of the page took, and returns where the body begins.
fn restore(pieces: &mut Vec<Piece>, page: &Page<'_>) -> usize {
    raised::lower(pieces);
    restore::enacting_role(pieces);
    restore::enacting_lines(pieces, page);
    run_in::part(pieces, page);
    fused::enacting(pieces, page);
    restore::clause_names(pieces, page);
    restore::small_bullets(pieces, page);
    restore::capital_items(pieces, page);
    restore::stops(pieces, page);
    brackets::open(pieces, page);
    restore::misread_numbers(pieces, page);
    restore::names_between(pieces, page);
    restore::name_above_first(pieces, page);
    articles::stated(pieces);
    articles::mark(pieces, page);
    let body_start = chunks::body_start(pieces, page);
    lead_ins::mark(pieces, body_start, page);
    body_start
}

/// What the metadata states of one kind.
fn values(facts: &[Fact], kind: FactKind) -> Vec<String> {
    let own = facts.iter().filter(|fact| fact.kind == kind);
    each_once(own.map(|fact| fact.value.clone()))
}

/// Returns values in their order, each once.
fn each_once(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    values.filter(|value| seen.insert(value.clone())).collect()
}

fn footnote(note: &Note) -> Footnote {
    Footnote { marker: note.marker.clone(), text: note.text.clone() }
}

/// Leaves out what is beyond [`CLAUSES_MAX`], and says so.
fn limit_clauses(drafts: &mut Vec<outline::Draft>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(first) = drafts.get(CLAUSES_MAX) {
        diagnostics.push(Diagnostic {
            kind: DiagnosticKind::Limit,
            message: format!("more than {CLAUSES_MAX} clauses; the rest was left out"),
            line: first.origin.line,
        });
        drafts.truncate(CLAUSES_MAX);
    }
}

/// The words and roles of some pieces, for the reader of headers.
fn header_lines<'a>(pieces: &'a [Piece], places: &[usize]) -> Vec<HeaderLine<'a>> {
    let piece = |place: &usize| pieces.get(*place);
    let lines = places.iter().filter_map(piece);
    lines
        .map(|piece| HeaderLine {
            text: &piece.text,
            role: piece.role,
            has_gap: piece.gap_lines > 0,
        })
        .collect()
}

/// Tells whether a body's own resolutions are called `51/1` or `1325 (2000)` in running text. "Its
/// resolution 71/19" in a text of another body is that of the body named before.
fn counts_by_session(organ: &Organ) -> bool {
    match organ {
        Organ::UnGa
        | Organ::UnSc
        | Organ::UnEcosoc
        | Organ::UnHrc
        | Organ::UnHabitat
        | Organ::Unea => true,
        Organ::ImoAssembly
        | Organ::InterpolGa
        | Organ::ItuPp
        | Organ::UnescoIbe
        | Organ::WhoEb
        | Organ::WhoWha => false,
    }
}

fn printed_lines(pieces: &[Piece], places: &[usize]) -> Vec<String> {
    places.iter().map(|place| pieces[*place].text.trim().to_owned()).collect()
}

/// A mark that the format tells from the text, of a note that is not there, is named: it is no
/// part of the clause any more.
fn report_lone_marks(pieces: &[Piece], notes: &[Note], diagnostics: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = notes.iter().map(|note| note.marker.as_str()).collect();
    for piece in pieces {
        for mark in piece.marks.iter().filter(|mark| !known.contains(mark.marker.as_str())) {
            diagnostics.push(Diagnostic {
                kind: DiagnosticKind::Footnote,
                message: format!("there is no note `{}`, which a mark refers to", mark.marker),
                line: piece.origin.line,
            });
        }
    }
}

/// A note that no mark refers to is a fault of the document or of the reading.
fn report_lone_notes(notes: &[Note], references: &[Reference], diagnostics: &mut Vec<Diagnostic>) {
    let mut is_referred = vec![false; notes.len()];
    for reference in references {
        is_referred[reference.note] = true;
    }
    for (note, _) in notes.iter().zip(is_referred).filter(|(_, is_referred)| !is_referred) {
        diagnostics.push(Diagnostic {
            kind: DiagnosticKind::Footnote,
            message: format!("no mark refers to note `{}`: `{}`", note.marker, note.text),
            line: note.line,
        });
    }
}

/// The texts of the notes a piece refers to.
fn referred<'a>(references: &[Reference], notes: &'a [Note], piece: usize) -> Vec<&'a str> {
    let start = references.partition_point(|reference| reference.piece < piece);
    references[start..]
        .iter()
        .take_while(|reference| reference.piece == piece)
        .map(|reference| notes[reference.note].text.as_str())
        .collect()
}
