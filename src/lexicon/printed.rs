//! Whether a clause prints its verb in one certain form.

use super::Lexicon;
use super::language_tables::LanguageTables;
use super::model::ConceptId;
use super::opener::{Found, find};
use super::words::{Words, is_look_alike};
use crate::text::{Language, fold};

/// A form of a clause verb, to be compared with what clauses print.
#[derive(Clone, Debug)]
pub struct PrintedForm {
    typed: String,
    /// Beginnings of its words, folded, that every print of it has in it.
    starts: Vec<String>,
    /// How the tables of each language read it, the whole of it; none for a form they do not have.
    readings: Vec<(Language, String)>,
    concepts: Vec<ConceptId>,
}

impl PrintedForm {
    /// Returns what may head a clause that prints this form, in any language; empty for a form
    /// that no table has.
    #[must_use]
    pub fn concepts(&self) -> &[ConceptId] {
        &self.concepts
    }

    /// Tells whether a folded text may print this form: a quick look that is never wrong where it
    /// says no.
    #[must_use]
    pub fn may_be(&self, folded: &str) -> bool {
        self.starts.iter().all(|start| folded.contains(start))
    }
}

impl Lexicon {
    /// Returns the form `typed`, of whatever language, in a table or not.
    #[must_use]
    pub fn printed_form(&self, typed: &str) -> PrintedForm {
        let typed = typed.replace('_', " ");
        let (mut readings, mut concepts) = (Vec::new(), Vec::new());
        for language in self.languages_that_begin(&typed) {
            let tables = self.tables_for(&typed, language);
            let Some(found) = whole(&tables, &typed) else { continue };
            readings.push((language, spelt(&found.form.form, language)));
            for concept in std::iter::once(&found.form.concept).chain(&found.form.also) {
                if !concepts.contains(concept) {
                    concepts.push(concept.clone());
                }
            }
        }
        let starts = starts(&typed);
        PrintedForm { typed, starts, readings, concepts }
    }

    /// Tells whether `printed`, the verb of a clause in `language`, is `form`: the same words, case,
    /// marks and `-ise` or `-ize` aside, or the same form of the tables with further qualifiers.
    ///
    /// ```
    /// use resq::lexicon::Lexicon;
    /// use resq::text::Language;
    ///
    /// let lexicon = Lexicon::embedded();
    /// let form = lexicon.printed_form("urges");
    /// assert!(lexicon.is_printed(&form, "Strongly urges", Some(Language::English)));
    /// assert!(!lexicon.is_printed(&form, "Calls upon", Some(Language::English)));
    /// ```
    #[must_use]
    pub fn is_printed(
        &self,
        form: &PrintedForm,
        printed: &str,
        language: Option<Language>,
    ) -> bool {
        let own = language.unwrap_or(Language::English);
        let words = spelt(printed, own);
        if !words.is_empty() && words == spelt(&form.typed, own) {
            return true;
        }
        let mut readings = form.readings.iter();
        readings.any(|(read, name)| {
            language.is_none_or(|language| language == *read)
                && are_in_order(&spelt(&form.typed, *read), &spelt(printed, *read))
                && whole(self.language(*read), printed)
                    .is_some_and(|found| spelt(&found.form.form, *read) == *name)
        })
    }
}

/// How many letters of a word are the same in all spellings of it.
const START_LETTERS: usize = 2;

/// The beginnings of the words of a form; those in letters that a table may spell with letters of
/// another script are left out.
fn starts(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let words = folded.split(|sign: char| !sign.is_ascii_alphabetic());
    let is_safe = |word: &&str| word.len() > START_LETTERS && !word.chars().all(is_look_alike);
    words.filter(is_safe).map(|word| word[..START_LETTERS].to_owned()).collect()
}

/// The clause verb that a text is, with its qualifiers, and nothing besides.
fn whole<'tables>(tables: &'tables LanguageTables, text: &str) -> Option<Found<'tables>> {
    let mut words = Words::new(text, tables.language);
    find(tables, &mut words, 0).filter(|found| found.words == (0..words.len()))
}

/// The words of a text in the spelling of the tables, with spaces between.
fn spelt(text: &str, language: Language) -> String {
    let words = Words::new(text, language);
    let words: Vec<&str> = (0..words.len()).map(|place| words.get(place)).collect();
    words.join(" ")
}

/// Tells whether each word of `some` is in `all`, in the same order.
fn are_in_order(some: &str, all: &str) -> bool {
    let mut all = all.split(' ');
    some.split(' ').all(|word| all.any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_printed(typed: &str, printed: &str, language: Language) -> bool {
        let lexicon = Lexicon::embedded();
        lexicon.is_printed(&lexicon.printed_form(typed), printed, Some(language))
    }

    #[test]
    fn a_form_is_printed_with_any_qualifiers() {
        for (typed, printed, language) in [
            ("prie instamment", "Prie instamment", Language::French),
            ("prie instamment", "Prie de nouveau instamment", Language::French),
            ("urges", "STRONGLY URGES", Language::English),
            ("recognises", "Recognizes", Language::English),
            ("réaffirme", "Reaffirme", Language::French),
            ("calls upon", "Calls once again upon", Language::English),
            ("敦促", "敦促", Language::Chinese),
            ("exclaims loudly", "Exclaims loudly", Language::English),
        ] {
            assert!(is_printed(typed, printed, language), "{typed}: {printed}");
            let form = Lexicon::embedded().printed_form(typed);
            assert!(form.may_be(&fold(printed)), "{typed}: {printed}");
        }
    }

    #[test]
    fn another_form_is_not_printed() {
        for (typed, printed, language) in [
            ("prie instamment", "Engage", Language::French),
            ("prie", "Prie instamment", Language::French),
            ("strongly urges", "Urges", Language::English),
            ("urges", "Prie instamment", Language::French),
            ("calls", "Calls upon", Language::English),
            ("urge", "Urges", Language::English),
            ("", "", Language::English),
        ] {
            assert!(!is_printed(typed, printed, language), "{typed}: {printed}");
        }
    }
}
