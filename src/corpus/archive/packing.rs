//! [`Packing`]: how one stream of bytes is packed.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;
use zstd::stream::read::Decoder;

/// A way to pack one stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstandard,
}

impl Packing {
    /// Returns the packing that `head` begins like.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"\x1F\x8B\x08") {
            return Some(Self::Gzip);
        }
        head.starts_with(b"\x28\xB5\x2F\xFD").then_some(Self::Zstandard)
    }

    /// Returns what unpacks `reader`. A stream may consist of several packed one after the other.
    pub(super) fn reader<'a>(self, reader: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
        Ok(match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(reader)),
            Self::Zstandard => Box::new(Decoder::new(reader)?),
        })
    }
}
