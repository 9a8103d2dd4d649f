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
/// a terminal that a pager can use and there is more than fits on the screen.
///
/// # Errors
///
/// Those of standard output and of `write`.
pub(crate) fn write<E: From<io::Error>>(
    is_paged: bool,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    if !is_paged || !io::stdout().is_terminal() || output::is_dumb() {
        let mut out = output::stdout();
        write(&mut out)?;
        return Ok(out.flush()?);
    }
    let mut page = Vec::new();
    write(&mut page)?;
    let named = env::var("PAGER").unwrap_or_else(|_| PAGER_DEFAULT.to_owned());
    if is_longer(&page, screen_lines()) && through_pager(&page, &named)? {
        return Ok(());
    }
    Ok(output::write_all(&page)?)
}

/// Tells whether a page has no room on a screen of so many lines, one of which is for the prompt.
fn is_longer(page: &[u8], screen_lines: usize) -> bool {
    page.iter().filter(|byte| **byte == b'\n').count() >= screen_lines
}

fn screen_lines() -> usize {
    terminal_size::terminal_size().map_or(usize::MAX, |(_, Height(lines))| usize::from(lines))
}

/// Shows `page` in the pager `named`; false if there is none or it cannot be started.
fn through_pager(page: &[u8], named: &str) -> io::Result<bool> {
    let Some(mut command) = command(named) else { return Ok(false) };
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
    use super::{command, is_longer, through_pager};

    #[test]
    fn a_pager_may_have_arguments_and_may_be_none() {
        let less = command("less -FRX").expect("a program is named");
        assert_eq!((less.get_program(), less.get_args().count()), ("less".as_ref(), 1));
        assert!(command("").is_none() && command("cat").is_none());
    }
    #[test]
    fn a_page_that_leaves_no_line_for_the_prompt_is_longer_than_the_screen() {
        assert!(!is_longer(b"a\nb\n", 3));
        assert!(is_longer(b"a\nb\nc\n", 3));
    }

    #[test]
    fn without_a_pager_the_page_is_not_shown() {
        for named in ["", "cat", "no-such-pager-as-this -R"] {
            assert!(!through_pager(b"page\n", named).expect("nothing is written"), "{named}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_pager_gets_the_whole_page_or_as_much_as_its_reader_wants() {
        let folder = tempfile::tempdir().expect("a folder");
        let shown = folder.path().join("shown");
        let page = "a line of the page\n".repeat(10_000);
        let named = format!("dd status=none of={}", shown.display());
        assert!(through_pager(page.as_bytes(), &named).expect("the pager reads all"));
        assert_eq!(std::fs::read_to_string(&shown).expect("what the pager wrote"), page);
        // One that ends before it has read anything.
        assert!(through_pager(page.as_bytes(), "true").expect("the pager may end early"));
    }
}
