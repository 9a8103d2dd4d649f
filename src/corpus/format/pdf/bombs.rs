//! Streams that unpack to more than memory holds, found before a file is opened.
//!
//! Opening a file unpacks its tables, wherever the file says they are and however it says they are
//! packed. So each stream is looked at, and at what every filter would make of it, without asking
//! the file; one that would become too long is made empty in the copy that is opened, and the rest
//! of the file is read.

use std::ops::Range;

use super::deflate;
use super::filters::{self, TooLong, Unpacked};
use super::limits::{PDF_STREAM_BYTES_MAX, PDF_UNPACKED_BYTES_MAX};

/// Packed streams in packed streams, beyond which a file means harm.
const LAYERS_MAX: usize = 3;
/// A stream that cannot be looked into is suspect if deflate could make too much of it.
const HIDDEN_BYTES_MAX: u64 = PDF_STREAM_BYTES_MAX / 1_032;
/// What makes so much of itself behind the last layer is packed once more.
const MORE_LAYERS_BYTES: u64 = 4 * 1024;
/// Where the name of a stream stands before it.
const DICT_BYTES_MAX: usize = 512;
const START: &[u8] = b"stream";
const END: &[u8] = b"endstream";

/// A file that can be opened.
pub(super) struct Defused {
    /// Its bytes, with zeros in place of what is left out; no filter makes anything long of zeros.
    pub(super) bytes: Vec<u8>,
    /// Whether it held streams that unpack to more than [`PDF_STREAM_BYTES_MAX`].
    pub(super) has_bombs: bool,
    /// Whether it held encrypted tables that could.
    pub(super) has_hidden_tables: bool,
}

/// The file unpacks to more than is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Endless;

/// Returns `file` without what unpacks to too much.
pub(super) fn defused(file: &[u8]) -> Result<Defused, Endless> {
    let bytes = file.to_vec();
    let mut defused = Defused { bytes, has_bombs: false, has_hidden_tables: false };
    let ends: Vec<usize> = places(file, END).collect();
    let is_encrypted = places(file, b"/Encrypt").next().is_some();
    let mut scale = Scale { left: PDF_UNPACKED_BYTES_MAX, has_run_lengths: has_run_lengths(file) };
    // A stream may lie inside another one, for who starts to read there.
    for word in places(file, START).filter(|word| !file[..*word].ends_with(b"end")) {
        let rest = &file[word + START.len()..];
        let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"));
        let body = body.or_else(|| rest.strip_prefix(b"\r")).unwrap_or(rest);
        let start = file.len() - body.len();
        let end = ends.get(ends.partition_point(|end| *end < start)).copied();
        let stream = start..end.unwrap_or(file.len());
        if is_encrypted && is_hidden_table(file, word, &stream) {
            defused.has_hidden_tables = true;
        } else if scale.is_too_much(body, stream.len(), LAYERS_MAX)? {
            defused.has_bombs = true;
        } else {
            continue;
        }
        defused.bytes[stream].fill(0);
    }
    Ok(defused)
}

/// Tells whether the encrypted `stream`, which `word` begins, is a table and too long to be known
/// to be harmless.
fn is_hidden_table(file: &[u8], word: usize, stream: &Range<usize>) -> bool {
    let dict = &file[word.saturating_sub(DICT_BYTES_MAX)..word];
    stream.len() as u64 > HIDDEN_BYTES_MAX && places(dict, b"/ObjStm").next().is_some()
}

/// Tells whether a stream of `file` may be packed by run lengths. They make something of anything,
/// so that without a name nothing can be told.
fn has_run_lengths(file: &[u8]) -> bool {
    [b"/RunLength".as_slice(), b"/RL"].iter().any(|name| places(file, name).next().is_some())
}

/// Weighs what streams unpack to.
struct Scale {
    /// How much may still be unpacked to find out.
    left: u64,
    has_run_lengths: bool,
}

impl Scale {
    /// Tells whether a filter makes too much of `body`, whose end seems to stand at `length`, or
    /// another one of what it makes.
    fn is_too_much(&mut self, body: &[u8], length: usize, layers: usize) -> Result<bool, Endless> {
        if layers == 0 {
            return Ok(length as u64 > HIDDEN_BYTES_MAX && is_packed(body));
        }
        let is_outermost = layers == LAYERS_MAX;
        // What is no longer than what it was made of was paid for with that.
        let paid = if is_outermost { 0 } else { length as u64 };
        for way in Way::ALL.into_iter().filter(|way| way.can_read(body)) {
            if way == Way::RunLengths && !is_outermost && !self.has_run_lengths {
                continue;
            }
            // Data that have an end of their own may go on behind the word for the end.
            let packed = if way.has_end() { body } else { &body[..length] };
            let Ok(made) = way.unpack(packed, PDF_STREAM_BYTES_MAX) else {
                self.spend(PDF_STREAM_BYTES_MAX)?;
                return Ok(true);
            };
            self.spend(made.effort.saturating_sub(paid))?;
            if self.is_read_on(way, &made)
                && self.is_too_much(&made.bytes, made.bytes.len(), layers - 1)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Tells whether a file can make the crate that opens it unpack what was `made` once more.
    fn is_read_on(&self, way: Way, made: &Unpacked) -> bool {
        match way {
            // Of damaged data it takes what can be had.
            Way::Deflate => !made.bytes.is_empty(),
            Way::RunLengths => self.has_run_lengths,
            Way::BareDeflate | Way::EarlyLzw | Way::LateLzw | Way::Base85 | Way::Hex => {
                made.is_whole
            }
        }
    }

    fn spend(&mut self, bytes: u64) -> Result<(), Endless> {
        self.left = self.left.checked_sub(bytes).ok_or(Endless)?;
        Ok(())
    }
}

/// Tells whether `body` is packed and grows, without forgiveness, under which much would seem so.
fn is_packed(body: &[u8]) -> bool {
    [Way::BareDeflate, Way::EarlyLzw, Way::LateLzw].into_iter().any(|way| {
        let made = way.unpack(body, MORE_LAYERS_BYTES);
        made.is_err() || deflate::has_header(body)
    })
}

/// A way in which the crate that opens a file unpacks its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Deflate,
    /// Without the header, of data that begin as if they had one.
    BareDeflate,
    EarlyLzw,
    LateLzw,
    RunLengths,
    Base85,
    Hex,
}

impl Way {
    const ALL: [Self; 7] = [
        Self::Deflate,
        Self::BareDeflate,
        Self::EarlyLzw,
        Self::LateLzw,
        Self::RunLengths,
        Self::Base85,
        Self::Hex,
    ];

    fn can_read(self, body: &[u8]) -> bool {
        self != Self::BareDeflate || deflate::has_header(body)
    }

    /// Tells whether the data say themselves where they end, and nonsense soon shows.
    fn has_end(self) -> bool {
        match self {
            Self::Deflate | Self::BareDeflate | Self::EarlyLzw | Self::LateLzw => true,
            Self::RunLengths | Self::Base85 | Self::Hex => false,
        }
    }

    fn unpack(self, packed: &[u8], length_max: u64) -> Result<Unpacked, TooLong> {
        match self {
            Self::Deflate => deflate::inflate(packed, length_max),
            Self::BareDeflate => deflate::inflate_bare(packed, length_max),
            Self::EarlyLzw => filters::early_lzw(packed, length_max),
            Self::LateLzw => filters::late_lzw(packed, length_max),
            Self::RunLengths => filters::run_lengths(packed, length_max),
            Self::Base85 => filters::base_85(packed, length_max),
            Self::Hex => filters::hex(packed, length_max),
        }
    }
}

/// Returns where `needle` stands in `bytes`, from the first place on.
fn places<'a>(bytes: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = needle.first().copied().unwrap_or_default();
    let begins = bytes.iter().enumerate().filter(move |(_, byte)| **byte == first);
    begins.map(|(place, _)| place).filter(move |place| bytes[*place..].starts_with(needle))
}
