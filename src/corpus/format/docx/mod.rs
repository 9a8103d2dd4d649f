//! Word documents (`.docx`, ECMA-376).
//!
//! ```text
//! styles, lists, notes, links --properties, numbering, notes--> what paragraphs refer to
//! document --walk--> blocks
//! ```
//!
//! The numbers that Word prints before paragraphs and notes are not in the text: they are counted
//! here as it counts them. What runs along the pages (headers, footers) is left out; only a symbol
//! that stands nowhere else is kept.

mod notes;
mod numbering;
mod properties;
mod symbol_font;
mod walk;

use std::collections::BTreeMap;

use roxmltree::Node;

use self::notes::Notes;
use self::numbering::Numbering;
use self::properties::Styles;
use self::walk::{Around, Walk};
use super::Reading;
use super::office::counting::Counting;
use super::office::{Package, attribute, child, furniture, is, tree};
use crate::corpus::OfficeError;

/// Where the text of a document stands unless the file says otherwise.
pub(super) const DOCUMENT: &str = "word/document.xml";

/// Returns the blocks of a Word document.
///
/// # Errors
///
/// When the file is damaged or protected, or a part of it is too large or no XML.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, OfficeError> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let relations = relations(&mut package, &main)?;
    let text = package.text(&main)?.ok_or(OfficeError::Damaged)?;
    let mut around = around(&mut package, &relations)?;
    let xml = tree(&text)?;
    let root = xml.root_element();
    let last_section = child(root, "body").and_then(|body| child(body, "sectPr"));
    set_notes(&mut around, last_section);
    let mut walk = Walk::new(&mut around, true);
    walk.body(root);
    let mut reading = walk.composer.finish();
    let mut lines = Vec::new();
    for part in relations.all("header") {
        if let Some(text) = package.text(part)? {
            lines.extend(walk::plain_lines(tree(&text)?.root_element()));
        }
    }
    furniture::keep_symbol(&mut reading.blocks, &lines);
    Ok(reading)
}

/// Relations of a part to others: kind, id and target.
#[derive(Debug, Default)]
struct Relations(Vec<Relation>);

#[derive(Debug)]
struct Relation {
    /// The last word of the name of its type, which the strict and the transitional form share.
    kind: String,
    id: String,
    target: String,
}

impl Relations {
    fn all<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |one| one.kind == kind).map(|one| one.target.as_str())
    }
}

/// Returns the name of the part that holds the text.
fn main_part(package: &mut Package<'_>) -> Result<String, OfficeError> {
    let relations = relations(package, "")?;
    let main = relations.all("officeDocument").next().filter(|part| package.has(part));
    Ok(main.unwrap_or(DOCUMENT).to_owned())
}

/// Returns the relations of `part`, those of the whole file if it is empty; their targets are
/// names of parts, but for links.
fn relations(package: &mut Package<'_>, part: &str) -> Result<Relations, OfficeError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let inside = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let Some(text) = package.text(&format!("{inside}_rels/{file}.rels"))? else {
        return Ok(Relations::default());
    };
    let xml = tree(&text)?;
    let relation = |node: Node<'_, '_>| {
        let target = attribute(node, "Target")?;
        let kind = attribute(node, "Type")?.rsplit('/').next().unwrap_or_default();
        let target = match target.strip_prefix('/') {
            _ if kind == "hyperlink" => target.to_owned(),
            Some(absolute) => absolute.to_owned(),
            None => format!("{inside}{target}"),
        };
        Some(Relation { kind: kind.to_owned(), id: attribute(node, "Id")?.to_owned(), target })
    };
    let all = xml.root_element().children().filter(|node| is(*node, "Relationship"));
    let mut all: Vec<Relation> = all.filter_map(relation).collect();
    all.sort_by(|left, right| left.target.cmp(&right.target));
    Ok(Relations(all))
}

/// Reads the parts that the text refers to.
fn around(package: &mut Package<'_>, relations: &Relations) -> Result<Around, OfficeError> {
    let part = |package: &mut Package<'_>, kind| match relations.all(kind).next() {
        Some(name) => package.text(name),
        None => Ok(None),
    };
    let mut around = Around {
        endnotes: Notes::counted_by(Counting::Roman),
        links: links(relations),
        ..Around::default()
    };
    if let Some(text) = part(package, "styles")? {
        around.styles = Styles::new(tree(&text)?.root_element());
    }
    if let Some(text) = part(package, "numbering")? {
        around.numbering = Numbering::new(tree(&text)?.root_element());
    }
    if let Some(text) = part(package, "settings")? {
        set_notes(&mut around, Some(tree(&text)?.root_element()));
    }
    for kind in ["footnotes", "endnotes"] {
        let Some(text) = part(package, kind)? else { continue };
        let xml = tree(&text)?;
        for (id, node) in notes::of_part(xml.root_element()) {
            let mut walk = Walk::new(&mut around, false);
            walk.body(node);
            let words = walk.composer.into_words();
            let notes =
                if kind == "footnotes" { &mut around.footnotes } else { &mut around.endnotes };
            notes.add(id, words);
        }
    }
    Ok(around)
}

fn links(relations: &Relations) -> BTreeMap<String, String> {
    let links = relations.0.iter().filter(|one| one.kind == "hyperlink");
    links.map(|one| (one.id.clone(), one.target.clone())).collect()
}

/// Takes over how a section or the whole document counts its notes.
fn set_notes(around: &mut Around, node: Option<Node<'_, '_>>) {
    let Some(node) = node else { return };
    if let Some(properties) = child(node, "footnotePr") {
        around.footnotes.set(properties);
    }
    if let Some(properties) = child(node, "endnotePr") {
        around.endnotes.set(properties);
    }
}
