//! What a file may have, whatever its format.

/// The longest file that is read. The longest resolution with annexes is below 2 MB; the rest is
/// room for collections in one file.
pub const FILE_BYTES_MAX: u64 = 32 * 1024 * 1024;
