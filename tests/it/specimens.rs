//! Tests over the project's own `corpus/`: its table is true, and the program reads it so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use resq::citation::Symbol;
use resq::corpus::{self, COLUMNS_NOTE, Document, Mapping, ReadError, ReadFault};
use resq::lexicon::Lexicon;
use resq::render::{Layout, Parsed, Reporter as _, Terminal};
use resq::resolution::{self, Diagnostic, DiagnosticKind, Part, Resolution};
use resq::text::Language;

/// What each specimen says of itself, by language.
const MARKS: &[(&str, &str)] = &[
    ("ar", "عينة – منظمة من نسج الخيال، نص كُتب لمشروع resq"),
    ("en", "SPECIMEN – invented organisation, written for the resq project"),
    ("es", "MUESTRA – organización inventada, texto escrito para el proyecto resq"),
    ("fr", "SPÉCIMEN – organisation inventée, texte écrit pour le projet resq"),
    ("ru", "ОБРАЗЕЦ – вымышленная организация, текст написан для проекта resq"),
    ("zh", "样本 – 虚构的组织，为 resq 项目撰写的文本"),
];

const FORMATS: &[&str] =
    &["akoma-ntoso", "csv", "docx", "html", "markdown", "odt", "pdf", "rtf", "text"];
const FILES_MIN: usize = 40;
const FILES_PER_LANGUAGE_MIN: usize = 3;
const HOSTILE_BYTES_MAX: u64 = 2_000_000;
const PARALLEL_MIN: usize = 5;

/// A row of `corpus/sources.tsv`.
struct Specimen {
    /// Of a member of an archive, as the program names it; of a resolution in a table, the table, `#`
    /// and its number.
    path: String,
    symbol: Option<String>,
    language: String,
    format: String,
    layout: String,
    /// Preambular, operative and annex clauses, sub-items included.
    counts: [usize; 3],
    /// The resolution this one is a language version of.
    parallel: Option<String>,
}

#[test]
fn every_file_is_in_the_table_and_the_table_names_files_only() {
    let file = |path: &str| path.split(['#', '!']).next().unwrap().to_owned();
    let listed: BTreeSet<String> = specimens().iter().map(|row| file(&row.path)).collect();
    let found: BTreeSet<String> = names(&folder())
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
        let text = source_text(&row);
        let mark = MARKS.iter().find(|(language, _)| *language == row.language).unwrap().1;
        let place = text.find(mark).unwrap_or_else(|| panic!("{}: no mark", row.path));
        let is_visible =
            place == 0 || text.matches(mark).count() >= 2 || row.path.ends_with(".xml");
        assert!(is_visible, "{}: the mark cannot be seen", row.path);
    }
}

/// The text of a specimen: that of its file, or where the file is no text, that of its blocks.
fn source_text(row: &Specimen) -> String {
    let path = row.path.split('#').next().unwrap();
    if let Ok(text) = fs::read_to_string(folder().join(path))
        && row.format != "rtf"
    {
        return text;
    }
    let document = document(&row.path);
    document.blocks.iter().map(|block| format!("{}\n", block.text)).collect()
}

/// The document of a specimen, whether it is a file, a member of an archive or stands in a table.
fn document(path: &str) -> Document {
    let (source, number) = path.split_once('#').unwrap_or((path, "1"));
    let file = folder().join(source.split('!').next().unwrap());
    let (mut documents, errors) = everything_in(&file);
    assert!(errors.is_empty(), "{path}: {errors:?}");
    documents.retain(|document| document.source == folder().join(source));
    documents.swap_remove(number.parse::<usize>().unwrap() - 1)
}

#[test]
fn every_hostile_file_is_described() {
    let described: BTreeSet<String> = hostile().into_iter().map(|row| row.path).collect();
    let found: BTreeSet<String> =
        names(&folder().join("hostile")).into_iter().filter(|name| name != "README.md").collect();
    assert_eq!(described, found);
    let bytes: u64 = found
        .iter()
        .map(|name| fs::metadata(folder().join("hostile").join(name)).unwrap().len())
        .sum();
    assert!(bytes <= HOSTILE_BYTES_MAX, "{bytes} bytes");
}

/// The manuscript of the specimens, written before any of it was parsed, is `clauses.tsv`: every
/// clause with its label, its printed verb where it has one of its own, and its exact words;
/// headings inside the body have the label `-`.
#[test]
fn every_specimen_is_understood_as_its_manuscript_says() {
    let manuscript = manuscript();
    let mut faults = Vec::new();
    for row in specimens() {
        let (resolution, diagnostics) = understood(&row.path);
        let written = &manuscript[&row.path];
        compare_header(&row, &resolution, &mut faults);
        compare_clauses(&row.path, written, &resolution, &mut faults);
        compare_headings(&row.path, written, &resolution, &mut faults);
        compare_remarks(&row.path, written, &diagnostics, &mut faults);
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn parallel_versions_have_the_same_labels_and_head_verbs() {
    let mut versions: BTreeMap<String, Vec<(String, Vec<String>)>> = BTreeMap::new();
    for row in specimens() {
        let Some(group) = row.parallel else { continue };
        let (resolution, _) = understood(&row.path);
        let heads = resolution
            .clauses
            .iter()
            .map(|clause| {
                format!("{} {}", clause.label, clause.head().map_or("-", |head| head.as_str()))
            })
            .collect();
        versions.entry(group).or_default().push((row.path, heads));
    }
    assert!(versions.len() >= PARALLEL_MIN);
    let mut faults = Vec::new();
    for versions in versions.values() {
        let (_, first) = &versions[0];
        for (path, heads) in versions {
            for (own, other) in heads.iter().zip(first).filter(|(own, other)| own != other) {
                faults.push(format!("{path}: {own}, elsewhere {other}"));
            }
            if heads.len() != first.len() {
                faults.push(format!("{path}: {} clauses, elsewhere {}", heads.len(), first.len()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn hostile_files_are_read_or_refused_as_described() {
    let mut faults = Vec::new();
    for row in hostile() {
        let path = folder().join("hostile").join(&row.path);
        // An archive or a table holds several documents, some of which may be refused.
        let (documents, errors) = everything_in(&path);
        match documents.as_slice() {
            [] if row.is_read => faults.push(format!("{}: {errors:?}", row.path)),
            [] => {}
            [..] if !row.is_read => faults.push(format!("{}: was read", row.path)),
            [..] => {
                let operative: usize = documents
                    .iter()
                    .flat_map(|document| resolution::parse(document, Lexicon::embedded()))
                    .flat_map(|(resolution, _)| resolution.clauses)
                    .filter(|clause| clause.part == Part::Operative)
                    .count();
                if operative < row.operative_min {
                    faults.push(format!("{}: {operative} operative clauses", row.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every document in a file, and what is wrong with the others.
fn everything_in(path: &Path) -> (Vec<Document>, Vec<ReadError>) {
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    corpus::read_all(path, &Mapping::default(), &mut |read| match read {
        Ok(document) => documents.push(document),
        Err(error) => errors.push(error),
    });
    (documents, errors)
}

/// Neither the words of a hostile file nor what is said about it may command a terminal.
#[test]
fn nothing_hostile_reaches_the_terminal() {
    let mut shown = 0;
    for row in hostile().iter().filter(|row| row.is_read) {
        let path = folder().join("hostile").join(&row.path);
        let (documents, _) = everything_in(&path);
        let parsed = |document| resolution::parse(document, Lexicon::embedded());
        let read = documents.iter().flat_map(|document| {
            parsed(document).into_iter().map(|parsed| (&document.faults, parsed))
        });
        for (faults, (resolution, diagnostics)) in read {
            let (resolution, diagnostics) = (&resolution, &diagnostics);
            let parsed = Parsed { source: &row.path, resolution, diagnostics, faults };
            let mut screen = Vec::new();
            Terminal::new(Layout::file()).parsed(&parsed, &mut screen).unwrap();
            let screen = String::from_utf8(screen).unwrap();
            let command = screen.chars().find(|&sign| sign.is_control() && sign != '\n');
            assert_eq!(command, None, "{}", row.path);
            assert!(!screen.contains(['\u{202e}', '\u{2066}', '\u{2067}']), "{}", row.path);
            shown += usize::from(row.path.contains("escapes") || row.path.contains("bidi"));
        }
    }
    assert_eq!(shown, 3, "files that try");
}

fn compare_header(row: &Specimen, resolution: &Resolution, faults: &mut Vec<String>) {
    let symbol = resolution.symbol.as_ref().map(Symbol::as_str);
    let expected = row.symbol.as_deref().and_then(Symbol::parse);
    if resolution.symbol != expected {
        faults.push(format!("{}: symbol {symbol:?}, not {:?}", row.path, row.symbol));
    }
    let language = resolution.language.map(Language::code);
    if language != Some(row.language.as_str()) {
        faults.push(format!("{}: language {language:?}", row.path));
    }
    if let Some(organ) = resolution.organ {
        faults.push(format!("{}: taken for the organ `{organ}`", row.path));
    }
    for (part, expected) in [Part::Preambular, Part::Operative, Part::Annex].iter().zip(row.counts)
    {
        let count = resolution.clauses.iter().filter(|clause| clause.part == *part).count();
        if count != expected {
            faults.push(format!("{}: {count} {} clauses, not {expected}", row.path, part.id()));
        }
    }
}

fn compare_clauses(
    path: &str,
    written: &[Written],
    resolution: &Resolution,
    faults: &mut Vec<String>,
) {
    for line in written.iter().filter(|line| line.label != "-") {
        let mut same = resolution.clauses.iter().filter(|clause| clause.label == line.label);
        let Some(clause) = same.next() else {
            faults.push(format!("{path}: {} is missing", line.label));
            continue;
        };
        if spaced(&clause.text) != line.text {
            faults.push(format!("{path}: {} reads `{}`", line.label, clause.text));
        }
        let verb = clause.verb_text.as_deref().map(spaced).unwrap_or_default();
        if !verb.starts_with(&line.verb) {
            faults.push(format!("{path}: {} opens with `{verb}`", line.label));
        }
        if same.next().is_some() {
            faults.push(format!("{path}: {} comes twice", line.label));
        }
    }
}

/// Only headings of the manuscript stand above clauses.
fn compare_headings(
    path: &str,
    written: &[Written],
    resolution: &Resolution,
    faults: &mut Vec<String>,
) {
    let headings: BTreeSet<&String> =
        resolution.clauses.iter().flat_map(|clause| clause.headings.iter()).collect();
    for heading in headings {
        let is_written = |line: &Written| line.label == "-" && line.text.contains(&spaced(heading));
        if !written.iter().any(is_written) {
            faults.push(format!("{path}: heading `{heading}`"));
        }
    }
}

/// Only debris and the headings of the manuscript may be left over.
fn compare_remarks(
    path: &str,
    written: &[Written],
    diagnostics: &[Diagnostic],
    faults: &mut Vec<String>,
) {
    for diagnostic in diagnostics {
        let is_expected = match diagnostic.kind {
            DiagnosticKind::PageDebris => true,
            DiagnosticKind::Unplaced => written
                .iter()
                .any(|line| line.label == "-" && diagnostic.message.contains(&line.text)),
            DiagnosticKind::Footnote
            | DiagnosticKind::UnknownVerb
            | DiagnosticKind::SpoiltVerb
            | DiagnosticKind::Numbering
            | DiagnosticKind::Vote
            | DiagnosticKind::Limit => false,
        };
        if !is_expected {
            faults.push(format!("{path}: {}: {}", diagnostic.kind.id(), diagnostic.message));
        }
    }
}

fn understood(path: &str) -> (Resolution, Vec<Diagnostic>) {
    let document = document(path);
    // That a table says which columns were read is no fault.
    let mut faults = document.faults.iter();
    let is_note = |fault: &ReadFault| fault.message.starts_with(COLUMNS_NOTE);
    assert!(faults.all(is_note), "{path}: {:?}", document.faults);
    let mut found = resolution::parse(&document, Lexicon::embedded());
    assert_eq!(found.len(), 1, "{path}: number of resolutions");
    found.remove(0)
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A row of the table in `corpus/hostile/README.md`.
struct Hostile {
    path: String,
    is_read: bool,
    operative_min: usize,
}

/// A row of `tests/data/specimens/clauses.tsv`.
struct Written {
    label: String,
    verb: String,
    text: String,
}

fn manuscript() -> BTreeMap<String, Vec<Written>> {
    let mut manuscript: BTreeMap<String, Vec<Written>> = BTreeMap::new();
    for line in include_str!("../data/specimens/clauses.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 4, "{line}");
        manuscript.entry(cells[0].to_owned()).or_default().push(Written {
            label: cells[1].to_owned(),
            verb: cells[2].to_owned(),
            text: spaced(cells[3]),
        });
    }
    manuscript
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The files of `parent`, not those below it.
fn names(parent: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(parent)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn specimens() -> Vec<Specimen> {
    let table = fs::read_to_string(folder().join("sources.tsv")).unwrap();
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
                counts: [5, 6, 7].map(|cell| cells[cell].parse().unwrap()),
                parallel: Some(cells[8].to_owned()).filter(|cell| !cell.is_empty()),
            }
        })
        .collect()
}

fn hostile() -> Vec<Hostile> {
    let table = fs::read_to_string(folder().join("hostile/README.md")).unwrap();
    table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cells: Vec<&str> = line.split(" | ").collect();
            Hostile {
                path: cells[0].trim_matches(['|', ' ', '`']).to_owned(),
                is_read: cells[1] == "read",
                operative_min: cells[2].parse().unwrap(),
            }
        })
        .collect()
}
