//! From a query as typed to its meaning, or to everything that is wrong with it at once.

use super::grammar::parse_leniently;
use super::meaning::Meaning;
use super::resolve::resolve;
use super::{Fault, FaultKind};
use crate::lexicon::Lexicon;

/// Returns what `query` means.
///
/// # Errors
///
/// Returns every fault of the signs and of the names, in the order of their places; never an
/// empty list. A name that stands where the signs are already at fault, or behind a quote that is
/// never closed, is not judged: nobody knows what it was meant to be.
pub fn understand(query: &str, lexicon: &Lexicon) -> Result<Meaning, Vec<Fault>> {
    let (ast, mut faults) = parse_leniently(query);
    let resolved = ast.map(|ast| resolve(&ast, lexicon));
    if faults.is_empty()
        && let Some(resolved) = resolved
    {
        return resolved;
    }
    if let Some(Err(names)) = resolved {
        let judged: Vec<Fault> =
            names.into_iter().filter(|name| is_readable(name, &faults)).collect();
        faults.extend(judged);
        faults.sort_by_key(|fault| (fault.span.start(), fault.span.end()));
    }
    Err(faults)
}

/// Tells whether the signs at and before the place of `name` leave no doubt what it is.
fn is_readable(name: &Fault, signs: &[Fault]) -> bool {
    signs.iter().all(|sign| match sign.kind {
        FaultKind::UnclosedQuote => name.span.end() <= sign.span.start(),
        _ => sign.span.end() <= name.span.start() || name.span.end() <= sign.span.start(),
    })
}
