//! A clause with the citation a reader expects below it.

use crate::citation::Organ;
use crate::search::{Group, Hit};

/// Returns the words of a clause and where they stand, for pasting: its lead-in and its text, then
/// symbol, label, organ and day on a line of their own.
#[must_use]
pub fn quotation(group: &Group, hit: &Hit) -> String {
    let header = &group.header;
    let lead_in = if hit.lead_in.is_empty() { String::new() } else { format!("{} ", hit.lead_in) };
    let organ = header.organ.as_deref().and_then(Organ::from_id).map(Organ::name);
    let name = header.symbol.as_deref().or(header.title.as_deref()).unwrap_or(&header.source);
    let place = [Some(name), Some(hit.label.as_str()), organ, header.date.as_deref()];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    format!("{lead_in}{}\n({})\n", hit.text, place.join(", "))
}
