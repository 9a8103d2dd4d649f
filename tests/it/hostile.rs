//! Folders that harm: names that are no text or move the cursor, pipes, loops, folders that may not
//! be read. Each costs a clear line and no other file, and nothing of it reaches the terminal.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// A user whom nothing here belongs to.
const NOBODY: u32 = 65_534;

const RESOLUTION: &str = "A/RES/99/1\n\nThe General Assembly,\n\n1. Calls upon all coastal States \
                          to open their harbours;\n";

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        // Everybody may look in, so that another user can be the one who runs the program.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        fs::create_dir(folder.path().join("texts")).unwrap();
        fs::write(folder.path().join("texts/good.txt"), RESOLUTION).unwrap();
        Self { folder }
    }

    fn texts(&self) -> std::path::PathBuf {
        self.folder.path().join("texts")
    }

    fn resq(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo_bin!("resq"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().env("COLUMNS", "200");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.resq(arguments).output().unwrap()
    }

    /// Runs the program as a user who owns nothing here; `None` where only one user can be had,
    /// or that user cannot reach the program.
    fn run_as_nobody(&self, arguments: &[&str]) -> Option<Output> {
        let mut command = self.resq(arguments);
        command.uid(NOBODY).gid(NOBODY);
        match command.output() {
            Ok(output) => Some(output),
            Err(error) => {
                eprintln!("not run: {error}");
                None
            }
        }
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn names_of_files_never_reach_the_terminal_as_they_are() {
    let place = Place::new();
    for name in ["\u{1b}[31mred.txt", "two\nlines.txt", "right\u{202e}left.txt"] {
        fs::write(place.texts().join(name), RESOLUTION).unwrap();
    }
    fs::write(place.texts().join("\u{1b}]0;title\u{7}.pdf"), "%PDF-1.4").unwrap();
    let is_harmless = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        !text.contains(['\u{1b}', '\u{7}', '\u{202e}'])
    };
    let runs: [&[&str]; 6] = [
        &["index", "texts", "--index", "idx", "--dry-run"],
        &["index", "texts", "--index", "idx"],
        &["search", "harbours", "--index", "idx"],
        &["search", "harbours", "--index", "idx", "--format", "json"],
        &["status", "--index", "idx"],
        &["check", "--index", "idx"],
    ];
    for arguments in runs {
        let output = place.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
        assert!(is_harmless(&output.stdout) && is_harmless(&output.stderr), "{arguments:?}");
    }
}

#[test]
fn what_is_no_file_of_text_costs_one_line_and_no_other_file() {
    let place = Place::new();
    let texts = place.texts();
    fs::write(texts.join(OsStr::from_bytes(b"caf\xe9.txt")), RESOLUTION).unwrap();
    symlink(&texts, texts.join("loop")).unwrap();
    symlink("nowhere", texts.join("broken.txt")).unwrap();
    symlink("/dev/zero", texts.join("endless.txt")).unwrap();
    let _socket = UnixListener::bind(texts.join("socket.txt")).unwrap();
    let is_piped = Command::new("mkfifo").arg(texts.join("pipe.txt")).status();
    let is_piped = is_piped.is_ok_and(|status| status.success());
    let output = place.run(&["index", "texts", "--index", "idx"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("1 new file,"), "{said}");
    let mut reasons = vec![
        "its name is not Unicode",
        "leads back to",
        "cannot read `texts/broken.txt`",
        "endless.txt` is a pipe or device",
        "socket.txt` is a pipe or device",
    ];
    reasons.extend(is_piped.then_some("pipe.txt` is a pipe or device"));
    for reason in reasons {
        assert!(said.contains(reason), "`{reason}` is not in\n{said}");
    }
}

#[test]
fn folders_and_files_that_may_not_be_read_are_named() {
    let place = Place::new();
    let texts = place.texts();
    fs::create_dir(texts.join("closed")).unwrap();
    fs::write(texts.join("secret.txt"), RESOLUTION).unwrap();
    for name in ["closed", "secret.txt"] {
        fs::set_permissions(texts.join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    fs::create_dir(place.folder.path().join("open")).unwrap();
    let open = fs::Permissions::from_mode(0o777);
    fs::set_permissions(place.folder.path().join("open"), open).unwrap();
    let Some(output) = place.run_as_nobody(&["index", "texts", "--index", "open/idx"]) else {
        return;
    };
    let said = said(&output);
    assert!(said.contains("1 new file,") && said.contains("2 files were skipped"), "{said}");
    for name in ["texts/closed", "texts/secret.txt"] {
        assert!(said.contains(&format!("cannot read `{name}`")), "{said}");
    }
    // Nothing changed: the files that may not be read were tried again in vain.
    let again = ["index", "texts", "--index", "open/idx"];
    let names = || fs::read_dir(place.folder.path().join("open/idx")).unwrap().count();
    let before = names();
    let said = said_by(&place, &again);
    assert!(
        said.contains("nothing has changed") && said.contains("2 files were skipped"),
        "{said}"
    );
    assert_eq!(names(), before);
    // The rights of a file are no part of what the manifest compares.
    fs::set_permissions(texts.join("secret.txt"), fs::Permissions::from_mode(0o644)).unwrap();
    let said = said_by(&place, &again);
    assert!(said.contains("1 new file,") && said.contains("1 file was skipped"), "{said}");
    fs::set_permissions(texts.join("closed"), fs::Permissions::from_mode(0o755)).unwrap();
    let said = said_by(&place, &again);
    assert!(!said.contains("skipped"), "{said}");
}

fn said_by(place: &Place, arguments: &[&str]) -> String {
    place.run_as_nobody(arguments).map(|output| said(&output)).unwrap()
}

#[test]
fn an_index_that_may_only_be_read_is_searched_and_not_written() {
    let place = Place::new();
    assert_eq!(place.run(&["index", "texts", "--index", "idx"]).status.code(), Some(0));
    let index = place.folder.path().join("idx");
    let names = |dir: &Path| fs::read_dir(dir).unwrap().count();
    let before = names(&index);
    for entry in fs::read_dir(&index).unwrap() {
        let only = fs::Permissions::from_mode(0o444);
        fs::set_permissions(entry.unwrap().path(), only).unwrap();
    }
    fs::set_permissions(&index, fs::Permissions::from_mode(0o555)).unwrap();
    let Some(found) = place.run_as_nobody(&["search", "harbours", "--index", "idx"]) else {
        return;
    };
    assert_eq!(found.status.code(), Some(0), "{}", said(&found));
    assert!(String::from_utf8_lossy(&found.stdout).contains("good.txt"));
    let checked = place.run_as_nobody(&["check", "--index", "idx"]).unwrap();
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    let refused = place.run_as_nobody(&["index", "--index", "idx"]).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("may not be written"), "{}", said(&refused));
    assert_eq!(names(&index), before);
}

#[test]
fn an_index_is_read_by_all_who_may_read_its_files() {
    let place = Place::new();
    assert_eq!(place.run(&["index", "texts", "--index", "idx"]).status.code(), Some(0));
    let search = ["search", "harbours", "--index", "idx"];
    let Some(found) = place.run_as_nobody(&search) else { return };
    assert_eq!(found.status.code(), Some(0), "{}", said(&found));
    assert_eq!(place.run_as_nobody(&["check", "--index", "idx"]).unwrap().status.code(), Some(0));
    // One that is closed on purpose says so, once and in words.
    let head = place.folder.path().join("idx/meta.json");
    fs::set_permissions(head, fs::Permissions::from_mode(0o600)).unwrap();
    let said = said_by(&place, &search);
    assert!(
        said.starts_with("error: cannot read `idx`: Permission denied")
            && said.contains("make sure that you may read the folder")
            && said.matches("denied").count() == 1,
        "{said}"
    );
}

#[test]
fn a_full_disk_leaves_the_old_index() {
    let place = Place::new();
    assert_eq!(place.run(&["index", "texts", "--index", "idx"]).status.code(), Some(0));
    let long =
        format!("{RESOLUTION}\n2. Decides {};\n", "to open further harbours ".repeat(20_000));
    fs::write(place.texts().join("long.txt"), long).unwrap();
    // No file may grow beyond a few blocks, which fails as a full disk does.
    let program = cargo_bin!("resq");
    let limited = |blocks: u32| {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" index --index idx");
        let mut command = Command::new("sh");
        command
            .args(["-c", &script])
            .arg(program)
            .current_dir(place.folder.path())
            .output()
            .unwrap()
    };
    for blocks in [1, 8, 16, 32] {
        let output = limited(blocks);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{blocks}: {said}");
        assert!(said.contains("no room left") && said.contains("make room"), "{blocks}: {said}");
        let checked = place.run(&["check", "--index", "idx"]);
        assert_eq!(checked.status.code(), Some(0), "{}", self::said(&checked));
        // What was written in vain is gone, and with it what filled the disk.
        assert!(!String::from_utf8_lossy(&checked.stdout).contains("left over"), "{blocks}");
        assert_eq!(place.run(&["search", "harbours", "--index", "idx"]).status.code(), Some(0));
    }
    let after = said(&place.run(&["index", "--index", "idx"]));
    assert!(after.contains("1 new file, 0 changed, 0 gone, 1 as before"), "{after}");
    let checked = place.run(&["check", "--index", "idx"]);
    assert!(!String::from_utf8_lossy(&checked.stdout).contains("left over"));
}
