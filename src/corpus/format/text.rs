//! Plain text: one block per printed line, and nothing else interpreted.
//!
//! Hard-wrapped paragraphs, running headers, loose note numbers and the like are left as they
//! stand: telling them apart needs the clause verbs and the numbering, which the resolution
//! parser knows.

use super::lines::{Assembly, line_block, lines};
use super::{FormatReader, LIKELY, POSSIBLE, Reading, Score};
use crate::corpus::{Format, MarkupError};

/// The reader of plain text; it reads whatever nobody else claims.
#[derive(Debug)]
pub(super) struct Text;

impl FormatReader for Text {
    fn format(&self) -> Format {
        Format::Text
    }

    fn score(&self, _sample: &str, extension: &str) -> Score {
        if extension == "txt" { LIKELY } else { POSSIBLE }
    }

    fn read(&self, text: &str) -> Result<Reading, MarkupError> {
        let mut assembly = Assembly::default();
        for line in lines(text) {
            for piece in assembly.pieces(line) {
                if !piece.text.trim().is_empty() {
                    assembly.push(line_block(&piece));
                } else if !piece.is_page_end {
                    assembly.skip_line();
                }
            }
            if line.is_page_end {
                assembly.push_page_break(&line);
            }
        }
        Ok(Reading { blocks: assembly.blocks, faults: assembly.faults, ..Reading::default() })
    }
}
