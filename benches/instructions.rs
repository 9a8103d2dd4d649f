//! Instruction counts of index builds, which no noise of the machine changes, and bytes on disk.
//!
//! `cargo bench --bench instructions` runs itself under valgrind's callgrind, once per stage and
//! size, and prints what a clause costs as a ratio to plain tantivy and to SQLite. The count of a
//! smaller run is taken off, so that starting does not count. Without valgrind it says so and ends
//! well.

#![expect(clippy::print_stdout, reason = "a program that prints a table")]

mod common;

use std::env;
use std::process::{Command, ExitCode};

use resq::bench::CorpusFormat;
use tempfile::{TempDir, tempdir};

/// Names the stage in the measured process.
const STAGE: &str = "RESQ_BENCH_STAGE";
/// The sizes whose difference is measured, in resolutions.
const SIZES: [usize; 2] = [100, 400];
const STAGES: [&str; 8] =
    ["ready clauses", "tantivy", "sqlite", "resq", "texts", "text files", "akn", "akn files"];

fn main() -> ExitCode {
    if let Ok(stage) = env::var(STAGE) {
        run(&stage);
        return ExitCode::SUCCESS;
    }
    if !env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    print_sizes();
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("instruction counts need valgrind, which is not installed");
        return ExitCode::SUCCESS;
    }
    let Some([ready, tantivy, sqlite, resq, texts, text_files, akn, akn_files]) = measure_all()
    else {
        println!("valgrind gave no counts");
        return ExitCode::FAILURE;
    };
    let [small, large] = SIZES.map(|size| common::clause_count(&common::resolutions(size)));
    let per_clause = |count: f64| count / (large - small) as f64;
    let (tantivy, sqlite) = (per_clause(tantivy - ready), per_clause(sqlite - ready));
    let (resq, text_files) = (per_clause(resq - ready), per_clause(text_files - texts));
    let akn_files = per_clause(akn_files - akn);
    println!("instructions of a clause: plain tantivy {tantivy:.0}, SQLite {sqlite:.0}");
    println!("  resq, ready clauses {resq:.0}: / tantivy {:.3} (goal 0.75)", resq / tantivy);
    println!("  resq, ready clauses: / SQLite {:.3}", resq / sqlite);
    println!("  resq, text files {text_files:.0}: / tantivy {:.3}", text_files / tantivy);
    println!("  resq, Akoma Ntoso {akn_files:.0}: / tantivy {:.3}", akn_files / tantivy);
    let understanding = (text_files - resq) / text_files;
    println!("  of text files, reading and understanding {understanding:.3} (goal 0.10)");
    ExitCode::SUCCESS
}

/// Prints what the indexes take on disk, part by part.
fn print_sizes() {
    let resolutions = common::resolutions(SIZES[1]);
    let clauses = common::clause_count(&resolutions) as f64;
    let plain = common::build_plain(&resolutions, folder().path());
    let resq = common::build_resq(&resolutions, folder().path());
    let sqlite = common::build_sqlite(&resolutions, folder().path());
    for (name, built) in [("plain tantivy", &plain), ("resq", &resq)] {
        println!("bytes of a clause in the index of {name}:");
        for (part, bytes) in built.parts.iter().filter(|(_, bytes)| *bytes as f64 >= clauses) {
            println!("  {part:<28} {:>8.2}", *bytes as f64 / clauses);
        }
    }
    let [plain, sqlite, resq] = [plain, sqlite, resq].map(|built| built.bytes as f64 / clauses);
    println!("bytes of a clause: plain tantivy {plain:.0}, SQLite {sqlite:.0}, resq {resq:.0}");
    println!("  resq / tantivy {:.3} (goal 1.0)", resq / plain);
    println!("  resq / SQLite {:.3} (goal 0.55)", resq / sqlite);
}

fn folder() -> TempDir {
    tempdir().expect("a folder for the index")
}

/// The measured process: `stage size`.
fn run(stage: &str) {
    let (stage, size) = stage.rsplit_once(' ').expect("a stage and a size");
    let size = size.parse().expect("a number");
    let format =
        if stage.starts_with("akn") { CorpusFormat::AkomaNtoso } else { CorpusFormat::Text };
    if let "texts" | "text files" | "akn" | "akn files" = stage {
        let texts = common::texts(size, format);
        if stage.ends_with("files") {
            assert!(common::build_texts(&texts, format, folder().path()).clauses > 0);
        }
        return;
    }
    let resolutions = common::resolutions(size);
    let expected = common::clause_count(&resolutions);
    let found = match stage {
        "tantivy" => common::build_plain(&resolutions, folder().path()).clauses,
        "sqlite" => common::build_sqlite(&resolutions, folder().path()).clauses,
        "resq" => common::build_resq(&resolutions, folder().path()).clauses,
        _ => expected,
    };
    assert_eq!(found, expected, "{stage}");
}

fn measure_all() -> Option<[f64; STAGES.len()]> {
    let mut counts = [0.0; STAGES.len()];
    for (count, stage) in counts.iter_mut().zip(STAGES) {
        *count = measure(stage, SIZES[1])? - measure(stage, SIZES[0])?;
    }
    Some(counts)
}

fn measure(stage: &str, size: usize) -> Option<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().ok()?)
        .env(STAGE, format!("{stage} {size}"))
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let (_, rest) = text.split_once("Collected :")?;
    rest.split_whitespace().next()?.parse().ok()
}
