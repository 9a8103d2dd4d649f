//! What the benches share: the input, and the engines that index it.

#![allow(dead_code, unused_imports, reason = "every bench takes its own part of it")]

mod engines;

use std::fs;
use std::path::Path;

use resq::bench::{CorpusFormat, Synthetic, write_corpus};
use resq::index::PartSpace;
use resq::resolution::Resolution;
use tantivy::Index;

pub(crate) use engines::{
    Years, build_plain, build_resq, build_sqlite, build_texts, plain_index, resq_index,
};

/// The corpus of all benches.
const CORPUS: Synthetic = Synthetic { seed: 1 };

/// An index that was built.
pub(crate) struct Built {
    pub(crate) clauses: u64,
    pub(crate) bytes: u64,
    /// Bytes by part of the index and field.
    pub(crate) parts: Vec<(String, u64)>,
}

/// Returns the first `count` resolutions of the synthetic corpus.
pub(crate) fn resolutions(count: usize) -> Vec<Resolution> {
    (0..count).map(|number| CORPUS.resolution(number)).collect()
}

/// Returns the same resolutions as the contents of files.
pub(crate) fn texts(count: usize, format: CorpusFormat) -> Vec<String> {
    (0..count).map(|number| CORPUS.written(number, format)).collect()
}

/// Writes the same resolutions as files below `dir`.
pub(crate) fn write_files(count: usize, format: CorpusFormat, dir: &Path) {
    write_corpus(CORPUS, count, format, dir).expect("room for the files");
}

/// Returns how many clauses there are.
pub(crate) fn clause_count(resolutions: &[Resolution]) -> u64 {
    resolutions.iter().map(|resolution| resolution.clauses.len() as u64).sum()
}

impl Built {
    /// Measures an index of tantivy in `dir`.
    fn of(index: &Index, dir: &Path) -> Self {
        let searcher = index.reader().expect("a reader").searcher();
        let space = searcher.space_usage().expect("an index that can be read");
        let parts = PartSpace::of(&space).into_iter().map(|space| match &space.field {
            Some(field) => (format!("{} of {field}", space.part), space.bytes),
            None => (space.part.to_owned(), space.bytes),
        });
        let parts = parts.collect();
        Self { clauses: searcher.num_docs(), bytes: length_bytes(dir), parts }
    }
}

/// Returns the bytes of the files in `dir`.
pub(crate) fn length_bytes(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).expect("a folder").flatten();
    entries.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum()
}
