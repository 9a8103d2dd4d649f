//! Latin letters in the middle of Cyrillic words.
//!
//! Character recognition and keyboards put them there, and no reader sees it: the `о` of `rезолюция`
//! may be either. A word has one script; letters that look like those of another belong to it when
//! they adjoin letters of it, all of them together: in `ТВset` nothing is changed.

/// Returns the Cyrillic letter that a folded Latin one looks like, as it is printed small or large.
#[must_use]
pub fn cyrillic_of(letter: char) -> Option<char> {
    Some(match letter {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        _ => return None,
    })
}

/// Tells whether `character` folds to a Cyrillic letter.
pub(super) fn folds_to_cyrillic(character: char) -> bool {
    is_cyrillic(character)
        || matches!(
            character,
            '\u{1d2b}' | '\u{1d78}' | '\u{a69c}' | '\u{a69d}' | '\u{1e030}'..='\u{1e06d}'
        )
}

fn is_cyrillic(character: char) -> bool {
    matches!(character, '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}')
}

/// Returns how many bytes at the head of `latin`, which follows the folded `before`, are Latin letters
/// in a Cyrillic word.
#[inline]
pub(super) fn respelt_head(before: &str, latin: &str) -> usize {
    // Nearly always one look at a byte tells it.
    let is_joined = latin.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && before.as_bytes().last().is_some_and(|byte| !byte.is_ascii())
        && before.chars().next_back().is_some_and(is_cyrillic);
    if !is_joined {
        return 0;
    }
    let letters = latin.bytes().take_while(u8::is_ascii_alphabetic).count();
    if is_all_alike(&latin[..letters]) { letters } else { 0 }
}

/// Returns how many bytes at the end of the folded `before`, which a Cyrillic letter follows, are
/// Latin letters in its word.
pub(super) fn respelt_tail(before: &str) -> usize {
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    if is_all_alike(&before[before.len() - letters..]) { letters } else { 0 }
}

/// Appends Latin letters that [`respelt_head`] or [`respelt_tail`] counted as Cyrillic ones.
pub(super) fn push_respelt(latin: &str, out: &mut String) {
    out.extend(latin.chars().filter_map(|letter| cyrillic_of(letter.to_ascii_lowercase())));
}

fn is_all_alike(latin: &str) -> bool {
    latin.chars().all(|letter| cyrillic_of(letter.to_ascii_lowercase()).is_some())
}
