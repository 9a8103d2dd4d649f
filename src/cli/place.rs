//! Where the index is: named by the user, or one per user.

use std::path::{Path, PathBuf};

use super::shell::shell_word;

/// A folder for an index, and whose choice it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Named with `--index` or `RESQ_INDEX`.
    Named(PathBuf),
    /// In the data directory of the user.
    Default(PathBuf),
}

impl Place {
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Named(path) | Self::Default(path) => path,
        }
    }

    /// Returns the command `name` for this index, as a shell reads it.
    pub(crate) fn command(&self, name: &str) -> String {
        format!("resq {name}{}", self.option())
    }

    /// Returns the option that names it behind a command, as a shell reads it.
    pub(crate) fn option(&self) -> String {
        match self {
            Self::Named(path) => format!(" --index {}", shell_word(&path.to_string_lossy())),
            Self::Default(_) => String::new(),
        }
    }

    /// Returns the command that indexes `paths` here.
    pub(crate) fn index_command(&self, paths: &str) -> String {
        let paths = if paths.is_empty() { String::new() } else { format!(" {paths}") };
        self.command(&format!("index{paths}"))
    }
}
