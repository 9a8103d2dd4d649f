//! Packed streams, unpacked only where the result stays moderate.
//!
//! A stream of a few kilobytes may unpack to gigabytes. How much a method can gain is known, so
//! most streams pass without a look; the others are unpacked once into nothing and counted. The
//! file as a whole is looked through before it is opened, because opening it unpacks its tables.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::limits::PDF_STREAM_BYTES_MAX;

/// Deflate makes at most so many bytes of one: 258 of two bits.
const DEFLATE_GAIN: u64 = 1_032;
/// The longest string of LZW's table, 4,096 bytes, takes a code of twelve bits.
const LZW_GAIN: u64 = 2_731;
/// Run lengths make 128 bytes of two.
const RUN_LENGTH_GAIN: u64 = 64;
/// Packed streams in packed streams, beyond which a file means harm.
const LAYERS_MAX: usize = 3;
const BUFFER_BYTES: usize = 16 * 1024;

/// Returns the content of `stream`, or `None` if it is damaged or too long.
pub(super) fn unpacked<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    is_moderate(stream).then(|| stream.decoded_data().ok())?
}

/// Tells whether `stream` unpacks to at most [`PDF_STREAM_BYTES_MAX`].
pub(super) fn is_moderate(stream: &Stream<'_>) -> bool {
    let raw = stream.raw_data();
    let filters = filters(stream.dict());
    let gain = filters.iter().map(gain).fold(1_u64, u64::saturating_mul);
    if (raw.len() as u64).saturating_mul(gain) <= PDF_STREAM_BYTES_MAX {
        return true;
    }
    matches!(filters.as_slice(), [Filter::Deflate]) && is_small_unpacked(&raw)
}

/// How a stream is packed, as far as it grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    Deflate,
    Lzw,
    RunLength,
    /// It grows by no more than a half, or it is a picture, which is never unpacked here.
    Other,
}

/// Returns the filters that `dict` names, the one to be undone first in front.
fn filters(dict: &Dict<'_>) -> Vec<Filter> {
    let one = |name: &Name<'_>| match name.as_str() {
        "FlateDecode" | "Fl" => Filter::Deflate,
        "LZWDecode" | "LZW" => Filter::Lzw,
        "RunLengthDecode" | "RL" => Filter::RunLength,
        _other => Filter::Other,
    };
    let named = dict.get::<Object<'_>>("F").filter(|object| !matches!(object, Object::Dict(_)));
    match named.or_else(|| dict.get::<Object<'_>>("Filter")) {
        Some(Object::Name(name)) => vec![one(&name)],
        Some(Object::Array(names)) => names_of(&names).iter().map(one).collect(),
        _none => Vec::new(),
    }
}

fn names_of<'a>(names: &Array<'a>) -> Vec<Name<'a>> {
    names.iter::<Name<'_>>().collect()
}

/// What a filter makes of one byte, at most.
fn gain(filter: &Filter) -> u64 {
    match filter {
        Filter::Deflate => DEFLATE_GAIN,
        Filter::Lzw => LZW_GAIN,
        Filter::RunLength => RUN_LENGTH_GAIN,
        Filter::Other => 1,
    }
}

/// Tells whether every deflated stream in the bytes of a file unpacks to at most
/// [`PDF_STREAM_BYTES_MAX`], layers in layers included.
pub(super) fn is_moderate_file(file: &[u8]) -> bool {
    let mut rest = file;
    while let Some(place) = find(rest, b"stream") {
        let is_end = rest[..place].ends_with(b"end");
        rest = &rest[place + b"stream".len()..];
        if is_end {
            continue;
        }
        let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        let length = find(body, b"endstream").unwrap_or(body.len());
        if !is_moderate_layer(&body[..length], LAYERS_MAX) {
            return false;
        }
        rest = &body[length..];
    }
    true
}

fn is_moderate_layer(packed: &[u8], layers: usize) -> bool {
    if !is_deflated(packed) {
        return true;
    }
    if layers == 0 {
        return false;
    }
    let mut head = [0; 2];
    let is_layered = ZlibDecoder::new(packed).read_exact(&mut head).is_ok() && is_deflated(&head);
    if is_layered {
        let mut inner = Vec::new();
        let read = ZlibDecoder::new(packed).take(PDF_STREAM_BYTES_MAX + 1).read_to_end(&mut inner);
        // A stream that breaks off is damaged, not large.
        let is_whole = read.is_ok() || inner.len() as u64 <= PDF_STREAM_BYTES_MAX;
        return is_whole
            && inner.len() as u64 <= PDF_STREAM_BYTES_MAX
            && is_moderate_layer(&inner, layers - 1);
    }
    (packed.len() as u64).saturating_mul(DEFLATE_GAIN) <= PDF_STREAM_BYTES_MAX
        || is_small_unpacked(packed)
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

/// Counts without keeping, with the header of RFC 1950 and, as readers forgive its absence, without.
fn is_small_unpacked(packed: &[u8]) -> bool {
    is_short(ZlibDecoder::new(packed)) && is_short(DeflateDecoder::new(packed))
}

fn is_short(mut decoder: impl Read) -> bool {
    let mut buffer = vec![0; BUFFER_BYTES];
    let mut count: u64 = 0;
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) | Err(_) => return true,
            Ok(bytes) => count += bytes as u64,
        }
        if count > PDF_STREAM_BYTES_MAX {
            return false;
        }
    }
}

/// Returns where `needle` first stands in `bytes`.
fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    loop {
        let place = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
        if bytes[place..].starts_with(needle) {
            return Some(place);
        }
        from = place + 1;
    }
}
