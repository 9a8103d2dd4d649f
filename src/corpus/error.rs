//! [`ReadError`]: why a file gave no document.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::archive::ArchiveError;

/// Why a file gave no document; the run goes on without it.
///
/// What is wrong in parts of a file that was read all the same is a
/// [`ReadFault`](super::ReadFault).
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file system refused.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is a folder, a pipe or a device, not a file.
    #[error("`{}` is {kind}, not a file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
        /// What it is, with its article: `a folder`.
        kind: &'static str,
    },
    /// It is longer than any document the program takes.
    #[error("`{}` has {length_bytes} bytes; at most {length_bytes_max} are read", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// Its length, as far as it is known.
        length_bytes: u64,
        /// The limit.
        length_bytes_max: u64,
    },
    /// It is of a known kind that the program does not read.
    #[error("`{}` is {kind}, which is not read; {advice}", path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// What it is, with its article: `a picture`.
        kind: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// It holds something other than text.
    #[error("`{}` is not text: a zero byte stands at byte {offset_bytes}", path.display())]
    Binary {
        /// The file.
        path: PathBuf,
        /// Where the first zero byte stands.
        offset_bytes: usize,
    },
    /// It is a symbolic link to a folder it lies in.
    #[error("`{}` leads back to `{}`", path.display(), ancestor.display())]
    LinkLoop {
        /// The link.
        path: PathBuf,
        /// The folder it lies in and leads to.
        ancestor: PathBuf,
    },
    /// A rule in an ignore file cannot be understood; the other rules hold.
    #[error("`{}` has a rule that cannot be understood", path.display())]
    IgnoreRule {
        /// The ignore file.
        path: PathBuf,
        /// What is wrong with the rule.
        source: ignore::Error,
    },
    /// Its mark-up or its data cannot be understood.
    #[error("cannot read `{}`", path.display())]
    Markup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: MarkupError,
    },
    /// It is an archive that is not read to its end, or a member that is not read.
    #[error("cannot read `{}`", path.display())]
    Archive {
        /// The archive or the member.
        path: PathBuf,
        /// What is wrong with it.
        source: ArchiveError,
    },
    /// It holds several documents, and one was asked for.
    #[error("`{}` holds several documents", path.display())]
    Several {
        /// The archive, or the file of mark-up.
        path: PathBuf,
    },
    /// It is a PDF file that gives no text.
    #[error("cannot read `{}`", path.display())]
    Pdf {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: PdfError,
    },
    /// It is an office document that cannot be opened.
    #[error("cannot read `{}`", path.display())]
    Office {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: OfficeError,
    },
}

/// Why an office document gives no text.
#[derive(Debug, Error)]
pub enum OfficeError {
    /// Its packing is broken, or the part with the text is missing.
    #[error("the document is damaged: it cannot be unpacked")]
    Damaged,
    /// It opens only with a password.
    #[error("the document is protected by a password; save it without one first")]
    Password,
    /// A part of it grows beyond measure when it is unpacked.
    #[error("a part of the document unpacks to more than {length_bytes_max} bytes")]
    Packed {
        /// The limit.
        length_bytes_max: u64,
    },
    /// A part of it is no XML.
    #[error("a part of the document cannot be understood")]
    Markup(#[source] MarkupError),
}

/// Why a PDF file gives no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PdfError {
    /// Nothing in it can be trusted.
    #[error("the PDF file is damaged: no pages can be read")]
    Damaged,
    /// It opens only with a password.
    #[error("the PDF file is protected by a password; save it without one first")]
    Password,
    /// It is encrypted in a way that is not known.
    #[error("the PDF file is encrypted in an unknown way; save it without protection first")]
    Encryption,
    /// It grows beyond measure when it is unpacked.
    #[error("the PDF file unpacks to more than {length_bytes_max} bytes")]
    Packed {
        /// The limit.
        length_bytes_max: u64,
    },
    /// It has only pictures of pages.
    #[error(
        "none of the {pages} pages has text: needs character recognition, for instance with ocrmypdf"
    )]
    NoText {
        /// How many pages it has.
        pages: usize,
    },
}

/// What is wrong with mark-up that cannot be read.
#[derive(Debug, Error)]
pub enum MarkupError {
    /// It is not well-formed XML.
    #[error("the XML is not well formed")]
    Xml(#[source] roxmltree::Error),
    /// It is not well-formed JSON.
    #[error("the JSON is not well formed")]
    Json(#[source] serde_json::Error),
    /// It is data without the text of a resolution.
    #[error("no member holds the text of a resolution")]
    NoText,
    /// No column is known to hold the text.
    #[error("no column holds the text of a resolution; name it with --map text=NAME, of {names}")]
    NoTextColumn {
        /// The names of the columns, in backquotes.
        names: String,
    },
    /// The head of the table cannot be read.
    #[error("the table cannot be read")]
    Table(#[source] csv::Error),
    /// Elements lie in each other deeper than any document needs.
    #[error("elements are nested more than {depth_max} deep in line {line}")]
    TooDeep {
        /// The line of the first element that is too deep.
        line: usize,
        /// The limit.
        depth_max: usize,
    },
}

impl ReadError {
    /// Returns the path the error is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. }
            | Self::NotAFile { path, .. }
            | Self::TooLong { path, .. }
            | Self::Unsupported { path, .. }
            | Self::Binary { path, .. }
            | Self::LinkLoop { path, .. }
            | Self::IgnoreRule { path, .. }
            | Self::Markup { path, .. }
            | Self::Archive { path, .. }
            | Self::Several { path }
            | Self::Pdf { path, .. }
            | Self::Office { path, .. } => path,
        }
    }
}
