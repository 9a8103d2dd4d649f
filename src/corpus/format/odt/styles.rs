//! The styles of an OpenDocument text, common and automatic ones, and what they say of text.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::lists::ListStyle;
use crate::corpus::format::office::{Face, attribute, child, is};

/// Styles have parents so far at most; a ring of styles ends here.
const PARENTS_MAX: usize = 24;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<(Family, String), Style>,
    pub(super) lists: BTreeMap<String, ListStyle>,
    /// How headings are numbered.
    pub(super) outline: ListStyle,
}

/// What a style is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Paragraph,
    Text,
}

#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    look: Look,
    display_name: String,
    outline: Option<u8>,
}

/// What a style says of text; `None` where it is silent.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    italic: Option<bool>,
    bold: Option<bool>,
    underlined: Option<bool>,
    raised: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl Styles {
    /// Takes over the styles below `root`, a part's or those of a document in one file.
    pub(super) fn add(&mut self, root: Node<'_, '_>) {
        for group in
            root.children().filter(|node| is(*node, "styles") || is(*node, "automatic-styles"))
        {
            for node in group.children().filter(Node::is_element) {
                match node.tag_name().name() {
                    "style" => self.add_style(node),
                    "list-style" => {
                        let name = attribute(node, "name").unwrap_or_default();
                        self.lists.insert(name.to_owned(), ListStyle::new(node));
                    }
                    "outline-style" => self.outline = ListStyle::new(node),
                    _other => {}
                }
            }
        }
    }

    fn add_style(&mut self, node: Node<'_, '_>) {
        let family = match attribute(node, "family") {
            Some("paragraph") => Family::Paragraph,
            Some("text") => Family::Text,
            _other => return,
        };
        let Some(name) = attribute(node, "name") else { return };
        let outline = attribute(node, "default-outline-level").and_then(|level| level.parse().ok());
        let shown = attribute(node, "display-name").unwrap_or(name);
        let style = Style {
            parent: attribute(node, "parent-style-name").map(str::to_owned),
            look: child(node, "text-properties").map(look).unwrap_or_default(),
            display_name: shown.to_ascii_lowercase(),
            outline,
        };
        self.styles.insert((family, name.to_owned()), style);
    }

    /// Returns what the style `name` says, its parents included.
    pub(super) fn look(&self, family: Family, name: Option<&str>) -> Look {
        self.chain(family, name).fold(Look::default(), |look, style| look.or(style.look))
    }

    /// Returns the level of the heading that a paragraph style is for, from 1.
    pub(super) fn heading(&self, name: Option<&str>) -> Option<u8> {
        self.chain(Family::Paragraph, name).find_map(|style| {
            let is_title = style.display_name == "title";
            style.outline.filter(|level| *level > 0).or(is_title.then_some(1))
        })
    }

    fn chain(&self, family: Family, name: Option<&str>) -> impl Iterator<Item = &Style> {
        let find = move |name: &str| self.styles.get(&(family, name.to_owned()));
        std::iter::successors(name.and_then(find), move |style| {
            style.parent.as_deref().and_then(find)
        })
        .take(PARENTS_MAX)
    }
}

impl Look {
    /// Returns what `self` says, and `base` where it is silent.
    pub(super) fn or(self, base: Self) -> Self {
        Self {
            italic: self.italic.or(base.italic),
            bold: self.bold.or(base.bold),
            underlined: self.underlined.or(base.underlined),
            raised: self.raised.or(base.raised),
            capitals: self.capitals.or(base.capitals),
            hidden: self.hidden.or(base.hidden),
        }
    }

    pub(super) fn face(self) -> Face {
        Face {
            is_italic: self.italic.unwrap_or_default(),
            is_bold: self.bold.unwrap_or_default(),
            is_underlined: self.underlined.unwrap_or_default(),
            is_raised: self.raised.unwrap_or_default(),
        }
    }
}

/// Text of scripts that run leftward or join their letters has properties of its own; a style for
/// such text sets them, so either counts.
fn look(node: Node<'_, '_>) -> Look {
    let of = |names: [&str; 2], is_it: fn(&str) -> bool| {
        let values = names.into_iter().filter_map(|name| attribute(node, name));
        values.map(is_it).reduce(|one, other| one || other)
    };
    let plain = |name: &str, is_it: fn(&str) -> bool| attribute(node, name).map(is_it);
    Look {
        italic: of(["font-style", "font-style-complex"], |value| value != "normal"),
        bold: of(["font-weight", "font-weight-complex"], |value| {
            value == "bold" || value.parse::<u32>().is_ok_and(|weight| weight >= 600)
        }),
        underlined: plain("text-underline-style", |value| value != "none"),
        raised: plain("text-position", |value| {
            let height = value.split_whitespace().next().unwrap_or_default();
            let percent: Option<f32> = height.strip_suffix('%').and_then(|part| part.parse().ok());
            height == "super" || percent.is_some_and(|percent| percent > 0.0)
        }),
        capitals: plain("text-transform", |value| value == "uppercase"),
        hidden: plain("display", |value| value == "none"),
    }
}
