//! What stands around an element of Akoma Ntoso, as far as it says what the element is.

use roxmltree::Node;

/// A body without a preamble before it holds the preambular clauses too, so it says nothing about
/// its clauses.
pub(super) fn has_preamble(body: Node<'_, '_>) -> bool {
    let mut before = body.prev_siblings().filter(Node::is_element);
    before.any(|part| part.tag_name().name() == "preamble")
}

pub(super) fn is_of_article(heading: Node<'_, '_>) -> bool {
    heading.parent_element().is_some_and(|parent| parent.tag_name().name() == "article")
}

/// Articles are what is decided: a body that opens with one has no preamble in it.
pub(super) fn opens_with_article(body: Node<'_, '_>) -> bool {
    let mut words = body.descendants().map(|node| node.tag_name().name());
    words.find(|name| matches!(*name, "article" | "p" | "block")) == Some("article")
}

pub(super) fn has_formula_before(formula: Node<'_, '_>) -> bool {
    formula.prev_siblings().skip(1).any(|before| before.tag_name().name() == "formula")
}

pub(super) fn is_inside(node: Node<'_, '_>, name: &str) -> bool {
    node.ancestors().any(|above| above.tag_name().name() == name)
}

/// Arabic texts print a note's mark in raised brackets, which stand beside the note.
pub(super) fn is_beside_note(node: Node<'_, '_>) -> bool {
    let is_note = |other: Option<Node<'_, '_>>| {
        other.is_some_and(|other| other.tag_name().name() == "authorialNote")
    };
    is_note(node.prev_sibling()) || is_note(node.next_sibling())
}
