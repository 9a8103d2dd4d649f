//! Printed numbers at the head of a paragraph: `1.`, `(a)`, `ii)`, `- 2.`, `1 -`, `(أ)`, `（一）`.

use super::dates::chinese_number;
use crate::text::{self, fold, has_more_chars};

/// How a number is written; two numbers of one list have the same style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.`, `1 -`, `1、`
    Figure,
    /// `4.1`, `4.1.2`, `.1`: and how many figures it has.
    FigureDotted(usize),
    /// `1)`
    FigureHalf,
    /// `(1)`
    FigureInBrackets,
    /// `a.`, `(a)`, `a)`, in any of the alphabets.
    Letter,
    /// `(i)`, `ii.`
    Roman,
    /// `A.`
    LetterCapital,
    /// `II.`, `二、`
    RomanCapital,
    /// `Article 3`, `Artículo 3º`, `第三条`: what decisions of some bodies are made of.
    Article,
    /// `-`, `•`: a mark without a number.
    Bullet,
    /// Nothing is printed; the value counts.
    Unnumbered,
}

/// A printed number and where the text behind it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) style: Style,
    /// From 1; 0 for a bullet.
    pub(super) value: u32,
    /// `(i)` is the ninth letter or the first roman numeral: the second reading, where there is
    /// one. The list it stands in decides.
    pub(super) other: Option<(Style, u32)>,
    /// The byte behind the number and the white space after it.
    pub(super) rest: usize,
    /// The bullet it is, or that stands before it, as Markdown converters write `- 2.`: one sign for
    /// all of a kind.
    pub(super) bullet: Option<char>,
}

impl Number {
    /// Returns its style and value, and those of the second reading where there is one.
    pub(super) fn readings(&self) -> impl Iterator<Item = (Style, u32)> + use<> {
        std::iter::once((self.style, self.value)).chain(self.other)
    }
}

/// The letters by which Arabic documents count, folded: the old order of the alphabet.
const ABJAD: &str = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ";
/// Russian letters that look like Latin ones, in the order of the Latin alphabet: typists mix
/// them in lists that count in Latin letters.
const LOOKALIKES: &[(char, u32)] =
    &[('а', 1), ('с', 3), ('е', 5), ('о', 15), ('р', 16), ('х', 24), ('у', 25)];
/// Russian documents count without `ё`, `й`, `ъ`, `ы`, `ь`.
const CYRILLIC: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
const CHINESE: &str = "一二三四五六七八九十";
const BULLETS: &[char] = &[
    '-', '–', '—', '−', '•', '●', '·', '∙', '▪', '■', '○', '◦', '‣', '⁃', '►', '➢', '➤', '◆', '□',
    '→', '⇒', '➔', '➜', '✓', '✔', '❖', '♦', '▶', '▸', '❑', '❒', '◾', '*', '\u{f0a7}', '\u{f0b7}',
    '\u{f0d8}', '\u{f0fc}',
];
const SPECKS: &[char] = &['\'', '’', '‘', '`', '´', '.', ','];
/// Clauses have no more figures in their number; a longer one is a year or an amount.
pub(super) const FIGURES_MAX: usize = 3;
/// No list of clauses has more items.
const BRACKETED_MAX: u32 = 999;
/// Figures from here on are years.
pub(super) const YEAR_MIN: u32 = 1_800;
const VALUE_MAX: u32 = 99_999;
/// More letters than the longest numeral has are a word.
const LETTERS_MAX: usize = 6;
/// What [`apart`] knows the number of an article by, in whatever language it was printed.
pub(super) const ARTICLE: &str = "Art. ";

/// Returns the number that opens `text`; a number needs text behind it.
pub(super) fn leading(text: &str) -> Option<Number> {
    if opens_with_word(text) { None } else { leading_number(text) }
}

/// Tells of most texts at a glance that they open with a word: with more letters than a number has,
/// or with letters, a space and more of them.
fn opens_with_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    letters > LETTERS_MAX
        || letters > 0
            && matches!(bytes[letters..], [b' ', next, ..] if next.is_ascii_alphanumeric())
}

fn leading_number(text: &str) -> Option<Number> {
    let start = text.len() - text.trim_start().len();
    let (bullet_rest, bullet) = after_bullet(&text[start..]);
    let at = start + bullet_rest;
    // `'5.`: what a scan leaves before a number.
    let speck = text[at..].len() - text[at..].trim_start_matches(SPECKS).len();
    let behind_speck = Some(at + speck).filter(|_| speck > 0);
    for at in std::iter::once(at).chain(behind_speck) {
        if let Some(number) = numeral(&text[at..]) {
            return Some(Number { rest: number.rest + at, bullet, ..number });
        }
    }
    bullet.map(|_| Number { style: Style::Bullet, value: 0, other: None, rest: at, bullet })
}

/// Tells whether `text` is a number and nothing else: printed apart from its words.
pub(super) fn is_alone(text: &str) -> bool {
    let text = text.trim();
    // `- 3 -` is the number of a page.
    let bullet = text.strip_prefix("- ").filter(|rest| !is_page_number(rest, '-'));
    let text = bullet.unwrap_or(text).trim_start();
    !has_more_chars(text, 6)
        && !text.starts_with(BULLETS)
        && text.ends_with(['.', ')', '-', '–'])
        && apart(text).is_some_and(|number| number.value < YEAR_MIN)
}

/// Reads a number that the format keeps apart, such as `(a)` or `1.`; it needs nothing behind it.
pub(super) fn apart(printed: &str) -> Option<Number> {
    let printed = printed.trim();
    if let Some(value) = printed.strip_prefix(ARTICLE) {
        let value = value.parse().ok()?;
        return Some(Number { style: Style::Article, value, other: None, rest: 0, bullet: None });
    }
    let is_bare = !printed.is_empty() && printed.bytes().all(|one| one.is_ascii_digit());
    // Mark-up that keeps the number apart may leave its stop out.
    leading(&if is_bare { format!("{printed}. x") } else { format!("{printed} x") })
}

/// Reads a number that has no sign behind it, in figures or letters, as headings print it: `2`, `II`,
/// `B`.
pub(super) fn bare(printed: &str) -> Option<Number> {
    let number = apart(&format!("{printed}."))?;
    (!matches!(number.style, Style::FigureDotted(_))).then_some(number)
}

fn after_bullet(text: &str) -> (usize, Option<char>) {
    let Some(first) = text.chars().next().filter(|first| BULLETS.contains(first)) else {
        return (0, None);
    };
    let rest = &text[first.len_utf8()..];
    let blank = rest.len() - rest.trim_start().len();
    // A dash glued to a word is a minus or the end of a broken word, no bullet.
    if blank == 0 && first != '•' || rest.trim().is_empty() || is_page_number(rest, first) {
        return (0, None);
    }
    let kind = match first {
        '–' | '—' | '−' => '-',
        '●' | '·' | '∙' => '•',
        other => other,
    };
    (first.len_utf8() + blank, Some(kind))
}

/// `- 3 -`, of which `dash` and `rest` are the first dash and what follows.
fn is_page_number(rest: &str, dash: char) -> bool {
    let figures = rest.trim_end().strip_suffix(dash).map(str::trim);
    figures.is_some_and(|figures| {
        !figures.is_empty() && figures.bytes().all(|one| one.is_ascii_digit())
    })
}

fn numeral(text: &str) -> Option<Number> {
    if let Some(behind) = text.strip_prefix('§') {
        return section(text, behind);
    }
    let (inside, is_open) = match text.chars().next()? {
        open @ ('(' | '（' | '‘' | '\'' | '’' | '[') => (&text[open.len_utf8()..], Some(open)),
        _ => (text, None),
    };
    let (body_bytes, body) = core(inside)?;
    let tail = &inside[body_bytes..];
    let (tail_bytes, closing) = closing(tail, is_open)?;
    let consumed = text.len() - inside.len() + body_bytes + tail_bytes;
    let rest = &text[consumed..];
    let blank = rest.len() - rest.trim_start().len();
    let (style, value, other) = style_of(&body, closing)?;
    if closing == Closing::Point && is_initial(inside) && is_initial(rest.trim_start()) {
        return None;
    }
    // `1.5 per cent` and `A.1006(25)` are no numbers of a list: white space, or a script that
    // needs none, has to follow, or a word behind a figure: `1.Requests`, `1)to report`.
    let is_free = blank > 0
        || rest.chars().next().is_some_and(|next| !next.is_ascii_alphanumeric())
        || closing == Closing::Bracket && is_open.is_some()
        || matches!(body, Core::Figure(..=BRACKETED_MAX)) && begins_word(rest, closing);
    if rest.trim().is_empty() || !is_free {
        return None;
    }
    Some(Number { style, value, other, rest: consumed + blank, bullet: None })
}

/// Reads `§ 3` and `§3.`: the sign of a section counts like a figure with a stop.
fn section(text: &str, behind: &str) -> Option<Number> {
    let (bytes, value) = figures(behind.trim_start_matches([' ', '\u{a0}']))?;
    let start = text.len() - behind.trim_start_matches([' ', '\u{a0}']).len();
    let rest = &text[start + bytes..];
    let words = rest.strip_prefix(['.', ')', ':']).unwrap_or(rest);
    let is_free = words.starts_with(char::is_whitespace) && !words.trim().is_empty();
    let rest = text.len() - words.trim_start().len();
    (is_free && value <= BRACKETED_MAX).then_some(Number {
        style: Style::Figure,
        value,
        other: None,
        rest,
        bullet: None,
    })
}

/// Tells whether `text`, written on to a number, begins with a word: behind a stop with a capital and a
/// small letter or an apostrophe, or with three capitals (`2.mp3` and `1.A` are names), behind a
/// bracket with any three letters.
fn begins_word(text: &str, closing: Closing) -> bool {
    const LETTERS_MIN: usize = 3;
    let bytes = text.as_bytes();
    let has_letters =
        bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count() >= LETTERS_MIN;
    let is_capital = bytes.first().is_some_and(u8::is_ascii_uppercase);
    let is_word = || text[1..].starts_with(|next: char| next.is_lowercase() || "'’".contains(next));
    match closing {
        Closing::Half => has_letters,
        Closing::Bracket | Closing::Point | Closing::None => {
            is_capital && (has_letters || is_word())
        }
    }
}

/// Tells whether `text` begins with a capital and a stop: two of them are the initials of a name,
/// with which some bodies sign.
fn is_initial(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some_and(char::is_uppercase) && signs.next() == Some('.')
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    /// `(1)`, `‘1’`
    Bracket,
    /// `1)`
    Half,
    /// `1.`, `1 -`, `1、`
    Point,
    /// `4.1`, `.1`
    None,
}

enum Core {
    Figure(u32),
    /// The last of so many figures.
    Dotted(u32, usize),
    /// A Chinese numeral.
    Ideographs(u32),
    Letters(String),
    Alphabet(u32),
}

/// Reads the figure or letters of the number.
fn core(text: &str) -> Option<(usize, Core)> {
    let first = text.chars().next()?;
    if let Some((end, value)) = figures(text) {
        let (further, last, count) = dotted(&text[end..]);
        let core = if count > 0 { Core::Dotted(last, count + 1) } else { Core::Figure(value) };
        return Some((end + further, core));
    }
    if first == '.' {
        let (end, last, count) = dotted(text);
        return (count > 0).then_some((end, Core::Dotted(last, count)));
    }
    if first.is_ascii_alphabetic() {
        let bytes = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        return (bytes <= LETTERS_MAX).then(|| (bytes, Core::Letters(text[..bytes].to_owned())));
    }
    if let Some((bytes, value)) = abjad(text) {
        return Some((bytes, Core::Alphabet(value)));
    }
    let alphabet = |letters: &str| {
        let lower = first.to_lowercase().next()?;
        letters.chars().position(|letter| letter == lower)
    };
    if let Some(place) = alphabet(CYRILLIC) {
        return Some((first.len_utf8(), Core::Alphabet(count(place))));
    }
    let bytes = text.find(|one| !CHINESE.contains(one)).unwrap_or(text.len());
    Some((bytes, Core::Ideographs(chinese_number(&text[..bytes])?)))
}

/// Reads the Arabic letter at the head of a text: bytes, and its place among those that count.
///
/// It may lack its hamza or bear signs, and is printed in any of the forms it has inside a word; the
/// fifth is written with a stroke, `هـ`.
fn abjad(text: &str) -> Option<(usize, u32)> {
    let mut signs = text.char_indices();
    let (_, first) = signs.next()?;
    if !matches!(first, '\u{620}'..='\u{6d3}' | '\u{fb50}'..='\u{fefc}') {
        return None;
    }
    let letter = fold(first.encode_utf8(&mut [0; 4]));
    let place = ABJAD.chars().position(|known| letter.chars().eq([known]))?;
    let is_sign = |sign: char| !sign.is_ascii() && fold(sign.encode_utf8(&mut [0; 4])).is_empty();
    let end = signs.find(|(_, sign)| !is_sign(*sign));
    Some((end.map_or(text.len(), |(end, _)| end), count(place)))
}

/// Reads figures that have a point before each: bytes, the value of the last one, how many.
fn dotted(text: &str) -> (usize, u32, usize) {
    let (mut end, mut last, mut count) = (0, 0, 0);
    while let Some((bytes, value)) = text[end..].strip_prefix('.').and_then(figures) {
        (end, last, count) = (end + 1 + bytes, value, count + 1);
    }
    (end, last, count)
}

fn count(place: usize) -> u32 {
    u32::try_from(place).map_or(VALUE_MAX, |place| place + 1)
}

/// Reads figures of any script: bytes and value.
pub(super) fn figures(text: &str) -> Option<(usize, u32)> {
    let mut bytes = 0;
    let mut value: u32 = 0;
    for character in text.chars() {
        let Some(digit) = digit_of(character) else { break };
        value = value.checked_mul(10)?.checked_add(digit)?;
        bytes += character.len_utf8();
    }
    (bytes > 0 && value > 0 && value <= VALUE_MAX).then_some((bytes, value))
}

/// Returns the value of a Western, Arabic, Persian or full-width digit.
pub(super) fn digit_of(character: char) -> Option<u32> {
    [0x30, 0x660, 0x6f0, 0xff10]
        .into_iter()
        .find_map(|zero| (character as u32).checked_sub(zero).filter(|digit| *digit < 10))
}

fn closing(tail: &str, open: Option<char>) -> Option<(usize, Closing)> {
    let first = tail.chars().next();
    if let Some(open) = open {
        let wanted: &[char] = match open {
            '(' | '（' => &[')', '）'],
            '[' => &[']'],
            _ => &['’', '\'', '‘'],
        };
        let close = first.filter(|first| wanted.contains(first))?;
        return Some((close.len_utf8(), Closing::Bracket));
    }
    match first {
        Some(close @ (')' | '）')) => Some((close.len_utf8(), Closing::Half)),
        // `أ )` with the blank that justified lines leave.
        Some(' ' | '\u{a0}') if tail.trim_start_matches([' ', '\u{a0}']).starts_with(')') => {
            Some((tail.find(')')? + 1, Closing::Half))
        }
        Some(point @ ('.' | '．' | '、' | '。')) => Some((point.len_utf8(), Closing::Point)),
        // `1° Décide`, `1º.`: the sign of an ordinal.
        Some(sign @ ('°' | 'º')) => {
            let stop = tail[sign.len_utf8()..].starts_with(['.', ')']);
            Some((sign.len_utf8() + usize::from(stop), Closing::Point))
        }
        _ => {
            // `1 -` and `1-` as Arabic documents write it.
            let blank = tail.len() - tail.trim_start_matches([' ', '\u{a0}']).len();
            let dash =
                tail[blank..].chars().next().filter(|dash| ['-', '–', '—', '−'].contains(dash));
            // `46-е` is an ordinal.
            let is_free = |dash: char| {
                let rest = &tail[blank + dash.len_utf8()..];
                blank > 0 || rest.starts_with(char::is_whitespace)
            };
            match dash.filter(|dash| is_free(*dash)) {
                Some(dash) => Some((blank + dash.len_utf8(), Closing::Point)),
                None => Some((0, Closing::None)),
            }
        }
    }
}

/// Style and value, and the second reading where there is one.
type Readings = (Style, u32, Option<(Style, u32)>);

fn style_of(core: &Core, closing: Closing) -> Option<Readings> {
    match (core, closing) {
        // `(1999)` is a year.
        (Core::Figure(value), Closing::Bracket | Closing::Half) if *value > BRACKETED_MAX => None,
        (Core::Figure(value), Closing::Bracket) => Some((Style::FigureInBrackets, *value, None)),
        (Core::Figure(value), Closing::Half) => Some((Style::FigureHalf, *value, None)),
        (Core::Figure(value), Closing::Point) => Some((Style::Figure, *value, None)),
        (Core::Figure(_), Closing::None) => None,
        (Core::Dotted(value, count), _) => Some((Style::FigureDotted(*count), *value, None)),
        (Core::Alphabet(_) | Core::Letters(_) | Core::Ideographs(_), Closing::None) => None,
        // `一、` counts clauses, `（一）` their items.
        (Core::Ideographs(value), Closing::Point) => Some((Style::RomanCapital, *value, None)),
        (Core::Ideographs(value), _) => Some((Style::Letter, *value, None)),
        (Core::Alphabet(value), _) => Some((Style::Letter, *value, lookalike(*value))),
        (Core::Letters(letters), _) => letter_style(letters, closing),
    }
}

/// The Latin reading of a Russian letter.
fn lookalike(value: u32) -> Option<(Style, u32)> {
    let place = usize::try_from(value).ok()?.checked_sub(1)?;
    let letter = CYRILLIC.chars().nth(place)?;
    let (_, latin) = LOOKALIKES.iter().find(|(own, _)| *own == letter)?;
    Some((Style::Letter, *latin))
}

/// `a`, `aa`, `iv`, `B`, `XII`; a word such as `Mr.` is none of them.
fn letter_style(letters: &str, closing: Closing) -> Option<Readings> {
    let is_capital = letters.bytes().all(|letter| letter.is_ascii_uppercase());
    let is_small = letters.bytes().all(|letter| letter.is_ascii_lowercase());
    if !is_capital && !is_small {
        return None;
    }
    let first = letters.bytes().next()?.to_ascii_lowercase();
    let is_repeated = letters.bytes().all(|letter| letter.to_ascii_lowercase() == first);
    let rounds = u32::try_from(letters.len()).ok()?.checked_sub(1)?;
    let alphabet =
        (is_repeated && letters.len() <= 2).then(|| u32::from(first - b'a') + 1 + 26 * rounds);
    let roman = roman_value(letters);
    let (letter, numeral) = if is_capital {
        (Style::LetterCapital, Style::RomanCapital)
    } else {
        (Style::Letter, Style::Roman)
    };
    // Capitals in brackets are letters of a list like small ones.
    let letter = if is_capital && closing == Closing::Bracket { Style::Letter } else { letter };
    match (alphabet, roman) {
        (Some(value), Some(other)) => Some((letter, value, Some((numeral, other)))),
        (Some(value), None) => Some((letter, value, None)),
        (None, Some(value)) => Some((numeral, value, None)),
        (None, None) => None,
    }
}

/// The largest number that Roman numerals count items up to; longer runs are words.
const ROMAN_MAX: u32 = 89;

/// Returns the value of a well-formed Roman numeral up to [`ROMAN_MAX`], in either case.
pub(super) fn roman_value(letters: &str) -> Option<u32> {
    text::roman_value(&letters.to_ascii_uppercase()).filter(|value| *value <= ROMAN_MAX)
}

/// Returns the Roman numeral of `value`, in small letters; figures beyond the last numeral.
pub(super) fn to_roman(value: u32) -> String {
    text::roman_numeral(value).map_or_else(|| value.to_string(), |numeral| numeral.to_lowercase())
}

/// Returns the letter that counts `value`: `a`, `z`, `aa`.
pub(super) fn to_letter(value: u32) -> String {
    let place = value.max(1) - 1;
    let letter = char::from(b'a' + u8::try_from(place % 26).unwrap_or(0));
    let rounds = usize::try_from(place / 26).unwrap_or(0) + 1;
    std::iter::repeat_n(letter, rounds.min(4)).collect()
}

#[cfg(test)]
mod tests {
    use super::{leading, leading_number, opens_with_word};

    #[test]
    fn a_text_that_opens_with_a_word_has_no_number() {
        let heads =
            ["", "a", "iv", "XII", "Lamps", "lampli", "Lanterns", "1", "(a", "- b", "'c", "é"];
        let signs = ["", " ", "  ", ".", ". ", ")", ") ", " - ", " – ", "-", "'", "\u{a0}", "、"];
        let (mut words, mut numbers) = (0, 0);
        for text in heads.iter().flat_map(|head| signs.map(|sign| format!("{head}{sign}"))) {
            for tail in ["", "x", "Lamps", "5", "- x", "é", "灯"] {
                let text = format!("{text}{tail}");
                assert_eq!(leading(&text), leading_number(&text), "{text}");
                words += usize::from(opens_with_word(&text));
                numbers += usize::from(leading(&text).is_some());
            }
        }
        assert!(words > 100 && numbers > 100, "{words} words, {numbers} numbers");
    }
}
