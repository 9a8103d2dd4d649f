//! From bytes to text.
//!
//! A byte-order mark decides; else valid UTF-8 is UTF-8, and costs one validation and no copy.
//! UTF-16 without a mark shows in its zero bytes. What remains is UTF-8 with a few spoiled bytes
//! if it holds more good multi-byte characters than bad bytes, because text in an old code page
//! almost never forms one by chance; else the code page that `chardetng` finds likeliest, among
//! those in which the six languages were written.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, Encoding, GB18030, GBK, IBM866, ISO_8859_5, ISO_8859_6, KOI8_R, KOI8_U, UTF_8, UTF_16BE,
    UTF_16LE, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256,
};

use super::ReadFault;

/// The code pages a file without a mark is tried as; anything else the detector names is taken
/// for Windows-1252, the one that fails most softly.
const LEGACY: &[&Encoding] = &[
    WINDOWS_1252,
    WINDOWS_1251,
    WINDOWS_1256,
    KOI8_R,
    KOI8_U,
    ISO_8859_5,
    ISO_8859_6,
    IBM866,
    GBK,
    GB18030,
    BIG5,
];

/// How many bytes of a file without a mark are looked at to find its code page.
const DETECTION_BYTES_MAX: usize = 256 * 1024;

/// How many bytes are looked at to tell UTF-16 without a mark.
const UTF_16_SAMPLE_BYTES: usize = 4096;

/// A file's text, and what was lost in decoding it.
#[derive(Debug)]
pub(super) struct Decoded<'bytes> {
    pub(super) text: Cow<'bytes, str>,
    pub(super) faults: Vec<ReadFault>,
}

/// Returns the text of `bytes`, never failing: what cannot be decoded becomes U+FFFD and a fault.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark_bytes)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark_bytes..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !bytes.contains(&0)
    {
        return Decoded { text: Cow::Borrowed(text), faults: Vec::new() };
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return decode_as(encoding, bytes);
    }
    if is_mostly_utf_8(bytes) {
        return decode_as(UTF_8, bytes);
    }
    let encoding = likeliest_code_page(bytes);
    let mut decoded = decode_as(encoding, bytes);
    let message = format!("not in UTF-8; read as {}", encoding.name().to_lowercase());
    decoded.faults.insert(0, ReadFault { message, line: None });
    decoded
}

/// Returns the character set of a text that begins with `sample`, for texts that are too long to be
/// looked at whole.
pub(super) fn encoding_of(sample: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return encoding;
    }
    // The sample may end in the middle of a character.
    let is_utf_8 = match std::str::from_utf8(sample) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    if is_utf_8 && !sample.contains(&0) {
        return UTF_8;
    }
    let even = &sample[..sample.len() / 2 * 2];
    unmarked_utf_16(even).unwrap_or_else(|| match is_mostly_utf_8(sample) {
        true => UTF_8,
        false => likeliest_code_page(sample),
    })
}

fn decode_as<'bytes>(encoding: &'static Encoding, bytes: &'bytes [u8]) -> Decoded<'bytes> {
    let before = if encoding == UTF_8 { printed_replacements(bytes) } else { 0 };
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let mut faults = Vec::new();
    if has_errors {
        let count = text.matches('\u{FFFD}').count().saturating_sub(before);
        let first = text.find('\u{FFFD}').unwrap_or_default();
        let line = text[..first].matches('\n').count() + 1;
        let message = format!("{count} places are not valid {} and were replaced", encoding.name());
        faults.push(ReadFault { message, line: Some(line) });
    }
    Decoded { text, faults }
}

/// Counts the replacement characters that an earlier program already wrote into the file.
fn printed_replacements(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().matches('\u{FFFD}').count()).sum()
}

/// Tells UTF-16 by its spaces and line ends: one byte of each such unit is zero, and always the
/// same one.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 2 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let is_blank = |byte: u8| matches!(byte, b' ' | b'\n' | b'\r');
    let (mut little, mut big, mut zero) = (0usize, 0usize, 0usize);
    for unit in bytes[..bytes.len().min(UTF_16_SAMPLE_BYTES)].chunks_exact(2) {
        match (unit[0], unit[1]) {
            (0, 0) => zero += 1,
            (low, 0) if is_blank(low) => little += 1,
            (0, low) if is_blank(low) => big += 1,
            _other => {}
        }
    }
    match (zero, little, big) {
        (0, 1.., 0) => Some(UTF_16LE),
        (0, 0, 1..) => Some(UTF_16BE),
        _mixed => None,
    }
}

fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > bad
}

fn likeliest_code_page(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = &bytes[..bytes.len().min(DETECTION_BYTES_MAX)];
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if LEGACY.contains(&guess) { guess } else { WINDOWS_1252 }
}
