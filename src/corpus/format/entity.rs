//! Character references of HTML (`&amp;`, `&#8211;`), by the tables of the HTML tokenizer.

use html5gum::{Token, Tokenizer};

/// The longest named reference of HTML has 33 bytes.
const REFERENCE_BYTES_MAX: usize = 34;

/// Returns what the reference at the beginning of `text` stands for, and its length in bytes;
/// `None` if `text` begins with a mere ampersand.
pub(super) fn decode(text: &str) -> Option<(String, usize)> {
    let window = text.as_bytes().get(..text.len().min(REFERENCE_BYTES_MAX))?;
    let length = window.iter().position(|byte| *byte == b';')? + 1;
    let reference = text.get(..length)?;
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    if length < 3 || !reference.as_bytes()[1..length - 1].iter().all(is_name) {
        return None;
    }
    let mut decoded = String::new();
    for token in Tokenizer::new(reference) {
        if let Ok(Token::String(string)) = token {
            decoded.push_str(std::str::from_utf8(&string.value).ok()?);
        }
    }
    (decoded != reference && !decoded.is_empty()).then_some((decoded, length))
}
