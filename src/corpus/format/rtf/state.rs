//! What holds inside a group of RTF.

use crate::corpus::format::office::Face;

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the document.
    Text,
    /// Nowhere.
    Silent,
    /// Into the printed number of the paragraph.
    Number,
    /// Into the header of pages.
    Header,
    /// Into the table of fonts.
    Fonts,
}

/// The state that a group begins with and its end restores.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) destination: Destination,
    pub(super) face: Face,
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
    pub(super) is_capital: bool,
    /// Characters after `\u` that stand for it in programs without Unicode.
    pub(super) fallback_chars: usize,
    pub(super) font: i32,
    /// What ends with the group.
    pub(super) ends: Ends,
}

/// What ends with a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    Nothing,
    Note,
    TextBox,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            destination: Destination::Text,
            face: Face::default(),
            is_hidden: false,
            is_deleted: false,
            is_capital: false,
            fallback_chars: 1,
            font: -1,
            ends: Ends::Nothing,
        }
    }

    /// Sets characters as `\plain` does.
    pub(super) fn plain(&mut self) {
        self.face = Face::default();
        self.is_hidden = false;
        self.is_deleted = false;
        self.is_capital = false;
    }

    /// Takes over a control word that sets characters, and tells whether it was one.
    pub(super) fn set_character(&mut self, word: &str, value: Option<i32>) -> bool {
        let is_on = value != Some(0);
        match word {
            "plain" => self.plain(),
            "i" => self.face.is_italic = is_on,
            "b" => self.face.is_bold = is_on,
            "ul" | "uld" | "uldb" | "ulw" | "uldash" | "ulth" | "ulwave" => {
                self.face.is_underlined = is_on;
            }
            "ulnone" => self.face.is_underlined = false,
            "super" => self.face.is_raised = is_on,
            "nosupersub" | "sub" => self.face.is_raised = false,
            "v" => self.is_hidden = is_on,
            "deleted" => self.is_deleted = is_on,
            "caps" => self.is_capital = is_on,
            "f" => self.font = value.unwrap_or_default(),
            "uc" => self.fallback_chars = usize::try_from(value.unwrap_or(1)).unwrap_or(0),
            _other => return false,
        }
        true
    }

    /// Tells whether text is left out for how it is set.
    pub(super) fn is_unseen(&self) -> bool {
        self.is_hidden || self.is_deleted
    }
}

/// Returns where the text of a group goes that begins with the control word `word`.
pub(super) fn destination(word: &str) -> Option<Destination> {
    match word {
        "fonttbl" => Some(Destination::Fonts),
        "listtext" | "pntext" => Some(Destination::Number),
        "header" | "headerl" | "headerr" | "headerf" => Some(Destination::Header),
        "colortbl" | "stylesheet" | "info" | "pict" | "objdata" | "objclass" | "objname"
        | "footer" | "footerl" | "footerr" | "footerf" | "ftnsep" | "ftnsepc" | "ftncn"
        | "aftnsep" | "aftnsepc" | "aftncn" | "fldinst" | "listtable" | "listoverridetable"
        | "revtbl" | "rsidtbl" | "generator" | "filetbl" | "template" | "xmlnstbl"
        | "themedata" | "colorschememapping" | "latentstyles" | "datastore" | "annotation"
        | "atnid" | "atnauthor" | "bkmkstart" | "bkmkend" | "shprslt" | "nonshppict" | "xe"
        | "tc" | "rxe" | "shp" | "shpinst" | "sp" => Some(Destination::Silent),
        _other => None,
    }
}
