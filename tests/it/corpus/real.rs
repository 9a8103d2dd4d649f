//! Real documents beside the work tree, where there are any: nothing of them may get lost.

use std::fs;
use std::path::{Path, PathBuf};

use resq::corpus::{Format, ReadError, WalkOptions, read_file, walk};
use resq::text::BlockKind;

/// The folder of real documents; tests that need it say so and pass where it is absent.
fn shared(below: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(below);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no folder {}", folder.display());
    None
}

#[test]
fn every_real_file_is_read_or_refused_for_what_it_is() {
    let Some(folder) = shared("corpus") else { return };
    let walked = walk(&[folder], &WalkOptions::default());
    assert!(walked.skipped.iter().all(|error| matches!(error, ReadError::Unsupported { .. })));
    assert!(walked.files.len() > 500);
    for file in walked.files {
        let document = read_file(&file.path).unwrap_or_else(|error| panic!("{error}"));
        assert!(!document.blocks.is_empty(), "{}", file.path.display());
        let is_readme = file.path.ends_with("README.md");
        assert!(is_readme || document.language.is_some(), "{}", file.path.display());
    }
}

/// The letters of everything printed in an Akoma Ntoso file, in the order of the file.
fn printed(text: &str) -> Vec<char> {
    let options = roxmltree::ParsingOptions::default();
    let Ok(xml) = roxmltree::Document::parse_with_options(text, options) else { return Vec::new() };
    let is_meta = |node: &roxmltree::Node<'_, '_>| node.tag_name().name() == "meta";
    let mut letters: Vec<char> = xml
        .descendants()
        .filter(|node| node.is_text() && !node.ancestors().any(|above| is_meta(&above)))
        .flat_map(|node| node.text().unwrap_or_default().chars())
        .filter(|next| next.is_alphabetic())
        .collect();
    letters.sort_unstable();
    letters
}

#[test]
fn akoma_ntoso_keeps_every_letter() {
    let Some(folder) = shared("eval/structure/dev/inputs/T1") else { return };
    for file in walk(&[folder], &WalkOptions::default()).files {
        let document = read_file(&file.path).unwrap();
        assert_eq!(document.format, Format::AkomaNtoso);
        let expected = printed(&fs::read_to_string(&file.path).unwrap());
        let mut found: Vec<char> = Vec::new();
        for block in &document.blocks {
            found.extend(
                block.text.chars().chain(block.number.iter().flat_map(|text| text.chars())),
            );
            // Marks are attributes, but a letter of a table's note is printed.
            found.extend(block.marks.iter().flat_map(|mark| mark.marker.chars()));
            if let BlockKind::Note { marker } = &block.kind {
                found.extend(marker.chars());
            }
        }
        found.retain(|next| next.is_alphabetic());
        found.sort_unstable();
        assert_eq!(found.len(), expected.len(), "{}", file.path.display());
        assert_eq!(found, expected, "{}", file.path.display());
    }
}
