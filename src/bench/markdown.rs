//! A resolution as Markdown, as converters leave it.

use std::fmt::Write;

use super::page::{Heading, number, split_last};
use crate::resolution::Resolution;

/// Returns `resolution` as Markdown that the program reads back.
pub(super) fn markdown(resolution: &Resolution) -> String {
    let Heading { symbol, short, title, enacting } = Heading::of(resolution);
    let (name, comma) = split_last(enacting);
    let mut out = String::new();
    let _ = write!(out, "{symbol}\n\n## {short}. {title}\n\n*{name}*{comma}\n\n");
    for clause in &resolution.clauses {
        let verb = clause.verb_text.as_deref().unwrap_or_default();
        let indent = if clause.label.contains('(') { "  " } else { "" };
        let bullet =
            number(clause).map(|number| format!("{indent}- {number} ")).unwrap_or_default();
        // A sub-item has the verb of its lead-in, which does not stand in it.
        let _ = match clause.text.strip_prefix(verb).filter(|_| !verb.is_empty()) {
            Some(rest) => write!(out, "{bullet}*{verb}*{rest}\n\n"),
            None => write!(out, "{bullet}{}\n\n", clause.text),
        };
    }
    out
}
