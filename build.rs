//! What is done when the program is built so that no start of it has to: the files of `index-schema/`
//! are hashed, and on Linux with glibc the addresses within the program are fixed. Left to the start,
//! 1.3 MB of them are adjusted each time, which is a fifth of the CPU time of a short search.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What changed in the folder decides nothing.
const HISTORY: &str = "history.md";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=index-schema");
    if env::var("CARGO_CFG_TARGET_OS")? == "linux" && env::var("CARGO_CFG_TARGET_ENV")? == "gnu" {
        println!("cargo::rustc-link-arg-bin=resq=-no-pie");
    }
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("index-schema");
    let mut files = Vec::new();
    let mut pending = vec![root.clone()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                pending.push(path);
            } else {
                files.push((name(&path, &root)?, path));
            }
        }
    }
    files.retain(|(name, _)| name != HISTORY);
    files.sort();
    println!("cargo::rustc-env=RESQ_SCHEMA_HASH={}", hash(&files)?);
    Ok(())
}

/// The path of a file in the folder, with `/` between folders.
fn name(path: &Path, root: &Path) -> Result<String, Box<dyn Error>> {
    let members = path.strip_prefix(root)?.iter().map(|member| member.to_string_lossy());
    Ok(members.collect::<Vec<_>>().join("/"))
}

/// The same as `SchemaFiles::hash` in `src/schema/files.rs`; a test compares them.
fn hash(files: &[(String, PathBuf)]) -> Result<String, Box<dyn Error>> {
    let mut hasher = blake3::Hasher::new();
    for (name, path) in files {
        let text = fs::read_to_string(path)?;
        for part in [name, &text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}
