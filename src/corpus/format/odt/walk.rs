//! From the paragraphs, lists and tables of an OpenDocument text to blocks.
//!
//! What was deleted while changes were tracked stands apart from the text, so leaving it out there
//! takes every change as accepted.

use roxmltree::Node;

use super::lists::Lists;
use super::styles::{Family, Look, Styles};
use crate::corpus::format::office::{Composer, Paragraph, attribute, child, is};

/// More spaces than this in a row are not printed.
const SPACES_MAX: usize = 100;

/// The state of the reading.
pub(super) struct Walk<'styles, 'xml, 'input> {
    styles: &'styles Styles,
    lists: Lists,
    pub(super) composer: Composer,
    /// Text boxes that hang on the paragraph that is being read.
    boxes: Vec<Node<'xml, 'input>>,
}

impl<'styles, 'xml, 'input> Walk<'styles, 'xml, 'input> {
    pub(super) fn new(styles: &'styles Styles) -> Self {
        Self { styles, lists: Lists::default(), composer: Composer::default(), boxes: Vec::new() }
    }

    /// Reads what stands in `node` as paragraphs, lists and tables.
    pub(super) fn body(&mut self, node: Node<'xml, 'input>) {
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" | "h" => self.paragraph(node),
                "list" => {
                    self.lists.open(node);
                    self.body(node);
                    self.lists.close();
                }
                "list-item" | "list-header" => {
                    self.lists.item(node);
                    self.body(node);
                }
                "table-row" => {
                    self.composer.open_row();
                    self.body(node);
                    self.composer.close_row();
                }
                "table-cell" => {
                    self.composer.open_cell();
                    self.body(node);
                }
                "frame" => self.body_of_frame(node),
                name if is_silent(name) => {}
                _wrapper => self.body(node),
            }
        }
    }

    fn body_of_frame(&mut self, frame: Node<'xml, 'input>) {
        if let Some(text_box) = child(frame, "text-box") {
            self.body(text_box);
        }
    }

    fn paragraph(&mut self, node: Node<'xml, 'input>) {
        let style = attribute(node, "style-name");
        let look = self.styles.look(Family::Paragraph, style);
        self.inline(node, look);
        let (number, depth) = self.lists.number(&self.styles.lists);
        let level = is(node, "h").then(|| {
            attribute(node, "outline-level").and_then(|level| level.parse().ok()).unwrap_or(1_u8)
        });
        let is_listed = attribute(node, "is-list-header") != Some("true");
        let counted = level
            .filter(|_| is_listed && depth == 0)
            .and_then(|level| self.lists.heading(level, &self.styles.outline));
        self.composer.paragraph_end(&Paragraph {
            heading: level.or_else(|| self.styles.heading(style)),
            number: number.or(counted),
            depth: u8::try_from(depth).unwrap_or(u8::MAX),
            role: None,
        });
        for text_box in std::mem::take(&mut self.boxes) {
            self.body(text_box);
        }
    }

    /// Reads what stands in a paragraph or in something inside one.
    fn inline(&mut self, node: Node<'xml, 'input>, look: Look) {
        for node in node.children() {
            if let Some(text) = node.text().filter(|_| node.is_text()) {
                self.text(text, look);
            }
            if !node.is_element() {
                continue;
            }
            match node.tag_name().name() {
                "span" => {
                    let own = self.styles.look(Family::Text, attribute(node, "style-name"));
                    self.inline(node, own.or(look));
                }
                "s" => {
                    let count = attribute(node, "c").and_then(|count| count.parse().ok());
                    self.text(&" ".repeat(count.unwrap_or(1).min(SPACES_MAX)), look);
                }
                "tab" => self.text(" ", look),
                "line-break" => self.composer.line_end(),
                "a" => {
                    let target = attribute(node, "href").unwrap_or_default();
                    self.composer.open_link(target);
                    self.inline(node, look);
                    self.composer.close_link();
                }
                "note" => self.note(node),
                "frame" => self.boxes.extend(child(node, "text-box")),
                "custom-shape" | "rect" => self.boxes.push(node),
                name if is_silent(name) => {}
                _wrapper => self.inline(node, look),
            }
        }
    }

    fn text(&mut self, text: &str, look: Look) {
        if look.hidden == Some(true) {
            return;
        }
        if look.capitals == Some(true) {
            self.composer.text(&text.to_uppercase(), look.face());
        } else {
            self.composer.text(text, look.face());
        }
    }

    /// A note stands at its mark, which is printed beside it.
    fn note(&mut self, node: Node<'xml, 'input>) {
        let Some(citation) = child(node, "note-citation") else { return };
        let own = attribute(citation, "label").or(citation.text()).unwrap_or_default();
        let mut walk = Walk::new(self.styles);
        if let Some(body) = child(node, "note-body") {
            walk.body(body);
        }
        self.composer.note(own.trim().to_owned(), walk.composer.into_words());
    }
}

/// What was deleted, what is said about the text, and what repeats it.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "annotation"
            | "annotation-end"
            | "table-of-content"
            | "forms"
            | "scripts"
            | "ruby-text"
            | "hidden-text"
            | "number"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "covered-table-cell"
            | "event-listeners"
    )
}

/// Returns the lines of the headers of pages.
pub(super) fn header_lines(root: Node<'_, '_>) -> Vec<String> {
    let headers = root.descendants().filter(|node| {
        ["header", "header-first", "header-left"].iter().any(|name| is(*node, name))
    });
    let mut lines = Vec::new();
    for paragraph in headers.flat_map(|header| header.descendants()).filter(|node| is(*node, "p")) {
        let mut line = String::new();
        for node in paragraph.descendants() {
            match node.text().filter(|_| node.is_text()) {
                Some(text) => line.push_str(text),
                None if is(node, "tab") || is(node, "line-break") => line.push('\t'),
                None => {}
            }
        }
        lines.extend(line.split('\t').map(|part| part.trim().to_owned()));
    }
    lines.retain(|line| !line.is_empty());
    lines
}
