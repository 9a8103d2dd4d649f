//! Tests over the project's own `corpus/`: its table is true, and the program reads it so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each specimen says of itself, by language.
const MARKS: &[(&str, &str)] = &[
    ("ar", "عينة – منظمة من نسج الخيال، نص كُتب لمشروع resq"),
    ("en", "SPECIMEN – invented organisation, written for the resq project"),
    ("es", "MUESTRA – organización inventada, texto escrito para el proyecto resq"),
    ("fr", "SPÉCIMEN – organisation inventée, texte écrit pour le projet resq"),
    ("ru", "ОБРАЗЕЦ – вымышленная организация, текст написан для проекта resq"),
    ("zh", "样本 – 虚构的组织，为 resq 项目撰写的文本"),
];

const FORMATS: &[&str] = &["akoma-ntoso", "html", "markdown", "text"];
const FILES_MIN: usize = 40;
const FILES_PER_LANGUAGE_MIN: usize = 3;
const HOSTILE_BYTES_MAX: u64 = 2_000_000;

/// A row of `corpus/sources.tsv`.
struct Specimen {
    path: String,
    symbol: Option<String>,
    language: String,
    format: String,
    layout: String,
}

#[test]
fn every_file_is_in_the_table_and_the_table_names_files_only() {
    let listed: BTreeSet<String> = specimens().into_iter().map(|row| row.path).collect();
    let found: BTreeSet<String> = names(&corpus())
        .into_iter()
        .filter(|name| !["README.md", "sources.tsv", ".ignore"].contains(&name.as_str()))
        .collect();
    assert_eq!(listed, found);
}

#[test]
fn the_table_is_sorted_and_complete() {
    let rows = specimens();
    assert!(rows.is_sorted_by(|left, right| left.path < right.path));
    assert!(rows.len() >= FILES_MIN, "{} specimens", rows.len());
    let mut by_language: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        *by_language.entry(&row.language).or_default() += 1;
        assert!(!row.layout.is_empty(), "{}: no layout", row.path);
        assert!(row.symbol.as_deref() != Some(""), "{}", row.path);
    }
    for (language, _) in MARKS {
        let count = by_language.get(language).copied().unwrap_or_default();
        assert!(count >= FILES_PER_LANGUAGE_MIN, "`{language}`: {count} specimens");
    }
    let formats: BTreeSet<&str> = rows.iter().map(|row| row.format.as_str()).collect();
    assert_eq!(formats, FORMATS.iter().copied().collect());
}

#[test]
fn every_specimen_says_that_it_is_one() {
    for row in specimens() {
        let text = fs::read_to_string(corpus().join(&row.path)).unwrap();
        let mark = MARKS.iter().find(|(language, _)| *language == row.language).unwrap().1;
        let place = text.find(mark).unwrap_or_else(|| panic!("{}: no mark", row.path));
        let is_visible =
            place == 0 || text.matches(mark).count() >= 2 || row.path.ends_with(".xml");
        assert!(is_visible, "{}: the mark cannot be seen", row.path);
    }
}

#[test]
fn every_hostile_file_is_described() {
    let described: BTreeSet<String> = hostile().into_iter().map(|row| row.path).collect();
    let found: BTreeSet<String> =
        names(&corpus().join("hostile")).into_iter().filter(|name| name != "README.md").collect();
    assert_eq!(described, found);
    let bytes: u64 = found
        .iter()
        .map(|name| fs::metadata(corpus().join("hostile").join(name)).unwrap().len())
        .sum();
    assert!(bytes <= HOSTILE_BYTES_MAX, "{bytes} bytes");
}

/// A row of the table in `corpus/hostile/README.md`.
struct Hostile {
    path: String,
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The files of `folder`, not those below it.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn specimens() -> Vec<Specimen> {
    let table = fs::read_to_string(corpus().join("sources.tsv")).unwrap();
    table
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 12, "{line}");
            Specimen {
                path: cells[0].to_owned(),
                symbol: Some(cells[1].to_owned()).filter(|cell| !cell.is_empty()),
                language: cells[2].to_owned(),
                format: cells[3].to_owned(),
                layout: cells[4].to_owned(),
            }
        })
        .collect()
}

fn hostile() -> Vec<Hostile> {
    let table = fs::read_to_string(corpus().join("hostile/README.md")).unwrap();
    table
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|line| Hostile { path: line.split('`').next().unwrap().to_owned() })
        .collect()
}
