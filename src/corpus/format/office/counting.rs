//! How office programs print the numbers of lists: figures, letters of several alphabets, Roman
//! numerals, Chinese numerals.

use crate::text::roman_numeral;

/// A way to print numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::corpus::format) enum Counting {
    /// `1`
    Decimal,
    /// `01`, filled with zeros up to so many figures.
    Padded(usize),
    /// `１`
    FullWidth,
    /// `a`, and `aa` after `z`
    Letter(&'static str),
    /// `A`
    LetterCapital(&'static str),
    /// `i`
    Roman,
    /// `I`
    RomanCapital,
    /// `十二`
    Chinese,
    /// `一〇`, figure by figure
    ChineseDigits,
    /// `壹拾贰`
    ChineseLegal,
    /// `①`, `⑴`, `⒈`, `㈠`: a character of its own for each, from this one on, so many.
    Enclosed(char, u32),
    /// A mark without a number.
    Bullet,
    /// Nothing.
    None,
}

/// The alphabets by which documents count, in the orders that word processors use.
pub(in crate::corpus::format) const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
/// Without `ё`, `й`, `ъ` and `ь`.
pub(in crate::corpus::format) const CYRILLIC: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";
/// The order of the dictionary.
pub(in crate::corpus::format) const ARABIC: &str = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";
/// The old order, by which the letters count.
pub(in crate::corpus::format) const ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";
/// The ten heavenly stems.
pub(in crate::corpus::format) const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
/// The twelve earthly branches.
pub(in crate::corpus::format) const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

const CHINESE: &str = "〇一二三四五六七八九";
const CHINESE_PLACES: [char; 3] = ['十', '百', '千'];
const LEGAL: &str = "零壹贰叁肆伍陆柒捌玖";
const LEGAL_PLACES: [char; 3] = ['拾', '佰', '仟'];

/// Letters are repeated no more often; word processors do not get there either.
const REPEATS_MAX: u32 = 20;

impl Counting {
    /// Returns `value` as it is printed; what has no form of the kind is printed in figures.
    pub(in crate::corpus::format) fn print(self, value: u32) -> String {
        match self {
            Self::Decimal => value.to_string(),
            Self::Padded(width) => format!("{value:0width$}"),
            Self::FullWidth => value.to_string().chars().map(full_width).collect(),
            Self::Letter(alphabet) => letters(alphabet, value),
            Self::LetterCapital(alphabet) => letters(alphabet, value).to_uppercase(),
            Self::Roman => roman_numeral(value)
                .map_or_else(|| value.to_string(), |numeral| numeral.to_lowercase()),
            Self::RomanCapital => roman_numeral(value).unwrap_or_else(|| value.to_string()),
            Self::Chinese => places(value, CHINESE, CHINESE_PLACES),
            Self::ChineseDigits => {
                let digits = value.to_string();
                let digits = digits.chars().filter_map(|digit| digit.to_digit(10));
                digits.filter_map(|digit| nth(CHINESE, digit)).collect()
            }
            Self::ChineseLegal => places(value, LEGAL, LEGAL_PLACES),
            Self::Enclosed(first, count) => (1..=count)
                .contains(&value)
                .then(|| char::from_u32(u32::from(first) + value - 1))
                .flatten()
                .map_or_else(|| value.to_string(), String::from),
            Self::Bullet => "-".to_owned(),
            Self::None => String::new(),
        }
    }
}

fn full_width(digit: char) -> char {
    char::from_u32(u32::from(digit) - u32::from('0') + u32::from('０')).unwrap_or(digit)
}

fn nth(signs: &str, place: u32) -> Option<char> {
    signs.chars().nth(usize::try_from(place).ok()?)
}

/// `a` to `z`, then `aa`, `bb`, as word processors do it.
fn letters(alphabet: &str, value: u32) -> String {
    let count = u32::try_from(alphabet.chars().count()).unwrap_or(u32::MAX);
    let Some(place) = value.checked_sub(1) else { return value.to_string() };
    let repeats = place / count + 1;
    match nth(alphabet, place % count) {
        Some(letter) if repeats <= REPEATS_MAX => {
            std::iter::repeat_n(letter, usize::try_from(repeats).unwrap_or(1)).collect()
        }
        _beyond => value.to_string(),
    }
}

/// `十二`, `二十`, `一百零五`: figures with the names of their places. Up to nineteen the one
/// before ten is left out; a gap between places is named once.
fn places(value: u32, digits: &str, names: [char; 3]) -> String {
    if !(1..10_000).contains(&value) {
        return value.to_string();
    }
    let mut printed = String::new();
    let mut has_gap = false;
    for power in (0..4_u32).rev() {
        let digit = value / 10_u32.pow(power) % 10;
        if digit == 0 {
            has_gap = !printed.is_empty();
            continue;
        }
        if has_gap {
            printed.push('零');
            has_gap = false;
        }
        let is_teen = power == 1 && digit == 1 && printed.is_empty() && digits == CHINESE;
        printed.extend(nth(digits, digit).filter(|_| !is_teen));
        let place = usize::try_from(power).ok().and_then(|power| power.checked_sub(1));
        printed.extend(place.and_then(|place| names.get(place)));
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::{ABJAD, CYRILLIC, Counting, LATIN};

    #[test]
    fn numbers_are_printed_as_word_processors_print_them() {
        let cases: &[(Counting, u32, &str)] = &[
            (Counting::Decimal, 12, "12"),
            (Counting::Padded(2), 7, "07"),
            (Counting::FullWidth, 12, "１２"),
            (Counting::Letter(LATIN), 3, "c"),
            (Counting::Letter(LATIN), 28, "bb"),
            (Counting::LetterCapital(LATIN), 26, "Z"),
            (Counting::Letter(CYRILLIC), 10, "к"),
            (Counting::Letter(ABJAD), 3, "ج"),
            (Counting::Letter(LATIN), 0, "0"),
            (Counting::Letter(LATIN), u32::MAX, "4294967295"),
            (Counting::Roman, 4, "iv"),
            (Counting::RomanCapital, 4_000, "4000"),
            (Counting::Chinese, 3, "三"),
            (Counting::Chinese, 10, "十"),
            (Counting::Chinese, 12, "十二"),
            (Counting::Chinese, 20, "二十"),
            (Counting::Chinese, 105, "一百零五"),
            (Counting::Chinese, 1_010, "一千零一十"),
            (Counting::Chinese, 10_000, "10000"),
            (Counting::ChineseDigits, 10, "一〇"),
            (Counting::ChineseLegal, 12, "壹拾贰"),
            (Counting::Enclosed('①', 20), 3, "③"),
            (Counting::Enclosed('①', 20), 21, "21"),
            (Counting::Bullet, 3, "-"),
            (Counting::None, 3, ""),
        ];
        for (counting, value, printed) in cases {
            assert_eq!(counting.print(*value), *printed, "{counting:?} {value}");
        }
    }
}
