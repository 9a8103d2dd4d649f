//! [`Synthetic`]: a corpus out of nothing, the same every time.

use std::fmt::Write;

use super::foreign;
use super::page::{self, Heading};
use super::random::Random;
use super::shape::{CITING, LISTING, OPERATIVE_CLAUSES, PREAMBULAR_CLAUSES, WORDS, operative};
use super::tongue::{Opener, Tongue};
use super::vocabulary::push_word;
use crate::citation::{Organ, Symbol};
use crate::resolution::{Clause, Date, Part, Resolution};
use crate::text::Language;

/// A corpus of synthetic resolutions of the UN General Assembly, in English and five languages more.
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
/// The sessions that adopt the resolutions, and how many each adopts before all have met.
const FIRST_SESSION: usize = 31;
const SESSIONS: usize = 60;
const PER_SESSION: usize = 300;
/// In hundred clauses: those that have typographic signs.
const TYPOGRAPHIC: usize = 15;

impl Synthetic {
    /// Returns resolution `number` in `language`; those of one number in several languages have
    /// the symbol in common and nothing else.
    #[must_use]
    pub fn resolution_in(self, number: usize, language: Language) -> Resolution {
        match Tongue::of(language) {
            None => self.resolution(number),
            Some(tongue) => {
                // Its own numbers, so that the languages differ in the shapes of clauses too.
                let stream =
                    language.code().bytes().fold(0, |sum, byte| sum << 8 | u64::from(byte));
                let mut random = Random::new(self.seed ^ stream << 32, number as u64);
                let head = head(&mut random, number);
                foreign::resolution(&mut random, head, language, tongue)
            }
        }
    }

    /// Returns resolution `number` in English.
    #[must_use]
    pub fn resolution(self, number: usize) -> Resolution {
        let mut random = Random::new(self.seed, number as u64);
        let mut resolution = head(&mut random, number);
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

    /// Returns resolution `number` in English as a plain text that the program reads back.
    #[must_use]
    pub fn text(self, number: usize) -> String {
        text(&self.resolution(number))
    }
}

/// Returns `resolution` as a plain text that the program reads back.
pub(super) fn text(resolution: &Resolution) -> String {
    let Heading { symbol, short, title, enacting } = Heading::of(resolution);
    let mut out = format!("{symbol}\n\n{short}. {title}\n\n{enacting}\n\n");
    for clause in &resolution.clauses {
        let number = page::number(clause).map(|number| format!("{number} "));
        let _ = write!(out, "{}{}\n\n", number.unwrap_or_default(), clause.text);
    }
    out
}

/// The header of resolution `number`, with an English title.
fn head(random: &mut Random, number: usize) -> Resolution {
    // Sixty sessions of three hundred resolutions each; what is beyond makes the sessions longer.
    let session = FIRST_SESSION + number / PER_SESSION % SESSIONS;
    let serial = number % PER_SESSION + number / (PER_SESSION * SESSIONS) * PER_SESSION + 1;
    let symbol = Symbol::parse(&format!("A/RES/{session}/{serial}"));
    let year = u16::try_from(1945 + session).unwrap_or_default();
    let day = u8::try_from(random.between(1, 28)).unwrap_or(1);
    Resolution {
        symbol,
        organ: Some(Organ::UnGa),
        title: Some(title(random)),
        language: Some(Language::English),
        session: Some(session.to_string()),
        adopted_on: Date::new(year, 9 + u8::try_from(random.below(4)).unwrap_or_default(), day),
        ..Resolution::default()
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

fn clause(random: &mut Random, opener: Opener, label: String) -> Clause {
    let mut text = opener.0.to_string();
    let mut citations = Vec::new();
    if random.chance(CITING) {
        push_citation(random, &mut text, &mut citations);
    }
    push_words(random, &mut text);
    operative(opener, label, text, citations)
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
