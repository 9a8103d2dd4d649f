//! The options that say where the index is and by which rules it is built.

use std::path::PathBuf;

use clap::Args;
use etcetera::BaseStrategy;

use super::failure::Failure;
use super::place::Place;
use crate::index::load_schema;
use crate::schema::IndexSchema;

/// The options of every command that works with an index.
#[derive(Args, Debug)]
pub(crate) struct PlaceArguments {
    /// The folder of the index [default: one in your data directory]
    #[arg(long, value_name = "DIR", env = "RESQ_INDEX", hide_env_values = true)]
    index: Option<PathBuf>,
    #[command(flatten)]
    rules: SchemaArguments,
}

/// The option that says by which rules texts are read.
#[derive(Args, Debug)]
pub(crate) struct SchemaArguments {
    /// A folder with tables that replace those of the program
    #[arg(long, value_name = "DIR", env = "RESQ_SCHEMA", hide_env_values = true)]
    schema: Option<PathBuf>,
}

impl SchemaArguments {
    /// Returns the rules.
    pub(crate) fn schema(&self) -> Result<IndexSchema, Failure> {
        load_schema(self.schema.as_deref()).map_err(Failure::Schema)
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
        self.rules.schema()
    }
}
