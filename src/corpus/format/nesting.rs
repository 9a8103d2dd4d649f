//! How deep the elements of XML lie in each other, found before a tree is built.
//!
//! The tree is walked by recursion, so its depth must be bounded before anybody descends.

use super::super::MarkupError;

/// The deepest nesting that is read; a list in an annex of a resolution reaches some 20.
pub const NESTING_MAX: usize = 200;

/// Checks that no element of `text` lies deeper than [`NESTING_MAX`].
///
/// Ends without a beginning are not counted, so broken mark-up is left to the parser to report.
///
/// # Errors
///
/// When one does.
pub(super) fn check(text: &str) -> Result<(), MarkupError> {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        at += found;
        let rest = &text[at..];
        let length = match rest.as_bytes().get(1) {
            Some(b'!') if rest.starts_with("<!--") => until(rest, "-->"),
            Some(b'!') if rest.starts_with("<![CDATA[") => until(rest, "]]>"),
            Some(b'!' | b'?') => end_tag_length(rest),
            Some(b'/') => {
                depth = depth.saturating_sub(1);
                end_tag_length(rest)
            }
            _opening => {
                let length = tag_length(rest);
                depth += usize::from(!rest[..length].ends_with("/>"));
                length
            }
        };
        if depth > NESTING_MAX {
            let line = text[..at].matches('\n').count() + 1;
            return Err(MarkupError::TooDeep { line, depth_max: NESTING_MAX });
        }
        at += length;
    }
    Ok(())
}

/// Returns the length of `text` up to and with the first `end`, or all of it.
pub(super) fn until(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |place| place + end.len())
}

/// Returns the length of a tag in which nothing is quoted.
fn end_tag_length(tag: &str) -> usize {
    tag.find('>').map_or(tag.len(), |place| place + 1)
}

/// Returns the length of a tag; `>` inside quotes does not end it.
pub(super) fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (place, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return place + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _inside => {}
        }
    }
    tag.len()
}
