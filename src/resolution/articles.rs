//! Articles: how decisions of some bodies count their clauses, `Article 3`, `Art. 3 -`, `第三条`.
//!
//! `Article 2 of the Charter` at the head of a line is a mention. Articles of the decision itself
//! stand below the verb that decides, `DECIDES:`, and rise by one from the first.

use super::annex;
use super::dates::chinese_number;
use super::header;
use super::numbering::{self, ARTICLE};
use super::page::{Page, number_of};
use super::piece::{Ending, Piece, ending};
use crate::lexicon::FormPart;
use crate::text::{Role, fold};

/// A number in words or figures is not longer.
const NUMBER_CHARS_MAX: usize = 20;

/// Gives the paragraphs that are articles their numbers, in the place of the words that say them.
pub(super) fn mark(pieces: &mut Vec<Piece>, page: &Page<'_>) {
    let Some(first) = first(pieces, page) else { return };
    let mut next = 1;
    let mut kept = Vec::with_capacity(pieces.len());
    let mut rest = pieces.split_off(first).into_iter();
    // The head of an article on a line of its own, whose number the next line gets.
    let mut head: Option<Piece> = None;
    for mut piece in rest.by_ref() {
        if annex::is_heading(&piece.text) {
            kept.extend(head.take());
            kept.push(piece);
            break;
        }
        if let Some(above) = head.take() {
            piece.number = above.number;
            piece.gap_lines = piece.gap_lines.max(above.gap_lines);
            piece.origin.line = above.origin.line;
            piece.origin.span = above.origin.span.cover(piece.origin.span);
        }
        let is_free = piece.number.is_none() && piece.role.is_none();
        if let Some((_, end)) = article(&piece.text).filter(|(value, _)| is_free && *value == next)
        {
            next += 1;
            let words = piece.split_off(end);
            piece = Piece {
                shape: piece.shape,
                number: Some(format!("{ARTICLE}{}", next - 1)),
                ..words
            };
            if piece.text.trim().is_empty() {
                head = Some(piece);
                continue;
            }
        }
        kept.push(piece);
    }
    kept.extend(head);
    kept.extend(rest);
    pieces.append(&mut kept);
}

/// Gives articles that mark-up numbers apart, `Article 3` beside the words, their numbers.
pub(super) fn stated(pieces: &mut [Piece]) {
    for piece in pieces {
        let is_body = matches!(piece.role, None | Some(Role::Operative));
        let number = piece.number.as_deref().filter(|_| is_body);
        let Some((value, _)) = number.and_then(article) else { continue };
        piece.number = Some(format!("{ARTICLE}{value}"));
    }
}

/// The first article: the paragraph below the verb that decides.
fn first(pieces: &[Piece], page: &Page<'_>) -> Option<usize> {
    let place = pieces.iter().position(|piece| {
        article(&piece.text).is_some_and(|(value, _)| value == 1) && number_of(piece).is_none()
    })?;
    let above = pieces[..place].iter().rfind(|piece| !piece.text.trim().is_empty())?;
    let verb = above.text.split_whitespace().next_back()?;
    let opens = |text: &str| {
        let opener = page.lexicon.opener(text.trim_start(), page.language);
        opener.is_some_and(|opener| opener.part != FormPart::Preambular)
    };
    // `RESUELVE`: a verb alone needs no sign.
    let is_bare = ending(&above.text) == Ending::Open && above.text.trim() == verb && opens(verb);
    let is_above = ending(&above.text) == Ending::Colon && (opens(&above.text) || opens(verb));
    (is_above || is_bare).then_some(place)
}

/// The number of the article that begins with `text`, and the byte where its words begin.
fn article(text: &str) -> Option<(u32, usize)> {
    const WORDS: [&str; 8] =
        ["article", "articulo", "artigo", "art", "статья", "المادة", "الماده", "مادة"];
    let start = text.len() - text.trim_start_matches(['*', '#', ' ', '\u{a0}']).len();
    let body = &text[start..];
    if let Some(ordinal) = ordinal(body) {
        return Some((ordinal.0, text.len() - body.len() + ordinal.1));
    }
    // Nearly every line: none of the words begins so.
    if body.starts_with(|first: char| first.is_ascii() && !first.eq_ignore_ascii_case(&'a')) {
        return None;
    }
    if let Some(chinese) = body.strip_prefix('第') {
        let end = chinese.find('条').filter(|end| chinese[..*end].chars().count() <= 4)?;
        let value = value(&chinese[..end]).or_else(|| chinese_number(&chinese[..end]))?;
        return Some((
            value,
            after_signs(text, text.len() - chinese.len() + end + '条'.len_utf8()),
        ));
    }
    let word: usize = body.find(|one: char| !one.is_alphabetic())?;
    let is_article = WORDS.contains(&fold(&body[..word]).as_str());
    let number = body[word..].trim_start_matches(['.', ' ', '\u{a0}']);
    if !is_article || number.len() == body.len() - word {
        return None;
    }
    let at = text.len() - number.len();
    let end = number
        .char_indices()
        .take(NUMBER_CHARS_MAX)
        .find(|(_, one)| !one.is_alphanumeric() && !['º', '°', 'ª'].contains(one))
        .map_or(number.len(), |(end, _)| end);
    let value = value(&number[..end])?;
    let after = after_signs(text, at + end);
    // Without a sign or an end of the line it is a mention.
    (after > at + end && text[at + end..after].contains(SIGNS) || after == text.len())
        .then_some((value, after))
}

/// The number of a clause that is counted by a word alone, `PRIMERO.-`, `Segundo:`, and the byte where
/// its words begin.
fn ordinal(text: &str) -> Option<(u32, usize)> {
    const WORDS: [&str; 11] = [
        "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "septimo", "octavo",
        "noveno", "decimo", "undecimo",
    ];
    let end = text.find(|one: char| !one.is_alphabetic())?;
    // Nearly every line: a space stands behind its first word.
    if end > NUMBER_CHARS_MAX || !text[end..].starts_with(['.', ':']) {
        return None;
    }
    let word = fold(&text[..end]);
    let value = (1..).zip(WORDS).find(|(_, own)| *own == word)?.0;
    let after = after_signs(text, end);
    (after < text.len()).then_some((value, after))
}

/// What stands between the number of an article and its words.
const SIGNS: [char; 9] = ['.', ':', '-', '–', '—', ')', '*', '：', '．'];

fn after_signs(text: &str, at: usize) -> usize {
    let blank = |one: char| SIGNS.contains(&one) || one.is_whitespace();
    text.len() - text[at..].trim_start_matches(blank).len()
}

/// `3`, `3º`, `1er`, `premier`, `PRIMERO`, `الأولى`.
fn value(number: &str) -> Option<u32> {
    match numbering::figures(number) {
        Some((_, value)) => Some(value),
        None => header::value(&fold(number)),
    }
}
