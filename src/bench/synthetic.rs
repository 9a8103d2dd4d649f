//! [`Synthetic`]: a corpus out of nothing, the same every time.

use std::fmt::Write;

use super::page::{self, Heading};
use super::random::Random;
use super::vocabulary::push_word;
use crate::citation::{Organ, Symbol};
use crate::lexicon::{ConceptId, Lexicon};
use crate::resolution::{Clause, Date, Part, Resolution};
use crate::text::{Language, Origin, Span};

/// A corpus of synthetic resolutions of the UN General Assembly, in English.
///
/// Resolution `n` depends on the seed and on `n` alone: a larger corpus begins like a smaller one.
///
/// ```
/// use resq::bench::Synthetic;
///
/// let corpus = Synthetic { seed: 1 };
/// assert_eq!(corpus.resolution(3), corpus.resolution(3));
/// assert!(corpus.text(3).contains("The General Assembly,"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Synthetic {
    /// Corpora of different seeds have nothing in common but the vocabulary.
    pub seed: u64,
}

/// Printed verb, concept.
type Opener = (&'static str, &'static str);

const PREAMBULAR: &[Opener] = &[
    ("Recalling", "recalls"),
    ("Recalling also", "recalls"),
    ("Noting", "notes"),
    ("Noting with appreciation", "notes"),
    ("Reaffirming", "reaffirms"),
    ("Recognizing", "recognizes"),
    ("Welcoming", "welcomes"),
    ("Deeply concerned", "concerned"),
    ("Bearing in mind", "bears_in_mind"),
    ("Taking note of", "takes_note"),
];
const OPERATIVE: &[Opener] = &[
    ("Requests", "requests"),
    ("Calls upon", "calls_upon"),
    ("Decides", "decides"),
    ("Encourages", "encourages"),
    ("Urges", "urges"),
    ("Strongly urges", "urges"),
    ("Invites", "invites"),
    ("Welcomes", "welcomes"),
    ("Reaffirms", "reaffirms"),
    ("Takes note of", "takes_note"),
    ("Stresses", "stresses"),
    ("Notes with concern", "notes"),
];
const MONTHS: &[&str] = &["September", "October", "November", "December"];
/// Clauses of a resolution between least and most, on the average 26.
const PREAMBULAR_CLAUSES: (usize, usize) = (4, 16);
const OPERATIVE_CLAUSES: (usize, usize) = (6, 26);
/// Words of a clause after its verb, on the average 40.
const WORDS: (usize, usize) = (8, 72);
/// In hundred clauses: those that cite, that have typographic signs, that have items below.
const CITING: usize = 25;
const TYPOGRAPHIC: usize = 15;
const LISTING: usize = 6;

impl Synthetic {
    /// Returns resolution `number`.
    #[must_use]
    pub fn resolution(self, number: usize) -> Resolution {
        let mut random = Random::new(self.seed, number as u64);
        let session = 31 + number / 300 % 60;
        let symbol = Symbol::parse(&format!("A/RES/{session}/{}", number % 300 + 1));
        let year = u16::try_from(1945 + session).unwrap_or_default();
        let day = u8::try_from(random.between(1, 28)).unwrap_or(1);
        let mut resolution = Resolution {
            symbol,
            organ: Some(Organ::UnGa),
            title: Some(title(&mut random)),
            language: Some(Language::English),
            session: Some(session.to_string()),
            adopted_on: Date::new(year, 9 + u8::try_from(random.below(4)).unwrap_or_default(), day),
            ..Resolution::default()
        };
        for place in 1..=random.between(PREAMBULAR_CLAUSES.0, PREAMBULAR_CLAUSES.1) {
            let opener = *random.pick(PREAMBULAR);
            let mut clause = clause(&mut random, opener, format!("PP{place}"));
            clause.part = Part::Preambular;
            clause.text.push(',');
            resolution.clauses.push(clause);
        }
        for place in 1..=random.between(OPERATIVE_CLAUSES.0, OPERATIVE_CLAUSES.1) {
            let opener = *random.pick(OPERATIVE);
            let mut clause = clause(&mut random, opener, format!("OP{place}"));
            let has_items = random.chance(LISTING);
            clause.text.push(if has_items { ':' } else { ';' });
            let lead = clause.clone();
            resolution.clauses.push(clause);
            if has_items {
                push_items(&mut random, &lead, &mut resolution.clauses);
            }
        }
        resolution
    }

    /// Returns resolution `number` as a plain text that the program reads back.
    #[must_use]
    pub fn text(self, number: usize) -> String {
        let resolution = self.resolution(number);
        let Heading { symbol, short, title } = Heading::of(&resolution);
        let mut out = format!("{symbol}\n\n{short}. {title}\n\nThe General Assembly,\n\n");
        for clause in &resolution.clauses {
            let number = page::number(clause).map(|number| format!("{number} "));
            let _ = write!(out, "{}{}\n\n", number.unwrap_or_default(), clause.text);
        }
        out
    }
}

fn title(random: &mut Random) -> String {
    let mut title = String::new();
    for _ in 0..random.between(4, 12) {
        push_word(random, &mut title);
        title.push(' ');
    }
    title.pop();
    // A name at the front has its capital already.
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}

fn clause(random: &mut Random, (verb_text, concept): Opener, label: String) -> Clause {
    let verbs: Vec<ConceptId> = Lexicon::embedded()
        .concept(concept)
        .map(|concept| concept.id.clone())
        .into_iter()
        .collect();
    let mut text = verb_text.to_string();
    let mut citations = Vec::new();
    if random.chance(CITING) {
        push_citation(random, &mut text, &mut citations);
    }
    push_words(random, &mut text);
    Clause {
        label,
        part: Part::Operative,
        has_head: !verbs.is_empty(),
        verbs,
        verb_text: Some(verb_text.to_string()),
        qualifiers: Vec::new(),
        text,
        lead_in: Vec::new(),
        citations,
        joint_symbols: Vec::new(),
        addressee: None,
        deadline: None,
        origin: Origin { line: 1, span: Span::default() },
    }
}

fn push_words(random: &mut Random, text: &mut String) {
    let is_typographic = random.chance(TYPOGRAPHIC);
    for place in 0..random.between(WORDS.0, WORDS.1) {
        if place > 0 && random.chance(5) {
            text.push_str(if is_typographic { " –" } else { "," });
        }
        text.push(' ');
        push_word(random, text);
        if is_typographic && random.chance(4) {
            text.push_str("’s");
        }
    }
}

fn push_citation(random: &mut Random, text: &mut String, citations: &mut Vec<Symbol>) {
    let (session, number) = (random.between(31, 79), random.zipf(300) + 1);
    let (day, month) = (random.between(1, 28), random.pick(MONTHS));
    let year = 1945 + session;
    let _ = write!(text, " its resolution {session}/{number} of {day} {month} {year} and");
    citations.extend(Symbol::parse(&format!("A/RES/{session}/{number}")));
}

fn push_items(random: &mut Random, lead: &Clause, clauses: &mut Vec<Clause>) {
    for letter in ('a'..='z').take(random.between(2, 6)) {
        let mut text = "To".to_string();
        push_words(random, &mut text);
        text.push(';');
        clauses.push(Clause {
            label: format!("{}({letter})", lead.label),
            text,
            lead_in: vec![lead.text.clone()],
            citations: Vec::new(),
            joint_symbols: Vec::new(),
            ..lead.clone()
        });
    }
}
