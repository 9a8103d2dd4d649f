//! From what was typed to what it means.

use super::ast::{Ast, ConnectorKind, Node, NodeKind};
use super::meaning::{
    Condition, Meaning, Near, Opener, PhrasePart, Query, Scope, TextTerm, VerbTerm, Wanted, Words,
};
use super::reading::reading;
use super::signs::is_pattern;
use super::{Fault, FaultKind, Field, names, passage, values};
use crate::citation::Symbol;
use crate::lexicon::Lexicon;
use crate::text::Span;

/// Returns what a query means.
///
/// # Errors
///
/// Returns every name that does not exist and every value that cannot be read.
pub fn resolve(ast: &Ast, lexicon: &Lexicon) -> Result<Meaning, Vec<Fault>> {
    let mut resolver = Resolver { lexicon, faults: Vec::new(), is_obvious: true };
    let query = match &ast.root {
        Some(root) => resolver.node(root, Scope::Clause),
        None => Query::Everything,
    };
    if !resolver.faults.is_empty() {
        return Err(resolver.faults);
    }
    let wanted = if is_plain(ast.root.as_ref()) && is_words(&query) {
        Wanted::Closest
    } else {
        Wanted::Exact
    };
    let opener = match (wanted, &ast.root) {
        (Wanted::Closest, Some(root)) => opener(root, lexicon),
        (Wanted::Closest, None) | (Wanted::Exact, _) => None,
    };
    let reading = reading(&query, lexicon);
    Ok(Meaning { query, wanted, opener, reading, is_obvious: resolver.is_obvious })
}

/// Returns the clauses that pass a filter, such as `--year 2010..2020` or `--lang fr,es`; of values
/// with commas between them one is enough.
///
/// # Errors
///
/// Returns what is wrong with the value.
pub fn resolve_filter(field: Field, value: &str, lexicon: &Lexicon) -> Result<Query, FaultKind> {
    let values: Vec<&str> = value.split([',', '،', '，']).map(str::trim).collect();
    if values.len() > 1 {
        let each = values.into_iter().map(|value| resolve_filter(field, value, lexicon));
        let found: Result<Vec<Query>, FaultKind> = each.collect();
        return found.map(Query::Any);
    }
    let (from, to) = match value.split_once("..") {
        Some((from, to)) => (Some(from).filter(|end| !end.is_empty()), end_of(to)),
        None => (Some(value), Some(value)),
    };
    named(field, value, from, to, lexicon)
}

fn end_of(to: &str) -> Option<&str> {
    Some(to).filter(|end| !end.is_empty())
}

/// The meaning of a field whose value is one name.
fn named(
    field: Field,
    value: &str,
    from: Option<&str>,
    to: Option<&str>,
    lexicon: &Lexicon,
) -> Result<Query, FaultKind> {
    if value.trim().is_empty() {
        return Err(FaultKind::MissingValue { field });
    }
    let document = |make: fn(Symbol) -> Condition| {
        let fault = || FaultKind::MalformedValue { field, value: value.to_owned() };
        Symbol::typed(value).map(|symbol| Query::Condition(make(symbol))).ok_or_else(fault)
    };
    match field {
        Field::Verb => names::verb(value, lexicon).map(Query::Verb),
        Field::Mod => Ok(names::qualifier(value)),
        Field::Part => values::part(value),
        Field::Organ => names::organ(value),
        Field::Session => values::sessions(from, to),
        Field::Year => values::years(from, to),
        Field::Date => values::days(from, to),
        Field::Lang => values::language(value),
        Field::Clause => values::label(value),
        Field::Symbol => document(Condition::Symbol),
        Field::Cites => document(Condition::Cites),
        Field::Says => Ok(text(Scope::Clause, Words::Any(value.to_owned()))),
        Field::Title => Ok(text(Scope::Title, Words::Any(value.to_owned()))),
        Field::Subject => Ok(text(Scope::Subject, Words::Any(value.to_owned()))),
        Field::Sponsor => Ok(text(Scope::Sponsor, Words::Any(value.to_owned()))),
        Field::Addressee => Ok(text(Scope::Addressee, Words::Any(value.to_owned()))),
        Field::Heading => Ok(text(Scope::Heading, Words::Any(value.to_owned()))),
    }
}

fn text(scope: Scope, words: Words) -> Query {
    Query::Text(TextTerm { scope, words })
}

/// Tells whether only words were typed, side by side.
fn is_plain(root: Option<&Node>) -> bool {
    let is_word = |node: &Node| {
        matches!(
            node.kind,
            NodeKind::Word(_) | NodeKind::Pattern(_) | NodeKind::Fuzzy { .. } | NodeKind::Symbol(_)
        )
    };
    match root.map(|root| (&root.kind, root)) {
        Some((NodeKind::Sequence(nodes), _)) => nodes.iter().all(is_word),
        Some((_, root)) => is_word(root),
        None => false,
    }
}

/// Tells whether neither a verb in capitals nor a clause of a document was among the words.
fn is_words(query: &Query) -> bool {
    let is_word = |part: &Query| matches!(part, Query::Text(_) | Query::Document { .. });
    match query {
        Query::All(parts) => parts.iter().all(is_word),
        other => is_word(other),
    }
}

/// The clause verb that plain words open with.
pub(super) fn opener(root: &Node, lexicon: &Lexicon) -> Option<Opener> {
    let words = leading_words(root);
    let (verb, count) = longest_verb(&words, lexicon)?;
    Some(Opener { verb, words: count })
}

/// How many words a clause verb with its qualifiers has at most.
const VERB_WORDS_MAX: usize = 8;

fn leading_words(root: &Node) -> Vec<&str> {
    let nodes = match &root.kind {
        NodeKind::Sequence(nodes) => nodes.as_slice(),
        _ => std::slice::from_ref(root),
    };
    nodes
        .iter()
        .take(VERB_WORDS_MAX)
        .map_while(|node| match &node.kind {
            NodeKind::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .collect()
}

fn longest_verb(words: &[&str], lexicon: &Lexicon) -> Option<(VerbTerm, usize)> {
    // Most queries open with no verb, and the tables take longer to read than clauses to find.
    if !words.first().is_some_and(|word| lexicon.may_begin(word)) {
        return None;
    }
    (1..=words.len()).rev().find_map(|count| {
        let verb = names::known_verb(&words[..count].join(" "), lexicon)?;
        Some((verb, count))
    })
}

struct Resolver<'lexicon> {
    lexicon: &'lexicon Lexicon,
    faults: Vec<Fault>,
    is_obvious: bool,
}

impl Resolver<'_> {
    fn fault(&mut self, span: Span, kind: FaultKind) -> Query {
        self.faults.push(Fault { span, kind });
        Query::Everything
    }

    fn node(&mut self, node: &Node, scope: Scope) -> Query {
        match &node.kind {
            NodeKind::Word(word) if scope == Scope::Clause && names::is_capitals(word) => {
                self.sequence(std::slice::from_ref(node), scope)
            }
            NodeKind::Word(word) => text(scope, Words::Any(word.clone())),
            NodeKind::Pattern(pattern) => text(scope, Words::Pattern(pattern.clone())),
            NodeKind::Fuzzy { word, edits } => {
                text(scope, Words::Fuzzy { word: word.clone(), edits: *edits })
            }
            NodeKind::Phrase { text: typed, words_apart: None }
                if scope == Scope::Clause && names::is_capitals(typed) =>
            {
                self.sequence(std::slice::from_ref(node), scope)
            }
            NodeKind::Phrase { text: typed, words_apart } => {
                text(scope, Words::Phrase { parts: phrase(typed), words_apart: *words_apart })
            }
            NodeKind::Symbol(typed) => match Symbol::typed(typed) {
                Some(symbol) => {
                    self.is_obvious = false;
                    Query::Document { symbol, typed: typed.clone() }
                }
                None => text(scope, Words::Any(typed.clone())),
            },
            NodeKind::Range { from, to } => {
                let ends = [from.as_deref(), to.as_deref()].map(Option::unwrap_or_default);
                text(scope, Words::Any(ends.join(" ")))
            }
            NodeKind::Field { field, value } => self.field(*field, value),
            NodeKind::In(inner) => Query::In(Box::new(self.node(inner, scope))),
            NodeKind::Group(inner) => self.node(inner, scope),
            NodeKind::Not(inner) => Query::Not(Box::new(self.node(inner, scope))),
            NodeKind::Sequence(nodes) => self.sequence(nodes, scope),
            NodeKind::And(nodes) => self.all(nodes, scope),
            NodeKind::Or(nodes) => {
                self.is_obvious &= !nodes
                    .iter()
                    .any(|node| matches!(node.kind, NodeKind::And(_) | NodeKind::Sequence(_)));
                Query::Any(nodes.iter().map(|node| self.node(node, scope)).collect())
            }
            NodeKind::Near { left, connector, right } => {
                self.is_obvious = false;
                let near = Near {
                    left: self.operand(left, connector.kind, scope),
                    kind: connector.kind,
                    is_negated: connector.is_negated,
                    right: self.operand(right, connector.kind, scope),
                };
                Query::Near(Box::new(near))
            }
        }
    }

    fn all(&mut self, nodes: &[Node], scope: Scope) -> Query {
        Query::All(nodes.iter().map(|node| self.node(node, scope)).collect())
    }

    /// A sequence, whose leading words in capitals may be a clause verb.
    fn sequence(&mut self, nodes: &[Node], scope: Scope) -> Query {
        let Some((verb, count)) = self.capitals(nodes, scope) else {
            return self.words(nodes, scope);
        };
        self.is_obvious = false;
        if count == nodes.len() {
            return Query::Verb(verb);
        }
        let mut parts = vec![Query::Verb(verb)];
        parts.extend(self.members(&nodes[count..], scope));
        Query::All(parts)
    }

    fn words(&mut self, nodes: &[Node], scope: Scope) -> Query {
        let mut parts = self.members(nodes, scope);
        if parts.len() == 1 { parts.remove(0) } else { Query::All(parts) }
    }

    /// The members of a sequence; where they name a clause of a document, it is the first of them.
    fn members(&mut self, nodes: &[Node], scope: Scope) -> Vec<Query> {
        let cited = if scope == Scope::Clause { passage::passages(nodes) } else { None };
        let Some((cited, others)) = cited else {
            return nodes.iter().map(|node| self.word(node, scope)).collect();
        };
        self.is_obvious = false;
        let others = others.into_iter().map(|node| self.word(node, scope));
        std::iter::once(cited).chain(others).collect()
    }

    /// A member of a sequence: capitals mean a verb at its beginning only.
    fn word(&mut self, node: &Node, scope: Scope) -> Query {
        match &node.kind {
            NodeKind::Word(word) => text(scope, Words::Any(word.clone())),
            NodeKind::Phrase { text: typed, words_apart } => {
                text(scope, Words::Phrase { parts: phrase(typed), words_apart: *words_apart })
            }
            _ => self.node(node, scope),
        }
    }

    fn capitals(&self, nodes: &[Node], scope: Scope) -> Option<(VerbTerm, usize)> {
        if scope != Scope::Clause {
            return None;
        }
        if let Some(Node { kind: NodeKind::Phrase { text, words_apart: None }, .. }) = nodes.first()
        {
            let verb =
                names::is_capitals(text).then(|| names::known_verb(text, self.lexicon))??;
            return Some((verb, 1));
        }
        let words: Vec<&str> = nodes
            .iter()
            .take(VERB_WORDS_MAX)
            .map_while(|node| match &node.kind {
                NodeKind::Word(word) if names::is_capitals(word) => Some(word.as_str()),
                _ => None,
            })
            .collect();
        longest_verb(&words, self.lexicon)
    }

    /// An operand of a connector: something with a place in the text.
    fn operand(&mut self, node: &Node, connector: ConnectorKind, scope: Scope) -> Query {
        match &node.kind {
            NodeKind::Word(_) | NodeKind::Phrase { .. } => self.word(node, scope),
            NodeKind::Pattern(_)
            | NodeKind::Fuzzy { .. }
            | NodeKind::Symbol(_)
            | NodeKind::Near { .. } => self.node(node, scope),
            NodeKind::Group(inner) => self.operand(inner, connector, scope),
            NodeKind::Or(nodes) => {
                let operands = nodes.iter().map(|node| self.operand(node, connector, scope));
                Query::Any(operands.collect())
            }
            NodeKind::Field { field: Field::Says, value } => {
                self.operand(value, connector, Scope::Clause)
            }
            NodeKind::Field { .. }
            | NodeKind::Range { .. }
            | NodeKind::In(_)
            | NodeKind::Not(_)
            | NodeKind::Sequence(_)
            | NodeKind::And(_) => self.fault(node.span, FaultKind::PlacelessOperand { connector }),
        }
    }

    fn field(&mut self, field: Field, value: &Node) -> Query {
        match field {
            Field::Says => self.plain(value, Scope::Clause),
            Field::Title => self.plain(value, Scope::Title),
            Field::Subject => self.plain(value, Scope::Subject),
            Field::Sponsor => self.plain(value, Scope::Sponsor),
            Field::Addressee => self.plain(value, Scope::Addressee),
            Field::Heading => self.plain(value, Scope::Heading),
            Field::Verb | Field::Mod => self.value(field, value),
            Field::Cites
            | Field::Clause
            | Field::Date
            | Field::Lang
            | Field::Organ
            | Field::Part
            | Field::Session
            | Field::Symbol
            | Field::Year => self.value(field, value),
        }
    }

    /// Words in a field of words: capitals have no meaning here.
    fn plain(&mut self, value: &Node, scope: Scope) -> Query {
        match &value.kind {
            NodeKind::Word(word) => text(scope, Words::Any(word.clone())),
            NodeKind::Group(inner) => self.plain(inner, scope),
            NodeKind::Sequence(nodes) | NodeKind::And(nodes) => {
                Query::All(nodes.iter().map(|node| self.plain(node, scope)).collect())
            }
            NodeKind::Or(nodes) => {
                Query::Any(nodes.iter().map(|node| self.plain(node, scope)).collect())
            }
            NodeKind::Not(inner) => Query::Not(Box::new(self.plain(inner, scope))),
            NodeKind::Phrase { .. } => self.word(value, scope),
            NodeKind::Symbol(typed) => text(scope, Words::Any(typed.clone())),
            _ => self.node(value, scope),
        }
    }

    /// A name, or names joined by `OR`, `AND` and `NOT` in parentheses.
    fn value(&mut self, field: Field, value: &Node) -> Query {
        let (typed, from, to) = match &value.kind {
            NodeKind::Word(word) | NodeKind::Symbol(word) => {
                (word.clone(), Some(word.clone()), Some(word.clone()))
            }
            NodeKind::Phrase { text, words_apart: None }
                if field == Field::Verb && !text.trim().is_empty() =>
            {
                return Query::Verb(names::quoted_verb(text));
            }
            NodeKind::Phrase { text, words_apart: None } => {
                (text.clone(), Some(text.clone()), Some(text.clone()))
            }
            NodeKind::Range { from, to } => {
                let ends = [from.as_deref(), to.as_deref()].map(Option::unwrap_or_default);
                (ends.join(".."), from.clone(), to.clone())
            }
            NodeKind::Group(inner) => return self.group_value(field, inner),
            NodeKind::Pattern(_)
            | NodeKind::Fuzzy { .. }
            | NodeKind::Phrase { .. }
            | NodeKind::Field { .. }
            | NodeKind::In(_)
            | NodeKind::Not(_)
            | NodeKind::Sequence(_)
            | NodeKind::And(_)
            | NodeKind::Or(_)
            | NodeKind::Near { .. } => {
                return self.fault(value.span, FaultKind::WrongValue { field });
            }
        };
        match named(field, &typed, from.as_deref(), to.as_deref(), self.lexicon) {
            Ok(query) => {
                self.is_obvious &= !values::is_other_label(&query, &typed);
                query
            }
            Err(kind) => self.fault(value.span, kind),
        }
    }

    fn group_value(&mut self, field: Field, inner: &Node) -> Query {
        match &inner.kind {
            NodeKind::Or(nodes) => {
                Query::Any(nodes.iter().map(|node| self.group_value(field, node)).collect())
            }
            NodeKind::And(nodes) => {
                Query::All(nodes.iter().map(|node| self.group_value(field, node)).collect())
            }
            NodeKind::Not(inner) => Query::Not(Box::new(self.group_value(field, inner))),
            NodeKind::Sequence(nodes) => self.words_value(field, nodes, inner.span),
            NodeKind::Group(inner) => self.group_value(field, inner),
            _ => self.value(field, inner),
        }
    }

    /// Several words as one name: `verb:(calls upon OR urges)`.
    fn words_value(&mut self, field: Field, nodes: &[Node], span: Span) -> Query {
        let words: Option<Vec<&str>> = nodes
            .iter()
            .map(|node| match &node.kind {
                NodeKind::Word(word) => Some(word.as_str()),
                _ => None,
            })
            .collect();
        let Some(words) = words else {
            return self.fault(span, FaultKind::WrongValue { field });
        };
        let joined = words.join(" ");
        match named(field, &joined, Some(&joined), Some(&joined), self.lexicon) {
            Ok(query) => query,
            Err(kind) => self.fault(span, kind),
        }
    }
}

/// Cuts the inside of quotes into runs of words, words with `*` or `?`, and gaps.
fn phrase(typed: &str) -> Vec<PhrasePart> {
    let mut parts: Vec<PhrasePart> = Vec::new();
    for word in typed.split_whitespace() {
        match (word, parts.last_mut()) {
            ("*", _) => parts.push(PhrasePart::Gap),
            (pattern, _) if is_pattern(pattern) => {
                parts.push(PhrasePart::Pattern(pattern.to_owned()));
            }
            (word, Some(PhrasePart::Words(run))) => {
                run.push(' ');
                run.push_str(word);
            }
            (word, _) => parts.push(PhrasePart::Words(word.to_owned())),
        }
    }
    parts
}
