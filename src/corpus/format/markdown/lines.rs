//! What a line of Markdown is: heading, list item, table row, rule, or words.

use super::super::notes;
use super::pieces::{Piece, is_label, pieces};
use crate::text::BlockKind;

/// A line with its block mark-up taken off.
#[derive(Debug)]
pub(super) enum LineKind<'text> {
    /// Words that may go on the line before or start a paragraph.
    Words(Marked<'text>),
    /// A line of `=` under a title.
    Underline,
    /// A rule, which is kept as printed: it may be the one above the footnotes.
    Rule,
    /// Mark-up without words: a fence, the rule under a table's head.
    Silent,
}

/// The words of a line and the mark-up that stood before them.
#[derive(Debug)]
pub(super) struct Marked<'text> {
    pub(super) kind: BlockKind,
    /// The bullet, as printed.
    pub(super) number: Option<String>,
    /// How many `>` stood before it.
    pub(super) depth: u8,
    /// Whether a new paragraph begins here whatever came before.
    pub(super) is_start: bool,
    pub(super) pieces: Vec<Piece<'text>>,
}

/// Returns what `line`, without white space at its ends and not empty, is.
pub(super) fn classify(line: &str) -> LineKind<'_> {
    let (words, depth) = quoted(line);
    if is_fence(words) || is_table_rule(words) {
        return LineKind::Silent;
    }
    if words.len() > 2 && words.bytes().all(|byte| byte == b'=') {
        return LineKind::Underline;
    }
    if is_rule(words) {
        return LineKind::Rule;
    }
    if let Some(marked) = heading(words).or_else(|| row(words)) {
        return LineKind::Words(Marked { depth, ..marked });
    }
    let (number, words) = bullet(words);
    let (kind, pieces) = note(words).unwrap_or_else(|| (BlockKind::Line, pieces(words)));
    let is_start = number.is_some() || kind != BlockKind::Line;
    LineKind::Words(Marked { kind, number, depth, is_start, pieces })
}

/// Takes the `>` of block quotes off.
fn quoted(line: &str) -> (&str, u8) {
    let mut rest = line;
    let mut depth = 0u8;
    while let Some(inside) = rest.strip_prefix('>') {
        rest = inside.trim_start();
        depth = depth.saturating_add(1);
    }
    (rest, depth)
}

/// Three or more of one of `-`, `*`, `_`, perhaps with spaces between.
fn is_rule(words: &str) -> bool {
    let Some(first) = words.chars().next().filter(|first| "-*_".contains(*first)) else {
        return false;
    };
    let is_only = words.chars().all(|character| character == first || character == ' ');
    is_only && words.matches(first).count() >= 3
}

/// Back quotes, perhaps with the name of a language after them.
fn is_fence(words: &str) -> bool {
    let name = words.trim_start_matches('`');
    words.len() - name.len() >= 3 && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_table_rule(words: &str) -> bool {
    words.starts_with('|')
        && words.contains('-')
        && words.chars().all(|character| matches!(character, '|' | '-' | ':' | ' '))
}

/// `## words ##`; the hashes at the end are mark-up too.
fn heading(words: &str) -> Option<Marked<'_>> {
    let inside = words.trim_start_matches('#');
    let level = u8::try_from(words.len() - inside.len()).ok().filter(|level| *level <= 6)?;
    if level == 0 || !inside.starts_with(char::is_whitespace) {
        return None;
    }
    let closed = inside.trim_end_matches('#');
    let inside = if closed.ends_with(char::is_whitespace) { closed } else { inside };
    let kind = BlockKind::Heading { level };
    Some(Marked { kind, number: None, depth: 0, is_start: true, pieces: pieces(inside.trim()) })
}

/// `| cell | cell |`.
fn row(words: &str) -> Option<Marked<'_>> {
    let inside = words.strip_prefix('|')?;
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    let mut cells = Vec::new();
    let mut start = 0;
    for (place, _) in inside.match_indices('|') {
        if !inside[..place].ends_with('\\') {
            cells.push(&inside[start..place]);
            start = place + 1;
        }
    }
    cells.push(&inside[start..]);
    let mut row = Vec::new();
    for cell in cells {
        if !row.is_empty() {
            row.push(Piece::Text("\t".into()));
        }
        let is_break = |piece: &Piece<'_>| *piece == Piece::Break;
        row.extend(
            pieces(cell.trim())
                .into_iter()
                .map(|piece| if is_break(&piece) { Piece::Text(" ".into()) } else { piece }),
        );
    }
    Some(Marked { kind: BlockKind::Row, number: None, depth: 0, is_start: true, pieces: row })
}

/// Takes the bullet of a list item off; a figure after it stays with the words, because only the
/// numbering of the whole list can tell whether it is one.
fn bullet(words: &str) -> (Option<String>, &str) {
    let is_bullet = |first: char| matches!(first, '-' | '*' | '+');
    match words.split_once(char::is_whitespace) {
        Some((first, rest)) if first.len() == 1 && first.starts_with(is_bullet) => {
            (Some(first.to_owned()), rest.trim_start())
        }
        _plain => (None, words),
    }
}

/// A line that begins with one raised marker, or with `[^1]:`, is the note itself.
fn note(words: &str) -> Option<(BlockKind, Vec<Piece<'_>>)> {
    let definition = words.strip_prefix("[^").and_then(|inside| inside.split_once("]:"));
    if let Some((marker, text)) = definition
        && is_label(marker)
    {
        return Some((BlockKind::Note { marker: marker.to_owned() }, pieces(text.trim_start())));
    }
    let (mut markers, length) = notes::superscript(words, "")?;
    let marker = markers.pop().filter(|_| markers.is_empty())?;
    Some((BlockKind::Note { marker }, pieces(words[length..].trim_start())))
}
