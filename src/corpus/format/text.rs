//! Plain text: one block per printed line, and nothing else interpreted.
//!
//! Hard-wrapped paragraphs, running headers, loose note numbers and the like are left as they
//! stand: telling them apart needs the clause verbs and the numbering, which the resolution
//! parser knows.

use super::lines::{Assembly, Line, line_block, lines};
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
        let is_quoted = is_quoted(text);
        for line in lines(text) {
            let line = if is_quoted { unquoted(line) } else { line };
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

/// What a mail puts before every line that it quotes.
const QUOTE: char = '>';

/// Tells whether all lines of a text are quoted, by a look at the first of them.
fn is_quoted(text: &str) -> bool {
    const LINES_MAX: usize = 200;
    const LINES_MIN: usize = 3;
    const PERCENT_MIN: usize = 90;
    if !text.trim_start().starts_with(QUOTE) {
        return false;
    }
    let printed = lines(text).filter(|line| !line.text.trim().is_empty()).take(LINES_MAX);
    let (mut all, mut quoted) = (0, 0);
    for line in printed {
        all += 1;
        quoted += usize::from(line.text.trim_start().starts_with(QUOTE));
    }
    all >= LINES_MIN && quoted * 100 >= all * PERCENT_MIN
}

/// Takes the signs of quotation, and the space that follows them, off the head of a line.
fn unquoted(line: Line<'_>) -> Line<'_> {
    let mut rest = line.text;
    while let Some(inner) = rest.trim_start().strip_prefix(QUOTE) {
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
    Line { text: rest, start: line.start + (line.text.len() - rest.len()), ..line }
}
