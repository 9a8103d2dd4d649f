//! Token chains: bytes of clause text per second, with tantivy's chains beside them.
//!
//! `cargo bench --bench chains`

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use resq::analysis::{Analyzer, Chains, Terms};
use resq::bench::Synthetic;
use resq::text::{Language, words};
use tantivy::tokenizer::{TextAnalyzer, TokenStream, TokenizerManager};

const RESOLUTIONS: usize = 200;

fn chains(criterion: &mut Criterion) {
    let corpus = Synthetic { seed: 1 };
    let resolutions: Vec<_> = (0..RESOLUTIONS).map(|number| corpus.resolution(number)).collect();
    let texts: Vec<&str> = resolutions
        .iter()
        .flat_map(|resolution| &resolution.clauses)
        .map(|clause| clause.text.as_str())
        .collect();
    let mut group = criterion.benchmark_group("chains");
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    let count = texts.iter().map(|text| words(text).count()).sum::<usize>();
    group.bench_function("words only", |bencher| {
        bencher.iter(|| {
            let found: usize = texts.iter().map(|text| words(black_box(text)).count()).sum();
            assert_eq!(found, count);
        });
    });
    group.bench_function("words and stems", |bencher| {
        let mut analyzer = Analyzer::new(Chains::embedded());
        let mut terms = Terms::default();
        bencher.iter(|| {
            let mut bytes = 0;
            for text in &texts {
                analyzer.terms(black_box(text), Some(Language::English), &mut terms);
                bytes += terms.words.len();
            }
            assert!(bytes > count);
        });
    });
    group.bench_function("words and stems, nothing remembered", |bencher| {
        bencher.iter(|| {
            let mut analyzer = Analyzer::new(Chains::embedded());
            let mut terms = Terms::default();
            let mut bytes = 0;
            for text in texts.iter().take(100) {
                analyzer.terms(black_box(text), Some(Language::English), &mut terms);
                bytes += terms.words.len();
            }
            assert!(bytes > 0);
        });
    });
    for name in ["default", "en_stem"] {
        let mut chain = TokenizerManager::default().get(name).expect("a chain of tantivy");
        group.bench_function(format!("tantivy {name}"), |bencher| {
            bencher.iter(|| {
                let found: usize = texts.iter().map(|text| drain(&mut chain, text)).sum();
                assert!(found > texts.len());
            });
        });
    }
    group.finish();
}

fn drain(chain: &mut TextAnalyzer, text: &str) -> usize {
    let mut stream = chain.token_stream(black_box(text));
    let mut count = 0;
    while stream.advance() {
        count += stream.token().text.len();
    }
    count
}

criterion_group!(benches, chains);
criterion_main!(benches);
