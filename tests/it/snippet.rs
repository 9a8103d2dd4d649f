//! Tests of the choice of what is shown of a long clause.

use proptest::prelude::*;
use resq::search::snippet;
use resq::text::{Span, clusters};

/// The windows of `marked`, whose matches stand between asterisks, joined by ` … `.
fn check(marked: &str, chars_max: usize, expected: &str) {
    let mut matches = Vec::new();
    let mut text = String::new();
    for (index, part) in marked.split('*').enumerate() {
        if index % 2 == 1 {
            matches.push(Span::new(text.len(), text.len() + part.len()));
        }
        text.push_str(part);
    }
    let windows = snippet(&text, &matches, chars_max);
    let shown: Vec<&str> = windows.iter().map(|window| window.of(&text)).collect();
    assert_eq!(shown.join(" … "), expected, "{marked}");
}

#[test]
fn short_clauses_are_whole() {
    check("Calls upon *States* to act.", 26, "Calls upon States to act.");
    check("", 10, "");
}

#[test]
fn long_clauses_are_cut_between_words_around_the_matches() {
    let filler = "and to consider every further measure that may be of use ".repeat(3);
    check(
        &format!("Calls upon States {filler}to open *harbours* without delay {filler}"),
        40,
        "of use to open harbours without delay",
    );
    check(
        &format!("*Calls upon* States {filler}to open *harbours* without delay {filler}."),
        80,
        "Calls upon States and to consider every … of use to open harbours without delay",
    );
    check(&format!("Nothing of this matches {filler}"), 20, "Nothing of this");
}

#[test]
fn matches_that_say_something_new_come_first() {
    let filler = "and to consider every further measure that may be of use ".repeat(2);
    check(
        &format!("*port* {filler} *port* {filler} *port* {filler} *port* {filler} *winter*"),
        24,
        "port and to … use  winter",
    );
}

#[test]
fn text_without_spaces_is_cut_between_characters() {
    let filler = "并考虑可能有用的一切进一步措施".repeat(4);
    check(&format!("促请各国{filler}立即开放*港口*{filler}"), 12, "施立即开放港口并考虑可能");
}

proptest! {
    #[test]
    fn windows_are_in_bounds_in_order_and_few(
        text in "(\\PC|e\u{301}|[a-z]{1,9} | |码){0,60}",
        places in prop::collection::vec((0usize..90, 1usize..20), 0..6),
        chars_max in 1usize..40,
    ) {
        let mut matches: Vec<Span> =
            places.into_iter().map(|(start, length)| Span::new(start, start + length)).collect();
        matches.sort();
        let windows = snippet(&text, &matches, chars_max);
        prop_assert!(!windows.is_empty());
        let bounds: Vec<usize> =
            clusters(&text).map(|(place, _)| place).chain([text.len()]).collect();
        let mut shown = 0;
        let mut done = None;
        for window in windows {
            prop_assert!(bounds.binary_search(&window.start()).is_ok());
            prop_assert!(bounds.binary_search(&window.end()).is_ok());
            prop_assert!(done.is_none_or(|done| done < window.start()));
            done = Some(window.end());
            shown += clusters(window.of(&text)).count();
        }
        prop_assert!(shown <= chars_max, "{shown} of {chars_max}");
    }
}
