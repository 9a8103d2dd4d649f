//! Marked stretches of content (ISO 32000-2, 14.6): what belongs to the page, and what glyphs say.

use hayro_syntax::object::{Dict, Name, String as Bytes};

/// Stretches that lie in each other so deep at most; deeper ones are not marked.
const NESTING_MAX: usize = 64;

/// The marked stretches that are open.
#[derive(Debug, Default)]
pub(super) struct Marked {
    open: Vec<Stretch>,
    /// How many stretches beyond [`NESTING_MAX`] are open.
    uncounted: usize,
    artifacts: usize,
}

#[derive(Debug)]
struct Stretch {
    is_artifact: bool,
    /// What its glyphs say, with the number of glyphs before it.
    said: Option<(usize, String)>,
}

impl Marked {
    /// Begins a stretch before which there are `glyphs` glyphs.
    pub(super) fn begin(&mut self, tag: &Name<'_>, properties: Option<&Dict<'_>>, glyphs: usize) {
        if self.open.len() >= NESTING_MAX {
            self.uncounted += 1;
            return;
        }
        let is_artifact = tag.as_str() == "Artifact";
        let said = properties
            .and_then(|properties| properties.get::<Bytes<'_>>("ActualText"))
            .map(|bytes| decode(bytes.as_bytes()))
            .filter(|text| !text.trim().is_empty())
            .map(|text| (glyphs, text));
        self.artifacts += usize::from(is_artifact);
        self.open.push(Stretch { is_artifact, said });
    }

    /// Ends the innermost stretch and returns what its glyphs say, if the file tells.
    pub(super) fn end(&mut self) -> Option<(usize, String)> {
        if let Some(uncounted) = self.uncounted.checked_sub(1) {
            self.uncounted = uncounted;
            return None;
        }
        let stretch = self.open.pop()?;
        self.artifacts -= usize::from(stretch.is_artifact);
        stretch.said
    }

    /// Tells whether what is shown now belongs to the page and not to the text.
    pub(super) fn is_artifact(&self) -> bool {
        self.artifacts > 0
    }
}

/// Reads a text string: UTF-16 or UTF-8 behind their marks, else Latin letters.
fn decode(bytes: &[u8]) -> String {
    if let Some(units) = bytes.strip_prefix(b"\xFE\xFF") {
        let units: Vec<u16> =
            units.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(text) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8_lossy(text).into_owned();
    }
    bytes.iter().map(|byte| char::from(*byte)).collect()
}
