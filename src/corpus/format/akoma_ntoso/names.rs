//! What the elements of Akoma Ntoso 3.0 are for, as far as resolutions use them.
//!
//! The names are those of the OASIS standard; the classes are the paragraph styles of the United
//! Nations' Word template, which its converter keeps (`HCh` chapter, `H1`, `H23`, `H4`, `H56`).

use crate::text::{Role, Style};

/// What an element does to the text inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Duty {
    /// Holds nothing that is printed.
    Silent,
    /// A part of the document; everything in it has this role unless it says otherwise.
    Part(Role),
    /// A division with a number or heading of its own: section, chapter.
    Division,
    /// A numbered or unnumbered provision.
    Provision,
    /// A list, whose items are one deeper.
    List,
    /// An item of a list.
    Item,
    /// What stands before or after the items and belongs to the provision around the list.
    Frame,
    /// The printed number of what it stands in.
    Number,
    /// A heading; the level is 1 for the highest.
    Heading(u8),
    /// Bounds a block and means nothing more.
    Block,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// A note, at the place of its mark.
    Note,
    /// The end of a printed line.
    LineEnd,
    /// Raised text.
    Raised,
    /// Words inside a block.
    Inline,
}

impl Duty {
    /// Tells whether the element ends the block before it; in a cell or a note it is a space.
    pub(super) fn is_bounding(self) -> bool {
        match self {
            Self::Part(_)
            | Self::Division
            | Self::Provision
            | Self::List
            | Self::Item
            | Self::Frame
            | Self::Number
            | Self::Heading(_)
            | Self::Block
            | Self::Row => true,
            Self::Silent
            | Self::Cell
            | Self::Note
            | Self::LineEnd
            | Self::Raised
            | Self::Inline => false,
        }
    }
}

/// Returns the duty of the element called `name`.
pub(super) fn duty(name: &str) -> Duty {
    match name {
        "meta" | "img" | "presentation" | "toc" | "tocItem" => Duty::Silent,
        "coverPage" | "preface" => Duty::Part(Role::Cover),
        "preamble" | "recitals" => Duty::Part(Role::Preambular),
        "mainBody" | "body" | "debateBody" | "judgmentBody" => Duty::Part(Role::Operative),
        "conclusions" => Duty::Part(Role::Conclusion),
        "attachments" | "components" | "annexes" => Duty::Part(Role::Annex),
        "section" | "part" | "chapter" | "title" | "division" | "book" | "tome" | "subpart"
        | "subchapter" | "subsection" | "subtitle" | "hcontainer" => Duty::Division,
        "paragraph" | "alinea" | "article" | "clause" | "rule" | "proviso" => Duty::Provision,
        "list" | "blockList" | "sublist" | "ol" | "ul" => Duty::List,
        "point" | "item" | "indent" | "subparagraph" | "subclause" | "recital" | "subrule"
        | "li" => Duty::Item,
        "intro" | "wrapUp" | "wrap" | "listIntroduction" | "listWrapUp" => Duty::Frame,
        "num" => Duty::Number,
        "heading" => Duty::Heading(2),
        "subheading" | "crossHeading" => Duty::Heading(3),
        "p" | "block" | "longTitle" | "shortTitle" | "formula" | "container" | "content"
        | "table" | "caption" | "blockContainer" | "interstitial" | "quotedStructure"
        | "citations" | "citation" | "doc" | "attachment" | "component" | "statement" | "div" => {
            Duty::Block
        }
        "tr" => Duty::Row,
        "td" | "th" => Duty::Cell,
        "authorialNote" => Duty::Note,
        "eol" | "br" => Duty::LineEnd,
        "sup" => Duty::Raised,
        _inline => Duty::Inline,
    }
}

/// Returns the level of the heading that a paragraph of `class` is.
pub(super) fn heading_level(class: &str) -> Option<u8> {
    let rest = class.strip_prefix("Heading").or_else(|| class.strip_prefix('H'))?;
    match rest.chars().next()? {
        'C' if rest == "Ch" => Some(1),
        figure @ '1'..='6' if rest.chars().all(|other| other.is_ascii_digit()) => {
            u8::try_from(figure.to_digit(10)?).ok()
        }
        _other => None,
    }
}

/// Returns the styles that the element called `name` with `class` sets.
pub(super) fn styles(name: &str, class: &str) -> Vec<Style> {
    let of_word = |word: &str| match word {
        "italic" | "i" => Some(Style::Italic),
        "bold" | "b" => Some(Style::Bold),
        "underline" | "u" => Some(Style::Underline),
        _plain => None,
    };
    std::iter::once(name).chain(class.split_ascii_whitespace()).filter_map(of_word).collect()
}
