//! Where the index is: named by the user, or one per user.

use std::path::{Path, PathBuf};

use clap::Args;
use etcetera::BaseStrategy;

use super::failure::Failure;
use crate::index::load_schema;
use crate::schema::IndexSchema;

/// The options of every command that works with an index.
#[derive(Args, Debug)]
pub(crate) struct PlaceArguments {
    /// The folder of the index [default: one in your data directory]
    #[arg(long, value_name = "DIR", env = "RESQ_INDEX", hide_env_values = true)]
    index: Option<PathBuf>,
    /// A folder with tables that replace those of the program
    #[arg(long, value_name = "DIR", env = "RESQ_SCHEMA", hide_env_values = true)]
    schema: Option<PathBuf>,
}

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

    /// Returns the command that indexes `paths` here.
    pub(crate) fn index_command(&self, paths: &str) -> String {
        let paths = if paths.is_empty() { String::new() } else { format!(" {paths}") };
        match self {
            Self::Named(path) => format!("resq index{paths} --index {}", path.display()),
            Self::Default(_) => format!("resq index{paths}"),
        }
    }
}

impl PlaceArguments {
    /// Returns the folder of the index.
    pub(crate) fn place(&self) -> Result<Place, Failure> {
        match &self.index {
            Some(path) => Ok(Place::Named(path.clone())),
            None => {
                let folders = etcetera::choose_base_strategy().map_err(|_| Failure::NoHome)?;
                Ok(Place::Default(folders.data_dir().join("resq").join("index")))
            }
        }
    }

    /// Returns the rules the index is built by.
    pub(crate) fn schema(&self) -> Result<IndexSchema, Failure> {
        load_schema(self.schema.as_deref()).map_err(Failure::Schema)
    }
}
