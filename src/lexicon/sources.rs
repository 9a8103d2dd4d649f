//! The files of the lexicon, embedded or given.
//!
//! All are tables with a heading, cells between tabs, sorted by their first columns, each row
//! with its source; lines that begin with `#` are remarks.
//!
//! | file | columns |
//! |---|---|
//! | `lexicon/concepts.tsv` | `concept`, `force` (0 to 100), `participle`, `present`, `gloss` |
//! | `lexicon/<language>.tsv` | `form` (lower case, without qualifiers; `…` for words between), `concept`, `also` (other concepts it is used for, between spaces), `part` (`preambular`, `operative`, `both`), `count`, `source` |
//! | `lexicon/qualifiers.tsv` | `language`, `form`, `id` (one, two or none), `class`, `position` (`before`, `ahead`, `after`, `inside`, `any`, `lead`, `aside`), `followed_by`, `source` |
//! | `lexicon/equivalents.tsv` | `language`, `asked`, `reading` (each `concept` or `concept+qualifier`), `count`, `source` |
//! | `phrases/abbreviations.tsv` | `language`, `short` (folded), `long`, `source` |
//! | `phrases/<language>.tsv` | `form`, `id` (for people: forms of one meaning share it), `count`, `source` |

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::abbreviations::{Abbreviation, read_abbreviations};
use super::fault::{Fault, FaultKind};
use super::forms::{ANY_WORDS, FormTable};
use super::language_tables::{
    LanguageTables, read_concepts, read_equivalents, read_qualifier_ids, read_qualifiers,
    read_verbs,
};
use super::model::{Concept, Equivalent, Qualifier, VerbForm};
use super::phrases::check_phrases;
use super::sorted::{rows, rows_beyond_ascii, rows_with};
use super::words::words_of;
use crate::text::{Language, fold};

const CONCEPTS: &str = "lexicon/concepts.tsv";
const QUALIFIERS: &str = "lexicon/qualifiers.tsv";
const EQUIVALENTS: &str = "lexicon/equivalents.tsv";
const ABBREVIATIONS: &str = "phrases/abbreviations.tsv";

/// The embedded tables, by name.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("lexicon/ar.tsv", include_str!("../../index-schema/lexicon/ar.tsv")),
    (CONCEPTS, include_str!("../../index-schema/lexicon/concepts.tsv")),
    ("lexicon/en.tsv", include_str!("../../index-schema/lexicon/en.tsv")),
    (EQUIVALENTS, include_str!("../../index-schema/lexicon/equivalents.tsv")),
    ("lexicon/es.tsv", include_str!("../../index-schema/lexicon/es.tsv")),
    ("lexicon/fr.tsv", include_str!("../../index-schema/lexicon/fr.tsv")),
    (QUALIFIERS, include_str!("../../index-schema/lexicon/qualifiers.tsv")),
    ("lexicon/ru.tsv", include_str!("../../index-schema/lexicon/ru.tsv")),
    ("lexicon/zh.tsv", include_str!("../../index-schema/lexicon/zh.tsv")),
    (ABBREVIATIONS, include_str!("../../index-schema/phrases/abbreviations.tsv")),
    ("phrases/ar.tsv", include_str!("../../index-schema/phrases/ar.tsv")),
    ("phrases/en.tsv", include_str!("../../index-schema/phrases/en.tsv")),
    ("phrases/es.tsv", include_str!("../../index-schema/phrases/es.tsv")),
    ("phrases/fr.tsv", include_str!("../../index-schema/phrases/fr.tsv")),
    ("phrases/ru.tsv", include_str!("../../index-schema/phrases/ru.tsv")),
    ("phrases/zh.tsv", include_str!("../../index-schema/phrases/zh.tsv")),
];

/// The text of every table.
#[derive(Debug)]
pub(super) struct Sources {
    files: BTreeMap<&'static str, Cow<'static, str>>,
}

impl Default for Sources {
    fn default() -> Self {
        let files = EMBEDDED.iter().map(|(name, text)| (*name, Cow::Borrowed(*text))).collect();
        Self { files }
    }
}

impl Sources {
    /// Returns the embedded tables with `files` in place of those of the same name.
    pub(super) fn with(files: &[(&str, &str)]) -> Result<Self, Vec<Fault>> {
        let mut sources = Self::default();
        let mut faults = Vec::new();
        for (name, text) in files {
            match EMBEDDED.iter().find(|(known, _)| known == name) {
                Some((known, _)) => {
                    sources.files.insert(known, Cow::Owned((*text).to_owned()));
                }
                None => {
                    let kind = FaultKind::UnknownTable;
                    faults.push(Fault { file: (*name).to_owned(), line: 1, kind });
                }
            }
        }
        if faults.is_empty() { Ok(sources) } else { Err(faults) }
    }

    /// Returns every fault of every table.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let concepts = self.concepts(&mut faults);
        // One table holds the qualifiers of all languages: its faults are wanted once.
        self.qualifiers(Language::English, &mut faults);
        for language in Language::ALL {
            self.verbs(language, &concepts, &mut faults);
            self.phrases(language, &mut faults);
        }
        let ids = read_qualifier_ids(self.text(QUALIFIERS));
        let equivalents = (EQUIVALENTS, self.text(EQUIVALENTS));
        read_equivalents(equivalents, &concepts, Some(&ids), &mut faults);
        self.abbreviations(&mut faults);
        faults.sort_by(|left, right| (&left.file, left.line).cmp(&(&right.file, right.line)));
        faults
    }

    pub(super) fn concepts(&self, faults: &mut Vec<Fault>) -> Vec<Concept> {
        read_concepts(CONCEPTS, self.text(CONCEPTS), faults)
    }

    /// Returns the equivalents of tables without faults.
    pub(super) fn equivalents(&self, concepts: &[Concept]) -> Vec<Equivalent> {
        let table = (EQUIVALENTS, self.text(EQUIVALENTS));
        // The ids were compared when the tables were tested or given; the table of qualifiers is
        // the longest of all.
        read_equivalents(table, concepts, None, &mut Vec::new())
    }

    pub(super) fn abbreviations(&self, faults: &mut Vec<Fault>) -> Vec<Abbreviation> {
        read_abbreviations(ABBREVIATIONS, self.text(ABBREVIATIONS), faults)
    }

    pub(super) fn language(&self, language: Language, concepts: &[Concept]) -> LanguageTables {
        let verbs = self.text(&format!("lexicon/{language}.tsv"));
        // Reading the rows of the other languages too takes most of the time of a short query.
        let qualifiers = rows_of(self.text(QUALIFIERS), language);
        tables_of(language, verbs, &qualifiers, concepts)
    }

    /// Returns the tables of `language` with only those rows whose forms begin with one of the
    /// folded `starts`.
    pub(super) fn language_part(
        &self,
        language: Language,
        starts: &[String],
        concepts: &[Concept],
    ) -> LanguageTables {
        let verbs = self.text(&format!("lexicon/{language}.tsv"));
        let code = format!("{language}\t");
        let heading = self.text(QUALIFIERS).lines().next().unwrap_or_default();
        let qualifiers = rows_with(rows(self.text(QUALIFIERS)), &code);
        let verbs = part(rows(verbs), verbs.lines().next().unwrap_or_default(), "", starts);
        let qualifiers = part(qualifiers, heading, &code, starts);
        tables_of(language, &verbs, &qualifiers, concepts)
    }

    /// Returns the ids of concepts of tables without faults.
    pub(super) fn concept_ids(&self) -> impl Iterator<Item = &str> {
        cells(rows(self.text(CONCEPTS)), 0)
    }

    /// Returns the forms of the verbs of `language` and of the qualifiers of verbs, likewise.
    pub(super) fn forms(&self, language: Language) -> impl Iterator<Item = &str> {
        let verbs = rows(self.text(&format!("lexicon/{language}.tsv")));
        let qualifiers = rows_with(rows(self.text(QUALIFIERS)), &format!("{language}\t"));
        cells(verbs, 0).chain(cells(qualifiers, 1))
    }

    /// Returns the forms of the phrases and verbs of all languages, of tables without faults; what
    /// has words between its own is no phrase.
    pub(super) fn phrase_forms(&self) -> Vec<&str> {
        let names = ["phrases", "lexicon"]
            .into_iter()
            .flat_map(|folder| Language::ALL.map(|language| format!("{folder}/{language}.tsv")));
        let mut forms = Vec::new();
        for name in names {
            let lines = rows(self.text(&name)).lines().filter(|line| !line.starts_with('#'));
            let first_cells = lines.filter_map(|line| line.split('\t').next());
            forms.extend(first_cells.filter(|form| !form.contains(ANY_WORDS)));
        }
        forms
    }

    fn phrases(&self, language: Language, faults: &mut Vec<Fault>) {
        let name = format!("phrases/{language}.tsv");
        check_phrases(&name, self.text(&name), faults);
    }

    fn verbs(
        &self,
        language: Language,
        concepts: &[Concept],
        faults: &mut Vec<Fault>,
    ) -> Vec<VerbForm> {
        let name = format!("lexicon/{language}.tsv");
        read_verbs(&name, self.text(&name), concepts, faults)
    }

    fn qualifiers(&self, language: Language, faults: &mut Vec<Fault>) -> FormTable<Qualifier> {
        read_qualifiers(QUALIFIERS, self.text(QUALIFIERS), language, faults)
    }

    fn text(&self, name: &str) -> &str {
        self.files.get(name).map_or("", |text| text)
    }
}

/// Returns the cells of a column of rows.
fn cells(rows: &str, column: usize) -> impl Iterator<Item = &str> {
    let lines = rows.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(move |line| line.split('\t').nth(column))
}

/// Makes the tables of a language from their texts, which have no faults.
fn tables_of(
    language: Language,
    verbs: &str,
    qualifiers: &str,
    concepts: &[Concept],
) -> LanguageTables {
    let forms = read_verbs("", verbs, concepts, &mut Vec::new());
    let rows = forms.into_iter().map(|form| (words_of(&form.form, language), form));
    let verbs = FormTable::new(rows.collect());
    LanguageTables::new(language, verbs, read_qualifiers("", qualifiers, language, &mut Vec::new()))
}

/// The heading of a table and those of its sorted rows, all of which begin with `code`, that go on
/// with one of `starts`.
fn part(rows: &str, heading: &str, code: &str, starts: &[String]) -> String {
    let is_wanted = |line: &&str| {
        let form = line.strip_prefix(code);
        form.is_some_and(|form| starts.iter().any(|start| begins(form, start)))
    };
    let mut part = format!("{heading}\n");
    let mut letters: Vec<&str> = starts.iter().filter_map(|start| start.get(..1)).collect();
    letters.retain(|letter| letter.is_ascii());
    letters.sort_unstable();
    letters.dedup();
    let with_letters =
        letters.into_iter().flat_map(|letter| rows_with(rows, &format!("{code}{letter}")).lines());
    let beyond = rows_beyond_ascii(rows, code.len()).lines();
    for line in with_letters.chain(beyond).filter(is_wanted) {
        part.push_str(line);
        part.push('\n');
    }
    part
}

/// The heading of a table and its rows of one language.
fn rows_of(text: &str, language: Language) -> String {
    let heading = text.lines().next().unwrap_or_default();
    format!("{heading}\n{}", rows_with(rows(text), &format!("{language}\t")))
}

/// Tells whether a form that begins with `letter` may begin with the folded letters `start`.
fn letter_begins(letter: &str, start: &str) -> bool {
    let letter = fold(letter);
    letter.starts_with(start) || start.starts_with(&letter)
}

/// Tells whether a row begins with folded letters, once it is folded itself.
fn begins(line: &str, start: &str) -> bool {
    let (Some(first), Some(wanted)) = (line.as_bytes().first(), start.as_bytes().first()) else {
        return false;
    };
    // Most rows differ in their first letter; folding keeps the small letters of ASCII.
    if first.is_ascii() && wanted.is_ascii() && first != wanted {
        return false;
    }
    let form = line.split('\t').next().unwrap_or_default();
    if form.is_ascii() {
        let beginning = form.as_bytes().get(..start.len());
        return beginning.is_some_and(|letters| letters.eq_ignore_ascii_case(start.as_bytes()));
    }
    letter_begins(&form[..form.ceil_char_boundary(1)], start) && fold(form).starts_with(start)
}
