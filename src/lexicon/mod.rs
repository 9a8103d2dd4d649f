//! Clause verbs and legal phrases per language, and the matchers over them.
//!
//! The tables are files in `index-schema/lexicon/` and `index-schema/phrases/`, which a lawyer or
//! linguist can correct; they are embedded in the program, and [`Lexicon::from_files`] reads
//! others in their place. [`sources`] describes their columns.
//!
//! - [`Lexicon::opener`] reads the verb that opens a clause, [`Lexicon::verbs`] all of a clause;
//! - [`Lexicon::resolve`] reads what a user typed for a verb, in any language and any form;
//! - [`Lexicon::phrase_forms`] lists the legal phrases and verbs that are one term of an index;
//! - [`Lexicon::long_forms`] tells what an abbreviation in common use stands for.

mod abbreviations;
mod fault;
mod first_words;
mod forms;
mod joints;
mod language_tables;
mod model;
mod noisy;
mod opener;
mod phrases;
mod printed;
mod resolve;
mod sorted;
pub mod sources;
mod table;
mod typed;
mod verbs;
mod words;

use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;

pub use fault::{Fault, FaultKind};
pub use model::{
    Concept, ConceptId, ConceptQuery, FormPart, Holds, TypedVerb, VerbForm, VerbMatch,
};
pub use printed::PrintedForm;

use crate::text::Language;
use abbreviations::Abbreviation;
use first_words::FirstWords;
use language_tables::LanguageTables;
use model::Equivalent;
use sources::Sources;
use words::Words;

/// How much of a clause is read to find the verb that opens it.
const OPENER_BYTES_MAX: usize = 700;

/// So much of it is enough for nearly every one; of the rest, more is read.
const OPENER_BYTES: usize = 48;

/// The languages in Latin letters.
const LATIN: [Language; 3] = [Language::English, Language::French, Language::Spanish];

/// How many letters are looked at to tell the script of a text.
const SCRIPT_LETTERS_MAX: usize = 40;

/// The clause verbs and legal phrases of all languages.
///
/// The tables of a language are read when it is first asked for.
#[derive(Debug, Default)]
pub struct Lexicon {
    sources: Sources,
    concepts: OnceLock<Vec<Concept>>,
    equivalents: OnceLock<Vec<Equivalent>>,
    abbreviations: OnceLock<Vec<Abbreviation>>,
    languages: [OnceLock<LanguageTables>; Language::ALL.len()],
    /// How many parts of tables were read, of all languages together.
    parts_read: AtomicUsize,
    first_words: FirstWords,
}

impl Lexicon {
    /// Returns the lexicon that is embedded in the program.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Lexicon> = OnceLock::new();
        EMBEDDED.get_or_init(Self::default)
    }

    /// Returns the lexicon of `files`, each a name as `lexicon/en.tsv` and its text; a table that
    /// is not among them is the embedded one.
    ///
    /// # Errors
    ///
    /// Returns every fault of every file, in the order of the files and their lines.
    pub fn from_files(files: &[(&str, &str)]) -> Result<Self, Vec<Fault>> {
        let sources = Sources::with(files)?;
        let faults = sources.faults();
        if !faults.is_empty() {
            return Err(faults);
        }
        let first_words = FirstWords::of(&sources);
        Ok(Self { sources, first_words, ..Self::default() })
    }

    /// Returns the clause verb that opens `text`, qualifiers included; `language` narrows the
    /// tables, `None` tries all that are written in the script of the text.
    ///
    /// Only the first 700 bytes are read. The case of letters, typographic variants, vowel signs,
    /// `-ise` for `-ize` and emphasis marks make no difference.
    ///
    /// ```
    /// use resq::lexicon::Lexicon;
    /// use resq::text::Language;
    ///
    /// let text = "Strongly urges all States to ratify;";
    /// let verb = Lexicon::embedded().opener(text, Some(Language::English)).unwrap();
    /// assert_eq!(verb.span.of(text), "Strongly urges");
    /// assert_eq!(verb.concept.unwrap().as_str(), "urges");
    /// assert_eq!(verb.qualifiers, ["strongly"]);
    /// ```
    #[must_use]
    pub fn opener(&self, text: &str, language: Option<Language>) -> Option<VerbMatch> {
        let found = languages_of(text, language).iter().filter_map(|&language| {
            let tables = self.language(language);
            let mut words = Words::window(text, language, OPENER_BYTES);
            let found = verbs::opener(tables, &mut words).map(|found| found.to_match(&words));
            if !words.is_left() {
                return found;
            }
            let mut words = Words::of_start(text, language, OPENER_BYTES_MAX);
            let found = verbs::opener(tables, &mut words)?;
            Some(found.to_match(&words))
        });
        // The first of equals: the order of the languages is fixed.
        found.reduce(|best, other| {
            if other.span.length_bytes() > best.span.length_bytes() { other } else { best }
        })
    }

    /// Returns every clause verb of `text`, the opener first and the others in order, without
    /// overlaps.
    ///
    /// A further verb counts where it heads a part of the clause as the opener does: after a
    /// comma, a semicolon or a coordinator, in the same mood, outside relative clauses.
    #[must_use]
    pub fn verbs(&self, text: &str, language: Option<Language>) -> Vec<VerbMatch> {
        let found = languages_of(text, language).iter().map(|&language| {
            let tables = self.language(language);
            let mut words = Words::new(text, language);
            let head = verbs::head(tables, &mut words);
            head.map(|head| verbs::of_clause(tables, &mut words, &head).1).unwrap_or_default()
        });
        found
            .reduce(|best, other| if other.len() > best.len() { other } else { best })
            .unwrap_or_default()
    }

    /// Returns what [`Lexicon::opener`] and [`Lexicon::verbs`] say of `text`, for less than both.
    #[must_use]
    pub fn opener_and_verbs(
        &self,
        text: &str,
        language: Option<Language>,
    ) -> (Option<VerbMatch>, Vec<VerbMatch>) {
        match language {
            Some(language) if text.len() <= OPENER_BYTES_MAX => {
                let tables = self.language(language);
                let mut words = Words::begun(text, language, OPENER_BYTES);
                let mut head = verbs::head(tables, &mut words);
                if words.is_left() {
                    words = Words::new(text, language);
                    head = verbs::head(tables, &mut words);
                }
                let Some(head) = head else { return (None, Vec::new()) };
                if !verbs::may_have_others(tables, &words, &head) {
                    let verb = head.to_match(&words);
                    return (Some(verb.clone()), vec![verb]);
                }
                words.finish();
                let (opener, verbs) = verbs::of_clause(tables, &mut words, &head);
                (Some(opener), verbs)
            }
            Some(_) | None => (self.opener(text, language), self.verbs(text, language)),
        }
    }

    /// Returns the legal phrases and the clause verbs of all languages that are written in several
    /// words with nothing between them, as the tables have them.
    ///
    /// ```
    /// use resq::lexicon::Lexicon;
    ///
    /// let forms = Lexicon::embedded().phrase_forms();
    /// assert!(forms.contains(&"member states") && forms.contains(&"calls upon"));
    /// ```
    #[must_use]
    pub fn phrase_forms(&self) -> Vec<&str> {
        self.sources.phrase_forms()
    }

    /// Returns what an abbreviation, folded, stands for in `languages`, as printed; none means any
    /// language.
    ///
    /// ```
    /// use resq::lexicon::Lexicon;
    ///
    /// let found = Lexicon::embedded().long_forms("oda", &[]);
    /// assert_eq!(found, ["official development assistance"]);
    /// ```
    #[must_use]
    pub fn long_forms(&self, short: &str, languages: &[Language]) -> Vec<&str> {
        let rows =
            self.abbreviations.get_or_init(|| self.sources.abbreviations(&mut Vec::new())).iter();
        let is_asked = |language| languages.is_empty() || languages.contains(&language);
        rows.filter(|row| row.short == short && is_asked(row.language))
            .map(|row| row.long.as_str())
            .collect()
    }

    /// Returns every concept, by id.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        self.concepts.get_or_init(|| self.sources.concepts(&mut Vec::new()))
    }

    /// Returns the concept of an id.
    #[must_use]
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        let concepts = self.concepts();
        let place = concepts.binary_search_by(|concept| concept.id.as_str().cmp(id)).ok()?;
        concepts.get(place)
    }

    /// Returns the forms of `concept` in `language`, the most frequent first.
    #[must_use]
    pub fn forms(&self, concept: &ConceptId, language: Language) -> Vec<&VerbForm> {
        let rows = self.language(language).verbs.iter().map(|(_, form)| form);
        let mut forms: Vec<_> = rows.filter(|form| form.concept == *concept).collect();
        forms.sort_by(|left, right| (right.count, &left.form).cmp(&(left.count, &right.form)));
        forms
    }

    /// Returns every form of every clause verb in `language`, in the order of the table.
    pub fn every_form(&self, language: Language) -> impl Iterator<Item = &VerbForm> {
        self.language(language).verbs.iter().map(|(_, form)| form)
    }

    fn language(&self, language: Language) -> &LanguageTables {
        self.languages[place_of(language)]
            .get_or_init(|| self.sources.language(language, self.concepts()))
    }

    /// Tells whether the tables of `language` have been read already.
    fn is_read(&self, language: Language) -> bool {
        self.languages[place_of(language)].get().is_some()
    }

    fn equivalents(&self) -> &[Equivalent] {
        self.equivalents.get_or_init(|| self.sources.equivalents(self.concepts()))
    }
}

fn place_of(language: Language) -> usize {
    Language::ALL.iter().position(|other| *other == language).unwrap_or_default()
}

/// Returns the languages a text can be in: `known`, or those of the script of its first letter
/// that is not Latin, or all that are written in Latin letters.
fn languages_of(text: &str, known: Option<Language>) -> &'static [Language] {
    let all: &'static [Language] = &Language::ALL;
    let one = |language| {
        let place = place_of(language);
        &all[place..=place]
    };
    if let Some(language) = known {
        return one(language);
    }
    let start = text.chars().filter(|letter| letter.is_alphabetic()).take(SCRIPT_LETTERS_MAX);
    let of_script = start.into_iter().find_map(|letter| match letter {
        '\u{400}'..='\u{52f}' => Some(Language::Russian),
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Some(Language::Arabic),
        '\u{3400}'..='\u{9fff}' => Some(Language::Chinese),
        _ => None,
    });
    of_script.map_or(&LATIN, one)
}

#[cfg(test)]
mod tests {
    use super::forms::ANY_WORDS;
    use super::words::Words;
    use super::{Lexicon, OPENER_BYTES, OPENER_BYTES_MAX, verbs};
    use crate::text::Language;

    /// Words that no table has, and some that tables have, in many lengths.
    const TAILS: [&str; 5] = [
        "",
        " qwerty,notes;Notes and\u{5b89} notes \u{ab}et prie\u{bb} y/alienta \u{438}-\u{43f}\u{440}\u{438}\u{437}\u{44b}\u{432}\u{430}\u{435}\u{442}, emphasises",
        " qwerty, asdf; zxcv qwerty asdf zxcv qwerty asdf zxcv qwerty asdf zxcv qwerty asdf zxcv",
        ", also notes with concern and strongly urges; et prie instamment; y alienta; \u{436}\u{435}",
        " \u{62f}\u{644}\u{64a}\u{644}\u{64c} \u{628}\u{644}\u{627}\u{62f} \u{627}\u{644}\u{646}\u{647}\u{631} e\u{301}te\u{301} \u{5b89}\u{7406}\u{4f1a}\u{5bf9}\u{6b64}\u{8868}\u{793a}\u{9057}\u{61be}",
    ];

    #[test]
    fn the_first_words_tell_the_opener_as_all_of_them_do() {
        let lexicon = Lexicon::embedded();
        let (mut count, mut short) = (0, 0);
        for language in Language::ALL {
            let tables = lexicon.language(language);
            for (number, (_, form)) in tables.verbs.iter().enumerate() {
                for tail in TAILS {
                    // So that the cut stands at every byte of some text.
                    let space = "x".repeat(number % OPENER_BYTES);
                    let between = format!(" {space}, {space} ");
                    let text = format!("{}{tail} {space} {tail}", form.form);
                    let text = text.replace(ANY_WORDS, &between);
                    let mut words = Words::of_start(&text, language, OPENER_BYTES_MAX);
                    let slow = verbs::opener(tables, &mut words);
                    let slow = slow.map(|found| found.to_match(&words));
                    assert_eq!(lexicon.opener(&text, Some(language)), slow, "{text}");
                    let both = (slow, lexicon.verbs(&text, Some(language)));
                    assert_eq!(lexicon.opener_and_verbs(&text, Some(language)), both, "{text}");
                    let mut words = Words::window(&text, language, OPENER_BYTES);
                    let _ = verbs::opener(tables, &mut words);
                    count += 1;
                    short += usize::from(!words.is_left());
                }
            }
        }
        assert!(short * 2 > count, "{short} of {count} are read from their first words");
    }
}
