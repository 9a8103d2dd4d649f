//! What becomes of a panic: a sentence and an exit code, as of everything that stops a command.

use std::panic::{self, AssertUnwindSafe};

use super::failure::{Failure, Outcome};
use crate::corpus::is_stumble;

/// Lets the hook that is set now tell of every panic but those of readers on damaged bytes, which
/// the program catches and tells in its own words.
pub(super) fn keep_quiet_where_told() {
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        if !is_stumble() {
            previous(what);
        }
    }));
}

/// Runs a command; a panic, of which the hook has told, is a failure like others.
pub(super) fn caught(
    command: impl FnOnce() -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    panic::catch_unwind(AssertUnwindSafe(command)).unwrap_or(Err(Failure::Panic))
}

#[cfg(test)]
mod tests {
    use super::{Failure, Outcome, caught};

    #[test]
    fn a_panic_stops_a_command_as_a_fault_does() {
        assert!(matches!(caught(|| Ok(Outcome::Nothing)), Ok(Outcome::Nothing)));
        assert!(matches!(caught(|| panic!("at fault")), Err(Failure::Panic)));
    }
}
