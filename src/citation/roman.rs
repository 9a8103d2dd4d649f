//! Roman numerals, as in the sessions of resolutions up to 1975.

use crate::text::roman_value;

/// The largest session written in Roman numerals is far below; longer runs are words.
const ROMAN_MAX: u32 = 199;

/// Returns the value of a numeral in canonical form (`XXVI`, in capitals) up to [`ROMAN_MAX`].
pub(super) fn value(numeral: &str) -> Option<u32> {
    roman_value(numeral).filter(|value| *value <= ROMAN_MAX)
}
