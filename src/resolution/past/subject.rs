//! Who tells what it did: a body, or those who met, `The Committee`, `Heads of State`, `Министры`.

use crate::resolution::enacting;
use crate::text::{Language, fold};

/// The name of the body is not longer.
const NAME_BYTES_MAX: usize = 120;

/// Tells whether `text` is the name of a body, or that and between commas what it had considered.
pub(super) fn is_subject(text: &str, language: Language) -> bool {
    // The mark of a note may stand behind the comma.
    let bare = text.trim_end_matches(|one: char| one.is_numeric() || one == '*');
    match bare.strip_suffix([',', '،']) {
        None => names_teller(text, language),
        Some(before) => {
            // Behind one comma a participle stands: `The Committee, invited by the port,`.
            let name = before.find([',', '،']).map(|comma| &before[..comma]);
            name.is_some_and(|name| names_teller(name, language))
        }
    }
}

/// Tells whether `text` is the name of a body or of those who met, and nothing else.
pub(super) fn names_teller(text: &str, language: Language) -> bool {
    if text.is_empty() || text.len() > NAME_BYTES_MAX {
        return false;
    }
    // `La 78.ª Asamblea`
    let text = text.replace(".ª", "").replace(".º", "");
    !text.contains([',', ';', '.', ':', '،'])
        && (enacting::names_body(&text) || opens_with_teller(&text, language))
}

/// Tells whether those who met are named by the first word, an article aside. Russian, which has no
/// articles, sets an ordinal before it.
fn opens_with_teller(text: &str, language: Language) -> bool {
    const ARTICLES: [&str; 5] = ["the", "les", "le", "la", "los"];
    let words_max = if language == Language::Russian { 4 } else { 1 };
    let tellers = tellers(language);
    if tellers.is_empty() || !text.starts_with(char::is_uppercase) {
        return false;
    }
    let folded = fold(text);
    let mut words = folded.split(' ').filter(|word| !ARTICLES.contains(word)).take(words_max);
    words.any(|word| tellers.contains(&word))
}

/// How those who met, or a body without an article, are called, folded.
fn tellers(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => ENGLISH,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
        Language::Russian => RUSSIAN,
        Language::Arabic | Language::Chinese => &[],
    }
}

const ENGLISH: &[&str] = &[
    "assembly",
    "board",
    "commission",
    "committee",
    "conference",
    "congress",
    "council",
    "heads",
    "leaders",
    "meeting",
    "ministers",
    "summit",
    "they",
];
const FRENCH: &[&str] = &[
    "chefs",
    "dirigeants",
    "elle",
    "groupe",
    "il",
    "ils",
    "ministres",
    "participants",
    "parties",
    "sommet",
];
const SPANISH: &[&str] = &[
    "cumbre",
    "grupo",
    "jefas",
    "jefes",
    "lideres",
    "mandatarios",
    "ministras",
    "ministros",
    "partes",
    "participantes",
    "presidentes",
];
const RUSSIAN: &[&str] = &[
    "главы",
    "группа",
    "лидеры",
    "министры",
    "руководители",
    "саммит",
    "сессия",
    "совещание",
    "стороны",
    "участники",
];

/// Returns the bytes where names of bodies end with which a Chinese text opens, the longest last.
pub(super) fn chinese_names(text: &str) -> Vec<usize> {
    const NAME_CHARS_MAX: usize = 24;
    const ENDS: [&str; 12] = [
        "会议",
        "会员国",
        "全体会议",
        "大会",
        "委员会",
        "工作组",
        "执行局",
        "理事会",
        "缔约方",
        "部长",
        "部长们",
        "领导人",
    ];
    let mut ends: Vec<usize> = ENDS
        .iter()
        .filter_map(|end| Some(text.find(end)? + end.len()))
        .filter(|end| {
            let name = &text[..*end];
            name.chars().count() <= NAME_CHARS_MAX && name.chars().all(char::is_alphanumeric)
        })
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}
