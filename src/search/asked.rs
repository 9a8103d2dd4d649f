//! [`Asked`]: a request with its names resolved.

use super::error::SearchError;
use super::request::{Filter, Request};
use crate::lexicon::Lexicon;
use crate::query::{
    Condition, Field, Meaning, Opener, Query, Wanted, reading, resolve_filter, understand,
    understand_plain,
};
use crate::text::Language;

/// What is asked: words and conditions apart where the words are plain.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The query, without the filters.
    pub(super) query: Query,
    /// The filters, and the scopes typed beside plain words.
    pub(super) conditions: Vec<Query>,
    pub(super) wanted: Wanted,
    pub(super) opener: Option<Opener>,
    pub(super) reading: String,
    pub(super) is_obvious: bool,
    /// The languages of the clauses wanted; none means any.
    pub(super) languages: Vec<Language>,
}

/// Returns what `request` asks, in the verbs of `lexicon`.
///
/// # Errors
///
/// When the query or the value of a filter cannot be read.
pub(super) fn read(request: &Request, lexicon: &Lexicon) -> Result<Asked, SearchError> {
    let refused = |faults| SearchError::Query { faults };
    let understood = if request.is_plain {
        understand_plain(&request.query, lexicon)
    } else {
        understand(&request.query, lexicon)
    };
    let meaning = understood.map_err(refused)?;
    let mut conditions = Vec::new();
    let mut wanted = meaning.wanted;
    for Filter { field, value } in &request.filters {
        let condition = resolve_filter(*field, value, lexicon)
            .map_err(|kind| SearchError::Filter { field: *field, kind })?;
        if !is_scope(*field) {
            wanted = Wanted::Exact;
        }
        conditions.push(condition);
    }
    let Meaning { query, opener, reading: typed, is_obvious, .. } = meaning;
    let reading = match conditions.as_slice() {
        [] => typed,
        filters => {
            let words = if query == Query::Everything { None } else { Some(query.clone()) };
            reading(
                &Query::All(words.into_iter().chain(filters.iter().cloned()).collect()),
                lexicon,
            )
        }
    };
    let query = match (wanted, query) {
        (Wanted::Closest, Query::All(parts)) => {
            let (scopes, words): (Vec<Query>, Vec<Query>) =
                parts.into_iter().partition(|part| matches!(part, Query::Condition(_)));
            conditions.extend(scopes);
            Query::All(words)
        }
        (_, query) => query,
    };
    let languages = languages(std::iter::once(&query).chain(&conditions));
    let opener = opener.filter(|_| wanted == Wanted::Closest);
    Ok(Asked { query, conditions, wanted, opener, reading, is_obvious, languages })
}

/// Tells whether a field only says where to look, so that plain words beside it stay plain.
fn is_scope(field: Field) -> bool {
    match field {
        Field::Date
        | Field::Lang
        | Field::Organ
        | Field::Part
        | Field::Session
        | Field::Symbol
        | Field::Year => true,
        Field::Addressee
        | Field::Cites
        | Field::Clause
        | Field::Heading
        | Field::Mod
        | Field::Says
        | Field::Sponsor
        | Field::Subject
        | Field::Title
        | Field::Verb => false,
    }
}

/// The languages that conditions narrow the clauses to.
fn languages<'a>(queries: impl Iterator<Item = &'a Query>) -> Vec<Language> {
    let mut found = Vec::new();
    for query in queries {
        collect_languages(query, &mut found);
    }
    found
}

fn collect_languages(query: &Query, found: &mut Vec<Language>) {
    match query {
        Query::Condition(Condition::Language(language)) if !found.contains(language) => {
            found.push(*language);
        }
        Query::All(parts) | Query::Any(parts) => {
            for part in parts {
                collect_languages(part, found);
            }
        }
        Query::Condition(_)
        | Query::Everything
        | Query::Text(_)
        | Query::Verb(_)
        | Query::Document { .. }
        | Query::In(_)
        | Query::Not(_)
        | Query::Near(_) => {}
    }
}
