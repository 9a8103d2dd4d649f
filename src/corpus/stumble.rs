//! [`unless_it_stumbles`]: code of other crates that trusts bytes which may be damaged.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// How many calls of [`unless_it_stumbles`] this thread is in.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Returns what `work` returns, or nothing where it panics.
///
/// For readers that are known to panic on damaged bytes, where the caller says in a sentence of its
/// own that they are damaged; what `work` leaves behind of a value it shares must not matter. It is
/// no net for faults of this program.
pub(crate) fn unless_it_stumbles<T>(work: impl FnOnce() -> T) -> Option<T> {
    DEPTH.set(DEPTH.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    result.ok()
}

/// Tells whether a panic of this thread will be caught and told in a sentence, so that a hook of the
/// program need not tell it too.
pub(crate) fn is_stumble() -> bool {
    DEPTH.get() > 0
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::{is_stumble, unless_it_stumbles};

    #[test]
    fn a_stumble_is_nothing_and_known_while_it_lasts() {
        assert_eq!(unless_it_stumbles(|| (is_stumble(), 7)), Some((true, 7)));
        let inner = || {
            assert!(unless_it_stumbles(|| -> u8 { panic!("damaged within") }).is_none());
            is_stumble()
        };
        assert_eq!(unless_it_stumbles(inner), Some(true), "the outer call goes on");
        assert!(unless_it_stumbles(|| -> u8 { panic!("damaged") }).is_none());
        assert!(!is_stumble(), "it is over");
    }

    #[test]
    fn a_stumble_is_a_matter_of_its_thread() {
        let elsewhere = || thread::spawn(is_stumble).join().is_ok_and(|is_stumble| !is_stumble);
        assert_eq!(unless_it_stumbles(elsewhere), Some(true));
    }
}
