//! Instruction counts of index builds, which no noise of the machine changes.
//!
//! `cargo bench --bench instructions` runs itself under valgrind's callgrind, once per stage and
//! size, and prints what a clause costs as a ratio to plain tantivy. The count of a smaller run
//! is taken off, so that starting does not count. Without valgrind it says so and ends well.

#![expect(clippy::print_stdout, reason = "a program that prints a table")]

mod common;

use std::env;
use std::process::{Command, ExitCode};

/// Names the stage in the measured process.
const STAGE: &str = "RESQ_BENCH_STAGE";
/// The sizes whose difference is measured, in resolutions.
const SIZES: [usize; 2] = [100, 400];
const STAGES: [&str; 3] = ["nothing", "plain", "resq"];

fn main() -> ExitCode {
    if let Ok(stage) = env::var(STAGE) {
        run(&stage);
        return ExitCode::SUCCESS;
    }
    if !env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("instruction counts need valgrind, which is not installed");
        return ExitCode::SUCCESS;
    }
    let Some([nothing, plain, resq]) = measure_all() else {
        println!("valgrind gave no counts");
        return ExitCode::FAILURE;
    };
    let (plain, resq) = (plain - nothing, resq - nothing);
    let resolutions = common::resolutions(SIZES[1]);
    let clauses =
        common::clause_count(&resolutions) - common::clause_count(&common::resolutions(SIZES[0]));
    println!(
        "instructions per clause: plain tantivy {:.0}, resq {:.0}",
        plain / clauses as f64,
        resq / clauses as f64
    );
    println!("ratio of instructions: {:.3}", resq / plain);
    let (plain, resq) = (common::build_plain(&resolutions).1, common::build_resq(&resolutions).1);
    println!(
        "bytes of the index: plain tantivy {plain}, resq {resq}, ratio {:.3}",
        resq as f64 / plain as f64
    );
    ExitCode::SUCCESS
}

/// The measured process: `stage size`.
fn run(stage: &str) {
    let (stage, size) = stage.split_once(' ').expect("a stage and a size");
    let resolutions = common::resolutions(size.parse().expect("a number"));
    let expected = common::clause_count(&resolutions);
    let found = match stage {
        "plain" => common::build_plain(&resolutions).0,
        "resq" => common::build_resq(&resolutions).0,
        _ => expected,
    };
    assert_eq!(found, expected);
}

fn measure_all() -> Option<[f64; 3]> {
    let mut counts = [0.0; 3];
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
