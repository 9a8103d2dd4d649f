//! [`Ast`]: a query as typed.

use super::Field;
use crate::text::Span;

/// A query as typed; no root is the empty query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ast {
    /// The outermost node.
    pub root: Option<Node>,
}

/// A piece of a query with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands in the query.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a piece of a query is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A bare word.
    Word(String),
    /// A word with `*` or `?` in it, not at its beginning.
    Pattern(String),
    /// `word~2`.
    Fuzzy {
        /// The word before the `~`.
        word: String,
        /// How many letters may differ.
        edits: u8,
    },
    /// Words in quotes, of whatever kind, and the distance after them: `"a b"~5`.
    Phrase {
        /// What stands between the quotes.
        text: String,
        /// How far apart the words may stand; `None` where no `~` follows.
        words_apart: Option<u32>,
    },
    /// A document symbol or citation, in any notation.
    Symbol(String),
    /// `field:value`.
    Field {
        /// The field.
        field: Field,
        /// A word, phrase, range or group.
        value: Box<Node>,
    },
    /// `2010..2020`, only as the value of a field; an open end is `None`.
    Range {
        /// The first value.
        from: Option<String>,
        /// The last value, inclusive.
        to: Option<String>,
    },
    /// `in:(...)`: another clause of the same resolution.
    In(Box<Node>),
    /// Parentheses.
    Group(Box<Node>),
    /// `NOT x` or `-x`.
    Not(Box<Node>),
    /// Operands side by side, at least two.
    Sequence(Vec<Node>),
    /// Operands joined by `AND`, at least two.
    And(Vec<Node>),
    /// Operands joined by `OR`, at least two.
    Or(Vec<Node>),
    /// Two operands joined by a connector.
    Near {
        /// The operand before it.
        left: Box<Node>,
        /// How they must stand.
        connector: Connector,
        /// The operand after it.
        right: Box<Node>,
    },
}

/// A connector: `/s`, `/c`, `w/5`, `pre/5`, each also after `NOT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Connector {
    /// How the operands must stand to each other.
    pub kind: ConnectorKind,
    /// `NOT w/5`: the left operand stands somewhere where the right one does not stand near.
    pub is_negated: bool,
}

/// How two operands must stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConnectorKind {
    /// `/s`: in the same sentence.
    Sentence,
    /// `/c`: in the same clause, item or lead-in.
    Clause,
    /// `w/5`: at most so many words from one to the next.
    Within(u32),
    /// `pre/5`: the same, the left one first.
    Before(u32),
}

impl Ast {
    /// Returns the same tree with every span empty, for comparing what was typed.
    #[must_use]
    pub fn without_spans(self) -> Self {
        Self { root: self.root.map(Node::without_spans) }
    }
}

impl Node {
    fn without_spans(self) -> Self {
        let bare = |node: Box<Self>| Box::new(node.without_spans());
        let all = |nodes: Vec<Self>| nodes.into_iter().map(Self::without_spans).collect();
        let kind = match self.kind {
            leaf @ (NodeKind::Word(_)
            | NodeKind::Pattern(_)
            | NodeKind::Fuzzy { .. }
            | NodeKind::Phrase { .. }
            | NodeKind::Symbol(_)
            | NodeKind::Range { .. }) => leaf,
            NodeKind::Field { field, value } => NodeKind::Field { field, value: bare(value) },
            NodeKind::In(inner) => NodeKind::In(bare(inner)),
            NodeKind::Group(inner) => NodeKind::Group(bare(inner)),
            NodeKind::Not(inner) => NodeKind::Not(bare(inner)),
            NodeKind::Sequence(nodes) => NodeKind::Sequence(all(nodes)),
            NodeKind::And(nodes) => NodeKind::And(all(nodes)),
            NodeKind::Or(nodes) => NodeKind::Or(all(nodes)),
            NodeKind::Near { left, connector, right } => {
                NodeKind::Near { left: bare(left), connector, right: bare(right) }
            }
        };
        Self { span: Span::default(), kind }
    }
}
