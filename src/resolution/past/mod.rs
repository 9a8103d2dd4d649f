//! Verbs in the past: minutes, communiqués and decisions tell what a body did, `The Committee noted`.
//!
//! A form in the past is that in the present with another ending, so the lexicon needs no second one:
//! what it knows in the present is known. Chinese has no tense; there the name of the body before the
//! verb tells the same.

mod presents;
mod subject;

use crate::lexicon::{FormPart, Lexicon, VerbMatch};
use crate::text::{Language, Span, first_chars, is_alphanumeric};
use presents::presents;
use subject::is_subject;

/// The name of the body, with what it had considered between commas, is not longer.
const SUBJECT_BYTES_MAX: usize = 600;
/// The verb, with what belongs to it, is not longer.
const VERB_CHARS_MAX: usize = 200;
/// So many words may qualify the verb before it.
const BEFORE_MAX_WORDS: usize = 3;
const THEIR: &str = " their ";
const ITS: &str = " its ";

/// Returns the verb in the past behind the name of a body with which `text` opens.
pub(super) fn verb(text: &str, language: Option<Language>, lexicon: &Lexicon) -> Option<VerbMatch> {
    let language = language?;
    let reading = Reading { text, language, lexicon };
    match language {
        Language::Arabic => reading.before_name().or_else(|| reading.behind_name()),
        Language::Chinese => reading.without_tense(),
        Language::French => reading.behind_auxiliary(),
        Language::English | Language::Russian | Language::Spanish => reading.behind_name(),
    }
}

/// Returns the verb in the past with which `text` opens, behind a name that stands above: `The Governing
/// Body:`, `(a) requested`. In French and Chinese no form tells.
pub(super) fn verb_at_head(text: &str, language: Language, lexicon: &Lexicon) -> Option<VerbMatch> {
    let end = word_end(text, 0);
    let past = text[..end].to_lowercase();
    let is_told = match language {
        Language::English | Language::Russian | Language::Spanish => true,
        Language::Arabic | Language::Chinese | Language::French => false,
    };
    let reading = Reading { text, language, lexicon };
    let candidates = if is_told { presents(&past, language) } else { Vec::new() };
    candidates.iter().find_map(|present| {
        let verb = reading.deed("", present, end)?;
        let length = (verb.span.end() + end).checked_sub(present.len())?;
        Some(VerbMatch { span: Span::new(0, length), ..verb })
    })
}

struct Reading<'a> {
    text: &'a str,
    language: Language,
    lexicon: &'a Lexicon,
}

impl Reading<'_> {
    /// The places where a word begins that may stand behind a subject.
    fn word_starts(&self) -> impl Iterator<Item = usize> + '_ {
        let gaps = self.text.match_indices(' ').map(|(at, _)| at + 1);
        gaps.take_while(|at| *at <= SUBJECT_BYTES_MAX)
    }

    /// `The Committee also noted`, `La Junta tomó nota`, `Комитет постановил`.
    fn behind_name(&self) -> Option<VerbMatch> {
        self.word_starts().find_map(|start| {
            let end = word_end(self.text, start);
            let past = self.text[start..end].to_lowercase();
            presents(&past, self.language)
                .iter()
                .find_map(|present| self.qualified(start, end, present))
        })
    }

    /// The verb at `start`, with what qualifies it before it, if what stands before that is the name
    /// of a body.
    fn qualified(&self, start: usize, end: usize, present: &str) -> Option<VerbMatch> {
        let mut found = None;
        let mut from = start;
        for _ in 0..=BEFORE_MAX_WORDS {
            let before = &self.text[from..start];
            let verb = self.deed(before, present, end);
            // Words that are no qualifiers stand before no verb.
            let Some(verb) = verb else { break };
            if is_subject(self.text[..from].trim_end(), self.language) {
                let length = (verb.span.end() + (end - start)).checked_sub(present.len())?;
                found = Some(VerbMatch { span: Span::new(from, from + length), ..verb });
            }
            let Some(gap) = self.text[..from].trim_end().rfind(' ') else { break };
            from = gap + 1;
        }
        found
    }

    /// The operative verb that `present` is, with `before` before it and the words from `end` on behind.
    fn deed(&self, before: &str, present: &str, end: usize) -> Option<VerbMatch> {
        let behind = self.behind(end);
        let head = format!("{before}{present}");
        // What several did with "their" aim the lexicon knows with "its".
        let of_one = behind.strip_prefix(THEIR).filter(|_| self.language == Language::English);
        let of_one = of_one.and_then(|rest| {
            let verb = self.opener(&format!("{head}{ITS}{rest}"))?;
            let end = verb.span.end().checked_sub(ITS.len())?;
            let is_longer = end > head.len();
            is_longer.then(|| VerbMatch { span: Span::new(0, end + THEIR.len()), ..verb })
        });
        let verb = of_one.or_else(|| self.opener(&format!("{head}{behind}")))?;
        (verb.span.end() >= head.len()).then_some(verb)
    }

    /// The text from `start` on, as far as it may belong to a verb.
    fn behind(&self, start: usize) -> &str {
        first_chars(&self.text[start..], VERB_CHARS_MAX)
    }

    /// The operative verb with which `sentence` opens.
    fn opener(&self, sentence: &str) -> Option<VerbMatch> {
        let verb = self.lexicon.opener(sentence, Some(self.language))?;
        (verb.part != FormPart::Preambular && verb.span.start() == 0).then_some(verb)
    }

    /// `Le Comité a décidé`, `La Commission s’est également félicitée`.
    fn behind_auxiliary(&self) -> Option<VerbMatch> {
        self.word_starts().find_map(|at| {
            let (first, pronoun) = auxiliary(self.text, at)?;
            if !is_subject(self.text[..at].trim_end(), self.language) {
                return None;
            }
            let gaps = self.text[first..].match_indices(' ').map(|(gap, _)| first + gap + 1);
            let starts = std::iter::once(first).chain(gaps).take(BEFORE_MAX_WORDS + 1);
            starts.into_iter().find_map(|start| self.participle(first, start, pronoun))
        })
    }

    /// The participle at `start`, with the words that qualify it from `first` on.
    fn participle(&self, first: usize, start: usize, pronoun: &str) -> Option<VerbMatch> {
        let end = word_end(self.text, start);
        let between = self.text[first..start].trim_end();
        let past = self.text[start..end].to_lowercase();
        presents(&past, self.language).iter().find_map(|present| {
            let gap = if between.is_empty() { "" } else { " " };
            let head = format!("{pronoun}{present}{gap}{between}");
            let verb = self.opener(&format!("{head}{}", self.behind(end)))?;
            let further = verb.span.end().saturating_sub(head.len());
            Some(VerbMatch { span: Span::new(first, end + further), ..verb })
        })
    }

    /// `قررت اللجنة`: the verb stands before the name.
    fn before_name(&self) -> Option<VerbMatch> {
        let name = super::speaker::behind_verb(self.text)?;
        let start = self.text[..name.start()].find(is_alphanumeric)?;
        let behind = self.behind(name.end());
        presents(&self.text[start..name.start()], self.language).iter().find_map(|present| {
            let verb = self.opener(&format!("{present}{behind}"))?;
            let further = verb.span.end().checked_sub(present.len())?;
            let end = if further == 0 { name.start() } else { name.end() + further };
            Some(VerbMatch { span: Span::new(start, end), ..verb })
        })
    }

    /// `委员会决定`: the verb stands behind the name, or behind what was considered.
    fn without_tense(&self) -> Option<VerbMatch> {
        let head = first_chars(self.text, VERB_CHARS_MAX);
        let ends = subject::chinese_names(head);
        ends.into_iter().find_map(|end| {
            let behind = |start: usize| {
                let verb = self.lexicon.opener(&self.text[start..], Some(self.language))?;
                Some(VerbMatch { span: verb.span.shift(start), ..verb })
            };
            let verb = behind(end)?;
            if verb.part != FormPart::Preambular {
                return Some(verb);
            }
            let comma = self.text[end..].find('，')? + end + '，'.len_utf8();
            behind(comma).filter(|verb| verb.part != FormPart::Preambular)
        })
    }
}

fn word_end(text: &str, start: usize) -> usize {
    text[start..].find([' ', ',', ';', ':', '.', '،', '؛']).map_or(text.len(), |end| start + end)
}

/// Where the word behind `a`, `ont` or `s’est` begins, and the pronoun that its present has.
fn auxiliary(text: &str, start: usize) -> Option<(usize, &'static str)> {
    const AUXILIARIES: [(&str, &str); 6] = [
        ("a ", ""),
        ("ont ", ""),
        ("s’est ", "se "),
        ("s'est ", "se "),
        ("se sont ", "se "),
        ("est ", ""),
    ];
    let is_next = |(word, _): &&(&str, &str)| text[start..].starts_with(*word);
    let (auxiliary, pronoun) = AUXILIARIES.iter().find(is_next)?;
    Some((start + auxiliary.len(), *pronoun))
}

#[cfg(test)]
mod tests {
    use super::verb;
    use crate::lexicon::Lexicon;
    use crate::text::Language::{Arabic, Chinese, English, French, Russian, Spanish};

    #[test]
    fn what_a_body_did_has_the_verb_of_what_it_does() {
        for (language, text, concept, printed) in [
            (English, "The Committee noted the report on lamps.", "notes", "noted"),
            (
                English,
                "The Council expressed concern at the fog.",
                "expresses_concern",
                "expressed concern",
            ),
            (English, "The Executive Board took note of the lamps.", "takes_note", "took note"),
            (English, "The United Harbours Commission decided to wait.", "decides", "decided"),
            (English, "The Committee also noted the fog.", "notes", "also noted"),
            (English, "Heads reaffirmed their aims.", "reaffirms", "reaffirmed"),
            (English, "Summit strongly urged all to wait.", "urges", "strongly urged"),
            (
                English,
                "The Ninth Harbour Assembly, having considered the report, decided:",
                "decides",
                "decided",
            ),
            (French, "Le Comité a décidé d’attendre.", "decides", "décidé"),
            (French, "Le Conseil a pris note du rapport.", "takes_note", "pris note"),
            (French, "La Commission s’est félicitée des feux.", "welcomes", "félicitée"),
            (French, "Le Conseil a également noté le retard.", "notes", "également noté"),
            (French, "Les ministres ont décidé d’attendre.", "decides", "décidé"),
            (Spanish, "El Comité decidió esperar.", "decides", "decidió"),
            (Spanish, "La Junta tomó nota del informe.", "takes_note", "tomó nota"),
            (Spanish, "Los ministros decidieron esperar.", "decides", "decidieron"),
            (
                Spanish,
                "La 78.ª Asamblea de Faros, tras examinar el informe, decidió:",
                "decides",
                "decidió",
            ),
            (Russian, "Комитет постановил подождать.", "decides", "постановил"),
            (Russian, "Комиссия вновь подтвердила свою цель.", "reaffirms", "вновь подтвердила"),
            (Russian, "Главы государств приветствовали доклад.", "welcomes", "приветствовали"),
            (Arabic, "قررت اللجنة الانتظار.", "decides", "قررت"),
            (
                Arabic,
                "أعربت اللجنة عن قلقها إزاء الضباب.",
                "expresses_concern",
                "أعربت اللجنة عن قلقها",
            ),
            (Arabic, "أوصت اللجنة المجلس بالانتظار.", "recommends", "أوصت"),
            (Chinese, "委员会决定等待。", "decides", "决定"),
            (Chinese, "第七届灯塔大会审议了报告，决定：", "decides", "决定"),
            (English, "The lamps noted in the report are lit.", "", ""),
            (English, "The Committee and its members, invited by the port, met.", "", ""),
            (Russian, "Огни, отмеченные в докладе, горели.", "", ""),
            (Chinese, "灯塔的灯火决定航行。", "", ""),
        ] {
            let found = verb(text, Some(language), Lexicon::embedded());
            let read = found.map(|found| {
                let concept = found.concept.map(|concept| concept.to_string()).unwrap_or_default();
                (concept, found.span.of(text))
            });
            let expected = Some((concept.to_owned(), printed)).filter(|_| !concept.is_empty());
            assert_eq!(read, expected, "{text}");
        }
    }
}
