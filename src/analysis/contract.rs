//! What every chain promises, as a check that tests run on every text they have.
//!
//! Exact words stand in order and do not overlap; stems stand in order; every place lies on
//! character bounds of the text and is not empty; a word is the fold of the text it stands for; a
//! stem begins as its word does, as far as [`Initials`] relies on it; no
//! term holds the separator or is longer than allowed; the lists a clause is indexed with are the
//! terms that highlighting sees; a text gives the same terms every time, alone and after others.

use super::initials::Initials;
use super::scan::{Analyzer, SpannedTerms, Terms};
use super::tokenizer::SEPARATOR;
use crate::text::{Language, Span, fold};

/// Returns what `analyzer` breaks of the contract on `text`, one sentence each; nothing if all
/// is well.
#[must_use]
pub fn breaches(analyzer: &mut Analyzer, text: &str, language: Option<Language>) -> Vec<String> {
    let mut breaches = Vec::new();
    let found = analyzer.spanned(text, language);
    check_places(text, &found, &mut breaches);
    check_initials(text, &found, &mut breaches);
    check_words(analyzer.chains.word_bytes_max, text, &found, &mut breaches);
    let mut terms = Terms::default();
    analyzer.terms(text, language, &mut terms);
    if terms.words != join(&found.words) || terms.stems != join(&found.stems) {
        breaches.push("the indexed terms are not those with places".to_string());
    }
    let mut fresh = Analyzer::new(analyzer.chains.clone());
    if fresh.spanned(text, language) != found {
        breaches.push("an analyzer that has seen other texts gives other terms".to_string());
    }
    breaches
}

fn check_places(text: &str, found: &SpannedTerms, breaches: &mut Vec<String>) {
    for (list, name) in [(&found.words, "word"), (&found.stems, "stem")] {
        let mut last = Span::default();
        for (span, term) in list {
            if span.is_empty() || text.get(span.start()..span.end()).is_none() {
                breaches.push(format!("the {name} `{term}` is not on whole characters"));
            }
            let is_after =
                if name == "word" { span.start() >= last.end() } else { span.end() > last.end() };
            if !is_after && !last.is_empty() {
                breaches.push(format!("the {name} `{term}` is out of order"));
            }
            if term.is_empty() || term.contains(SEPARATOR) {
                breaches.push(format!("the {name} at byte {} is no term", span.start()));
            }
            last = *span;
        }
    }
}

fn check_initials(text: &str, found: &SpannedTerms, breaches: &mut Vec<String>) {
    for (span, stem) in &found.stems {
        let word = fold(span.of(text));
        if !Initials::of([stem.as_str()]).may_begin(&word) {
            breaches.push(format!("the stem `{stem}` begins otherwise than `{word}`"));
        }
    }
}

fn check_words(bytes_max: usize, text: &str, found: &SpannedTerms, breaches: &mut Vec<String>) {
    for (span, word) in &found.words {
        let whole = fold(span.of(text));
        let is_fold =
            if whole.len() > bytes_max { whole.starts_with(word.as_str()) } else { whole == *word };
        if !is_fold || word.len() > bytes_max {
            breaches.push(format!("the word `{word}` is not the fold of its text"));
        }
    }
}

fn join(terms: &[(Span, String)]) -> String {
    let terms: Vec<&str> = terms.iter().map(|(_, term)| term.as_str()).collect();
    terms.join("\n")
}
