//! The members of a tar archive, which come as a stream.

use std::io::Read;

use tar::{Archive, EntryType};

use super::super::ReadError;
use super::{ArchiveError, Member, Stop, Walk, first_bytes};

/// A header, and what members are filled up to.
pub(super) const BLOCK_BYTES: u64 = 512;

/// Where the sum of a header stands in it, with blanks in its place while it is added up.
const SUM: std::ops::Range<usize> = 148..156;

/// Tells by the sum of its first header whether a file is a tar archive. Old ones have no other
/// mark.
pub(super) fn is_tar(head: &[u8]) -> bool {
    let is_whole = head.len() as u64 == BLOCK_BYTES;
    let Some(written) = head.get(SUM).filter(|_| is_whole && head[0] != 0) else { return false };
    let figures = String::from_utf8_lossy(written);
    let figures = figures.trim_matches(['\0', ' ']);
    let blanks = written.len() * usize::from(b' ');
    let others = head[..SUM.start].iter().chain(&head[SUM.end..]);
    let sum = others.map(|byte| usize::from(*byte)).sum::<usize>() + blanks;
    usize::from_str_radix(figures, 8).is_ok_and(|written| written == sum)
}

/// Gives the members of the archive in `reader`.
pub(super) fn members(walk: &mut Walk<'_, '_>, reader: impl Read) -> Result<(), Stop> {
    let guard = walk.guard;
    let mut archive = Archive::new(guard.watch(reader));
    let mut last = String::new();
    let broken = |last: &str| match guard.is_exhausted() {
        true => Stop::Failed(ArchiveError::Ratio),
        false if last.is_empty() => {
            Stop::Failed(ArchiveError::BrokenOff { behind: "its beginning".to_owned() })
        }
        false => Stop::Failed(ArchiveError::BrokenOff { behind: format!("`{last}`") }),
    };
    for entry in archive.entries().map_err(|_| broken(&last))? {
        let entry = entry.map_err(|_| broken(&last))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let kind = entry.header().entry_type();
        if kind == EntryType::Directory || kind == EntryType::XGlobalHeader {
            continue;
        }
        let Some(path) = walk.begin(&name)? else { continue };
        if !kind.is_file() && kind != EntryType::Continuous && kind != EntryType::GNUSparse {
            let kind = "a link or a device";
            let bytes = Err(ReadError::NotAFile { path: path.clone(), kind });
            walk.give(Member { path, bytes })?;
            continue;
        }
        let length_bytes = entry.size();
        let bytes = first_bytes(entry, super::FILE_BYTES_MAX).map_err(|_| broken(&last))?;
        // What ends before its length was cut off, and nothing can follow.
        if (bytes.len() as u64) < length_bytes.min(super::FILE_BYTES_MAX) {
            return Err(broken(&last));
        }
        walk.end(path, bytes)?;
        last = name;
    }
    Ok(())
}
