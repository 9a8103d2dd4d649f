//! Streams that unpack to more than memory holds, found before a file is opened.
//!
//! Opening a file unpacks its tables, wherever the file says they are and however it says they are
//! packed. So each stream is looked at, and at what every filter would make of it, without asking
//! the file; one that would become too long is made empty in the copy that is opened, and the rest
//! of the file is read.

use std::io::Read;
use std::ops::Range;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;

use super::filters::{self, TooLong};
use super::limits::{PDF_STREAM_BYTES_MAX, PDF_UNPACKED_BYTES_MAX};

/// Packed streams in packed streams, beyond which a file means harm.
const LAYERS_MAX: usize = 3;
/// A stream that cannot be looked into is suspect if deflate could make too much of it.
const HIDDEN_BYTES_MAX: u64 = PDF_STREAM_BYTES_MAX / 1_032;
/// Where the name of a stream stands before it.
const DICT_BYTES_MAX: usize = 512;
const BUFFER_BYTES: usize = 16 * 1024;
/// Those that are tried on all streams; deflate is told by its header.
const FILTERS: [Filter; 4] =
    [Filter::LzwDecode, Filter::RunLengthDecode, Filter::Ascii85Decode, Filter::AsciiHexDecode];
const START: &[u8] = b"stream";
const END: &[u8] = b"endstream";

/// The file unpacks to more than is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Endless;

/// Returns the bytes of `file` with zeros in place of what unpacks to too much, and whether there
/// was such a thing. No filter makes anything long of zeros.
pub(super) fn defused(file: &[u8]) -> Result<(Vec<u8>, bool), Endless> {
    let bombs = bombs(file)?;
    let mut bytes = file.to_vec();
    for bomb in &bombs {
        bytes[bomb.clone()].fill(0);
    }
    Ok((bytes, !bombs.is_empty()))
}

fn bombs(file: &[u8]) -> Result<Vec<Range<usize>>, Endless> {
    let words: Vec<usize> = places(file, START).collect();
    let ends: Vec<usize> = places(file, END).collect();
    let is_encrypted = places(file, b"/Encrypt").next().is_some();
    let mut bombs: Vec<Range<usize>> = Vec::new();
    let mut scale = Scale { left: PDF_UNPACKED_BYTES_MAX };
    // A stream may lie inside another one, for who starts to read there.
    for word in words.into_iter().filter(|word| !file[..*word].ends_with(b"end")) {
        let rest = &file[word + START.len()..];
        let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        let start = file.len() - body.len();
        let end = ends.get(ends.partition_point(|end| *end < start)).copied();
        let length = end.unwrap_or(file.len()) - start;
        let is_hidden_table = is_encrypted && length as u64 > HIDDEN_BYTES_MAX && {
            let dict = &file[word.saturating_sub(DICT_BYTES_MAX)..word];
            places(dict, b"/ObjStm").next().is_some()
        };
        if is_hidden_table || scale.is_too_much(body, length, LAYERS_MAX)? {
            bombs.push(start..start + length);
        }
    }
    Ok(bombs)
}

/// Weighs what streams unpack to.
struct Scale {
    /// How much may still be unpacked to find out.
    left: u64,
}

impl Scale {
    /// Tells whether a filter makes too much of `body`, whose end stands at `length`, or seems to.
    fn is_too_much(&mut self, body: &[u8], length: usize, layers: usize) -> Result<bool, Endless> {
        if layers == 0 {
            return Ok(length as u64 > HIDDEN_BYTES_MAX);
        }
        // Data that have an end of their own may go on behind the word for the end.
        if is_deflated(body) && self.is_too_much_inflated(body, length, layers)? {
            return Ok(true);
        }
        for filter in FILTERS {
            if self.is_too_much_of(filter, &body[..length], layers)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_too_much_inflated(
        &mut self,
        body: &[u8],
        length: usize,
        layers: usize,
    ) -> Result<bool, Endless> {
        let mut head = [0; 2];
        if ZlibDecoder::new(body).read_exact(&mut head).is_ok() && is_deflated(&head) {
            return self.is_too_much_of(Filter::FlateDecode, body, layers);
        }
        let mut decoder = ZlibDecoder::new(body);
        let (count, is_whole) = count(&mut decoder);
        self.spend(count)?;
        // Readers that forgive more may make more of what is damaged.
        let is_long = length as u64 > HIDDEN_BYTES_MAX || decoder.total_in() > length as u64;
        let is_suspect = !is_whole && count > 0 && is_long;
        Ok(count > PDF_STREAM_BYTES_MAX || is_suspect)
    }

    fn is_too_much_of(
        &mut self,
        filter: Filter,
        body: &[u8],
        layers: usize,
    ) -> Result<bool, Endless> {
        let is_text = matches!(filter, Filter::Ascii85Decode | Filter::AsciiHexDecode);
        let could_be = (body.len() as u64).saturating_mul(filters::gain(filter).unwrap_or(1));
        if !is_text && filter != Filter::FlateDecode && could_be <= PDF_STREAM_BYTES_MAX {
            return Ok(false);
        }
        match filters::unpack(filter, body, PDF_STREAM_BYTES_MAX) {
            Some(Ok(made)) => {
                self.spend(made.bytes.len() as u64)?;
                let is_layered = made.is_whole && (is_text || is_deflated(&made.bytes));
                Ok(is_layered && self.is_too_much(&made.bytes, made.bytes.len(), layers - 1)?)
            }
            Some(Err(TooLong)) => {
                self.spend(PDF_STREAM_BYTES_MAX)?;
                Ok(true)
            }
            None => Ok(false),
        }
    }

    fn spend(&mut self, bytes: u64) -> Result<(), Endless> {
        self.left = self.left.checked_sub(bytes).ok_or(Endless)?;
        Ok(())
    }
}

/// The header of a deflated stream (RFC 1950): the method, and a check over both bytes.
fn is_deflated(bytes: &[u8]) -> bool {
    match bytes {
        [method, flags, ..] => {
            method & 0x0F == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31)
        }
        _short => false,
    }
}

/// Counts without keeping, up to a little more than [`PDF_STREAM_BYTES_MAX`]; tells whether the data
/// were whole.
fn count(decoder: &mut impl Read) -> (u64, bool) {
    let mut buffer = vec![0; BUFFER_BYTES];
    let mut count: u64 = 0;
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return (count, true),
            Err(_) => return (count, false),
            Ok(bytes) => count += bytes as u64,
        }
        if count > PDF_STREAM_BYTES_MAX {
            return (count, true);
        }
    }
}

/// Returns where `needle` stands in `bytes`, from the first place on.
fn places<'a>(bytes: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = needle.first().copied().unwrap_or_default();
    let begins = bytes.iter().enumerate().filter(move |(_, byte)| **byte == first);
    begins.map(|(place, _)| place).filter(move |place| bytes[*place..].starts_with(needle))
}
