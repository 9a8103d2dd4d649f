//! From characters to tokens.
//!
//! Nothing is refused that can be read: commas, semicolons and stray signs of a pasted sentence
//! separate words, quotes and parentheses of every script are the same as the straight ones.

use super::ast::{ConnectorKind, NodeKind};
use super::field::ValueKind;
use super::limits::{DISTANCE_WORDS_MAX, FUZZY_EDITS_MAX, PREFIX_CHARS_MIN};
use super::signs::{
    QUOTES, connector, distance, ends_word, is_close, is_colon, is_open, is_pattern, is_separator,
    is_stray, is_tilde, negates, opens_doubled, opens_field, opens_phrase, trails,
};
use super::{Fault, FaultKind, Field, lookahead, nearest};
use crate::text::{Span, fold};

/// A token with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A word, pattern, phrase, symbol or range.
    Leaf(NodeKind),
    /// A field and its colon; the value follows.
    Field(Field),
    /// `in:`.
    In,
    Open,
    Close,
    And,
    Or,
    /// `NOT`, or the `-` before an operand.
    Not,
    Connector(ConnectorKind),
}

/// Returns the tokens of `query` and what is wrong with them.
pub(super) fn tokens(query: &str) -> (Vec<Token>, Vec<Fault>) {
    let mut lexer = Lexer { query, place: 0, tokens: Vec::new(), faults: Vec::new() };
    while lexer.step() {}
    (lexer.tokens, lexer.faults)
}

struct Lexer<'query> {
    query: &'query str,
    place: usize,
    tokens: Vec<Token>,
    faults: Vec<Fault>,
}

impl Lexer<'_> {
    /// Reads one token; false at the end.
    fn step(&mut self) -> bool {
        let Some(character) = self.peek() else { return false };
        let start = self.place;
        if let Some(style) = QUOTES.iter().position(|(opening, _)| opening.contains(&character)) {
            self.phrase(start, style);
        } else if is_open(character) {
            self.push_char(start, TokenKind::Open);
        } else if is_close(character) {
            self.push_char(start, TokenKind::Close);
        } else if self.negates(character) {
            self.push_char(start, TokenKind::Not);
        } else if self.opens_doubled(character) {
            self.place += 2;
            self.push(start, if character == '&' { TokenKind::And } else { TokenKind::Or });
        } else if is_separator(character) || is_stray(character) {
            self.place += character.len_utf8();
        } else if opens_field(&self.query[start..]) {
            self.word(start);
        } else if let Some((end, text)) = lookahead::symbol(self.query, start) {
            self.place = end;
            self.push_leaf(start, NodeKind::Symbol(text));
        } else {
            self.word(start);
        }
        true
    }

    fn peek(&self) -> Option<char> {
        self.query[self.place..].chars().next()
    }

    fn push(&mut self, start: usize, kind: TokenKind) {
        self.tokens.push(Token { span: Span::new(start, self.place), kind });
    }

    fn push_leaf(&mut self, start: usize, leaf: NodeKind) {
        self.push(start, TokenKind::Leaf(leaf));
    }

    fn push_char(&mut self, start: usize, kind: TokenKind) {
        self.place += self.peek().map_or(0, char::len_utf8);
        self.push(start, kind);
    }

    fn fault(&mut self, span: Span, kind: FaultKind) {
        self.faults.push(Fault { span, kind });
    }

    /// A minus or `!` excludes when it stands free before an operand.
    fn negates(&self, sign: char) -> bool {
        let after = self.query[self.place + sign.len_utf8()..].chars().next();
        negates(self.before(), sign, after)
    }

    /// `&&` and `||`, as other engines write AND and OR.
    fn opens_doubled(&self, sign: char) -> bool {
        self.before() != Some(sign) && opens_doubled(&self.query[self.place..])
    }

    fn before(&self) -> Option<char> {
        self.query[..self.place].chars().next_back()
    }

    fn phrase(&mut self, start: usize, style: usize) {
        let opening = self.peek().map_or(0, char::len_utf8);
        let inside = &self.query[start + opening..];
        let closing = QUOTES[style].1;
        let Some((length, closer)) =
            inside.char_indices().find(|(_, character)| closing.contains(character))
        else {
            self.place = start + opening;
            self.fault(Span::new(start, start + opening), FaultKind::UnclosedQuote);
            return;
        };
        let text = inside[..length].to_owned();
        self.place = start + opening + length + closer.len_utf8();
        let span = Span::new(start, self.place);
        if !text.chars().any(char::is_alphanumeric) {
            self.fault(span, FaultKind::EmptyPhrase);
        }
        self.check_pattern_words(&text, start + opening);
        let words_apart = self.tilde_number().and_then(|(span, typed)| {
            let number = fold(&typed).parse().ok().filter(|number| *number <= DISTANCE_WORDS_MAX);
            if number.is_none() {
                self.fault(span, FaultKind::BadDistance { typed });
            }
            number
        });
        self.push_leaf(start, NodeKind::Phrase { text, words_apart });
    }

    /// Inside quotes a `*` alone stands for any one word, and one after letters for any ending.
    fn check_pattern_words(&mut self, text: &str, offset: usize) {
        let mut place = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            let trimmed = word.trim();
            if trimmed.len() > 1 && is_pattern(trimmed) {
                let span = Span::new(offset + place, offset + place + trimmed.len());
                self.check_pattern(trimmed, span);
            }
            place += word.len();
        }
    }

    /// Reads `~` and what follows it, up to the end of the chunk.
    fn tilde_number(&mut self) -> Option<(Span, String)> {
        let tilde = self.peek().filter(|character| is_tilde(*character))?;
        let start = self.place;
        let rest = &self.query[start + tilde.len_utf8()..];
        let length = rest
            .find(|character: char| !character.is_alphanumeric() && character != '.')
            .unwrap_or(rest.len());
        self.place = start + tilde.len_utf8() + length;
        Some((Span::new(start, self.place), rest[..length].to_owned()))
    }

    fn word(&mut self, start: usize) {
        let rest = &self.query[start..];
        let length = rest.find(ends_word).unwrap_or(rest.len());
        let length = section(rest, length).unwrap_or(length);
        let chunk = &rest[..length];
        if length == 0 {
            // A colon or tilde that follows nothing it could belong to.
            self.place += rest.chars().next().map_or(1, char::len_utf8);
            return;
        }
        let after = rest[length..].chars().next();
        if after.is_some_and(is_colon) && self.field(start, length) {
            return;
        }
        self.place = start + length;
        let trimmed = chunk.trim_end_matches(trails);
        let text: String = trimmed.split_whitespace().collect();
        if let Some(kind) = connector(&text) {
            if distance(kind).is_some_and(|words| words > DISTANCE_WORDS_MAX) {
                let span = Span::new(start, self.place);
                self.fault(span, FaultKind::BadDistance { typed: text });
            }
            self.push(start, TokenKind::Connector(kind));
            return;
        }
        match text.as_str() {
            "AND" => return self.push(start, TokenKind::And),
            "OR" => return self.push(start, TokenKind::Or),
            "NOT" => return self.push(start, TokenKind::Not),
            _ => {}
        }
        let end = start + trimmed.len();
        let span = Span::new(start, end);
        // Stars alone are a faulty pattern, so that nobody misses a word there.
        if !text.contains(char::is_alphanumeric) && !text.contains('*') {
            return;
        }
        let leaf = self.word_leaf(text, span);
        let end = if matches!(leaf, NodeKind::Fuzzy { .. }) { self.place } else { end };
        let token = Token { span: Span::new(start, end), kind: TokenKind::Leaf(leaf) };
        self.tokens.push(token);
    }

    fn word_leaf(&mut self, text: String, span: Span) -> NodeKind {
        if is_pattern(&text) {
            self.check_pattern(&text, span);
            return NodeKind::Pattern(text);
        }
        let Some((tilde, typed)) = self.tilde_number() else { return NodeKind::Word(text) };
        let edits = if typed.is_empty() { Some(1) } else { fold(&typed).parse().ok() };
        let edits = edits.filter(|edits| (1..=FUZZY_EDITS_MAX).contains(edits));
        if edits.is_none() {
            self.fault(tilde, FaultKind::BadEdits { typed });
        }
        NodeKind::Fuzzy { word: text, edits: edits.unwrap_or(1) }
    }

    fn check_pattern(&mut self, pattern: &str, span: Span) {
        let before = pattern.split(['*', '?']).next().unwrap_or_default();
        let letters = before.chars().filter(|character| character.is_alphanumeric()).count();
        // A Chinese character is a word: one is enough.
        let least = if before.is_ascii() { PREFIX_CHARS_MIN } else { 1 };
        if letters == 0 {
            self.fault(span, FaultKind::LeadingStar);
        } else if letters < least {
            self.fault(span, FaultKind::ShortPrefix { pattern: pattern.to_owned() });
        }
    }

    /// Reads a field, its colon and a value that is not made of words; false if the name before
    /// the colon is no name.
    fn field(&mut self, start: usize, length: usize) -> bool {
        let name = &self.query[start..start + length];
        let colon = self.query[start + length..].chars().next().map_or(0, char::len_utf8);
        let after = start + length + colon;
        let is_glued = self.query[after..].chars().next().is_some_and(|next| !next.is_whitespace());
        let known = Field::from_name(name);
        if name.eq_ignore_ascii_case("in") && is_glued {
            self.place = after;
            self.push(start, TokenKind::In);
            return true;
        }
        let Some(field) = known else {
            let is_name = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_lowercase());
            if is_name && is_glued && colon == 1 && !self.query[after..].starts_with("//") {
                let names = Field::ALL.into_iter().map(Field::name);
                let nearest = nearest(name, names, 2).into_iter().map(str::to_owned).collect();
                let kind = FaultKind::UnknownField { name: name.to_owned(), nearest };
                self.fault(Span::new(start, start + length), kind);
            }
            return false;
        };
        self.place = after;
        self.push(start, TokenKind::Field(field));
        let rest = &self.query[after..];
        self.place += rest.len() - rest.trim_start().len();
        if self.peek().is_none_or(|next| is_open(next) || opens_phrase(next)) {
            return true;
        }
        let value_start = self.place;
        let (end, text) = match field.value_kind() {
            ValueKind::Text => return true,
            ValueKind::Symbol => lookahead::symbol(self.query, value_start)
                .unwrap_or_else(|| chunk(self.query, value_start)),
            ValueKind::Name | ValueKind::Range => chunk(self.query, value_start),
        };
        if text.is_empty() {
            let colon = Span::new(start, after);
            self.tokens.pop();
            self.fault(colon, FaultKind::MissingValue { field });
            return true;
        }
        self.place = end;
        let leaf = match field.value_kind() {
            ValueKind::Text | ValueKind::Name => NodeKind::Word(text),
            ValueKind::Symbol => NodeKind::Symbol(text),
            ValueKind::Range => range(text),
        };
        self.push_leaf(value_start, leaf);
        true
    }
}

/// Returns the end and the text of the chunk at `start`: up to white space or a comma, with no
/// parenthesis that has no partner inside.
fn chunk(query: &str, start: usize) -> (usize, String) {
    let rest = &query[start..];
    let is_end =
        |character: char| character.is_whitespace() || matches!(character, ',' | ';' | '،' | '，');
    let text = balanced(&rest[..rest.find(is_end).unwrap_or(rest.len())]);
    (start + text.len(), text.to_owned())
}

/// Where the number ends that follows a free-standing `§`, if one stands in the first `length` bytes:
/// texts set a space between them.
fn section(text: &str, length: usize) -> Option<usize> {
    let (sign, behind) = text.split_at(length);
    let is_sign = !sign.is_empty() && sign.chars().all(|one| matches!(one, '§' | '¶'));
    let number = behind.trim_start();
    if !is_sign || !number.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    Some(text.len() - number.len() + number.find(ends_word).unwrap_or(number.len()))
}

/// Returns the beginning of `text` before the first parenthesis that has no partner in it.
pub(super) fn balanced(text: &str) -> &str {
    let mut opened: Vec<usize> = Vec::new();
    for (place, character) in text.char_indices() {
        if is_open(character) {
            opened.push(place);
        } else if is_close(character) && opened.pop().is_none() {
            return &text[..place];
        }
    }
    &text[..opened.first().copied().unwrap_or(text.len())]
}

/// Reads `a..b`, `a..`, `..b`; anything else is one value.
fn range(text: String) -> NodeKind {
    let Some((from, to)) = text.split_once("..").or_else(|| text.split_once('…')) else {
        return NodeKind::Word(text);
    };
    let end = |side: &str| (!side.is_empty()).then(|| side.to_owned());
    NodeKind::Range { from: end(from), to: end(to.trim_start_matches('.')) }
}
