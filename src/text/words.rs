//! The bounds of words, after Annex 29 of the Unicode Standard.
//!
//! A word is what stands between two word bounds and holds a letter or digit; a Chinese character
//! is a word of its own. The letters, digits and signs of nearly all text in the six languages are
//! cut by a small table of classes; only around other characters the full rules are asked, so that
//! one of them in a clause does not make the whole clause slow.

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::Span;

/// Returns the words of `text` in order, exactly those of
/// [`UnicodeSegmentation::unicode_word_indices`].
///
/// ```
/// use resq::text::words;
///
/// let text = "l'eau, 1,000.5 m (安理会)";
/// let found: Vec<&str> = words(text).map(|span| span.of(text)).collect();
/// assert_eq!(found, ["l'eau", "1,000.5", "m", "安", "理", "会"]);
/// ```
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    Words { text, place: 0, slow: None }
}

/// Iterator over the words of a text; made by [`words`].
#[derive(Debug)]
pub struct Words<'text> {
    text: &'text str,
    /// Where the reading goes on; a word bound.
    place: usize,
    /// The stretch around foreign characters, which ends at `place`.
    slow: Option<Slow<'text>>,
}

#[derive(Debug)]
struct Slow<'text> {
    start: usize,
    words: UnicodeWordIndices<'text>,
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            if let Some(slow) = &mut self.slow {
                if let Some((place, word)) = slow.words.next() {
                    let start = slow.start + place;
                    return Some(Span::new(start, start + word.len()));
                }
                self.slow = None;
            }
            match known_word(self.text, self.place) {
                Step::End => return None,
                Step::Word(span) => {
                    self.place = span.end();
                    return Some(span);
                }
                Step::Foreign { from, at } => {
                    let end = slow_end(self.text, at);
                    self.place = end;
                    let words = self.text[from..end].unicode_word_indices();
                    self.slow = Some(Slow { start: from, words });
                }
            }
        }
    }
}

enum Step {
    Word(Span),
    /// A foreign character at `at` has a say in the bounds from `from` on.
    Foreign {
        from: usize,
        at: usize,
    },
    End,
}

/// What a character does to the bounds of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// A sign or space that belongs to no word.
    Gap,
    Letter,
    Digit,
    /// `_` holds together like a letter, but makes no word by itself.
    Underscore,
    /// Holds two letters or two digits together: `.`, `'`.
    Middle,
    /// Holds two letters together: `:`.
    LetterMiddle,
    /// Holds two digits together: `,`, `;`.
    DigitMiddle,
    /// A Chinese character: a word of its own.
    Han,
    /// All others, marks among them, which join what is before them: the table does not know them.
    Foreign,
}

/// Reads one word from `place`, a word bound, as long as the table knows all that decides on it.
fn known_word(text: &str, mut place: usize) -> Step {
    let bytes = text.as_bytes();
    if let Some(span) = plain_word(bytes, place) {
        return Step::Word(span);
    }
    let mut start = place;
    while let Some((class, length)) = class_at(bytes, start) {
        match class {
            Class::Gap | Class::Middle | Class::LetterMiddle | Class::DigitMiddle => {
                start += length;
            }
            Class::Foreign => {
                return Step::Foreign { from: gap_start(text, place, start), at: start };
            }
            Class::Han => {
                let end = start + length;
                return match class_at(bytes, end) {
                    Some((Class::Foreign, _)) => Step::Foreign { from: start, at: end },
                    Some(_) | None => Step::Word(Span::new(start, end)),
                };
            }
            Class::Letter | Class::Digit | Class::Underscore => {
                let end = match core_end(bytes, start) {
                    Ok(end) => end,
                    Err(at) => return Step::Foreign { from: start, at },
                };
                if bytes[start..end].iter().any(|&byte| byte != b'_') {
                    return Step::Word(Span::new(start, end));
                }
                place = end;
                start = end;
            }
        }
    }
    Step::End
}

/// Reads what nearly every word is: ASCII letters and digits at `place` or after one space, up to a
/// sign that belongs to no word, or one that holds words together but has a space behind it.
#[inline]
fn plain_word(bytes: &[u8], place: usize) -> Option<Span> {
    let start = place + usize::from(bytes.get(place) == Some(&b' '));
    let rest = bytes.get(start..)?;
    let run = alphanumeric_run(rest);
    let is_before_gap = matches!(
        rest[run..],
        [] | [b' ' | b'-' | b'(' | b')' | b'/' | b'"' | b'\n', ..]
            | [b',' | b';' | b'.' | b':']
            | [b',' | b';' | b'.' | b':', b' ', ..]
    );
    (run > 0 && is_before_gap).then(|| Span::new(start, start + run))
}

/// Returns the end of the word that begins at `start`, or the foreign character that has a say in
/// it.
fn core_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut end = start;
    let mut last = Class::Underscore;
    loop {
        let rest = &bytes[end..];
        let run = rest.iter().position(|&byte| !is_core(byte)).unwrap_or(rest.len());
        end += run;
        if run > 0 {
            last = ascii_class(bytes[end - 1]);
        }
        let Some((class, length)) = class_at(bytes, end) else { return Ok(end) };
        match class {
            Class::Letter | Class::Digit | Class::Underscore => last = class,
            Class::Foreign => return Err(end),
            Class::Gap | Class::Han => return Ok(end),
            Class::Middle | Class::LetterMiddle | Class::DigitMiddle => {
                match class_at(bytes, end + length) {
                    Some((Class::Foreign, _)) => return Err(end + length),
                    Some((after, _)) if joins(last, class, after) => {}
                    Some(_) | None => return Ok(end),
                }
            }
        }
        end += length;
    }
}

fn joins(before: Class, middle: Class, after: Class) -> bool {
    let holds = |class| before == class && after == class;
    match middle {
        Class::Middle => holds(Class::Letter) || holds(Class::Digit),
        Class::LetterMiddle => holds(Class::Letter),
        Class::DigitMiddle => holds(Class::Digit),
        Class::Gap
        | Class::Letter
        | Class::Digit
        | Class::Underscore
        | Class::Han
        | Class::Foreign => false,
    }
}

/// Where to begin before a foreign character: it may be a mark that belongs to the sign or the
/// spaces before it.
fn gap_start(text: &str, place: usize, start: usize) -> usize {
    let gap = &text[place..start];
    match gap.chars().next_back() {
        None => start,
        Some(' ') => place + gap.trim_end_matches(' ').len(),
        Some(sign) => start - sign.len_utf8(),
    }
}

/// The next place after `at` where nothing on the one side has a say on the other: before a space
/// that follows a letter, a digit or an ASCII sign.
fn slow_end(text: &str, at: usize) -> usize {
    text[at..]
        .match_indices(' ')
        .map(|(place, _)| at + place)
        .find(|&place| {
            let before = text[..place].chars().next_back();
            before.is_some_and(|before| before.is_ascii_graphic() || before.is_alphanumeric())
        })
        .unwrap_or(text.len())
}

/// Returns the class of the character that begins at `place`, and its bytes; `None` at the end.
fn class_at(bytes: &[u8], place: usize) -> Option<(Class, usize)> {
    let &first = bytes.get(place)?;
    if first.is_ascii() {
        return Some((ascii_class(first), 1));
    }
    let part =
        |offset: usize| u32::from(bytes.get(place + offset).copied().unwrap_or_default() & 0x3F);
    Some(match first {
        0xC2..=0xDF => (class_of(u32::from(first & 0x1F) << 6 | part(1)), 2),
        0xE0..=0xEF => (class_of(u32::from(first & 0x0F) << 12 | part(1) << 6 | part(2)), 3),
        _ => (Class::Foreign, 4),
    })
}

/// The class of a character that is not ASCII.
fn class_of(code: u32) -> Class {
    match code {
        // Latin, Cyrillic and Arabic letters.
        0xC0..=0xD6
        | 0xD8..=0xF6
        | 0xF8..=0x24F
        | 0x400..=0x481
        | 0x48A..=0x52F
        | 0x620..=0x64A
        | 0x671..=0x6D3 => Class::Letter,
        0x660..=0x669 => Class::Digit,
        // The hard space, quotes, dashes, the ellipsis, Arabic and Chinese stops.
        0xA0
        | 0xAB
        | 0xBB
        | 0x61B
        | 0x61F
        | 0x2013
        | 0x2014
        | 0x201C..=0x201E
        | 0x2026
        | 0x3001
        | 0x3002 => Class::Gap,
        0x2018 | 0x2019 => Class::Middle,
        0x60C | 0xFF0C | 0xFF1B => Class::DigitMiddle,
        0x4E00..=0x9FFF => Class::Han,
        _ => Class::Foreign,
    }
}

fn ascii_class(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
        b'0'..=b'9' => Class::Digit,
        b'_' => Class::Underscore,
        b'.' | b'\'' => Class::Middle,
        b':' => Class::LetterMiddle,
        b',' | b';' => Class::DigitMiddle,
        _ => Class::Gap,
    }
}

/// Returns how many ASCII letters and digits `bytes` begins with.
///
/// Words are a few bytes long: eight bytes at a time are looked at in place.
#[must_use]
pub fn alphanumeric_run(bytes: &[u8]) -> usize {
    const LOW: u64 = u64::MAX / 0xff;
    const HIGH: u64 = LOW << 7;
    /// The highest bit of every byte that is one of `first..=last`; all are below 0x80.
    fn within(seven_bits: u64, first: u8, last: u8) -> u64 {
        let from = |byte: u8| seven_bits + LOW * u64::from(0x80 - byte);
        from(first) & !from(last + 1)
    }
    let mut place = 0;
    while let Some(eight) = bytes[place..].first_chunk() {
        let eight_bytes = u64::from_le_bytes(*eight);
        let seven_bits = eight_bytes & !HIGH;
        let letters = within(seven_bits | (LOW * 0x20), b'a', b'z');
        let digits = within(seven_bits, b'0', b'9');
        let others = (eight_bytes | !(letters | digits)) & HIGH;
        if others != 0 {
            return place + (others.trailing_zeros() / u8::BITS) as usize;
        }
        place += eight.len();
    }
    let is_other = |byte: &u8| !byte.is_ascii_alphanumeric();
    bytes[place..].iter().position(is_other).map_or(bytes.len(), |more| place + more)
}

/// Tells whether `byte` is an ASCII letter, a digit or `_`.
fn is_core(byte: u8) -> bool {
    const CORE: [bool; 256] = {
        let mut core = [false; 256];
        let mut byte = 0_u8;
        while byte.is_ascii() {
            core[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
            byte += 1;
        }
        core
    };
    CORE[usize::from(byte)]
}

#[cfg(test)]
mod tests {
    use super::alphanumeric_run;

    #[test]
    fn a_run_ends_at_the_first_byte_that_is_no_letter_and_no_digit() {
        for length in 0..20 {
            for place in 0..length {
                for byte in 0..=u8::MAX {
                    let mut bytes = vec![b"aZ09mQ5z"[(length + place) % 8]; length];
                    bytes[place] = byte;
                    let slow = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric());
                    assert_eq!(alphanumeric_run(&bytes), slow.unwrap_or(length), "{bytes:?}");
                }
            }
        }
    }
}
