//! Verbs in the past: minutes and communiqués tell what a body did, `The Committee noted`, and count
//! what they tell as others count their clauses.
//!
//! A form in the past is that in the present with another ending, so the lexicon needs no second one:
//! what it knows in the present is known.

use super::enacting;
use crate::lexicon::{FormPart, Lexicon, VerbMatch};
use crate::text::{Language, Span, fold};

/// The name of the body is not longer.
const SUBJECT_BYTES_MAX: usize = 120;

/// Returns the verb in the past behind the name of a body with which `text` opens.
pub(super) fn verb(text: &str, language: Option<Language>, lexicon: &Lexicon) -> Option<VerbMatch> {
    let language = language?;
    let presents: fn(&str) -> Vec<String> = match language {
        Language::English => english,
        Language::French => french,
        Language::Spanish => spanish,
        // Chinese has no tense; the others change the stem.
        Language::Arabic | Language::Chinese | Language::Russian => return None,
    };
    let mut gaps = text.match_indices(' ').take_while(|(at, _)| *at <= SUBJECT_BYTES_MAX);
    gaps.find_map(|(at, _)| {
        let (start, pronoun) = if language == Language::French {
            behind_auxiliary(text, at + 1)?
        } else {
            (at + 1, "")
        };
        let end = word_end(text, start);
        let found = presents(&text[start..end].to_lowercase()).into_iter().find_map(|present| {
            let present = format!("{pronoun}{present}");
            let sentence = format!("{present}{}", &text[end..]);
            let verb = lexicon.opener(&sentence, Some(language))?;
            let is_deed = verb.part != FormPart::Preambular && verb.span.start() == 0;
            let length = (verb.span.end() + (end - start)).checked_sub(present.len())?;
            is_deed.then(|| VerbMatch { span: Span::new(start, start + length), ..verb })
        });
        found.filter(|_| enacting::names_body(&text[..at]))
    })
}

fn word_end(text: &str, start: usize) -> usize {
    text[start..].find([' ', ',', ';', ':', '.']).map_or(text.len(), |length| start + length)
}

/// Where the word behind `a`, `ont` or `s’est` begins, and the pronoun that its present has.
fn behind_auxiliary(text: &str, start: usize) -> Option<(usize, &'static str)> {
    const AUXILIARIES: [(&str, &str); 4] =
        [("a ", ""), ("ont ", ""), ("s’est ", "se "), ("s'est ", "se ")];
    let is_next = |(word, _): &&(&str, &str)| text[start..].starts_with(*word);
    let (auxiliary, pronoun) = AUXILIARIES.iter().find(is_next)?;
    Some((start + auxiliary.len(), *pronoun))
}

/// The present of a verb that forms its past in a way of its own.
fn other(others: &[(&str, &'static str)], past: &str) -> Option<&'static str> {
    others.iter().find(|(own, _)| *own == past).map(|(_, present)| *present)
}

/// `decided`: `decides`; `expressed`: `expresses`; `deferred`: `defers`; `took`: `takes`.
fn english(word: &str) -> Vec<String> {
    const OTHERS: [(&str, &str); 8] = [
        ("bore", "bears"),
        ("chose", "chooses"),
        ("drew", "draws"),
        ("gave", "gives"),
        ("heard", "hears"),
        ("made", "makes"),
        ("paid", "pays"),
        ("took", "takes"),
    ];
    if let Some(present) = other(&OTHERS, word) {
        return vec![present.to_owned()];
    }
    let Some(stem) = word.strip_suffix("ed").filter(|stem| stem.is_ascii() && stem.len() > 1)
    else {
        return Vec::new();
    };
    let bare = &stem[..stem.len() - 1];
    let mut presents = vec![format!("{stem}es"), format!("{stem}s")];
    if stem.ends_with('i') {
        presents.push(format!("{bare}ies"));
    } else if bare.ends_with(&stem[stem.len() - 1..]) {
        presents.push(format!("{bare}s"));
    }
    presents
}

/// Behind its auxiliary the participle of most verbs folds to what their present does: `décidé`.
fn french(word: &str) -> Vec<String> {
    const OTHERS: [(&str, &str); 7] = [
        ("accueilli", "accueille"),
        ("appele", "appelle"),
        ("convenu", "convient"),
        ("pris", "prend"),
        ("rappele", "rappelle"),
        ("reconnu", "reconnaît"),
        ("rendu", "rend"),
    ];
    let folded = fold(word);
    // Behind a body whose name is feminine, or that is several.
    let bare = folded.trim_end_matches('s');
    let bare = bare.strip_suffix('e').filter(|bare| bare.ends_with('e')).unwrap_or(bare);
    vec![other(&OTHERS, &folded).unwrap_or(bare).to_owned()]
}

/// `decidió`: `decide`; `tomó`: `toma`.
fn spanish(word: &str) -> Vec<String> {
    const OTHERS: [(&str, &str); 3] =
        [("convino", "conviene"), ("hizo", "hace"), ("hicieron", "hacen")];
    if let Some(present) = other(&OTHERS, word) {
        return vec![present.to_owned()];
    }
    let regular = word.strip_suffix('ó').map(|stem| format!("{stem}a"));
    word.strip_suffix("ió").map(|stem| format!("{stem}e")).into_iter().chain(regular).collect()
}

#[cfg(test)]
mod tests {
    use super::verb;
    use crate::lexicon::Lexicon;
    use crate::text::Language::{English, French, Spanish};

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
            (French, "Le Comité a décidé d’attendre.", "decides", "décidé"),
            (French, "Le Conseil a pris note du rapport.", "takes_note", "pris note"),
            (French, "La Commission s’est félicitée des feux.", "welcomes", "félicitée"),
            (Spanish, "El Comité decidió esperar.", "decides", "decidió"),
            (Spanish, "La Junta tomó nota del informe.", "takes_note", "tomó nota"),
            (English, "The lamps noted in the report are lit.", "", ""),
            (English, "The Committee and its members, invited by the port, met.", "", ""),
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
