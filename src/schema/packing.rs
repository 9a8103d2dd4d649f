//! How values are packed into one text: numbers in characters of 6 bits, a length before every text.

use super::stored::BodyError;

/// The bits of a number in one character, and the mark of one that is not the last.
const DIGIT_BITS: u32 = 6;
const MORE: u8 = 1 << DIGIT_BITS;

pub(super) fn pack_number(number: usize, out: &mut String) {
    let mut rest = number;
    loop {
        let [low, ..] = rest.to_le_bytes();
        rest >>= DIGIT_BITS;
        let digit = low & (MORE - 1);
        if rest == 0 {
            out.push(char::from(digit));
            return;
        }
        out.push(char::from(digit | MORE));
    }
}

pub(super) fn pack_text(text: &str, out: &mut String) {
    pack_number(text.len(), out);
    out.push_str(text);
}

pub(super) fn pack_texts(texts: &[String], out: &mut String) {
    pack_number(texts.len(), out);
    for text in texts {
        pack_text(text, out);
    }
}

pub(super) fn pack_option(text: Option<&str>, out: &mut String) {
    match text {
        None => pack_number(0, out),
        Some(text) => {
            pack_number(text.len() + 1, out);
            out.push_str(text);
        }
    }
}

/// Packs what is there as a whole or not at all.
pub(super) fn pack_whole<T>(
    value: Option<&T>,
    out: &mut String,
    pack: impl FnOnce(&T, &mut String),
) {
    pack_number(usize::from(value.is_some()), out);
    if let Some(value) = value {
        pack(value, out);
    }
}

/// Takes the values out of a packed text, one after the other.
pub(super) struct Reader<'a> {
    packed: &'a str,
    place: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(packed: &'a str) -> Self {
        Self { packed, place: 0 }
    }

    pub(super) fn number(&mut self) -> Result<usize, BodyError> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(6) {
            let digit = *self.packed.as_bytes().get(self.place).ok_or(self.damage())?;
            self.place += 1;
            number |= usize::from(digit & (MORE - 1)) << shift;
            if digit & MORE == 0 {
                return Ok(number);
            }
        }
        Err(self.damage())
    }

    pub(super) fn text(&mut self) -> Result<String, BodyError> {
        let length = self.number()?;
        self.take(length)
    }

    pub(super) fn option(&mut self) -> Result<Option<String>, BodyError> {
        match self.number()?.checked_sub(1) {
            None => Ok(None),
            Some(length) => self.take(length).map(Some),
        }
    }

    /// Returns what [`pack_whole`] packed.
    pub(super) fn whole<T>(
        &mut self,
        unpack: impl FnOnce(&mut Self) -> Result<T, BodyError>,
    ) -> Result<Option<T>, BodyError> {
        match self.number()? {
            0 => Ok(None),
            _ => unpack(self).map(Some),
        }
    }

    pub(super) fn texts(&mut self) -> Result<Vec<String>, BodyError> {
        let count = self.number()?;
        (0..count).map(|_| self.text()).collect()
    }

    fn take(&mut self, length: usize) -> Result<String, BodyError> {
        let end = self.place.checked_add(length).ok_or(self.damage())?;
        let text = self.packed.get(self.place..end).ok_or(self.damage())?;
        self.place = end;
        Ok(text.to_string())
    }

    pub(super) fn damage(&self) -> BodyError {
        BodyError { place: self.place }
    }
}
