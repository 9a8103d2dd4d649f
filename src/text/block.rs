//! [`Block`]: the one shape that every format reader makes and the resolution parser reads.
//!
//! A reader says what its format knows and no more. Plain text and Markdown know lines, so they
//! give [`BlockKind::Line`]s and leave the bounds of paragraphs to the resolution parser, which
//! knows clause verbs and numbering. Mark-up knows paragraphs, so it gives
//! [`BlockKind::Paragraph`]s, with a [`Role`] where the mark-up names one.

use super::Span;

/// A piece of a document in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What the format knows of it.
    pub kind: BlockKind,
    /// What the mark-up says it is for, if it says so.
    pub role: Option<Role>,
    /// The words, without mark-up and without note marks; nothing else is changed.
    pub text: String,
    /// The printed number where the format keeps it apart (`1.`, `(a)`, `-`), as printed.
    pub number: Option<String>,
    /// How deep it is nested: 0 for a paragraph, 1 for an item below it, and so on.
    pub depth: u8,
    /// Emphasis and links, in order of their start, as spans of `text`.
    pub styles: Vec<Styled>,
    /// References to notes, in order of their place.
    pub marks: Vec<NoteMark>,
    /// Where it stands in the source.
    pub origin: Origin,
    /// Empty lines before it (lines only).
    pub gap_lines: u32,
    /// White space before its first character, in columns (lines only).
    pub indent_columns: u32,
}

/// What a format knows of the bounds of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// One printed line: a paragraph may be spread over several, with debris between.
    Line,
    /// A whole paragraph.
    Paragraph,
    /// A heading; level 1 is the highest.
    Heading {
        /// From 1, the highest, to 6.
        level: u8,
    },
    /// A list item whose marker stands in `number`, its nesting in `depth`.
    Item,
    /// A note that the format keeps apart; its text is the note, without the marker.
    Note {
        /// As printed: `1`, `a`, `*`.
        marker: String,
    },
    /// A row of a table, the cells joined by tabs.
    Row,
    /// The end of a page; the text is empty.
    PageBreak,
}

/// What the mark-up says a block is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A line of the cover page or the header that is nothing more particular.
    Cover,
    /// The document symbol.
    Symbol,
    /// The title of the resolution.
    Title,
    /// The session line.
    Session,
    /// The agenda item.
    AgendaItem,
    /// The sentence that says when and by whom it was adopted.
    AdoptionLine,
    /// The enacting line: `The General Assembly,`.
    Enacting,
    /// A preambular clause.
    Preambular,
    /// An operative clause or one of its sub-items.
    Operative,
    /// A heading inside the body: a part's letter, a section's name.
    BodyHeading,
    /// A paragraph of an annex or appendix.
    Annex,
    /// Meeting, date and signature after the last clause.
    Conclusion,
}

/// A stretch of text with a style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Styled {
    /// Where, in the block's text.
    pub span: Span,
    /// Which.
    pub style: Style,
}

/// How a stretch of text is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// Italics; in United Nations documents they mark the clause verb.
    Italic,
    /// Bold type; the same in Chinese documents.
    Bold,
    /// Underlined; the same in typewritten documents.
    Underline,
    /// A link with its target.
    Link(String),
}

/// A reference to a note, taken out of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteMark {
    /// The byte of the block's text before which it stood.
    pub at: usize,
    /// As printed, without brackets: `1`, `a`, `*`.
    pub marker: String,
}

/// Where a block stands in its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The line of its first character, from 1; 0 where the format has no lines.
    pub line: usize,
    /// Its bytes in the decoded source.
    pub span: Span,
}

impl Block {
    /// Returns a block of `kind` with `text` and nothing else known of it.
    #[must_use]
    pub fn new(kind: BlockKind, text: impl Into<String>, origin: Origin) -> Self {
        Self {
            kind,
            role: None,
            text: text.into(),
            number: None,
            depth: 0,
            styles: Vec::new(),
            marks: Vec::new(),
            origin,
            gap_lines: 0,
            indent_columns: 0,
        }
    }
}
