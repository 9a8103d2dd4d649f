//! From the paragraphs, runs and tables of a Word document to blocks.
//!
//! Tracked changes are read as accepted: what was inserted or moved here is text, what was deleted
//! or moved away is none.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::notes::Notes;
use super::numbering::Numbering;
use super::properties::{Resolved, Run, Styles, listed, outline, run_properties, value};
use super::symbol_font;
use crate::corpus::format::office::{Composer, Face, Paragraph, attribute, child, is};

/// What the other parts of the file say.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// Notes by their ids.
    pub(super) footnotes: Notes,
    pub(super) endnotes: Notes,
    /// The targets of links by the ids of their relations.
    pub(super) links: BTreeMap<String, String>,
}

/// The state of the reading.
pub(super) struct Walk<'around, 'xml, 'input> {
    around: &'around mut Around,
    pub(super) composer: Composer,
    /// Fields that are open, and whether what comes is their instruction.
    fields: Vec<bool>,
    /// Text boxes that hang on the paragraph that is being read.
    boxes: Vec<Node<'xml, 'input>>,
    /// How the paragraph's style sets its runs.
    style_run: Run,
    /// Whether notes are read; the notes of notes are not.
    reads_notes: bool,
}

impl<'around, 'xml, 'input> Walk<'around, 'xml, 'input> {
    pub(super) fn new(around: &'around mut Around, reads_notes: bool) -> Self {
        Self {
            around,
            composer: Composer::default(),
            fields: Vec::new(),
            boxes: Vec::new(),
            style_run: Run::default(),
            reads_notes,
        }
    }

    /// Reads what stands in `node` as paragraphs and tables.
    pub(super) fn body(&mut self, node: Node<'xml, 'input>) {
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node),
                "tbl" => self.table(node),
                "sdt" if is_contents(node) => {}
                "AlternateContent" => self.body_of(alternative(node)),
                name if is_silent(name) => {}
                _wrapper => self.body(node),
            }
        }
    }

    fn body_of(&mut self, node: Option<Node<'xml, 'input>>) {
        if let Some(node) = node {
            self.body(node);
        }
    }

    fn table(&mut self, table: Node<'xml, 'input>) {
        for node in table.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "tr" => self.row(node),
                name if is_silent(name) => {}
                _wrapper => self.table(node),
            }
        }
    }

    fn row(&mut self, row: Node<'xml, 'input>) {
        let is_deleted = child(row, "trPr").is_some_and(|own| child(own, "del").is_some());
        if is_deleted {
            return;
        }
        self.composer.open_row();
        self.cells(row);
        self.composer.close_row();
    }

    fn cells(&mut self, row: Node<'xml, 'input>) {
        for node in row.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "tc" => {
                    let own = child(node, "tcPr");
                    if own.is_none_or(|own| child(own, "cellDel").is_none()) {
                        self.composer.open_cell();
                        self.body(node);
                    }
                }
                name if is_silent(name) => {}
                _wrapper => self.cells(node),
            }
        }
    }

    fn paragraph(&mut self, node: Node<'xml, 'input>) {
        let own = child(node, "pPr");
        let style = own.and_then(|own| value(own, "pStyle"));
        let style = self.around.styles.paragraph(style);
        if style.is_contents {
            return;
        }
        self.style_run = style.run;
        self.fields.iter_mut().for_each(|is_instruction| *is_instruction = false);
        self.inline(node);
        // A paragraph whose end was deleted goes on in the next one, which then says what it is.
        if !own.is_some_and(has_no_end) {
            let paragraph = self.described(own, &style);
            self.composer.paragraph_end(&paragraph);
        }
        for text_box in std::mem::take(&mut self.boxes) {
            self.body(text_box);
        }
        if own.is_some_and(|own| child(own, "sectPr").is_some()) {
            self.around.footnotes.end_section();
            self.around.endnotes.end_section();
        }
    }

    fn described(&mut self, own: Option<Node<'_, '_>>, style: &Resolved) -> Paragraph {
        let direct = own.map(listed).unwrap_or_default();
        let list_style = style.list_style.as_deref().filter(|_| direct.list.is_none());
        let printed = self.around.numbering.count(&direct.or(&style.listed), list_style);
        let depth = printed.as_ref().map_or(0, |printed| printed.level + 1);
        Paragraph {
            heading: own.and_then(outline).or(style.heading),
            number: printed.map(|printed| printed.number).filter(|number| !number.is_empty()),
            depth: u8::try_from(depth).unwrap_or(u8::MAX),
            role: None,
        }
    }

    /// Reads what stands in a paragraph or in something around its runs.
    fn inline(&mut self, node: Node<'xml, 'input>) {
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node),
                "hyperlink" => self.link(node),
                "AlternateContent" => {
                    if let Some(node) = alternative(node) {
                        self.inline(node);
                    }
                }
                // What is printed above a base character says how it is read.
                "rt" => {}
                name if is_silent(name) => {}
                _wrapper => self.inline(node),
            }
        }
    }

    fn link(&mut self, node: Node<'xml, 'input>) {
        let target = attribute(node, "id").and_then(|id| self.around.links.get(id)).cloned();
        if let Some(target) = &target {
            self.composer.open_link(target);
        }
        self.inline(node);
        if target.is_some() {
            self.composer.close_link();
        }
    }

    fn run(&mut self, node: Node<'xml, 'input>) {
        let properties = child(node, "rPr");
        let character = properties.and_then(|own| value(own, "rStyle"));
        let (face, run) = self.around.styles.face(run_properties(node), character, self.style_run);
        if run.hidden != Some(true) {
            self.pieces(node, face, run.capitals == Some(true));
        }
    }

    fn pieces(&mut self, run: Node<'xml, 'input>, face: Face, is_capital: bool) {
        let mut has_own_mark = None;
        for node in run.children().filter(Node::is_element) {
            // What an instruction is made of, other fields put in; its own words are no text runs.
            let outer = self.fields.split_last().map_or(&[][..], |(_, outer)| outer);
            let is_instruction = outer.contains(&true);
            match node.tag_name().name() {
                "fldChar" => self.field(node),
                "t" if is_instruction => {}
                "t" => match has_own_mark.take() {
                    Some(note) => self.note(note, text(node)),
                    None if is_capital => self.composer.text(&text(node).to_uppercase(), face),
                    None => self.composer.text(text(node), face),
                },
                "tab" | "ptab" => self.composer.text(" ", face),
                "noBreakHyphen" => self.composer.text("-", face),
                "sym" => {
                    let sign = symbol_font::sign(attribute(node, "font"), attribute(node, "char"));
                    if let Some(sign) = sign {
                        self.composer.text(sign.encode_utf8(&mut [0; 4]), face);
                    }
                }
                "br" | "cr" => self.line_end(node),
                "footnoteReference" | "endnoteReference" => {
                    let is_marked = attribute(node, "customMarkFollows");
                    if is_marked.is_some_and(|mark| !matches!(mark, "0" | "false" | "off")) {
                        has_own_mark = Some(node);
                    } else {
                        self.note(node, "");
                    }
                }
                "AlternateContent" => {
                    if let Some(node) = alternative(node) {
                        self.pieces(node, face, is_capital);
                    }
                }
                "pict" | "drawing" | "object" => self.find_boxes(node),
                _silent => {}
            }
        }
    }

    /// A page or column that ends is no line end of the author's.
    fn line_end(&mut self, node: Node<'_, '_>) {
        if matches!(attribute(node, "type"), Some("page" | "column")) {
            self.composer.text(" ", Face::default());
        } else {
            self.composer.line_end();
        }
    }

    /// Of a field, its result is printed, its instruction is not.
    fn field(&mut self, node: Node<'_, '_>) {
        match attribute(node, "fldCharType") {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                if let Some(is_instruction) = self.fields.last_mut() {
                    *is_instruction = false;
                }
            }
            _end => drop(self.fields.pop()),
        }
    }

    /// Writes the mark of a note, `own_mark` where it does not count.
    fn note(&mut self, node: Node<'_, '_>, own_mark: &str) {
        if !self.reads_notes {
            return;
        }
        let notes = if node.tag_name().name() == "footnoteReference" {
            &mut self.around.footnotes
        } else {
            &mut self.around.endnotes
        };
        let id = attribute(node, "id").unwrap_or_default();
        if let Some((marker, words)) = notes.refer(id, own_mark.trim()) {
            self.composer.note(marker, words);
        }
    }

    /// Finds the text boxes in a drawing; those inside of one are found when it is read.
    fn find_boxes(&mut self, node: Node<'xml, 'input>) {
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "txbxContent" => self.boxes.push(node),
                "AlternateContent" => {
                    if let Some(node) = alternative(node) {
                        self.find_boxes(node);
                    }
                }
                _shape => self.find_boxes(node),
            }
        }
    }
}

/// Of several ways to say the same, the first is for programs that know it, the last for all.
fn alternative<'a, 'input>(node: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    child(node, "Choice").or_else(|| child(node, "Fallback"))
}

fn text<'a>(node: Node<'a, '_>) -> &'a str {
    node.text().unwrap_or_default()
}

/// What was deleted or moved away, and what only describes.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "delText"
            | "delInstrText"
            | "instrText"
            | "pPr"
            | "rPr"
            | "tblPr"
            | "tblPrEx"
            | "tblGrid"
            | "trPr"
            | "tcPr"
            | "sdtPr"
            | "sdtEndPr"
            | "sectPr"
            | "fldData"
            | "rubyPr"
            | "smartTagPr"
            | "customXmlPr"
            | "annotation"
    )
}

/// Tells whether a content control holds the table of contents, which repeats the headings.
fn is_contents(node: Node<'_, '_>) -> bool {
    let gallery = child(node, "sdtPr")
        .and_then(|own| child(own, "docPartObj"))
        .and_then(|part| value(part, "docPartGallery"));
    gallery == Some("Table of Contents")
}

/// Tells whether the mark that ends a paragraph was deleted, moved away, or is hidden.
fn has_no_end(own: Node<'_, '_>) -> bool {
    let Some(mark) = child(own, "rPr") else { return false };
    let is_gone = ["del", "moveFrom"].iter().any(|name| child(mark, name).is_some());
    is_gone || run_properties(own).hidden == Some(true)
}

/// Returns the first paragraphs of `node` as they stand, for what is not read as text.
pub(super) fn plain_lines(node: Node<'_, '_>) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in node.descendants().filter(|node| is(*node, "p")) {
        let mut line = String::new();
        for node in paragraph.descendants().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => line.push_str(text(node)),
                "tab" | "br" => line.push('\t'),
                _other => {}
            }
        }
        lines.extend(line.split('\t').map(|part| part.trim().to_owned()));
    }
    lines.retain(|line| !line.is_empty());
    lines
}
