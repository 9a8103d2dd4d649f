//! What a build takes of the memory, measured in a process of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use resq::bench::{CorpusFormat, Synthetic, write_corpus};
use resq::index::{IndexError, MEMORY_BYTES_MIN, Options, Silent, Summary, build, status};
use resq::schema::IndexSchema;

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

/// What a program that is built for tests takes more than one for use, which is within the memory:
/// its code is longer, and the tables of the tests are in it.
const TESTS_BYTES: usize = 8 << 20;

/// A table that takes more than the memory if it is held whole and understood at once.
const TABLE_BYTES: usize = 10 << 20;

/// A file of short lines and a long one of prose, each as long as is read with little memory, and
/// twice as long as that.
#[test]
fn a_long_file_is_read_within_the_memory_or_named() {
    if !Path::new("/proc/self/status").exists() {
        eprintln!("not run: this system does not tell the memory of a process");
        return;
    }
    let place = Place::new();
    let head = "A/RES/51/1\n\nThe General Assembly,\n\n1. Calls upon all States to ratify it;\n";
    let line = "the of and to in for with that its report States Member development rights\n";
    for (repeated, read, refused) in [("a b\n", 20_000, 50_000), (line, 7_000, 30_000)] {
        place.write("a.txt", &format!("{head}{}", repeated.repeat(read)));
        let peak = peak_bytes(&place.corpus(), &place.dir());
        println!("{read} times {repeated:?}: {} kB", peak / 1024);
        assert!(peak < MEMORY_BYTES_MIN + TESTS_BYTES, "{peak} bytes");
        let summary = place.little().unwrap();
        assert_eq!(summary.skipped, []);
        place.write("a.txt", &format!("{head}{}", repeated.repeat(refused)));
        let peak = peak_bytes(&place.corpus(), &place.dir());
        assert!(peak < MEMORY_BYTES_MIN + TESTS_BYTES, "{peak} bytes");
        let summary = place.little().unwrap();
        let reason = &summary.skipped[0].reason;
        assert!(reason.contains("too long: it can be read with"), "{reason}");
        // With what it says, the same file is read, although it has not changed.
        let wanted = reason.split_whitespace().filter_map(|word| word.parse().ok()).next();
        let memory_bytes = wanted.map_or(0, |megabytes: usize| megabytes << 20);
        let options = Options { memory_bytes, ..place.options() };
        let summary = build(&[place.corpus()], &options, &mut Silent).unwrap();
        assert_eq!((summary.skipped, summary.changes.added), (Vec::new(), 1));
    }
}

/// Rows of a table are taken one by one, wherever it lies.
#[test]
fn a_long_table_is_read_within_the_memory() {
    if !Path::new("/proc/self/status").exists() {
        eprintln!("not run: this system does not tell the memory of a process");
        return;
    }
    let words = "the of and to in for with that its report States Member development ".repeat(10);
    let text = |number: usize| {
        format!("The General Assembly, 1. Calls upon all States to ratify {number}; {words}")
    };
    let rows = TABLE_BYTES / text(0).len();
    let cells = |number: usize| format!("A/RES/51/{number},\"{}\"\n", text(number));
    let csv = format!("symbol,text\n{}", (0..rows).map(cells).collect::<String>());
    let record = |number: usize| {
        format!("{{\"symbol\": \"A/RES/51/{number}\", \"text\": \"{}\"}}", text(number))
    };
    let list = format!("[{}]", (0..rows).map(record).collect::<Vec<_>>().join(",\n"));
    let packed = crate::corpus::archives::zip(&[("a.csv", csv.as_bytes())]);
    for (name, bytes) in
        [("a.csv", csv.as_bytes()), ("a.json", list.as_bytes()), ("a.zip", &packed)]
    {
        let place = Place::new();
        fs::write(place.corpus().join(name), bytes).unwrap();
        let peak = peak_bytes(&place.corpus(), &place.dir());
        println!("{name}: {} kB", peak / 1024);
        assert!(peak < MEMORY_BYTES_MIN + TESTS_BYTES, "{name}: {peak} bytes");
        assert_eq!(place.clauses_counted(), rows, "{name}");
    }
}

impl Place {
    /// The resolutions that the index holds.
    fn clauses_counted(&self) -> usize {
        let manifest = status(&self.dir(), IndexSchema::embedded()).unwrap();
        Summary::of(&manifest).total.resolutions
    }

    fn little(&self) -> Result<Summary, IndexError> {
        let options = Options { memory_bytes: MEMORY_BYTES_MIN, ..self.options() };
        build(&[self.corpus()], &options, &mut Silent)
    }
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
        // A segment has to take it in whole, however full it is.
        let clause = "1. Calls upon all States to ratify the convention;\n\n".repeat(2_000);
        let long = format!("A/RES/51/1\n\nThe General Assembly,\n\n{clause}");
        fs::write(corpus.join("long.txt"), long).unwrap();
        peak_bytes(&corpus, &place.dir())
    };
    let (small, large) = (peak(100), peak(1_500));
    println!("small {} kB, large {} kB", small / 1024, large / 1024);
    assert!(large < MEMORY_BYTES_MIN + TESTS_BYTES, "{small} bytes for little, {large} for much");
}
