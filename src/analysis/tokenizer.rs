//! [`TermTokenizer`]: what the engine still has to do with terms that are already cut.

use memchr::memchr;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name of the chain in the engine's registry.
pub const TERM_CHAIN: &str = "resq_terms";

/// Ends every term of a term list but the last; no term holds it.
pub const SEPARATOR: char = '\n';
/// [`SEPARATOR`] as it stands in a list.
const MARK: u8 = b'\n';

/// Cuts a list of terms at [`SEPARATOR`]; the n-th term stands at position n.
///
/// An empty list gives no term, and so does an empty place in a list, which keeps its position.
#[derive(Clone, Debug, Default)]
pub struct TermTokenizer {
    token: Token,
}

/// The stream of a [`TermTokenizer`].
#[derive(Debug)]
pub struct TermStream<'a> {
    list: &'a str,
    place: usize,
    position: usize,
    token: &'a mut Token,
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, list: &'a str) -> TermStream<'a> {
        self.token.reset();
        TermStream { list, place: 0, position: 0, token: &mut self.token }
    }
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        while self.place < self.list.len() {
            let start = self.place;
            let rest = &self.list.as_bytes()[start..];
            let length = memchr(MARK, rest).unwrap_or(rest.len());
            self.place += length + 1;
            self.position += 1;
            if length > 0 {
                self.token.offset_from = start;
                self.token.offset_to = start + length;
                self.token.position = self.position - 1;
                self.token.text.clear();
                self.token.text.push_str(&self.list[start..start + length]);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }

    fn process(&mut self, sink: &mut dyn FnMut(&Token)) {
        // The engine calls this one through a pointer, and `advance` from here without.
        while self.advance() {
            sink(self.token);
        }
    }
}
