//! Legal phrases in running text.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use super::fault::Fault;
use super::model::PhraseMatch;
use super::table::Table;
use super::words::{Gap, Words, words_of};
use crate::text::Language;

/// Parts words in the text that is searched, and opens and closes every pattern, so that no
/// phrase begins or ends inside a word; two of them stand between words, so that neighbours
/// share none.
const BOUND: char = ' ';

/// Stands where no phrase may go on: at commas and stops.
const BREAK: char = '\u{1}';

/// Finds the phrases of one language.
#[derive(Debug)]
pub(super) struct Phrases {
    language: Language,
    /// `None` if there are no phrases.
    automaton: Option<AhoCorasick>,
    /// By pattern.
    ids: Vec<String>,
}

/// Reads `phrases/<language>.tsv`: forms and their ids.
pub(super) fn read_phrases(
    file: &str,
    text: &str,
    faults: &mut Vec<Fault>,
) -> Vec<(String, String)> {
    let table = Table::read(file, text, &["form"], &["id", "count", "source"], faults);
    let cells = |column: &str| table.rows().map(|row| row.cell(column).to_owned()).collect();
    let (forms, ids): (Vec<_>, Vec<_>) = (cells("form"), cells("id"));
    forms.into_iter().zip(ids).collect()
}

impl Phrases {
    /// Builds the automaton of `rows`, forms and their ids.
    pub(super) fn new(rows: Vec<(String, String)>, language: Language) -> Self {
        let mut patterns = Vec::new();
        let mut ids = Vec::new();
        for (form, id) in rows {
            let words = words_of(&form, language);
            let Some((first, rest)) = words.split_first() else { continue };
            let mut pattern = format!("{BOUND}{first}");
            for word in rest {
                pattern.extend([BOUND, BOUND]);
                pattern.push_str(word);
            }
            pattern.push(BOUND);
            patterns.push(pattern);
            ids.push(id);
        }
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok()
            .filter(|_| !patterns.is_empty());
        Self { language, automaton, ids }
    }

    /// Returns the phrases of `text`, in order, without overlaps; of several that begin at one
    /// word the longest.
    pub(super) fn find(&self, text: &str) -> Vec<PhraseMatch> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let words = Words::new(text, self.language);
        let (searched, starts) = joined(&words);
        automaton
            .find_iter(&searched)
            .map(|found| {
                let first = starts.partition_point(|start| *start < found.start());
                let end = starts.partition_point(|start| *start < found.end());
                let id = self.ids[found.pattern().as_usize()].clone();
                PhraseMatch { span: words.span(first..end), id }
            })
            .collect()
    }
}

/// Returns the words between bounds, and where the bound before each stands.
fn joined(words: &Words) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(words.len());
    for place in 0..words.len() {
        if words.gap(place) > Gap::Space {
            text.push(BREAK);
        }
        starts.push(text.len());
        text.push(BOUND);
        text.push_str(words.get(place));
        text.push(BOUND);
    }
    (text, starts)
}
