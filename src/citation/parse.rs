//! Symbols out of what people type and print, by way of the scanner of running text.

use super::symbol::{SYMBOL_LENGTH_MAX, Symbol};
use super::{forms, scan};
use crate::text::fold;

impl Symbol {
    /// Returns the canonical symbol of `text`, if all of it is one symbol in any known notation.
    ///
    /// A number without its series is read where only one body uses its kind: `71/19`,
    /// `1373 (2001)`, `2200 A (XXI)`. Words such as `resolution` and the name of the body may
    /// stand around it.
    ///
    /// ```
    /// use resq::citation::Symbol;
    ///
    /// let print = |text| Symbol::parse(text).map(|symbol| symbol.to_string());
    /// assert_eq!(print("S/RES/1373 (2001)").as_deref(), Some("S/RES/1373"));
    /// assert_eq!(print("resolution 2200 A (XXI)").as_deref(), Some("A/RES/2200A(XXI)"));
    /// assert_eq!(print("Human Rights Council resolution 26/20").as_deref(), Some("A/HRC/RES/26/20"));
    /// assert_eq!(print("24/7"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > SYMBOL_LENGTH_MAX {
            return None;
        }
        let form = || forms::whole(&fold(text)).map(Self::from_form);
        form().or_else(|| Self::from_notation(text)).or_else(|| scan::whole(text))
    }
}
