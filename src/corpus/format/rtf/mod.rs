//! Rich Text Format (`.rtf`, version 1.9.1).
//!
//! ```text
//! bytes --tokens--> groups and control words --state, encoding--> text and how it is set
//!   --read--> blocks
//! ```
//!
//! Programs that write RTF print the numbers of lists into it for those that do not count, so
//! these are taken as they stand.

mod encoding;
mod read;
mod state;
mod tokens;

pub use self::read::RTF_NESTING_MAX;

use self::read::Reader;
use super::Reading;
use crate::corpus::OfficeError;

/// How an RTF file begins.
pub(super) const MAGIC: &[u8] = b"{\\rtf";

/// Returns the blocks of an RTF file.
///
/// # Errors
///
/// Never: what is damaged is read as far as it goes. The result is that of the other readers of
/// office documents.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, OfficeError> {
    Ok(Reader::new().read(bytes))
}
