//! [`Preference`]: which format tells a resolution best where it stands in several.

use std::fmt;
use std::str::FromStr;

use super::Format;

/// The usual order. Mark-up says what each part is; a word processor's file has numbers, notes and
/// emphasis as its author set them; a web page has some of that; a text has words alone, a cell of
/// a table not even their lines; of a page only the print is left.
const USUAL: [Format; 10] = [
    Format::AkomaNtoso,
    Format::Docx,
    Format::Odt,
    Format::Rtf,
    Format::Html,
    Format::Markdown,
    Format::Text,
    Format::Json,
    Format::Csv,
    Format::Pdf,
];

/// Names for several formats, or other names for one.
const FAMILIES: &[(&str, &[Format])] = &[
    ("markup", &[Format::AkomaNtoso]),
    ("word", &[Format::Docx, Format::Odt, Format::Rtf]),
    ("table", &[Format::Json, Format::Csv]),
];

/// The order in which formats are preferred, the best first; every format is in it once.
///
/// ```
/// use resq::corpus::{Format, Preference};
///
/// let order: Preference = "pdf,word".parse().unwrap();
/// assert!(order.rank(Format::Pdf) < order.rank(Format::Docx));
/// assert!(order.rank(Format::Rtf) < order.rank(Format::AkomaNtoso));
/// assert_eq!(order.to_string(), "pdf,docx,odt,rtf");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference([Format; USUAL.len()]);

/// Why an order of formats cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no format; the formats are {}", names())]
pub struct PreferenceError {
    /// What stands in the place of a format.
    pub word: String,
}

fn names() -> String {
    let families = FAMILIES.iter().map(|(name, _)| *name);
    families.chain(USUAL.iter().map(|format| format.id())).collect::<Vec<_>>().join(", ")
}

impl Preference {
    /// Returns the order that begins with `first` and goes on as usual.
    fn beginning_with(first: &[Format]) -> Self {
        let mut order = USUAL;
        let place = |format: &Format| first.iter().position(|own| own == format);
        order.sort_by_key(|format| place(format).unwrap_or(first.len()));
        Self(order)
    }

    /// Returns the place of a format in the order; a smaller one is preferred.
    #[must_use]
    pub fn rank(&self, format: Format) -> usize {
        self.0.iter().position(|own| *own == format).unwrap_or(self.0.len())
    }
}

impl Default for Preference {
    fn default() -> Self {
        Self(USUAL)
    }
}

impl FromStr for Preference {
    type Err = PreferenceError;

    fn from_str(text: &str) -> Result<Self, PreferenceError> {
        let mut first = Vec::new();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let family = FAMILIES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
            let format = Format::from_id(&word.to_ascii_lowercase());
            match (family, format) {
                (Some((_, formats)), _) => first.extend_from_slice(formats),
                (None, Some(format)) => first.push(format),
                (None, None) => return Err(PreferenceError { word: word.to_owned() }),
            }
        }
        Ok(Self::beginning_with(&first))
    }
}

/// The formats that come before the usual order takes over; nothing for the usual order.
impl fmt::Display for Preference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_enough = |count: &usize| *self == Self::beginning_with(&self.0[..*count]);
        let count = (0..self.0.len()).find(is_enough).unwrap_or(self.0.len());
        for (place, format) in self.0[..count].iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(formatter, "{comma}{}", format.id())?;
        }
        Ok(())
    }
}
