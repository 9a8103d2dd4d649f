//! What is wrong with the arguments, in the words of the program and not of its command-line reader.

use std::error::Error;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::shell::shell_word;

/// What is wrong with the arguments, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UsageFault {
    /// One sentence, lower case, no full stop.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hint: String,
}

/// Returns what is wrong with the arguments; `None` where help is what to show.
pub(crate) fn usage_fault(error: &clap::Error) -> Option<UsageFault> {
    let name = argument(error);
    let value = text(error, ContextKind::InvalidValue);
    let help = format!("`{} --help` explains the options", command(error));
    let (message, hint) = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            let whole = text(error, ContextKind::InvalidArg);
            let hint = choice(error).unwrap_or_else(|| format!("write `{whole}`"));
            (format!("`{name}` has no value"), hint)
        }
        ErrorKind::InvalidValue => {
            (format!("`{name}` cannot be `{value}`"), choice(error).unwrap_or(help))
        }
        ErrorKind::ValueValidation => (
            format!("`{name}` cannot be `{value}`"),
            error.source().map_or(help, |cause| cause.to_string()),
        ),
        ErrorKind::UnknownArgument if name.starts_with('-') => {
            let guess = text(error, ContextKind::SuggestedArg);
            let hint = if guess.is_empty() { help } else { format!("did you mean `{guess}`?") };
            (format!("there is no option `{name}`"), hint)
        }
        ErrorKind::UnknownArgument => (format!("`{name}` is one argument too many"), help),
        ErrorKind::InvalidSubcommand => unknown_command(error),
        ErrorKind::ArgumentConflict => {
            let others = quoted(&texts(error, ContextKind::PriorArg));
            if others.contains(&format!("`{name}`")) {
                (format!("`{name}` is given twice"), "give it once".to_owned())
            } else {
                let others = one_of(&others);
                (format!("`{name}` cannot be used with {others}"), "leave one out".to_owned())
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = quoted(&texts(error, ContextKind::InvalidArg));
            (format!("{} is missing", missing.join(" and ")), help)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return None;
        }
        _ => (first_line(error), help),
    };
    Some(UsageFault { message, hint })
}

fn unknown_command(error: &clap::Error) -> (String, String) {
    let typed = text(error, ContextKind::InvalidSubcommand);
    // The nearest one comes last.
    let mut guesses = texts(error, ContextKind::SuggestedSubcommand);
    guesses.reverse();
    let program = command(error);
    let hint = match (guesses.as_slice(), program.as_str()) {
        ([], "resq") => format!(
            "`resq search {}` searches for it, `resq help` names the commands",
            shell_word(&typed)
        ),
        ([], _) => format!("`{program} --help` names the commands"),
        (guesses, _) => format!("did you mean {}?", one_of(&quoted(guesses))),
    };
    (format!("there is no command `{typed}`"), hint)
}

/// Returns the value that was probably meant, or those there are.
fn choice(error: &clap::Error) -> Option<String> {
    let guess = text(error, ContextKind::SuggestedValue);
    if !guess.is_empty() {
        return Some(format!("did you mean `{guess}`?"));
    }
    let known = texts(error, ContextKind::ValidValue);
    (!known.is_empty()).then(|| format!("write {}", one_of(&known)))
}

/// Returns the argument that is at fault, without its value.
fn argument(error: &clap::Error) -> String {
    bare(&text(error, ContextKind::InvalidArg))
}

/// Returns the name of an argument out of `--limit <N>` or `<SYMBOL>...`.
fn bare(argument: &str) -> String {
    let name = argument.split(' ').next().unwrap_or_default();
    name.trim_end_matches("...").trim_matches(['<', '>', '[', ']']).to_owned()
}

fn quoted(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("`{}`", bare(name))).collect()
}

/// Returns names as a choice: "a, b or c".
fn one_of(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Returns the command that was called, as the usage line has it.
fn command(error: &clap::Error) -> String {
    let usage = text(error, ContextKind::Usage);
    let is_name = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words = usage.split_whitespace().skip(1).take_while(is_name);
    let words: Vec<&str> = words.collect();
    if words.is_empty() { "resq".to_owned() } else { words.join(" ") }
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    texts(error, kind).into_iter().next().unwrap_or_default()
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        _ => Vec::new(),
    }
}

/// Returns what the command-line reader says itself.
fn first_line(error: &clap::Error) -> String {
    let rendered = error.render().to_string();
    let line = rendered.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}
