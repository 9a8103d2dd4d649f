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
