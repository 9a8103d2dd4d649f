//! `resq parse` for people: a resolution as the program read it.

use std::io;

use super::page::{Indent, Page};
use super::resolution::{self, Columns};
use crate::render::Parsed;
use crate::render::escape::visible;
use crate::render::layout::{Label, Sign};
use crate::render::pieces::Piece;
use crate::render::pieces::emphasised;
use crate::render::record;
use crate::resolution::{Clause, Footnote, Resolution};
use crate::schema::Record;
use crate::search::Header;
use crate::text::{Language, Span};

pub(super) fn write(parsed: &Parsed<'_>, page: &mut Page<'_>) -> io::Result<()> {
    let resolution = parsed.resolution;
    resolution::write_header(&header(parsed), page)?;
    let record = Record::of(resolution);
    let adoption = adoption(resolution, record.as_ref());
    if !adoption.is_empty() {
        let text = adoption.join(&format!(" {} ", page.layout.sign(Sign::Dot)));
        page.plain(&[Piece::new(visible(&text), Label::Header)])?;
    }
    write_languages(&resolution.other_languages, page)?;
    if let Some(record) = &record {
        resolution::write_record(record, usize::MAX, page)?;
    }
    let labels = resolution.clauses.iter().map(|clause| clause.label.as_str());
    let columns = Columns::new(labels, page.layout);
    let mut above: &[String] = &[];
    for clause in &resolution.clauses {
        page.gap()?;
        resolution::write_headings(&clause.headings, above, columns, page)?;
        above = &clause.headings;
        write_clause(clause, columns, page)?;
    }
    write_notes(&resolution.footnotes, page)?;
    write_diagnostics(parsed, page)?;
    page.gap()?;
    page.source(0, parsed.source, 0)?;
    page.gap()
}

fn header(parsed: &Parsed<'_>) -> Header {
    let resolution = parsed.resolution;
    Header {
        symbol: resolution.symbol.as_ref().map(ToString::to_string),
        organ: resolution.organ.map(|organ| organ.id().to_owned()),
        title: resolution.title.clone(),
        date: resolution.adopted_on.map(|date| date.to_string()),
        language: resolution.language.map(|language| language.code().to_owned()),
        session: resolution.session.clone(),
        source: parsed.source.to_owned(),
        record: None,
    }
}

/// Returns what is known of meeting and adoption, each a few words.
fn adoption(resolution: &Resolution, record: Option<&Record>) -> Vec<String> {
    let meeting = match (&resolution.meeting_place, resolution.meeting_dates) {
        (Some(place), Some((first, last))) => Some(format!("{place}, {first} to {last}")),
        (Some(place), None) => Some(place.clone()),
        (None, Some((first, last))) => Some(format!("{first} to {last}")),
        (None, None) => None,
    };
    let adoption = resolution.adoption.map(|adoption| adoption.id().to_owned());
    let told = record.map(record::adoption).unwrap_or_default();
    [meeting, adoption].into_iter().flatten().chain(told).collect()
}

/// Writes in which other languages the text exists.
fn write_languages(codes: &[String], page: &mut Page<'_>) -> io::Result<()> {
    if codes.is_empty() {
        return Ok(());
    }
    let name = |code: &String| {
        Language::from_code(code).map_or_else(|| code.clone(), |known| known.name().to_owned())
    };
    let names: Vec<String> = codes.iter().map(name).collect();
    let text = format!("other languages: {}", names.join(", "));
    page.plain(&[Piece::new(visible(&text), Label::Note)])
}

fn write_clause(clause: &Clause, columns: Columns, page: &mut Page<'_>) -> io::Result<()> {
    let verb = clause.verb_text.as_deref().and_then(|verb| {
        let start = clause.text.find(verb)?;
        clause.lead_in.is_empty().then(|| Span::new(start, start + verb.len()))
    });
    let mut pieces = emphasised(&clause.text, verb, &[], Label::Text);
    let concept = clause.head().map(|concept| concept.as_str().to_owned());
    let notes = concept.into_iter().chain(clause.citations.iter().map(ToString::to_string));
    for note in notes {
        let dot = page.layout.sign(Sign::Dot);
        pieces.push(Piece::new(format!(" {dot} {}", visible(&note)), Label::Note));
    }
    page.paragraph(columns.indent(&clause.label), &pieces)
}

fn write_notes(notes: &[Footnote], page: &mut Page<'_>) -> io::Result<()> {
    for note in notes {
        page.gap()?;
        let head = visible(&note.marker);
        page.paragraph(
            Indent { columns: 6, head: Some((&head, Label::Clause)), head_columns: 2 },
            &[Piece::new(visible(&note.text), Label::LeadIn)],
        )?;
    }
    Ok(())
}

fn write_diagnostics(parsed: &Parsed<'_>, page: &mut Page<'_>) -> io::Result<()> {
    let of_file = parsed.faults.iter().map(|fault| (fault.line, "file", &fault.message));
    let of_text = parsed.diagnostics.iter().map(|diagnostic| {
        let line = Some(diagnostic.line).filter(|line| *line > 0);
        (line, diagnostic.kind.id(), &diagnostic.message)
    });
    for (index, (line, kind, message)) in of_file.chain(of_text).enumerate() {
        if index == 0 {
            page.gap()?;
        }
        let place = line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let text = format!("{place}{kind}: {message}");
        page.plain(&[Piece::new(visible(&text), Label::Note)])?;
    }
    Ok(())
}
