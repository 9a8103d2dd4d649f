//! Folding: the one spelling under which variants of a word meet, with a map back to the text.
//!
//! A fold forgets what readers do not look for: case, the diacritics of Latin letters, full-width
//! and ligature forms, Arabic vowel signs and the seats of alef, the shape of quotes, dashes and
//! spaces, and characters nobody sees. It keeps what makes another word in scripts where a mark
//! makes another letter: `й` is not `и`. Latin letters in a Cyrillic word are the Cyrillic ones they
//! look like, traditional characters of Chinese the simplified ones.
//!
//! Folding never reorders: every piece of the folded text comes from one stretch of the original,
//! and [`Folded::original`] tells which. Folding twice gives what folding once gives.

use super::Span;
use super::fold_char::{is_mark, join, push_folded};
use super::look_alike::{folds_to_cyrillic, push_respelt, respelt_head, respelt_tail};

/// A folded text and where its pieces stood.
///
/// One value can be refilled for many texts, so that a loop allocates nothing once it is warm.
///
/// ```
/// use resq::text::{Folded, Span};
///
/// let folded = Folded::new("Déjà «vu»");
/// assert_eq!(folded.as_str(), "deja \"vu\"");
/// assert_eq!(folded.original(Span::new(0, 4)), Span::new(0, 6));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the folded text, up to the next piece, and where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins in the folded text.
    folded: usize,
    original: Span,
    /// Whether the two run side by side, byte by byte, on the same character bounds; otherwise
    /// the piece as a whole stands for the stretch as a whole.
    is_parallel: bool,
}

impl Folded {
    /// Returns the fold of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        folded.refill(text);
        folded
    }

    /// Replaces the content by the fold of `text`, in one pass, keeping the allocations.
    pub fn refill(&mut self, text: &str) {
        self.text.clear();
        self.pieces.clear();
        self.text.reserve(text.len());
        let mut place = 0;
        while place < text.len() {
            let run_end = place + ascii_run(&text.as_bytes()[place..]);
            if run_end > place {
                place += self.push_respelt_head(&text[place..run_end], place);
                let folded = self.text.len();
                push_ascii(&text[place..run_end], &mut self.text);
                if run_end > place {
                    self.push_piece(folded, Span::new(place, run_end), true);
                }
                place = run_end;
            }
            let Some(character) = text[place..].chars().next() else { break };
            let original = Span::new(place, place + character.len_utf8());
            self.push_char(character, original);
            place = original.end();
        }
    }

    /// Returns the folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the stretch of the original that `folded`, a span on character bounds of the
    /// folded text, comes from.
    ///
    /// It lies on character bounds and grows with `folded`. Dropped characters are inside only
    /// between the first and the last character of the span; an empty span gives an empty one.
    #[must_use]
    pub fn original(&self, folded: Span) -> Span {
        let Some(first) = self.piece_at(folded.start()) else { return Span::default() };
        let start = if first.is_parallel {
            (first.original.start() + (folded.start() - first.folded)).min(first.original.end())
        } else if folded.start() >= self.text.len() {
            first.original.end()
        } else {
            first.original.start()
        };
        let Some(last_byte) = folded.end().checked_sub(1).filter(|_| !folded.is_empty()) else {
            return Span::new(start, start);
        };
        let Some(last) = self.piece_at(last_byte) else { return Span::new(start, start) };
        let end = if last.is_parallel {
            (last.original.start() + (folded.end() - last.folded)).min(last.original.end())
        } else {
            last.original.end()
        };
        Span::new(start, end)
    }

    fn piece_at(&self, folded: usize) -> Option<Piece> {
        let after = self.pieces.partition_point(|piece| piece.folded <= folded);
        self.pieces.get(after.checked_sub(1)?).copied()
    }

    fn push_char(&mut self, character: char, original: Span) {
        if is_mark(character) {
            self.push_mark(character, original);
            return;
        }
        if ends_latin(&self.text) && folds_to_cyrillic(character) {
            self.respell_tail();
        }
        let folded = self.text.len();
        push_folded(character, &mut self.text);
        respell_head(&mut self.text, 0, folded);
        let length = self.text.len() - folded;
        if length > 0 {
            let is_single = self.text[folded..].chars().nth(1).is_none();
            self.push_piece(folded, original, is_single && length == original.length_bytes());
        }
    }

    /// Drops a mark, or joins it to the letter before it, which then stands for both.
    fn push_mark(&mut self, mark: char, original: Span) {
        let Some(letter) = self.text.chars().next_back() else { return };
        let Some(joined) = join(letter, mark) else { return };
        let folded = self.text.len() - letter.len_utf8();
        let covered = self.original(Span::new(folded, self.text.len())).cover(original);
        self.text.truncate(folded);
        self.text.push(joined);
        if let Some(last) = self.pieces.last_mut() {
            if last.folded == folded {
                self.pieces.pop();
            } else {
                last.original = Span::new(last.original.start(), covered.start());
            }
        }
        self.pieces.push(Piece { folded, original: covered, is_parallel: false });
    }

    /// Appends the Latin letters at the head of `run`, which stands at `place`, that belong to a
    /// Cyrillic word, and returns how many bytes they are.
    fn push_respelt_head(&mut self, run: &str, place: usize) -> usize {
        let length = respelt_head(&self.text, run);
        for at in 0..length {
            let folded = self.text.len();
            push_respelt(&run[at..=at], &mut self.text);
            self.push_piece(folded, Span::new(place + at, place + at + 1), false);
        }
        length
    }

    /// Puts Cyrillic letters in place of the Latin ones at the end that belong to the word of the
    /// Cyrillic letter that follows.
    fn respell_tail(&mut self) {
        let length = respelt_tail(&self.text);
        if length == 0 {
            return;
        }
        let start = self.text.len() - length;
        let letters: Vec<(Span, String)> = (start..self.text.len())
            .map(|at| (self.original(Span::new(at, at + 1)), self.text[at..=at].to_owned()))
            .collect();
        self.text.truncate(start);
        let kept = self.pieces.partition_point(|piece| piece.folded < start);
        self.pieces.truncate(kept);
        if let Some(last) = self.pieces.last_mut().filter(|last| last.is_parallel)
            && let Some((first, _)) = letters.first()
        {
            last.original = Span::new(last.original.start(), first.start());
        }
        for (original, letter) in letters {
            let folded = self.text.len();
            push_respelt(&letter, &mut self.text);
            self.push_piece(folded, original, false);
        }
    }

    fn push_piece(&mut self, folded: usize, original: Span, is_parallel: bool) {
        if let Some(last) = self.pieces.last_mut()
            && last.is_parallel
            && is_parallel
            && last.original.end() == original.start()
        {
            last.original = last.original.cover(original);
            return;
        }
        self.pieces.push(Piece { folded, original, is_parallel });
    }
}

/// Appends the fold of `text` to `out`, without a map.
pub fn fold_into(text: &str, out: &mut String) {
    let (mut place, start) = (0, out.len());
    while place < text.len() {
        let run_end = place + ascii_run(&text.as_bytes()[place..]);
        let run = &text[place..run_end];
        let head = respelt_head(&out[start..], run);
        push_respelt(&run[..head], out);
        push_ascii(&run[head..], out);
        let Some(character) = text[run_end..].chars().next() else { break };
        if is_mark(character) {
            if let Some(letter) = out.chars().next_back()
                && let Some(joined) = join(letter, character)
            {
                out.truncate(out.len() - letter.len_utf8());
                out.push(joined);
            }
        } else {
            if ends_latin(out) && folds_to_cyrillic(character) {
                let end = out.len();
                respell(out, Span::new(end - respelt_tail(&out[start..]), end));
            }
            let folded = out.len();
            push_folded(character, out);
            respell_head(out, start, folded);
        }
        place = run_end + character.len_utf8();
    }
}

/// Returns the fold of `text`, without a map.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Returns how many bytes of ASCII `bytes` begins with.
#[must_use]
pub fn ascii_run(bytes: &[u8]) -> usize {
    const STEP: usize = 16;
    let whole = bytes.chunks_exact(STEP).take_while(|chunk| chunk.is_ascii()).count() * STEP;
    let rest = &bytes[whole..];
    whole + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}

/// Tells whether a text ends with a Latin letter: most do not before a Cyrillic one.
#[inline]
fn ends_latin(text: &str) -> bool {
    text.as_bytes().last().is_some_and(u8::is_ascii_alphabetic)
}

/// Respells what stands behind the byte `start` and folded to Latin letters in a Cyrillic word that
/// begins behind the byte `word` at the earliest, as the `ë` that is typed for `ё`.
#[inline]
fn respell_head(out: &mut String, word: usize, start: usize) {
    if out.as_bytes().get(start).is_some_and(u8::is_ascii_alphabetic) {
        let length = respelt_head(&out[word..start], &out[start..]);
        respell(out, Span::new(start, start + length));
    }
}

/// Puts Cyrillic letters in place of the Latin ones of `span`.
fn respell(out: &mut String, span: Span) {
    if !span.is_empty() {
        let latin = out.split_off(span.start());
        let (letters, rest) = latin.split_at(span.length_bytes());
        push_respelt(letters, out);
        out.push_str(rest);
    }
}

fn push_ascii(run: &str, out: &mut String) {
    let before = out.len();
    out.push_str(run);
    out[before..].make_ascii_lowercase();
}
