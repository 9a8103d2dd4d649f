//! [`WordTable`]: which place in a list belongs to a word, found with one comparison for most.
//!
//! Up to 16 bytes a word is a number, and the table of these numbers needs no second look at any
//! text. Longer words are in an ordinary map.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::stem::WordHasher;

/// The bytes of a short word.
const SHORT_BYTES: usize = size_of::<u128>();
/// Slots of a new table; always a power of two.
const SLOTS_MIN: usize = 1 << 10;
/// So far from its own slot a word may stand. Beyond it is not kept, so that no choice of words
/// makes the table slow.
const STEPS_MAX: usize = 16;

/// A map from words to numbers.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    /// Words without NUL; 0 is an empty slot.
    keys: Vec<u128>,
    /// The numbers, by slot.
    numbers: Vec<u32>,
    short: usize,
    long: HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
}

impl WordTable {
    /// Returns how many words are in the table.
    pub(super) fn len(&self) -> usize {
        self.short + self.long.len()
    }

    /// Returns the number of the word from `start` to `end` of `text`.
    pub(super) fn get(&self, text: &str, start: usize, end: usize) -> Option<u32> {
        if end - start > SHORT_BYTES {
            return self.long.get(&text[start..end]).copied();
        }
        let key = short_key(text.as_bytes(), start, end);
        let mask = self.keys.len().checked_sub(1)?;
        let home = slot_of(key);
        for step in 0..STEPS_MAX {
            let slot = (home + step) & mask;
            if self.keys[slot] == key {
                return (key != 0).then(|| self.numbers[slot]);
            }
            if self.keys[slot] == 0 {
                return None;
            }
        }
        None
    }

    /// Adds `word`, which is not in the table; tells whether there was room.
    pub(super) fn insert(&mut self, word: &str, number: u32) -> bool {
        if word.len() > SHORT_BYTES {
            self.long.insert(word.into(), number);
            return true;
        }
        let key = short_key(word.as_bytes(), 0, word.len());
        if key == 0 || word.contains('\0') {
            return false;
        }
        // Half of the slots stay empty.
        if self.keys.len() < (self.short + 1) * 2 {
            self.grow();
        }
        let is_kept = self.put(key, number);
        self.short += usize::from(is_kept);
        is_kept
    }

    fn put(&mut self, key: u128, number: u32) -> bool {
        let mask = self.keys.len() - 1;
        let home = slot_of(key);
        let free = (0..STEPS_MAX).map(|step| (home + step) & mask);
        let Some(slot) = free.into_iter().find(|slot| self.keys[*slot] == 0) else { return false };
        self.keys[slot] = key;
        self.numbers[slot] = number;
        true
    }

    fn grow(&mut self) {
        let slots = (self.keys.len() * 2).max(SLOTS_MIN);
        let keys = std::mem::replace(&mut self.keys, vec![0; slots]);
        let numbers = std::mem::replace(&mut self.numbers, vec![0; slots]);
        self.short = 0;
        for (key, number) in keys.into_iter().zip(numbers).filter(|(key, _)| *key != 0) {
            // One that finds no room any more is a word that has not been seen.
            self.short += usize::from(self.put(key, number));
        }
    }
}

/// The bytes from `start` to `end`, at most 16, as a number.
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
