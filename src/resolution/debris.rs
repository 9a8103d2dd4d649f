//! Takes out what belongs to the page and not to the text: running headers, page and job numbers.
//!
//! Only what stands after the enacting line is debris; before it the same symbols and titles are
//! the header. A running header repeats words of the header, so a line is taken for one when it
//! is made of them and stands next to something that is debris beyond doubt.

use super::model::{Diagnostic, DiagnosticKind};
use super::piece::{Ending, Piece, Shape, ending, letters};
use crate::text::has_more_chars;

/// A header of more characters is no header but a document without an enacting line.
const HEADER_CHARS_MAX: usize = 8_000;
/// A running header repeats at least this many letters of the title.
const RUNNING_LETTERS_MIN: usize = 4;
/// A running header is a line or two, never a paragraph.
const RUNNING_CHARS_MAX: usize = 300;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Text,
    /// Debris beyond doubt.
    Sure,
    /// Debris if its neighbour is: words of the header, a bare number.
    Likely,
}

/// Removes page debris from the pieces from `body_start` on.
pub(super) fn remove(
    pieces: Vec<Piece>,
    body_start: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Piece> {
    let header = header_letters(&pieces[..body_start.min(pieces.len())]);
    let mut verdicts: Vec<Verdict> = pieces
        .iter()
        .enumerate()
        .map(
            |(place, piece)| {
                if place < body_start { Verdict::Text } else { judge(piece, &header) }
            },
        )
        .collect();
    keep_one_title(&pieces, &mut verdicts, &header);
    spread(&pieces, &mut verdicts);
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut is_after_seam = false;
    for (mut piece, verdict) in pieces.into_iter().zip(verdicts) {
        if verdict == Verdict::Sure {
            diagnostics.push(Diagnostic {
                kind: DiagnosticKind::PageDebris,
                message: format!("`{}` belongs to the page", piece.text.trim()),
                line: piece.origin.line,
            });
            is_after_seam = true;
            continue;
        }
        piece.is_after_seam |= std::mem::take(&mut is_after_seam);
        kept.push(piece);
    }
    kept
}

fn header_letters(header: &[Piece]) -> String {
    let mut all = String::new();
    for piece in header {
        if all.len() > HEADER_CHARS_MAX {
            break;
        }
        all.push_str(&letters(&piece.text));
    }
    all
}

fn judge(piece: &Piece, header: &str) -> Verdict {
    if piece.shape == Shape::Row || piece.role.is_some() {
        return Verdict::Text;
    }
    let text = piece.text.trim();
    if has_more_chars(text, RUNNING_CHARS_MAX) {
        return Verdict::Text;
    }
    if is_scanned_bar_code(text) {
        return Verdict::Sure;
    }
    if is_language(text) {
        return Verdict::Likely;
    }
    if heads_left_page(text, header) {
        return Verdict::Sure;
    }
    // A running header is a name: it does not end in the middle of a sentence, nor at its end.
    let is_closed = matches!(ending(text), Ending::Semicolon | Ending::Stop | Ending::Colon);
    let mut plain_words = text.split_whitespace().filter(|token| is_plain_word(token));
    // What is left without signs holds every plain word, and a running header all that is left.
    if plain_words.any(|word| is_closed || !header.contains(word)) {
        return Verdict::Text;
    }
    let rest = without_page_signs(text);
    if rest.is_empty() {
        // `S/842.`: the end of a note or sentence.
        let name = text.trim_end_matches(['.', ')']);
        let is_end =
            ending(text) == Ending::Stop && name.ends_with(|one: char| one.is_ascii_digit());
        if is_end && name.contains('/') && name.starts_with(|one: char| one.is_ascii_uppercase()) {
            return Verdict::Text;
        }
        // A bare figure may be a page number, or the mark of a note on a line of its own.
        let is_figure = text.chars().all(|one| one.is_ascii_digit());
        return if is_figure && piece.gap_lines == 0 { Verdict::Likely } else { Verdict::Sure };
    }
    if is_closed {
        return Verdict::Text;
    }
    let is_of_header = |words: &str| {
        let words = letters(words);
        words.len() >= RUNNING_LETTERS_MIN && header.contains(&words)
    };
    match (is_of_header(text), is_of_header(&rest)) {
        (false, true) if rest.len() < text.len() => Verdict::Sure,
        (true, _) | (_, true) => Verdict::Likely,
        (false, false) => Verdict::Text,
    }
}

/// Tells whether a line is the number of a page, not the first, and the symbol of the document:
/// `2  A/RES/71/19`. Before another symbol, or with a stop, it may be a note.
fn heads_left_page(text: &str, header: &str) -> bool {
    text.split_once(char::is_whitespace).is_some_and(|(page, symbol)| {
        let symbol = symbol.trim();
        is_figure(page)
            && page != "1"
            && is_symbol(symbol)
            && !symbol.ends_with('.')
            && header.contains(&letters(symbol))
    })
}

/// Tells whether a line is the name of a language and nothing else, which stands below the symbol at
/// the head of a page.
fn is_language(text: &str) -> bool {
    const NAMES: [&str; 8] =
        ["Arabic", "Chinese", "English", "Español", "Français", "French", "Russian", "Spanish"];
    NAMES.contains(&text)
}

/// A page has its running title once. Of the likely lines between two stretches of text only the
/// longest that the header holds in one piece is the title; the others are words of the text that
/// happen to be words of the title.
fn keep_one_title(pieces: &[Piece], verdicts: &mut [Verdict], header: &str) {
    let mut place = 0;
    while place < verdicts.len() {
        if verdicts[place] == Verdict::Text {
            place += 1;
            continue;
        }
        let start = place;
        while place < verdicts.len() && verdicts[place] != Verdict::Text {
            place += 1;
        }
        let titles = titles(&pieces[start..place], &verdicts[start..place], header);
        // A name may be broken behind a comma, but it does not end with one.
        let is_whole =
            |title: &&Title| ending(&pieces[start + title.end - 1].text) != Ending::Comma;
        let longest = titles
            .iter()
            .filter(is_whole)
            .max_by_key(|title| title.letters)
            .map(|title| title.start);
        for title in &titles {
            if Some(title.start) != longest {
                for verdict in &mut verdicts[start + title.start..start + title.end] {
                    if *verdict == Verdict::Likely {
                        *verdict = Verdict::Text;
                    }
                }
            }
        }
    }
}

/// A stretch of likely lines that the header holds in one piece.
struct Title {
    start: usize,
    end: usize,
    letters: usize,
}

fn titles(pieces: &[Piece], verdicts: &[Verdict], header: &str) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let mut chain = String::new();
    for (place, piece) in pieces.iter().enumerate() {
        if verdicts[place] != Verdict::Likely
            || is_figure(piece.text.trim())
            || is_language(piece.text.trim())
        {
            chain.clear();
            continue;
        }
        let own = letters(&piece.text);
        let joined = format!("{chain}{own}");
        match titles.last_mut().filter(|_| !chain.is_empty() && header.contains(&joined)) {
            Some(title) => {
                title.end = place + 1;
                title.letters = joined.len();
                chain = joined;
            }
            None => {
                titles.push(Title { start: place, end: place + 1, letters: own.len() });
                chain = own;
            }
        }
    }
    titles
}

/// A likely line next to a sure one is sure as well; so is a likely line at a page break.
fn spread(pieces: &[Piece], verdicts: &mut [Verdict]) {
    for place in 0..verdicts.len() {
        let is_at_seam =
            pieces[place].is_after_seam || place > 0 && verdicts[place - 1] == Verdict::Sure;
        if verdicts[place] == Verdict::Likely && is_at_seam {
            verdicts[place] = Verdict::Sure;
        }
    }
    for place in (0..verdicts.len().saturating_sub(1)).rev() {
        if verdicts[place] == Verdict::Likely && verdicts[place + 1] == Verdict::Sure {
            verdicts[place] = Verdict::Sure;
        }
    }
}

/// Returns what is left of a line without symbols, page numbers, job numbers and the like.
fn without_page_signs(text: &str) -> String {
    let mut rest: Vec<&str> = Vec::new();
    let mut has_sign = false;
    let tokens: Vec<&str> = text.split_whitespace().collect();
    for (place, token) in tokens.iter().enumerate() {
        let bare = token.trim_matches(|sign: char| "*_|[]".contains(sign));
        let is_sign = is_symbol(bare)
            || is_fraction(bare)
            || is_job_number(bare)
            || is_bar_code(token)
            || is_page_word(bare, tokens.get(place + 1))
            || matches!(*token, "/..." | "/…" | "…" | "...")
            || has_sign && is_companion(bare);
        let is_part = place > 0 && is_part_letter(bare) && is_symbol(tokens[place - 1]);
        let is_lone_figure = is_figure(bare) && (tokens.len() == 1 || place + 1 == tokens.len());
        // A bar code whose asterisks were read as emphasis.
        let is_lone_code = tokens.len() == 1
            && (6..=8).contains(&bare.len())
            && bare.bytes().all(|one| one.is_ascii_digit());
        let is_dashed_figure = tokens.len() == 3
            && is_figure(tokens[1])
            && [tokens[0], tokens[2]].iter().all(|dash| ["-", "–", "—", "|"].contains(dash));
        if is_sign
            || is_part
            || is_lone_code
            || is_dashed_figure
            || is_lone_figure && rest.is_empty()
        {
            has_sign = true;
        } else {
            rest.push(token);
        }
    }
    rest.join(" ")
}

/// Tells of most words of a text without a closer look that [`without_page_signs`] leaves them.
fn is_plain_word(token: &str) -> bool {
    const LETTERS_MIN: usize = 8;
    token.len() >= LETTERS_MIN && token.bytes().all(|one| one.is_ascii_lowercase())
}

fn is_figure(token: &str) -> bool {
    token.len() <= 3 && !token.is_empty() && token.bytes().all(|one| one.is_ascii_digit())
}

/// `A/RES/71/19`, `S/RES/1545(2004)`, `A/78/L.14`, `A/RES/51/1*`.
fn is_symbol(token: &str) -> bool {
    let head = token.split('/').next().unwrap_or_default();
    token.contains('/')
        && !head.is_empty()
        && head.len() <= 7
        && head.starts_with(|one: char| one.is_ascii_uppercase())
        && head.bytes().all(|one| one.is_ascii_uppercase() || one == b'.')
        && token.bytes().any(|one| one.is_ascii_digit())
        && token.chars().all(|one| one.is_ascii_alphanumeric() || "/.()-*".contains(one))
}

/// The part of a resolution behind its symbol: `A/RES/60/247 A`.
fn is_part_letter(token: &str) -> bool {
    token.len() == 1 && token.bytes().all(|one| one.is_ascii_uppercase())
}

/// `2/10`
fn is_fraction(token: &str) -> bool {
    token.split_once('/').is_some_and(|(page, pages)| is_figure(page) && is_figure(pages))
}

/// `23-16862`, `N0039521`
fn is_job_number(token: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|one| one.is_ascii_digit());
    token.split_once(['-', '‑', '–']).is_some_and(|(year, number)| {
        is_digits(year) && is_digits(number) && year.len() == 2 && number.len() == 5
    }) || token.strip_prefix('N').is_some_and(|rest| rest.len() >= 7 && is_digits(rest))
}

/// `*2325933*`
fn is_bar_code(token: &str) -> bool {
    token.strip_prefix('*').and_then(|rest| rest.strip_suffix('*')).is_some_and(|inside| {
        inside.len() >= 6 && inside.bytes().all(|one| one.is_ascii_alphanumeric())
    })
}

/// `i mi ii iii ii iii`: strokes that character recognition took for letters.
fn is_scanned_bar_code(text: &str) -> bool {
    const WORDS_MIN: usize = 4;
    let mut words = text.split_whitespace();
    words.clone().all(|word| word.chars().all(|one| "iIl1|m!n".contains(one)))
        && words.nth(WORDS_MIN - 1).is_some()
}

/// `Page` and its number.
fn is_page_word(token: &str, next: Option<&&str>) -> bool {
    const WORDS: &[&str] = &["page", "página", "pagina", "стр.", "страница", "الصفحة", "第"];
    next.is_none_or(|next| is_figure(next)) && WORDS.contains(&token.to_lowercase().as_str())
}

/// What stands beside a symbol or a job number: `(E)`, `(2004)`, `291223`, `3`.
fn is_companion(token: &str) -> bool {
    let inside = token.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.is_some_and(|inside| inside.len() <= 4)
        || is_figure(token)
        || token.len() == 6 && token.bytes().all(|one| one.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_plain_word, letters, without_page_signs};

    #[test]
    fn a_plain_word_is_no_sign_of_a_page() {
        let signs = [
            "",
            "page",
            "A/RES/71/19",
            "A",
            "3",
            "2/10",
            "- 3 -",
            "N0039521",
            "23-16862",
            "(E)",
            "*2325933*",
        ];
        for before in signs {
            for after in signs {
                for word in ["strengthening", "resolution", "iiiiiiii"] {
                    let text = format!("{before} {word} {after}");
                    assert!(is_plain_word(word), "{word}");
                    assert!(letters(&without_page_signs(&text)).contains(word), "{text}");
                    assert!(letters(&text).contains(word), "{text}");
                }
            }
        }
    }
}
