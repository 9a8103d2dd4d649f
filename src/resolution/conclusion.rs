//! The lines behind the last clause: meeting, date, adoption, vote, where it was signed.

use super::enacting::is_longer;
use super::header;
use super::header::tables::words_of;
use super::{dates, numbering, piece};
use crate::text::{first_chars, fold, has_more_chars};

const CONCLUSION_CHARS_MAX: usize = 140;

/// Where a sentence of adoption says at which meeting or by which vote; what is longer goes on with
/// the names of States.
const ADOPTION_CHARS: usize = 100;

/// The names of all States are not longer.
const STATES_BYTES_MAX: usize = 8_000;

/// Tells whether `text` closes a resolution: its meeting, date, adoption or vote.
pub(super) fn is_conclusion(text: &str) -> bool {
    if opens_vote(text) {
        return true;
    }
    if is_signing(text) || tells_text_adopted(text) {
        return true;
    }
    if is_longer(text, CONCLUSION_CHARS_MAX) {
        return false;
    }
    // `[Adopted by a recorded vote of 22 to 15. The voting was as follows:`: a list goes on.
    let is_bracketed = text.trim_start().starts_with('[');
    let text = text.trim().trim_matches(['*', '_', '[', ']', '(', ')', ' ']);
    if is_counted_meeting(text) {
        return true;
    }
    if text.is_empty()
        || has_more_chars(text, CONCLUSION_CHARS_MAX)
        || !is_bracketed && text.ends_with([':', ';', ',', '：', '；', '，', '؛', '،'])
        || numbering::leading(text).is_some()
    {
        return false;
    }
    // `adopted on 8 December` in small letters is the end of a sentence.
    let is_small = piece::starts_small(text);
    // Which meeting and which day are told in figures.
    let has_figure = text.chars().any(char::is_numeric);
    if is_small && !has_figure {
        return false;
    }
    let lower = fold(text);
    const MEETINGS: &[&str] = &[
        "plenary meeting",
        "seance pleniere",
        "sesion plenaria",
        "пленарное заседание",
        "全体会议",
        "الجلسه العامه",
        "جلسه عامه",
    ];
    let is_meeting = has_figure
        && !has_more_chars(text, 90)
        && MEETINGS.iter().any(|words| lower.contains(words));
    let is_adoption = !is_small && is_adoption(&lower);
    let is_done = !is_small && is_done(&lower);
    let is_bare = has_figure
        && (is_bare_date(&lower)
            || is_bare_meeting(&lower)
            || is_whole_date(text)
            || is_meeting_and_date(text));
    is_meeting || is_adoption || is_done || is_bare
}

/// Tells whether `text` says at which meeting or by which vote the resolution was adopted, and
/// perhaps who voted how: `Adopted at the 1990th meeting by 11 votes to none, with 4 abstentions
/// (Canada, ...`. The Security Council closes its resolutions so up to 1993.
pub(super) fn opens_vote(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '_', '[', ' ']);
    const WORDS: &[&str] = &[
        "meeting",
        "vote",
        "unanim",
        "consensus",
        "seance",
        "voix",
        "sesion",
        "voto",
        "consenso",
        "заседан",
        "голос",
        "единогласно",
        "الجلسه",
        "صوت",
        "会议",
        "票",
    ];
    may_adopt(text) && !piece::starts_small(text) && {
        let lower = fold(first_chars(text, ADOPTION_CHARS));
        is_adoption(&lower) && WORDS.iter().any(|word| lower.contains(word))
    }
}

/// Tells whether the names of States behind such a vote go on in the next line.
pub(super) fn lists_states(text: &str) -> bool {
    let is_open = || text.matches(['(', '（']).count() > text.matches([')', '）']).count();
    text.len() <= STATES_BYTES_MAX && opens_vote(text) && is_open()
}

/// `ADOPTED in Port Royal, this Third Day of May in the Year Two Thousand and One, in a single copy`: the
/// day and the copies in words tell that it was signed.
fn is_signing(text: &str) -> bool {
    const SIGNING_BYTES_MAX: usize = 500;
    const WORDS: [&str; 12] = [
        " day of ",
        " in the year ",
        " original copy",
        " jour du mois",
        " exemplaire",
        " dias del mes",
        " dia del mes",
        " ejemplar",
        " экземпляр",
        " дня ",
        " اليوم ",
        " نسخه ",
    ];
    const HEADS: [&str; 8] = ["AD", "AP", "DA", "DO", "FA", "HE", "П", "С"];
    const ARABIC: [char; 3] = ['ا', 'ح', 'ص'];
    let text = text.trim().trim_start_matches(['*', '_', ' ']);
    let opens =
        |head: &&str| text.get(..head.len()).is_some_and(|own| own.eq_ignore_ascii_case(head));
    let may_sign = HEADS.iter().any(opens) || text.starts_with(ARABIC);
    if !may_sign || text.len() > SIGNING_BYTES_MAX || numbering::leading(text).is_some() {
        return false;
    }
    let lower = fold(text);
    (is_adoption(&lower) || is_done(&lower)) && WORDS.iter().any(|word| lower.contains(word))
}

/// `Debate on 3 May 2031 (4th Sitting). Text adopted by the Assembly on the same day.`: assemblies of
/// parliaments tell so, in a paragraph of their own, what became of a draft.
fn tells_text_adopted(text: &str) -> bool {
    const TEXT_BYTES_MAX: usize = 600;
    const SENTENCES: [&str; 2] = ["Text adopted by ", "Texte adopté par "];
    let text = text.trim();
    text.len() <= TEXT_BYTES_MAX
        && SENTENCES.iter().any(|sentence| {
            text.find(sentence).is_some_and(|at| at == 0 || text[..at].ends_with(". "))
        })
}

/// Tells whether `text` opens with the word for a remark of those who printed it: `Note: This resolution
/// replaces Resolution 10`.
pub(super) fn is_remark(text: &str) -> bool {
    const WORDS: [&str; 6] = ["Note", "Nota", "Remarque", "Примечание", "ملاحظة", "注"];
    text.split_once([':', '：']).is_some_and(|(word, _)| WORDS.contains(&word.trim_end()))
}

/// The words that open a sentence of adoption, folded.
const ADOPTED: [&str; 12] = [
    "adopted",
    "approved",
    "adoptee",
    "adopte",
    "approuvee",
    "aprobada",
    "aprobado",
    "принята",
    "принято",
    "اعتمدت",
    "اعتمد",
    "通过",
];

/// Tells by the first letter whether one of those words may stand there.
fn may_adopt(text: &str) -> bool {
    text.starts_with(['A', 'a', 'П', 'п', 'ا', '通'])
}

/// Tells whether a folded text says, and says nothing else at its head, that a resolution
/// was adopted.
fn is_adoption(lower: &str) -> bool {
    const NEXT: [&str; 25] = [
        "at the ",
        "by ",
        "unanim",
        "without",
        "on ",
        "in ",
        "a la ",
        "a l'",
        "a sa ",
        "a son ",
        "par ",
        "sans ",
        "por ",
        "sin ",
        "en ",
        "на ",
        "единогласно",
        "без ",
        "le ",
        "el ",
        "في ",
        "باغلبيه ",
        "بتوافق ",
        "بالاجماع",
        "دون ",
    ];
    ADOPTED.iter().any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty()
                || rest.starts_with([':', '.', '(', '*'])
                || NEXT.iter().any(|next| rest.starts_with(next))
        })
    })
}

/// `Done at Brussels, 17 May 2019`: where and when what decides was signed.
fn is_done(lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "done at ",
        "done in ",
        "done virtually",
        "done this ",
        "fait a ",
        "fait en ",
        "hecho en ",
        "dado en ",
        "dada en ",
        "совершено в ",
        "حرر في ",
        "حرر ب",
        "صدر في ",
        "صدر ب",
    ];
    WORDS.iter().any(|word| lower.starts_with(word))
}

/// Tells whether `text` is a reference in brackets, with which some bodies close: the number of the
/// resolution, its session and date.
pub(super) fn is_reference(text: &str) -> bool {
    let text = text.trim();
    !is_longer(text, CONCLUSION_CHARS_MAX)
        && text.starts_with(['(', '（'])
        && text.ends_with([')', '）'])
        && text.chars().any(char::is_numeric)
}

/// `Hundred and eighty-third plenary meeting,`, `Fifth meeting, 21 January 2021`: a meeting by its
/// number, and perhaps its day, which may stand on the next line.
pub(super) fn is_counted_meeting(text: &str) -> bool {
    const MEETING_BYTES_MAX: usize = 160;
    const STEMS: [&str; 8] =
        ["eeting", "EETING", "éance", "esión", "eance", "esion", "аседание", "АСЕДАНИЕ"];
    if text.len() > MEETING_BYTES_MAX
        || piece::starts_small(text)
        || !STEMS.iter().any(|stem| text.contains(stem))
    {
        return false;
    }
    let text = text.trim().trim_matches(['*', '_', '[', ']', '(', ')', ' ']);
    const WORDS: [&str; 8] = [
        "plenary meeting",
        "meeting",
        "seance pleniere",
        "seance",
        "sesion plenaria",
        "sesion",
        "пленарное заседание",
        "заседание",
    ];
    const JOINTS: [&str; 4] = ["and", "et", "y", "и"];
    let folded = fold(text.trim_end_matches([',', '.']));
    let bare = match folded.rsplit_once(',') {
        Some((before, day)) if is_bare_date(day.trim()) => before.trim_end(),
        _no_day => folded.as_str(),
    };
    let is_number = |words: &str| {
        let words = words_of(words);
        words.iter().any(|(word, _)| header::value(word).is_some())
            && words.iter().all(|(word, _)| header::value(word).is_some() || JOINTS.contains(word))
    };
    WORDS.iter().any(|word| bare.strip_suffix(word).is_some_and(is_number))
}

/// Tells whether `text` opens with the word that stands before the name of who signed.
pub(super) fn is_signature(text: &str) -> bool {
    const WORDS: &[&str] =
        &["(signed)", "(signe)", "(firmado)", "(подпись)", "(подписал", "(توقيع)", "(签名)"];
    let head: String = text.trim().chars().take(12).collect();
    let head = fold(&head);
    WORDS.iter().any(|word| head.starts_with(word))
}

/// `42nd meeting` and nothing else.
fn is_bare_meeting(lower: &str) -> bool {
    const ORDINAL_CHARS_MAX: usize = 6;
    const WORDS: &[&str] = &["meeting", "seance", "sesion", "заседание", "次会议", "الجلسه"];
    let counted = |rest: &str| {
        let rest = rest.trim();
        rest.chars().count() <= ORDINAL_CHARS_MAX && rest.bytes().any(|one| one.is_ascii_digit())
    };
    WORDS.iter().any(|word| {
        let around = lower.strip_suffix(word).or_else(|| lower.strip_prefix(word));
        around.is_some_and(counted)
    })
}

/// `2031年12月19日`, `19 كانون الأول/ديسمبر 2031` and nothing else.
fn is_whole_date(text: &str) -> bool {
    const DATE_BYTES_MAX: usize = 60;
    let text = text.trim().trim_end_matches(['.', '。', ',', '，', '،']);
    // In words of its own a date is told by its shape.
    !text.is_ascii()
        && text.len() <= DATE_BYTES_MAX
        && dates::find(text).first().is_some_and(|dated| dated.span.length_bytes() == text.len())
}

/// `XL CMC – Puerto Lucero, 10/VII/31.`: the meeting, the place, and the day with the month as a numeral.
fn is_meeting_and_date(text: &str) -> bool {
    const LINE_BYTES_MAX: usize = 80;
    if text.len() > LINE_BYTES_MAX {
        return false;
    }
    let text = text.trim_end_matches('.');
    let Some((before, date)) = text.rsplit_once(' ') else { return false };
    let is_whole = |date: &str| {
        dates::find(date).first().is_some_and(|day| day.span.length_bytes() == date.len())
    };
    before.starts_with(char::is_uppercase)
        && before.contains(',')
        && date.contains('/')
        && is_whole(date)
}

/// `21 November 2016` and nothing else.
fn is_bare_date(lower: &str) -> bool {
    /// With two small words; a longer text is no date.
    const WORDS_MAX: usize = 5;
    let words = lower.split_whitespace().skip_while(|word| matches!(*word, "le" | "el"));
    let words: Vec<&str> = words.take(WORDS_MAX + 1).collect();
    let is_day = |word: &str| word.len() <= 2 && word.bytes().all(|one| one.is_ascii_digit());
    let is_year = |word: &str| {
        let word = word.trim_end_matches('.');
        word.len() == 4
            && word.starts_with(['1', '2'])
            && word.bytes().all(|one| one.is_ascii_digit())
    };
    match words.as_slice() {
        [day, month, year] => {
            is_day(day) && is_year(year) && month.chars().all(char::is_alphabetic)
        }
        [day, "de", month, "de", year] => {
            is_day(day) && is_year(year) && month.chars().all(char::is_alphabetic)
        }
        _ => false,
    }
}
