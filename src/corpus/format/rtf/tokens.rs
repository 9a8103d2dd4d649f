//! The tokens of RTF: groups, control words, bytes of text.

/// A piece of an RTF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'bytes> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word-12`: a control word, or a sign such as `~` or `*`.
    Control(&'bytes str, Option<i32>),
    /// `\'e9`, or a byte that stands there itself.
    Byte(u8),
}

/// Iterates over the tokens of a file; it never fails.
#[derive(Debug)]
pub(super) struct Tokens<'bytes> {
    bytes: &'bytes [u8],
}

/// Returns the tokens of `bytes`. Line ends mean nothing and are left out.
pub(super) fn tokens(bytes: &[u8]) -> Tokens<'_> {
    Tokens { bytes }
}

impl<'bytes> Iterator for Tokens<'bytes> {
    type Item = Token<'bytes>;

    fn next(&mut self) -> Option<Token<'bytes>> {
        loop {
            let (first, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            match first {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => {
                    if let Some(token) = self.control() {
                        return Some(token);
                    }
                }
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(*byte)),
            }
        }
    }
}

impl<'bytes> Tokens<'bytes> {
    /// Leaves out `count` bytes of data that may look like tokens.
    pub(super) fn skip(&mut self, count: usize) {
        self.bytes = self.bytes.get(count..).unwrap_or_default();
    }

    fn control(&mut self) -> Option<Token<'bytes>> {
        let bytes = self.bytes;
        let first = *bytes.first()?;
        if !first.is_ascii_alphabetic() {
            self.bytes = &bytes[1..];
            return match first {
                b'\'' => self.hexadecimal(),
                b'\r' | b'\n' => Some(Token::Control("par", None)),
                b'\t' => Some(Token::Control("tab", None)),
                b'{' | b'}' | b'\\' => Some(Token::Byte(first)),
                _sign => {
                    std::str::from_utf8(&bytes[..1]).ok().map(|sign| Token::Control(sign, None))
                }
            };
        }
        let length = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = std::str::from_utf8(&bytes[..length]).ok()?;
        let rest = &bytes[length..];
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (value, rest) = if digits == 0 {
            (None, rest)
        } else {
            let printed = std::str::from_utf8(&rest[..sign + digits]).ok();
            (printed.and_then(|printed| printed.parse().ok()), &rest[sign + digits..])
        };
        // One space ends the word and is part of it.
        self.bytes = rest.strip_prefix(b" ").unwrap_or(rest);
        Some(Token::Control(word, value))
    }

    fn hexadecimal(&mut self) -> Option<Token<'bytes>> {
        let figures = self.bytes.get(..2)?;
        let value = u8::from_str_radix(std::str::from_utf8(figures).ok()?, 16).ok()?;
        self.bytes = &self.bytes[2..];
        Some(Token::Byte(value))
    }
}
