//! The number before a title, `75/84. Title`, in whatever way a body counts.

use super::{Organ, Symbol};
use crate::text;

/// Where the title begins behind a symbol in the notation of its body and a colon: `MERCOSUR/CMC/DEC Nº 4/31:
/// FAROS`.
pub(super) fn named_symbol_end(line: &str) -> Option<usize> {
    let (symbol, title) = line.split_once(": ").filter(|(symbol, _)| symbol.contains('/'))?;
    let is_own = Symbol::parse(symbol).is_some_and(|symbol| symbol.has_own_form());
    let begins = title.starts_with(|first: char| first.is_uppercase());
    (is_own && begins).then(|| line.len() - title.len())
}

/// Tells whether a line begins with the number of a resolution before its title.
pub(super) fn is_numbered(line: &str) -> bool {
    number_end(line).is_some()
}

/// Returns a title as catalogues write it, `75/84. Title`, without its number.
pub(super) fn without_number(title: &str) -> &str {
    let rest = number_end(title).map_or(title, |end| &title[end..]);
    if rest.is_empty() { title } else { rest }
}

/// Where the title begins on a line such as `75/84. Title`, `75/251 C. Title`, `2758 (XXVI).
/// Title`, `S-30/1. Title`.
pub(super) fn number_end(line: &str) -> Option<usize> {
    if let Some(length) = session_and_number(line) {
        let title = line[length..].trim_start_matches([':', '.', ' ']);
        return title.starts_with(char::is_alphabetic).then(|| line.len() - title.len());
    }
    let (number, end) = leading_number(line)?;
    let rest = &line[end..];
    let after = rest.trim_start();
    let has_stop = after.starts_with(['.', '．', '。']);
    let title = after.trim_start_matches(['.', '．', '。', ' ']);
    let begins_title = title.chars().next().is_some_and(char::is_alphabetic)
        || title.starts_with(['“', '"', '«', '《', '„', '”']);
    // Some leave the stop out; then the title must follow.
    let is_set_off = has_stop || number.contains('/') && rest.starts_with(' ') && begins_title;
    (number.contains(['/', '(']) && is_set_off && (begins_title || title.is_empty()))
        .then(|| line.len() - title.len())
}

/// How long the number is that a line begins with where an assembly counts by session and number, `A40-10:
/// Title`, also in Cyrillic letters: the colon or the stop is no part of it.
pub(in crate::resolution) fn session_and_number(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(['A', '\u{410}'])?;
    let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let session = figures(rest);
    let number = rest[session..].strip_prefix('-').map(figures)?;
    let length = line.len() - rest.len() + session + 1 + number;
    let is_number = (1..=3).contains(&session) && (1..=3).contains(&number);
    (is_number && line[length..].starts_with([':', '.'])).then_some(length)
}

/// The number a line begins with and where it ends: `75/84`, `75/251 C`, `2200 A (XXI)`.
fn leading_number(line: &str) -> Option<(&str, usize)> {
    let is_part = |character: char| character.is_ascii_digit() || "/-SE".contains(character);
    let mut end = line.find(|character| !is_part(character)).unwrap_or(line.len());
    // `XIII/5. Title`: the meeting as a numeral.
    if let Some((meeting, rest)) = line.split_once('/').filter(|_| end == 0)
        && text::roman_value(meeting).is_some()
    {
        end = meeting.len() + 1 + rest.bytes().take_while(u8::is_ascii_digit).count();
    }
    if !line[..end].bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut letters = line[end..].trim_start().char_indices();
    if let (Some((_, letter)), next) = (letters.next(), letters.next())
        && letter.is_ascii_uppercase()
        && next.is_some_and(|(_, next)| !next.is_alphanumeric())
    {
        end += line[end..].len() - line[end..].trim_start().len() + 1;
    }
    let open = line[end..].trim_start();
    if let Some(inside) = open.strip_prefix('(')
        && let Some(close) = inside.find(')').filter(|close| *close <= 12)
    {
        end += line[end..].len() - inside.len() + close + 1;
    }
    Some((&line[..end], end))
}

/// Returns the symbol of the number before the title.
pub(super) fn number(line: &str, organ: Option<Organ>) -> Option<Symbol> {
    number_end(line)?;
    if let Some(length) = session_and_number(line) {
        return Symbol::parse(&format!("Res.{}", line[..length].replace('\u{410}', "A")));
    }
    let is_numeral = |number: &str| number.split('/').next().and_then(text::roman_value).is_some();
    let (number, _) = leading_number(line).filter(|(number, _)| !is_numeral(number))?;
    let prefix = match organ {
        Some(Organ::UnHrc) => "A/HRC/RES/",
        Some(Organ::UnEcosoc) => "E/RES/",
        Some(Organ::UnSc) => "S/RES/",
        Some(Organ::UnGa) => "A/RES/",
        None
        | Some(
            Organ::ImoAssembly
            | Organ::InterpolGa
            | Organ::ItuPp
            | Organ::UnHabitat
            | Organ::Unea
            | Organ::UnescoIbe
            | Organ::WhoEb
            | Organ::WhoWha,
        ) => return None,
    };
    Symbol::parse(&format!("{prefix}{number}"))
}
