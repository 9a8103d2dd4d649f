//! One line of Markdown as pieces: text, delimiters of emphasis, tags, links, note marks.

use std::borrow::Cow;

use super::super::entity;
use super::super::notes::{self, MARKER_BYTES_MAX};
use super::super::prefix;
use crate::text::{Style, find_byte};

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'text> {
    /// Words, with escapes and entities resolved.
    Text(Cow<'text, str>),
    /// A run of `*`, `_` or `~`.
    Delimiter(Delimiter),
    /// `<u>`, `<i>`, `<b>` and their like; `true` where it opens.
    Tag(Style, bool),
    /// The start of a link with its target.
    Link(String),
    /// The end of a link.
    LinkEnd,
    /// References to notes.
    Marks(Vec<String>),
    /// `<br>`.
    Break,
}

/// A run of one of the characters that mark emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Delimiter {
    pub(super) character: char,
    pub(super) count: usize,
    pub(super) can_open: bool,
    pub(super) can_close: bool,
}

/// The names of tags that are mark-up without words of their own. Others, such as the `<` of
/// "p < 0.05" or a placeholder like `<name of State>`, are text.
const TAG_NAMES: &[&str] = &[
    "a",
    "abbr",
    "article",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "del",
    "div",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// The longest tag or link target that is looked for the end of, in bytes.
const TAG_BYTES_MAX: usize = 4096;

/// Characters that begin something other than text.
const SPECIAL: &[u8] = b"\\&<*_~[]!`^";

/// Returns the pieces of `line`.
pub(super) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut scanner = Scanner { line, at: 0, pieces: Vec::new(), links: Vec::new() };
    while scanner.at < line.len() {
        scanner.step();
    }
    scanner.pieces
}

struct Scanner<'text> {
    line: &'text str,
    at: usize,
    pieces: Vec<Piece<'text>>,
    /// The pieces that hold an open `[`.
    links: Vec<usize>,
}

impl<'text> Scanner<'text> {
    fn step(&mut self) {
        let rest = &self.line[self.at..];
        let special = find_byte(rest.as_bytes(), |byte| SPECIAL.contains(&byte));
        let plain = special.unwrap_or(rest.len());
        if plain > 0 {
            self.text(&rest[..plain], plain);
            return;
        }
        match rest.as_bytes()[0] {
            b'\\' => self.escape(rest),
            b'&' => self.entity(rest),
            b'<' => self.tag(rest),
            b'[' => self.open_bracket(rest),
            b']' => self.close_bracket(rest),
            b'`' => self.code(rest),
            b'^' => self.caret(rest),
            b'*' | b'_' | b'~' => self.delimiter(rest),
            _lone => self.text(&rest[..1], 1),
        }
    }

    fn text(&mut self, text: &'text str, length: usize) {
        self.push_text(Cow::Borrowed(text), length);
    }

    fn push_text(&mut self, text: Cow<'text, str>, length: usize) {
        self.pieces.push(Piece::Text(text));
        self.at += length;
    }

    fn push(&mut self, piece: Piece<'text>, length: usize) {
        self.pieces.push(piece);
        self.at += length;
    }

    /// A backslash hides the meaning of the punctuation after it; at the end of a line it is a
    /// hard break, which every line end already is.
    fn escape(&mut self, rest: &'text str) {
        match rest.as_bytes().get(1) {
            None => self.at += 1,
            Some(next) if next.is_ascii_punctuation() => {
                self.at += 1;
                self.text(&rest[1..2], 1);
            }
            Some(_other) => self.text(&rest[..1], 1),
        }
    }

    fn entity(&mut self, rest: &'text str) {
        if let Some((marks, length)) = notes::superscript(rest, self.before()) {
            return self.push(Piece::Marks(marks), length);
        }
        match entity::decode(rest) {
            Some((text, length)) => self.push_text(Cow::Owned(text), length),
            None => self.text(&rest[..1], 1),
        }
    }

    fn tag(&mut self, rest: &'text str) {
        if let Some((marks, length)) = notes::superscript(rest, self.before()) {
            return self.push(Piece::Marks(marks), length);
        }
        let window = prefix(rest, TAG_BYTES_MAX);
        if rest.starts_with("<!--")
            && let Some(end) = window.find("-->")
        {
            self.at += end + 3;
            return;
        }
        let end = window[1..].find(['<', '>']).map(|end| end + 1);
        let Some(end) = end.filter(|end| rest[*end..].starts_with('>')) else {
            return self.text(&rest[..1], 1);
        };
        let inside = &rest[1..end];
        if let Some(target) = address(inside) {
            self.pieces.push(Piece::Link(target.to_owned()));
            self.pieces.push(Piece::Text(Cow::Borrowed(inside)));
            return self.push(Piece::LinkEnd, end + 1);
        }
        match tag_piece(inside) {
            Some(Some(piece)) => self.push(piece, end + 1),
            Some(None) => self.at += end + 1,
            None => self.text(&rest[..1], 1),
        }
    }

    /// `[^1]` is a note mark, any other bracket may open a link.
    fn open_bracket(&mut self, rest: &'text str) {
        let window = prefix(rest, MARKER_BYTES_MAX + 3);
        if let Some(inside) = window.strip_prefix("[^")
            && let Some(end) = inside.find(']').filter(|end| is_label(&inside[..*end]))
        {
            return self.push(Piece::Marks(vec![inside[..end].to_owned()]), end + 3);
        }
        self.links.push(self.pieces.len());
        self.text(&rest[..1], 1);
    }

    /// `](target)` makes a link of what stands since the last `[`, if it looks like one: brackets
    /// beside brackets are no rarity in a text of articles and items. A lone `]` is text.
    fn close_bracket(&mut self, rest: &'text str) {
        let opening = self.links.pop();
        let window = prefix(rest, TAG_BYTES_MAX);
        let inside = window.strip_prefix("](").and_then(bracketed);
        let target = inside.and_then(|inside| Some((link_target(inside)?, inside.len() + 3)));
        let (Some(opening), Some((target, length))) = (opening, target) else {
            return self.text(&rest[..1], 1);
        };
        self.pieces[opening] = Piece::Link(target.to_owned());
        // `![words](target)` is a picture; its words are kept.
        if let Some(Piece::Text(sign)) = self.pieces[..opening].last_mut()
            && sign == "!"
        {
            *sign = Cow::Borrowed("");
        }
        self.push(Piece::LinkEnd, length);
    }

    /// A code span's words are kept, its back quotes are not; a lone back quote is an old
    /// typewriter's apostrophe and stays.
    fn code(&mut self, rest: &'text str) {
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let inside = &rest[ticks..];
        let window = prefix(inside, TAG_BYTES_MAX);
        match window.find(&rest[..ticks]) {
            Some(end) if end > 0 => {
                self.at += ticks;
                self.text(&inside[..end], end + ticks);
            }
            _unpaired => self.text(&rest[..ticks], ticks),
        }
    }

    /// `^1^` is how some converters write a raised figure.
    fn caret(&mut self, rest: &'text str) {
        let window = &prefix(rest, MARKER_BYTES_MAX + 1)[1..];
        let inside = window.find('^').map(|end| &window[..end]);
        match inside.and_then(|inside| notes::markers(inside, self.before())) {
            Some(marks) => {
                let length = inside.map_or(0, str::len) + 2;
                self.push(Piece::Marks(marks), length);
            }
            None => self.text(&rest[..1], 1),
        }
    }

    fn delimiter(&mut self, rest: &'text str) {
        let character = char::from(rest.as_bytes()[0]);
        let count = rest.len() - rest.trim_start_matches(character).len();
        let before = self.before().chars().next_back();
        let after = rest[count..].chars().next();
        let is_free = |side: Option<char>| side.is_none_or(|side| !side.is_alphanumeric());
        let is_space = |side: Option<char>| side.is_none_or(char::is_whitespace);
        // An underscore inside a word belongs to the word; longer runs are rules and blanks to
        // fill in; a single tilde is "about".
        let is_word_part = character == '_' && !is_free(before) && !is_free(after);
        let count_max = if character == '_' { 2 } else { 3 };
        if is_word_part || count > count_max || (character == '~' && count != 2) {
            return self.text(&rest[..count], count);
        }
        let delimiter = Delimiter {
            character,
            count,
            can_open: !is_space(after) && (character != '_' || is_free(before)),
            can_close: !is_space(before) && (character != '_' || is_free(after)),
        };
        self.push(Piece::Delimiter(delimiter), count);
    }

    fn before(&self) -> &'text str {
        &self.line[..self.at]
    }
}

/// Tells whether `text` can be the name of a note.
pub(super) fn is_label(text: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || "-_*.".contains(character);
    !text.is_empty() && text.chars().all(is_part)
}

/// Returns the target in the round brackets of a link, without the title after it.
fn link_target(inside: &str) -> Option<&str> {
    let (target, title) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let title = title.trim();
    let is_titled = title.is_empty() || title.starts_with(['"', '\'']);
    let has_extension = target.rsplit_once('.').is_some_and(|(_, end)| {
        (1..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let is_address = has_extension || target.starts_with('#') || target.contains(['/', ':']);
    (is_titled && is_address).then_some(target)
}

/// Returns what stands before the round bracket that ends what `inside` begins in; the addresses
/// of old resolutions hold brackets of their own, `A/RES/3211(XXIX)`.
fn bracketed(inside: &str) -> Option<&str> {
    let mut depth = 0usize;
    for (place, byte) in inside.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(&inside[..place]),
            b')' => depth -= 1,
            b'[' | b']' | b'<' | b'>' | b'`' => return None,
            _other => {}
        }
    }
    None
}

/// Returns the target of an autolink.
fn address(inside: &str) -> Option<&str> {
    let is_address =
        ["http://", "https://", "mailto:"].iter().any(|scheme| inside.starts_with(scheme));
    (is_address && !inside.contains(char::is_whitespace)).then_some(inside)
}

/// Returns what the tag with this inside means: `None` if it is no tag, `Some(None)` if it is one
/// that changes nothing here.
fn tag_piece(inside: &str) -> Option<Option<Piece<'static>>> {
    let (body, is_opening) = match inside.strip_prefix('/') {
        Some(body) => (body, false),
        None => (inside, true),
    };
    let length = body.find(|character: char| !character.is_ascii_alphanumeric());
    let (name, attributes) = body.split_at(length.unwrap_or(body.len()));
    let attributes = attributes.trim_end_matches('/');
    let is_tag = attributes.trim().is_empty()
        || (attributes.starts_with(char::is_whitespace) && attributes.contains('='));
    let name = name.to_ascii_lowercase();
    TAG_NAMES.binary_search(&name.as_str()).ok().filter(|_| is_tag)?;
    let style = match name.as_str() {
        "i" | "em" | "cite" => Style::Italic,
        "b" | "strong" => Style::Bold,
        "u" | "ins" => Style::Underline,
        "br" => return Some(Some(Piece::Break)),
        _silent => return Some(None),
    };
    Some(Some(Piece::Tag(style, is_opening)))
}
