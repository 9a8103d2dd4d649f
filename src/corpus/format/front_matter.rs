//! The block of `key: value` lines between `---` and `---` that sites put before a text.
//!
//! Only plain values of the outermost level are read; that is all that libraries of resolutions
//! write of a title, a symbol, a date or a language.

use super::frbr;
use crate::corpus::{Fact, FactKind};
use crate::text::Language;

/// The most lines such a block may have; a longer one is text between rules.
const LINES_MAX: usize = 500;

/// What the block states and where the text begins.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) facts: Vec<Fact>,
    pub(super) language: Option<Language>,
    /// The first byte after the block; 0 where there is none.
    pub(super) length_bytes: usize,
}

/// Returns the front matter of `text`, empty if it has none.
pub(super) fn read(text: &str) -> FrontMatter {
    let mut front = FrontMatter::default();
    let Some(inside) = inside(text) else { return front };
    front.length_bytes = inside.end;
    for (key, value) in pairs(&text[inside.start..inside.stop]) {
        front.add(&key, value);
    }
    front
}

struct Inside {
    start: usize,
    stop: usize,
    end: usize,
}

/// Finds the block: its first line is `---`, its last `---` or `...`, and one line has a key.
fn inside(text: &str) -> Option<Inside> {
    let first = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "---")?;
    let start = first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n').take(LINES_MAX) {
        if matches!(line.trim_end(), "---" | "...") {
            let has_key = pairs(&text[start..at]).next().is_some();
            return has_key.then_some(Inside { start, stop: at, end: at + line.len() });
        }
        at += line.len();
    }
    None
}

/// Iterates over the keys of the outermost level; a value may go on in indented lines.
fn pairs(block: &str) -> impl Iterator<Item = (String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = pairs.last_mut().filter(|(_, value)| !value.is_empty()) {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((key, value)) = line.split_once(':')
            && key
                .chars()
                .all(|character| character.is_alphanumeric() || "_- .".contains(character))
            && (value.is_empty() || value.starts_with(char::is_whitespace))
        {
            pairs.push((key.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    pairs.into_iter().map(|(key, value)| (key, unquoted(&value)))
}

fn unquoted(value: &str) -> String {
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
    let inside = quote.and_then(|quote| value[1..].strip_suffix(quote));
    inside.unwrap_or(value).to_owned()
}

impl FrontMatter {
    fn add(&mut self, key: &str, value: String) {
        let kind = match key {
            "title" => FactKind::Title,
            "symbol" | "number" | "document_symbol" | "doc_number" => FactKind::Symbol,
            "organ" | "body" | "issuing_body" => FactKind::Organ,
            "session" => FactKind::Session,
            "date" | "adopted" | "adopted_on" | "expression_date" if frbr::is_day(&value) => {
                FactKind::AdoptedOn
            }
            "subject" => FactKind::Subject,
            "language" | "lang" => {
                self.language = self.language.or_else(|| Language::from_code(&value));
                return;
            }
            "frbr_uri" => {
                let organ = frbr::actor(&value).map(str::to_owned);
                self.facts.extend(organ.map(|value| Fact { kind: FactKind::Organ, value }));
                return;
            }
            _other => return,
        };
        if !value.is_empty() && !value.starts_with(['[', '{', '|', '>']) {
            self.facts.push(Fact { kind, value });
        }
    }
}
