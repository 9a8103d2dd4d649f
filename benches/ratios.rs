//! What a build costs beside plain tantivy and SQLite: processors, clock, memory, disk.
//!
//! `cargo bench --bench ratios`: every engine builds an index of the same clauses in a process of
//! its own, all of them in turns; printed are medians and the ratios that have a goal.
//! `RESQ_BENCH_RESOLUTIONS` sets how many resolutions, 500 if nobody does.

#![expect(clippy::print_stdout, reason = "a program that prints a table")]

mod common;

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use resq::bench::{CorpusFormat, Meter, Spread};
use resq::index::{Options, Silent, build};
use tempfile::tempdir;

/// Names the engine and the size in the measured process.
const ENGINE: &str = "RESQ_BENCH_ENGINE";
const RESOLUTIONS: &str = "RESQ_BENCH_RESOLUTIONS";
const RESOLUTIONS_DEFAULT: usize = 500;
const ROUNDS: usize = 5;

/// The engines that build, in the order of the table.
const ENGINES: [&str; 7] =
    ["tantivy", "sqlite", "resq", "files 1", "files 2", "akn files", "unchanged"];
/// The numbers that a measured process prints.
const FIGURES: [&str; 4] = ["cpu s", "wall s", "peak MB", "disk MB"];
const CPU: usize = 0;
const WALL: usize = 1;
const PEAK: usize = 2;
const DISK: usize = 3;

fn main() -> ExitCode {
    if let Ok(engine) = env::var(ENGINE) {
        let (engine, size) = engine.rsplit_once(' ').expect("an engine and a size");
        run(engine, size.parse().expect("a number"));
        return ExitCode::SUCCESS;
    }
    if !env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let size = env::var(RESOLUTIONS).ok().and_then(|size| size.parse().ok());
    let size: usize = size.unwrap_or(RESOLUTIONS_DEFAULT);
    let mut rows: Vec<Vec<[f64; FIGURES.len()]>> = vec![Vec::new(); ENGINES.len()];
    for _ in 0..ROUNDS {
        for (engine, rows) in ENGINES.iter().zip(&mut rows) {
            let Some(row) = measure(engine, size) else {
                println!("the process of `{engine}` gave no figures");
                return ExitCode::FAILURE;
            };
            rows.push(row);
        }
    }
    print(size, &rows);
    ExitCode::SUCCESS
}

/// The measured process: builds, and prints the figures on one line.
fn run(engine: &str, size: usize) {
    let folder = tempdir().expect("a folder");
    let [corpus, index] = ["corpus", "index"].map(|name| folder.path().join(name));
    for dir in [&corpus, &index] {
        fs::create_dir(dir).expect("a folder");
    }
    let reads_files = engine.contains("files") || engine == "unchanged";
    let resolutions = if reads_files { Vec::new() } else { common::resolutions(size) };
    if reads_files {
        let is_akn = engine.starts_with("akn");
        let format = if is_akn { CorpusFormat::AkomaNtoso } else { CorpusFormat::Text };
        common::write_files(size, format, &corpus);
    }
    if engine == "unchanged" {
        build_files(&corpus, &index, 1);
    }
    let meter = Meter::start();
    let before = meter.cost().peak_bytes;
    let clauses = match engine {
        "tantivy" => common::build_plain(&resolutions, &index).clauses,
        "sqlite" => common::build_sqlite(&resolutions, &index).clauses,
        "resq" => common::build_resq(&resolutions, &index).clauses,
        "files 2" => build_files(&corpus, &index, 2),
        _ => build_files(&corpus, &index, 1),
    };
    let cost = meter.cost();
    assert!(clauses > size as u64, "{engine}: {clauses} clauses of {size} resolutions");
    let peak = cost.peak_bytes.zip(before).map_or(0, |(peak, before)| peak - before);
    println!(
        "{} {} {} {}",
        cost.cpu_seconds.unwrap_or_default(),
        cost.wall_seconds,
        peak as f64 / 1e6,
        common::length_bytes(&index) as f64 / 1e6
    );
}

fn build_files(corpus: &Path, index: &Path, jobs: usize) -> u64 {
    let options = Options { jobs, ..Options::new(index) };
    let summary = build(&[corpus.to_path_buf()], &options, &mut Silent).expect("a build");
    summary.total.clauses as u64
}

fn measure(engine: &str, size: usize) -> Option<[f64; FIGURES.len()]> {
    let program = env::current_exe().ok()?;
    let output = Command::new(program).env(ENGINE, format!("{engine} {size}")).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let figures: Option<Vec<f64>> = text.split_whitespace().map(|part| part.parse().ok()).collect();
    figures?.try_into().ok()
}

fn print(size: usize, rows: &[Vec<[f64; FIGURES.len()]>]) {
    println!("{size} resolutions, medians of {ROUNDS} processes");
    println!("{:<12}{}", "", FIGURES.map(|figure| format!("{figure:>12}")).concat());
    for (engine, rows) in ENGINES.iter().zip(rows) {
        let cells = [CPU, WALL, PEAK, DISK].map(|figure| {
            format!("{:>12.3}", Spread::of(rows.iter().map(|row| row[figure])).median)
        });
        println!("{engine:<12}{}", cells.concat());
    }
    let ratio = |name: &str, figure: usize, engine: &str, base: &str, goal: &str| {
        let of = |name: &str| {
            let place = ENGINES.iter().position(|engine| *engine == name);
            &rows[place.expect("an engine of the table")]
        };
        // Pair by pair, so that what slows the machine down slows both down.
        let pairs = of(engine).iter().zip(of(base)).map(|(one, base)| one[figure] / base[figure]);
        let Spread { median, least, most } = Spread::of(pairs);
        println!("{name:<44}{median:>7.3}  ({least:.3} to {most:.3}; goal {goal})");
    };
    ratio("ready clauses, cpu / tantivy", CPU, "resq", "tantivy", "0.85");
    ratio("ready clauses, cpu / SQLite", CPU, "resq", "sqlite", "1.1");
    ratio("text files, cpu / tantivy on ready clauses", CPU, "files 1", "tantivy", "1.0");
    ratio("Akoma Ntoso, cpu / tantivy on ready clauses", CPU, "akn files", "tantivy", "1.2");
    ratio("two threads, wall / one", WALL, "files 2", "files 1", "0.6");
    ratio("ready clauses, peak memory / tantivy", PEAK, "resq", "tantivy", "1.25");
    ratio("text files, peak memory / tantivy", PEAK, "files 1", "tantivy", "1.25");
    ratio("disk / tantivy", DISK, "resq", "tantivy", "1.0");
    ratio("disk / SQLite", DISK, "resq", "sqlite", "0.55");
}
