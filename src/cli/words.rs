//! The words of a query on the command line.

use std::ffi::OsString;

use crate::query::join_arguments;

/// Stands before a word that begins with a dash, so that it is not read as an option. No argument
/// of a process can hold it.
const WORD_MARK: char = '\0';

/// What is an option and no excluded word.
const SHORT_OPTIONS: [&str; 3] = ["-h", "-0", "-i"];

/// The commands that take a query.
const COMMANDS: [&str; 2] = ["search", "verbs"];

/// Returns the arguments of the process with excluded words (`-terrorism`) marked as words.
///
/// The program has few short options, so that nothing else begins with one dash. What follows
/// an option is left alone: it may be its value.
pub(crate) fn mark_words(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut marked: Vec<OsString> = Vec::new();
    let mut has_query = false;
    for argument in arguments {
        let text = argument.to_str().unwrap_or_default();
        let follows = marked.last().and_then(|last| last.to_str()).unwrap_or_default();
        let is_excluded = has_query
            && text.len() > 1
            && text.starts_with('-')
            && !text.starts_with("--")
            && !SHORT_OPTIONS.contains(&text)
            && !follows.starts_with("--");
        if is_excluded {
            marked.push(format!("{WORD_MARK}{text}").into());
        } else {
            has_query |= marked.len() == 1 && COMMANDS.contains(&text);
            marked.push(argument);
        }
    }
    marked
}

/// Returns the query the arguments make; a plain one has no phrases.
pub(crate) fn join_words(arguments: &[String], is_plain: bool) -> String {
    let words: Vec<String> =
        arguments.iter().map(|word| word.trim_start_matches(WORD_MARK).to_owned()).collect();
    if is_plain { words.join(" ") } else { join_arguments(&words) }
}
