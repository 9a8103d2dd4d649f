//! What the ids of a file stand for: its `references` name bodies, States, roles and terms.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::expressions::Part;

/// Names by id.
#[derive(Debug, Default)]
pub(super) struct References<'a> {
    names: BTreeMap<&'a str, &'a str>,
}

impl<'a> References<'a> {
    /// Returns the names that the metadata of `part` gives; of two for one id the first.
    pub(super) fn of(part: &Part<'a, '_>) -> Self {
        let mut names = BTreeMap::new();
        let is_class = |node: &Node<'_, '_>| node.tag_name().name().starts_with("TLC");
        for node in part.descendants().filter(is_class) {
            // Up to version 2.0 of the standard it was `id`.
            let id = node.attribute("eId").or_else(|| node.attribute("id"));
            if let Some((id, name)) = id.zip(node.attribute("showAs")) {
                names.entry(id).or_insert(name);
            }
        }
        Self { names }
    }

    /// Returns the name of `target`, `#id` or `id`, else the id itself.
    pub(super) fn name<'target>(&self, target: &'target str) -> &'target str
    where
        'a: 'target,
    {
        let id = target.trim().trim_start_matches('#');
        self.names.get(id).copied().unwrap_or(id)
    }
}
