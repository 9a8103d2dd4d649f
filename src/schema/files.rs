//! [`SchemaFiles`]: the files of `index-schema/`, and the [`Fingerprint`] over them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::citation;
use crate::lexicon::sources;
use crate::resolution;

/// Raised when the program changes what an index holds without a change in `index-schema/`: the
/// packing of stored clauses, the manifest, the rules of words, the parser of resolutions.
pub const FORMAT_VERSION: u32 = 5;

/// The files of `index-schema/` by their path in it, with `/` between folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaFiles {
    files: BTreeMap<Cow<'static, str>, Cow<'static, str>>,
}

/// The hash of everything that decides what stands in an index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../index-schema/", $name)))),*]
    };
}

/// The files that no lower layer embeds; a test compares both lists with the folder.
const EMBEDDED: &[(&str, &str)] = embed![
    "chains.toml",
    "schema.toml",
    "stopwords/ar.txt",
    "stopwords/en.txt",
    "stopwords/es.txt",
    "stopwords/fr.txt",
    "stopwords/ru.txt",
];

impl SchemaFiles {
    /// Returns the files that are embedded in the program.
    #[must_use]
    pub fn embedded() -> Self {
        let lower = [sources::EMBEDDED, citation::EMBEDDED, resolution::EMBEDDED];
        let all = EMBEDDED.iter().chain(lower.into_iter().flatten());
        // Borrowed, because every search reads them and only a build reads much of them.
        let borrowed =
            |(name, text): &(&'static str, &'static str)| (Cow::from(*name), Cow::from(*text));
        Self { files: all.map(borrowed).collect() }
    }

    /// Returns these files with those of `other` in the place of files of the same path.
    #[must_use]
    pub fn overridden_by(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self
    }

    /// Returns the text of a file.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(Cow::as_ref)
    }

    /// Returns the paths, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(Cow::as_ref)
    }

    /// Returns the hash over the format version and every file but the history.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.hash())
    }

    /// The hash over the files. `build.rs` makes the same of the embedded ones.
    fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (name, text) in &self.files {
            for part in [name, text] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        hasher.finalize().to_hex().to_string()
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for SchemaFiles {
    fn from_iter<T: IntoIterator<Item = (&'a str, &'a str)>>(files: T) -> Self {
        let own =
            |(name, text): (&str, &str)| (Cow::from(name.to_string()), Cow::from(text.to_string()));
        Self { files: files.into_iter().map(own).collect() }
    }
}

impl Fingerprint {
    /// Returns the fingerprint of the embedded files without reading them.
    #[must_use]
    pub fn embedded() -> Self {
        Self::of(env!("RESQ_SCHEMA_HASH"))
    }

    fn of(hash: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&FORMAT_VERSION.to_le_bytes());
        hasher.update(hash.as_bytes());
        Self(hasher.finalize().to_hex().to_string())
    }

    /// Returns the hash in hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
