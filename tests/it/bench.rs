//! The synthetic corpus: the same every time, of realistic shape, and read back as it was made.

use std::path::Path;

use resq::bench::Synthetic;
use resq::corpus::read_bytes;
use resq::lexicon::Lexicon;
use resq::resolution::{Part, parse};
use resq::text::words;

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
fn a_synthetic_text_is_read_as_the_resolution_it_was_made_of() {
    let corpus = Synthetic { seed: 1 };
    let (mut made, mut found) = (0, 0);
    for number in 0..20 {
        let resolution = corpus.resolution(number);
        let document = read_bytes(Path::new("a.txt"), corpus.text(number).as_bytes()).unwrap();
        let (read, _) = parse(&document, Lexicon::embedded()).remove(0);
        made += resolution.clauses.len();
        let of = |part| read.clauses.iter().filter(|clause| clause.part == part).count();
        assert!(of(Part::Preambular) > 0 && of(Part::Operative) > 0, "{number}");
        let same = |text: &str| read.clauses.iter().any(|clause| clause.text == text);
        found += resolution.clauses.iter().filter(|clause| same(&clause.text)).count();
    }
    assert!(found * 100 >= made * 95, "{found} of {made}");
}
