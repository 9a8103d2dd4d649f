//! [`write_corpus`]: a synthetic corpus as files.

use std::fs;
use std::io;
use std::path::Path;

use super::Synthetic;
use super::akoma_ntoso::akoma_ntoso;
use super::markdown::markdown;

/// How synthetic resolutions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorpusFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Akoma Ntoso XML in the profile of the United Nations.
    AkomaNtoso,
}

/// Files in one folder: more make some file systems and most people slow.
pub const FILES_PER_FOLDER: usize = 1_000;

impl CorpusFormat {
    /// Returns the extension of the files, without the point.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::AkomaNtoso => "xml",
        }
    }
}

impl Synthetic {
    /// Returns resolution `number` in `format`, so that the program reads the same clauses back.
    #[must_use]
    pub fn written(self, number: usize, format: CorpusFormat) -> String {
        match format {
            CorpusFormat::Text => self.text(number),
            CorpusFormat::Markdown => markdown(&self.resolution(number)),
            CorpusFormat::AkomaNtoso => akoma_ntoso(&self.resolution(number)),
        }
    }
}

/// Writes resolutions 0 to `count` of `corpus` into `dir`, one file each, a thousand to a folder,
/// and returns the bytes.
///
/// The same arguments give the same files.
///
/// # Errors
///
/// When a folder or a file cannot be written.
pub fn write_corpus(
    corpus: Synthetic,
    count: usize,
    format: CorpusFormat,
    dir: &Path,
) -> io::Result<u64> {
    let mut bytes = 0;
    for number in 0..count {
        let folder = dir.join(format!("{:04}", number / FILES_PER_FOLDER));
        if number % FILES_PER_FOLDER == 0 {
            fs::create_dir_all(&folder)?;
        }
        let text = corpus.written(number, format);
        bytes += text.len() as u64;
        fs::write(folder.join(format!("{number:07}.{}", format.extension())), text)?;
    }
    Ok(bytes)
}
