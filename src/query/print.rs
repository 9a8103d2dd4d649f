//! From the tree back to what can be typed.

use super::ast::{Ast, ConnectorKind, Node, NodeKind};
use super::signs::QUOTES;

/// Returns the query of a tree; [`parse`](super::parse) gives the same tree back.
#[must_use]
pub fn print(ast: &Ast) -> String {
    let mut out = String::new();
    if let Some(root) = &ast.root {
        push(root, &mut out);
    }
    out
}

/// Returns a connector as typed.
pub(super) fn connector_text(kind: ConnectorKind) -> String {
    match kind {
        ConnectorKind::Sentence => "/s".to_owned(),
        ConnectorKind::Clause => "/c".to_owned(),
        ConnectorKind::Within(words) => format!("w/{words}"),
        ConnectorKind::Before(words) => format!("pre/{words}"),
    }
}

/// Returns `text` in the first kind of quotes whose closing signs it does not hold.
pub(super) fn quoted(text: &str) -> String {
    let fitting = QUOTES.iter().find(|(_, closing)| !text.contains(*closing));
    let (opening, closing) = fitting.unwrap_or(&QUOTES[0]);
    format!("{}{text}{}", opening[0], closing[0])
}

fn push(node: &Node, out: &mut String) {
    match &node.kind {
        NodeKind::Word(word) | NodeKind::Pattern(word) | NodeKind::Symbol(word) => {
            out.push_str(word);
        }
        NodeKind::Fuzzy { word, edits } => {
            out.push_str(word);
            out.push('~');
            out.push_str(&edits.to_string());
        }
        NodeKind::Phrase { text, words_apart } => {
            out.push_str(&quoted(text));
            if let Some(words) = words_apart {
                out.push('~');
                out.push_str(&words.to_string());
            }
        }
        NodeKind::Field { field, value } => {
            out.push_str(field.name());
            out.push(':');
            push(value, out);
        }
        NodeKind::Range { from, to } => {
            out.push_str(from.as_deref().unwrap_or_default());
            out.push_str("..");
            out.push_str(to.as_deref().unwrap_or_default());
        }
        NodeKind::In(inner) => {
            out.push_str("in:(");
            push(inner, out);
            out.push(')');
        }
        NodeKind::Group(inner) => {
            out.push('(');
            push(inner, out);
            out.push(')');
        }
        NodeKind::Not(inner) => {
            out.push_str("NOT ");
            push(inner, out);
        }
        NodeKind::Sequence(nodes) => push_joined(nodes, " ", out),
        NodeKind::And(nodes) => push_joined(nodes, " AND ", out),
        NodeKind::Or(nodes) => push_joined(nodes, " OR ", out),
        NodeKind::Near { left, connector, right } => {
            push(left, out);
            out.push_str(if connector.is_negated { " NOT " } else { " " });
            out.push_str(&connector_text(connector.kind));
            out.push(' ');
            push(right, out);
        }
    }
}

fn push_joined(nodes: &[Node], separator: &str, out: &mut String) {
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        push(node, out);
    }
}
