//! What a file is that is not text: told by its first bytes, or by its extension.

use std::path::Path;

use super::format::extension;

/// A kind of file that is not read.
#[derive(Debug)]
pub(super) struct Kind {
    /// With its article: `a picture`.
    pub(super) name: &'static str,
    /// What its owner can do.
    pub(super) advice: &'static str,
    /// How such files begin; empty where the extension alone tells.
    magic: &'static [&'static [u8]],
    /// In lower case, without the point.
    extensions: &'static [&'static str],
}

/// Every kind that is known and not read. Magic numbers are those of the formats' own
/// specifications.
const KINDS: &[Kind] = &[
    Kind {
        name: "a document of an old Word",
        advice: "save it as .docx first, or run `soffice --headless --convert-to docx` on it",
        magic: &[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"],
        extensions: &[],
    },
    Kind {
        name: "an office document",
        advice: "save it as plain text, Markdown or HTML first",
        magic: &[],
        extensions: &["pages", "wpd", "xls", "xlsx", "ods", "ppt", "pptx", "odp", "epub"],
    },
    Kind {
        name: "an archive of a kind",
        advice: "unpack it, or pack it as .zip or .tar.gz, which are read in place",
        magic: &[b"BZh", b"\xFD7zXZ\x00", b"7z\xBC\xAF\x27\x1C", b"Rar!\x1A\x07"],
        extensions: &["bz2", "xz", "7z", "rar", "tbz", "txz"],
    },
    Kind {
        // Those at the top are opened before anybody asks for their kind.
        name: "an archive or a packed file inside another one",
        advice: "unpack it first",
        magic: &[b"PK\x03\x04", b"PK\x05\x06", b"\x1F\x8B", b"\x28\xB5\x2F\xFD"],
        extensions: &[],
    },
    Kind {
        name: "a picture",
        advice: "recognise its characters with a program such as tesseract first",
        magic: &[
            b"\x89PNG\r\n\x1A\n",
            b"\xFF\xD8\xFF",
            b"GIF87a",
            b"GIF89a",
            b"II*\x00",
            b"MM\x00*",
        ],
        extensions: &[
            "png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "webp", "svg", "ico", "heic",
        ],
    },
    Kind {
        name: "a sound or video file",
        advice: "look for its text instead",
        magic: &[b"ID3", b"OggS", b"RIFF"],
        extensions: &["mp3", "mp4", "m4a", "wav", "ogg", "avi", "mov", "mkv", "webm"],
    },
    Kind {
        name: "a program or a database",
        advice: "export the text of the resolutions first",
        magic: &[b"\x7FELF", b"MZ\x90\x00", b"SQLite format 3\x00", b"\xCA\xFE\xBA\xBE"],
        extensions: &["exe", "dll", "so", "o", "class", "sqlite", "sqlite3", "db", "mdb"],
    },
];

/// Returns the kind that `bytes` begin like; several kinds begin like an archive, and of those the
/// extension of `path` tells which.
pub(super) fn of_bytes(bytes: &[u8], path: &Path) -> Option<&'static Kind> {
    let begins = |kind: &&Kind| kind.magic.iter().any(|magic| bytes.starts_with(magic));
    let kind = KINDS.iter().find(begins)?;
    Some(of_path(path).unwrap_or(kind))
}

/// Returns the kind whose extension `path` has.
pub(super) fn of_path(path: &Path) -> Option<&'static Kind> {
    let extension = extension(path);
    KINDS.iter().find(|kind| kind.extensions.contains(&extension.as_str()))
}
