//! The options that say where the index is and by which rules it is built.

use std::env;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, ValueHint};
use etcetera::BaseStrategy;

use super::failure::Failure;
use super::place::Place;
use crate::index::load_schema;
use crate::schema::IndexSchema;

const INDEX: &str = "RESQ_INDEX";
const SCHEMA: &str = "RESQ_SCHEMA";

/// A folder; none where the variable of the environment is empty, which is as good as unset.
#[derive(Clone, Debug)]
struct Folder(Option<PathBuf>);

/// Reads a folder from an option, or from the variable that stands in for it.
fn folder(variable: &'static str) -> impl TypedValueParser<Value = Folder> {
    OsStringValueParser::new().try_map(move |value| {
        let is_unset = || env::var_os(variable).is_some_and(|value| value.is_empty());
        match value.is_empty() {
            false => Ok(Folder(Some(value.into()))),
            true if is_unset() => Ok(Folder(None)),
            true => Err("the name of a folder is empty"),
        }
    })
}

/// The options of every command that works with an index.
#[derive(Args, Debug)]
pub(crate) struct PlaceArguments {
    /// The folder of the index [default: one in your data directory]
    #[arg(long, value_name = "DIR", env = INDEX, hide_env_values = true)]
    #[arg(value_parser = folder(INDEX), value_hint = ValueHint::DirPath)]
    index: Option<Folder>,
    #[command(flatten)]
    rules: SchemaArguments,
}

/// The option that says by which rules texts are read.
#[derive(Args, Debug)]
pub(crate) struct SchemaArguments {
    /// A folder with tables that replace those of the program
    #[arg(long, value_name = "DIR", env = SCHEMA, hide_env_values = true)]
    #[arg(value_parser = folder(SCHEMA), value_hint = ValueHint::DirPath)]
    schema: Option<Folder>,
}

impl SchemaArguments {
    /// Returns the rules.
    pub(crate) fn schema(&self) -> Result<IndexSchema, Failure> {
        load_schema(self.schema.as_ref().and_then(|folder| folder.0.as_deref()))
            .map_err(Failure::Schema)
    }
}

impl PlaceArguments {
    /// Returns the folder of the index.
    pub(crate) fn place(&self) -> Result<Place, Failure> {
        match &self.index {
            Some(Folder(Some(path))) => Ok(Place::Named(path.clone())),
            Some(Folder(None)) | None => {
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
