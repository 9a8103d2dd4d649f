//! [`ArchiveError`]: why an archive, or a member of one, is not read.

use thiserror::Error;

use super::guard::{MEMBERS_MAX, RATIO_MAX};

/// Why an archive is not read to its end, or one of its members is not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ArchiveError {
    /// The table of contents of a ZIP file is missing or senseless, and no member is found.
    #[error("the ZIP file is damaged or cut short, and nothing in it can be read")]
    Damaged,
    /// The same, and members are found without it.
    #[error("the ZIP file is damaged or cut short; {count} of its members are found and read")]
    NoTable {
        /// How many members are whole.
        count: usize,
    },
    /// A stream of members breaks off.
    #[error("the archive is damaged behind {behind}; what follows is not read")]
    BrokenOff {
        /// The last member that is whole, in backquotes, or what stands for it.
        behind: String,
    },
    /// A packed file, or the packing of a member, is damaged.
    #[error("it is damaged: it cannot be unpacked")]
    Packing,
    /// A member opens only with a password.
    #[error("it is protected by a password; unpack the archive first")]
    Password,
    /// A member is packed in a rare way.
    #[error("it is packed in a way that is not read (method {method}); unpack the archive first")]
    Method {
        /// The number that the ZIP format gives the way.
        method: String,
    },
    /// The name of a member leads out of the archive.
    #[error("its name leads out of the archive")]
    Name,
    /// There was a member of this name before.
    #[error("the archive has a member of this name already, which is read")]
    Twice,
    /// It is an archive in an archive in an archive.
    #[error("it is an archive inside an archive inside an archive; unpack it first")]
    TooDeep,
    /// It unpacks to far more than text can.
    #[error("it unpacks to more than {RATIO_MAX} times its length; the rest of it is not read")]
    Ratio,
    /// It has more members than any collection of documents.
    #[error("it has more than {MEMBERS_MAX} members; the rest of it is not read")]
    Members,
}

impl ArchiveError {
    /// Tells whether the fault lies in one archive; limits hold for all archives in it together.
    pub(super) fn is_of_one_archive(&self) -> bool {
        match self {
            Self::Damaged
            | Self::NoTable { .. }
            | Self::BrokenOff { .. }
            | Self::Packing
            | Self::Password
            | Self::Method { .. }
            | Self::Name
            | Self::Twice
            | Self::TooDeep => true,
            Self::Ratio | Self::Members => false,
        }
    }
}
