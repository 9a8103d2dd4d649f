//! Every file in `tests/data/corpus/` beside its blocks, `NAME.blocks`, one a line.
//!
//! `UPDATE_EXPECT=1` writes the blocks anew; read them before committing.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use resq::corpus::{Document, read_bytes};
use resq::text::{Block, Style};

#[test]
fn files_give_the_blocks_beside_them() {
    let mut files = inputs();
    files.sort();
    assert!(!files.is_empty());
    let faults: Vec<String> = files.iter().filter_map(|file| check(file).err()).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn inputs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|end| end != "blocks")).collect()
}

fn check(file: &Path) -> Result<(), String> {
    let name = PathBuf::from(file.file_name().unwrap());
    let found = match read_bytes(&name, &fs::read(file).unwrap()) {
        Ok(document) => listing(&document),
        Err(error) => chain(&error),
    };
    let beside = file.with_file_name(format!("{}.blocks", name.display()));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&beside, &found).unwrap();
    }
    let expected = fs::read_to_string(&beside).unwrap_or_default();
    if found == expected { Ok(()) } else { Err(format!("{}:\n{found}", name.display())) }
}

/// An error and its causes, one a line.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.fold(String::new(), |out, error| out + &error.to_string() + "\n")
}

/// The document as text: format and language, then facts and faults, then the blocks.
fn listing(document: &Document) -> String {
    let language = document.language.map_or("-", |language| language.code());
    let mut out = format!("{} {language}\n", document.format.id());
    for fact in &document.facts {
        writeln!(out, "fact {:?}: {}", fact.kind, fact.value).unwrap();
    }
    for fault in &document.faults {
        writeln!(out, "fault at {:?}: {}", fault.line, fault.message).unwrap();
    }
    for block in &document.blocks {
        line(&mut out, block);
    }
    out
}

/// `LINE KIND role depth number gap indent |text| styles marks`, what is not there left out.
pub(super) fn line(out: &mut String, block: &Block) {
    write!(out, "{} {:?}", block.origin.line, block.kind).unwrap();
    if let Some(role) = block.role {
        write!(out, " as {role:?}").unwrap();
    }
    if let Some(number) = &block.number {
        write!(out, " no {number:?}").unwrap();
    }
    let counts =
        [("depth", u32::from(block.depth)), ("gap", block.gap_lines), ("in", block.indent_columns)];
    for (name, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        write!(out, " {name} {count}").unwrap();
    }
    write!(out, " |{}|", block.text).unwrap();
    for styled in &block.styles {
        let words = styled.span.of(&block.text);
        match &styled.style {
            Style::Italic => write!(out, " i({words})").unwrap(),
            Style::Bold => write!(out, " b({words})").unwrap(),
            Style::Underline => write!(out, " u({words})").unwrap(),
            Style::Link(target) => write!(out, " a({words} -> {target})").unwrap(),
        }
    }
    for mark in &block.marks {
        write!(out, " mark {} at {}", mark.marker, mark.at).unwrap();
    }
    out.push('\n');
}
