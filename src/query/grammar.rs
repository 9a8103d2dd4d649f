//! From tokens to the tree.
//!
//! ```text
//! query    := and ("OR" and)*
//! and      := sequence ("AND" sequence)*
//! sequence := near near*
//! near     := unary ("NOT"? connector unary)*
//! unary    := ("NOT" | "-") unary | primary
//! primary  := word | pattern | fuzzy | phrase | symbol | "(" query ")"
//!           | field ":" value | "in:" "(" query ")"
//! value    := word | pattern | fuzzy | phrase | symbol | range | "(" query ")"
//! ```

use super::ast::{Ast, Connector, Node, NodeKind};
use super::lexer::{Token, TokenKind, tokens};
use super::limits::{DEPTH_MAX, LEAVES_MAX, QUERY_BYTES_MAX};
use super::{Fault, FaultKind, Field};
use crate::text::{Span, words};

/// Returns the tree of `query`.
///
/// # Errors
///
/// Returns every fault found, in the order of their places; never an empty list.
pub fn parse(query: &str) -> Result<Ast, Vec<Fault>> {
    match parse_leniently(query) {
        (Some(ast), faults) if faults.is_empty() => Ok(ast),
        (_, faults) => Err(faults),
    }
}

/// Returns as much of the tree as can be read, none where a limit is exceeded, and every fault in
/// the order of their places.
pub(super) fn parse_leniently(query: &str) -> (Option<Ast>, Vec<Fault>) {
    if let Err(faults) = check_length(query) {
        return (None, faults);
    }
    let (tokens, mut faults) = tokens(query);
    let leaves = tokens.iter().filter(|token| is_leaf(&token.kind)).count();
    if leaves > LEAVES_MAX {
        return (None, vec![whole(query, FaultKind::TooManyLeaves)]);
    }
    let mut parser = Parser { tokens: &tokens, query, place: 0, depth: 0, faults: Vec::new() };
    let root = parser.query();
    let is_deep = parser.faults.iter().any(|fault| fault.kind == FaultKind::TooDeep);
    if !is_deep {
        parser.leftovers();
    }
    faults.append(&mut parser.faults);
    faults.sort_by_key(|fault| (fault.span.start(), fault.span.end()));
    ((!is_deep).then_some(Ast { root }), faults)
}

/// Returns the tree of `query` taken as words only, whatever signs stand in it.
///
/// # Errors
///
/// Returns a fault if it is too long or has too many words.
pub fn parse_plain(query: &str) -> Result<Ast, Vec<Fault>> {
    check_length(query)?;
    let mut nodes: Vec<Node> = words(query)
        .take(LEAVES_MAX + 1)
        .map(|span| Node { span, kind: NodeKind::Word(span.of(query).to_owned()) })
        .collect();
    if nodes.len() > LEAVES_MAX {
        return Err(vec![whole(query, FaultKind::TooManyLeaves)]);
    }
    let root = if nodes.len() > 1 { join(nodes, NodeKind::Sequence) } else { nodes.pop() };
    Ok(Ast { root })
}

fn check_length(query: &str) -> Result<(), Vec<Fault>> {
    if query.len() > QUERY_BYTES_MAX {
        return Err(vec![whole(query, FaultKind::TooLong { bytes: query.len() })]);
    }
    Ok(())
}

fn whole(query: &str, kind: FaultKind) -> Fault {
    Fault { span: Span::new(0, query.len()), kind }
}

fn is_leaf(kind: &TokenKind) -> bool {
    matches!(kind, TokenKind::Leaf(_))
}

/// Joins two operands or more into one node; none for none, the operand itself for one.
fn join(mut nodes: Vec<Node>, make: fn(Vec<Node>) -> NodeKind) -> Option<Node> {
    if nodes.len() < 2 {
        return nodes.pop();
    }
    let span = nodes.iter().map(|node| node.span).reduce(Span::cover).unwrap_or_default();
    Some(Node { span, kind: make(nodes) })
}

struct Parser<'query> {
    tokens: &'query [Token],
    query: &'query str,
    place: usize,
    depth: usize,
    faults: Vec<Fault>,
}

impl<'query> Parser<'query> {
    fn peek(&self) -> Option<&'query TokenKind> {
        self.tokens.get(self.place).map(|token| &token.kind)
    }

    fn peek_after(&self) -> Option<&'query TokenKind> {
        self.tokens.get(self.place + 1).map(|token| &token.kind)
    }

    fn span(&self) -> Span {
        let end = Span::new(self.query.len(), self.query.len());
        self.tokens.get(self.place).map_or(end, |token| token.span)
    }

    fn fault(&mut self, span: Span, kind: FaultKind) {
        self.faults.push(Fault { span, kind });
    }

    fn missing(&mut self, span: Span, is_after: bool) {
        let operator = span.of(self.query).to_owned();
        self.fault(span, FaultKind::MissingOperand { operator, is_after });
    }

    /// Closing parentheses that nothing opened, and what follows them.
    fn leftovers(&mut self) {
        while self.peek().is_some() {
            let span = self.span();
            self.fault(span, FaultKind::UnopenedGroup);
            self.place += 1;
            self.query();
        }
    }

    fn query(&mut self) -> Option<Node> {
        self.joined(&TokenKind::Or, NodeKind::Or, Self::and)
    }

    fn and(&mut self) -> Option<Node> {
        self.joined(&TokenKind::And, NodeKind::And, Self::sequence)
    }

    fn joined(
        &mut self,
        operator: &TokenKind,
        make: fn(Vec<Node>) -> NodeKind,
        operand: fn(&mut Self) -> Option<Node>,
    ) -> Option<Node> {
        let mut nodes = Vec::new();
        let first = operand(self);
        let mut is_missing = first.is_none();
        nodes.extend(first);
        while self.peek() == Some(operator) {
            let span = self.span();
            self.place += 1;
            if is_missing {
                self.missing(span, false);
            }
            let next = operand(self);
            // An operator of the other kind reports what is missing before it.
            is_missing = next.is_none() && self.peek() == Some(operator);
            if next.is_none() && !is_missing {
                self.missing(span, true);
            }
            nodes.extend(next);
        }
        join(nodes, make)
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        while let Some(kind) = self.peek() {
            if matches!(kind, TokenKind::And | TokenKind::Or | TokenKind::Close) {
                break;
            }
            let before = self.place;
            nodes.extend(self.near());
            if self.place == before {
                break;
            }
        }
        join(nodes, NodeKind::Sequence)
    }

    fn near(&mut self) -> Option<Node> {
        let mut left = self.unary();
        while let Some((connector, tokens)) = self.connector() {
            let first = self.span();
            self.place += tokens - 1;
            let span = first.cover(self.span());
            self.place += 1;
            if left.is_none() {
                self.missing(span, false);
            }
            let right = self.unary();
            if right.is_none() {
                self.missing(span, true);
            }
            left = match (left, right) {
                (Some(left), Some(right)) => {
                    let span = left.span.cover(right.span);
                    let (left, right) = (Box::new(left), Box::new(right));
                    Some(Node { span, kind: NodeKind::Near { left, connector, right } })
                }
                (left, right) => left.or(right),
            };
        }
        left
    }

    /// The connector at this place and how many tokens it takes.
    fn connector(&self) -> Option<(Connector, usize)> {
        match (self.peek()?, self.peek_after()) {
            (TokenKind::Connector(kind), _) => {
                Some((Connector { kind: *kind, is_negated: false }, 1))
            }
            (TokenKind::Not, Some(TokenKind::Connector(kind))) => {
                Some((Connector { kind: *kind, is_negated: true }, 2))
            }
            _ => None,
        }
    }

    fn unary(&mut self) -> Option<Node> {
        if self.peek() != Some(&TokenKind::Not) || self.connector().is_some() {
            return self.primary();
        }
        let span = self.span();
        self.place += 1;
        if !self.descend(span) {
            return None;
        }
        let operand = self.unary();
        self.depth -= 1;
        let Some(operand) = operand else {
            self.missing(span, true);
            return None;
        };
        Some(Node { span: span.cover(operand.span), kind: NodeKind::Not(Box::new(operand)) })
    }

    /// Goes one level deeper, or ends the reading with one fault.
    fn descend(&mut self, span: Span) -> bool {
        if self.depth == DEPTH_MAX {
            if !self.faults.iter().any(|fault| fault.kind == FaultKind::TooDeep) {
                self.fault(span, FaultKind::TooDeep);
            }
            self.place = self.tokens.len();
            return false;
        }
        self.depth += 1;
        true
    }

    fn primary(&mut self) -> Option<Node> {
        let span = self.span();
        match self.peek()? {
            TokenKind::Open => self.group(),
            TokenKind::Field(field) => {
                self.place += 1;
                self.value(*field, span)
            }
            TokenKind::In => {
                self.place += 1;
                if self.peek() != Some(&TokenKind::Open) {
                    self.fault(span, FaultKind::MissingInGroup);
                    return None;
                }
                let group = self.group()?;
                let NodeKind::Group(inner) = group.kind else { return None };
                Some(Node { span: span.cover(group.span), kind: NodeKind::In(inner) })
            }
            TokenKind::And
            | TokenKind::Or
            | TokenKind::Close
            | TokenKind::Not
            | TokenKind::Connector(_) => None,
            TokenKind::Leaf(kind) => {
                self.place += 1;
                Some(Node { span, kind: kind.clone() })
            }
        }
    }

    fn value(&mut self, field: Field, span: Span) -> Option<Node> {
        let is_value = self.peek().is_some_and(|kind| is_leaf(kind) || *kind == TokenKind::Open);
        if !is_value {
            self.fault(span, FaultKind::MissingValue { field });
            return None;
        }
        let value = self.primary()?;
        let span = span.cover(value.span);
        Some(Node { span, kind: NodeKind::Field { field, value: Box::new(value) } })
    }

    fn group(&mut self) -> Option<Node> {
        let open = self.span();
        self.place += 1;
        if !self.descend(open) {
            return None;
        }
        let faults_before = self.faults.len();
        let inner = self.query();
        self.depth -= 1;
        let span = if self.peek() == Some(&TokenKind::Close) {
            let span = open.cover(self.span());
            self.place += 1;
            span
        } else {
            if self.depth < DEPTH_MAX && self.faults.iter().all(|f| f.kind != FaultKind::TooDeep) {
                self.fault(open, FaultKind::UnclosedGroup);
            }
            open
        };
        if inner.is_none() && self.faults.len() == faults_before {
            self.fault(span, FaultKind::EmptyGroup);
        }
        Some(Node { span, kind: NodeKind::Group(Box::new(inner?)) })
    }
}
