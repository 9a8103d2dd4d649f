//! Elements and attributes of office documents by their local names: the forms of one standard
//! differ in their namespaces.

use roxmltree::Node;

/// Tells whether `node` is an element called `name`.
pub(in crate::corpus::format) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// Returns the first child called `name`.
pub(in crate::corpus::format) fn child<'a, 'input>(
    node: Node<'a, 'input>,
    name: &str,
) -> Option<Node<'a, 'input>> {
    node.children().find(|child| is(*child, name))
}

/// Returns the value of the attribute called `name`.
pub(in crate::corpus::format) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|found| found.value())
}
