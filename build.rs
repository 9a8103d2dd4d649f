//! What is done when the program is built so that no start of it has to: the files of `index-schema/`
//! are hashed, the two of them that every search needs become values of the program, and on Linux
//! with glibc the addresses within the program are fixed. Left to the start, 1.3 MB of them are
//! adjusted each time, which is a fifth of the CPU time of a short search.
//!
//! What is wrong with a table is told by the tests, with its line; here it only must be a table.

use std::error::Error;
use std::fmt::Write as _;
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
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("chains.rs"), chains(&root)?)?;
    fs::write(out.join("fields.rs"), fields(&root)?)?;
    Ok(())
}

/// The languages, in the order of `Language::ALL`.
const LANGUAGES: [&str; 6] = ["ar", "en", "es", "fr", "ru", "zh"];

/// `chains.toml` with its lists of stop words as a value of `Chains` in `src/analysis/chains.rs`.
fn chains(root: &Path) -> Result<String, Box<dyn Error>> {
    let table: toml::Table = fs::read_to_string(root.join("chains.toml"))?.parse()?;
    let length = table.get("word_bytes_max").and_then(toml::Value::as_integer).unwrap_or_default();
    let mut out = format!("Chains {{ word_bytes_max: {length}");
    for name in ["elisions", "joined_prefixes"] {
        let words = table.get(name).and_then(toml::Value::as_array).into_iter().flatten();
        write!(out, ", {name}: {}", list(words.filter_map(toml::Value::as_str)))?;
    }
    out.push_str(", stems: [");
    for language in LANGUAGES {
        let chain = table.get("stems").and_then(|stems| stems.get(language));
        let value = |name| chain.and_then(|chain| chain.get(name));
        let stemmer = match value("stemmer").and_then(toml::Value::as_str).unwrap_or_default() {
            "arabic" => "Some(Snowball::Arabic)",
            "english" => "Some(Snowball::English)",
            "french" => "Some(Snowball::French)",
            "russian" => "Some(Snowball::Russian)",
            "spanish" => "Some(Snowball::Spanish)",
            _ => "None",
        };
        let stopwords = match value("stopwords").and_then(toml::Value::as_str) {
            Some(name) => fs::read_to_string(root.join(name))?,
            None => String::new(),
        };
        let stopwords = stopwords.lines().filter(|word| !word.is_empty() && !word.starts_with('#'));
        let text = |value: Option<&toml::Value>| {
            value.and_then(toml::Value::as_str).unwrap_or_default().to_owned()
        };
        let endings = value("endings").and_then(toml::Value::as_array).into_iter().flatten();
        let mut endings: Vec<(String, String)> =
            endings.map(|ending| (text(ending.get("from")), text(ending.get("to")))).collect();
        endings.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        let words = value("words").and_then(toml::Value::as_table).into_iter().flatten();
        let mut words: Vec<(String, String)> =
            words.map(|(word, other)| (word.clone(), text(Some(other)))).collect();
        words.sort();
        write!(
            out,
            "StemChain {{ stemmer: {stemmer}, stopwords: {}, endings: Pairs::Embedded(&{endings:?}), \
             words: Pairs::Embedded(&{words:?}) }},",
            list(stopwords),
        )?;
    }
    out.push_str("] }");
    Ok(out)
}

/// A value of `Words` in `src/analysis/lists.rs`.
fn list<'word>(words: impl Iterator<Item = &'word str>) -> String {
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words.dedup();
    format!("Words::Embedded(&{words:?})")
}

/// `schema.toml` as a value of `Embedded` in `src/schema/table.rs`.
fn fields(root: &Path) -> Result<String, Box<dyn Error>> {
    let table: toml::Table = fs::read_to_string(root.join("schema.toml"))?.parse()?;
    let store = |name| {
        let value = table.get("store").and_then(|store| store.get(name));
        value.and_then(toml::Value::as_integer).unwrap_or_default()
    };
    let (level, length) = (store("zstd_level"), store("block_bytes"));
    let mut out = format!("Embedded {{ zstd_level: {level}, block_bytes: {length}, fields: &[");
    for row in table.get("field").and_then(toml::Value::as_array).into_iter().flatten() {
        let text = |name| row.get(name).and_then(toml::Value::as_str).unwrap_or_default();
        let kind = match text("kind") {
            "number" => "Number",
            "term" => "Term",
            "text" => "Text",
            "stored" => "Stored",
            other => return Err(format!("schema.toml has a field of the kind `{other}`").into()),
        };
        let (name, about) = (text("name"), text("about"));
        write!(out, "FieldRow {{ name: Cow::Borrowed({name:?}), kind: Kind::{kind}")?;
        for name in ["indexed", "fast", "positions", "frequencies", "lengths"] {
            let is_set = row.get(name).and_then(toml::Value::as_bool).unwrap_or_default();
            write!(out, ", {name}: {is_set}")?;
        }
        write!(out, ", about: Cow::Borrowed({about:?}) }},")?;
    }
    out.push_str("] }");
    Ok(out)
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
