//! What runs along the pages of a document, and the one thing in it that is of use.

use crate::text::{Block, BlockKind, Origin, Role};

/// A longer line is no symbol.
const SYMBOL_CHARS_MAX: usize = 60;

/// Puts the line of a header that looks like a symbol before the text, if the text does not have
/// it anywhere.
pub(in crate::corpus::format) fn keep_symbol(blocks: &mut Vec<Block>, lines: &[String]) {
    let Some(symbol) = lines.iter().find(|line| is_symbol(line)) else { return };
    if blocks.iter().any(|block| block.text.contains(symbol.as_str())) {
        return;
    }
    let mut block = Block::new(BlockKind::Paragraph, symbol.as_str(), Origin::default());
    block.role = Some(Role::Cover);
    blocks.insert(0, block);
}

/// `A/RES/78/1`, `S/RES/1373 (2001)`, `HGA-2019-52-RES-03`: capitals and figures in parts.
fn is_symbol(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    line.chars().count() <= SYMBOL_CHARS_MAX
        && first.starts_with(char::is_uppercase)
        && first.matches(['/', '-']).count() >= 2
        && line.contains(|sign: char| sign.is_ascii_digit())
        && !first.contains(char::is_lowercase)
}
