//! Deflated data (RFC 1950 and 1951), read as forgivingly as the crate that opens the file does.
//!
//! Data that are whole are left to a crate. Of others, readers of PDF make what they can: the header
//! may be missing, and so may sums, the end, and the text that is referred to. What such a reader
//! would make has to be known here, so that its forgiveness cannot be turned against memory.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::filters::{TooLong, Unpacked};

/// Returns what readers make of `packed`: with the header of RFC 1950, as they forgive its absence,
/// without, and as they forgive the rest, up to where it makes no sense.
pub(super) fn inflate(packed: &[u8], length_max: u64) -> Result<Unpacked, TooLong> {
    let with_header = read_up_to(ZlibDecoder::new(packed), length_max)?;
    if with_header.is_whole {
        return Ok(with_header);
    }
    let without = inflate_bare(packed, length_max)?;
    if without.is_whole {
        return Ok(without);
    }
    let rest = if has_header(packed) { packed.get(2..).unwrap_or_default() } else { packed };
    Forgiving::new(rest, length_max).read()
}

/// Returns what `packed` holds without a header.
pub(super) fn inflate_bare(packed: &[u8], length_max: u64) -> Result<Unpacked, TooLong> {
    read_up_to(DeflateDecoder::new(packed), length_max)
}

/// Tells whether `bytes` begin with the header of RFC 1950: the method, and a check over both bytes.
pub(super) fn has_header(bytes: &[u8]) -> bool {
    match bytes {
        [method, flags, ..] => {
            method & 0x0F == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31)
        }
        _short => false,
    }
}

fn read_up_to(decoder: impl Read, length_max: u64) -> Result<Unpacked, TooLong> {
    let mut bytes = Vec::new();
    let read = decoder.take(length_max.saturating_add(1)).read_to_end(&mut bytes);
    let effort = bytes.len() as u64;
    if effort > length_max {
        return Err(TooLong);
    }
    Ok(Unpacked { bytes, is_whole: read.is_ok(), effort })
}

/// The order in which a block says how long the codes of its code lengths are.
const LENGTHS_ORDER: [usize; 19] =
    [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/// The ends of a block, and where the lengths of copies begin.
const BLOCK_END: u16 = 256;
const COPIES: u16 = 257;
const LENGTH_CODES: u16 = 29;
const DISTANCE_CODES: u16 = 30;
const COPY_BYTES_MAX: usize = 258;

/// Reads damaged data to where they end or make no sense.
struct Forgiving<'a> {
    packed: std::slice::Iter<'a, u8>,
    kept: u32,
    count: u32,
    out: Vec<u8>,
    /// What tables cost to build, beside what came out.
    effort: u64,
    length_max: u64,
}

/// Why a block is not read on.
enum Stop {
    /// Nothing behind it can be read.
    Senseless,
    TooLong,
}

impl From<TooLong> for Stop {
    fn from(_: TooLong) -> Self {
        Self::TooLong
    }
}

impl<'a> Forgiving<'a> {
    fn new(packed: &'a [u8], length_max: u64) -> Self {
        let packed = packed.iter();
        Self { packed, kept: 0, count: 0, out: Vec::new(), effort: 0, length_max }
    }

    fn read(mut self) -> Result<Unpacked, TooLong> {
        loop {
            match self.block() {
                Ok(false) if self.packed.len() > 0 => {}
                Err(Stop::TooLong) => return Err(TooLong),
                Ok(_) | Err(Stop::Senseless) => break,
            }
        }
        let effort = self.effort + self.out.len() as u64;
        Ok(Unpacked { bytes: self.out, is_whole: false, effort })
    }

    /// Reads a block, and tells whether it calls itself the last.
    fn block(&mut self) -> Result<bool, Stop> {
        let head = self.bits(3)?;
        match head >> 1 {
            0 => self.stored()?,
            1 => {
                let lengths: Vec<u8> = (0..288).map(fixed_length).collect();
                let (symbols, distances) = (self.table(&lengths)?, self.table(&[5; 30])?);
                self.compressed(&symbols, &distances)?;
            }
            2 => {
                let (symbols, distances) = self.tables()?;
                self.compressed(&symbols, &distances)?;
            }
            _unused => return Err(Stop::Senseless),
        }
        Ok(head & 1 == 1)
    }

    /// Reads bytes that stand as they are; the check of their number is not looked at.
    fn stored(&mut self) -> Result<(), Stop> {
        (self.kept, self.count) = (0, 0);
        let mut byte = || self.packed.next().copied().ok_or(Stop::Senseless);
        let length = usize::from(u16::from_le_bytes([byte()?, byte()?]));
        let _check = [byte()?, byte()?];
        let rest = self.packed.as_slice();
        let (bytes, behind) = rest.split_at(length.min(rest.len()));
        self.out.extend_from_slice(bytes);
        self.packed = behind.iter();
        Ok(self.weigh()?)
    }

    fn compressed(&mut self, symbols: &Table, distances: &Table) -> Result<(), Stop> {
        loop {
            let symbol = self.symbol(symbols)?;
            match u8::try_from(symbol) {
                Ok(byte) => self.out.push(byte),
                Err(_) if symbol == BLOCK_END => return Ok(()),
                Err(_) => {
                    let length = self.copy_length(symbol - COPIES)?;
                    let distance = self.distance(distances)?;
                    self.copy(length, distance);
                }
            }
            self.weigh()?;
        }
    }

    /// Copies what came out `distance` bytes ago, if there was so much.
    fn copy(&mut self, length: usize, distance: usize) {
        let Some(start) = self.out.len().checked_sub(distance) else { return };
        for at in start..start + length {
            self.out.push(self.out[at]);
        }
    }

    /// RFC 1951, 3.2.5: four codes for each number of further bits, from the ninth code on.
    fn copy_length(&mut self, code: u16) -> Result<usize, Stop> {
        Ok(match code {
            0..8 => usize::from(code) + 3,
            8..28 => {
                let more = u32::from(code / 4 - 1);
                ((usize::from(code % 4) + 4) << more) + 3 + self.bits(more)?
            }
            28 => COPY_BYTES_MAX,
            LENGTH_CODES.. => 0,
        })
    }

    /// Two codes for each number of further bits, from the fifth code on.
    fn distance(&mut self, table: &Table) -> Result<usize, Stop> {
        let code = self.symbol(table)?;
        Ok(match code {
            0..4 => usize::from(code) + 1,
            4..DISTANCE_CODES => {
                let more = u32::from(code / 2 - 1);
                ((usize::from(code % 2) + 2) << more) + 1 + self.bits(more)?
            }
            DISTANCE_CODES.. => return Err(Stop::Senseless),
        })
    }

    /// Reads the tables of a block that brings its own.
    fn tables(&mut self) -> Result<(Table, Table), Stop> {
        let symbols = self.bits(5)? + 257;
        let distances = self.bits(5)? + 1;
        let codes = self.bits(4)? + 4;
        let mut lengths = [0; LENGTHS_ORDER.len()];
        for place in LENGTHS_ORDER.into_iter().take(codes) {
            lengths[place] = u8::try_from(self.bits(3)?).unwrap_or(0);
        }
        let table = self.table(&lengths)?;
        let mut lengths: Vec<u8> = Vec::with_capacity(symbols + distances);
        while lengths.len() < symbols + distances {
            let (length, times) = match self.symbol(&table)? {
                16 => (lengths.last().copied().unwrap_or(0), self.bits(2)? + 3),
                17 => (0, self.bits(3)? + 3),
                18 => (0, self.bits(7)? + 11),
                length => (u8::try_from(length).unwrap_or(0), 1),
            };
            lengths.extend(std::iter::repeat_n(length, times));
        }
        lengths.truncate(symbols + distances);
        Ok((self.table(&lengths[..symbols])?, self.table(&lengths[symbols..])?))
    }

    /// Builds the table for codes of `lengths`. Lengths that leave no room for all codes are taken
    /// as they are: who comes later takes the place of others.
    fn table(&mut self, lengths: &[u8]) -> Result<Table, Stop> {
        let width = lengths.iter().copied().max().filter(|longest| *longest > 0).unwrap_or(1);
        let mut entries = vec![None; 1 << width];
        self.effort += entries.len() as u64;
        self.weigh()?;
        let mut code: u32 = 0;
        for length in 1..=width {
            for (symbol, _) in (0..).zip(lengths).filter(|(_, own)| **own == length) {
                // The bits of a code stand in the data from its highest on.
                let first = code.reverse_bits() >> (u32::BITS - u32::from(length));
                let places = entries.iter_mut().skip(usize::try_from(first).unwrap_or(usize::MAX));
                places.step_by(1 << length).for_each(|entry| *entry = Some((length, symbol)));
                code += 1;
            }
            code <<= 1;
        }
        Ok(Table { width: u32::from(width), entries })
    }

    fn symbol(&mut self, table: &Table) -> Result<u16, Stop> {
        self.fill(table.width);
        let place = usize::try_from(self.kept & ((1 << table.width) - 1)).unwrap_or(usize::MAX);
        let entry = table.entries.get(place).copied().flatten();
        let (length, symbol) = entry.ok_or(Stop::Senseless)?;
        self.bits(u32::from(length))?;
        Ok(symbol)
    }

    fn bits(&mut self, count: u32) -> Result<usize, Stop> {
        self.fill(count);
        self.count = self.count.checked_sub(count).ok_or(Stop::Senseless)?;
        let bits = self.kept & ((1 << count) - 1);
        self.kept >>= count;
        usize::try_from(bits).map_err(|_| Stop::Senseless)
    }

    fn fill(&mut self, count: u32) {
        while self.count < count
            && let Some(byte) = self.packed.next()
        {
            self.kept |= u32::from(*byte) << self.count;
            self.count += u8::BITS;
        }
    }

    fn weigh(&self) -> Result<(), TooLong> {
        if self.out.len() as u64 + self.effort > self.length_max { Err(TooLong) } else { Ok(()) }
    }
}

/// What the next bits of the data stand for: the length of the code, and the symbol.
struct Table {
    width: u32,
    entries: Vec<Option<(u8, u16)>>,
}

/// RFC 1951, 3.2.6.
fn fixed_length(symbol: u16) -> u8 {
    match symbol {
        0..144 => 8,
        144..256 => 9,
        256..280 => 7,
        280.. => 8,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    fn deflated(content: &[u8], level: u32) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    /// Words without much order, so that every kind of code is used.
    fn content() -> Vec<u8> {
        let mut seed: u32 = 7;
        let mut content = Vec::new();
        while content.len() < 200_000 {
            seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            let word = format!("{} ", seed >> 20);
            content.extend(word.bytes().cycle().take(usize::try_from(seed >> 24).unwrap()));
        }
        content
    }

    #[test]
    fn what_is_whole_is_read_in_the_same_way_with_forgiveness() {
        for content in [content(), b"of the matter".to_vec(), vec![b' '; 70_000], Vec::new()] {
            for level in [0, 1, 6, 9] {
                let packed = deflated(&content, level);
                let read = Forgiving::new(&packed, u64::MAX).read().ok().unwrap();
                assert!(read.bytes == content, "{} bytes, level {level}", content.len());
            }
        }
    }

    #[test]
    fn what_is_damaged_is_read_up_to_there() {
        let content = content();
        let packed = deflated(&content, 6);
        let cut = inflate(&packed[..packed.len() / 2], u64::MAX).ok().unwrap();
        assert!(cut.bytes.len() > content.len() / 3 && content.starts_with(&cut.bytes));
        assert!(!cut.is_whole);
        let length = cut.bytes.len() as u64;
        assert_eq!(inflate(&packed, length), Err(TooLong));
    }

    #[test]
    fn tables_count_as_what_comes_out() {
        // Blocks of nothing but tables: the lengths of the codes are 15 and 15.
        let packed = [0b0000_0100_u8; 1 << 20];
        let read = Forgiving::new(&packed, 1 << 16).read();
        assert!(read.is_err() || read.is_ok_and(|read| read.effort <= 1 << 16));
    }
}
