//! Clauses of a document as texts cite them: `A/RES/71/19 OP3`, `paragraph 4 of resolution 1325 (2000)`.
//!
//! The words are those of the six languages. A passage in words is read only where nothing else but
//! fields is asked for: in a pasted clause that cites a paragraph, all words are wanted as words.

use super::ast::{Node, NodeKind};
use super::meaning::{Condition, Query};
use super::numbered::{document, is_long_number};
use super::paragraph_words::{CHINESE_PARTS, STRETCHES, Stretch, Term, number};
use super::values::clause_label;
use crate::citation::{Symbol, month};
use crate::resolution::Part;
use crate::text::fold;

/// An item has so many letters or figures at most: `(viii)`.
const ITEM_CHARS_MAX: usize = 4;

/// Between the day and the year of a date stand at most so many words: Arabic has two names of a month.
const DATE_WORDS_MAX: usize = 4;

/// Clauses of one document.
struct Passage {
    symbol: Symbol,
    labels: Vec<String>,
    /// Whether it is written as in texts, without a label such as `OP3`.
    is_worded: bool,
}

/// Returns what a sequence asks for that names clauses of documents, and the operands beside them;
/// none where it names none.
pub(super) fn passages(nodes: &[Node]) -> Option<(Query, Vec<&Node>)> {
    // Most queries name no document, and words take longer to look up than clauses to find.
    let may_name = |node: &Node| match &node.kind {
        NodeKind::Symbol(_) => true,
        NodeKind::Word(word) => is_long_number(word),
        _ => false,
    };
    if !nodes.iter().any(may_name) {
        return None;
    }
    let (mut found, mut others) = (Vec::new(), Vec::new());
    let mut place = 0;
    while let Some(node) = nodes.get(place) {
        let cursor = Cursor { nodes, place };
        if let Some((passage, after)) = cursor.passage() {
            found.push(passage);
            place = after;
        } else {
            others.push(node);
            place += 1;
        }
    }
    if found.is_empty() {
        return None;
    }
    if found.iter().any(|passage| passage.is_worded) {
        others.retain(|node| !is_small_or_link(node));
        let is_field = |node: &&Node| {
            matches!(node.kind, NodeKind::Field { .. } | NodeKind::In(_) | NodeKind::Not(_))
        };
        if !others.iter().all(is_field) {
            return None;
        }
    }
    Some((one_or(found.into_iter().map(Passage::query).collect(), Query::Any), others))
}

impl Passage {
    fn query(self) -> Query {
        let labels = self.labels.into_iter();
        let labels = labels.map(|label| Query::Condition(Condition::LabelWithItems(label)));
        let symbol = Query::Condition(Condition::Symbol(self.symbol));
        Query::All(vec![symbol, one_or(labels.collect(), Query::Any)])
    }
}

fn one_or(mut queries: Vec<Query>, make: fn(Vec<Query>) -> Query) -> Query {
    if queries.len() == 1 { queries.remove(0) } else { make(queries) }
}

fn is_small_or_link(node: &Node) -> bool {
    let NodeKind::Word(word) = &node.kind else { return false };
    matches!(Term::of(word), Term::Small | Term::Link)
}

/// A place in a sequence.
#[derive(Clone, Copy)]
struct Cursor<'nodes> {
    nodes: &'nodes [Node],
    place: usize,
}

/// Paragraphs, before it is known which part they stand in.
struct Paragraphs {
    part: Option<Part>,
    /// Numbers with their items, and whole labels.
    names: Vec<Name>,
    is_worded: bool,
}

enum Name {
    Number { part: Option<Part>, number: String },
    Label(String),
}

impl Paragraphs {
    fn labels(&self) -> Option<Vec<String>> {
        let label = |name: &Name| match name {
            Name::Label(label) => Some(label.clone()),
            Name::Number { part, number } => {
                let is_preambular = self.part.or(*part) == Some(Part::Preambular);
                clause_label(&format!("{}{number}", if is_preambular { "PP" } else { "OP" }))
            }
        };
        self.names.iter().map(label).collect()
    }
}

impl<'nodes> Cursor<'nodes> {
    /// Reads the paragraphs and their document, in this order or the other; the end is that behind
    /// the day of the document, which texts cite with it.
    fn passage(mut self) -> Option<(Passage, usize)> {
        let start = self;
        if let Some(mut paragraphs) = self.paragraphs() {
            self.part_behind(&mut paragraphs);
            if let Some(symbol) = self.document() {
                self.date();
                return Some((passage(symbol, &paragraphs)?, self.place));
            }
        }
        self = start;
        let symbol = self.document()?;
        self.date();
        let mut paragraphs = self.chinese_paragraph();
        if paragraphs.is_none() {
            while matches!(self.term(), Term::Small) {
                self.place += 1;
            }
            paragraphs = self.paragraphs();
            if let Some(paragraphs) = &mut paragraphs {
                self.part_behind(paragraphs);
            }
        }
        Some((passage(symbol, &paragraphs?)?, self.place))
    }

    fn word(&self) -> Option<&'nodes str> {
        match self.nodes.get(self.place).map(|node| &node.kind) {
            Some(NodeKind::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn term(&self) -> Term {
        self.word().map_or(Term::Other, Term::of)
    }

    /// Reads `operative paragraphs 3 (a), 4 and 7`, `OP3 and OP5`.
    fn paragraphs(&mut self) -> Option<Paragraphs> {
        let mut found = Paragraphs { part: None, names: Vec::new(), is_worded: false };
        if let Term::Part(part) = self.term() {
            found.part = Some(part);
            self.place += 1;
        }
        // The part of the noun before a number holds for the numbers behind it.
        let mut noun = None;
        loop {
            let before = self.place;
            if !found.names.is_empty() && matches!(self.term(), Term::Link) {
                self.place += 1;
            }
            if let Term::Noun { part, is_label } = self.term() {
                noun = Some(part);
                found.is_worded |= !is_label;
                self.place += 1;
            }
            let (part, numbers) = match self.term() {
                Term::Numbers(numbers) if noun.is_some() => (noun.flatten(), numbers),
                Term::Glued { part, numbers, is_label } => {
                    noun = Some(part);
                    found.is_worded |= !is_label;
                    (part, numbers)
                }
                Term::Label(mut label) => {
                    self.place += 1;
                    self.items(&mut label);
                    found.names.push(Name::Label(label));
                    continue;
                }
                Term::Numbers(_)
                | Term::Part(_)
                | Term::Noun { .. }
                | Term::Link
                | Term::Small
                | Term::Other => {
                    self.place = before;
                    break;
                }
            };
            self.place += 1;
            self.push_numbers(part, numbers, &mut found.names);
        }
        (!found.names.is_empty()).then_some(found)
    }

    /// Takes numbers in hand, the items of a single one, and the end of a stretch behind it: `3 to 5`.
    fn push_numbers(&mut self, part: Option<Part>, numbers: Stretch, names: &mut Vec<Name>) {
        let Stretch { first, mut last } = numbers;
        if first == last {
            let mut number = first.to_string();
            let before = self.place;
            self.items(&mut number);
            if self.place > before {
                names.push(Name::Number { part, number });
                return;
            }
            last = self.stretch_end(first).unwrap_or(last);
        }
        names
            .extend((first..=last).map(|number| Name::Number { part, number: number.to_string() }));
    }

    /// Reads `to 5` behind the first number of a stretch.
    fn stretch_end(&mut self, first: u16) -> Option<u16> {
        let is_stretch = self.word().is_some_and(|word| STRETCHES.contains(&fold(word).as_str()));
        let end = Cursor { place: self.place + 1, ..*self }.word().filter(|_| is_stretch)?;
        let Stretch { last, .. } = Stretch::between(first, number(&fold(end))?)?;
        self.place += 2;
        Some(last)
    }

    /// Reads `(a)(ii)` behind a number.
    fn items(&mut self, text: &mut String) {
        while let Some(NodeKind::Group(inner)) = self.nodes.get(self.place).map(|node| &node.kind)
            && let NodeKind::Word(item) = &inner.kind
            && item.chars().count() <= ITEM_CHARS_MAX
            && !is_year(item)
        {
            text.push('(');
            text.push_str(item);
            text.push(')');
            self.place += 1;
        }
    }

    /// Reads `of the preamble of the`, which may name the part.
    fn part_behind(&mut self, paragraphs: &mut Paragraphs) {
        let mut end = self.place;
        loop {
            match self.term() {
                Term::Part(part) => {
                    paragraphs.part = Some(part);
                    end = self.place + 1;
                }
                Term::Small => {}
                _ => break,
            }
            self.place += 1;
        }
        if self.document_here().is_none() {
            self.place = end;
        }
    }

    /// Reads a symbol, or the word for a resolution and a number: `resolution 1325`.
    fn document(&mut self) -> Option<Symbol> {
        let (symbol, nodes) = self.document_here()?;
        self.place += nodes;
        Some(symbol)
    }

    fn document_here(&self) -> Option<(Symbol, usize)> {
        if let Some(NodeKind::Symbol(typed)) = self.nodes.get(self.place).map(|node| &node.kind) {
            return Symbol::typed(typed).map(|symbol| (symbol, 1));
        }
        let number = Cursor { place: self.place + 1, ..*self }.word()?;
        document(self.word()?, number).map(|symbol| (symbol, 2))
    }

    /// Passes over the day of a document: `of 31 October 2000`.
    fn date(&mut self) {
        let start = self.place;
        while matches!(self.term(), Term::Small) {
            self.place += 1;
        }
        let is_day = matches!(self.term(), Term::Numbers(day) if day.last <= 31);
        let mut has_month = false;
        for _ in 0..=DATE_WORDS_MAX {
            self.place += 1;
            let Some(word) = self.word().filter(|_| is_day) else { break };
            if has_month && is_year(word) {
                self.place += 1;
                return;
            }
            has_month |= fold(word).split('/').any(|name| month(name).is_some());
        }
        self.place = start;
    }

    /// Reads `号决议执行部分第4段`, which stands without blanks behind the number of the document.
    fn chinese_paragraph(&mut self) -> Option<Paragraphs> {
        let rest = self.word()?;
        let rest = rest.strip_prefix("号决议").unwrap_or(rest);
        let named = CHINESE_PARTS
            .iter()
            .find_map(|(name, part)| Some((rest.strip_prefix(name)?, Some(*part))));
        let (rest, part) = named.unwrap_or((rest, None));
        let numbers = Stretch::of(&fold(rest.strip_prefix('第')?.strip_suffix('段')?))?;
        self.place += 1;
        let mut names = Vec::new();
        self.push_numbers(part, numbers, &mut names);
        Some(Paragraphs { part, names, is_worded: true })
    }
}

fn is_year(word: &str) -> bool {
    let folded = fold(word);
    folded.len() == 4 && folded.bytes().all(|byte| byte.is_ascii_digit())
}

fn passage(symbol: Symbol, paragraphs: &Paragraphs) -> Option<Passage> {
    let labels = paragraphs.labels()?;
    Some(Passage { symbol, labels, is_worded: paragraphs.is_worded })
}
