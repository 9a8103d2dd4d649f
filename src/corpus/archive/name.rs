//! The names of members.

use std::path::{Path, PathBuf};

/// What stands between an archive and the name of a member: no path of a file ends in `!` before a
/// slash but by accident, and programs of the Java world write it so.
const INSIDE: &str = "!/";

/// The folder of the file system's own notes that one system's packer adds.
const NOTES: &str = "__MACOSX";

/// Returns the path of the archive that the source `path` lies in, if it lies in one.
///
/// ```
/// use resq::corpus::archive_of;
///
/// assert_eq!(archive_of("all.zip!/2020/x.xml"), Some("all.zip"));
/// assert_eq!(archive_of("2020/x.xml"), None);
/// ```
#[must_use]
pub fn archive_of(path: &str) -> Option<&str> {
    path.split_once(INSIDE).map(|(archive, _)| archive)
}

/// Returns the path of the member called `name`.
pub(super) fn below(archive: &Path, name: &str) -> PathBuf {
    let mut path = archive.as_os_str().to_owned();
    path.push(INSIDE);
    path.push(name.trim_start_matches("./"));
    PathBuf::from(path)
}

/// Returns what a second member of the same path is called where it is named as left out.
pub(super) fn again(path: &Path) -> PathBuf {
    let mut again = path.as_os_str().to_owned();
    again.push(" (again)");
    PathBuf::from(again)
}

/// Tells whether a name climbs, or begins at a root or a drive.
pub(super) fn leads_out(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with(['/', '\\']) || is_drive || parts.any(|part| part == "..")
}

/// Tells whether a member is one that a folder would hide.
pub(super) fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\'])
        .any(|part| part == NOTES || part.starts_with('.') && !matches!(part, "." | ".."))
}
