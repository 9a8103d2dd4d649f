//! Opening a source at a line in the editor of the user.

use std::env;
use std::path::Path;
use std::process::Command;

use super::failure::Failure;
use crate::corpus::archive_of;

/// Opens the file at `path` in the editor that `VISUAL` or `EDITOR` names, at `line` (from 1; 0
/// where the format has no lines), and waits until it has ended.
pub(crate) fn open(path: &str, line: usize) -> Result<(), Failure> {
    let Some(editor) = named_editor() else { return Err(Failure::NoEditor) };
    if !Path::new(path).exists() {
        if let Some(archive) = archive_of(path).filter(|archive| Path::new(archive).exists()) {
            let (path, archive) = (path.to_owned(), archive.to_owned());
            return Err(Failure::SourceInside { path, archive });
        }
        return Err(Failure::SourceGone { path: path.to_owned(), place: None });
    }
    let failed = |source| Failure::Editor { editor: editor.clone(), source };
    let Some(mut command) = command(&editor, path, line) else { return Err(Failure::NoEditor) };
    let status = command.status().map_err(failed)?;
    if status.success() {
        return Ok(());
    }
    Err(failed(std::io::Error::other(format!("it ended with {status}"))))
}

fn named_editor() -> Option<String> {
    let names = ["VISUAL", "EDITOR"].into_iter();
    names.filter_map(|name| env::var(name).ok()).find(|editor| !editor.trim().is_empty())
}

/// Returns the command that opens a file at a line in `editor`, a program with its arguments.
fn command(editor: &str, path: &str, line: usize) -> Option<Command> {
    let mut words = editor.split_whitespace();
    let program = words.next()?;
    let mut command = Command::new(program);
    command.args(words);
    let name = Path::new(program).file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    match (name, line) {
        (_, 0) => command.arg(path),
        ("code" | "codium" | "cursor", _) => command.args(["--goto", &format!("{path}:{line}")]),
        ("hx" | "helix" | "subl" | "zed", _) => command.arg(format!("{path}:{line}")),
        // What most editors of a terminal understand: vi, nano, emacs, micro, kak, joe.
        _ => command.arg(format!("+{line}")).arg(path),
    };
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        let cases = [
            ("vi", 7, "vi +7 a.md"),
            ("/usr/bin/nano -w", 7, "/usr/bin/nano -w +7 a.md"),
            ("emacsclient -t", 7, "emacsclient -t +7 a.md"),
            ("code --wait", 7, "code --wait --goto a.md:7"),
            ("hx", 7, "hx a.md:7"),
            ("hx", 0, "hx a.md"),
            ("vi", 0, "vi a.md"),
        ];
        for (editor, line, expected) in cases {
            let command = command(editor, "a.md", line).expect("a program is named");
            let words = std::iter::once(command.get_program()).chain(command.get_args());
            let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
            assert_eq!(words.join(" "), expected);
        }
        assert!(command("  ", "a.md", 7).is_none());
    }
}
