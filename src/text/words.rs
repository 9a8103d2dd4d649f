//! The bounds of words, after Annex 29 of the Unicode Standard.
//!
//! A word is what stands between two word bounds and holds a letter or digit; a Chinese character
//! is a word of its own. ASCII stretches, also between characters that are not, are cut by a byte
//! table: one `’` in a clause must not make the whole clause slow.

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
    /// The stretch around characters that are not ASCII, which ends at `place`.
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
            match ascii_word(self.text.as_bytes(), self.place) {
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
    /// A character at `at` that is not ASCII has a say in the bounds from `from` on.
    Foreign {
        from: usize,
        at: usize,
    },
    End,
}

/// Reads one word from `place`, a word bound, as long as all that decides its bounds is ASCII.
fn ascii_word(bytes: &[u8], mut place: usize) -> Step {
    loop {
        let gap = &bytes[place..];
        let Some(offset) = gap.iter().position(|&byte| is_core(byte) || !byte.is_ascii()) else {
            return Step::End;
        };
        let start = place + offset;
        let end = match core_end(bytes, start) {
            Ok(end) => end,
            Err(at) if at == start => {
                return Step::Foreign { from: gap_start(bytes, place, start), at };
            }
            Err(at) => return Step::Foreign { from: start, at },
        };
        if bytes[start..end].iter().any(u8::is_ascii_alphanumeric) {
            return Step::Word(Span::new(start, end));
        }
        place = end;
    }
}

/// Returns the end of the word that begins at `start`, or the character that is not ASCII and has
/// a say in it.
fn core_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        if !byte.is_ascii() {
            return Err(end);
        }
        if is_core(byte) {
            end += 1;
            continue;
        }
        let Some(&after) = bytes.get(end + 1) else { break };
        if !after.is_ascii() && is_middle(byte) {
            return Err(end + 1);
        }
        if end == start || !joins(bytes[end - 1], byte, after) {
            break;
        }
        end += 1;
    }
    Ok(end)
}

/// Where to begin before a character that is not ASCII: it may be a mark that belongs to the sign
/// or the spaces before it.
fn gap_start(bytes: &[u8], place: usize, start: usize) -> usize {
    let Some(before) = start.checked_sub(1).filter(|&before| before >= place) else {
        return start;
    };
    let spaces = bytes[place..before].iter().rev().take_while(|&&byte| byte == b' ').count();
    if bytes[before] == b' ' { before - spaces } else { before }
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

/// Letters, digits and `_` hold together.
fn is_core(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Signs that hold together what stands on both sides, if it is of the right kind.
fn is_middle(byte: u8) -> bool {
    matches!(byte, b'.' | b'\'' | b':' | b',' | b';')
}

fn joins(before: u8, middle: u8, after: u8) -> bool {
    match middle {
        b'.' | b'\'' => {
            before.is_ascii_alphabetic() && after.is_ascii_alphabetic()
                || before.is_ascii_digit() && after.is_ascii_digit()
        }
        b':' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
        b',' | b';' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}
