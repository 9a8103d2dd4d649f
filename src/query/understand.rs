//! From a query as typed to its meaning, or to everything that is wrong with it at once.

use super::ast::{Node, NodeKind};
use super::grammar::{parse_leniently, parse_plain};
use super::meaning::{Meaning, Query, Scope, TextTerm, Wanted, Words};
use super::reading::reading;
use super::resolve::{opener, resolve};
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

/// Returns what `query` means where all of it is words: capitals are no verb, and numbers no document.
///
/// # Errors
///
/// Returns a fault if it is too long or has too many words.
pub fn understand_plain(query: &str, lexicon: &Lexicon) -> Result<Meaning, Vec<Fault>> {
    let ast = parse_plain(query)?;
    let word = |node: &Node| match &node.kind {
        NodeKind::Word(word) => {
            let words = Words::Any(word.clone());
            Some(Query::Text(TextTerm { scope: Scope::Clause, words }))
        }
        _ => None,
    };
    let query = match ast.root.as_ref().map(|root| (&root.kind, root)) {
        None => Query::Everything,
        Some((NodeKind::Sequence(nodes), _)) => Query::All(nodes.iter().filter_map(word).collect()),
        Some((_, root)) => word(root).unwrap_or(Query::Everything),
    };
    let opener = ast.root.as_ref().and_then(|root| opener(root, lexicon));
    let reading = reading(&query, lexicon);
    let wanted = if query == Query::Everything { Wanted::Exact } else { Wanted::Closest };
    Ok(Meaning { query, wanted, opener, reading, is_obvious: true })
}

/// Tells whether the signs at and before the place of `name` leave no doubt what it is.
fn is_readable(name: &Fault, signs: &[Fault]) -> bool {
    signs.iter().all(|sign| match sign.kind {
        FaultKind::UnclosedQuote => name.span.end() <= sign.span.start(),
        _ => sign.span.end() <= name.span.start() || name.span.end() <= sign.span.start(),
    })
}
