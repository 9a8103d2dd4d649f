//! [`Joints`]: where in a clause a second verb could begin, without cutting the clause into words.
//!
//! Few clauses have one, so a look that says "none here" spares reading nearly every word.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::words::is_han;
use crate::text::{Language, is_alphanumeric};

/// Returns the words that join two verbs, folded. In Arabic the word is written on to the verb.
pub(super) fn coordinators(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &["and", "as"],
        Language::French => &["et"],
        Language::Spanish => &["y", "e"],
        Language::Russian => &["и", "а"],
        Language::Chinese => &["并", "和"],
        Language::Arabic => &[],
    }
}

/// Finds what stands before a verb that is coordinated with another: a comma, a semicolon, a
/// coordinator.
#[derive(Debug)]
pub(super) struct Joints {
    language: Language,
    /// `None` where words are not set apart by spaces, or the coordinator is not.
    signs: Option<AhoCorasick>,
}

impl Joints {
    pub(super) fn of(language: Language) -> Self {
        let is_spaced = !matches!(language, Language::Arabic | Language::Chinese);
        let signs = coordinators(language).iter().chain(&[",", ";"]);
        let mut builder = AhoCorasick::builder();
        let builder = builder.kind(Some(AhoCorasickKind::DFA));
        Self { language, signs: is_spaced.then(|| builder.build(signs).ok()).flatten() }
    }

    /// Tells whether `may_open` holds of what stands behind a joint of `folded`, from the next word
    /// on; `false` is certain.
    pub(super) fn may_join(&self, folded: &str, may_open: impl Fn(&str) -> bool) -> bool {
        let Some(signs) = &self.signs else { return true };
        // A coordinator in letters of the wrong script is told by the words alone.
        let is_respelt = self.language == Language::Russian
            && folded.bytes().any(|byte| byte.is_ascii_alphabetic());
        let mut joints = signs.find_iter(folded).filter(|sign| {
            let is_stop = matches!(&folded[sign.range()], "," | ";");
            is_stop
                || !folded[..sign.start()].chars().next_back().is_some_and(is_part_of_word)
                    && !folded[sign.end()..].chars().next().is_some_and(is_part_of_word)
        });
        is_respelt
            || joints.any(|sign| {
                let behind = &folded[sign.end()..];
                may_open(behind.trim_start_matches(|character| !is_alphanumeric(character)))
            })
    }
}

/// Chinese characters are words of their own.
fn is_part_of_word(character: char) -> bool {
    is_alphanumeric(character) && !is_han(character)
}
