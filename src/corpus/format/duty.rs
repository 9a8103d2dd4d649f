//! [`Duty`]: what an element of a mark-up language does to the text inside it.

use crate::text::Role;

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
