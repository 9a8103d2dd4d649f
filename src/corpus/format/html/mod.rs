//! Web pages.
//!
//! Pages are rarely well formed, so they are read as a stream of tags (by the tokenizer of the
//! HTML standard, `html5gum`) with a stack of what is open, and never refused. What surrounds the
//! text of a page (navigation, header and footer, forms) is left out by its element; where the
//! page marks its main part and most of the text lies there, everything else goes too.

mod tags;
mod walk;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use self::walk::Walk;
use super::{FormatReader, Reading, SURE, Score, front_matter};
use crate::corpus::{Format, MarkupError};

/// Elements that begin a line of HTML, but not one of Markdown with some HTML in it.
const BLOCK_STARTS: &[&str] = &[
    "<html",
    "<head",
    "<body",
    "<div",
    "<p>",
    "<p ",
    "<span",
    "<h1",
    "<h2",
    "<h3",
    "<h4",
    "<table",
    "<tr",
    "<td",
    "<ul",
    "<ol",
    "<li",
    "<section",
    "<article",
    "<main",
    "<!doctype",
    "<meta",
    "<link",
    "<title",
    "<script",
    "<style",
    "</",
];

/// The reader of HTML.
#[derive(Debug)]
pub(super) struct Html;

impl FormatReader for Html {
    fn format(&self) -> Format {
        Format::Html
    }

    fn score(&self, sample: &str, extension: &str) -> Score {
        let is_named = matches!(extension, "html" | "htm" | "xhtml");
        let has_tags = sample.contains('<') && (is_page(sample) || is_mostly_tags(sample));
        if is_named || has_tags { SURE } else { 0 }
    }

    fn read(&self, text: &str) -> Result<Reading, MarkupError> {
        let front = front_matter::read(text);
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut walk = Walk::new(text, front.length_bytes);
        for token in Tokenizer::new_with_emitter(&text[front.length_bytes..], emitter) {
            match token {
                Ok(Token::StartTag(tag)) => walk.start(&tag),
                Ok(Token::EndTag(tag)) => walk.end(&String::from_utf8_lossy(&tag.name)),
                Ok(Token::String(words)) => {
                    walk.text(&String::from_utf8_lossy(&words.value), words.span);
                }
                Ok(Token::Comment(_) | Token::Doctype(_) | Token::Error(_)) => {}
                Err(never) => match never {},
            }
        }
        let (blocks, faults) = walk.finish();
        let (facts, language) = (front.facts, front.language);
        Ok(Reading { blocks, faults, facts, language, ..Reading::default() })
    }
}

/// Tells whether a text begins as a whole page does.
fn is_page(sample: &str) -> bool {
    let start = super::prefix(sample.trim_start(), 1024).to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.contains("<html")
}

/// Tells whether most of a text stands in lines that begin with a block element; a file of
/// Markdown is one that merely holds some.
fn is_mostly_tags(sample: &str) -> bool {
    let body = &sample[front_matter::read(sample).length_bytes..];
    let (mut inside, mut outside) = (0usize, 0usize);
    for line in body.lines().map(str::trim) {
        if line.starts_with('<') && is_block_start(line) {
            inside += line.len();
        } else {
            outside += line.len();
        }
    }
    inside > outside
}

fn is_block_start(line: &str) -> bool {
    let start = super::prefix(line, 10).to_ascii_lowercase();
    BLOCK_STARTS.iter().any(|tag| start.starts_with(tag))
}
