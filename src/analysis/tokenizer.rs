//! [`TermTokenizer`]: what the engine still has to do with terms that are already cut.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name of the chain in the engine's registry.
pub const TERM_CHAIN: &str = "resq_terms";

/// Ends every term of a term list but the last; no term holds it.
pub const SEPARATOR: char = '\n';

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
            let rest = &self.list[self.place..];
            let length = rest.find(SEPARATOR).unwrap_or(rest.len());
            let start = self.place;
            self.place += length + SEPARATOR.len_utf8();
            self.position += 1;
            if length > 0 {
                self.token.offset_from = start;
                self.token.offset_to = start + length;
                self.token.position = self.position - 1;
                self.token.text.clear();
                self.token.text.push_str(&rest[..length]);
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
}
