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

mod chunks;
mod debris;
mod enacting;
mod label;
mod levels;
mod marks;
mod meaning;
mod model;
mod notes;
mod numbering;
mod outline;
mod paragraphs;
mod piece;

pub use model::{
    Adoption, Clause, Date, Diagnostic, DiagnosticKind, Footnote, Manner, Part, Resolution, Vote,
};

use crate::corpus::Document;
use crate::lexicon::Lexicon;
use marks::Reference;
use paragraphs::Page;
use piece::{Note, Piece};

/// Returns every resolution in `document`, in order, each with what was noticed on the way.
///
/// A document without any clause gives one resolution without clauses, so that nothing of it is
/// lost.
#[must_use]
pub fn parse(document: &Document, lexicon: &Lexicon) -> Vec<(Resolution, Vec<Diagnostic>)> {
    let (pieces, notes) = piece::from_blocks(&document.blocks, document.format);
    chunks::split(pieces, notes)
        .into_iter()
        .map(|(pieces, notes)| resolution(document, lexicon, pieces, notes))
        .collect()
}

fn resolution(
    document: &Document,
    lexicon: &Lexicon,
    pieces: Vec<Piece>,
    mut notes: Vec<Note>,
) -> (Resolution, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let page = Page::measure(lexicon, document.language, &pieces);
    let body_start = chunks::body_start(&pieces, &page);
    let pieces = debris::remove(pieces, body_start, &mut diagnostics);
    let pieces = notes::separate(pieces, body_start, &mut notes, &mut diagnostics);
    let (mut pieces, owners) = paragraphs::join(pieces, body_start, &page);
    paragraphs::follow(&mut notes, &owners);
    let references = marks::take_out(&mut pieces, &notes);
    report_lone_notes(&notes, &references, &mut diagnostics);
    let outline = outline::outline(&pieces, body_start, &page, &mut diagnostics);
    let notes_of = |piece: usize| referred(&references, &notes, piece);
    let reading = meaning::Reading { page: &page, speaker: None, notes_of: &notes_of };
    let clauses = meaning::clauses(&outline.drafts, &reading, &mut diagnostics);
    let footnotes = notes
        .iter()
        .map(|note| Footnote { marker: note.marker.clone(), text: note.text.clone() })
        .collect();
    let resolution =
        Resolution { language: document.language, clauses, footnotes, ..Resolution::default() };
    (resolution, diagnostics)
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
