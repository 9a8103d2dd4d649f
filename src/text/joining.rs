//! Joins printed lines: with a blank or without one, and over the hyphen of a broken word.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The words that printers divide, one a line, from `index-schema/clause/divided.tsv`.
pub const DIVIDED_WORDS: &str = include_str!("../../index-schema/clause/divided.tsv");

/// Puts `line` behind `text`: with a blank, or without one in a script that has none, and behind
/// a hyphen at the line's end.
///
/// ```
/// use resq::text::append_line;
/// let mut text = "the non-".to_owned();
/// append_line(&mut text, "proliferation of weapons");
/// assert_eq!(text, "the non-proliferation of weapons");
/// ```
pub fn append_line(text: &mut String, line: &str) {
    text.truncate(text.trim_end().len());
    if !joins_closely(text, line) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Tells whether no blank stands between the end of a line and the line after it.
#[must_use]
pub fn joins_closely(text: &str, line: &str) -> bool {
    let last = text.chars().next_back();
    let first = line.chars().next();
    let (Some(last), Some(first)) = (last, first) else { return true };
    let is_hyphen = matches!(last, '-' | '‐' | '‑') && {
        let inside = text[..text.len() - last.len_utf8()].chars().next_back();
        inside.is_some_and(char::is_alphanumeric) && first.is_alphanumeric()
    };
    let are_words = last.is_ascii_alphabetic() && first.is_ascii_alphabetic();
    let is_unspaced = ends_unspaced(text) && begins_unspaced(line) && !are_words;
    is_hyphen || last == '/' || is_unspaced
}

/// Tells whether a character belongs to a script written without spaces.
#[must_use]
pub fn is_unspaced(character: char) -> bool {
    matches!(character as u32, 0x2e80..=0x9fff | 0xf900..=0xfaff | 0xff00..=0xffef | 0x20000..=0x3ffff)
}

/// Tells whether a line ends in a script without blanks, figures and brackets behind it included:
/// such lines break anywhere, also inside `第1325(2000)号`.
fn ends_unspaced(line: &str) -> bool {
    line.chars().rev().find(|one| !one.is_ascii_graphic()).is_some_and(is_unspaced)
}

fn begins_unspaced(line: &str) -> bool {
    line.chars().find(|one| !one.is_ascii_graphic() && *one != ' ').is_some_and(is_unspaced)
}

/// The words that tell whose a hyphen at a line's end is: the printer's or the word's.
#[derive(Debug)]
pub struct Hyphens {
    known: BTreeSet<String>,
}

impl Hyphens {
    /// Reads the words of `lines`, as far as their ends ask for them, besides [`DIVIDED_WORDS`].
    #[must_use]
    pub fn of<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Self {
        let pairs = lines.clone().zip(lines.clone().skip(1));
        let asked: BTreeSet<String> = pairs
            .filter_map(|(before, next)| broken_word(before, next))
            .map(|(whole, _)| whole)
            .collect();
        let mut known: BTreeSet<String> =
            asked.iter().filter(|whole| divided().contains(whole.as_str())).cloned().collect();
        let lines = lines.take(if asked.is_empty() { 0 } else { usize::MAX });
        let is_part = |one: char| one.is_alphanumeric() || one == '-';
        for word in lines.flat_map(|line| line.split(move |one| !is_part(one))) {
            let word = in_small_letters(word);
            // A word that the document writes with the hyphen keeps it.
            if asked.contains(word.as_ref()) || word.contains('-') {
                known.insert(word.into_owned());
            }
        }
        Self { known }
    }

    /// Tells whether the hyphen at the end of `before` is the printer's: the word is known without
    /// it, and the document nowhere has it with one. `Non-` before `Proliferation` keeps its own.
    #[must_use]
    pub fn is_printers(&self, before: &str, next: &str) -> bool {
        broken_word(before, next).is_some_and(|(whole, hyphenated)| {
            self.known.contains(&whole) && !self.known.contains(&hyphenated)
        })
    }
}

/// Returns a word in small letters; nearly every one is in them already.
fn in_small_letters(word: &str) -> Cow<'_, str> {
    let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// The word that a line end breaks: without the hyphen, and with it.
fn broken_word(before: &str, next: &str) -> Option<(String, String)> {
    let head = before.trim_end().strip_suffix('-')?;
    let head = head.rsplit(|one: char| !one.is_alphanumeric()).next()?;
    let tail = next.trim_start().split(|one: char| !one.is_alphanumeric()).next()?;
    let is_word = !head.is_empty() && tail.chars().next().is_some_and(char::is_lowercase);
    is_word.then(|| {
        let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
        (format!("{head}{tail}"), format!("{head}-{tail}"))
    })
}

fn divided() -> &'static BTreeSet<&'static str> {
    static WORDS: OnceLock<BTreeSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let rows = DIVIDED_WORDS.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split('\t').next()).collect()
    })
}
