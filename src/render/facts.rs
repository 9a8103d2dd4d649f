//! What every output for people says of a resolution and of a clause, in words.

use std::borrow::Borrow;

use super::record::adoption;
use super::terminal::counted;
use crate::citation::Organ;
use crate::search::{Header, Hit};
use crate::text::Language;

/// Returns what a resolution goes by: its symbol, else the path of its file.
pub(super) fn name(header: &Header) -> &str {
    header.symbol.as_deref().unwrap_or(&header.source)
}

/// Returns organ, session, date, language and how it was adopted, those that are known.
pub(super) fn facts(header: &Header) -> Vec<String> {
    let organ = header.organ.as_deref().map(|id| match Organ::from_id(id) {
        Some(organ) => organ.name().to_owned(),
        None => id.to_owned(),
    });
    let session = header.session.as_deref().map(|session| format!("session {session}"));
    let language = header.language.as_deref().map(|code| match Language::from_code(code) {
        Some(language) => language.name().to_owned(),
        None => code.to_owned(),
    });
    let adoption = header.record.iter().flat_map(adoption);
    let known = [organ, session, header.date.clone(), language].into_iter().flatten();
    known.chain(adoption).collect()
}

/// Of the words that a clause lacks, many where a clause was pasted, so many are named.
const MISSING_WORDS_MAX: usize = 5;

/// Returns what a hit lacks of the query and what it stands for, as far as there is either.
pub(super) fn notes(hit: &Hit) -> Vec<String> {
    without(hit).into_iter().chain(copies(hit)).collect()
}

/// Returns which words of the query a hit lacks.
pub(crate) fn without(hit: &Hit) -> Option<String> {
    let words = || listed(&hit.missing, ", ", MISSING_WORDS_MAX);
    (!hit.missing.is_empty()).then(|| format!("without {}", words()))
}

/// Returns how many clauses of the same wording a hit stands for beside itself, and of which years.
pub(crate) fn copies(hit: &Hit) -> Option<String> {
    let copies = counted(hit.copies, "copy elsewhere", "copies elsewhere");
    (hit.copies > 0).then(|| match hit.copies_years {
        None => copies,
        Some((first, last)) if first == last => format!("{copies}, {first}"),
        Some((first, last)) => format!("{copies}, {first}-{last}"),
    })
}

/// Returns the first `names_max` of `names`, and how many more there are.
pub(super) fn listed<S: Borrow<str>>(names: &[S], separator: &str, names_max: usize) -> String {
    let shown = names[..names.len().min(names_max)].join(separator);
    match names.len().saturating_sub(names_max) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
