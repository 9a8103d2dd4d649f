//! Folding: the one spelling under which variants of a word meet, with a map back to the text.
//!
//! A fold forgets what readers do not look for: case, the diacritics of Latin letters, full-width
//! and ligature forms, Arabic vowel signs and the seats of alef, the shape of quotes, dashes and
//! spaces, and characters nobody sees. It keeps what makes another word in scripts where a mark
//! makes another letter: `й` is not `и`.
//!
//! Folding never reorders: every piece of the folded text comes from one stretch of the original,
//! and [`Folded::original`] tells which. Folding twice gives what folding once gives.

use super::Span;
use super::fold_char::{is_mark, join, push_folded};

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
        let mut place = 0;
        while place < text.len() {
            let run_end = place + ascii_run(&text.as_bytes()[place..]);
            if run_end > place {
                let folded = self.text.len();
                push_ascii(&text[place..run_end], &mut self.text);
                self.push_piece(folded, Span::new(place, run_end), true);
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
        let folded = self.text.len();
        push_folded(character, &mut self.text);
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
    let mut place = 0;
    while place < text.len() {
        let run_end = place + ascii_run(&text.as_bytes()[place..]);
        push_ascii(&text[place..run_end], out);
        let Some(character) = text[run_end..].chars().next() else { break };
        if is_mark(character) {
            if let Some(letter) = out.chars().next_back()
                && let Some(joined) = join(letter, character)
            {
                out.truncate(out.len() - letter.len_utf8());
                out.push(joined);
            }
        } else {
            push_folded(character, out);
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

fn push_ascii(run: &str, out: &mut String) {
    let before = out.len();
    out.push_str(run);
    out[before..].make_ascii_lowercase();
}
