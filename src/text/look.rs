//! Quick looks at a text: most of it is passed over without being read character by character.

use super::ascii_run;

/// Returns the place of the first byte that is wanted.
///
/// Where few bytes are, whole steps are passed over, compiled for several bytes at a time: if
/// `is_wanted` says without a branch what it says, with `|` for `||`, and wants few kinds of bytes.
///
/// ```
/// use resq::text::find_byte;
///
/// assert_eq!(find_byte(b"lamps of 1995", |byte| byte.is_ascii_digit()), Some(9));
/// ```
#[must_use]
pub fn find_byte(bytes: &[u8], is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    const STEP: usize = 32;
    let has_none = |step: &&[u8]| !step.iter().fold(false, |has, byte| has | is_wanted(*byte));
    let passed = bytes.chunks_exact(STEP).take_while(has_none).count() * STEP;
    let place = bytes[passed..].iter().position(|byte| is_wanted(*byte))?;
    Some(passed + place)
}

/// Iterates over the characters of `text` that are not ASCII, each with its first byte.
///
/// ```
/// use resq::text::foreign_chars;
///
/// assert_eq!(foreign_chars("Malé – 3").collect::<Vec<_>>(), [(3, 'é'), (6, '–')]);
/// ```
pub fn foreign_chars(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut place = 0;
    std::iter::from_fn(move || {
        let at = place + ascii_run(&text.as_bytes()[place..]);
        let character = text[at..].chars().next()?;
        place = at + character.len_utf8();
        Some((at, character))
    })
}

/// Returns what [`char::is_alphabetic`] does, for the usual letters of the six languages without a look
/// at the tables of Unicode.
#[must_use]
#[inline]
pub fn is_alphabetic(character: char) -> bool {
    is_usual_letter(character) || character.is_alphabetic()
}

/// Returns what [`char::is_alphanumeric`] does, as quickly as [`is_alphabetic`].
#[must_use]
#[inline]
pub fn is_alphanumeric(character: char) -> bool {
    is_usual_letter(character) || character.is_alphanumeric()
}

fn is_usual_letter(character: char) -> bool {
    matches!(character,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}'
        | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}'
        | '\u{620}'..='\u{64a}' | '\u{4e00}'..='\u{9fff}')
}

/// Tells whether `text` has more than `chars_max` characters, without counting all of them.
#[must_use]
pub fn has_more_chars(text: &str, chars_max: usize) -> bool {
    text.len() > chars_max && text.chars().nth(chars_max).is_some()
}

/// Returns at most `chars_max` characters from the beginning of `text`.
#[must_use]
pub fn first_chars(text: &str, chars_max: usize) -> &str {
    match text.as_bytes().get(..chars_max) {
        None => text,
        Some(start) if start.is_ascii() => &text[..chars_max],
        Some(_) => text.char_indices().nth(chars_max).map_or(text, |(end, _)| &text[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_alphabetic, is_alphanumeric};

    #[test]
    fn the_usual_letters_are_letters() {
        for character in '\0'..=char::MAX {
            let place = u32::from(character);
            assert_eq!(is_alphabetic(character), character.is_alphabetic(), "U+{place:04X}");
            assert_eq!(is_alphanumeric(character), character.is_alphanumeric(), "U+{place:04X}");
        }
    }
}
