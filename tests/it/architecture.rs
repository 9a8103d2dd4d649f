//! The rules of the house: who may import whom, which outside crates where, how long a file is.
//!
//! Change [`LAYERS`] in a commit of its own, with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Lowest first; a module names only modules of earlier rows.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["citation", "lexicon", "corpus"],
    &["resolution", "analysis"],
    &["schema", "query"],
    &["index"],
    &["search"],
    &["render", "eval", "bench"],
    &["cli"],
];

/// The outside crates each module may name.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("text", &["unicode_segmentation", "unicode_normalization", "unicode_width"]),
    ("citation", &["aho_corasick"]),
    ("lexicon", &["aho_corasick", "thiserror"]),
    (
        "corpus",
        &[
            "whatlang",
            "ignore",
            "encoding_rs",
            "chardetng",
            "roxmltree",
            "html5gum",
            "serde_json",
            // A list in JSON is taken record by record, which `serde_json` does through its traits.
            "serde",
            "thiserror",
            "unicode_normalization",
            "hayro_syntax",
            "hayro_font",
            "hayro_cmap",
            "flate2",
            "zip",
            "tar",
            "zstd",
            // Tables of resolutions are sources as other files are.
            "csv",
        ],
    ),
    ("resolution", &[]),
    ("analysis", &["tantivy", "serde", "toml", "thiserror"]),
    ("schema", &["tantivy", "serde", "toml", "blake3", "twox_hash", "thiserror"]),
    ("query", &["thiserror"]),
    (
        "index",
        &[
            "tantivy",
            "serde",
            "serde_json",
            "blake3",
            "twox_hash",
            "tempfile",
            "gethostname",
            "jiff",
            "thiserror",
        ],
    ),
    ("search", &["tantivy", "serde", "thiserror"]),
    ("render", &["serde", "serde_json", "csv", "anstyle", "thiserror"]),
    ("eval", &["serde", "serde_json", "thiserror"]),
    ("bench", &["serde", "rustix", "tempfile", "thiserror"]),
    (
        "cli",
        &[
            "clap",
            "clap_complete",
            "clap_mangen",
            "ctrlc",
            "indicatif",
            "anstyle",
            "anstream",
            "terminal_size",
            "ratatui",
            "crossterm",
            "serde_json",
            "etcetera",
            "jiff",
            "tempfile",
            "thiserror",
        ],
    ),
];

/// Modules that may touch the disk.
const DISK: &[&str] = &["corpus", "index", "bench", "eval", "cli"];

/// Lines of code, tests and blank or comment lines not counted.
const FILE_LINES_MAX: usize = 400;

struct Source {
    module: String,
    path: PathBuf,
    /// Comments and string contents blanked out.
    code: String,
    text: String,
}

#[test]
fn modules_name_only_lower_ones() {
    let rank: BTreeMap<&str, usize> = LAYERS
        .iter()
        .enumerate()
        .flat_map(|(row, names)| names.iter().map(move |name| (*name, row)))
        .collect();
    let mut faults = Vec::new();
    for source in sources() {
        let own = rank[source.module.as_str()];
        for (name, row) in &rank {
            let is_named = has_word(&source.code, &format!("crate::{name}"))
                || imports_in_group(&source.code, name);
            if *name != source.module && is_named && *row >= own {
                faults.push(format!("{}: names `{name}`", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "imports against the direction:\n{}", faults.join("\n"));
}

#[test]
fn outside_crates_stay_where_they_belong() {
    let crates = dependencies();
    let mut faults = Vec::new();
    for source in sources() {
        let allowed = OUTSIDE.iter().find(|(name, _)| *name == source.module).unwrap().1;
        for name in &crates {
            let is_named = has_word(&source.code, &format!("{name}::"))
                || has_word(&source.code, &format!("use {name}"));
            if is_named && !allowed.contains(&name.as_str()) {
                faults.push(format!("{}: names `{name}`", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "outside crates in the wrong room:\n{}", faults.join("\n"));
}

#[test]
fn every_allowed_crate_is_a_dependency_and_used() {
    let crates = dependencies();
    let allowed: BTreeSet<String> =
        OUTSIDE.iter().flat_map(|(_, names)| names.iter().map(ToString::to_string)).collect();
    let unknown: Vec<_> = allowed.difference(&crates).collect();
    assert!(unknown.is_empty(), "allowed, but not in Cargo.toml: {unknown:?}");
    let unlisted: Vec<_> = crates.difference(&allowed).collect();
    assert!(unlisted.is_empty(), "in Cargo.toml, but in no room: {unlisted:?}");
}

#[test]
fn only_the_outer_rooms_touch_the_disk() {
    let faults: Vec<_> = sources()
        .into_iter()
        .filter(|source| !DISK.contains(&source.module.as_str()))
        .filter(|source| ["std::fs", "File::open"].iter().any(|word| source.code.contains(word)))
        .map(|source| source.path.display().to_string())
        .collect();
    assert!(faults.is_empty(), "these touch the disk: {faults:?}");
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut faults = Vec::new();
    for source in sources() {
        let lines = source.code.lines().filter(|line| !line.trim().is_empty()).count();
        if lines > FILE_LINES_MAX {
            faults.push(format!("{}: {lines} lines of code", source.path.display()));
        }
        if !source.text.starts_with("//! ") {
            faults.push(format!("{}: does not begin with `//! `", source.path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_module_is_in_the_table() {
    let known: BTreeSet<&str> = LAYERS.iter().flat_map(|names| names.iter().copied()).collect();
    let found: BTreeSet<String> = sources().into_iter().map(|source| source.module).collect();
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, known);
}

/// Every file below a module of `src/`; `lib.rs` and `main.rs` are the map and the door.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut pending = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let inside = path.strip_prefix(&root).unwrap();
            if path.extension().is_none_or(|extension| extension != "rs")
                || inside.components().count() < 2
            {
                continue;
            }
            let module = inside.iter().next().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            sources.push(Source { module, code: bare_code(&text), text, path });
        }
    }
    sources.sort_by(|left, right| left.path.cmp(&right.path));
    sources
}

/// The names of the dependencies, also of those of one system only, as Rust writes them.
fn dependencies() -> BTreeSet<String> {
    let manifest = include_str!("../../Cargo.toml");
    let is_own = |heading: &str| heading.ends_with("dependencies]") && !heading.contains("dev-");
    let mut is_inside = false;
    let rows = manifest.lines().filter(|line| {
        if line.starts_with('[') {
            is_inside = is_own(line);
        }
        is_inside && !line.starts_with('#')
    });
    rows.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_")).collect()
}

/// Blanks comments and the insides of string literals, and cuts the unit tests off.
fn bare_code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut code = String::new();
    for line in text.lines() {
        let mut rest = line;
        let mut kept = String::new();
        while let Some(place) = rest.find(['"', '/']) {
            kept.push_str(&rest[..place]);
            if rest[place..].starts_with("//") {
                rest = "";
                break;
            }
            if rest[place..].starts_with('"') && !kept.ends_with('\'') {
                let inside = &rest[place + 1..];
                rest = closing_quote(inside).map_or("", |end| &inside[end + 1..]);
                kept.push_str("\"\"");
                continue;
            }
            kept.push_str(&rest[place..=place]);
            rest = &rest[place + 1..];
        }
        kept.push_str(rest);
        code.push_str(&kept);
        code.push('\n');
    }
    code
}

fn closing_quote(inside: &str) -> Option<usize> {
    let mut is_escaped = false;
    inside.char_indices().find_map(|(place, character)| {
        let is_end = character == '"' && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        is_end.then_some(place)
    })
}

/// Finds `word` where no identifier character stands before or after it.
fn has_word(code: &str, word: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(word).any(|(place, _)| {
        let before = code[..place].chars().next_back();
        let after = code[place + word.len()..].chars().next();
        let opens_freely = before.is_none_or(|character| !is_part(character) && character != ':');
        opens_freely && (word.ends_with(':') || after.is_none_or(|character| !is_part(character)))
    })
}

/// Finds `use crate::{a, b::c}`.
fn imports_in_group(code: &str, name: &str) -> bool {
    code.match_indices("use crate::{").any(|(place, opening)| {
        let inside = &code[place + opening.len()..];
        let group = inside.split(';').next().unwrap_or_default();
        has_word(group, name)
    })
}
