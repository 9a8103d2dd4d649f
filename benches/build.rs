//! Index builds: ready clauses and text files, with plain tantivy on the same clauses beside them.
//!
//! `cargo bench --bench build`; clauses per second, and the ratios from the lines of one run.

mod common;

use std::fs;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use resq::bench::CorpusFormat;
use resq::index::{Options, Silent, build};
use tempfile::TempDir;

/// Enough for the rates to be those of larger corpora.
const RESOLUTIONS: usize = 200;

fn ready_clauses(criterion: &mut Criterion) {
    let resolutions = common::resolutions(RESOLUTIONS);
    let clauses = common::clause_count(&resolutions);
    let mut group = criterion.benchmark_group("build from ready clauses");
    group.throughput(Throughput::Elements(clauses)).sample_size(10);
    group.bench_function("plain tantivy en_stem", |bencher| {
        bencher.iter(|| {
            let built = common::build_plain(black_box(&resolutions), folder().path());
            assert_eq!(built.clauses, clauses);
        });
    });
    group.bench_function("SQLite porter", |bencher| {
        bencher.iter(|| {
            let built = common::build_sqlite(black_box(&resolutions), folder().path());
            assert_eq!(built.clauses, clauses);
        });
    });
    group.bench_function("resq", |bencher| {
        bencher.iter(|| {
            let built = common::build_resq(black_box(&resolutions), folder().path());
            assert_eq!(built.clauses, clauses);
        });
    });
    group.finish();
}

fn folder() -> TempDir {
    TempDir::new().expect("a folder for the index")
}

fn text_files(criterion: &mut Criterion) {
    let root = TempDir::new().expect("a folder for the files");
    let corpus = root.path().join("corpus");
    fs::create_dir(&corpus).expect("a folder for the files");
    common::write_files(RESOLUTIONS, CorpusFormat::Text, &corpus);
    let clauses = common::clause_count(&common::resolutions(RESOLUTIONS));
    let mut group = criterion.benchmark_group("build from text files");
    group.throughput(Throughput::Elements(clauses)).sample_size(10);
    group.measurement_time(Duration::from_secs(8));
    for jobs in [1, 2] {
        let options = Options { jobs, ..Options::new(root.path().join("index")) };
        group.bench_function(format!("jobs {jobs}"), |bencher| {
            bencher.iter(|| {
                let _ = fs::remove_dir_all(&options.dir);
                let paths = [corpus.clone()];
                let summary = build(&paths, &options, &mut Silent).expect("a build");
                assert_eq!(summary.total.resolutions, RESOLUTIONS);
            });
        });
    }
    let options = Options::new(root.path().join("index"));
    group.bench_function("unchanged", |bencher| {
        bencher.iter(|| {
            let summary =
                build(std::slice::from_ref(&corpus), &options, &mut Silent).expect("a run");
            assert!(summary.is_unchanged());
        });
    });
    group.finish();
}

criterion_group!(benches, ready_clauses, text_files);
criterion_main!(benches);
