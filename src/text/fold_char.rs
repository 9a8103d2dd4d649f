//! What one character folds to.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

use super::han::simplified;

/// Tells whether `character` is a mark upon the letter before it that folding drops.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character,
        // Diacritics of Latin, Greek and Cyrillic letters.
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        // Arabic vowel signs, small letters above and below, and the mark of recitation.
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' | '\u{8d3}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}')
}

/// Returns the letter that a folded `letter` and a `mark` make, where it is another letter and
/// not the same one with a diacritic.
pub(super) fn join(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('и', '\u{306}') => Some('й'),
        ('у', '\u{306}') => Some('ў'),
        ('і', '\u{308}') => Some('ї'),
        ('و', '\u{654}') => Some('ؤ'),
        ('ي', '\u{654}') => Some('ئ'),
        _ => None,
    }
}

/// Appends what `character`, which is no mark, folds to: nothing, one character or several.
pub(super) fn push_folded(character: char, out: &mut String) {
    match character {
        '\0'..='\x7f' => out.push(character.to_ascii_lowercase()),
        // The bulk of Chinese and Russian text, without a look at the tables of Unicode.
        'а'..='я' => out.push(character),
        '\u{4e00}'..='\u{9fff}' => out.push(simplified(character)),
        'А'..='Я' => out.extend(character.to_lowercase()),
        // What is usual in French and Spanish.
        '’' => out.push('\''),
        'à' | 'á' | 'â' => out.push('a'),
        'ç' => out.push('c'),
        'è' | 'é' | 'ê' => out.push('e'),
        'í' | 'î' => out.push('i'),
        'ñ' => out.push('n'),
        'ó' | 'ô' => out.push('o'),
        'ù' | 'ú' | 'û' => out.push('u'),
        // And of Arabic text: the letters that are none of those below.
        'ا' | 'ب' | 'ت'..='غ' | 'ف'..='و' | 'ي' => out.push(character),
        'أ' | 'إ' | 'آ' => out.push('ا'),
        'ى' => out.push('ي'),
        'ة' => out.push('ه'),
        _ if is_invisible(character) => {}
        _ => match punctuation(character) {
            Some(plain) => out.push(plain),
            None => push_letters(character, out),
        },
    }
}

/// Soft hyphens, joiners, direction marks and the like: they shape the print, not the word.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e01ef}')
}

/// The plain form of quotes, dashes, spaces and the stops of Arabic and Chinese.
fn punctuation(character: char) -> Option<char> {
    match character {
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Some(' '),
        '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' | 'ʹ' | '‹' | '›' => Some('\''),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '〝' | '〞' => Some('"'),
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2043}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}' => Some('-'),
        '،' => Some(','),
        '؛' => Some(';'),
        '؟' => Some('?'),
        '。' => Some('.'),
        _ => None,
    }
}

/// Compatibility forms, then case, then diacritics; each step may give several characters.
fn push_letters(character: char, out: &mut String) {
    for compatible in std::iter::once(character).nfkc() {
        for lower in compatible.to_lowercase() {
            if loses_diacritics(lower) {
                decompose_canonical(lower, |part| push_plain(part, out));
            } else {
                push_plain(lower, out);
            }
        }
    }
}

/// Appends a lower-case character without what is left of marks and special forms.
fn push_plain(lower: char, out: &mut String) {
    if lower.is_ascii() {
        out.push(lower.to_ascii_lowercase());
        return;
    }
    match lower {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'þ' => out.push_str("th"),
        'ς' => out.push('σ'),
        'ё' => out.push('е'),
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ة' => out.push('ه'),
        'ک' => out.push('ك'),
        '٠'..='٩' => push_digit(lower, '٠', out),
        '۰'..='۹' => push_digit(lower, '۰', out),
        '\u{4e00}'..='\u{9fff}' => out.push(simplified(lower)),
        _ if is_mark(lower) || is_invisible(lower) => {}
        _ => out.push(punctuation(lower).unwrap_or(lower)),
    }
}

/// Latin and Greek letters; in the other scripts a mark makes another letter.
fn loses_diacritics(lower: char) -> bool {
    matches!(lower, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}')
}

/// Arabic-Indic digits are digits.
fn push_digit(digit: char, zero: char, out: &mut String) {
    let value = u32::from(digit) - u32::from(zero);
    out.extend(char::from_digit(value, 10));
}
