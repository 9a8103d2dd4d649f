//! Mends XML whose tags do not match, which converters and broken downloads leave behind.
//!
//! An end without a beginning is left out, so is a document type without declarations of its own, an element without an end is closed where the one
//! around it ends, a tag that the file breaks off in is left out, and an ampersand that begins no
//! reference of XML is taken for itself, or for the character that HTML gives its name. Nothing
//! else is touched, and everything that is is reported.

use crate::corpus::ReadFault;
use crate::corpus::format::entity;
use crate::corpus::format::nesting::{NESTING_MAX, tag_length, until};

/// Mended text, and what had to be done.
#[derive(Debug, Default)]
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) faults: Vec<ReadFault>,
    /// For every place after which the text is longer or shorter than the source, that place and
    /// by how much.
    pub(super) shifts: Vec<(usize, isize)>,
}

/// The most faults that are listed one by one.
const FAULTS_MAX: usize = 20;

/// Returns `text` with its tags matched.
///
/// `None` if more elements are left open than any document nests.
pub(super) fn mend(text: &str) -> Option<Mended> {
    let mut mender = Mender { source: text, mended: Mended::default(), open: Vec::new(), line: 1 };
    let mut at = 0;
    while at < text.len() {
        at += mender.step(&text[at..], at);
        if mender.open.len() > NESTING_MAX {
            return None;
        }
    }
    while let Some(name) = mender.open.pop() {
        mender.close(name);
    }
    Some(mender.mended)
}

struct Mender<'text> {
    source: &'text str,
    mended: Mended,
    /// The names of the open elements.
    open: Vec<&'text str>,
    line: usize,
}

impl<'text> Mender<'text> {
    /// Takes one tag, reference or stretch of text, and returns its length.
    fn step(&mut self, rest: &'text str, at: usize) -> usize {
        let length = match rest.as_bytes()[0] {
            b'<' => self.tag(rest, at),
            b'&' => self.reference(rest, at),
            _words => {
                let length = rest.find(['<', '&']).unwrap_or(rest.len());
                self.mended.text.push_str(&rest[..length]);
                length
            }
        };
        self.line += rest[..length].matches('\n').count();
        length
    }

    fn tag(&mut self, rest: &'text str, at: usize) -> usize {
        let length = match rest.as_bytes().get(1) {
            Some(b'!') if rest.starts_with("<!--") => until(rest, "-->"),
            Some(b'!') if rest.starts_with("<![CDATA[") => until(rest, "]]>"),
            Some(b'!' | b'?' | b'/') => until(rest, ">"),
            _opening => tag_length(rest),
        };
        let tag = &rest[..length];
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|end: char| end.is_whitespace() || end == '>' || end == '/').next();
        let name = name.unwrap_or_default();
        if tag.starts_with("<!DOCTYPE") && !tag.contains('[') {
            self.report("the document type was left out".to_owned());
            self.shift(at + length);
        } else if !tag.ends_with('>') || length < 3 {
            self.report(format!("the file breaks off in the tag `<{name}`"));
            self.shift(at + length);
        } else if tag.starts_with("</") {
            self.end(tag, name, at + length);
        } else {
            let is_element = !tag.starts_with("<!") && !tag.starts_with("<?");
            if is_element && !tag.ends_with("/>") {
                self.open.push(name);
            }
            self.mended.text.push_str(tag);
        }
        length
    }

    fn end(&mut self, tag: &'text str, name: &'text str, after: usize) {
        if self.open.contains(&name) {
            while let Some(inner) = self.open.pop_if(|inner| *inner != name) {
                self.close(inner);
                self.shift(after - tag.len());
            }
            self.open.pop();
            self.mended.text.push_str(tag);
        } else {
            self.report(format!("the end tag `</{name}>` has no beginning and was left out"));
            self.shift(after);
        }
    }

    fn close(&mut self, name: &str) {
        self.report(format!("the element `{name}` has no end"));
        self.mended.text.push_str("</");
        self.mended.text.push_str(name);
        self.mended.text.push('>');
    }

    fn reference(&mut self, rest: &str, at: usize) -> usize {
        const KNOWN: [&str; 7] = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#", "&#x"];
        if KNOWN.iter().any(|known| rest.starts_with(known)) {
            self.mended.text.push('&');
            return 1;
        }
        let (decoded, length) = entity::decode(rest).unwrap_or_else(|| ("&".to_owned(), 1));
        for character in decoded.chars() {
            match character {
                '&' => self.mended.text.push_str("&amp;"),
                '<' => self.mended.text.push_str("&lt;"),
                other => self.mended.text.push(other),
            }
        }
        self.report(format!("`{}` is no reference of XML", &rest[..length]));
        self.shift(at + length);
        length
    }

    /// Notes that what comes next stood at `at` in the source.
    fn shift(&mut self, at: usize) {
        debug_assert!(at <= self.source.len(), "a place in the source");
        let mended = self.mended.text.len();
        let by =
            isize::try_from(at).unwrap_or_default() - isize::try_from(mended).unwrap_or_default();
        self.mended.shifts.push((mended, by));
    }

    fn report(&mut self, message: String) {
        if self.mended.faults.len() < FAULTS_MAX {
            self.mended.faults.push(ReadFault { message, line: Some(self.line) });
        }
    }
}
