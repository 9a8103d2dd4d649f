//! Synthetic resolutions in other languages than English.

use super::random::Random;
use super::shape::{CITING, LISTING, OPERATIVE_CLAUSES, PREAMBULAR_CLAUSES, WORDS, operative};
use super::tongue::{Opener, Tongue};
use crate::citation::Symbol;
use crate::resolution::{Clause, Part, Resolution};
use crate::text::Language;

/// Words of a title.
const TITLE_WORDS: (usize, usize) = (4, 10);

/// Returns `head` with a title and clauses in `language`.
pub(super) fn resolution(
    random: &mut Random,
    head: Resolution,
    language: Language,
    tongue: &Tongue,
) -> Resolution {
    let mut clauses = Vec::new();
    let [comma, semicolon, colon] = tongue.signs;
    for place in 1..=random.between(PREAMBULAR_CLAUSES.0, PREAMBULAR_CLAUSES.1) {
        let opener = *random.pick(tongue.preambular);
        let mut clause = clause(random, tongue, opener, format!("PP{place}"));
        clause.part = Part::Preambular;
        clause.text.push(comma);
        clauses.push(clause);
    }
    for place in 1..=random.between(OPERATIVE_CLAUSES.0, OPERATIVE_CLAUSES.1) {
        let opener = *random.pick(tongue.operative);
        let mut clause = clause(random, tongue, opener, format!("OP{place}"));
        let items = if random.chance(LISTING) { random.between(2, 6) } else { 0 };
        clause.text.push(if items > 0 { colon } else { semicolon });
        let lead = clause.clone();
        clauses.push(clause);
        for letter in ('a'..='z').take(items) {
            let mut text = tongue.item.to_string();
            push_words(random, tongue, WORDS, &mut text);
            text.push(semicolon);
            clauses.push(Clause {
                label: format!("{}({letter})", lead.label),
                text,
                lead_in: vec![lead.text.clone()],
                citations: Vec::new(),
                ..lead.clone()
            });
        }
    }
    let title = Some(title(random, tongue));
    Resolution { title, language: Some(language), clauses, ..head }
}

/// A title begins with a capital where there are capitals.
fn title(random: &mut Random, tongue: &Tongue) -> String {
    let mut words = String::new();
    push_words(random, tongue, TITLE_WORDS, &mut words);
    let words = words.replace(tongue.signs[0], "");
    let mut letters = words.trim().chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn clause(random: &mut Random, tongue: &Tongue, opener: Opener, label: String) -> Clause {
    let mut text = opener.0.to_string();
    let mut citations = Vec::new();
    if random.chance(CITING) {
        let (session, number) = (random.between(31, 79), random.zipf(300) + 1);
        text.push_str(tongue.space);
        text.push_str(&(tongue.citation)(&format!("{session}/{number}"), 1945 + session));
        citations.extend(Symbol::parse(&format!("A/RES/{session}/{number}")));
    }
    push_words(random, tongue, WORDS, &mut text);
    operative(opener, label, text, citations)
}

fn push_words(
    random: &mut Random,
    tongue: &Tongue,
    (least, most): (usize, usize),
    text: &mut String,
) {
    for place in 0..random.between(least, most) {
        if place > 0 && random.chance(5) {
            text.push(tongue.signs[0]);
        }
        text.push_str(tongue.space);
        tongue.push_word(random, text);
    }
}
