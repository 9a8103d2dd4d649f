//! [`write_corpus`]: a synthetic corpus as files.

use std::fs;
use std::io;
use std::path::Path;

use super::Synthetic;
use super::akoma_ntoso::akoma_ntoso;
use super::markdown::markdown;
use super::synthetic::text;
use crate::text::Language;

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
    /// Returns resolution `number` in English and in `format`, so that the program reads the same
    /// clauses back.
    #[must_use]
    pub fn written(self, number: usize, format: CorpusFormat) -> String {
        self.written_in(number, Language::English, format)
    }

    /// Returns resolution `number` in `language` and in `format`, so that the program reads the
    /// same clauses back.
    #[must_use]
    pub fn written_in(self, number: usize, language: Language, format: CorpusFormat) -> String {
        let resolution = self.resolution_in(number, language);
        match format {
            CorpusFormat::Text => text(&resolution),
            CorpusFormat::Markdown => markdown(&resolution),
            CorpusFormat::AkomaNtoso => akoma_ntoso(&resolution),
        }
    }
}

/// Writes resolutions 0 to `count` of `corpus` in English into `dir`, one file each, a thousand to
/// a folder, and returns the bytes.
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
    write_corpus_in(corpus, count, &[Language::English], format, dir)
}

/// Writes resolutions as [`write_corpus`] does, with `languages` in turns; none is English.
///
/// # Errors
///
/// When a folder or a file cannot be written.
pub fn write_corpus_in(
    corpus: Synthetic,
    count: usize,
    languages: &[Language],
    format: CorpusFormat,
    dir: &Path,
) -> io::Result<u64> {
    let mut bytes = 0;
    let mut turns = languages.iter().cycle();
    for number in 0..count {
        let folder = dir.join(format!("{:04}", number / FILES_PER_FOLDER));
        if number % FILES_PER_FOLDER == 0 {
            fs::create_dir_all(&folder)?;
        }
        let language = turns.next().copied().unwrap_or(Language::English);
        let text = corpus.written_in(number, language, format);
        bytes += text.len() as u64;
        fs::write(folder.join(format!("{number:07}.{}", format.extension())), text)?;
    }
    Ok(bytes)
}
