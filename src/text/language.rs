//! [`Language`]: the six languages of the United Nations.

use std::fmt;

/// A language the program understands clauses in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Arabic, written right to left.
    Arabic,
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// Russian.
    Russian,
    /// Chinese, written without spaces.
    Chinese,
}

impl Language {
    /// Every language, in the order of their codes.
    pub const ALL: [Self; 6] =
        [Self::Arabic, Self::English, Self::Spanish, Self::French, Self::Russian, Self::Chinese];

    /// Returns the two-letter code of ISO 639-1.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Russian => "ru",
            Self::Chinese => "zh",
        }
    }

    /// Returns the language of a code of ISO 639-1 or 639-3 (`en`, `eng`, `fr-CA`), in any case.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "ar" | "ara" => Some(Self::Arabic),
            "en" | "eng" => Some(Self::English),
            "es" | "spa" => Some(Self::Spanish),
            "fr" | "fra" | "fre" => Some(Self::French),
            "ru" | "rus" => Some(Self::Russian),
            "zh" | "zho" | "chi" => Some(Self::Chinese),
            _ => None,
        }
    }

    /// Returns the English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Arabic => "Arabic",
            Self::English => "English",
            Self::Spanish => "Spanish",
            Self::French => "French",
            Self::Russian => "Russian",
            Self::Chinese => "Chinese",
        }
    }

    /// Tells whether the language is written from right to left.
    #[must_use]
    pub fn is_right_to_left(self) -> bool {
        self == Self::Arabic
    }

    /// Tells whether words stand without spaces between them.
    #[must_use]
    pub fn is_unspaced(self) -> bool {
        self == Self::Chinese
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}
