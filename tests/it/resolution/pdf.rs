//! A PDF file and the mark-up of the same document give the same clauses.

use std::fs;
use std::path::{Path, PathBuf};

use resq::corpus;
use resq::lexicon::Lexicon;
use resq::resolution;

/// The labels and the letters of the clauses in a file.
fn clauses(path: &Path) -> Vec<(String, String)> {
    let document = corpus::read_file(path).unwrap();
    let parsed = resolution::parse(&document, Lexicon::embedded());
    let clauses = parsed.iter().flat_map(|(resolution, _)| &resolution.clauses);
    clauses
        .map(|clause| {
            let letters = clause.text.chars().filter(|one| one.is_alphanumeric());
            (clause.label.clone(), letters.flat_map(char::to_lowercase).collect())
        })
        .collect()
}

/// The files of `folder`, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn pdf_files_and_their_mark_up_give_the_same_clauses() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/ga78-paired");
    if !folder.is_dir() {
        eprintln!("skipped: no folder {}", folder.display());
        return;
    }
    let marked_up = files(&folder.join("akn"));
    let printed = files(&folder.join("pdf"));
    assert_eq!(printed.len(), 12);
    for pdf in printed {
        let stem = pdf.file_stem().unwrap().to_string_lossy();
        let same = |path: &&PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.strip_prefix(&*stem).is_some_and(|rest| rest.starts_with(['-', '_']))
        };
        let akn = marked_up.iter().find(same).unwrap();
        assert_eq!(clauses(&pdf), clauses(akn), "{}", pdf.display());
    }
}
