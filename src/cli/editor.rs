//! Opening a source at a line in the editor of the user.

use std::env;
use std::path::Path;
use std::process::Command;

use super::failure::Failure;

/// Opens the file at `path` in the editor that `VISUAL` or `EDITOR` names, at `line` (from 1; 0
/// where the format has no lines), and waits until it has ended.
pub(crate) fn open(path: &str, line: usize) -> Result<(), Failure> {
    let Some(editor) = named_editor() else { return Err(Failure::NoEditor) };
    if !Path::new(path).exists() {
        return Err(Failure::SourceGone { path: path.to_owned() });
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
