//! The filters that streams of text are packed with (ISO 32000-2, 7.4), each with a limit.
//!
//! A filter ends where its data end or make no sense any more; what came out until then counts.

use hayro_syntax::Filter;

use super::deflate;

/// What a filter made of its data.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Whether nothing in the data was senseless.
    pub(super) is_whole: bool,
    /// What it cost, in bytes: those that came out, and those of tables.
    pub(super) effort: u64,
}

/// It would have made more than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLong;

/// Returns how many bytes `filter` makes of one, at most; `None` for filters of pictures, which are
/// never undone here.
pub(super) fn gain(filter: Filter) -> Option<u64> {
    match filter {
        // 258 bytes of two bits.
        Filter::FlateDecode => Some(1_032),
        // The longest string of the table, 4,096 bytes, takes a code of twelve bits.
        Filter::LzwDecode => Some(2_731),
        // 128 bytes of two.
        Filter::RunLengthDecode => Some(64),
        // `z` stands for four zeros.
        Filter::Ascii85Decode => Some(4),
        Filter::AsciiHexDecode | Filter::Crypt => Some(1),
        Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode => {
            None
        }
    }
}

/// Returns what `filter` makes of `packed`, at most `length_max` bytes; `None` for pictures.
pub(super) fn unpack(
    filter: Filter,
    packed: &[u8],
    length_max: u64,
) -> Option<Result<Unpacked, TooLong>> {
    match filter {
        Filter::FlateDecode => Some(deflate::inflate(packed, length_max)),
        Filter::LzwDecode => Some(early_lzw(packed, length_max)),
        Filter::RunLengthDecode => Some(run_lengths(packed, length_max)),
        Filter::Ascii85Decode => Some(base_85(packed, length_max)),
        Filter::AsciiHexDecode => Some(hex(packed, length_max)),
        // The file is decrypted before its filters are undone.
        Filter::Crypt => Some(with(length_max, |out| out.add(packed).map(|()| true))),
        Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode => {
            None
        }
    }
}

/// LZW data as every program but the very first ones writes them.
pub(super) fn early_lzw(packed: &[u8], length_max: u64) -> Result<Unpacked, TooLong> {
    with(length_max, |out| lzw(packed, LZW_EARLY, out))
}

/// LZW data that widen their codes late, which files tell by `EarlyChange`.
pub(super) fn late_lzw(packed: &[u8], length_max: u64) -> Result<Unpacked, TooLong> {
    with(length_max, |out| lzw(packed, LZW_LATE, out))
}

/// Runs of equal bytes.
pub(super) fn run_lengths(packed: &[u8], length_max: u64) -> Result<Unpacked, TooLong> {
    with(length_max, |out| run_length(packed, out))
}

/// Four bytes in five signs.
pub(super) fn base_85(packed: &[u8], length_max: u64) -> Result<Unpacked, TooLong> {
    with(length_max, |out| ascii_85(packed, out))
}

/// A byte in two signs.
pub(super) fn hex(packed: &[u8], length_max: u64) -> Result<Unpacked, TooLong> {
    with(length_max, |out| ascii_hex(packed, out))
}

fn with(
    length_max: u64,
    unpack: impl FnOnce(&mut Out) -> Result<bool, TooLong>,
) -> Result<Unpacked, TooLong> {
    let mut out = Out { bytes: Vec::new(), length_max };
    let is_whole = unpack(&mut out)?;
    let effort = out.bytes.len() as u64;
    Ok(Unpacked { bytes: out.bytes, is_whole, effort })
}

/// What has come out, and how much may.
struct Out {
    bytes: Vec<u8>,
    length_max: u64,
}

impl Out {
    fn add(&mut self, more: &[u8]) -> Result<(), TooLong> {
        if (self.bytes.len() + more.len()) as u64 > self.length_max {
            return Err(TooLong);
        }
        self.bytes.extend_from_slice(more);
        Ok(())
    }
}

const LZW_CLEAR: usize = 256;
const LZW_END: usize = 257;
const LZW_CODES_MAX: usize = 4_096;
const LZW_BITS_MIN: u32 = 9;
const LZW_BITS_MAX: u32 = 12;
/// How many codes before it must the width grows.
const LZW_EARLY: usize = 1;
const LZW_LATE: usize = 0;

/// Every string of the table is the one before it in the data and one byte more, so that it stands
/// in what came out already: the table holds its place and length there.
fn lzw(packed: &[u8], codes_early: usize, out: &mut Out) -> Result<bool, TooLong> {
    let mut table: Vec<(usize, usize)> = Vec::with_capacity(LZW_CODES_MAX);
    let mut before: Option<(usize, usize)> = None;
    let mut bits = Bits { bytes: packed.iter(), kept: 0, count: 0 };
    loop {
        let next = LZW_END + 1 + table.len();
        let width = (next + codes_early).checked_ilog2().unwrap_or(0) + 1;
        let Some(code) = bits.take(width.clamp(LZW_BITS_MIN, LZW_BITS_MAX)) else {
            return Ok(true);
        };
        if code == LZW_CLEAR {
            table.clear();
            before = None;
            continue;
        }
        if code == LZW_END {
            return Ok(true);
        }
        let place = out.bytes.len();
        let grown = before.map(|(start, length)| (start, length + 1));
        if let Ok(byte) = u8::try_from(code) {
            out.add(&[byte])?;
        } else {
            // The string that is just being entered ends with the first byte of its own copy.
            let known = table.get(code - LZW_END - 1).copied();
            let is_own = code == next && next < LZW_CODES_MAX;
            let Some((start, length)) = known.or(grown.filter(|_| is_own)) else {
                return Ok(false);
            };
            for at in start..start + length {
                let byte = out.bytes[at];
                out.add(&[byte])?;
            }
        }
        if let Some(grown) = grown
            && next < LZW_CODES_MAX
        {
            table.push(grown);
        }
        before = Some((place, out.bytes.len() - place));
    }
}

/// Codes of a changing width, the highest bit first.
struct Bits<'a> {
    bytes: std::slice::Iter<'a, u8>,
    kept: u32,
    count: u32,
}

impl Bits<'_> {
    fn take(&mut self, width: u32) -> Option<usize> {
        while self.count < width {
            self.kept = self.kept << 8 | u32::from(*self.bytes.next()?);
            self.count += 8;
        }
        self.count -= width;
        let code = self.kept >> self.count & ((1 << width) - 1);
        usize::try_from(code).ok()
    }
}

/// Up to this length byte that many bytes and one more stand there as they are; above it, one byte
/// stands for several; the byte itself ends the data.
const RUN_END: u8 = 128;

fn run_length(packed: &[u8], out: &mut Out) -> Result<bool, TooLong> {
    let mut rest = packed;
    while let [length, more @ ..] = rest {
        if *length == RUN_END {
            return Ok(true);
        }
        if *length < RUN_END {
            let length = usize::from(*length) + 1;
            let Some((as_is, behind)) = more.split_at_checked(length) else {
                out.add(more)?;
                return Ok(false);
            };
            out.add(as_is)?;
            rest = behind;
        } else {
            let [byte, behind @ ..] = more else { return Ok(false) };
            out.add(&vec![*byte; 257 - usize::from(*length)])?;
            rest = behind;
        }
    }
    Ok(false)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn ascii_85(packed: &[u8], out: &mut Out) -> Result<bool, TooLong> {
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for byte in packed.iter().copied().filter(|byte| !is_blank(*byte)) {
        match byte {
            b'!'..=b'u' => group.push(byte - b'!'),
            b'z' if group.is_empty() => out.add(&[0; 4])?,
            b'~' => break,
            _other => return Ok(false),
        }
        if group.len() == 5 {
            let Some(bytes) = of_85(&group) else { return Ok(false) };
            out.add(&bytes)?;
            group.clear();
        }
    }
    let left = group.len();
    if left > 1 {
        // What is missing counts as the highest figure, and as many bytes less come out.
        group.resize(5, 84);
        let Some(bytes) = of_85(&group) else { return Ok(false) };
        out.add(&bytes[..left - 1])?;
    }
    Ok(left != 1)
}

fn of_85(figures: &[u8]) -> Option<[u8; 4]> {
    let number = figures.iter().try_fold(0_u32, |number, figure| {
        number.checked_mul(85)?.checked_add(u32::from(*figure))
    })?;
    Some(number.to_be_bytes())
}

fn ascii_hex(packed: &[u8], out: &mut Out) -> Result<bool, TooLong> {
    let mut high = None;
    for byte in packed.iter().copied().filter(|byte| !is_blank(*byte)) {
        if byte == b'>' {
            break;
        }
        let Some(figure) =
            char::from(byte).to_digit(16).and_then(|figure| u8::try_from(figure).ok())
        else {
            return Ok(false);
        };
        high = match high {
            None => Some(figure << 4),
            Some(high) => {
                out.add(&[high | figure])?;
                None
            }
        };
    }
    if let Some(high) = high {
        out.add(&[high])?;
    }
    Ok(true)
}
