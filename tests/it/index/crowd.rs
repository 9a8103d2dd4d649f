//! Several at once: writers keep each other out, readers see one commit or another.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use resq::index::{IndexError, check, open, status};
use resq::schema::IndexSchema;

use super::{Place, all, text};

const UPDATES: usize = 12;

#[test]
fn readers_are_never_held_up_and_never_see_half_an_update() {
    let place = Place::new();
    place.write("0.txt", &text(0, "ratify"));
    place.build().unwrap();
    let is_over = AtomicBool::new(false);
    let looks = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut before = 0;
                while !is_over.load(Ordering::Relaxed) {
                    let clauses = all(&open(&place.dir(), IndexSchema::embedded()).unwrap());
                    // Each update brings one more file of three clauses.
                    assert_eq!(clauses.len() % 3, 0);
                    assert!(clauses.len() >= before);
                    before = clauses.len();
                    let manifest = status(&place.dir(), IndexSchema::embedded()).unwrap();
                    assert!(manifest.files.len() * 3 >= before);
                    looks.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for number in 1..=UPDATES {
            place.write(&format!("{number}.txt"), &text(number, "ratify"));
            // What is changed back and forth leaves deleted clauses and merges behind.
            place.write("0.txt", &text(0, if number % 2 == 0 { "ratify" } else { "denounce" }));
            place.build().unwrap();
        }
        is_over.store(true, Ordering::Relaxed);
    });
    assert!(looks.load(Ordering::Relaxed) > 0);
    assert_eq!(place.clauses().len(), 3 * (UPDATES + 1));
}

#[test]
fn of_two_writers_one_writes_and_the_other_says_who_does() {
    let place = Place::new();
    for number in 0..20 {
        place.write(&format!("{number}.txt"), &text(number, "ratify"));
    }
    let refused = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| match place.build() {
                Ok(_) => {}
                Err(error @ IndexError::Locked { .. }) => {
                    refused.fetch_add(1, Ordering::Relaxed);
                    assert!(error.to_string().contains("is being written by "), "{error}");
                }
                Err(error) => panic!("{error}"),
            });
        }
    });
    assert!(refused.load(Ordering::Relaxed) < 4);
    assert!(place.build().unwrap().is_unchanged());
    assert!(check(&place.dir(), IndexSchema::embedded()).unwrap().is_sound());
    assert_eq!(place.clauses().len(), 60);
}

#[test]
fn the_number_of_segments_and_the_room_they_take_stay_bounded() {
    let place = Place::new();
    for number in 0..4 {
        place.write(&format!("{number}.txt"), &text(number, "ratify"));
    }
    let fresh = place.build().unwrap().index_bytes;
    let segments = || {
        let opened = open(&place.dir(), IndexSchema::embedded()).unwrap();
        opened.searcher().segment_readers().len()
    };
    for number in 0..30 {
        place.write("0.txt", &text(0, &format!("ratify {number} times")));
        let summary = place.build().unwrap();
        assert!(segments() <= 8, "{} segments after {number} updates", segments());
        assert!(summary.index_bytes < 3 * fresh, "{} bytes, at first {fresh}", summary.index_bytes);
    }
}
