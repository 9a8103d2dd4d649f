//! From paths to blocks: walking, decoding, language, and one reader per format.
//!
//! The only module that reads source files.

mod archive;
mod decode;
mod decoding;
mod document;
mod documents;
mod error;
mod format;
mod kind;
mod language;
mod limits;
mod mail;
mod preference;
mod read;
mod stumble;
mod table;
mod walk;

pub use archive::{
    Archive, ArchiveError, FREE_BYTES, MEMBERS_MAX, Member, Opened, RATIO_MAX, Visit, archive_of,
    open, open_up_to,
};
pub use document::{Document, Fact, FactKind, Format, ReadFault};
pub use documents::{LongTable, is_table, read_all, read_documents, read_stream, unpacked_bytes};
pub use error::{MarkupError, OfficeError, PdfError, ReadError};
pub use format::{
    BLOCKS_MAX, LINE_BYTES_MAX, NESTING_MAX, OFFICE_PART_BYTES_MAX, PDF_EFFORT_MAX, PDF_PAGES_MAX,
    PDF_STREAM_BYTES_MAX, PDF_UNPACKED_BYTES_MAX, RTF_NESTING_MAX,
};
pub use limits::FILE_BYTES_MAX;
pub use preference::{Preference, PreferenceError};
pub use read::{read_bytes, read_file, read_whole};
pub(crate) use stumble::{is_stumble, unless_it_stumbles};
pub use table::{COLUMNS_NOTE, ColumnKind, Mapping, MappingError, ROW_BYTES_MAX, Take};
pub use walk::{WalkOptions, Walked, WalkedFile, walk};
