//! [`Wording`]: what a resolution says, as one number.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use twox_hash::XxHash3_64;

use crate::resolution::Resolution;
use crate::text::{alphanumeric_run, fold_into};

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
        let mut letters = symbol.as_str().as_bytes().to_vec();
        letters.push(0);
        let (start, mut folded) = (letters.len(), String::new());
        for clause in &resolution.clauses {
            push_clause(&clause.text, &mut folded, &mut letters);
        }
        (letters.len() > start).then(|| Self(XxHash3_64::oneshot(&letters)))
    }
}

/// Returns what a text says, by which two of them are compared: its letters and digits, folded, with a
/// sign between numbers.
pub(super) fn letters_of(text: &str) -> Vec<u8> {
    let mut letters = Vec::new();
    push_clause(text, &mut String::new(), &mut letters);
    letters
}

/// Appends the letters and digits of a clause; in one that is not in ASCII, those of the text that
/// `folded` is given.
fn push_clause(text: &str, folded: &mut String, letters: &mut Vec<u8>) {
    if text.is_ascii() {
        push_ascii(text.as_bytes(), letters);
    } else {
        folded.clear();
        fold_into(text, folded);
        // Quotes and dashes are in ASCII now.
        if folded.is_ascii() {
            push_ascii(folded.as_bytes(), letters);
        } else {
            push_letters(folded, letters);
        }
    }
}

/// Does what [`push_letters`] does with a clause in ASCII, eight bytes at a time.
fn push_ascii(clause: &[u8], letters: &mut Vec<u8>) {
    /// Makes capitals small and leaves small letters and digits alone.
    const SMALL: u64 = u64::MAX / 0xff * 0x20;
    let mut end = letters.len();
    // A sign between numbers stands for a byte, but for one before the first number; and of the last
    // bytes eight are written, however few there are.
    letters.resize(end + clause.len() + 1 + size_of::<u64>(), 0);
    let (mut place, mut is_apart) = (0, true);
    while let Some(first) = clause.get(place) {
        let eight = clause[place..].first_chunk().copied().unwrap_or_else(|| {
            let rest = &clause[place..];
            let mut eight = [0; size_of::<u64>()];
            eight[..rest.len()].copy_from_slice(rest);
            eight
        });
        let run = alphanumeric_run(&eight);
        if first.is_ascii_digit() && is_apart && end > 0 && letters[end - 1].is_ascii_digit() {
            letters[end] = BETWEEN_NUMBERS;
            end += 1;
        }
        let small = (u64::from_le_bytes(eight) | SMALL).to_le_bytes();
        letters[end..end + small.len()].copy_from_slice(&small);
        end += run;
        is_apart = run < eight.len();
        place += run + usize::from(is_apart);
    }
    letters.truncate(end);
}

/// Stands between numbers that something separates.
const BETWEEN_NUMBERS: u8 = b'|';

/// Appends the letters and digits of a clause, with a sign between numbers; folding has nothing to
/// do with one in ASCII but to make its capitals small.
fn push_letters(clause: &str, letters: &mut Vec<u8>) {
    let start = letters.len();
    let mut is_after_number = letters.last().is_some_and(u8::is_ascii_digit);
    let mut is_apart = true;
    let mut place = 0;
    loop {
        let rest = &clause.as_bytes()[place..];
        let run = &rest[..alphanumeric_run(rest)];
        if let [first, .., last] | [first @ last] = run {
            if first.is_ascii_digit() && is_after_number && is_apart {
                letters.push(BETWEEN_NUMBERS);
            }
            letters.extend_from_slice(run);
            (is_after_number, is_apart) = (last.is_ascii_digit(), false);
        }
        place += run.len();
        let Some(&byte) = clause.as_bytes().get(place) else { break };
        if byte.is_ascii() {
            // Neither a letter nor a digit, at which the run would not have ended.
            is_apart = true;
            place += 1;
            continue;
        }
        let Some(character) = clause[place..].chars().next() else { break };
        let sign = &clause[place..place + character.len_utf8()];
        place += sign.len();
        if character.is_alphanumeric() {
            let is_number = character.is_numeric();
            if is_number && is_after_number && is_apart {
                letters.push(BETWEEN_NUMBERS);
            }
            letters.extend_from_slice(sign.as_bytes());
            (is_after_number, is_apart) = (is_number, false);
        } else {
            is_apart = true;
        }
    }
    letters[start..].make_ascii_lowercase();
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

#[cfg(test)]
mod tests {
    use super::{push_ascii, push_letters};

    #[test]
    fn a_clause_in_ascii_says_the_same_byte_by_byte() {
        let pieces =
            ["a", "Bc", "1", "23", " ", ".", " - ", "x9", "9x", "", "\n", "_", "4.5", "(6) 7"];
        let mut state = 1_usize;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
            (state >> 33) % below
        };
        for _ in 0..20_000 {
            let clauses: Vec<String> = (0..3)
                .map(|_| (0..next(6)).map(|_| pieces[next(pieces.len())]).collect())
                .collect();
            let (mut fast, mut slow) = (vec![0], vec![0]);
            for clause in &clauses {
                push_ascii(clause.as_bytes(), &mut fast);
                push_letters(clause, &mut slow);
            }
            assert_eq!(fast, slow, "{clauses:?}");
        }
    }
}
