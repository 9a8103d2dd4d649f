//! Documents that are named by their number alone: `resolutions 1325 and 1820`.

use super::ast::{Ast, Node, NodeKind};
use super::grammar::parse;
use super::passage::passages;
use crate::citation::{Context, Symbol, scan};

/// Words that lead from one number of a list to the next.
pub(super) const LINKS: [&str; 13] =
    ["and", "et", "y", "e", "и", "و", "和", "及", "or", "ou", "o", "или", "أو"];

/// A number has so many figures at least: fewer may count anything.
const FIGURES_MIN: usize = 3;

/// Returns the documents that a query may mean by numbers behind the word "resolution", in any language:
/// those of the Security Council, whose numbers need no session. They are read as words, for other
/// bodies number their resolutions too, unless a label stands beside them, as in `resolution 1325 OP2`.
///
/// ```
/// use resq::query::numbered_documents;
///
/// let symbols = |query| {
///     numbered_documents(query).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
/// };
/// assert_eq!(symbols("resolutions 1325, 1820 and 1888 women"), "S/RES/1325 S/RES/1820 S/RES/1888");
/// assert_eq!(symbols("резолюция 1325"), "S/RES/1325");
/// assert_eq!(symbols("resolution 1325 (2000)"), "", "this is read as the document");
/// assert_eq!(symbols("resolution of 1995"), "");
/// ```
#[must_use]
pub fn numbered_documents(query: &str) -> Vec<Symbol> {
    let Ok(Ast { root: Some(Node { kind: NodeKind::Sequence(nodes), .. }) }) = parse(query) else {
        return Vec::new();
    };
    if passages(&nodes).is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    // The word for "resolution", and whether a number may follow.
    let (mut noun, mut is_open, mut last_end) = ("", false, 0);
    for node in &nodes {
        let gap = query.get(last_end..node.span.start()).unwrap_or_default();
        is_open |= gap.contains([',', '،', '、', '，']);
        last_end = node.span.end();
        match &node.kind {
            NodeKind::Word(word) if LINKS.contains(&word.as_str()) => is_open = true,
            NodeKind::Word(word) if is_long_number(word) => {
                found.extend(document(noun, word).filter(|_| is_open));
                is_open = false;
            }
            NodeKind::Word(word) => (noun, is_open) = (word, true),
            _ => (noun, is_open) = ("", false),
        }
    }
    found
}

/// Tells whether a word is a number that has as many figures as only those of documents have.
pub(super) fn is_long_number(word: &str) -> bool {
    word.len() >= FIGURES_MIN && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the document of the Security Council that a number alone may mean, if it has as many figures
/// as only its numbers have.
///
/// ```
/// use resq::query::council_document;
///
/// assert_eq!(council_document("1325").unwrap().as_str(), "S/RES/1325");
/// assert_eq!(council_document("71/19"), None);
/// ```
#[must_use]
pub fn council_document(number: &str) -> Option<Symbol> {
    is_long_number(number).then(|| Symbol::typed(&format!("S/RES/{number}"))).flatten()
}

/// Returns the same, if `noun` is a word for a resolution.
pub(super) fn document(noun: &str, number: &str) -> Option<Symbol> {
    if !is_long_number(number) {
        return None;
    }
    // Such a number is a citation behind this word only, in any language.
    let cited = scan(&format!("{noun} 70/1"), Context::default());
    let is_noun = cited.iter().any(|citation| citation.symbol.as_str() == "A/RES/70/1");
    council_document(number).filter(|_| is_noun)
}
