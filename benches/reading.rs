//! Reading: bytes of files per second, from bytes to blocks and from blocks to clauses, with plain
//! tantivy's indexing of the same clauses beside them.
//!
//! `cargo bench --bench reading`

mod common;

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use resq::bench::CorpusFormat;
use resq::corpus::{Document, read_bytes};
use resq::lexicon::Lexicon;
use resq::resolution;
use tempfile::TempDir;

const RESOLUTIONS: usize = 100;
const FORMATS: [(&str, CorpusFormat); 3] = [
    ("text", CorpusFormat::Text),
    ("Markdown", CorpusFormat::Markdown),
    ("Akoma Ntoso", CorpusFormat::AkomaNtoso),
];

fn reading(criterion: &mut Criterion) {
    let resolutions = common::resolutions(RESOLUTIONS);
    let clauses = common::clause_count(&resolutions);
    let bytes: usize = common::texts(RESOLUTIONS, CorpusFormat::Text).iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("reading");
    group.sample_size(20);
    for (name, format) in FORMATS {
        let path = format!("a.{}", format.extension());
        let texts = common::texts(RESOLUTIONS, format);
        let read = |text: &String| read_bytes(Path::new(&path), text.as_bytes()).expect("a text");
        let documents: Vec<Document> = texts.iter().map(read).collect();
        let blocks: usize = documents.iter().map(|document| document.blocks.len()).sum();
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        group.bench_function(format!("decode, {name}"), |bencher| {
            bencher.iter(|| {
                let read = texts.iter().map(|text| read(black_box(text)).blocks.len());
                assert_eq!(read.sum::<usize>(), blocks);
            });
        });
        group.bench_function(format!("parse, {name}"), |bencher| {
            bencher.iter(|| {
                let found = documents.iter().map(|document| clause_count(black_box(document)));
                assert_eq!(found.sum::<u64>(), clauses);
            });
        });
    }
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("plain tantivy, the same clauses", |bencher| {
        bencher.iter(|| {
            let folder = TempDir::new().expect("a folder for the index");
            let built = common::build_plain(black_box(&resolutions), folder.path());
            assert_eq!(built.clauses, clauses);
        });
    });
    group.finish();
}

fn clause_count(document: &Document) -> u64 {
    let parsed = resolution::parse(document, Lexicon::embedded());
    parsed.iter().map(|(resolution, _)| resolution.clauses.len() as u64).sum()
}

criterion_group!(benches, reading);
criterion_main!(benches);
