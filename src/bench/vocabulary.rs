//! The words of synthetic clauses: a list, its inflections, and made-up names.

use std::sync::OnceLock;

use super::random::Random;

const LIST: &str = include_str!("vocabulary.txt");

/// Words between words, about as often as in real clauses.
const FUNCTION: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "the",
    "of",
    "and",
    "to",
    "in",
    "the",
    "of",
    "and",
    "for",
    "the",
    "on",
    "in",
    "by",
    "with",
    "that",
    "its",
    "as",
    "their",
    "the",
    "at",
    "all",
    "or",
    "is",
    "from",
    "a",
    "which",
    "be",
    "this",
    "through",
    "including",
    "other",
    "an",
    "such",
    "into",
    "within",
    "are",
    "between",
    "those",
    "not",
    "under",
    "against",
    "these",
    "also",
    "may",
    "should",
];

/// Names of places and persons: this many different ones.
const NAMES: usize = 20_000;
const CAPITALS: &[&str] =
    &["Ba", "Ri", "Ka", "Lu", "Men", "So", "Ta", "Vi", "No", "Mal", "Dor", "Al", "É", "Zan", "Che"];
const SYLLABLES: &[&str] = &[
    "ba", "ri", "ton", "ka", "lu", "men", "so", "ta", "vi", "no", "ger", "mal", "dor", "is", "an",
    "el", "ur", "che", "sta", "po", "ye", "zan", "bé", "ñu", "ço", "li",
];

/// The content words, most frequent first.
struct Words {
    nouns: Vec<String>,
    verbs: Vec<String>,
    adjectives: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let of = |kind: char, forms: fn(&str) -> Vec<String>| {
            LIST.lines()
                .filter_map(|line| line.strip_prefix(kind)?.strip_prefix(' '))
                .flat_map(forms)
                .collect()
        };
        Words {
            nouns: of('n', |noun| vec![noun.to_string(), plural(noun)]),
            verbs: of('v', verb_forms),
            adjectives: of('a', |adjective| vec![adjective.to_string()]),
        }
    })
}

fn plural(noun: &str) -> String {
    match noun {
        "child" => "children".to_string(),
        "woman" => "women".to_string(),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") => format!("{noun}es"),
        _ => match noun.strip_suffix('y') {
            Some(stem) if !noun.ends_with("ay") && !noun.ends_with("ey") => format!("{stem}ies"),
            _ => format!("{noun}s"),
        },
    }
}

fn verb_forms(verb: &str) -> Vec<String> {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let past =
        verb.strip_suffix('y').map_or_else(|| format!("{stem}ed"), |stem| format!("{stem}ied"));
    vec![verb.to_string(), format!("{stem}ing"), past, plural(verb)]
}

/// Appends the next word of a sentence.
pub(super) fn push_word(random: &mut Random, out: &mut String) {
    let words = words();
    match random.below(100) {
        0..42 => out.push_str(random.pick::<&str>(FUNCTION)),
        42..72 => out.push_str(&words.nouns[random.zipf(words.nouns.len())]),
        72..84 => out.push_str(&words.verbs[random.zipf(words.verbs.len())]),
        84..97 => out.push_str(&words.adjectives[random.zipf(words.adjectives.len())]),
        _ => push_name(random, out),
    }
}

fn push_name(random: &mut Random, out: &mut String) {
    let number = random.zipf(NAMES);
    let mut own = Random::new(7, number as u64);
    out.push_str(own.pick::<&str>(CAPITALS));
    for _ in 0..own.between(1, 3) {
        out.push_str(own.pick::<&str>(SYLLABLES));
    }
}
