//! [`Chains`]: the rules of `index-schema/chains.toml`, checked.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use tantivy::tokenizer::Language as Snowball;

use super::lists::{Pairs, Words};
use crate::text::Language;

/// How words become stems, for every language; made from `chains.toml` and the stop-word lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Chains {
    pub(super) word_bytes_max: usize,
    pub(super) elisions: Words,
    pub(super) joined_prefixes: Words,
    /// In the order of [`Language::ALL`].
    stems: [StemChain; Language::ALL.len()],
}

/// The rules of one language.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StemChain {
    pub(super) stemmer: Option<Snowball>,
    pub(super) stopwords: Words,
    /// A word that ends in the first is stemmed as if it ended in the second; longest first.
    pub(super) endings: Pairs,
    /// Sorted.
    pub(super) words: Pairs,
}

/// The embedded rules, made of the files when the program is built: reading them takes longer than
/// most searches.
const EMBEDDED: Chains = include!(concat!(env!("OUT_DIR"), "/chains.rs"));

/// A word that ends in `from` is stemmed as if it ended in `to`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ending {
    from: String,
    to: String,
}

/// Something wrong with `chains.toml` or a stop-word list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{file}` line {line}: {message}")]
pub struct ChainFault {
    /// The file, relative to `index-schema/`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

const FILE: &str = "chains.toml";

/// Below this a word would lose what tells it from others.
const WORD_BYTES_LEAST: usize = 16;
/// The engine refuses terms beyond 65,530 bytes; words of that length are not words.
const WORD_BYTES_MOST: usize = 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChains {
    word_bytes_max: toml::Spanned<usize>,
    elisions: Vec<String>,
    joined_prefixes: Vec<String>,
    stems: BTreeMap<toml::Spanned<String>, RawStems>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStems {
    stemmer: toml::Spanned<String>,
    stopwords: Option<toml::Spanned<String>>,
    #[serde(default)]
    endings: Vec<Ending>,
    #[serde(default)]
    words: BTreeMap<String, String>,
}

impl Chains {
    /// Returns the chains that are embedded in the program.
    pub fn embedded() -> Arc<Self> {
        static SHARED: OnceLock<Arc<Chains>> = OnceLock::new();
        SHARED.get_or_init(|| Arc::new(EMBEDDED)).clone()
    }

    /// Returns the chains that `file`, which gives the text of a file of `index-schema/`, holds.
    ///
    /// # Errors
    ///
    /// Every fault of the files, each with its line.
    pub fn read<'a>(file: impl Fn(&str) -> Option<&'a str>) -> Result<Self, Vec<ChainFault>> {
        let text = file(FILE).ok_or_else(|| vec![fault(FILE, 1, "is missing")])?;
        let raw: RawChains = toml::from_str(text).map_err(|error| {
            let place = error.span().map_or(0, |span| span.start);
            vec![fault(FILE, line_of(text, place), error.message())]
        })?;
        let mut faults = Vec::new();
        let length = raw.word_bytes_max;
        if !(WORD_BYTES_LEAST..=WORD_BYTES_MOST).contains(length.get_ref()) {
            let message =
                format!("`word_bytes_max` is not between {WORD_BYTES_LEAST} and {WORD_BYTES_MOST}");
            faults.push(fault(FILE, line_of(text, length.span().start), message));
        }
        let mut stems = BTreeMap::new();
        for (code, chain) in raw.stems {
            let line = line_of(text, code.span().start);
            match Language::from_code(code.get_ref()) {
                Some(language) => {
                    stems.insert(language, read_stems(chain, text, &file, &mut faults));
                }
                None => faults.push(fault(
                    FILE,
                    line,
                    format!("no language `{code}`", code = code.get_ref()),
                )),
            }
        }
        for language in Language::ALL {
            if !stems.contains_key(&language) && faults.is_empty() {
                faults.push(fault(FILE, 1, format!("no section `[stems.{language}]`")));
            }
        }
        let chains: Vec<StemChain> = stems.into_values().collect();
        match chains.try_into() {
            Ok(stems) if faults.is_empty() => Ok(Self {
                word_bytes_max: length.into_inner(),
                elisions: Words::read(raw.elisions),
                joined_prefixes: Words::read(raw.joined_prefixes),
                stems,
            }),
            // A language is missing, which is a fault too.
            Ok(_) | Err(_) => Err(faults),
        }
    }

    /// Returns the rules of `language`.
    pub(super) fn stems(&self, language: Language) -> &StemChain {
        &self.stems[index_of(language)]
    }
}

/// The place of a language in [`Language::ALL`].
pub(super) fn index_of(language: Language) -> usize {
    match language {
        Language::Arabic => 0,
        Language::English => 1,
        Language::Spanish => 2,
        Language::French => 3,
        Language::Russian => 4,
        Language::Chinese => 5,
    }
}

fn read_stems<'a>(
    raw: RawStems,
    text: &str,
    file: &impl Fn(&str) -> Option<&'a str>,
    faults: &mut Vec<ChainFault>,
) -> StemChain {
    let stemmer = match raw.stemmer.get_ref().as_str() {
        "arabic" => Some(Snowball::Arabic),
        "english" => Some(Snowball::English),
        "french" => Some(Snowball::French),
        "russian" => Some(Snowball::Russian),
        "spanish" => Some(Snowball::Spanish),
        "pairs" => None,
        other => {
            let line = line_of(text, raw.stemmer.span().start);
            faults.push(fault(FILE, line, format!("no stemmer `{other}`")));
            None
        }
    };
    let stopwords = raw.stopwords.map_or_else(Vec::new, |name| {
        let line = line_of(text, name.span().start);
        let Some(list) = file(name.get_ref()) else {
            faults.push(fault(FILE, line, format!("no file `{}`", name.get_ref())));
            return Vec::new();
        };
        check_stopwords(name.get_ref(), list, faults);
        stopwords_of(list).map(|(_, word)| word.to_string()).collect()
    });
    for (word, other) in &raw.words {
        if word.chars().next() != other.chars().next() {
            let line = line_of(text, text.find(&format!("\n{word} =")).map_or(0, |at| at + 1));
            let message = format!("`{word}` and `{other}` do not begin with the same letter");
            faults.push(fault(FILE, line, message));
        }
    }
    let endings = raw.endings.into_iter().map(|ending| (ending.from, ending.to));
    let mut endings: Vec<(String, String)> = endings.collect();
    endings.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
    StemChain {
        stemmer,
        stopwords: Words::read(stopwords),
        endings: Pairs::Read(endings),
        words: Pairs::Read(raw.words.into_iter().collect()),
    }
}

/// The words of a list with their lines: one a line, sorted; `#` opens a comment.
fn stopwords_of(list: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = (1..).zip(list.lines());
    lines.filter(|(_, word)| !word.is_empty() && !word.starts_with('#'))
}

fn check_stopwords(name: &str, list: &str, faults: &mut Vec<ChainFault>) {
    let mut last = "";
    for (line, word) in stopwords_of(list) {
        if word <= last {
            faults.push(fault(name, line, format!("`{word}` is out of order")));
        }
        if crate::text::fold(word) != word {
            faults.push(fault(name, line, format!("`{word}` is not in folded spelling")));
        }
        last = word;
    }
}

fn fault(file: &str, line: usize, message: impl Into<String>) -> ChainFault {
    ChainFault { file: file.to_string(), line, message: message.into() }
}

/// Returns the line, from 1, in which byte `place` of `text` stands.
fn line_of(text: &str, place: usize) -> usize {
    text.bytes().take(place).filter(|&byte| byte == b'\n').count() + 1
}
