//! The enacting line: who speaks, and where the preamble begins or ends.

use super::header::tables::occurrences;
use super::piece::{Piece, letters};
use super::speaker;
use crate::text::fold;

/// An enacting line with place and dates of the meeting is not longer.
const ENACTING_CHARS_MAX: usize = 260;
/// One without them is not longer.
const BARE_CHARS_MAX: usize = 150;
/// `The General Assembly` and the like without a comma.
const NAME_CHARS_MAX: usize = 40;
/// The words that lead over to a name, and the name, are not longer.
const NAME_BYTES_MAX: usize = 100;
/// Organisation, place and year behind the name of the body are not longer.
const TAIL_CHARS_MAX: usize = 70;

/// How a body is called at the head of its resolutions; compared by folded letters alone, so that
/// spaced and emphasised lines, and those without accents, are found as well.
const BODIES: &[&str] = &[
    "assembly",
    "council",
    "conference",
    "committee",
    "commission",
    "board",
    "congress",
    "authority",
    "parties",
    "governors",
    "parliament",
    "forum",
    "summit",
    "governingbody",
    "bureau",
    "representatives",
    "association",
    "federation",
    "assemblee",
    "conseil",
    "comite",
    "congres",
    "representants",
    "parties",
    "parlement",
    "asamblea",
    "consejo",
    "conferencia",
    "comision",
    "congreso",
    "representantes",
    "grupo",
    "junta",
    "parlamento",
    "ассамблея",
    "совет",
    "конференция",
    "комитет",
    "комиссия",
    "конгресс",
    "парламент",
    "جمعيه",
    "مجلس",
    "مؤتمر",
    "لجنه",
    "برلمان",
    "大会",
    "理事会",
    "会议",
    "委员会",
    "合会",
    "议会",
];
/// What such a line begins with.
const OPENINGS: &[&str] =
    &["the", "l", "la", "le", "les", "el", "los", "ان", "الجمعيه", "مجلس", "المؤتمر"];
/// Words of a meeting: a longer enacting line needs one.
const MEETING: &[&str] =
    &["meeting", "met", "session", "reuni", "convened", "assembled", "собрав", "المجتمع"];

/// Tells whether `text` is an enacting line such as `The Security Council,`.
pub(super) fn is_enacting(text: &str) -> bool {
    !is_longer(text, ENACTING_CHARS_MAX) && may_be_enacting(text) && reads_enacting(text)
        || is_transition(text)
}

/// Tells whether a piece is an enacting line. What has a number is none: `Article 2`, `The Council of the
/// Port sits,`.
pub(super) fn enacts(piece: &Piece) -> bool {
    piece.number.is_none() && is_enacting(&piece.text)
}

/// Tells whether the name of the body is the subject of a sentence that leads to what stands below, `The
/// Governing Body requested the Office to:`; a verb alone, `The Council decides as follows:`, is none.
fn is_sentence(text: &str) -> bool {
    const WORDS_MIN: usize = 4;
    const OPENINGS: [&str; 8] =
        ["having", "acting", "at", "to", "held", "under", "considering", "as"];
    if !text.ends_with(':') {
        return false;
    }
    let Some(at) = speaker::after_body(text) else { return false };
    let mut words = text[at..].split_whitespace();
    let goes_on = words.next().is_some_and(|first| {
        !OPENINGS.contains(&first) && !MEETING.iter().any(|word| first.starts_with(word))
    });
    goes_on && words.clone().count() + 1 >= WORDS_MIN && !words.any(|word| word == "follows:")
}

/// Tells whether a line names something of a body, `El Tratado del Parlamento de los Puertos;`: one of a list
/// ends so, and hardly an enacting line. A counted session of the body is the body itself: `The 7th Session of
/// the Council of Ports, held in Port Royal;`.
fn names_other(text: &str) -> bool {
    const OF: [&str; 5] = ["of", "de", "del", "des", "du"];
    let words = text.split_whitespace().map(fold);
    let is_body = |word: &str| BODIES.iter().any(|body| word.starts_with(body));
    let before: Vec<String> = words.take_while(|word| !is_body(word)).collect();
    let Some(of) = before.iter().position(|word| OF.contains(&word.as_str())) else { return false };
    let is_session = before[..of].last().is_some_and(|last| MEETING.contains(&last.as_str()));
    !(is_session && text.bytes().any(|one| one.is_ascii_digit()))
}

fn reads_enacting(text: &str) -> bool {
    let text = text.trim().trim_matches('*').trim();
    let chars = text.chars().count();
    if !(2..=ENACTING_CHARS_MAX).contains(&chars) {
        return false;
    }
    if !has_enacting_end(text) {
        // Some leave the comma out; then nothing but the name may stand there.
        if chars > NAME_CHARS_MAX || !letters_at_head(text).starts_with("the") {
            return false;
        }
        let bare = letters(text);
        return text.split_whitespace().count() > 1
            && BODIES.iter().any(|body| bare.ends_with(body));
    }
    // `The title of the commission shall be`: a name has no verb.
    if starts_small_word(text)
        || !begins_name(text)
        || text.contains(" shall ")
        || is_sentence(text)
        || text.ends_with(';') && names_other(text)
    {
        return false;
    }
    let bare = letters(text);
    let Some(tail_chars) = tail_chars(&letters(without_place(text))) else { return false };
    let is_unspaced = text.starts_with(crate::text::is_unspaced);
    let is_short = if is_unspaced { chars <= 20 } else { chars <= BARE_CHARS_MAX };
    let has_meeting = MEETING.iter().any(|word| bare.contains(word));
    // Behind the body's name only its organisation, place and year may follow.
    let tail_max = if has_meeting {
        ENACTING_CHARS_MAX
    } else if is_unspaced {
        // `回顾2005年世界首脑会议成果文件，` names a meeting and goes on.
        0
    } else {
        TAIL_CHARS_MAX
    };
    let inner = text.trim_end_matches([',', ':', ';', '،', '，', '：']);
    (is_short || has_meeting)
        && tail_chars <= tail_max
        && (has_meeting || !inner.contains([';', ':', '：', '；']))
        && (has_meeting || inner.matches([',', '،']).count() < 2)
}

/// Tells whether `text` opens with the word that says where and when the body met.
pub(super) fn opens_with_meeting(text: &str) -> bool {
    let head = letters_at_head(text);
    MEETING.iter().any(|word| head.starts_with(word))
}

/// Leaves out the place and year of the meeting that stand in brackets behind the name: `The
/// Plenipotentiary Conference of the Union (Bucharest, 2022),`.
fn without_place(text: &str) -> &str {
    let bare = text.trim_end_matches([',', ':', ';', '،', ' ']);
    let Some((name, place)) = bare.strip_suffix(')').and_then(|open| open.rsplit_once('(')) else {
        return text;
    };
    let has_year = place.bytes().filter(u8::is_ascii_digit).count() == 4;
    if has_year { name } else { text }
}

/// Tells whether `text` leads from the preamble to what the body does, `Hereby:`, also with its name:
/// `NOW THEREFORE THE COMMISSION:`.
fn is_transition(text: &str) -> bool {
    const WORDS: [&str; 4] = ["hereby", "nowtherefore", "therefore", "parlapresente"];
    // The congress of the posts has no article.
    const BARE: &str = "Congress,";
    let text = text.trim_end().trim_end_matches('*').trim_end();
    if !text.ends_with([':', ',']) {
        return false;
    }
    let text = text.trim_start().trim_start_matches('*').trim_start();
    if text.len() > NAME_BYTES_MAX {
        return false;
    }
    let bare = letters(text);
    if text == BARE {
        return true;
    }
    WORDS.iter().any(|word| {
        let name = bare.strip_prefix(word);
        name.is_some_and(|name| {
            name.is_empty()
                || OPENINGS.iter().any(|opening| name.starts_with(opening))
                    && BODIES.iter().any(|body| name.ends_with(body))
        })
    })
}

/// Tells whether `text` is the name of a body and little more: `EL GRUPO MERCADO COMÚN`, `THE
/// CONFERENCE OF THE PARTIES TO THE CONVENTION`. Only where it stands can show that it enacts.
pub(super) fn names_body(text: &str) -> bool {
    if is_longer(text, BARE_CHARS_MAX) {
        return false;
    }
    let text = text.trim().trim_matches('*').trim();
    !text.contains([',', ';', '.', '،', '，'])
        && begins_name(text)
        && text.chars().count() <= BARE_CHARS_MAX
        && tail_chars(&letters(text)).is_some_and(|tail| tail <= TAIL_CHARS_MAX)
}

/// Tells whether a line begins as the name of a body does: with an article, or in a language that
/// has none.
fn begins_name(text: &str) -> bool {
    let opening = letters_at_head(text);
    // `The commission shall submit a plan`: in small letters it is a word, and no name.
    let second = text.split_whitespace().nth(1).unwrap_or_default();
    if starts_small_word(second) && BODIES.contains(&fold(second).as_str()) {
        return false;
    }
    OPENINGS.iter().any(|known| opening.starts_with(known))
        || text.starts_with(|first| crate::text::is_unspaced(first) || ('А'..='Я').contains(&first))
}

/// Returns how many of the [`letters`] of a line stand behind the name of a body.
fn tail_chars(bare: &str) -> Option<usize> {
    let ends = BODIES.iter().filter_map(|body| Some(occurrences(bare, body).next()? + body.len()));
    ends.max().map(|end| bare[end..].chars().count())
}

/// Tells by its first letter whether `text`, or any beginning of it, may be an enacting line; `false`
/// is certain, and nearly every clause is told by it to be none.
pub(super) fn may_be_enacting(text: &str) -> bool {
    let first = text.chars().find(|one| one.is_alphanumeric() || !one.is_ascii());
    first.is_some_and(|first| {
        let is_opening = |known: &&str| known.starts_with(first.to_ascii_lowercase());
        !first.is_ascii() || OPENINGS.iter().any(is_opening)
    })
}

/// The first of the [`letters`] of a text, as many as the longest of [`OPENINGS`] has and more.
fn letters_at_head(text: &str) -> String {
    const LETTERS: usize = 10;
    let letters: String = text.chars().filter(|one| one.is_alphanumeric()).take(LETTERS).collect();
    fold(&letters)
}

/// Tells without reading it that `text` is longer than `chars` with some white space around.
pub(super) fn is_longer(text: &str, chars: usize) -> bool {
    const BYTES_PER_CHAR_MAX: usize = 4;
    text.len() > (chars + 40) * BYTES_PER_CHAR_MAX
}

fn has_enacting_end(text: &str) -> bool {
    text.ends_with([',', ':', '،', '，', '：', ';'])
}

fn starts_small_word(text: &str) -> bool {
    super::piece::starts_small(text)
}

#[cfg(test)]
mod tests {
    use super::{BODIES, ENACTING_CHARS_MAX, MEETING, OPENINGS, is_enacting, reads_enacting};

    #[test]
    fn the_first_letter_and_the_length_tell_no_enacting_line_from_others() {
        let starts =
            ["", " ", "**", "\u{201c}", "1. ", "\u{feff}", "Recalling ", "回顾", "\u{130}"];
        let ends = [",", ":", "", " in 2004,", ".", ", and others;"];
        let fillers = [String::new(), "x".repeat(ENACTING_CHARS_MAX), " ".repeat(30)];
        let mut count = 0;
        for opening in OPENINGS.iter().chain(&["The", "LA", "Совет", "О", "a", "安"]) {
            for body in BODIES.iter().chain(&MEETING[..2]) {
                for (start, end) in starts.iter().flat_map(|start| ends.map(|end| (start, end))) {
                    let filler = &fillers[(opening.len() + body.len() + end.len()) % fillers.len()];
                    for between in ["", " "] {
                        let text = format!("{start}{opening}{between}{body}{filler}{end}");
                        assert_eq!(is_enacting(&text), reads_enacting(&text), "{text}");
                        count += usize::from(is_enacting(&text));
                    }
                }
            }
        }
        assert!(count > 1000, "{count} are enacting lines");
    }
}
