//! What the elements of HTML are for, and what their attributes say about their style.

use std::collections::BTreeMap;

use crate::corpus::format::akoma_ntoso::names;
use crate::corpus::format::duty::Duty;
use crate::text::{Style, roman_numeral};

/// The attributes of a tag by their lower-case names.
pub(super) type Attributes = BTreeMap<String, String>;

/// Elements without content and end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Returns the duty of the element called `name`; a class `akn-p` is the `p` of Akoma Ntoso,
/// which its publishers show on the web in this way.
pub(super) fn duty(name: &str, attributes: &Attributes) -> Duty {
    let class = attributes.get("class").map(String::as_str).unwrap_or_default();
    let akn = class.split_ascii_whitespace().find_map(|word| word.strip_prefix("akn-"));
    if let Some(akn) = akn.map(names::duty).filter(|duty| *duty != Duty::Inline) {
        return akn;
    }
    if is_hidden(attributes) {
        return Duty::Silent;
    }
    match name {
        "head" | "script" | "style" | "nav" | "header" | "footer" | "aside" | "noscript"
        | "template" | "svg" | "math" | "iframe" | "object" | "button" | "select" | "textarea"
        | "form" | "dialog" | "canvas" | "audio" | "video" | "menu" => Duty::Silent,
        "ol" | "ul" | "dl" => Duty::List,
        "li" | "dd" => Duty::Item,
        "h1" => Duty::Heading(1),
        "h2" => Duty::Heading(2),
        "h3" => Duty::Heading(3),
        "h4" => Duty::Heading(4),
        "h5" => Duty::Heading(5),
        "h6" => Duty::Heading(6),
        "tr" => Duty::Row,
        "td" | "th" => Duty::Cell,
        "br" => Duty::LineEnd,
        "sup" => Duty::Raised,
        "address" | "article" | "blockquote" | "body" | "caption" | "center" | "details"
        | "div" | "dt" | "fieldset" | "figcaption" | "figure" | "hgroup" | "hr" | "html"
        | "legend" | "main" | "p" | "pre" | "section" | "summary" | "table" | "tbody" | "tfoot"
        | "thead" => Duty::Block,
        _inline => Duty::Inline,
    }
}

fn is_hidden(attributes: &Attributes) -> bool {
    attributes.contains_key("hidden")
        || attributes.get("aria-hidden").is_some_and(|value| value == "true")
        || declares(attributes, "display:none")
}

/// Returns the styles an element sets, by its name, class or style attribute.
pub(super) fn styles(name: &str, attributes: &Attributes) -> Vec<Style> {
    let class = attributes.get("class").map(String::as_str).unwrap_or_default();
    let mut styles = names::styles(name, class);
    match name {
        "em" | "cite" | "dfn" => styles.push(Style::Italic),
        "strong" => styles.push(Style::Bold),
        "ins" => styles.push(Style::Underline),
        "a" => styles.extend(attributes.get("href").map(|target| Style::Link(target.clone()))),
        _plain => {}
    }
    if declares(attributes, "font-style:italic") {
        styles.push(Style::Italic);
    }
    if ["font-weight:bold", "font-weight:700"].iter().any(|rule| declares(attributes, rule)) {
        styles.push(Style::Bold);
    }
    if declares(attributes, "text-decoration:underline") {
        styles.push(Style::Underline);
    }
    styles.dedup();
    styles
}

fn declares(attributes: &Attributes, rule: &str) -> bool {
    attributes.get("style").is_some_and(|style| {
        style.to_ascii_lowercase().split_ascii_whitespace().collect::<String>().contains(rule)
    })
}

/// Returns the marker in the name of a place where a note stands: `fn1`, `_ftn1`, `footnote-1`.
pub(super) fn note_marker(attributes: &Attributes) -> Option<String> {
    let place = attributes.get("id").or_else(|| attributes.get("name"))?.to_ascii_lowercase();
    let prefixes = ["_ftn", "_edn", "footnote", "fn", "endnote"];
    let rest = prefixes.iter().find_map(|prefix| place.strip_prefix(prefix))?;
    let marker = rest.trim_start_matches(['-', '_', ':']);
    let is_marker = !marker.is_empty()
        && marker.len() <= 3
        && marker.bytes().all(|byte| byte.is_ascii_digit() || byte == b'*');
    is_marker.then(|| marker.to_owned())
}

/// The counter of an ordered list, printed as a browser prints it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counter {
    next: usize,
    kind: char,
}

impl Counter {
    /// Returns the counter of a list with these attributes.
    pub(super) fn of(attributes: &Attributes) -> Self {
        let next = attributes.get("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let kind = attributes.get("type").and_then(|kind| kind.chars().next()).unwrap_or('1');
        Self { next, kind }
    }

    /// Returns the number of the next item, which its own `value` may set.
    pub(super) fn advance(&mut self, attributes: &Attributes) -> String {
        if let Some(value) = attributes.get("value").and_then(|value| value.trim().parse().ok()) {
            self.next = value;
        }
        let number = self.next;
        self.next = number.saturating_add(1);
        let printed = match self.kind {
            'a' => letters(number).to_lowercase(),
            'A' => letters(number),
            'i' => roman(number).to_lowercase(),
            'I' => roman(number),
            _figures => number.to_string(),
        };
        format!("{printed}.")
    }
}

/// 1 is A, 26 is Z, 27 is AA.
fn letters(number: usize) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        let place = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + place));
        rest = (rest - 1) / 26;
    }
    if letters.is_empty() { number.to_string() } else { letters.iter().rev().collect() }
}

/// Figures from 4000 on have no Roman form and stay as they are.
fn roman(number: usize) -> String {
    let numeral = u32::try_from(number).ok().and_then(roman_numeral);
    numeral.unwrap_or_else(|| number.to_string())
}
