//! E-mails whose text is packed for the way (RFC 2045 to 2047): in parts, in quoted-printable or in
//! base 64.
//!
//! Of several texts the first plain one is the text, else the first page; attachments are named.

use encoding_rs::{Encoding, UTF_8};

use super::super::ReadFault;
use super::super::decode::decode;

/// Parts lie in parts so deep at most: a reply to a forwarded message with pictures needs four.
const NESTING_MAX: usize = 10;
/// The most attachments that are named.
const NAMED_MAX: usize = 10;
/// Figures of base 64 that are three bytes.
const BASE_64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of an e-mail.
#[derive(Debug)]
pub(in crate::corpus) struct Message {
    pub(in crate::corpus) text: String,
    /// Whether the text is a web page.
    pub(in crate::corpus) is_page: bool,
    pub(in crate::corpus) faults: Vec<ReadFault>,
}

/// Returns the text of the e-mail in `bytes`, if it is one and its text does not stand there as it
/// is.
pub(in crate::corpus) fn message(bytes: &[u8]) -> Option<Message> {
    let (head, body) = halves(bytes)?;
    super::head(&String::from_utf8_lossy(head))?;
    let whole = Part::new(head, body);
    if whole.is_as_it_is() {
        return None;
    }
    let mut found = Found::default();
    found.search(&whole, 0);
    let Found { plain, page, others } = found;
    let is_page = plain.is_none() && page.is_some();
    let text = plain.or(page);
    let head = String::from_utf8_lossy(head);
    let words = head.split_whitespace().collect::<Vec<_>>().join(" ");
    let fault = |message: String| ReadFault { message, line: None };
    let mut faults = vec![super::fault(&words, Some(1))];
    if text.is_none() {
        faults.push(fault("the e-mail has no text".to_owned()));
    }
    if !others.is_empty() {
        let names: Vec<String> =
            others.iter().take(NAMED_MAX).map(|name| format!("`{name}`")).collect();
        let more = if others.len() > NAMED_MAX { " and more" } else { "" };
        let names = names.join(", ");
        faults.push(fault(format!(
            "what is attached to the e-mail is not read; save it first: {names}{more}"
        )));
    }
    Some(Message { text: text.unwrap_or_default(), is_page, faults })
}

/// Parts a message or a part of one at its first empty line.
fn halves(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let end = at + line.len();
        if line.trim_ascii().is_empty() {
            return Some((&bytes[..at], &bytes[end..]));
        }
        at = end;
    }
    None
}

/// A message or a part of one.
struct Part<'a> {
    /// `text/plain`, in small letters.
    kind: String,
    boundary: Option<String>,
    charset: Option<String>,
    /// How its bytes are packed, in small letters.
    packing: String,
    /// What it is called where it is attached.
    name: Option<String>,
    is_attached: bool,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    fn new(head: &[u8], body: &'a [u8]) -> Self {
        let head = String::from_utf8_lossy(head);
        // A line that begins with a blank goes on from the one before.
        let head = head.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
        let value = |name: &str| {
            let named = |line: &&str| {
                line.split_once(':').is_some_and(|(own, _)| own.trim().eq_ignore_ascii_case(name))
            };
            head.lines().find(named).and_then(|line| line.split_once(':')).map(|(_, value)| value)
        };
        let kind = value("Content-Type").unwrap_or("text/plain");
        let place = value("Content-Disposition").unwrap_or_default();
        let first = |value: &str| value.split(';').next().unwrap_or_default().trim().to_lowercase();
        Self {
            kind: first(kind),
            boundary: option(kind, "boundary"),
            charset: option(kind, "charset"),
            packing: value("Content-Transfer-Encoding").unwrap_or_default().trim().to_lowercase(),
            name: option(place, "filename").or_else(|| option(kind, "name")),
            is_attached: first(place) == "attachment",
            body,
        }
    }

    /// Tells whether it can be read without knowing that it is a part.
    fn is_as_it_is(&self) -> bool {
        self.kind == "text/plain" && !matches!(&*self.packing, "quoted-printable" | "base64")
    }

    fn text(&self) -> String {
        let bytes = match &*self.packing {
            "quoted-printable" => quoted_printable(self.body),
            "base64" => base_64(self.body),
            _as_it_is => self.body.to_vec(),
        };
        let stated = self.charset.as_deref().and_then(|name| Encoding::for_label(name.as_bytes()));
        match stated {
            // Programs state it of what they never looked at.
            Some(encoding) if encoding != UTF_8 => encoding.decode(&bytes).0.into_owned(),
            _unknown => decode(&bytes).text.into_owned(),
        }
    }

    /// Returns the parts in it, which lines with its boundary divide.
    fn parts(&self) -> Vec<Part<'a>> {
        let Some(boundary) = &self.boundary else { return Vec::new() };
        let divider = format!("--{boundary}");
        let (mut parts, mut start, mut at) = (Vec::new(), None, 0);
        let mut add = |start: Option<usize>, end: usize| {
            let part = start.and_then(|start: usize| halves(&self.body[start..end]));
            parts.extend(part.map(|(head, body)| Part::new(head, body)));
        };
        for line in self.body.split_inclusive(|byte| *byte == b'\n') {
            let end = at + line.len();
            if let Some(rest) = line.trim_ascii_end().strip_prefix(divider.as_bytes())
                && matches!(rest, b"" | b"--")
            {
                add(start, at);
                start = rest.is_empty().then_some(end);
            }
            at = end;
        }
        // The last divider may have got lost.
        add(start, self.body.len());
        parts
    }
}

/// What was found in a message.
#[derive(Default)]
struct Found {
    plain: Option<String>,
    page: Option<String>,
    others: Vec<String>,
}

impl Found {
    fn search(&mut self, part: &Part<'_>, nesting: usize) {
        let is_text = !part.is_attached && nesting <= NESTING_MAX;
        match &*part.kind {
            _ if is_text && part.kind.starts_with("multipart/") => {
                part.parts().iter().for_each(|inner| self.search(inner, nesting + 1));
            }
            "text/plain" if is_text && self.plain.is_none() => self.plain = Some(part.text()),
            "text/html" if is_text && self.page.is_none() => self.page = Some(part.text()),
            // The same text in another form, or a signature.
            "text/plain" | "text/html" if is_text => {}
            kind => self.others.push(part.name.clone().unwrap_or_else(|| kind.to_owned())),
        }
    }
}

/// Returns the option `name` of a value: `text/plain; charset="utf-8"`.
fn option(value: &str, name: &str) -> Option<String> {
    let option = value.split(';').skip(1).find_map(|option| {
        let (own, value) = option.split_once('=')?;
        own.trim().eq_ignore_ascii_case(name).then_some(value)
    })?;
    let option = option.trim().trim_matches('"');
    (!option.is_empty()).then(|| option.to_owned())
}

/// A sign of equality and two figures are a byte; at the end of a line it joins the next one to it.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let figure =
        |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let [byte, behind @ ..] = rest {
        rest = behind;
        match behind {
            [b'\r', b'\n', after @ ..] | [b'\n', after @ ..] if *byte == b'=' => rest = after,
            [high, low, after @ ..] if *byte == b'=' => match (figure(*high), figure(*low)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    rest = after;
                }
                _no_figures => out.push(*byte),
            },
            _as_it_is => out.push(*byte),
        }
    }
    out
}

fn base_64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut kept, mut bits) = (0_u32, 0);
    let figures = bytes.iter().take_while(|byte| **byte != b'=');
    for figure in figures.filter_map(|byte| BASE_64.iter().position(|figure| figure == byte)) {
        kept = kept << 6 | u32::try_from(figure).unwrap_or_default();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.extend(u8::try_from(kept >> bits & 0xFF));
            kept &= (1 << bits) - 1;
        }
    }
    out
}
