//! Tests that run the commands the README shows.
//!
//! A block fenced as `console` is a session: lines after `$ ` are commands, the others are what
//! they print. All sessions run one after the other in a folder that holds a copy of `corpus/`,
//! for a user without files. A line `[...]` stands for any lines. Times and speeds are not
//! compared. A command that does not work, or prints something else, fails the test;
//! `UPDATE_EXPECT=1` writes what is printed now into the README.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

const ANY_LINES: &str = "[...]";

/// A command of the README and the lines it prints.
struct Step {
    command: String,
    printed: Vec<String>,
}

#[test]
#[cfg(unix)]
fn the_commands_of_the_readme_work() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let home = TempDir::new().unwrap();
    copy_folder(&path.with_file_name("corpus"), &home.path().join("corpus"));
    let mut faults = Vec::new();
    let mut written = Vec::new();
    let mut parts = readme.split("```console\n");
    written.push(parts.next().unwrap().to_owned());
    for part in parts {
        let (session, after) = part.split_once("```").unwrap();
        let steps: Vec<Step> =
            steps(session).into_iter().map(|step| run(step, home.path(), &mut faults)).collect();
        written.push(format!("{}```{after}", print(&steps)));
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path, written.join("```console\n")).unwrap();
    } else {
        assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    }
}

fn steps(session: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in session.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => {
                steps.push(Step { command: command.to_owned(), printed: Vec::new() });
            }
            (None, Some(step)) => step.printed.push(line.to_owned()),
            (None, None) => panic!("a session begins with a command: `{line}`"),
        }
    }
    steps
}

fn print(steps: &[Step]) -> String {
    let lines = steps.iter().flat_map(|step| {
        std::iter::once(format!("$ {}\n", step.command))
            .chain(step.printed.iter().map(|line| format!("{line}\n")))
    });
    lines.collect()
}

/// Runs a step and returns it with what it prints now, what is left out still left out.
fn run(step: Step, home: &Path, faults: &mut Vec<String>) -> Step {
    // The suite does not run itself, and a tool that is not there cannot be tried.
    let is_missing = step.command.contains("| jq") && !has_tool("jq");
    if step.command.starts_with("cargo test") || is_missing {
        eprintln!("not run: {}", step.command);
        return step;
    }
    let command = step.command.replace("cargo run --release --", "resq");
    let program = cargo_bin!("resq");
    let folders = std::env::join_paths(
        std::iter::once(program.parent().unwrap().to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(home)
        .env_clear()
        .env("PATH", folders)
        .env("HOME", home)
        .env("LANG", "en_US.UTF-8")
        .env("COLUMNS", "80")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let printed: Vec<String> = text.lines().map(str::to_owned).collect();
    if !output.status.success() {
        faults.push(format!("`{command}` ended with {}:\n{text}", output.status));
    }
    if fits(&step.printed, &printed) {
        return step;
    }
    faults.push(format!("the README is out of date; `{command}` prints:\n{text}"));
    let is_open = step.printed.last().is_some_and(|line| line == ANY_LINES);
    let kept = if is_open { step.printed.len() - 1 } else { printed.len() };
    let mut now: Vec<String> = printed.into_iter().take(kept).collect();
    if is_open {
        now.push(ANY_LINES.to_owned());
    }
    Step { printed: now, ..step }
}

fn fits(expected: &[String], printed: &[String]) -> bool {
    match expected {
        [] => printed.is_empty(),
        [any, rest @ ..] if any == ANY_LINES => {
            (0..=printed.len()).any(|skipped| fits(rest, &printed[skipped..]))
        }
        [line, rest @ ..] => printed
            .split_first()
            .is_some_and(|(first, others)| timeless(first) == timeless(line) && fits(rest, others)),
    }
}

/// Returns a line that tells a speed without its figures.
fn timeless(line: &str) -> String {
    if line.contains("MB/s") || line.starts_with("indexed ") {
        line.replace(|character: char| character.is_ascii_digit() || character == '.', "")
    } else {
        line.to_owned()
    }
}

fn has_tool(name: &str) -> bool {
    Command::new(name).arg("--version").output().is_ok()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn sessions_are_compared_line_by_line() {
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let cases = [
        ("a\nb", "a\nb", true),
        ("a\n[...]", "a\nb\nc", true),
        ("[...]\nc", "a\nb\nc", true),
        ("a\nb", "a", false),
        ("a", "a\nb", false),
        ("in 1.5 s, 3 MB/s", "in 20 s, 12.5 MB/s", true),
        ("indexed 2 clauses in 1.5 s", "indexed 2 clauses in 0.7 s", true),
        ("3 clauses", "4 clauses", false),
    ];
    for (expected, printed, is_same) in cases {
        assert_eq!(fits(&lines(expected), &lines(printed)), is_same, "{expected} / {printed}");
    }
}
