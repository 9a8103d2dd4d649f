//! Whom an operative clause speaks to, as printed.
//!
//! What stands between the verb and what is to be done: "Requests **the Secretary-General** to
//! report". Only verbs that speak to somebody have an addressee, and a stretch that is too long or
//! breaks off at no infinitive is none.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::text::{Folded, Language, Span, fold, words};

pub(super) const TABLE: &str = include_str!("../../index-schema/clause/addressees.tsv");

/// A longer addressee is a sentence.
const ADDRESSEE_CHARS_MAX: usize = 160;

struct Tables {
    verbs: BTreeSet<String>,
    chinese: Vec<String>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        let cells = rows.filter_map(|line| line.split_once('\t'));
        let mut tables = Tables { verbs: BTreeSet::new(), chinese: Vec::new() };
        for (word, rest) in cells {
            if rest.starts_with("verb") {
                tables.verbs.insert(word.to_owned());
            } else {
                tables.chinese.push(fold(word));
            }
        }
        tables
    })
}

/// Returns whom a clause speaks to; its head verb is `concept` and ends at `verb_end`.
pub(super) fn read(
    text: &str,
    verb_end: usize,
    concept: &str,
    language: Option<Language>,
) -> Option<String> {
    if !tables().verbs.contains(concept) {
        return None;
    }
    let rest = text.get(verb_end..)?;
    let folded = Folded::new(rest);
    let span = match language.unwrap_or(Language::English) {
        Language::English => english(folded.as_str()),
        Language::French => french(folded.as_str()),
        Language::Spanish => spanish(folded.as_str()),
        Language::Russian => russian(folded.as_str()),
        Language::Arabic => arabic(folded.as_str()),
        Language::Chinese => chinese(folded.as_str()),
    }?;
    let printed = folded.original(span).of(rest).trim().trim_end_matches([',', '،', ':', '：']);
    let is_name = !printed.is_empty() && printed.chars().count() <= ADDRESSEE_CHARS_MAX;
    is_name.then(|| printed.trim().to_owned())
}

/// The stretch from the first word that is not one of `skipped` to the first place where `ends`.
fn stretch(text: &str, skipped: &[&str], ends: impl Fn(&Cursor<'_>) -> bool) -> Option<Span> {
    let mut left = words(text).skip_while(|word| skipped.contains(&word.of(text)));
    let mut all: Vec<Span> = left.by_ref().take(AHEAD_MAX).collect();
    let start = all.first()?.start();
    for index in 1.. {
        // Few words are looked at: a name ends soon.
        all.extend(left.next());
        if index == all.len() {
            break;
        }
        let gap = Span::new(all[index - 1].end(), all[index].start()).of(text);
        if gap.bytes().any(|byte| matches!(byte, b';' | b':' | b'.')) {
            return None;
        }
        let is_after_comma = gap.bytes().any(|byte| byte == b',');
        let cursor = Cursor { text, all: &all, index, is_after_comma };
        if ends(&cursor) {
            return Some(Span::new(start, all[index - 1].end()));
        }
    }
    None
}

/// So many words, and the one before them, a cursor reads at its place and behind it.
const AHEAD_MAX: usize = 3;

/// A place among the words after the verb.
struct Cursor<'text> {
    text: &'text str,
    all: &'text [Span],
    index: usize,
    is_after_comma: bool,
}

impl<'text> Cursor<'text> {
    fn word(&self, ahead: usize) -> &'text str {
        self.all.get(self.index + ahead).map_or("", |word| word.of(self.text))
    }

    fn is_one_of(&self, ahead: usize, list: &[&str]) -> bool {
        list.contains(&self.word(ahead))
    }

    /// A comma ends an addressee unless a list of them goes on.
    fn is_aside(&self, opening: &[&str]) -> bool {
        self.is_after_comma && self.is_one_of(0, opening)
    }
}

/// "the Secretary-General to report", "States, in accordance with ..., to".
fn english(text: &str) -> Option<Span> {
    const NOUN_SIGNS: [&str; 14] = [
        "the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those", "which",
        "whom", "all",
    ];
    const ASIDES: [&str; 12] = [
        "in", "within", "as", "when", "where", "while", "with", "on", "if", "taking", "through",
        "subject",
    ];
    stretch(text, &["to", "upon", "on", "again"], |at| {
        at.is_one_of(0, &["to"]) && !at.is_one_of(1, &NOUN_SIGNS)
            || at.is_aside(&ASIDES)
            || at.is_one_of(0, &["that"]) && at.is_after_comma
    })
    .filter(|span| is_english_name(span.of(text)))
}

/// "Encourages further efforts" speaks to nobody: a name has an article or is one of those that
/// go without.
fn is_english_name(name: &str) -> bool {
    const SIGNS: [&str; 12] = [
        "the",
        "all",
        "member",
        "states",
        "governments",
        "parties",
        "countries",
        "those",
        "other",
        "relevant",
        "each",
        "both",
    ];
    let first: Vec<&str> = name.split_whitespace().take(3).collect();
    first.iter().any(|word| SIGNS.contains(&word.trim_matches(',')))
}

/// "le Secrétaire général de lui présenter", "les États à appliquer".
fn french(text: &str) -> Option<Span> {
    const PRONOUNS: [&str; 10] = ["lui", "leur", "la", "le", "les", "se", "ne", "y", "en", "bien"];
    let span = stretch(text, &["a", "aux", "au"], |at| {
        let opens = at.is_one_of(0, &["de", "a"]);
        let infinitive = |ahead| is_french_infinitive(at.word(ahead));
        let elided = at.word(0).strip_prefix("d'").or_else(|| at.word(0).strip_prefix("s'"));
        opens && (infinitive(1) || at.is_one_of(1, &PRONOUNS) && infinitive(2))
            || opens && at.word(1).strip_prefix("s'").is_some_and(is_french_infinitive)
            || elided.is_some_and(is_french_infinitive)
            || at.is_aside(&["dans", "en", "conformement", "agissant", "lorsque", "selon", "par"])
    })?;
    // "Demande que des mesures soient prises": nobody is named.
    let is_clause = span.of(text).starts_with("que ") || span.of(text).starts_with("qu'");
    (!is_clause).then_some(span)
}

fn is_french_infinitive(word: &str) -> bool {
    const NOUNS: [&str; 8] =
        ["mer", "pouvoir", "affaires", "territoire", "hier", "avenir", "premier", "dernier"];
    ["er", "ir", "re", "oir"].iter().any(|ending| word.ends_with(ending))
        && word.chars().count() > 3
        && !NOUNS.contains(&word)
}

/// "al Secretario General que", "a los Estados Miembros a que".
fn spanish(text: &str) -> Option<Span> {
    let span = stretch(text, &["a", "al"], |at| {
        at.is_one_of(0, &["que", "para"])
            || at.is_one_of(0, &["a"]) && (at.is_one_of(1, &["que"]) || at.is_one_of(1, &["fin"]))
            || at.is_aside(&["en", "de", "con", "cuando", "segun", "conforme"])
    })?;
    // "Insta a que se hagan contribuciones": nobody is named.
    (!span.of(text).starts_with("que ")).then_some(span)
}

/// "Генерального секретаря представить": up to the infinitive.
fn russian(text: &str) -> Option<Span> {
    const NOT_INFINITIVE: [&str; 5] = ["деятельность", "сеть", "область", "часть", "мать"];
    let is_infinitive = |word: &str| {
        ["ть", "ти", "чь", "ться", "тись"].iter().any(|end| word.ends_with(end))
            && !word.ends_with("ость")
            && !word.ends_with("ости")
            && word.chars().count() > 3
            && !NOT_INFINITIVE.contains(&word)
    };
    let span = stretch(text, &["к", "с"], |at| {
        is_infinitive(at.word(0)) || at.is_aside(&["в", "при", "с", "действуя", "чтобы", "и"])
    })?;
    // "настоятельно призывает продолжить": what is to be done, and nobody named.
    let first = words(span.of(text)).next()?;
    (!is_infinitive(first.of(span.of(text)))).then_some(span)
}

/// "إلى الأمين العام أن", "بالدول الأعضاء أن".
fn arabic(text: &str) -> Option<Span> {
    let span = stretch(text, &["الي", "من", "علي"], |at| {
        // "encourages States on ...", "invites States to ...": a noun says what is to be done.
        at.is_one_of(0, &["ان", "بان", "الا", "علي", "الي"])
            || at.is_aside(&["في", "وفقا", "حسب", "عند"])
    })?;
    // The particle "to" is written together with the article or the quantity.
    let is_written_on = ["بال", "بجميع", "بكل", "بسائر", "بتلك"]
        .iter()
        .any(|opening| span.of(text).starts_with(opening));
    let start = span.start() + if is_written_on { "ب".len() } else { 0 };
    Some(Span::new(start, span.end()))
}

/// The longest name that follows.
fn chinese(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    tables()
        .chinese
        .iter()
        .filter(|name| rest.starts_with(name.as_str()))
        .map(String::len)
        .max()
        .map(|length| Span::new(start, start + length))
}
