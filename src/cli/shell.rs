//! Words of commands that a person pastes into a shell.

use std::borrow::Cow;

/// Signs that mean themselves in every shell, apart from letters and figures.
const PLAIN_SIGNS: &str = "/._-+,:@%=";

/// Returns `word` so that a POSIX shell reads it as one word: in quotes where it holds blanks or signs
/// that mean something there.
pub(crate) fn shell_word(word: &str) -> Cow<'_, str> {
    let is_plain = |sign: char| sign.is_alphanumeric() || PLAIN_SIGNS.contains(sign);
    if !word.is_empty() && word.chars().all(is_plain) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(format!("'{}'", word.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_part_or_change_them() {
        let cases = [
            ("a/b-1.idx", "a/b-1.idx"),
            ("données/会议", "données/会议"),
            ("my index", "'my index'"),
            ("it's", r"'it'\''s'"),
            ("a\"b", "'a\"b'"),
            ("$HOME/~", "'$HOME/~'"),
            ("OP1(2)", "'OP1(2)'"),
            ("a\u{a0}b", "'a\u{a0}b'"),
            ("", "''"),
        ];
        for (word, expected) in cases {
            assert_eq!(shell_word(word), expected);
        }
    }
}
