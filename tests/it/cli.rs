//! Tests of the `cli` layer at the place where it can be wrong.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// A resolution of an invented body.
const RESOLUTION: &str = "\
A/RES/99/1

Safe harbours for research vessels

The General Assembly,

Recalling its resolution 98/3 of 4 May 2023,

1. Calls upon all coastal States to open their harbours to research vessels in distress;

2. Decides to return to the matter at its next session.
";

/// A folder with nothing of the user's in it, and the program to run there.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("texts")).unwrap();
        fs::write(folder.path().join("texts/harbours.txt"), RESOLUTION).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn resq(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo_bin!("resq"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("TERM", "xterm-256color")
            .env("LANG", "en_US.UTF-8")
            .env("COLUMNS", "80");
        command
    }

    /// Runs the program and returns exit code, standard output and standard error as one text.
    fn run(&self, arguments: &[&str]) -> String {
        transcript(&mut self.resq(arguments))
    }
}

fn transcript(command: &mut Command) -> String {
    let output = command.output().unwrap();
    format!(
        "exit {}\n-- stdout\n{}-- stderr\n{}",
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap()
    )
}

/// The commands, in the order of the help page.
const COMMANDS: &[&str] = &["parse", "help", "completions", "man"];

#[test]
fn help_pages() {
    let place = Place::new();
    insta::assert_snapshot!("help", place.run(&["--help"]));
    for command in COMMANDS {
        let page = place.run(&["help", command]);
        assert!(page.contains("Examples:\n  resq "), "{page}");
        insta::assert_snapshot!(format!("help_{command}"), page);
    }
}

#[test]
fn parse_goes_on_after_a_file_it_cannot_read() {
    let place = Place::new();
    let files = ["parse", "missing.txt", "texts/harbours.txt", "texts", "--format", "json"];
    let output = place.resq(&files).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let objects = String::from_utf8(output.stdout).unwrap();
    assert_eq!(objects.lines().count(), 1, "{objects}");
    assert!(objects.contains(r#""source":"texts/harbours.txt""#), "{objects}");
    insta::assert_snapshot!("unread_files", String::from_utf8(output.stderr).unwrap());
}

#[test]
fn parse_tells_that_nothing_was_found() {
    let place = Place::new();
    fs::write(place.path().join("empty.txt"), "").unwrap();
    let status = place.resq(&["parse", "empty.txt"]).stdout(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn mistakes_on_the_command_line() {
    let place = Place::new();
    insta::assert_snapshot!("no_arguments", place.run(&[]));
    insta::assert_snapshot!("unknown_command", place.run(&["serach", "x"]));
    insta::assert_snapshot!("unknown_topic", place.run(&["help", "serach"]));
    insta::assert_snapshot!("no_file", place.run(&["parse"]));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let place = Place::new();
    let texts = vec!["texts/harbours.txt"; 400];
    let arguments = [&["parse"], texts.as_slice()].concat();
    let mut child =
        place.resq(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn colour_is_for_terminals_and_on_request() {
    let place = Place::new();
    let has_escapes = |command: &mut Command| command.output().unwrap().stdout.contains(&0x1b);
    let arguments = ["parse", "texts/harbours.txt"];
    assert!(!has_escapes(&mut place.resq(&arguments)));
    let always = ["parse", "texts/harbours.txt", "--color", "always"];
    assert!(has_escapes(&mut place.resq(&always)));
    assert!(!has_escapes(place.resq(&arguments).env("NO_COLOR", "1")));
}

#[test]
fn completions_and_manual_pages_are_written() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = place.run(&["completions", shell]);
        assert!(script.starts_with("exit 0") && script.contains("resq"), "{script}");
    }
    for arguments in [vec!["man"], vec!["man", "parse"]] {
        let page = place.run(&arguments);
        assert!(page.starts_with("exit 0") && page.contains(".TH resq"), "{page}");
    }
}
