//! What single signs and the words for operators mean, to the lexer and to all who look ahead.

use super::Field;
use super::ast::ConnectorKind;
use crate::text::fold;

/// Quotes that open a phrase, and those that close it; the first of each is the straight form.
pub(super) const QUOTES: &[(&[char], &[char])] = &[
    (&['"', '“', '”', '„', '‟', '＂', '〝'], &['"', '“', '”', '‟', '＂', '〞', '〟']),
    (&['«'], &['»']),
    (&['「'], &['」']),
    (&['『'], &['』']),
    (&['《'], &['》']),
];

/// Tells whether `word` is an operator or connector.
pub(super) fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT" | "&&" | "||") || connector(word).is_some()
}

/// Reads a connector; the distance may be beyond the limit.
pub(super) fn connector(chunk: &str) -> Option<ConnectorKind> {
    // Folding reads the letters and figures of an Arabic or Chinese keyboard.
    let (name, value) = chunk.split_once(['/', '／'])?;
    let value = fold(value);
    let words = || value.parse().ok().filter(|_| value.bytes().all(|byte| byte.is_ascii_digit()));
    match (fold(name).as_str(), value.as_str()) {
        ("", "s") => Some(ConnectorKind::Sentence),
        ("", "c" | "p") => Some(ConnectorKind::Clause),
        ("w" | "near", _) => words().map(ConnectorKind::Within),
        ("pre", _) => words().map(ConnectorKind::Before),
        _ => None,
    }
}

pub(super) fn distance(kind: ConnectorKind) -> Option<u32> {
    match kind {
        ConnectorKind::Sentence | ConnectorKind::Clause => None,
        ConnectorKind::Within(words) | ConnectorKind::Before(words) => Some(words),
    }
}

pub(super) fn is_open(character: char) -> bool {
    matches!(character, '(' | '（')
}

pub(super) fn is_close(character: char) -> bool {
    matches!(character, ')' | '）')
}

pub(super) fn is_minus(character: char) -> bool {
    matches!(character, '-' | '−' | '－')
}

/// Tells whether a sign excludes what stands behind it: it stands free before an operand.
pub(super) fn negates(before: Option<char>, sign: char, after: Option<char>) -> bool {
    if !is_minus(sign) && sign != '!' {
        return false;
    }
    let is_free = before.is_none_or(|before| {
        is_separator(before)
            || is_open(before)
            || is_close(before)
            || is_minus(before)
            || is_colon(before)
    });
    let is_operand = |after: char| after.is_alphanumeric() || is_open(after) || opens_phrase(after);
    is_free && after.is_some_and(is_operand)
}

/// Tells whether `text` begins with `&&` or `||`, and no third sign.
pub(super) fn opens_doubled(text: &str) -> bool {
    ["&&", "||"].iter().any(|doubled| {
        text.strip_prefix(doubled).is_some_and(|rest| !rest.starts_with(&doubled[..1]))
    })
}

pub(super) fn is_tilde(character: char) -> bool {
    matches!(character, '~' | '～')
}

pub(super) fn is_colon(character: char) -> bool {
    matches!(character, ':' | '：')
}

/// Tells whether a sign opens a phrase.
pub(super) fn opens_phrase(character: char) -> bool {
    QUOTES.iter().any(|(opening, _)| opening.contains(&character))
}

/// Tells whether a sign opens or closes a phrase.
pub(super) fn is_quote(character: char) -> bool {
    QUOTES
        .iter()
        .any(|(opening, closing)| opening.contains(&character) || closing.contains(&character))
}

/// Signs between words that mean nothing in a query.
pub(super) fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            ',' | ';'
                | '،'
                | '؛'
                | '؟'
                | '、'
                | '。'
                | '，'
                | '；'
                | '！'
                | '？'
                | '．'
                | '・'
                | '['
                | ']'
                | '{'
                | '}'
                | '〔'
                | '〕'
                | '【'
                | '】'
                | '|'
                | '…'
                | '·'
                | '•'
                | '»'
                | '」'
                | '』'
                | '》'
                | '‹'
                | '›'
                | '<'
                | '>'
                | '='
                | '\\'
        )
}

/// Tells whether `text` begins with the name of a field and its colon.
pub(super) fn opens_field(text: &str) -> bool {
    let name = text.split(ends_word).next().unwrap_or_default();
    let is_named = Field::from_name(name).is_some() || name.eq_ignore_ascii_case("in");
    is_named && text[name.len()..].starts_with(is_colon)
}

/// Tells whether signs in a word stand for letters: `*` anywhere, `?` between letters. A `?` that
/// ends a word asks something.
pub(super) fn is_pattern(word: &str) -> bool {
    let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let is_whole = |run: &str| is_letter(run.chars().next()) && is_letter(run.chars().next_back());
    let is_marked = || {
        let mut runs = word.split('?').filter(|run| !run.is_empty());
        word.contains('?') && !word.starts_with('?') && !word.ends_with('?') && runs.all(is_whole)
    };
    word.contains('*') || is_marked()
}

/// Signs before a word that are no part of it.
pub(super) fn is_stray(character: char) -> bool {
    is_minus(character)
        || matches!(character, '.' | '–' | '—' | '\'' | '’' | '‘' | '&' | '+' | '#' | '!' | '?')
}

/// Signs after a word or symbol that are no part of it.
pub(super) fn trails(character: char) -> bool {
    matches!(character, '.' | '-' | '–' | '—' | '\'' | '’' | '!' | '?' | '&' | '/')
}

pub(super) fn ends_word(character: char) -> bool {
    is_separator(character)
        || is_open(character)
        || is_close(character)
        || is_colon(character)
        || is_tilde(character)
        || QUOTES
            .iter()
            .any(|(opening, closing)| opening.contains(&character) || closing.contains(&character))
}
