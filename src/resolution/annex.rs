//! The headings of annexes.

use super::numbering;
use super::piece::{Ending, ending, starts_large};
use crate::text::{Folded, Span, fold, has_more_chars};

const HEADING_CHARS_MAX: usize = 120;
/// `Annex to resolution 1526 (2004)` and the like are not longer.
const ATTACHMENT_CHARS_MAX: usize = 60;

const WORDS: &[&str] = &[
    "annex",
    "annexe",
    "anexo",
    "appendix",
    "appendice",
    "apendice",
    "enclosure",
    "attachment",
    "piece jointe",
    "adjunto",
    "приложение",
    "добавление",
    "المرفق",
    "مرفق",
    "التذييل",
    "附件",
    "附录",
];

/// Tells whether `text` is the heading of an annex and has no title: `Annex`, `ANNEX II`, `附件一`,
/// `Annex (in English only):`.
pub(super) fn is_heading(text: &str) -> bool {
    let Some(text) = line(text) else { return false };
    let folded = fold(text);
    rests(&folded).any(|rest| {
        let rest = rest.trim().trim_end_matches([':', '.', '*']);
        rest.is_empty() || is_number(rest) || is_attachment(text, rest) || is_bracket(rest)
    })
}

/// Tells whether `text` is the heading of annex `number` with its title behind that: `Annex II Lamps`,
/// `Annex 2. Lamps`; the only annex needs no number, `Annex: Lamps`.
///
/// A paragraph may begin with the mention of any annex, but it ends as a sentence does.
pub(super) fn is_titled(text: &str, number: u32) -> bool {
    const SIGNS: [char; 5] = [':', '.', '-', '–', '—'];
    let Some(text) = line(text).filter(|text| starts_large(text)) else { return false };
    let folded = Folded::new(text);
    let counts = |printed: &str| {
        let read = numbering::bare(printed);
        read.is_some_and(|read| read.readings().any(|(_, value)| value == number))
    };
    let title = rests(folded.as_str()).find_map(|rest| {
        let behind = rest.trim_start();
        if number == 1 && behind.starts_with(SIGNS) {
            return Some(behind.len());
        }
        let (printed, title) = behind.split_once(char::is_whitespace)?;
        let printed = printed.trim_end_matches(SIGNS);
        let is_own = rest.starts_with(char::is_whitespace) && counts(printed);
        is_own.then_some(title.len())
    });
    title.is_some_and(|length| {
        let end = folded.as_str().len();
        let title = folded.original(Span::new(end - length, end)).of(text);
        let title = title.trim_start_matches(SIGNS).trim_start();
        starts_large(title) && ending(title) == Ending::Open
    })
}

/// Returns a line without the signs of a heading, if a heading may be as long and ends so.
fn line(text: &str) -> Option<&str> {
    let text = text.trim().trim_matches(['*', '#', ' ']);
    let is_short = !has_more_chars(text, HEADING_CHARS_MAX);
    (is_short && !text.ends_with([',', ';', '，', '；', '،'])).then_some(text)
}

/// Returns what stands behind the word for an annex, folded.
fn rests(folded: &str) -> impl Iterator<Item = &str> {
    WORDS.iter().filter_map(|word| folded.strip_prefix(word))
}

/// `Annex to resolution 1526 (2004)`: a heading names what it is attached to and says no more.
fn is_attachment(text: &str, rest: &str) -> bool {
    starts_large(text)
        && !has_more_chars(text, ATTACHMENT_CHARS_MAX)
        && ["to ", "a la ", "a l'", "al ", "к "].iter().any(|word| rest.starts_with(word))
        && ending(text) == Ending::Open
}

/// `(in English only)`: nothing but a bracket.
fn is_bracket(rest: &str) -> bool {
    let inside = rest.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    inside.is_some_and(|inside| !inside.contains(['(', ')', '（', '）']))
}

/// `I`, `2`, `A`, `الأول`, `一`.
fn is_number(rest: &str) -> bool {
    let count = rest.chars().count();
    let is_latin = rest.chars().all(|one| one.is_ascii_alphanumeric());
    count <= 4 && is_latin || !rest.is_ascii() && count <= 8 && !rest.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::{is_heading, is_titled};

    #[test]
    fn the_next_annex_may_have_its_title_behind_its_number() {
        for (text, number) in [
            ("Annex II Lamps of the lower harbour", 2),
            ("ANNEX 3. LAMPS", 3),
            ("Annexe B – Feux", 2),
            ("Anexo: Luces del puerto", 1),
            ("Приложение I Огни", 1),
            ("## Annex I: Lamps", 1),
        ] {
            assert!(is_titled(text, number), "{text}");
            assert!(!is_titled(text, number + 1), "{text}");
            assert!(!is_heading(text), "{text}");
        }
        for text in [
            "Annex II contains the lamps",
            "Annex II Lamps are listed by the harbours.",
            "Annexed Lamps",
            "annex II Lamps",
            "Annex II",
        ] {
            assert!(!is_titled(text, 2), "{text}");
        }
    }
}
