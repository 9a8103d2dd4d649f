//! Akoma Ntoso, the XML of parliaments and of the United Nations (its profile AKN4UN).
//!
//! The mark-up knows what text files leave open: which paragraph is preambular, what is a
//! footnote, what was the vote. All of it becomes roles, notes and facts; what the files get wrong
//! (a number that stands in the text, a heading among the clauses) is left as it stands. A file may
//! hold a text in several languages, or a collection.

mod expressions;
mod meta;
pub(super) mod names;
mod proceedings;
mod references;
mod repair;
mod surroundings;
mod walk;

use roxmltree::{Document as Xml, ParsingOptions};

use super::place::Places;
use super::{FormatReader, Reading, SURE, Score, nesting};
use crate::corpus::format::lines::Assembly;
use crate::corpus::{Fact, FactKind, Format, MarkupError};

/// The most nodes an XML file may have; the longest resolution has some 20,000.
const NODES_MAX: u32 = 2_000_000;

/// The reader of Akoma Ntoso.
#[derive(Debug)]
pub(super) struct AkomaNtoso;

impl FormatReader for AkomaNtoso {
    fn format(&self) -> Format {
        Format::AkomaNtoso
    }

    fn score(&self, sample: &str, _extension: &str) -> Score {
        if names::has_root(sample) { SURE } else { 0 }
    }

    fn read(&self, text: &str) -> Result<Reading, MarkupError> {
        nesting::check(text)?;
        let error = match read_xml(text, &Places::new(text)) {
            Ok(reading) => return Ok(reading),
            Err(error) => MarkupError::Xml(error),
        };
        let Some(mended) = repair::mend(text).filter(|mended| !mended.faults.is_empty()) else {
            return Err(error);
        };
        nesting::check(&mended.text)?;
        let places = Places::new(text).shifted(mended.shifts);
        let mut reading = read_xml(&mended.text, &places).map_err(|_again| error)?;
        reading.faults.splice(0..0, mended.faults);
        Ok(reading)
    }
}

/// Reads well-formed XML; `places` leads back to the source.
fn read_xml(text: &str, places: &Places) -> Result<Reading, roxmltree::Error> {
    let options = ParsingOptions { nodes_limit: NODES_MAX, ..ParsingOptions::default() };
    let xml = Xml::parse_with_options(text, options)?;
    let parts = expressions::parts(xml.root_element());
    let languages = expressions::other_languages(&parts);
    let mut readings: Vec<Reading> = parts
        .iter()
        .zip(languages)
        .map(|(part, languages)| {
            let mut facts = meta::facts(part);
            let other = |value| Fact { kind: FactKind::OtherLanguage, value };
            facts.extend(languages.into_iter().map(other));
            let Assembly { blocks, faults, .. } = walk::blocks(part, places);
            Reading { blocks, facts, faults, language: part.language(), ..Reading::default() }
        })
        .collect();
    // A collection may have no words of its own, and a language version only a reference.
    let has_words = readings.iter().any(|reading| !reading.blocks.is_empty());
    readings.retain(|reading| !has_words || !reading.blocks.is_empty());
    let mut readings = readings.into_iter();
    let first = readings.next().unwrap_or_default();
    Ok(Reading { further: readings.collect(), ..first })
}
