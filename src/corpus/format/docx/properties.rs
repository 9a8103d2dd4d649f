//! The properties of runs and paragraphs: what an element sets, and what its styles set.

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::corpus::format::office::{Face, attribute, child, is};

/// Styles are based on each other so deep at most; a ring of styles ends here.
const BASES_MAX: usize = 24;

/// What an element says of a run; `None` where it is silent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    italic: Option<bool>,
    bold: Option<bool>,
    /// The same for text of scripts that run leftward or join their letters.
    italic_complex: Option<bool>,
    bold_complex: Option<bool>,
    underlined: Option<bool>,
    raised: Option<bool>,
    complex: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) hidden: Option<bool>,
}

/// A list and a level in it, as far as an element says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

/// What the paragraph and character styles of a document say.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    default_run: Run,
    default_paragraph: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    run: Run,
    listed: Listed,
    outline: Option<u8>,
}

/// What a paragraph's style says, its bases included.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    pub(super) run: Run,
    pub(super) listed: Listed,
    /// The style that names the list, for lists whose levels name styles.
    pub(super) list_style: Option<String>,
    /// The level of the heading it is, from 1.
    pub(super) heading: Option<u8>,
    /// Whether it is a line of a table of contents.
    pub(super) is_contents: bool,
}

impl Styles {
    /// Reads the part `styles.xml`.
    pub(super) fn new(root: Node<'_, '_>) -> Self {
        let mut styles = Self::default();
        let defaults = child(root, "docDefaults").and_then(|node| child(node, "rPrDefault"));
        styles.default_run = defaults.map(run_properties).unwrap_or_default();
        for node in root.children().filter(|node| is(*node, "style")) {
            let Some(id) = attribute(node, "styleId") else { continue };
            let paragraph = child(node, "pPr");
            let style = Style {
                name: value(node, "name").unwrap_or_default().to_ascii_lowercase(),
                based_on: value(node, "basedOn").map(str::to_owned),
                run: run_properties(node),
                listed: paragraph.map(listed).unwrap_or_default(),
                outline: paragraph.and_then(outline),
            };
            let is_default = attribute(node, "default").is_some_and(is_on);
            if is_default && attribute(node, "type") == Some("paragraph") {
                styles.default_paragraph = Some(id.to_owned());
            }
            styles.styles.insert(id.to_owned(), style);
        }
        styles
    }

    /// Returns what the paragraph style `id`, or the default one, says.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Resolved {
        let mut resolved = Resolved::default();
        let id = id.or(self.default_paragraph.as_deref());
        for (id, style) in self.chain(id) {
            resolved.run = resolved.run.or(style.run);
            if resolved.listed.list.is_none() && style.listed.list.is_some() {
                resolved.list_style = Some(id.to_owned());
            }
            resolved.listed = resolved.listed.clone().or(&style.listed);
            resolved.heading = resolved.heading.or(heading(style));
            resolved.is_contents |= style.name.starts_with("toc ");
        }
        resolved
    }

    /// Returns how a run is set: what it says itself, else its character style and its
    /// paragraph's, which undo each other where both say it (ECMA-376, 17.7.3).
    pub(super) fn face(&self, own: Run, character: Option<&str>, paragraph: Run) -> (Face, Run) {
        let mut style = Run::default();
        for (_, base) in self.chain(character) {
            style = style.or(base.run);
        }
        let paragraph = paragraph.or(self.default_run);
        let toggle = |own: Option<bool>, style: Option<bool>, paragraph: Option<bool>| {
            own.unwrap_or(style.unwrap_or_default() ^ paragraph.unwrap_or_default())
        };
        let is_complex = own.complex.or(style.complex).unwrap_or_default();
        let plain = |own: Option<bool>, style: Option<bool>, paragraph: Option<bool>| {
            own.or(style).or(paragraph).unwrap_or_default()
        };
        let (italic, bold) = if is_complex {
            (
                toggle(own.italic_complex, style.italic_complex, paragraph.italic_complex),
                toggle(own.bold_complex, style.bold_complex, paragraph.bold_complex),
            )
        } else {
            (
                toggle(own.italic, style.italic, paragraph.italic),
                toggle(own.bold, style.bold, paragraph.bold),
            )
        };
        let face = Face {
            is_italic: italic,
            is_bold: bold,
            is_underlined: plain(own.underlined, style.underlined, paragraph.underlined),
            is_raised: plain(own.raised, style.raised, paragraph.raised),
        };
        let all = own.or(style).or(paragraph);
        (face, all)
    }

    /// The style `id` and those it is based on, the nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.and_then(|id| self.styles.get(id).map(|style| (id, style)));
        std::iter::successors(first, |(_, style)| {
            let base = style.based_on.as_deref()?;
            self.styles.get(base).map(|style| (base, style))
        })
        .take(BASES_MAX)
    }
}

impl Run {
    /// Returns what `self` says, and `base` where it is silent.
    fn or(self, base: Self) -> Self {
        Self {
            italic: self.italic.or(base.italic),
            bold: self.bold.or(base.bold),
            italic_complex: self.italic_complex.or(base.italic_complex),
            bold_complex: self.bold_complex.or(base.bold_complex),
            underlined: self.underlined.or(base.underlined),
            raised: self.raised.or(base.raised),
            complex: self.complex.or(base.complex),
            capitals: self.capitals.or(base.capitals),
            hidden: self.hidden.or(base.hidden),
        }
    }
}

impl Listed {
    pub(super) fn or(self, base: &Self) -> Self {
        Self { list: self.list.or_else(|| base.list.clone()), level: self.level.or(base.level) }
    }
}

/// Reads the properties of the run, paragraph mark or style `node`.
pub(super) fn run_properties(node: Node<'_, '_>) -> Run {
    let Some(node) = child(node, "rPr") else { return Run::default() };
    let mut run = Run::default();
    for one in node.children().filter(Node::is_element) {
        let is_set = Some(attribute(one, "val").is_none_or(is_on));
        match one.tag_name().name() {
            "i" => run.italic = is_set,
            "b" => run.bold = is_set,
            "iCs" => run.italic_complex = is_set,
            "bCs" => run.bold_complex = is_set,
            "u" => run.underlined = is_set,
            "vertAlign" => run.raised = Some(attribute(one, "val") == Some("superscript")),
            "rtl" | "cs" => run.complex = is_set,
            "caps" => run.capitals = is_set,
            "vanish" => run.hidden = is_set,
            _other => {}
        }
    }
    run
}

/// Reads the list that the properties of a paragraph name.
pub(super) fn listed(properties: Node<'_, '_>) -> Listed {
    let Some(node) = child(properties, "numPr") else { return Listed::default() };
    Listed {
        list: value(node, "numId").map(str::to_owned),
        level: value(node, "ilvl").and_then(|level| level.parse().ok()),
    }
}

/// Reads the level of a heading, from 1, that the properties of a paragraph name.
pub(super) fn outline(properties: Node<'_, '_>) -> Option<u8> {
    let level: u8 = value(properties, "outlineLvl")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// Headings are told by their place in the outline or by the names that every program gives to
/// its own styles, whatever language it speaks.
fn heading(style: &Style) -> Option<u8> {
    let named = style.name.strip_prefix("heading ").and_then(|level| level.parse().ok());
    let titled = (style.name == "title").then_some(1);
    style.outline.or(named).or(titled)
}

fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// Returns the `val` of the child called `name`.
pub(super) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}
