//! What a build takes of the memory, measured in a process of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use resq::bench::{CorpusFormat, Synthetic, write_corpus};
use resq::index::{MEMORY_BYTES_MIN, Options, Silent, build};

use super::Place;

const CORPUS: &str = "RESQ_TEST_CORPUS";
const INDEX: &str = "RESQ_TEST_INDEX";
const MEASURED: &str = "peak of ";

#[test]
#[ignore = "the process whose memory the other test of this file measures"]
fn measured() {
    let variable = |name| PathBuf::from(env::var(name).unwrap());
    let options =
        Options { jobs: 2, memory_bytes: MEMORY_BYTES_MIN, ..Options::new(variable(INDEX)) };
    let summary = build(&[variable(CORPUS)], &options, &mut Silent).unwrap();
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    let kilobytes = line.split_whitespace().nth(1).unwrap();
    println!("\n{MEASURED}{kilobytes} kB for {} bytes", summary.read_bytes);
}

/// Returns the peak of the resident memory of a build, in bytes.
fn peak_bytes(corpus: &Path, index: &Path) -> usize {
    let _ = fs::remove_dir_all(index);
    let output = Command::new(env::current_exe().unwrap())
        .args(["index::memory::measured", "--exact", "--ignored", "--nocapture"])
        .env(CORPUS, corpus)
        .env(INDEX, index)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let line = said
        .lines()
        .find_map(|line| line.strip_prefix(MEASURED))
        .unwrap_or_else(|| panic!("{said}"));
    line.split_whitespace().next().unwrap().parse::<usize>().unwrap() * 1024
}

#[test]
fn memory_does_not_grow_with_the_corpus() {
    if !Path::new("/proc/self/status").exists() {
        eprintln!("not run: this system does not tell the memory of a process");
        return;
    }
    let place = Place::new();
    let peak = |count: usize| {
        let corpus = place.corpus().join(count.to_string());
        write_corpus(Synthetic { seed: 1 }, count, CorpusFormat::Text, &corpus).unwrap();
        peak_bytes(&corpus, &place.dir())
    };
    let (small, large) = (peak(100), peak(1_500));
    println!("small {} kB, large {} kB", small / 1024, large / 1024);
    assert!(large < small + MEMORY_BYTES_MIN, "{small} bytes for little, {large} for much");
}
