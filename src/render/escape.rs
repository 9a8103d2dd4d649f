//! Text of the corpus made harmless: it must not command the terminal it is shown on.

use std::borrow::Cow;

/// Returns `text` without anything a terminal obeys.
///
/// White space of every kind becomes a space, other control characters their escaped form
/// (`\u{1b}`), so that a reader sees that something is wrong. Marks that turn the direction of
/// writing around are left out: they would move words that stand around the text.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if !is_unsafe(character) {
            safe.push(character);
        } else if is_break(character) {
            safe.push(' ');
        } else if !is_direction(character) {
            safe.extend(character.escape_unicode());
        }
    }
    Cow::Owned(safe)
}

/// Tells whether `character` must not be written to a terminal as it is.
pub(super) fn is_unsafe(character: char) -> bool {
    character.is_control() || is_break(character) || is_direction(character)
}

fn is_break(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Embeddings, overrides, isolates; the plain marks U+200E, U+200F and U+061C do no harm.
fn is_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
