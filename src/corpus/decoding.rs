//! [`Decoding`]: text of a known character set, as a stream of UTF-8.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// How many bytes are decoded at a time.
const CHUNK_BYTES: usize = 64 * 1024;

/// Reads bytes of one character set and gives UTF-8; what cannot be decoded becomes U+FFFD.
pub(super) struct Decoding<R> {
    reader: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// How much of `raw` has been decoded.
    raw_at: usize,
    text: Vec<u8>,
    text_at: usize,
    is_over: bool,
}

impl<R: Read> Decoding<R> {
    pub(super) fn new(reader: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        let (raw, text) = (Vec::new(), Vec::new());
        Self { reader, decoder, raw, raw_at: 0, text, text_at: 0, is_over: false }
    }

    /// Decodes some more; leaves `text` empty only at the end.
    fn fill(&mut self) -> io::Result<()> {
        self.text_at = 0;
        self.text.clear();
        while self.text.is_empty() && !self.is_over {
            if self.raw_at == self.raw.len() {
                self.raw.clear();
                self.raw_at = 0;
                self.reader.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut self.raw)?;
            }
            let is_last = self.raw.is_empty();
            // Three bytes for one is the most that any character set grows by.
            self.text.resize(CHUNK_BYTES * 3 + 16, 0);
            let rest = &self.raw[self.raw_at..];
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(rest, &mut self.text, is_last);
            self.raw_at += read;
            self.text.truncate(written);
            self.is_over = is_last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.text_at == self.text.len() {
            self.fill()?;
        }
        let length = buffer.len().min(self.text.len() - self.text_at);
        buffer[..length].copy_from_slice(&self.text[self.text_at..self.text_at + length]);
        self.text_at += length;
        Ok(length)
    }
}
