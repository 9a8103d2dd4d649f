//! What a walk takes, what it leaves out, and in which order.

use std::fs;
use std::path::{Path, PathBuf};

use resq::corpus::{WalkOptions, Walked, walk};
use tempfile::TempDir;

/// A folder with the files named, each with its own name as content.
fn folder(names: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }
    folder
}

/// Walks `names` below `folder` and compares with the files and the skipped, one a line, paths
/// relative to the folder.
#[track_caller]
fn check(folder: &Path, names: &[&str], options: &WalkOptions, expected: &str) {
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let found = listing(folder, &walk(&paths, options));
    assert_eq!(found.trim_end(), expected.trim_end());
}

fn listing(folder: &Path, walked: &Walked) -> String {
    let root = format!("{}/", folder.display());
    let files = walked.files.iter().map(|file| format!("{}\n", file.path.display()));
    let skipped = walked.skipped.iter().map(|error| format!("- {error}\n"));
    files.chain(skipped).collect::<String>().replace(&root, "")
}

#[test]
fn files_come_in_the_order_of_their_bytes_each_once() {
    let folder = folder(&["b/ü.txt", "b/z.txt", "b.txt", "a/c.txt", "B.txt"]);
    let expected = "B.txt\na/c.txt\nb.txt\nb/z.txt\nb/ü.txt";
    check(folder.path(), &["b.txt", "b", "a", "B.txt", "b"], &WalkOptions::default(), expected);
}

#[test]
fn every_file_carries_length_and_time() {
    let folder = folder(&["four"]);
    let walked = walk(&[folder.path().to_path_buf()], &WalkOptions::default());
    assert_eq!(walked.files[0].length_bytes, 4);
    assert!(walked.files[0].modified_ns > 0);
}

#[test]
fn hidden_and_ignored_files_are_left_out_unless_asked_for() {
    let folder = folder(&[".hidden/a.txt", ".b.txt", "kept.txt", "drafts/c.txt", "old.bak"]);
    fs::write(folder.path().join(".gitignore"), "*.bak\n").unwrap();
    fs::write(folder.path().join(".ignore"), "drafts/\n").unwrap();
    check(folder.path(), &["."], &WalkOptions::default(), "./kept.txt");
    let all = WalkOptions { is_unfiltered: true, ..WalkOptions::default() };
    let expected = "./.b.txt\n./.gitignore\n./.hidden/a.txt\n./.ignore\n./drafts/c.txt\n\
                    ./kept.txt\n./old.bak";
    check(folder.path(), &["."], &all, expected);
}

#[test]
fn what_is_named_is_always_tried() {
    let folder = folder(&[".hidden.txt", "scan.png", "below/scan.png", "below/all.zip"]);
    let expected = ".hidden.txt\nbelow/all.zip\nscan.png\n\
                    - `below/scan.png` is a picture, which is not read; recognise its characters \
                    with a program such as tesseract first";
    let names = [".hidden.txt", "scan.png", "below"];
    check(folder.path(), &names, &WalkOptions::default(), expected);
}

#[test]
fn closed_folders_are_not_entered() {
    let folder = folder(&["a.txt", "index/segment", "sub/index/b.txt"]);
    let closed = vec![folder.path().join("sub/../index")];
    let options = WalkOptions { closed, ..WalkOptions::default() };
    check(folder.path(), &["a.txt", "index", "sub"], &options, "a.txt\nsub/index/b.txt");
}

#[test]
fn a_missing_path_is_skipped_with_a_reason() {
    let folder = folder(&["a.txt"]);
    let names = ["missing", "a.txt"];
    check(folder.path(), &names, &WalkOptions::default(), "a.txt\n- cannot read `missing`");
}

#[test]
fn a_rule_that_makes_no_sense_spoils_no_other() {
    let folder = folder(&["a.txt", "b.txt"]);
    fs::write(folder.path().join(".ignore"), "{oops\nb.txt\n").unwrap();
    let walked = walk(&[folder.path().to_path_buf()], &WalkOptions::default());
    assert_eq!(walked.files.len(), 1);
    assert_eq!(walked.skipped.len(), 1);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_in_circles() {
    use std::os::unix::fs::symlink;
    let folder = folder(&["a/b.txt"]);
    symlink(folder.path().join("a"), folder.path().join("a/again")).unwrap();
    symlink(folder.path().join("a/b.txt"), folder.path().join("link.txt")).unwrap();
    symlink(folder.path().join("gone"), folder.path().join("a/broken.txt")).unwrap();
    let expected = "a/b.txt\nlink.txt\n- `a/again` leads back to `a`\n- cannot read `a/broken.txt`";
    check(folder.path(), &["a", "link.txt"], &WalkOptions::default(), expected);
}

#[cfg(unix)]
#[test]
fn pipes_are_skipped_without_waiting() {
    let folder = folder(&["a.txt"]);
    let socket = folder.path().join("socket");
    let _open = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let expected = "a.txt\n- `socket` is a pipe or device, not a file";
    check(folder.path(), &["socket", "a.txt"], &WalkOptions::default(), expected);
}
