//! How often the opener is read as real documents print it. Needs the folder of measurements
//! next to the checkout; says that it skips where there is none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use resq::lexicon::Lexicon;
use resq::text::{Language, fold};
use serde_json::Value;

/// Least shares of the openers of a language, in per cent: the verb, the verb as printed.
const SHARES_MIN: (f64, f64) = (99.0, 93.0);

pub(super) fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: no `{}`", path.display());
    None
}

pub(super) fn json_lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[derive(Default)]
struct Figures {
    clauses: usize,
    lenient: usize,
    exact: usize,
    lemmas: usize,
    lemma: usize,
    faults: BTreeMap<(String, String), (usize, String)>,
}

#[test]
fn openers_of_real_clauses_are_read_as_printed() {
    let Some(path) = shared("eval/structure/dev/gold/akn.jsonl") else { return };
    let mut figures = BTreeMap::<Language, Figures>::new();
    for document in json_lines(&path) {
        let Some(language) = document["language"].as_str().and_then(Language::from_code) else {
            continue;
        };
        for clause in document["clauses"].as_array().unwrap() {
            measure(figures.entry(language).or_default(), clause, language);
        }
    }
    println!("language clauses verb verb= lemma");
    let mut low = Vec::new();
    for (language, figures) in &figures {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let (lenient, exact) =
            (share(figures.lenient, figures.clauses), share(figures.exact, figures.clauses));
        let lemma = share(figures.lemma, figures.lemmas);
        println!("{language} {} {lenient:.2} {exact:.2} {lemma:.2}", figures.clauses);
        if lenient < SHARES_MIN.0 || exact < SHARES_MIN.1 {
            low.push(*language);
        }
        show_faults(figures);
    }
    assert!(low.is_empty(), "too many openers misread: {low:?}");
}

fn show_faults(figures: &Figures) {
    if std::env::var_os("SHOW_FAULTS").is_none() {
        return;
    }
    let mut faults: Vec<_> = figures.faults.iter().collect();
    faults.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for ((gold, found), (count, text)) in faults {
        println!("  {count}\t{gold}\t{found}\t{text}");
    }
}

fn measure(figures: &mut Figures, clause: &Value, language: Language) {
    let (Some(gold), Some(text)) = (clause["verb_text"].as_str(), clause["text"].as_str()) else {
        return;
    };
    if clause["inherited"].as_bool() == Some(true) || clause["required"] != true {
        return;
    }
    let verb = Lexicon::embedded().opener(text, Some(language));
    let printed = verb.as_ref().map_or("", |verb| verb.span.of(text));
    figures.clauses += 1;
    let is_exact = plain(printed) == plain(gold);
    let is_lenient = is_lenient(&plain(printed), &plain(gold));
    figures.exact += usize::from(is_exact);
    figures.lenient += usize::from(is_lenient);
    if language == Language::English {
        figures.lemmas += 1;
        let id = verb.and_then(|verb| verb.concept);
        let id = id.as_ref().map_or("", |id| id.as_str());
        let gold = clause["verb"].as_str().unwrap_or_default();
        let first = |words: &str| stem(words.split(['_', ' ']).next().unwrap_or_default());
        figures.lemma +=
            usize::from(first(id) == first(gold) || stem(&id.replace('_', " ")) == stem(gold));
        if first(id) != first(gold) && stem(&id.replace('_', " ")) != stem(gold) {
            let key = (format!("LEMMA {gold}"), id.to_owned());
            let entry = figures.faults.entry(key).or_insert((0, text.chars().take(90).collect()));
            entry.0 += 1;
        }
    }
    if !is_exact {
        let mark = if is_lenient { "" } else { "!! " };
        let key = (format!("{mark}{gold}"), printed.to_owned());
        let entry = figures.faults.entry(key).or_insert((0, text.chars().take(90).collect()));
        entry.0 += 1;
    }
}

fn plain(printed: &str) -> String {
    let words: Vec<_> = printed
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '-')
        .filter(|word| !word.is_empty())
        .map(fold)
        .collect();
    words.join(" ")
}

/// The head verb is the same; qualifiers are forgiven.
fn is_lenient(found: &str, gold: &str) -> bool {
    if gold.is_empty() || found.is_empty() {
        return found == gold;
    }
    if gold.contains(|letter: char| letter > '\u{5ff}') {
        let (found, gold) = (found.replace(' ', ""), gold.replace(' ', ""));
        return found.contains(&gold) || gold.contains(&found);
    }
    let adverbs: BTreeSet<&str> =
        ["also", "further", "again", "once", "strongly", "deeply", "gravely", "its", "the"].into();
    let head = |words: &str| {
        words
            .split(' ')
            .filter(|word| !adverbs.contains(word))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (found, gold) = (head(found), head(gold));
    found.starts_with(&gold) || gold.starts_with(&found) || found.first() == gold.first()
}

fn stem(word: &str) -> String {
    let word: String =
        word.chars().filter(|letter| letter.is_alphanumeric() || *letter == ' ').collect();
    for suffix in ["ing", "ies", "es", "ed", "s", "e", "y"] {
        if let Some(stem) = word.strip_suffix(suffix).filter(|stem| stem.len() > 2) {
            return stem.to_owned();
        }
    }
    word
}
