//! The bounds of sentences, after Annex 29 of the Unicode Standard, abbreviations known.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// What stands before a full stop that ends no sentence, folded to lower case.
///
/// Only abbreviations that are always followed by what they introduce: `etc.` may end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "al", "arr", "art", "arts", "cf", "chap", "corr", "dr", "ed", "eds", "fig", "mlle", "mm",
    "mme", "mr", "mrs", "ms", "no", "nos", "nov", "núm", "par", "para", "paras", "párr", "párrs",
    "pp", "prof", "res", "sr", "sra", "st", "supp", "suppl", "vol", "vols", "vs", "г", "гг", "пп",
    "ст", "стр", "см", "т",
];

/// Returns the sentences of `text` in order, without the white space around them; together they
/// hold every character that is not white space.
///
/// ```
/// use resq::text::sentences;
///
/// let text = "Mr. Ito spoke. 会议通过。";
/// let found: Vec<&str> = sentences(text).iter().map(|span| span.of(text)).collect();
/// assert_eq!(found, ["Mr. Ito spoke.", "会议通过。"]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut is_open = false;
    for (place, piece) in text.split_sentence_bound_indices() {
        let words = piece.trim_start();
        let start = place + (piece.len() - words.len());
        let words = words.trim_end();
        if words.is_empty() {
            continue;
        }
        let span = Span::new(start, start + words.len());
        match found.last_mut() {
            Some(last) if is_open => *last = last.cover(span),
            _ => found.push(span),
        }
        is_open = ends_in_abbreviation(words);
    }
    found
}

/// Tells whether the full stop at the end belongs to an abbreviation.
fn ends_in_abbreviation(sentence: &str) -> bool {
    let Some(body) = sentence.strip_suffix('.') else { return false };
    let start = body
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |place| place + body[place..].chars().next().map_or(1, char::len_utf8));
    ABBREVIATIONS.contains(&body[start..].to_lowercase().as_str())
}
