//! What abbreviations in a query stand for: as clauses of the index explain them, and as the
//! table of those in common use does.

use std::collections::BTreeMap;

use tantivy::Searcher;

use super::plan::{Leaf, LeafKind, LongForm};
use crate::analysis::{Analyzer, MEANING, abbreviation};
use crate::lexicon::Lexicon;
use crate::schema::Fields;
use crate::text::{Language, fold};

/// How many meanings of one abbreviation are searched.
const MEANINGS_MAX: usize = 4;
/// How many explanations are looked at for the most frequent ones.
const EXPLANATIONS_MAX: usize = 256;

/// Where meanings come from.
pub(super) struct Meanings<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: Fields,
    pub(super) lexicon: &'a Lexicon,
    /// The languages of the clauses wanted; none means any.
    pub(super) languages: &'a [Language],
}

impl Meanings<'_> {
    /// Gives every abbreviation among `leaves` its meanings.
    ///
    /// A query in capitals throughout has no abbreviations: its words were only typed so.
    pub(super) fn add(&self, leaves: &mut [Leaf], analyzer: &mut Analyzer) -> tantivy::Result<()> {
        let is_lower = |leaf: &Leaf| leaf.typed.contains(char::is_lowercase);
        if leaves.len() > 1 && !leaves.iter().any(is_lower) {
            return Ok(());
        }
        for leaf in leaves {
            let LeafKind::Token { meanings, .. } = &mut leaf.kind else { continue };
            let Some(short) = abbreviation(&leaf.typed) else { continue };
            *meanings = self.of(&short, analyzer)?;
        }
        Ok(())
    }

    fn of(&self, short: &str, analyzer: &mut Analyzer) -> tantivy::Result<Vec<LongForm>> {
        let mut found: Vec<LongForm> = Vec::new();
        let common = self.lexicon.long_forms(short, self.languages);
        let texts = self.explained(short)?.into_iter().chain(common.into_iter().map(fold));
        for text in texts {
            let tokens = analyzer.query(&text, self.languages);
            // A word that is too common in one language has a stem in others, which no clause in
            // its own language has: it cannot be asked for.
            let words: LongForm = tokens
                .into_iter()
                .filter(|token| !token.is_common)
                .map(|token| token.stems)
                .collect();
            // One word alone would find far more than its abbreviation says.
            if words.len() > 1 && found.len() < MEANINGS_MAX && !found.contains(&words) {
                found.push(words);
            }
        }
        Ok(found)
    }

    /// What clauses explain it with, the most frequent first.
    fn explained(&self, short: &str) -> tantivy::Result<Vec<String>> {
        let from = format!("{short}{MEANING}");
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for reader in self.searcher.segment_readers() {
            let index = reader.inverted_index(self.fields.short)?;
            let mut terms = index.terms().range().ge(from.as_bytes()).into_stream()?;
            for _ in 0..EXPLANATIONS_MAX {
                if !terms.advance() {
                    break;
                }
                let Some(long) = terms.key().strip_prefix(from.as_bytes()) else { break };
                let long = String::from_utf8_lossy(long).into_owned();
                *counts.entry(long).or_default() += u64::from(terms.value().doc_freq);
            }
        }
        let mut found: Vec<(String, u64)> = counts.into_iter().collect();
        found.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        Ok(found.into_iter().map(|(long, _)| long).collect())
    }
}
