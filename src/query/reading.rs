//! How a query was understood, said in the query language.

use super::meaning::{Condition, PhrasePart, Query, Scope, VerbTerm, Words};
use super::print::{connector_text, quoted};
use super::values::ANY_ITEM;
use super::{names, signs};
use crate::lexicon::Lexicon;

/// Returns the query as understood, in the query language; typed again, it means the same. It is
/// empty for every clause.
#[must_use]
pub fn reading(query: &Query, lexicon: &Lexicon) -> String {
    push(query, Level::Query, lexicon)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Query,
    Operand,
}

fn push(query: &Query, level: Level, lexicon: &Lexicon) -> String {
    match query {
        Query::Everything => String::new(),
        Query::Text(term) => {
            let text = words(&term.words);
            let field = match term.scope {
                Scope::Clause if is_taken_for_verb(&text, lexicon) => "says:",
                Scope::Clause => "",
                Scope::Title => "title:",
                Scope::Subject => "subject:",
                Scope::Sponsor => "sponsor:",
                Scope::Addressee => "addressee:",
                Scope::Heading => "heading:",
            };
            format!("{field}{text}")
        }
        Query::Verb(verb) => verb_text(verb),
        Query::Document { symbol, .. } => {
            grouped(format!("symbol:{symbol} OR cites:{symbol}"), level)
        }
        Query::Condition(condition) => condition_text(condition),
        Query::In(inner) => format!("in:({})", push(inner, Level::Query, lexicon)),
        Query::Not(inner) => format!("NOT {}", push(inner, Level::Operand, lexicon)),
        Query::All(parts) => joined(parts, " AND ", level, lexicon),
        Query::Any(parts) => joined(parts, " OR ", level, lexicon),
        Query::Near(near) => {
            let not = if near.is_negated { "NOT " } else { "" };
            let left = push(&near.left, Level::Operand, lexicon);
            let right = push(&near.right, Level::Operand, lexicon);
            let text = format!("{left} {not}{} {right}", connector_text(near.kind));
            grouped(text, level)
        }
    }
}

/// Tells whether words in capitals would be read as a clause verb at the beginning of a query.
fn is_taken_for_verb(text: &str, lexicon: &Lexicon) -> bool {
    names::is_capitals(text) && names::known_verb(text.trim_matches('"'), lexicon).is_some()
}

fn joined(parts: &[Query], operator: &str, level: Level, lexicon: &Lexicon) -> String {
    let texts: Vec<String> = parts.iter().map(|part| push(part, Level::Operand, lexicon)).collect();
    grouped(texts.join(operator), level)
}

fn grouped(text: String, level: Level) -> String {
    match level {
        Level::Query => text,
        Level::Operand => format!("({text})"),
    }
}

fn words(words: &Words) -> String {
    match words {
        Words::Any(word) | Words::Pattern(word) => word.clone(),
        Words::Fuzzy { word, edits } => format!("{word}~{edits}"),
        Words::Phrase { parts, words_apart } => {
            let texts: Vec<&str> = parts
                .iter()
                .map(|part| match part {
                    PhrasePart::Words(text) | PhrasePart::Pattern(text) => text.as_str(),
                    PhrasePart::Gap => "*",
                })
                .collect();
            let apart = words_apart.map(|words| format!("~{words}")).unwrap_or_default();
            format!("{}{apart}", quoted(&texts.join(" ")))
        }
    }
}

/// The form typed says which part is meant; how other languages print it goes without saying.
/// Several words stand in parentheses, for quotes would mean the form alone.
fn verb_text(verb: &VerbTerm) -> String {
    if verb.is_quoted() {
        return format!("verb:{}", quoted(&verb.typed));
    }
    let is_sign = |sign: char| {
        let is_mark = [signs::is_separator, signs::is_quote, signs::is_open, signs::is_close];
        is_mark.iter().any(|is_mark| is_mark(sign)) || signs::is_colon(sign)
    };
    let words = verb.typed.split(is_sign).map(|word| word.trim_start_matches(signs::is_minus));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [_, _, ..] => format!("verb:({})", words.join(" ")),
        _ => format!("verb:{}", verb.typed),
    }
}

fn condition_text(condition: &Condition) -> String {
    match condition {
        Condition::Part(part) => format!("part:{}", part.id()),
        Condition::Organ(organs) => {
            let ids: Vec<&str> = organs.iter().map(|organ| organ.id()).collect();
            one_of("organ", &ids)
        }
        Condition::Session(sessions) => {
            let names: Vec<&str> = sessions.iter().map(String::as_str).collect();
            match names.as_slice() {
                [first, .., last] => format!("session:{first}..{last}"),
                _ => one_of("session", &names),
            }
        }
        Condition::Years(from, to) => format!("year:{}", range(*from, *to)),
        Condition::Days(from, to) => format!("date:{}", range(*from, *to)),
        Condition::Language(language) => format!("lang:{language}"),
        Condition::Label(label) => format!("clause:{label}"),
        Condition::LabelWithItems(label) => format!("clause:{label}{ANY_ITEM}"),
        Condition::Symbol(symbol) => format!("symbol:{symbol}"),
        Condition::Cites(symbol) => format!("cites:{symbol}"),
        Condition::Qualifier(name) => format!("mod:{name}"),
    }
}

fn one_of(field: &str, names: &[&str]) -> String {
    match names {
        [only] => format!("{field}:{only}"),
        several => format!("{field}:({})", several.join(" OR ")),
    }
}

fn range<T: ToString + PartialEq>(from: Option<T>, to: Option<T>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (from, to) => {
            let end = |value: Option<T>| value.map(|value| value.to_string()).unwrap_or_default();
            format!("{}..{}", end(from), end(to))
        }
    }
}
