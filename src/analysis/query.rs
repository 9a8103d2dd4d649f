//! The terms of a query: the same scan, with every language the typist may have meant.

use super::scan::{Analyzer, Sink, languages_of};
use crate::text::{Language, Span};

/// One word of a query, as the index may hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryToken {
    /// Where it stands in the query text.
    pub span: Span,
    /// The exact words it consists of, in order: one, or two for `co-operation`, `l'eau` (the
    /// elided `l` is a token of its own) and for two neighbouring Chinese characters.
    pub words: Vec<String>,
    /// The stems under which it may be found, each once; any of them is a match. Empty for a word
    /// that is too common in every language asked for.
    pub stems: Vec<String>,
    /// Whether it is too common to be found by its stem in at least one language asked for: a
    /// clause without it may still hold it.
    pub is_common: bool,
}

impl Analyzer {
    /// Returns the words of `text`, typed as a query for clauses in `languages`; none means any.
    ///
    /// A word is stemmed in each of these languages that is written in its script, and in the
    /// script's default language where there is none, because that is how clauses are indexed.
    /// Neighbouring Chinese characters give one token for each two of them.
    pub fn query(&mut self, text: &str, languages: &[Language]) -> Vec<QueryToken> {
        let mut units = Units::default();
        self.scan(text, None, &mut units);
        units.list.into_iter().map(|unit| self.query_token(unit, languages)).collect()
    }

    fn query_token(&mut self, unit: Unit, languages: &[Language]) -> QueryToken {
        let whole = unit.words.concat();
        if unit.is_elided || unit.words.iter().any(|word| super::scan::is_ideograph(word)) {
            let stems = if unit.is_elided { Vec::new() } else { vec![whole] };
            return QueryToken {
                span: unit.span,
                words: unit.words,
                stems,
                is_common: unit.is_elided,
            };
        }
        let candidates = languages_of(&whole);
        let asked: Vec<Language> = candidates
            .iter()
            .copied()
            .filter(|candidate| languages.is_empty() || languages.contains(candidate))
            .collect();
        let asked = if asked.is_empty() { &candidates[..1] } else { &asked };
        let mut stems: Vec<String> = Vec::new();
        let mut is_common = false;
        for language in asked {
            match self.stem_in(*language, &whole) {
                Some(stem) if !stems.contains(&stem) => stems.push(stem),
                Some(_) => {}
                None => is_common = true,
            }
        }
        QueryToken { span: unit.span, words: unit.words, stems, is_common }
    }
}

/// The words of one stem.
struct Unit {
    span: Span,
    words: Vec<String>,
    is_elided: bool,
}

#[derive(Default)]
struct Units {
    list: Vec<Unit>,
    /// Words that no unit has taken yet; the last one stays for the next Chinese pair.
    words: Vec<(Span, String)>,
}

impl Units {
    fn close(&mut self, span: Span, is_elided: bool) {
        self.words.retain(|(place, _)| place.end() > span.start());
        let words = self
            .words
            .iter()
            .filter(|(place, _)| place.start() < span.end())
            .map(|(_, word)| word.clone())
            .collect();
        self.list.push(Unit { span, words, is_elided });
    }
}

impl Sink for Units {
    fn word(&mut self, span: Span, word: &str) {
        self.words.push((span, word.to_string()));
    }

    fn stem(&mut self, span: Span, _: &str) {
        self.close(span, false);
    }

    fn stopped(&mut self, span: Span) {
        self.close(span, false);
    }

    fn elided(&mut self, span: Span) {
        self.close(span, true);
    }
}
