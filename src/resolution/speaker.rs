//! Who speaks in a paragraph that is a whole sentence, `The Council welcomes`, and what introduces a
//! statement, in which all are.

use crate::text::{Span, fold};

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
        let subject = SUBJECTS.iter().find(|subject| rest.starts_with(**subject))?;
        Some(at + subject.len())
    })
}
