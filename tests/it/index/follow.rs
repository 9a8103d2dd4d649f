//! An index that follows its files.

use std::collections::VecDeque;

use resq::index::{IndexError, Phase, Progress, Summary, Watch, follow};

use super::{Place, text};

/// Does one thing at each look, and notes after how many looks the index was updated.
struct Script<'a> {
    steps: VecDeque<Box<dyn FnOnce() + 'a>>,
    looks: usize,
    updates: Vec<(usize, usize)>,
}

impl Progress for Script<'_> {
    fn report(&mut self, _: Phase) {}
}

impl Watch for Script<'_> {
    fn wait(&mut self) -> bool {
        self.looks += 1;
        let Some(step) = self.steps.pop_front() else { return false };
        step();
        true
    }

    fn updated(&mut self, summary: &Summary) {
        self.updates.push((self.looks, summary.total.clauses));
    }

    fn delayed(&mut self, error: &IndexError) {
        panic!("{error}");
    }
}

#[test]
fn changes_are_taken_up_when_they_have_settled() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    let steps: Vec<Box<dyn FnOnce()>> = vec![
        Box::new(|| {}),
        Box::new(|| place.write("b.txt", "A/RES/70/2\n\nThe General Assembly,\n\n1. Calls")),
        Box::new(|| place.write("b.txt", &text(2, "ratify"))),
        Box::new(|| {}),
        Box::new(|| {}),
        Box::new(|| std::fs::remove_file(place.corpus().join("a.txt")).unwrap()),
        Box::new(|| {}),
    ];
    let mut script = Script { steps: steps.into(), looks: 0, updates: Vec::new() };
    follow(&[place.corpus()], &place.options(), &mut script).unwrap();
    // Half a file at look 2, all of it at look 3, the same again at look 4.
    assert_eq!(script.updates, [(0, 3), (4, 6), (7, 3)]);
    drop(script);
    assert!(place.clauses().keys().all(|clause| clause.starts_with("b.txt")));
}

#[test]
fn what_was_tried_in_vain_waits_until_something_changes() {
    use resq::index::{MEMORY_BYTES_MIN, Options};

    let place = Place::new();
    let head = text(1, "ratify");
    // Too long for the least memory, whatever is tried.
    place.write("a.txt", &format!("{head}{}", "a b\n".repeat(50_000)));
    let look = || Box::new(|| {}) as Box<dyn FnOnce()>;
    let steps: Vec<Box<dyn FnOnce()>> = vec![
        look(),
        look(),
        look(),
        look(),
        look(),
        Box::new(|| place.write("b.txt", &text(2, "ratify"))),
        look(),
    ];
    let mut script = Script { steps: steps.into(), looks: 0, updates: Vec::new() };
    let options = Options { memory_bytes: MEMORY_BYTES_MIN, ..place.options() };
    follow(&[place.corpus()], &options, &mut script).unwrap();
    assert_eq!(script.updates, [(0, 0), (2, 0), (7, 3)]);
}
