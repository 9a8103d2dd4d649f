//! [`Wording`]: what a resolution says, as one number.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::resolution::Resolution;
use crate::text::fold_into;

/// The symbol of a resolution and the letters and digits of its clauses, as a number.
///
/// Formats differ in what stands between the letters: blanks, line ends and the hyphens at them,
/// quotes, dashes; and in what folding forgets, such as capitals set for small ones. Two numbers
/// side by side are kept apart, because 1.5 is not 15.
///
/// It has 64 bits, so that two resolutions of one symbol never meet by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wording(u64);

/// How it is written: so many hexadecimal digits.
const DIGITS: usize = 16;

impl Wording {
    /// Returns the wording of a resolution, if it has a symbol and says something.
    #[must_use]
    pub fn of(resolution: &Resolution) -> Option<Self> {
        let symbol = resolution.symbol.as_ref()?;
        let (mut folded, mut letters) = (String::new(), String::new());
        for clause in &resolution.clauses {
            folded.clear();
            fold_into(&clause.text, &mut folded);
            push_letters(&folded, &mut letters);
        }
        if letters.is_empty() {
            return None;
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(symbol.as_str().as_bytes());
        hasher.update(&[0]);
        hasher.update(letters.as_bytes());
        let hash = hasher.finalize();
        let bytes = hash.as_bytes().first_chunk().copied().unwrap_or_default();
        Some(Self(u64::from_be_bytes(bytes)))
    }
}

/// Appends the letters and digits of a clause, with a mark between numbers.
fn push_letters(clause: &str, letters: &mut String) {
    let mut is_gap = true;
    for character in clause.chars() {
        if !character.is_alphanumeric() {
            is_gap = true;
            continue;
        }
        let is_between =
            is_gap && character.is_numeric() && letters.ends_with(|last: char| last.is_numeric());
        if is_between {
            letters.push('|');
        }
        letters.push(character);
        is_gap = false;
    }
}

impl fmt::Display for Wording {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:0DIGITS$x}", self.0)
    }
}

impl Serialize for Wording {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Wording {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        let number = u64::from_str_radix(&digits, 16);
        number.map(Self).map_err(|_| de::Error::custom("a wording is a hexadecimal number"))
    }
}
