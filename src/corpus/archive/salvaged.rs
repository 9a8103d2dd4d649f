//! The members of a ZIP archive that has lost its table of contents, found by their own headers.
//!
//! The table stands at the end, so that a download that broke off has none. Each member has a header
//! of its own in front (APPNOTE 4.3.7), and one whose length is not in it, as programs write that
//! pack while they send, ends where its packed data end. Where a member is spoilt, the next header
//! is looked for behind it.

use std::io::{self, Read, SeekFrom};

use flate2::{Crc, bufread::DeflateDecoder};

use super::{ArchiveError, Bytes, FILE_BYTES_MAX, Stop, Walk};

const MARK: [u8; 4] = *b"PK\x03\x04";
/// It may stand between packed data and their sum and lengths, where those are not in the header.
const DESCRIPTOR_MARK: [u8; 4] = *b"PK\x07\x08";
const HEADER_BYTES: usize = 30;
const FLAG_ENCRYPTED: u16 = 1;
const FLAG_DESCRIPTOR: u16 = 1 << 3;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Where a header has no room for a length, this says so.
const LENGTH_ELSEWHERE: u32 = u32::MAX;
const BUFFER_BYTES: usize = 64 * 1024;

/// What stands in front of a member.
#[derive(Debug)]
struct Header {
    name: String,
    flags: u16,
    method: u16,
    sum: u32,
    packed_bytes: u32,
}

impl Header {
    /// Tells whether the sum and the lengths stand behind the member.
    fn is_open(&self) -> bool {
        self.flags & FLAG_DESCRIPTOR != 0 || self.packed_bytes == LENGTH_ELSEWHERE
    }
}

/// Gives the members in `bytes` one by one, and says in the end that the table is lost.
pub(super) fn members(walk: &mut Walk<'_, '_>, bytes: &mut dyn Bytes) -> Result<(), Stop> {
    let damaged = |_| Stop::Failed(ArchiveError::Damaged);
    let mut count = 0;
    let mut from = 0;
    while let Some(start) = next(bytes, from).map_err(damaged)? {
        from = start + MARK.len() as u64;
        let Some(header) = header(bytes, start).map_err(damaged)? else { break };
        if header.name.ends_with('/') {
            continue;
        }
        let Some(path) = walk.begin(&header.name)? else { continue };
        match read(walk, bytes, &header) {
            Ok(unpacked) => {
                from = bytes.stream_position().map_err(damaged)?;
                count += 1;
                walk.end(path, unpacked)?;
            }
            Err(ArchiveError::Ratio) => return Err(Stop::Failed(ArchiveError::Ratio)),
            Err(error) => walk.refuse(path, error)?,
        }
    }
    Err(Stop::Failed(match count {
        0 => ArchiveError::Damaged,
        count => ArchiveError::NoTable { count },
    }))
}

/// Returns where the next header stands, from `from` on.
fn next(bytes: &mut dyn Bytes, from: u64) -> io::Result<Option<u64>> {
    let mut start = bytes.seek(SeekFrom::Start(from))?;
    let mut kept: Vec<u8> = Vec::new();
    loop {
        let before = kept.len();
        bytes.take(BUFFER_BYTES as u64).read_to_end(&mut kept)?;
        if let Some(place) = kept.windows(MARK.len()).position(|window| window == MARK) {
            return Ok(Some(start + place as u64));
        }
        if kept.len() == before {
            return Ok(None);
        }
        // A mark may lie over the end of what was read.
        let done = kept.len().saturating_sub(MARK.len() - 1);
        kept.drain(..done);
        start += done as u64;
    }
}

/// Reads the header at `start`, and leaves `bytes` behind it; `None` where it is cut.
fn header(bytes: &mut dyn Bytes, start: u64) -> io::Result<Option<Header>> {
    bytes.seek(SeekFrom::Start(start))?;
    let mut fixed = [0; HEADER_BYTES];
    if !is_filled(bytes, &mut fixed)? {
        return Ok(None);
    }
    let short = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
    let long = |at: usize| u32::from(short(at)) | u32::from(short(at + 2)) << 16;
    let mut name = vec![0; usize::from(short(26))];
    if !is_filled(bytes, &mut name)? {
        return Ok(None);
    }
    bytes.seek(SeekFrom::Current(i64::from(short(28))))?;
    Ok(Some(Header {
        name: String::from_utf8_lossy(&name).into_owned(),
        flags: short(6),
        method: short(8),
        sum: long(14),
        packed_bytes: long(18),
    }))
}

fn is_filled(bytes: &mut dyn Bytes, buffer: &mut [u8]) -> io::Result<bool> {
    match bytes.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// Unpacks the member behind its header, and leaves `bytes` behind it.
fn read(
    walk: &Walk<'_, '_>,
    bytes: &mut dyn Bytes,
    header: &Header,
) -> Result<Vec<u8>, ArchiveError> {
    if header.flags & FLAG_ENCRYPTED != 0 {
        return Err(ArchiveError::Password);
    }
    let fault = |_| walk.guard.fault();
    let start = bytes.stream_position().map_err(fault)?;
    let (unpacked, packed_bytes) = match header.method {
        // The end of what is not packed cannot be told.
        STORED if header.is_open() => return Err(ArchiveError::Packing),
        STORED => {
            let packed = bytes.take(u64::from(header.packed_bytes));
            (kept(walk.guard.watch(packed)).map_err(fault)?, u64::from(header.packed_bytes))
        }
        DEFLATED => {
            let mut decoder = DeflateDecoder::new(io::BufReader::new(&mut *bytes));
            let unpacked = kept(walk.guard.watch(&mut decoder)).map_err(fault)?;
            (unpacked, decoder.total_in())
        }
        method => return Err(ArchiveError::Method { method: method.to_string() }),
    };
    bytes.seek(SeekFrom::Start(start + packed_bytes)).map_err(fault)?;
    let sum = if header.is_open() { sum_behind(bytes).map_err(fault)? } else { Some(header.sum) };
    // What is too long is refused by its reader, and its sum is that of more than was kept.
    let is_whole = unpacked.len() as u64 > FILE_BYTES_MAX || sum == Some(sum_of(&unpacked));
    if is_whole { Ok(unpacked) } else { Err(ArchiveError::Packing) }
}

/// Returns at most one byte more than a file may have, but reads to the end, where the next member
/// is.
fn kept(mut reader: impl Read) -> io::Result<Vec<u8>> {
    let bytes = super::first_bytes(&mut reader, FILE_BYTES_MAX)?;
    io::copy(&mut reader, &mut io::sink())?;
    Ok(bytes)
}

/// Returns the sum that stands behind packed data.
fn sum_behind(bytes: &mut dyn Bytes) -> io::Result<Option<u32>> {
    let mut sum = [0; 4];
    if is_filled(bytes, &mut sum)? && sum == DESCRIPTOR_MARK && !is_filled(bytes, &mut sum)? {
        return Ok(None);
    }
    Ok(Some(u32::from_le_bytes(sum)))
}

fn sum_of(bytes: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(bytes);
    sum.sum()
}
