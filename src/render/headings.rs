//! Which headings are worth telling beside a clause that stands out of its order.

use crate::resolution::Part;
use crate::search::Hit;

/// The order in which clauses of a resolution are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// As they are read: a heading stands above the first clause it begins with.
    Reading,
    /// The best first: each clause names its heading itself.
    Rank,
}

/// A heading of capitals and signs that is no longer is a number alone: `II`, `VIII.`
const NUMBER_BYTES_MAX: usize = 6;

/// Returns the innermost heading of a hit where it tells more than its label does: `OP14` stands below
/// `B. Financing`, but `II.OP14` below `II` and `AX1.2` below `Annex I`.
pub(super) fn telling_heading(hit: &Hit) -> Option<&str> {
    let heading = hit.headings.last()?;
    let is_number = heading.len() <= NUMBER_BYTES_MAX
        && heading.bytes().all(|one| one.is_ascii_uppercase() || one.is_ascii_punctuation());
    let is_annex = hit.part == Part::Annex.id() && hit.headings.len() == 1;
    (!is_number && !is_annex).then_some(heading)
}
