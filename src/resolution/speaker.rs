//! Who speaks in a paragraph that is a whole sentence, `The Council welcomes`, and what introduces a
//! statement, in which all are.

use crate::lexicon::{FormPart, Lexicon, VerbMatch};
use crate::text::{Language, Span, fold};

/// What may stand before the first word of a paragraph that is quoted.
const OPENING_MARKS: [char; 7] = ['“', '”', '"', '«', '„', ' ', '\u{a0}'];

/// Returns the byte at which the first word of a paragraph begins.
fn first_word(text: &str) -> usize {
    text.len() - text.trim_start_matches(OPENING_MARKS).len()
}

/// Tells whether `text` introduces a statement: `... made the following statement on behalf of the
/// Council:`. What follows has no preamble, and every paragraph names its speaker.
pub(super) fn introduces_statement(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "following statement",
        "declaration suivante",
        "declaracion siguiente",
        "siguiente declaracion",
        "следующее заявление",
        "следующим заявлением",
        "البيان التالي",
        "以下声明",
        "如下声明",
        "声明如下",
    ];
    let text = text.trim_end();
    if !text.ends_with([':', '：']) {
        return false;
    }
    let folded = fold(text);
    WORDS.iter().any(|words| folded.contains(words))
}

/// Returns the byte behind the speaker where a paragraph of a statement names it:
/// `“The Security Council welcomes`.
pub(super) fn after_speaker(text: &str) -> Option<usize> {
    const SPEAKER_BYTES_MAX: usize = 80;
    const SPEAKERS: &[&str] = &[
        "The Security Council ",
        "The Human Rights Council ",
        "The Council ",
        "Le Conseil de sécurité ",
        "Le Conseil des droits de l’homme ",
        "Le Conseil ",
        "El Consejo de Seguridad ",
        "El Consejo de Derechos Humanos ",
        "El Consejo ",
        "Совет Безопасности ",
        "Совет по правам человека ",
        "Совет ",
        "安全理事会",
        "人权理事会",
        "安理会",
    ];
    let start = first_word(text);
    let rest = &text[start..];
    let speaker = SPEAKERS.iter().find(|speaker| rest.starts_with(**speaker))?;
    let at = start + speaker.len();
    (at < text.len() && at <= SPEAKER_BYTES_MAX).then_some(at)
}

/// Returns where the name of the body stands behind the verb with which an Arabic sentence opens: `يؤكد
/// مجلس الأمن من جديد`. What the sentence says is read without it.
pub(super) fn behind_verb(text: &str) -> Option<Span> {
    const VERB_BYTES_MAX: usize = 40;
    const NAMES: [&str; 19] = [
        "اجتماع القمة",
        "الاجتماع",
        "الجمعية العامة",
        "الجمعية",
        "الدول الأعضاء",
        "الفريق العامل",
        "الفريق",
        "القادة",
        "القمة",
        "اللجنة",
        "المجلس التنفيذي",
        "المجلس",
        "المؤتمر العام",
        "المؤتمر",
        "الوزراء",
        "جمعية الصحة",
        "مجلس الأمن",
        "مجلس حقوق الإنسان",
        "مؤتمر الأطراف",
    ];
    let start = first_word(text);
    let verb = text[start..].find(' ').filter(|length| *length <= VERB_BYTES_MAX)?;
    let at = start + verb;
    let ends = |rest: &str| !rest.starts_with(char::is_alphabetic);
    let name = NAMES.iter().find(|name| text[at + 1..].strip_prefix(**name).is_some_and(ends))?;
    Some(Span::new(at, at + 1 + name.len()))
}

/// Returns the byte behind the conjunction of a line that joins a further verb to what was decided: `AND
/// ORDERS:`.
pub(super) fn after_joint(text: &str) -> Option<usize> {
    const JOINTS: [&str; 4] = ["and ", "et ", "y ", "и "];
    const BYTES_MAX: usize = 100;
    let text = text.trim_end();
    if text.len() > BYTES_MAX || !text.ends_with(':') {
        return None;
    }
    let lower = text.to_lowercase();
    let joint = JOINTS.iter().find(|joint| lower.starts_with(**joint))?;
    text.is_char_boundary(joint.len()).then_some(joint.len())
}

/// Returns the byte behind the subject where a numbered paragraph is a whole sentence about the body
/// that adopts it: `The Assembly calls on`, `It notes`. Parliamentary assemblies write so.
pub(super) fn after_subject(text: &str) -> Option<usize> {
    const SUBJECTS: &[&str] = &[
        "The Parliamentary Assembly ",
        "The Assembly ",
        "The Congress ",
        "The Conference ",
        "The Committee of Ministers ",
        "It ",
        "L’Assemblée parlementaire ",
        "L’Assemblée ",
        "Le Congrès ",
        "La Conférence ",
        "Le Comité des Ministres ",
        "Elle ",
        "Il ",
        "La Asamblea Parlamentaria ",
        "La Asamblea ",
        "El Congreso ",
        "Парламентская Ассамблея ",
        "Ассамблея ",
        "Она ",
    ];
    let text = text.trim_start();
    SUBJECTS.iter().find_map(|subject| {
        let mut rest = text.char_indices();
        let is_same = |own: char| {
            let other = rest.next().map(|(_, other)| other);
            other.is_some_and(|other| own == other || own == '’' && other == '\'')
        };
        subject.chars().all(is_same).then_some(())?;
        rest.next().map(|(at, _)| at)
    })
}

/// Returns the byte behind the subject where it stands inside the sentence: `..., the Assembly calls
/// on`. Its pronouns may stand for something else there.
pub(super) fn after_inner_subject(text: &str) -> Option<usize> {
    const OPENING_BYTES_MAX: usize = 200;
    const ARTICLES: [&str; 6] = [", the ", ", le ", ", la ", ", l’", ", l'", ", el "];
    const SUBJECTS: &[&str] = &[
        ", the Parliamentary Assembly ",
        ", the Assembly ",
        ", the Congress ",
        ", the Conference ",
        ", the Committee of Ministers ",
        ", l’Assemblée parlementaire ",
        ", l’Assemblée ",
        ", le Congrès ",
        ", le Comité des Ministres ",
        ", la Asamblea ",
        ", Парламентская Ассамблея ",
        ", Ассамблея ",
    ];
    let comma = |(at, _): &(usize, &str)| *at <= OPENING_BYTES_MAX;
    let mut commas = text.match_indices(", ").take_while(comma);
    commas.find_map(|(at, _)| {
        let rest = &text[at..];
        let subject = SUBJECTS.iter().find(|subject| rest.starts_with(**subject));
        let article = || ARTICLES.iter().find(|article| rest.starts_with(**article));
        subject
            .map(|subject| at + subject.len())
            .or_else(|| behind_name(text, at + article()?.len()))
    })
}

/// Returns the operative verb of a sentence whose subject is a body, whatever its name: `The Harbour
/// Association urges`, `The WHA therefore calls on`.
///
/// Words with capitals up to the verb are the name, and one of them says that it names a body or is
/// made of the first letters of its words.
pub(super) fn acting_body(
    text: &str,
    language: Option<Language>,
    lexicon: &Lexicon,
) -> Option<VerbMatch> {
    let at = after_body(text)?;
    let verb = lexicon.opener(&text[at..], language)?;
    (verb.part == FormPart::Operative && verb.span.start() == 0)
        .then(|| VerbMatch { span: verb.span.shift(at), ..verb })
}

/// The byte behind the name of a body that opens a sentence with an article, where the sentence goes on
/// with a small letter.
pub(super) fn after_body(text: &str) -> Option<usize> {
    const ARTICLES: [&str; 6] = ["The ", "La ", "Le ", "L’", "L'", "El "];
    let start = first_word(text);
    let article = ARTICLES.iter().find(|article| text[start..].starts_with(**article))?;
    behind_name(text, start + article.len())
}

/// Tells whether `text` is an article and the name of a body, all in capitals at the head of their words, and
/// nothing else.
pub(super) fn is_name_of_body(text: &str) -> bool {
    const NAME_BYTES_MAX: usize = 120;
    const JOINTS: [&str; 12] =
        ["of", "the", "and", "for", "on", "de", "des", "du", "la", "les", "et", "y"];
    const ARTICLES: [&str; 5] = ["The ", "La ", "Le ", "L’", "El "];
    let text = text.trim();
    let article = ARTICLES.iter().find_map(|article| text.strip_prefix(article));
    let Some(name) = article.filter(|_| text.len() <= NAME_BYTES_MAX) else { return false };
    let words = || name.split(' ').map(|word| word.trim_end_matches(','));
    text.ends_with(char::is_alphabetic)
        && words().all(|word| word.starts_with(char::is_uppercase) || JOINTS.contains(&word))
        && words().take(4).any(names_kind_of_body)
}

/// The byte behind the name of a body that begins at `start`.
fn behind_name(text: &str, start: usize) -> Option<usize> {
    const NAME_BYTES_MAX: usize = 120;
    const JOINTS: [&str; 17] = [
        "of", "the", "and", "for", "on", "in", "de", "des", "du", "la", "le", "les", "del", "los",
        "et", "y", "para",
    ];
    let mut at = start;
    let mut is_body = false;
    let mut is_joint = true;
    loop {
        let length = text[at..].find(' ')?;
        let word = &text[at..at + length];
        let is_plain = word.chars().all(|one| one.is_alphanumeric() || one == '-');
        let is_name =
            is_plain && word.starts_with(|first: char| first.is_uppercase() || first.is_numeric());
        if !is_name && !JOINTS.contains(&word) {
            let goes_on = is_body && !is_joint && word.starts_with(char::is_lowercase);
            return goes_on.then_some(at);
        }
        is_joint = !is_name;
        is_body |= is_name && names_kind_of_body(word);
        at += length + 1;
        if at > start + NAME_BYTES_MAX {
            return None;
        }
    }
}

/// Tells whether a word of a name says that it names a body, or is made of first letters.
fn names_kind_of_body(word: &str) -> bool {
    const KINDS: [&str; 31] = [
        "asamblea",
        "asociacion",
        "assemblee",
        "assembly",
        "association",
        "authority",
        "board",
        "body",
        "bureau",
        "comision",
        "comite",
        "commission",
        "committee",
        "confederation",
        "conference",
        "conferencia",
        "congres",
        "congreso",
        "congress",
        "conseil",
        "consejo",
        "council",
        "federacion",
        "federation",
        "forum",
        "junta",
        "league",
        "parlamento",
        "parlement",
        "parliament",
        "summit",
    ];
    let is_acronym = word.len() > 1 && word.chars().all(char::is_uppercase);
    is_acronym || KINDS.contains(&fold(word).as_str())
}
