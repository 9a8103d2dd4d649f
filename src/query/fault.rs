//! [`Fault`]: what is wrong with a query, where, and what was probably meant.

use std::fmt::Write as _;

use super::limits::{
    DEPTH_MAX, DISTANCE_WORDS_MAX, FUZZY_EDITS_MAX, LEAVES_MAX, PREFIX_CHARS_MIN, QUERY_BYTES_MAX,
};
use super::numbered::council_document;
use super::{ConnectorKind, Field};
use crate::text::Span;

/// Names that are a guess at most; more of them are all there are.
const GUESSES_MAX: usize = 3;

/// One thing wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, in the query.
    pub span: Span,
    /// What.
    pub kind: FaultKind,
}

/// What can be wrong with a query; its text is one sentence, lower case, no full stop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// A name before a colon that is no field.
    #[error("there is no field `{name}`")]
    UnknownField {
        /// As typed.
        name: String,
        /// Fields with a name like it.
        nearest: Vec<String>,
    },
    /// A value that the field does not have.
    #[error("{} `{value}` is not known", value_noun(*field))]
    UnknownValue {
        /// The field.
        field: Field,
        /// As typed.
        value: String,
        /// Values like it, in the spelling to type.
        nearest: Vec<String>,
    },
    /// A value that cannot be read.
    #[error("`{value}` is not {}", value_shape(*field))]
    MalformedValue {
        /// The field.
        field: Field,
        /// As typed.
        value: String,
    },
    /// A range that ends before it begins, or has no end at all.
    #[error("the range `{value}` is empty")]
    EmptyRange {
        /// As typed.
        value: String,
    },
    /// A field without a value.
    #[error("the field `{field}` has no value")]
    MissingValue {
        /// The field.
        field: Field,
    },
    /// A field whose value is of a kind it does not take.
    #[error("the field `{field}` takes {}, nothing else", value_shape(*field))]
    WrongValue {
        /// The field.
        field: Field,
    },
    /// `in:` without parentheses.
    #[error("`in:` needs a query in parentheses")]
    MissingInGroup,
    /// A quote that is never closed.
    #[error("this quote is never closed")]
    UnclosedQuote,
    /// Quotes with no word between them.
    #[error("there is no word between these quotes")]
    EmptyPhrase,
    /// A parenthesis that is never closed.
    #[error("this parenthesis is never closed")]
    UnclosedGroup,
    /// A closing parenthesis that nothing opened.
    #[error("nothing opens this parenthesis")]
    UnopenedGroup,
    /// Parentheses with nothing between them.
    #[error("there is nothing between these parentheses")]
    EmptyGroup,
    /// An operator with nothing to work on.
    #[error("`{operator}` has nothing {}", if *is_after { "after it" } else { "before it" })]
    MissingOperand {
        /// As typed.
        operator: String,
        /// Whether the operand after it is missing, and not the one before.
        is_after: bool,
    },
    /// A `*` at the beginning of a word, or alone.
    #[error("a word cannot begin with `*`")]
    LeadingStar,
    /// Too few letters before the `*` or `?`.
    #[error("`{pattern}` is too short: at least {PREFIX_CHARS_MIN} letters come before `*` or `?`")]
    ShortPrefix {
        /// As typed.
        pattern: String,
    },
    /// Too many letters may differ, or the number cannot be read.
    #[error("`~{typed}` is not a number of letters from 1 to {FUZZY_EDITS_MAX}")]
    BadEdits {
        /// What stands after the `~`.
        typed: String,
    },
    /// A distance that cannot be read or is too large.
    #[error("`{typed}` is not a distance from 0 to {DISTANCE_WORDS_MAX} words")]
    BadDistance {
        /// As typed.
        typed: String,
    },
    /// An operand of a connector that has no place in the text.
    #[error(
        "`{}` joins words and phrases; this has no place in the text",
        connector_text(*connector)
    )]
    PlacelessOperand {
        /// The connector.
        connector: ConnectorKind,
    },
    /// The query is too long.
    #[error("the query has {bytes} bytes, the limit is {QUERY_BYTES_MAX}")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// Too many levels of parentheses.
    #[error("there are more than {DEPTH_MAX} levels of parentheses and NOT")]
    TooDeep,
    /// Too many words.
    #[error("the query has more than {LEAVES_MAX} words and phrases")]
    TooManyLeaves,
}

impl FaultKind {
    /// Returns what was probably meant or what to do, as one sentence.
    #[must_use]
    pub fn suggestion(&self) -> Option<String> {
        match self {
            Self::UnknownField { nearest, .. } if nearest.is_empty() => {
                let names: Vec<&str> = Field::ALL.into_iter().map(Field::name).collect();
                Some(format!("fields are {} and in:(...)", names.join(", ")))
            }
            Self::UnknownField { nearest, .. } => Some(guess(nearest)),
            Self::UnknownValue { nearest, .. } if nearest.is_empty() => None,
            Self::UnknownValue { nearest, .. } if nearest.len() > GUESSES_MAX => {
                Some(format!("known are {}", list(nearest, "and")))
            }
            Self::UnknownValue { nearest, .. } => Some(guess(nearest)),
            Self::MissingInGroup => Some("write in:(words of another clause)".to_owned()),
            Self::UnclosedQuote | Self::UnopenedGroup | Self::UnclosedGroup => {
                Some("--plain takes the text as words only".to_owned())
            }
            Self::LeadingStar => Some("put some letters before it: ratif*".to_owned()),
            // Signs are no words to search for.
            Self::MissingOperand { operator, .. } if !operator.contains(char::is_alphanumeric) => {
                Some("--plain takes the text as words only".to_owned())
            }
            Self::MissingOperand { operator, .. } => {
                Some(format!("to search for the word itself, write \"{operator}\""))
            }
            Self::MalformedValue { field: Field::Symbol | Field::Cites, value } => {
                council_document(value).map(|symbol| guess(&[symbol.to_string()]))
            }
            Self::MalformedValue { .. }
            | Self::EmptyRange { .. }
            | Self::MissingValue { .. }
            | Self::WrongValue { .. }
            | Self::EmptyPhrase
            | Self::EmptyGroup
            | Self::ShortPrefix { .. }
            | Self::BadEdits { .. }
            | Self::BadDistance { .. }
            | Self::PlacelessOperand { .. }
            | Self::TooLong { .. }
            | Self::TooDeep
            | Self::TooManyLeaves => None,
        }
    }
}

fn guess(names: &[String]) -> String {
    format!("did you mean {}?", list(names, "or"))
}

/// Returns names as a list: "`a`, `b` or `c`" for the word "or" before the last.
fn list(names: &[String], conjunction: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} {conjunction} {last}", others.join(", ")),
        None => String::new(),
    }
}

fn value_noun(field: Field) -> &'static str {
    match field {
        Field::Verb => "the clause verb",
        Field::Mod => "the qualifier",
        Field::Organ => "the organ",
        Field::Part => "the part",
        Field::Lang => "the language",
        Field::Symbol | Field::Cites => "the document",
        Field::Addressee
        | Field::Clause
        | Field::Date
        | Field::Heading
        | Field::Says
        | Field::Session
        | Field::Sponsor
        | Field::Subject
        | Field::Title
        | Field::Year => "the value",
    }
}

fn value_shape(field: Field) -> &'static str {
    match field {
        Field::Year => "a year or a range of years such as 2010..2020",
        Field::Date => "a date or a range of dates such as 2016-11-21 or 2016-11..2017",
        Field::Session => "a session such as 71, S-27 or 70..75",
        Field::Clause => "a clause label such as OP3(a) or PP5",
        Field::Symbol | Field::Cites => "a document symbol such as A/RES/71/19",
        Field::Lang => "a language code such as fr",
        Field::Part => "one of preambular, operative, annex",
        Field::Organ => "an organ such as un-ga",
        Field::Verb => "a clause verb such as urges or \"calls upon\"",
        Field::Mod => "a qualifier such as strongly",
        Field::Addressee
        | Field::Heading
        | Field::Says
        | Field::Sponsor
        | Field::Subject
        | Field::Title => "words",
    }
}

fn connector_text(kind: ConnectorKind) -> String {
    super::print::connector_text(kind)
}

/// How much of a long query is shown around a fault.
const WINDOW_CHARS: usize = 72;

/// Returns the faults for a person: each with its sentence, the query, carets under the place,
/// and the suggestion, in the order of their places.
#[must_use]
pub fn render_faults(query: &str, faults: &[Fault]) -> String {
    let mut sorted: Vec<&Fault> = faults.iter().collect();
    sorted.sort_by_key(|fault| (fault.span.start(), fault.span.end()));
    let mut out = String::new();
    for fault in sorted {
        let (shown, carets) = notate(query, fault.span);
        let _ = writeln!(out, "{}", fault.kind);
        let _ = writeln!(out, "  {shown}\n  {carets}");
        if let Some(suggestion) = fault.kind.suggestion() {
            let _ = writeln!(out, "  {suggestion}");
        }
    }
    out
}

/// Returns the part of the query around `span`, without control characters, and the carets.
fn notate(query: &str, span: Span) -> (String, String) {
    let start = char_index(query, span.start());
    let end = char_index(query, span.end()).max(start + 1);
    let total = query.chars().count();
    let first = if total <= WINDOW_CHARS { 0 } else { start.saturating_sub(WINDOW_CHARS / 3) };
    let shown_end = (first + WINDOW_CHARS).min(total);
    let mut shown = String::new();
    if first > 0 {
        shown.push('…');
    }
    let before = if first > 0 { 1 } else { 0 };
    let mut padding = " ".repeat(before);
    let mut carets = String::new();
    for (index, character) in query.chars().enumerate().skip(first).take(shown_end - first) {
        let visible = if character.is_control() { ' ' } else { character };
        shown.push(visible);
        let columns = crate::text::width_columns(visible.encode_utf8(&mut [0; 4]));
        if index < start {
            padding.push_str(&" ".repeat(columns));
        } else if index < end {
            carets.push_str(&"^".repeat(columns));
        }
    }
    if shown_end < total {
        shown.push('…');
    }
    if carets.is_empty() {
        carets.push('^');
    }
    (shown, format!("{padding}{carets}"))
}

fn char_index(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(place, _)| *place < byte).count()
}
