//! [`load_schema`]: the embedded rules, with files of a folder in the place of some.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::citation;
use crate::resolution;
use crate::schema::{IndexSchema, SchemaFault, SchemaFiles};

/// Why a folder of rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// A file or folder cannot be read.
    #[error("cannot read `{path}`")]
    Io {
        /// What was read.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is a file that the program does not know.
    #[error("`{path}` is not a file the program knows")]
    Unknown {
        /// The file.
        path: PathBuf,
    },
    /// There is a table that the program reads from itself alone.
    #[error("`{path}` replaces a table that is built into the program")]
    BuiltIn {
        /// The file.
        path: PathBuf,
    },
    /// The files have faults, each of which tells its file and line.
    #[error("{}", first(.0))]
    Faults(Vec<SchemaFault>),
}

/// Returns the first fault, and how many more there are.
fn first(faults: &[SchemaFault]) -> String {
    match faults {
        [] => "the tables have faults".to_owned(),
        [only] => only.to_string(),
        [first, _] => format!("{first}, and 1 more fault"),
        [first, rest @ ..] => format!("{first}, and {} more faults", rest.len()),
    }
}

/// Returns the rules with the files of `dir` in the place of those embedded; `dir` need not hold
/// all of them.
///
/// # Errors
///
/// When a file cannot be read, is not one of `index-schema/`, has faults, or changes one of the tables
/// of citations, headers and clauses, which every part of the program reads as they were built.
pub fn load_schema(dir: Option<&Path>) -> Result<IndexSchema, SchemaError> {
    let Some(dir) = dir else { return Ok(IndexSchema::embedded().clone()) };
    let embedded = SchemaFiles::embedded();
    let mut texts = Vec::new();
    let mut pending = vec![dir.to_path_buf()];
    while let Some(folder) = pending.pop() {
        let fail = |source| SchemaError::Io { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let inside = path.strip_prefix(dir).unwrap_or(&path);
            let members: Vec<_> = inside.iter().map(|member| member.to_string_lossy()).collect();
            let name = members.join("/");
            if name == "history.md" {
                continue;
            }
            if embedded.get(&name).is_none() {
                return Err(SchemaError::Unknown { path });
            }
            let text = fs::read_to_string(&path)
                .map_err(|source| SchemaError::Io { path: path.clone(), source })?;
            let is_built_in = citation::EMBEDDED
                .iter()
                .chain(resolution::EMBEDDED)
                .any(|(built_in, own)| *built_in == name && *own != text);
            if is_built_in {
                return Err(SchemaError::BuiltIn { path });
            }
            texts.push((name, text));
        }
    }
    let files = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    IndexSchema::new(&embedded.overridden_by(files)).map_err(SchemaError::Faults)
}
