//! Long results on a terminal go through the pager that the user knows.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

use terminal_size::Height;

use super::output;

/// The pager of users who name none.
const PAGER_DEFAULT: &str = "less";

/// What `less` does where its user does not say: end at once if all fits, pass colours on, leave
/// the results on the screen.
const LESS_DEFAULT: &str = "FRX";

/// Gives standard output what `write` writes: through the pager if `is_paged`, standard output is
/// a terminal and there is more than fits on the screen.
///
/// # Errors
///
/// Those of standard output and of `write`.
pub(crate) fn write(
    is_paged: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if !is_paged || !io::stdout().is_terminal() {
        let mut out = output::stdout();
        write(&mut out)?;
        return out.flush();
    }
    let mut page = Vec::new();
    write(&mut page)?;
    let lines = page.iter().filter(|byte| **byte == b'\n').count();
    if lines >= screen_lines() && through_pager(&page)? {
        return Ok(());
    }
    output::write_all(&page)
}

fn screen_lines() -> usize {
    terminal_size::terminal_size().map_or(usize::MAX, |(_, Height(lines))| usize::from(lines))
}

/// Shows `page` in the pager; false if there is none or it cannot be started.
fn through_pager(page: &[u8]) -> io::Result<bool> {
    let named = env::var("PAGER").unwrap_or_else(|_| PAGER_DEFAULT.to_owned());
    let Some(mut command) = command(&named) else { return Ok(false) };
    if env::var_os("LESS").is_none() {
        command.env("LESS", LESS_DEFAULT);
    }
    let Ok(mut pager) = command.stdin(Stdio::piped()).spawn() else { return Ok(false) };
    if let Some(mut input) = pager.stdin.take() {
        match input.write_all(page) {
            // The reader has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            written => written?,
        }
    }
    pager.wait()?;
    Ok(true)
}

/// Returns the command of a pager with its arguments; none for those who want none, which they say
/// with an empty name or with `cat`.
fn command(named: &str) -> Option<Command> {
    let mut words = named.split_whitespace();
    let program = words.next().filter(|program| *program != "cat")?;
    let mut command = Command::new(program);
    command.args(words);
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn a_pager_may_have_arguments_and_may_be_none() {
        let less = command("less -FRX").expect("a program is named");
        assert_eq!((less.get_program(), less.get_args().count()), ("less".as_ref(), 1));
        assert!(command("").is_none() && command("cat").is_none());
    }
}
