//! [`WordTable`]: which place in a list belongs to a word, found with one comparison for most.
//!
//! Up to 16 bytes a word is a number, and the table of these numbers needs no second look at any
//! text. Longer words are in an ordinary map, and so are the few that the table has no room for.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::stem::WordHasher;

/// The bytes of a short word.
const SHORT_BYTES: usize = size_of::<u128>();
/// Slots of a new table; always a power of two.
const SLOTS_MIN: usize = 1 << 10;
/// So far from its own slot a word may stand. Beyond it goes to the map, so that no choice of words
/// makes the table slow.
const STEPS_MAX: usize = 16;

/// A map from words, which are any bytes, to numbers.
#[derive(Debug, Default)]
pub(crate) struct WordTable {
    /// The bytes of short words; 0 is an empty slot.
    keys: Vec<u128>,
    /// The numbers, by slot.
    numbers: Vec<u32>,
    short: usize,
    others: HashMap<Box<[u8]>, u32, BuildHasherDefault<WordHasher>>,
    /// Whether there is a short word among the others.
    has_short_others: bool,
}

impl WordTable {
    /// Returns how many words are in the table.
    pub(crate) fn len(&self) -> usize {
        self.short + self.others.len()
    }

    /// Returns the bytes that the table takes, without those of the words that are no numbers.
    pub(crate) fn length_bytes(&self) -> usize {
        let other_bytes = size_of::<(Box<[u8]>, u32)>() + SHORT_BYTES;
        self.keys.len() * (SHORT_BYTES + size_of::<u32>()) + self.others.capacity() * other_bytes
    }

    /// Returns the number of the word from `start` to `end` of `text`.
    #[inline]
    pub(crate) fn get(&self, text: &[u8], start: usize, end: usize) -> Option<u32> {
        if end - start > SHORT_BYTES {
            return self.others.get(&text[start..end]).copied();
        }
        let key = short_key(text, start, end);
        let mask = self.keys.len().wrapping_sub(1);
        let home = slot_of(key);
        for step in 0..STEPS_MAX {
            let slot = home.wrapping_add(step) & mask;
            match self.keys.get(slot) {
                Some(found) if *found == key && !is_ambiguous(text, start, end) => {
                    return Some(self.numbers[slot]);
                }
                Some(0) | None => break,
                Some(_) => {}
            }
        }
        if self.has_short_others { self.others.get(&text[start..end]).copied() } else { None }
    }

    /// Adds `word`, which is not in the table.
    pub(crate) fn insert(&mut self, word: &[u8], number: u32) {
        if word.len() > SHORT_BYTES || is_ambiguous(word, 0, word.len()) {
            self.insert_other(word, number);
            return;
        }
        // Half of the slots stay empty.
        if self.keys.len() < (self.short + 1) * 2 {
            self.grow();
        }
        self.put(short_key(word, 0, word.len()), number);
    }

    fn insert_other(&mut self, word: &[u8], number: u32) {
        self.has_short_others |= word.len() <= SHORT_BYTES;
        self.others.insert(word.into(), number);
    }

    fn put(&mut self, key: u128, number: u32) {
        let mask = self.keys.len() - 1;
        let home = slot_of(key);
        let mut slots = (0..STEPS_MAX).map(|step| home.wrapping_add(step) & mask);
        let Some(slot) = slots.find(|slot| self.keys[*slot] == 0) else {
            let bytes = key.to_le_bytes();
            let length = SHORT_BYTES - (key.leading_zeros() / u8::BITS) as usize;
            self.insert_other(&bytes[..length], number);
            return;
        };
        self.keys[slot] = key;
        self.numbers[slot] = number;
        self.short += 1;
    }

    fn grow(&mut self) {
        let slots = (self.keys.len() * 2).max(SLOTS_MIN);
        let keys = std::mem::replace(&mut self.keys, vec![0; slots]);
        let numbers = std::mem::replace(&mut self.numbers, vec![0; slots]);
        self.short = 0;
        for (key, number) in keys.into_iter().zip(numbers).filter(|(key, _)| *key != 0) {
            self.put(key, number);
        }
    }
}

/// Tells whether a short word shares its number with another: one that is empty or ends with NUL.
fn is_ambiguous(text: &[u8], start: usize, end: usize) -> bool {
    start == end || text[end - 1] == 0
}

/// The bytes from `start` to `end`, at most 16, as a number.
#[inline]
fn short_key(bytes: &[u8], start: usize, end: usize) -> u128 {
    let length = end - start;
    match bytes[start..].first_chunk() {
        Some(sixteen) if length > 0 => {
            let beyond = 8 * (SHORT_BYTES - length);
            u128::from_le_bytes(*sixteen) << beyond >> beyond
        }
        Some(_) | None => {
            let mut sixteen = [0; SHORT_BYTES];
            sixteen[..length].copy_from_slice(&bytes[start..end]);
            u128::from_le_bytes(sixteen)
        }
    }
}

/// Where a key wants to stand, as a number of which a table takes the lowest bits.
fn slot_of(key: u128) -> usize {
    const LOW: u64 = 0x9E37_79B9_7F4A_7C15;
    const HIGH: u64 = 0xC2B2_AE3D_27D4_EB4F;
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or_default();
    let mixed = half(key).wrapping_mul(LOW) ^ half(key >> 64).wrapping_mul(HIGH).rotate_left(29);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(LOW);
    usize::try_from(mixed >> 40).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{SLOTS_MIN, STEPS_MAX, WordTable, short_key, slot_of};

    /// Words whose slots in a table of `slots` are the same one.
    fn of_one_slot(slots: usize) -> impl Iterator<Item = Vec<u8>> {
        let home = move |word: &[u8]| slot_of(short_key(word, 0, word.len())) & (slots - 1);
        let first = home(b"0");
        (0_u32..).map(|n| n.to_string().into_bytes()).filter(move |word| home(word) == first)
    }

    #[test]
    fn every_word_that_was_added_is_found_again() {
        let mut words: Vec<Vec<u8>> = ["", "\0", "a", "a\0", "\0a", "a\0b"]
            .into_iter()
            .chain(["sixteen bytes ..", "seventeen bytes ."])
            .map(|word| word.as_bytes().to_vec())
            .collect();
        words.extend(of_one_slot(SLOTS_MIN * 4).take(STEPS_MAX * 3));
        words.extend((0..SLOTS_MIN * 4).map(|number| format!("w{number}").into_bytes()));
        let mut table = WordTable::default();
        let mut expected: HashMap<Vec<u8>, u32> = HashMap::new();
        for (number, word) in (0..).zip(words) {
            let text = [b"<", word.as_slice(), b"> and what stands behind it"].concat();
            let (start, end) = (1, 1 + word.len());
            assert_eq!(table.get(&text, start, end), expected.get(&word).copied(), "{word:?}");
            if expected.insert(word.clone(), number).is_none() {
                table.insert(&word, number);
            }
            assert_eq!(table.len(), expected.len());
        }
        let mut expected: Vec<_> = expected.into_iter().collect();
        expected.sort();
        for (word, number) in expected {
            assert_eq!(table.get(&word, 0, word.len()), Some(number), "{word:?}");
        }
    }
}
