//! [`Layout`]: what the place of output is like; [`Label`]: what a stretch of text is.
//!
//! Renderers label text, and only this file knows which colour a label has.

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};

/// What the place of output is like; the program finds out, renderers obey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Columns of a line; less than [`WIDTH_COLUMNS_MIN`] counts as that.
    pub width_columns: usize,
    /// How labels are told apart.
    pub emphasis: Emphasis,
    /// Which signs may be used.
    pub signs: Signs,
    /// Who reads it.
    pub place: Place,
    /// The form of links to files, with `{path}` and `{line}` in it.
    pub link: String,
    /// The current folder: paths that lie in it are shown from there, links start from there.
    pub folder: Option<PathBuf>,
    /// What names the index in a command that a person pastes, ` --index corpus.idx`; empty for the
    /// default one.
    pub index_option: String,
}

/// The narrowest line: less leaves no room for a clause beside its label.
pub const WIDTH_COLUMNS_MIN: usize = 20;

/// The form of links where nobody says otherwise. Desktops hand the path to the program for such
/// files; terminals that can open a file at a line read the figure.
pub const LINK_DEFAULT: &str = "file://{path}#{line}";

/// The width where none is known.
pub const WIDTH_COLUMNS_DEFAULT: usize = 80;

/// How labels are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Colours and weights.
    Color,
    /// Marks around the words: `_Calls upon_`, `*cybercrime*`.
    Marks,
}

/// Who reads the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A terminal: paths become links, and right-to-left text is isolated.
    Terminal,
    /// A file or another program, which would take links and isolates for text.
    File,
}

/// Which signs may be used besides letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    /// Bars, dots and dashes of Unicode.
    Unicode,
    /// Those of a typewriter.
    Ascii,
}

impl Layout {
    /// Returns the layout of a file: default width, marks, Unicode, no links.
    #[must_use]
    pub fn file() -> Self {
        Self {
            width_columns: WIDTH_COLUMNS_DEFAULT,
            emphasis: Emphasis::Marks,
            signs: Signs::Unicode,
            place: Place::File,
            link: LINK_DEFAULT.to_owned(),
            folder: None,
            index_option: String::new(),
        }
    }

    /// Returns the command `name` for the index that is spoken of.
    pub(super) fn command(&self, name: &str) -> String {
        format!("`resq {name}{}`", self.index_option)
    }

    pub(crate) fn columns(&self) -> usize {
        self.width_columns.max(WIDTH_COLUMNS_MIN)
    }

    pub(super) fn sign(&self, sign: Sign) -> &'static str {
        match (sign, self.signs) {
            (Sign::Verb | Sign::Match, _) if self.emphasis == Emphasis::Color => "",
            (Sign::Verb, _) => "_",
            (Sign::Match, _) => "*",
            (Sign::Ellipsis, Signs::Unicode) => "…",
            (Sign::Ellipsis, Signs::Ascii) => "...",
            (Sign::Dot, Signs::Unicode) => "·",
            (Sign::Dot, Signs::Ascii) => "|",
            (Sign::Pointer, Signs::Unicode) => "▶",
            (Sign::Pointer, Signs::Ascii) => ">",
        }
    }
}

/// A sign with a form for every kind of terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Before and after a clause verb, where there is no colour.
    Verb,
    /// Before and after what matched, where there is no colour.
    Match,
    Ellipsis,
    Dot,
    Pointer,
}

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The words of a clause.
    Text,
    /// The symbol of a resolution.
    Symbol,
    /// Its title.
    Title,
    /// Organ, date, language.
    Header,
    /// The label of a clause.
    Clause,
    /// The printed clause verb.
    Verb,
    /// What the query matched.
    Match,
    /// Both.
    VerbMatch,
    /// The lead-in of a sub-item.
    LeadIn,
    /// The place in the source.
    Source,
    /// What the program adds: counts, notes.
    Note,
    /// A bar of a picture.
    Bar,
}

impl Label {
    /// Tells whether the text is a clause verb, and whether it is what the query matched.
    pub(super) fn verb_and_match(self) -> (bool, bool) {
        match self {
            Self::Verb => (true, false),
            Self::Match => (false, true),
            Self::VerbMatch => (true, true),
            Self::Text
            | Self::Symbol
            | Self::Title
            | Self::Header
            | Self::Clause
            | Self::LeadIn
            | Self::Source
            | Self::Note
            | Self::Bar => (false, false),
        }
    }

    pub(super) fn style(self) -> Style {
        match self {
            Self::Text => Style::new(),
            Self::Symbol | Self::Title => Style::new().bold(),
            Self::Header | Self::LeadIn | Self::Source | Self::Note => Style::new().dimmed(),
            Self::Clause => AnsiColor::Green.on_default(),
            Self::Verb => AnsiColor::Cyan.on_default().bold(),
            Self::Match => AnsiColor::Red.on_default().bold(),
            Self::VerbMatch => AnsiColor::Red.on_default().bold().underline(),
            Self::Bar => AnsiColor::Blue.on_default(),
        }
    }
}
