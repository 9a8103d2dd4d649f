//! The values of fields that are numbers, days, labels and languages.

use super::FaultKind;
use super::field::Field;
use super::meaning::{Condition, Query};
use crate::resolution::{Date, Part};
use crate::text::{Language, fold};

/// How many sessions a range may span; no body has had so many.
const SESSIONS_MAX: u32 = 1_000;

/// Returns the years of a value or range.
pub(super) fn years(from: Option<&str>, to: Option<&str>) -> Result<Query, FaultKind> {
    let read = |text: Option<&str>| text.map(|text| year(text, Field::Year)).transpose();
    let (first, last) = (read(from)?, read(to)?);
    check_order(first, last, from, to)?;
    Ok(Query::Condition(Condition::Years(first, last)))
}

/// Returns the days of a value or range; a year or a month stands for all of its days.
pub(super) fn days(from: Option<&str>, to: Option<&str>) -> Result<Query, FaultKind> {
    let first = from.map(|text| day(text, Side::First)).transpose()?;
    let last = to.map(|text| day(text, Side::Last)).transpose()?;
    check_order(first, last, from, to)?;
    Ok(Query::Condition(Condition::Days(first, last)))
}

/// Returns the sessions of a value or range; a range needs two numbers.
pub(super) fn sessions(from: Option<&str>, to: Option<&str>) -> Result<Query, FaultKind> {
    let typed =
        |text: &str| FaultKind::MalformedValue { field: Field::Session, value: text.to_owned() };
    if let (Some(from), Some(to)) = (from, to)
        && from == to
    {
        let is_name = from.chars().all(|sign| sign.is_alphanumeric() || sign == '-');
        let session = fold(from).to_uppercase();
        return if is_name {
            Ok(Query::Condition(Condition::Session(vec![session])))
        } else {
            Err(typed(from))
        };
    }
    let number = |text: Option<&str>| {
        let text = text.unwrap_or_default();
        fold(text).parse::<u32>().map_err(|_| typed(text))
    };
    let (first, last) = (number(from)?, number(to)?);
    check_order(Some(first), Some(last), from, to)?;
    if last - first >= SESSIONS_MAX {
        return Err(typed(to.unwrap_or_default()));
    }
    let sessions = (first..=last).map(|session| session.to_string()).collect();
    Ok(Query::Condition(Condition::Session(sessions)))
}

/// Returns the label that somebody means by `text`, in the spelling of the index: in any case, with
/// blanks, and a number alone for an operative clause, as people cite "paragraph 3".
///
/// ```
/// use resq::query::clause_label;
///
/// assert_eq!(clause_label("op 3(A)").as_deref(), Some("OP3(a)"));
/// assert_eq!(clause_label("3").as_deref(), Some("OP3"));
/// assert_eq!(clause_label("first"), None);
/// ```
#[must_use]
pub fn clause_label(text: &str) -> Option<String> {
    let folded: String = fold(text).split_whitespace().collect();
    let is_label = folded.chars().any(|sign| sign.is_ascii_digit())
        && folded.chars().all(|sign| sign.is_alphanumeric() || "().".contains(sign));
    // The number is written in capitals, the items below it in small letters: `II.OP3(a)`.
    let (number, items) = folded.split_at(folded.find('(').unwrap_or(folded.len()));
    let is_bare = !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit());
    let operative = if is_bare { "OP" } else { "" };
    is_label.then(|| format!("{operative}{}{items}", number.to_uppercase()))
}

/// Behind a label: the clause together with its items.
pub(super) const ANY_ITEM: &str = "(*)";

/// Returns the clause with a label, and its items where `(*)` stands behind it.
pub(super) fn label(text: &str) -> Result<Query, FaultKind> {
    let fault = || FaultKind::MalformedValue { field: Field::Clause, value: text.to_owned() };
    let condition = match text.strip_suffix(ANY_ITEM) {
        Some(above) => clause_label(above).map(Condition::LabelWithItems),
        None => clause_label(text).map(Condition::Label),
    };
    condition.map(Query::Condition).ok_or_else(fault)
}

/// Tells whether a label is not the one typed: `OP3` for `3`.
pub(super) fn is_other_label(query: &Query, typed: &str) -> bool {
    match query {
        Query::Condition(Condition::Label(label)) => !label.eq_ignore_ascii_case(typed),
        Query::Condition(Condition::LabelWithItems(label)) => {
            !typed.strip_suffix(ANY_ITEM).is_some_and(|typed| label.eq_ignore_ascii_case(typed))
        }
        _ => false,
    }
}

/// Returns the language of a code or an English name.
pub(super) fn language(text: &str) -> Result<Query, FaultKind> {
    let by_name =
        || Language::ALL.into_iter().find(|language| language.name().eq_ignore_ascii_case(text));
    let found = Language::from_code(text).or_else(by_name);
    found.map(|language| Query::Condition(Condition::Language(language))).ok_or_else(|| {
        let codes = Language::ALL.into_iter().map(|language| language.code().to_owned());
        let field = Field::Lang;
        FaultKind::UnknownValue { field, value: text.to_owned(), nearest: codes.collect() }
    })
}

/// Returns the part of an id or its beginning.
pub(super) fn part(text: &str) -> Result<Query, FaultKind> {
    let typed = text.to_lowercase();
    let parts = [Part::Preambular, Part::Operative, Part::Annex];
    let is_short = |part: &Part| typed.len() >= 2 && part.id().starts_with(&typed);
    let found =
        parts.into_iter().find(|part| part.id() == typed).or_else(|| match typed.as_str() {
            "pp" | "preamble" => Some(Part::Preambular),
            "op" => Some(Part::Operative),
            _ => parts.into_iter().find(is_short),
        });
    found.map(|part| Query::Condition(Condition::Part(part))).ok_or_else(|| {
        let nearest = parts.map(|part| part.id().to_owned()).to_vec();
        FaultKind::UnknownValue { field: Field::Part, value: text.to_owned(), nearest }
    })
}

fn check_order<T: Ord + Copy>(
    first: Option<T>,
    last: Option<T>,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<(), FaultKind> {
    let is_empty = match (&first, &last) {
        (Some(first), Some(last)) => first > last,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if is_empty {
        let value = format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default());
        return Err(FaultKind::EmptyRange { value });
    }
    Ok(())
}

fn year(text: &str, field: Field) -> Result<u16, FaultKind> {
    let folded = fold(text);
    let number = Some(folded.as_str()).filter(|digits| digits.len() == 4);
    number
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| FaultKind::MalformedValue { field, value: text.to_owned() })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Last,
}

fn day(text: &str, side: Side) -> Result<Date, FaultKind> {
    let fault = || FaultKind::MalformedValue { field: Field::Date, value: text.to_owned() };
    let folded = fold(text);
    let mut pieces = folded.split('-');
    let year = year(pieces.next().unwrap_or_default(), Field::Date).map_err(|_| fault())?;
    let mut number = || pieces.next().map(str::parse::<u8>).transpose().map_err(|_| fault());
    let (month, day) = (number()?, number()?);
    if pieces.next().is_some() {
        return Err(fault());
    }
    let found = match (month, day, side) {
        (Some(month), Some(day), _) => Date::new(year, month, day),
        (Some(month), None, Side::First) => Date::new(year, month, 1),
        (Some(month), None, Side::Last) => {
            (28..=31).rev().find_map(|day| Date::new(year, month, day))
        }
        (None, _, Side::First) => Date::new(year, 1, 1),
        (None, _, Side::Last) => Date::new(year, 12, 31),
    };
    found.ok_or_else(fault)
}
