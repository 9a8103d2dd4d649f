//! Akoma Ntoso, the XML of parliaments and of the United Nations (its profile AKN4UN).
//!
//! The mark-up knows what text files leave open: which paragraph is preambular, what is a
//! footnote, what was the vote. All of it becomes roles, notes and facts; what the files get wrong
//! (a number that stands in the text, a heading among the clauses) is left as it stands.

mod meta;
pub(super) mod names;
mod walk;

use roxmltree::{Document as Xml, ParsingOptions};

use super::place::Places;
use super::{FormatReader, Reading, SURE, Score, nesting};
use crate::corpus::{Format, MarkupError};

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
        if sample.contains("<akomaNtoso") { SURE } else { 0 }
    }

    fn read(&self, text: &str) -> Result<Reading, MarkupError> {
        nesting::check(text)?;
        let options = ParsingOptions { nodes_limit: NODES_MAX, ..ParsingOptions::default() };
        let xml = Xml::parse_with_options(text, options).map_err(MarkupError::Xml)?;
        let (facts, language) = meta::facts(&xml);
        let assembly = walk::blocks(xml.root_element(), &Places::new(text));
        Ok(Reading { blocks: assembly.blocks, facts, faults: assembly.faults, language })
    }
}
