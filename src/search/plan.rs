//! [`Plan`]: a query whose words are cut into the terms of the index.
//!
//! The parts of a query that look at words are its leaves. The index finds clauses by them, and
//! the highlights find the places in the text by the very same leaves.

use crate::analysis::Analyzer;
use crate::citation::Symbol;
use crate::query::{Condition, ConnectorKind, PhrasePart, Query, Scope, TextTerm, VerbTerm, Words};
use crate::text::{Language, fold};

/// Where in a clause words may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In its own text.
    Own,
    /// In the lead-in it hangs on.
    Lead,
    /// In the title of its resolution.
    Title,
    /// In the subject headings of its resolution, which its first clause has.
    Subject,
    /// In the words for whom it speaks to.
    Addressee,
    /// In the headings it stands below.
    Heading,
}

/// A query over leaves.
#[derive(Clone, Debug)]
pub(super) enum Plan {
    Everything,
    /// The leaf of this number.
    Leaf(usize),
    Verb(VerbTerm),
    Condition(Condition),
    In(Box<Self>),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
    Near {
        left: Box<Self>,
        kind: ConnectorKind,
        is_negated: bool,
        right: Box<Self>,
    },
}

impl Plan {
    /// Returns the plan with the numbers of its leaves moved up.
    pub(super) fn shifted(self, by: usize) -> Self {
        let inner = |plan: Box<Self>| Box::new(plan.shifted(by));
        let every = |plans: Vec<Self>| plans.into_iter().map(|plan| plan.shifted(by)).collect();
        match self {
            Self::Leaf(number) => Self::Leaf(number + by),
            Self::In(plan) => Self::In(inner(plan)),
            Self::Not(plan) => Self::Not(inner(plan)),
            Self::All(plans) => Self::All(every(plans)),
            Self::Any(plans) => Self::Any(every(plans)),
            Self::Near { left, kind, is_negated, right } => {
                Self::Near { left: inner(left), kind, is_negated, right: inner(right) }
            }
            Self::Everything | Self::Verb(_) | Self::Condition(_) => self,
        }
    }
}

impl Plan {
    /// Returns the documents among what makes clauses match, each with the labels asked for in it.
    pub(super) fn documents(&self) -> Vec<(&Symbol, Vec<&Condition>)> {
        match self {
            Self::Condition(Condition::Symbol(symbol)) => vec![(symbol, Vec::new())],
            Self::All(parts) => {
                let labels: Vec<_> = parts.iter().flat_map(Self::labels).collect();
                let own = parts.iter().flat_map(Self::documents);
                own.map(|(symbol, inner)| (symbol, [inner, labels.clone()].concat())).collect()
            }
            Self::Any(parts) => parts.iter().flat_map(Self::documents).collect(),
            Self::Everything
            | Self::Leaf(_)
            | Self::Verb(_)
            | Self::Condition(_)
            | Self::In(_)
            | Self::Not(_)
            | Self::Near { .. } => Vec::new(),
        }
    }

    /// Returns the labels of which a clause has to have one.
    fn labels(&self) -> Vec<&Condition> {
        match self {
            Self::Condition(condition @ (Condition::Label(_) | Condition::LabelWithItems(_))) => {
                vec![condition]
            }
            Self::Any(parts) => parts.iter().flat_map(Self::labels).collect(),
            _ => Vec::new(),
        }
    }

    /// Returns the verbs among what makes clauses match.
    pub(super) fn verbs(&self) -> Vec<&VerbTerm> {
        match self {
            Self::Verb(verb) => vec![verb],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::verbs).collect(),
            Self::Everything
            | Self::Leaf(_)
            | Self::Condition(_)
            | Self::In(_)
            | Self::Not(_)
            | Self::Near { .. } => Vec::new(),
        }
    }
}

/// Words, as the index and the text know them.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) scope: Scope,
    pub(super) kind: LeafKind,
    pub(super) role: Role,
    /// As typed, for telling what is missing.
    pub(super) typed: String,
}

/// What a leaf does for a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It makes clauses match: it ranks and is highlighted.
    Wanted,
    /// It keeps clauses out.
    Excluded,
    /// It makes another clause of the resolution match.
    Elsewhere,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LeafKind {
    /// A word by its stems; without stems, by itself.
    Token {
        stems: Vec<String>,
        words: Vec<String>,
        is_common: bool,
        /// What the word abbreviates; a text that holds all words of one holds the word.
        meanings: Vec<LongForm>,
    },
    /// Words one after the other.
    Phrase(Vec<Slot>),
    /// Words near each other, in any order.
    Apart { slots: Vec<Slot>, words_apart: u32 },
    /// A word with `*`, folded.
    Pattern(String),
    /// A folded word of which letters may differ.
    Fuzzy { word: String, edits: u8 },
    /// A document by its symbol, or the same words.
    Citation { symbol: Symbol, words: Vec<String> },
}

/// The words that an abbreviation stands for, each by its stems in the languages asked for.
pub(super) type LongForm = Vec<Vec<String>>;

/// A place in a phrase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    Word(String),
    Pattern(String),
    Gap,
}

/// A plan with its leaves.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) plan: Plan,
    pub(super) leaves: Vec<Leaf>,
}

/// Returns the plan of `query` for clauses in `languages`; none means any.
pub(super) fn plan(query: &Query, analyzer: &mut Analyzer, languages: &[Language]) -> Planned {
    let mut planner = Planner { analyzer, languages, leaves: Vec::new() };
    let plan = planner.plan(query, Role::Wanted);
    Planned { plan, leaves: planner.leaves }
}

struct Planner<'a> {
    analyzer: &'a mut Analyzer,
    languages: &'a [Language],
    leaves: Vec<Leaf>,
}

impl Planner<'_> {
    fn plan(&mut self, query: &Query, role: Role) -> Plan {
        match query {
            Query::Everything => Plan::Everything,
            Query::Text(term) => all(self.text(term, role)),
            Query::Verb(verb) => Plan::Verb(verb.clone()),
            Query::Document { symbol, typed } => {
                let words = self.exact(typed);
                let kind = LeafKind::Citation { symbol: symbol.clone(), words };
                self.leaf(Scope::Clause, kind, role, typed)
            }
            Query::Condition(condition) => Plan::Condition(condition.clone()),
            Query::In(inner) => Plan::In(Box::new(self.plan(inner, Role::Elsewhere))),
            Query::Not(inner) => {
                let role = match role {
                    Role::Wanted => Role::Excluded,
                    Role::Excluded => Role::Wanted,
                    Role::Elsewhere => Role::Elsewhere,
                };
                Plan::Not(Box::new(self.plan(inner, role)))
            }
            Query::All(parts) => all(self.members(parts, role)),
            Query::Any(parts) => {
                Plan::Any(parts.iter().map(|part| self.plan(part, role)).collect())
            }
            Query::Near(near) => {
                let right =
                    if near.is_negated && role == Role::Wanted { Role::Excluded } else { role };
                Plan::Near {
                    left: Box::new(self.plan(&near.left, role)),
                    kind: near.kind,
                    is_negated: near.is_negated,
                    right: Box::new(self.plan(&near.right, right)),
                }
            }
        }
    }

    /// The members of a conjunction; words that say nothing are left out where others say
    /// something.
    fn members(&mut self, parts: &[Query], role: Role) -> Vec<Plan> {
        let mut members: Vec<Plan> = Vec::new();
        for part in parts {
            match part {
                Query::Text(term) => members.extend(self.text(term, role)),
                other => members.push(self.plan(other, role)),
            }
        }
        let says_nothing = |plan: &Plan| {
            matches!(plan, Plan::Leaf(number) if matches!(
                &self.leaves[*number].kind,
                LeafKind::Token { stems, .. } if stems.is_empty()
            ))
        };
        if !members.iter().all(says_nothing) {
            members.retain(|plan| !says_nothing(plan));
        }
        members
    }

    fn text(&mut self, term: &TextTerm, role: Role) -> Vec<Plan> {
        let scope = term.scope;
        match &term.words {
            Words::Any(typed) => {
                // Subject headings are typed with `_` for a blank, which is no sign of a text.
                let typed = &typed.replace('_', " ");
                let tokens = self.analyzer.query(typed, self.languages);
                let is_single = tokens.len() == 1;
                let mut plans = Vec::new();
                for token in tokens {
                    // The parts of a word that was cut up are shown by themselves.
                    let shown = if is_single { typed.as_str() } else { token.span.of(typed) };
                    let (stems, words, is_common) = (token.stems, token.words, token.is_common);
                    let meanings = Vec::new();
                    let kind = LeafKind::Token { stems, words, is_common, meanings };
                    plans.push(self.leaf(scope, kind, role, shown));
                }
                plans
            }
            Words::Pattern(typed) => {
                vec![self.leaf(scope, LeafKind::Pattern(fold(typed)), role, typed)]
            }
            Words::Fuzzy { word, edits } => {
                let kind = LeafKind::Fuzzy { word: fold(word), edits: *edits };
                vec![self.leaf(scope, kind, role, word)]
            }
            Words::Phrase { parts, words_apart } => {
                let slots = self.slots(parts);
                let typed: Vec<&str> = slots.iter().map(slot_text).collect();
                let typed = typed.join(" ");
                let kind = match words_apart {
                    Some(words) => LeafKind::Apart { slots, words_apart: *words },
                    None => LeafKind::Phrase(slots),
                };
                vec![self.leaf(scope, kind, role, &typed)]
            }
        }
    }

    fn leaf(&mut self, scope: Scope, kind: LeafKind, role: Role, typed: &str) -> Plan {
        self.leaves.push(Leaf { scope, kind, role, typed: typed.to_owned() });
        Plan::Leaf(self.leaves.len() - 1)
    }

    fn slots(&mut self, parts: &[PhrasePart]) -> Vec<Slot> {
        let mut slots = Vec::new();
        for part in parts {
            match part {
                PhrasePart::Words(text) => {
                    slots.extend(self.exact(text).into_iter().map(Slot::Word));
                }
                PhrasePart::Pattern(pattern) => slots.push(Slot::Pattern(fold(pattern))),
                PhrasePart::Gap => slots.push(Slot::Gap),
            }
        }
        slots
    }

    fn exact(&mut self, text: &str) -> Vec<String> {
        let terms = self.analyzer.spanned(text, None);
        terms.words.into_iter().map(|(_, word)| word).collect()
    }
}

fn slot_text(slot: &Slot) -> &str {
    match slot {
        Slot::Word(text) | Slot::Pattern(text) => text,
        Slot::Gap => "*",
    }
}

fn all(mut plans: Vec<Plan>) -> Plan {
    match plans.len() {
        0 => Plan::Everything,
        1 => plans.remove(0),
        _ => Plan::All(plans),
    }
}
