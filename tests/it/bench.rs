//! The synthetic corpus: the same every time, of realistic shape, and read back as it was made.

use std::fs;
use std::path::Path;

use resq::bench::{CorpusFormat, FILES_PER_FOLDER, Synthetic, write_corpus};
use resq::corpus::read_bytes;
use resq::lexicon::Lexicon;
use resq::resolution::{Clause, parse};
use resq::text::words;
use tempfile::TempDir;

#[test]
fn the_corpus_is_the_same_everywhere() {
    let text = Synthetic { seed: 1 }.text(0);
    let hash = blake3::hash(text.as_bytes()).to_hex();
    assert_eq!(
        &hash[..16],
        "16a1545a34b840ef",
        "a change of the corpus makes old figures worthless"
    );
    assert_ne!(Synthetic { seed: 2 }.text(0), text);
}

#[test]
fn every_number_gives_a_resolution() {
    let corpus = Synthetic { seed: 1 };
    assert!((0..1500).all(|number| !corpus.resolution(number).clauses.is_empty()));
}

#[test]
fn clauses_are_as_long_and_as_many_as_real_ones() {
    let corpus = Synthetic { seed: 1 };
    let clauses: Vec<_> = (0..200).flat_map(|number| corpus.resolution(number).clauses).collect();
    let per_resolution = clauses.len() / 200;
    assert!((20..=32).contains(&per_resolution), "{per_resolution}");
    let bytes = clauses.iter().map(|clause| clause.text.len()).sum::<usize>() / clauses.len();
    assert!((220..=320).contains(&bytes), "{bytes}");
    let signs =
        clauses.iter().filter(|clause| !clause.text.is_ascii()).count() * 100 / clauses.len();
    assert!((10..=45).contains(&signs), "{signs}");
    assert!(clauses.iter().all(|clause| clause.has_head && words(&clause.text).count() > 5));
    assert!(clauses.iter().any(|clause| !clause.lead_in.is_empty()));
}

#[test]
fn a_synthetic_file_is_read_as_the_resolution_it_was_made_of() {
    let corpus = Synthetic { seed: 1 };
    for format in [CorpusFormat::Text, CorpusFormat::Markdown, CorpusFormat::AkomaNtoso] {
        let name = format!("a.{}", format.extension());
        for number in 0..40 {
            let made = corpus.resolution(number);
            let text = corpus.written(number, format);
            let document = read_bytes(Path::new(&name), text.as_bytes()).unwrap();
            let (read, _) = parse(&document, Lexicon::embedded()).remove(0);
            let key = |clause: &Clause| (clause.label.clone(), clause.text.clone());
            let [made_clauses, read_clauses] =
                [&made, &read].map(|one| one.clauses.iter().map(key).collect::<Vec<_>>());
            assert_eq!(read_clauses, made_clauses, "{number} as {format:?}:\n{text}");
            assert_eq!((&read.symbol, &read.title), (&made.symbol, &made.title));
        }
    }
}

#[test]
fn a_corpus_is_written_the_same_every_time_a_thousand_to_a_folder() {
    let write = || {
        let folder = TempDir::new().unwrap();
        let count = FILES_PER_FOLDER + 1;
        let corpus = Synthetic { seed: 3 };
        let bytes = write_corpus(corpus, count, CorpusFormat::Text, folder.path()).unwrap();
        let last = fs::read(folder.path().join("0001/0001000.txt")).unwrap();
        assert_eq!(fs::read_dir(folder.path().join("0000")).unwrap().count(), FILES_PER_FOLDER);
        (bytes, last)
    };
    assert_eq!(write(), write());
}
