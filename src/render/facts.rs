//! What every output says of a resolution, in words.

use std::borrow::Borrow;

use super::record::adoption;
use crate::citation::Organ;
use crate::search::Header;
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

/// Returns the first `names_max` of `names`, and how many more there are.
pub(super) fn listed<S: Borrow<str>>(names: &[S], separator: &str, names_max: usize) -> String {
    let shown = names[..names.len().min(names_max)].join(separator);
    match names.len().saturating_sub(names_max) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
